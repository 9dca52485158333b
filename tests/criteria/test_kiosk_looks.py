"""How every screen of the kiosk measures on the reference panel, in three text sizes and in high contrast."""

from typing import Any

from tests.criteria.measuring import Measured, Walked, headings_astray

LEAST_TEXT = {"标准": 36, "大字": 42, "特大": 42, "高对比": 36}
BARE = ("attract", "veil")  # one button is all of the screen
COVERED = (*BARE, "server gone")  # the bars are covered, or the screen is
WRITING = ("keyboard", "keyboard with words", "keyboard with figures")  # only what is written stands above the keys
# Pages of the machine itself: no visitor is served there, and there are no bars.
MACHINE = ("registration", "registration with trouble", "clerk number", "clerk secret", "clerk choices", "locked")


def test_every_screen_of_the_catalogue_opens_without_an_error(kiosk_walked: Walked) -> None:
    assert kiosk_walked.broken == []
    assert kiosk_walked.errors == []


def test_no_screen_asks_another_origin(kiosk_walked: Walked) -> None:
    """J9, D4: everything comes from the assistant's own server."""
    assert kiosk_walked.foreign == []


def test_no_text_is_too_small_to_read_from_600_mm(kiosk_walked: Walked) -> None:
    """A1, A2: 36 px at least, 42 px in the large sizes."""

    def small(s: Measured) -> list[Any]:
        least = LEAST_TEXT["标准" if s.screen == "attract" else s.mode]  # it resets the size, so nobody sees it otherwise
        return [(t["text"], t["px"]) for t in s.texts if t["px"] < least - 0.01]

    assert kiosk_walked.faults(small) == []


def test_words_of_answers_stand_in_40_px_and_titles_in_56(kiosk_walked: Walked) -> None:
    """A1: body 40 px, page titles 56 px."""
    body = lambda t: t["tag"] in ("P", "LI", "BLOCKQUOTE") and t["place"] == "content" and not t["aside"]  # noqa: E731
    assert kiosk_walked.faults(lambda s: [t["text"] for t in s.texts if t["tag"] == "H1" and t["px"] < 55.9]) == []
    assert kiosk_walked.faults(lambda s: [(t["text"], t["px"]) for t in s.texts if body(t) and t["px"] < 39.9]) == []


def test_the_sizes_can_be_changed_on_every_screen(kiosk_walked: Walked) -> None:
    """A2, A4, B5: 标准, 大字, 特大 and 高对比, one touch away."""
    wanted = {"标准", "大字", "特大", "高对比"}
    assert kiosk_walked.faults(lambda s: [] if s.screen in (*COVERED, *MACHINE) else wanted - {t["text"] for t in s.targets}) == []


def test_lines_stand_apart_and_paragraphs_more_so(kiosk_walked: Walked) -> None:
    """A5: line height 1.5, paragraphs 1.5 lines apart."""
    assert kiosk_walked.faults(lambda s: [(t["text"], t["line"]) for t in s.texts if t["line"] < 1.499]) == []
    assert kiosk_walked.faults(lambda s: [gap for gap in s.seen["paragraphGaps"] if gap < 1.499]) == []


def test_no_line_is_longer_than_26_characters(kiosk_walked: Walked) -> None:
    """A6: at most 26 glyphs on the reference panel; what is read stands at the left and is never justified."""
    assert kiosk_walked.faults(lambda s: [(t["text"], t["longest"]) for t in s.texts if t["longest"] > 26]) == []
    below_a_code = ("number-large", "left")  # they belong to the picture above them
    read = lambda t: t["tag"] in ("P", "LI", "BLOCKQUOTE") and not t["target"] and t["cls"] not in below_a_code  # noqa: E731
    astray = kiosk_walked.faults(lambda s: [t["text"] for t in s.texts if read(t) and t["align"] not in ("left", "start")])
    assert astray == []


def test_no_words_are_cut_off(kiosk_walked: Walked) -> None:
    """A7: nothing wider than the box it stands in, nothing hidden below its edge."""
    assert kiosk_walked.faults(lambda s: [t["text"] for t in s.texts if t["clipped"] or t["lost"]]) == []


def test_the_page_itself_never_scrolls_and_a_long_screen_has_its_keys(kiosk_walked: Walked) -> None:
    """A10: home fits the panel in every size; a longer screen shows a scrollbar, 上一页 and 下一页."""

    def beyond(s: Measured) -> list[Any]:
        content, room = s.seen["inner"]
        if s.seen["width"] > 1080 or s.seen["height"] > 1920:
            return [(s.seen["width"], s.seen["height"])]
        if content <= room + 1 or s.screen in COVERED:
            return []
        if s.screen in ("home", "examples"):
            return [f"{content - room} px too long"]
        keys = {t["text"] for t in s.targets} & {"上一页", "下一页"}
        return [] if keys and s.seen["pager"] and s.seen["scrollbar"] >= 16 else ["no keys to turn over", keys]

    assert kiosk_walked.faults(beyond) == []


def test_every_text_reads_against_its_ground(kiosk_walked: Walked) -> None:
    """B1: 7:1 in every theme; B5: 15:1 for the words of an answer in high contrast."""
    assert kiosk_walked.faults(lambda s: [(t["text"], round(t["contrast"], 2)) for t in s.texts if t["contrast"] < 7]) == []
    strong = [t["contrast"] for s in kiosk_walked.screens if s.where == "高对比/answer" for t in s.texts if t["tag"] == "P"]
    assert strong and min(strong) >= 15


