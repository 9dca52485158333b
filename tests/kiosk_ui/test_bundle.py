"""A page's modules in one file: each once, each after what it needs, and nothing the bundler does not understand."""

import re
from pathlib import Path

import pytest

from kiosk_ui.bundle import CannotBundle, bundle
from kiosk_ui.chat.views import STYLES

ASSETS = Path(__file__).parents[2] / "kiosk_ui" / "assets"
CHAT = bundle(ASSETS, "js/chat/main.js", tuple(f"css/{name}.css" for name in STYLES))


def made_of(tmp_path, **files):
    for name, text in files.items():
        (tmp_path / f"{name}.js").write_text(text, encoding="utf-8")
    made = bundle(tmp_path, "main.js", ())
    return made, made.files[made.script].decode()


def test_a_module_comes_once_and_after_what_it_needs(tmp_path):
    _, text = made_of(
        tmp_path, main='import { b } from "./b.js";\nimport { a as first } from "./a.js";\nfirst(b);\n',
        a="export function a() {}\n", b='import { a } from "./a.js";\nexport const b = a();\n',
    )  # fmt: skip
    assert [text.count(f'modules["{name}.js"] = ') for name in "ab"] == [1, 1]
    assert text.index('modules["a.js"] = ') < text.index('modules["b.js"] = ') < text.index("first(b)")
    assert "const { a: first } = " in text and "\nimport" not in text


def test_what_is_fetched_later_shares_the_modules_that_are_there(tmp_path):
    made, text = made_of(
        tmp_path, main='import { a } from "./a.js";\nimport("./late.js").then(a);\n', a="export const a = 1;\n",
        late='import { a } from "./a.js";\nexport const late = a;\n',
    )  # fmt: skip
    [name] = [name for name in made.files if name.startswith("late-")]
    late = made.files[name].decode()
    assert f'import("./{name}")' in text and f'from "./{made.script}"' in late and 'modules["a.js"] = ' not in late


def test_rings_and_unknown_statements_are_refused(tmp_path):
    ring = {"main": 'import { a } from "./a.js";\n', "a": 'import { b } from "./b.js";\n', "b": 'import { a } from "./a.js";\n'}
    for files in (ring, {"main": "export default 1;\n"}, {"main": 'import * as a from "./a.js";\n', "a": ""}):
        with pytest.raises(CannotBundle):
            made_of(tmp_path, **files)


def test_another_content_is_another_name(tmp_path):
    first, _ = made_of(tmp_path, main="let a = 1;\n")
    bundle.cache_clear()
    second, _ = made_of(tmp_path, main="let a = 2;\n")
    assert first.script != second.script


# Beyond what the web views of older phones read (iOS 15, Chromium 86): one of these and the page stays empty.
TOO_NEW = (r"\(\?<[=!]", r"\bstatic \{", r"\|\|=|&&=", r"(?m)^await ", r"#\w+ in ")


@pytest.mark.parametrize("name", [name for name in CHAT.files if name.endswith(".js")], ids=lambda name: name.split("-")[0])
def test_the_phone_page_is_written_so_that_older_phones_can_read_it(name):
    text = CHAT.files[name].decode()
    outside_the_entry = text.split("(async () => {")[0]
    assert [sign for sign in TOO_NEW if re.search(sign, outside_the_entry if "await" in sign else text)] == []


def test_the_size_of_letters_chosen_in_wechat_is_left_alone():
    """A8: neither of the usual ways to switch it off."""
    for name, content in CHAT.files.items():
        assert not re.search(r"setFontSizeCallback|text-size-adjust", content.decode()), name


def test_every_height_of_the_seen_page_has_one_that_older_phones_know():
    lines = [line for line in CHAT.files[CHAT.style].decode().replace(";", ";\n").splitlines() if line.strip()]
    for before, line in zip(lines, lines[1:], strict=False):
        assert "dvh" not in line or before.strip() == line.strip().replace("dvh", "vh"), line
