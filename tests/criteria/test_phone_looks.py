"""How every screen of the phone's page measures at 360 and 414 pixels, in three text sizes and in high contrast."""

from typing import Any

from tests.criteria.measuring import Measured, Walked, headings_astray
from tests.criteria.test_kiosk_looks import gap

MAIN_CONTROLS = ("发送", "找人工", "设置", "关闭")
READING = ("which face", "documents", "document")  # pages that are read, without the bars of the talk
WIDTH = {"414 标准": 414, "414 特大": 414, "200%": 320}


def test_every_screen_of_the_catalogue_opens_without_an_error(phone_walked: Walked) -> None:
    assert phone_walked.broken == []
    assert phone_walked.errors == []


def test_no_screen_asks_another_origin(phone_walked: Walked) -> None:
    """J9, D4: everything comes from the assistant's own server."""
    assert phone_walked.foreign == []


def test_no_text_is_small_and_bubbles_are_large(phone_walked: Walked) -> None:
    """A3: 16 px at least, bubbles 18 px at least, 30 px at the largest setting."""
    assert phone_walked.faults(lambda s: [(t["text"], t["px"]) for t in s.texts if t["px"] < 16]) == []
    for mode, least in (("标准", 18), ("大", 23), ("特大", 30)):
        answer = next(s for s in phone_walked.screens if s.where == f"{mode}/answer")
        words = [t["px"] for t in answer.texts if t["tag"] == "P" and t["bubble"] and not t["aside"]]
        assert words and min(words) >= least


def test_the_size_can_be_changed_from_the_talk(phone_walked: Walked) -> None:
    """A4: 设置 stands in the title bar unless a dialog covers it."""
    hidden = phone_walked.faults(
        lambda s: [] if s.screen in READING or s.seen["dialogs"] or "设置" in [t["text"] for t in s.targets] else ["no 设置"]
    )
    assert hidden == []


def test_lines_are_short_and_stand_apart(phone_walked: Walked) -> None:
    """A5, A6: line height 1.5, paragraphs 1.5 lines apart, 20 glyphs a line, nothing justified."""
    assert phone_walked.faults(lambda s: [(t["text"], t["line"]) for t in s.texts if t["line"] < 1.499]) == []
    assert phone_walked.faults(lambda s: [gap for gap in s.seen["paragraphGaps"] if gap < 1.499]) == []
    assert phone_walked.faults(lambda s: [(t["text"], t["longest"]) for t in s.texts if t["longest"] > 20]) == []
    assert phone_walked.faults(lambda s: [t["text"] for t in s.texts if t["align"] == "justify"]) == []


def test_nothing_is_wider_than_the_phone(phone_walked: Walked) -> None:
    """A7, A8: no sideways scrolling, no words cut off, at any text size, the browser's own 162 % and 200 % (at 320 px) too."""
    assert phone_walked.faults(lambda s: [s.seen["width"]] if s.seen["width"] > WIDTH.get(s.mode, 360) else []) == []
    assert phone_walked.faults(lambda s: [t["text"] for t in s.texts if t["clipped"] or t["lost"]]) == []


def test_twice_the_text_leaves_the_talk_its_room(phone_walked: Walked) -> None:
    """A7, K11: a sixth of a small phone at least is left between the bars."""
    narrow = phone_walked.faults(lambda s: [s.seen["talk"]] if s.seen["talk"] is not None and s.seen["talk"] < 1 / 6 else [])
    assert narrow == []


def test_every_text_reads_against_its_ground(phone_walked: Walked) -> None:
    """B1: 7:1; 4.5:1 for the delivery line only."""

    def faint(s: Measured) -> list[Any]:
        least = lambda t: 4.5 if t["cls"] == "delivery" else 7  # noqa: E731
        return [(t["text"], round(t["contrast"], 2)) for t in s.texts if t["contrast"] < least(t)]

    assert phone_walked.faults(faint) == []


def test_every_edge_and_every_drawing_can_be_seen(phone_walked: Walked) -> None:
    """B2: 3:1 between a control and what is around it, and between a drawing and its ground."""
    boxed = ("BUTTON", "INPUT", "TEXTAREA")
    assert phone_walked.faults(lambda s: [t for t in s.targets if t["tag"] in boxed and t["bordered"] and t["edge"] < 3]) == []
    assert phone_walked.faults(lambda s: [i for i in s.seen["icons"] if i["contrast"] < 3]) == []


def test_what_is_chosen_is_told_by_more_than_colour(phone_walked: Walked) -> None:
    """B4: underlined and bold."""
    plain = phone_walked.faults(lambda s: [c["text"] for c in s.seen["chosen"] if "underline" not in c["line"] and not c["icon"]])
    assert plain == []


def test_nothing_moves_for_who_wants_it_still(phone_walked: Walked) -> None:
    """B6: no transition and no animation under prefers-reduced-motion."""
    assert phone_walked.faults(lambda s: s.seen["moving"]) == []


def test_every_target_takes_a_thumb(phone_walked: Walked) -> None:
    """C3, K6: main controls and quick replies 60 px, every other target 44 px."""

    def small(s: Measured) -> list[Any]:
        main = lambda t: t["text"] in MAIN_CONTROLS or t["tag"] in ("TEXTAREA", "SUMMARY")  # noqa: E731
        return [(t["text"], t["w"], t["h"]) for t in s.targets if min(t["w"], t["h"]) < (60 if main(t) else 44) - 0.5]

    assert phone_walked.faults(small) == []


def test_different_actions_never_touch(phone_walked: Walked) -> None:
    """C4: 8 px between targets of the talk, of a dialog and of the bars."""

    def close(s: Measured) -> list[Any]:
        found: list[Any] = []
        if s.mode in ("162%", "200%"):  # the browser's own magnifying makes no gap wider that is written in pixels
            return found
        for layer in {t["layer"] for t in s.targets}:
            there = [t for t in s.targets if t["layer"] == layer]
            for at, a in enumerate(there):
                found += [(a["text"], b["text"], gap(a, b)) for b in there[at + 1 :] if gap(a, b) < 7.9]
        return found

    assert phone_walked.faults(close) == []


def test_one_dialog_at_a_time(phone_walked: Walked) -> None:
    """D5: never one over another."""
    assert phone_walked.faults(lambda s: [s.seen["dialogs"]] if s.seen["dialogs"] > 1 else []) == []


def test_every_drawing_has_its_words_beside_it(phone_walked: Walked) -> None:
    """M2: no control is told by a drawing alone."""
    assert phone_walked.faults(lambda s: s.seen["silent"]) == []


def test_the_focus_is_seen_wherever_it_goes(phone_walked: Walked) -> None:
    """C10: a ring of 2 px and more around what has the focus, and nothing over it."""
    assert len(phone_walked.focused) > 30
    assert [at for at in phone_walked.focused if at[1]["line"] != "solid" or at[1]["width"] < 2 or at[1]["covered"]] == []


def test_the_talk_and_every_sheet_has_one_title_and_its_headings_in_order(phone_walked: Walked) -> None:
    """M1: one title to the talk and to each sheet over it, and no level of heading left out."""
    assert phone_walked.faults(headings_astray) == []


def test_axe_finds_nothing_on_any_screen(phone_walked: Walked) -> None:
    """M1: WCAG 2.2 A and AA, no violation."""
    assert phone_walked.faults(lambda s: s.violations) == []