def test_every_edge_and_every_drawing_can_be_seen(kiosk_walked: Walked) -> None:
    """B2: 3:1 between a control and what is around it, and between a drawing and its ground."""
    unseen = lambda s: [t["text"] for t in s.targets if s.screen not in BARE and (not t["edge"] or t["edge"] < 3)]  # noqa: E731
    assert kiosk_walked.faults(unseen) == []
    assert kiosk_walked.faults(lambda s: [i for i in s.seen["icons"] if i["contrast"] < 3]) == []


def test_what_is_chosen_is_told_by_more_than_colour(kiosk_walked: Walked) -> None:
    """B4: underlined and bold."""
    plain = lambda s: [c["text"] for c in s.seen["chosen"] if "underline" not in c["line"] and not c["icon"]]  # noqa: E731
    assert kiosk_walked.faults(plain) == []


def test_nothing_moves_for_who_wants_it_still(kiosk_walked: Walked) -> None:
    """B6: no transition and no animation under prefers-reduced-motion."""
    assert kiosk_walked.faults(lambda s: s.seen["moving"]) == []


def test_every_target_is_larger_than_a_fingertip(kiosk_walked: Walked) -> None:
    """C1, C2: 96 px both ways on the reference panel, keys of the keyboard and the pads too; home tiles 240 px high."""
    assert kiosk_walked.faults(lambda s: [(t["text"], t["w"], t["h"]) for t in s.targets if min(t["w"], t["h"]) < 95.9]) == []
    tiles = [t for s in kiosk_walked.screens if s.screen == "home" for t in s.targets if t["cls"] == "tile"]
    assert tiles and all(t["h"] >= 240 for t in tiles)


def test_different_actions_never_touch(kiosk_walked: Walked) -> None:
    """C4: 16 px between targets, 8 px between keys; 结束 and 清除 never beside 确定."""

    def close(s: Measured) -> list[Any]:
        found = []
        for place in ("content", "bar"):  # content may scroll beneath the bars, where it cannot be touched
            there = [t for t in s.targets if t["place"] == place and s.screen not in COVERED]
            for at, a in enumerate(there):
                for b in there[at + 1 :]:
                    least = 7.9 if a["key"] and b["key"] else 15.9
                    if gap(a, b) < least:
                        found.append((a["text"], b["text"], gap(a, b)))
        return found

    assert kiosk_walked.faults(close) == []


def test_home_and_staff_stand_at_the_same_place_everywhere(kiosk_walked: Walked) -> None:
    """D1, D8: 首页 (104 px high or more) and 找工作人员 keep their place within 2 px on every screen and in every mode."""
    for name in ("首页", "找工作人员", "结束"):
        boxes = [
            next((t for t in s.targets if t["text"] == name and t["place"] == "bar"), None)
            for s in kiosk_walked.screens
            if s.screen not in (*BARE, *MACHINE)
        ]
        assert None not in boxes, name
        for side in ("x", "y", "w", "h"):
            values = [box[side] for box in boxes if box]
            assert max(values) - min(values) <= 2, (name, side)
        assert min(box["h"] for box in boxes if box) >= 104


def test_home_offers_few_and_short_choices(kiosk_walked: Walked) -> None:
    """D3: at most eight, six hanzi each."""
    for s in kiosk_walked.screens:
        if s.screen == "home":
            labels = [t["text"] for t in s.texts if t["tag"] == "STRONG"]
            assert 0 < len(labels) <= 8
            assert all(len(label) <= 6 for label in labels), labels


def test_every_drawing_has_its_words_beside_it(kiosk_walked: Walked) -> None:
    """M2, A11: no control is told by a drawing alone, and no picture is made of words."""
    assert kiosk_walked.faults(lambda s: s.seen["silent"]) == []
    worded = kiosk_walked.faults(lambda s: [alt for alt in s.seen["pictures"] if alt and "码" not in alt])
    assert worded == []  # a logo says nothing of its own; codes are told by their alt


def test_a_code_on_the_panel_is_large_enough_to_be_scanned(kiosk_walked: Walked) -> None:
    """L5: 320 px and more, which is 80 mm on the reference panel."""
    codes = [width for s in kiosk_walked.screens for width in s.seen["codes"]]
    assert codes and min(codes) >= 320


def test_the_focus_is_seen_wherever_it_goes(kiosk_walked: Walked) -> None:
    """C10: a ring of 2 px and more around what has the focus, and nothing over it."""
    assert len(kiosk_walked.focused) > 30
    assert [at for at in kiosk_walked.focused if at[1]["line"] != "solid" or at[1]["width"] < 2 or at[1]["covered"]] == []


def test_every_screen_has_one_title_and_its_headings_in_order(kiosk_walked: Walked) -> None:
    """M1: one title to a screen, and no level of heading left out."""
    assert kiosk_walked.faults(lambda s: [] if s.screen in (*COVERED, *WRITING) else headings_astray(s)) == []


def test_axe_finds_nothing_on_any_screen(kiosk_walked: Walked) -> None:
    """M1: WCAG 2.2 A and AA, no violation."""
    assert kiosk_walked.faults(lambda s: s.violations) == []


def gap(a: dict[str, Any], b: dict[str, Any]) -> float:
    across = max(b["x"] - a["x"] - a["w"], a["x"] - b["x"] - b["w"])
    down = max(b["y"] - a["y"] - a["h"], a["y"] - b["y"] - b["h"])
    return float(max(across, down))
