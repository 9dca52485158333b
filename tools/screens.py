"""Takes pictures of every screen of the catalogue (tests/criteria/screens.py) and writes them, small, to docs/screens/ with an index.

    .venv/bin/python tools/screens.py                 # every screen of both faces
    .venv/bin/python tools/screens.py kiosk-answer    # only these

A screen's picture shows it side by side in its modes: on the kiosk in three text sizes and in high contrast, on the phone 360 and 414 px wide.
The pages stand before the real application; what is seen of people is fictional. Chromium is found as for the browser tests.
"""

import argparse
import io
import shutil
import sys
import tempfile
from contextlib import closing
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from actions.settings import Settings  # noqa: E402 - the tests are no installed package
from tests.criteria.house import House, open_house  # noqa: E402
from tests.criteria.measuring import MODES, Mode  # noqa: E402
from tests.criteria.screens import WALKS  # noqa: E402
from tests.criteria.visitor import Visitor  # noqa: E402

FOLDER = ROOT / "docs" / "screens"
MOST_BYTES = 120_000
COLOURS = (128, 64, 32, 24, 16, 12, 8)  # as many as fit into MOST_BYTES
PX = {"kiosk": 400, "phone": 360}  # how wide one mode of a screen is in its picture; a wider phone is wider in proportion
SINGLE_PX = 540
GAP, GROUND = 16, (120, 120, 120)
SHARP = 2  # pixels a phone draws for each of the page's
SHOWN = {"kiosk": ("标准", "大字", "特大", "高对比"), "phone": ("标准", "特大", "高对比", "414 标准")}
FACES = {"kiosk": "一体机", "phone": "手机"}
# Pictures of one screen in one mode, for the README: name -> face, screen, mode.
SINGLES = {
    "kiosk-home": ("kiosk", "home", "标准"),
    "kiosk-answer": ("kiosk", "answer", "标准"),
    "kiosk-answer-large": ("kiosk", "answer", "特大"),
    "kiosk-contrast": ("kiosk", "answer", "高对比"),
    "kiosk-pension": ("kiosk", "pension", "标准"),
    "kiosk-booking": ("kiosk", "slots", "标准"),
    "kiosk-estimate": ("kiosk", "estimate", "标准"),
    "chat-answer": ("phone", "answer", "414 标准"),
    "chat-sources": ("phone", "answer unfolded", "414 标准"),
    "chat-booking": ("phone", "booking", "414 标准"),
    "chat-application": ("phone", "application handed in", "414 标准"),
}
Shots = dict[str, Image.Image]  # by the name of the mode


def main(wanted: list[str]) -> None:
    """Write the pictures `wanted`; none named means all, and pictures of screens that are gone are removed."""
    chromium = Settings.from_environment().chromium or shutil.which("chromium") or shutil.which("google-chrome")
    FOLDER.mkdir(parents=True, exist_ok=True)
    written: dict[str, list[str]] = {face: [] for face in WALKS}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for face in WALKS:  # a house each: what a visitor applied for on one face would stand on the other already
            with tempfile.TemporaryDirectory() as home, open_house(Path(home)) as house:
                written[face] = photograph(browser, house, face, wanted)
        browser.close()
    if not wanted:
        keep = {f"{file_name(face, screen)}.png" for face, screens in written.items() for screen in screens} | {f"{name}.png" for name in SINGLES}
        for stale in (path for path in FOLDER.glob("*.png") if path.name not in keep):
            stale.unlink()
        (FOLDER / "README.md").write_text(index(written), encoding="utf-8")


def photograph(browser: Browser, house: House, face: str, wanted: list[str]) -> list[str]:
    """Write the wanted pictures of one face; the names of the screens passed, in their order."""
    passed = []
    for walk in WALKS[face]:
        visitor = Visitor(browser, house, face, SHARP if face == "phone" else 1)
        with closing(walk(visitor)) as screens:
            for screen in screens:
                passed.append(screen)
                singles = [name for name, (of, what, _) in SINGLES.items() if (of, what) == (face, screen)]
                if not wanted or {file_name(face, screen), *singles} & set(wanted):
                    shots = {mode.name: shot(visitor.page, mode) for mode in MODES[face] if mode.name in SHOWN[face]}
                    MODES[face][0].put_on(visitor.page)
                    write(file_name(face, screen), side_by_side(face, shots))
                    for name in singles:
                        write(name, scaled(shots[SINGLES[name][2]], SINGLE_PX))
        visitor.close()
    return passed


def file_name(face: str, screen: str) -> str:
    return f"all-{face}-{screen.replace(' ', '-')}"


def shot(page: Page, mode: Mode) -> Image.Image:
    mode.put_on(page)
    if page.locator("#voice-state").count():
        expect(page.locator("#voice-state")).not_to_contain_text("正在读", timeout=15_000)  # then no sentence is marked
    page.wait_for_timeout(100)  # a pressed button is let go, a picture of a code is drawn
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB")


def side_by_side(face: str, shots: Shots) -> Image.Image:
    """The modes from left to right on a grey ground."""
    widest = min(shot.width for shot in shots.values())
    small = [scaled(shots[name], round(PX[face] * shots[name].width / widest)) for name in SHOWN[face]]
    sheet = Image.new("RGB", (sum(one.width for one in small) + GAP * (len(small) + 1), max(one.height for one in small) + 2 * GAP), GROUND)
    left = GAP
    for one in small:
        sheet.paste(one, (left, GAP))
        left += one.width + GAP
    return sheet


def scaled(picture: Image.Image, width: int) -> Image.Image:
    return picture.resize((width, round(picture.height * width / picture.width)), Image.Resampling.LANCZOS)


def write(name: str, picture: Image.Image) -> None:
    """Save as a palette PNG, with as many colours as MOST_BYTES allow."""
    for colours in COLOURS:
        packed = io.BytesIO()
        picture.quantize(colours, kmeans=1, dither=Image.Dither.NONE).save(packed, "PNG", optimize=True)
        if packed.tell() <= MOST_BYTES:
            break
    (FOLDER / f"{name}.png").write_bytes(packed.getvalue())
    print(f"{name}.png  {packed.tell() // 1024} kB  {colours} colours", flush=True)


def index(written: dict[str, list[str]]) -> str:
    """README.md of the folder."""
    lines = [
        "# Every screen of both faces",
        "",
        "Written by `make screens` from the catalogue in [tests/criteria/screens.py](../../tests/criteria/screens.py), which the criteria are measured on as well.",
        "Kiosk, from left to right: 标准, 大字, 特大, 高对比, each 1080 x 1920. Phone: 360 px 标准, 特大 and 高对比, and 414 px.",
        "The people, numbers and amounts are fictional.",
    ]
    for face, screens in written.items():
        lines += ["", f"## {FACES[face]} ({face})"]
        for screen in screens:
            lines += ["", f"### {screen}", "", f"![{face}: {screen}]({file_name(face, screen)}.png)"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", metavar="name", help="of pictures, as kiosk-answer or all-phone-settings; all of them if none is given")
    main(parser.parse_args().names)
