"""Checks the lines of a file one by one; every fault is told, with line, column and a Chinese reason."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from actions.personal_data.identity_number import is_female
from actions.records.importing.cells import BadCell
from actions.records.importing.heading import Plan
from actions.records.importing.identity_reader import born

Values = dict[str, Any]  # field -> value read; None where the cell is blank
Line = tuple[int, Values]  # line number in the file, values
Fault = tuple[str, str]  # column, reason


@dataclass(frozen=True)
class BadLine:
    """A fault: line number in the file, heading of the column, reason. Holds no personal number."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        return f"第{self.line}行，{self.column}：{self.reason}"


Tell = Callable[[BadLine], object]


class LineReader:
    """Reads the lines of one file as its plan says."""

    def __init__(self, plan: Plan, tell: Tell) -> None:
        self._width, self._tell = plan.width, tell
        self._cells = tuple(
            (position, column.field, reader, column.required, column.name) for position, column, reader in plan.cells
        )
        self._check = CHECKS.get(plan.layout.kind)
        self.faults = 0

    def read(self, number: int, cells: Sequence[str]) -> Values | None:
        """The values of a line, or None when a fault was told."""
        if len(cells) != self._width:
            # Programs leave out or add blank cells at the end; anything else means that the columns have moved.
            if any(cells[self._width :]):
                self._refuse(number, [("整行", f"有{len(cells)}格，表头有{self._width}格")])
                return None
            cells = [*cells[: self._width], *[""] * (self._width - len(cells))]
        values: Values = {}
        faults: list[Fault] = []
        for position, field, reader, required, name in self._cells:
            text = cells[position].strip()
            if text:
                try:
                    values[field] = reader(text)
                except BadCell as error:
                    faults.append((name, error.reason))
            elif required:
                faults.append((name, "不能空着"))
            else:
                values[field] = None
        if not faults and self._check:
            faults = self._check(values)
        if faults:
            self._refuse(number, faults)
            return None
        return values

    def refuse(self, number: int, column: str, reason: str) -> None:
        """Tells a fault that somebody else found."""
        self._refuse(number, [(column, reason)])

    def _refuse(self, number: int, faults: Sequence[Fault]) -> None:
        self.faults += len(faults)
        for column, reason in faults:
            self._tell(BadLine(number, column, reason))


def yuan(amount: int) -> str:
    """分 as 元 with two decimals."""
    return f"{amount // 100}.{amount % 100:02d}"


def _check_person(values: Values) -> list[Fault]:
    number: str = values["id_number"]
    sex = "女" if is_female(number) else "男"
    faults: list[Fault] = []
    if values.get("sex") not in (None, sex):
        faults.append(("性别", "和身份证号对不上"))
    values["sex"] = sex
    values["birth_date"] = values.get("birth_date") or born(number[6:14])
    died: date | None = values.get("died_on")
    if died and died < values["birth_date"]:
        faults.append(("确认死亡日期", "早于出生日期"))
    return faults


def _check_retirement(values: Values) -> list[Fault]:
    age = values["retired_on"].year - int(values["id_number"][6:10])
    return [] if 35 <= age <= 80 else [("退休日期", "和身份证号里的出生日期对不上（退休时不到35岁或者超过80岁）")]


def _check_payment(values: Values) -> list[Fault]:
    due = (
        values["basic"] + values["transitional"] + values["account"] + values["adjustment"] + values["other"]
        + values["back_pay"] - values["deduction"]
    )  # fmt: skip
    return [] if values["total"] == due else [("实发合计", _wrong_sum("各项相加再减去扣回", due))]


def _check_adjustment(values: Values) -> list[Fault]:
    due = values["fixed"] + values["by_years"] + values["by_pension"] + values["tilt"]
    return [] if values["total"] == due else [("调整合计", _wrong_sum("各项相加", due))]


def _wrong_sum(how: str, due: int) -> str:
    return f"应该等于{how}，算出来是 {yuan(due)}" if due >= 0 else "扣回比各项相加还多，请核对"


def _check_certification(values: Values) -> list[Fault]:
    return [] if values["certified_on"].year > int(values["id_number"][6:10]) else [("认证日期", "早于出生日期")]


CHECKS: dict[str, Callable[[Values], list[Fault]]] = {
    "persons": _check_person,
    "retirements": _check_retirement,
    "payments": _check_payment,
    "adjustments": _check_adjustment,
    "certifications": _check_certification,
}
