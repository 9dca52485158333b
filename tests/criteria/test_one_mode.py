"""There is one mode, made for the old: a name for another one would need 长辈版 beside it (D9)."""

from pathlib import Path

ROOM = Path(__file__).resolve().parents[2] / "kiosk_ui"
SHOWN = (".html", ".js", ".py")
OTHER_MODES = ("标准版", "普通版", "经典版", "青年版", "简洁版", "专业版")


def test_no_face_has_a_mode_besides_the_one_for_the_old():
    texts = {path: path.read_text(encoding="utf-8") for path in ROOM.rglob("*") if path.suffix in SHOWN}
    assert len(texts) > 200
    named = {path.name: [mode for mode in OTHER_MODES if mode in text] for path, text in texts.items()}
    assert {name: modes for name, modes in named.items() if modes} == {}
    chosen = [path.name for path, text in texts.items() if "长辈版" in text]
    assert chosen == [], "a mode to be chosen needs another one it differs from"
