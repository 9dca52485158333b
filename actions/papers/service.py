"""Papers: the filled form, the list of what to bring and do, an estimate, and slips for the kiosk's printer."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from PIL import Image

from actions.booking.qr import qr_svg
from actions.clock import today
from actions.grants.info import CaseInfo, StaffCase
from actions.papers.fonts import find_font
from actions.papers.slips import Slip, draw_slip
from actions.papers.slips_of import slip_of_case, slip_of_estimate
from actions.papers.typesetting import typeset
from actions.papers.wording import (
    OFFICE_DECIDES,
    day_words,
    decided_shown,
    estimate_shown,
    grouped,
    office_of,
    papers_of,
    people_of,
)


class Papers:
    """Papers in the font of `fonts` (WANQING_FONTS). Every method raises FontMissing when it is not there."""

    def __init__(self, fonts: str = "", now: Callable[[], date] = today) -> None:
        self._fonts, self._today = fonts, now

    def application_form(self, info: CaseInfo, whole: StaffCase | None = None) -> bytes:
        """丧葬补助金和抚恤金申请表 as PDF. Names stand whole: they are what the family signs.

        Numbers and the account are masked unless `whole` is given, which only staff can get: they belong on a paper that is
        printed at the counter, after somebody saw the identity card.
        """
        data = {
            "title": "丧葬补助金和抚恤金申请表",
            **self._head(info), **people_of(info, whole), "whole": whole is not None,
            "papers": papers_of(info), "estimate": estimate_shown(info.estimate), "decided": decided_shown(info),
        }  # fmt: skip
        return self._pdf("application_form.typ", data)

    def checklist_paper(self, info: CaseInfo) -> bytes:
        """What to bring and what else is to be done, in large type. Carries no name."""
        duties = [
            {"title": one.title, "text": one.text, "place": one.place, "by": day_words(one.by)} for one in info.duties
        ]
        data = {"title": "要带的材料和要办的事", **self._head(info), "papers": papers_of(info), "duties": duties}
        return self._pdf("checklist.typ", {**data, "next": info.next_words})

    def estimate_paper(self, card: Mapping[str, Any]) -> bytes:
        """An estimate (the card `estimate`) with every line and its article."""
        estimate = estimate_shown(card)
        data = {"title": estimate["heading"] or "估算", "made_on": day_words(self._today()), "estimate": estimate}
        return self._pdf("estimate.typ", {**data, "caution": OFFICE_DECIDES if estimate["total"] else ""})

    def slip(self, info: CaseInfo) -> Image.Image:
        """A case for the 80 mm printer: number, what to bring, where, what comes next. Carries no name and no amount."""
        return self._drawn(slip_of_case(info))

    def estimate_slip(self, card: Mapping[str, Any]) -> Image.Image:
        """An estimate for the 80 mm printer."""
        return self._drawn(slip_of_estimate(estimate_shown(card)))

    def _head(self, info: CaseInfo) -> dict[str, Any]:
        return {
            "number": grouped(info.number), "qr": qr_svg(info.number), "state": info.state_words,
            "made_on": day_words(self._today()), "office": office_of(info), "caution": OFFICE_DECIDES,
        }  # fmt: skip

    def _pdf(self, template: str, data: Mapping[str, Any]) -> bytes:
        return typeset(template, data, find_font(self._fonts), self._today())

    def _drawn(self, slip: Slip) -> Image.Image:
        return draw_slip(slip, find_font(self._fonts))
