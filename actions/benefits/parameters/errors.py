"""What can go wrong with the tables of parameters."""

from datetime import date

from actions.benefits.errors import BenefitError


class ParameterError(BenefitError):
    """Base of the tables' errors; `detail` says what to change."""

    code = "parameter"
    detail = "参数表这一步没有办成。请看一看填的内容，再试一次。"

    def __init__(self, detail: str | None = None) -> None:
        super().__init__(detail or self.detail)
        self.detail = detail or self.detail


class UnknownTable(ParameterError):
    """No table has this name."""

    code, status = "unknown-table", 404

    def __init__(self, table: str) -> None:
        super().__init__(f"没有叫“{table}”的参数表。用 wanqing parameters list 看有哪些。")
        self.table = table


class UnknownRow(ParameterError):
    """No row has this id."""

    code, status = "unknown-row", 404
    detail = "没有这一行。用 wanqing parameters show 看编号。"


class BadRow(ParameterError):
    """A row that cannot stand in its table."""

    code = "bad-row"


class StaffNeeded(ParameterError):
    """Only a named, active member of staff may add a row."""

    code, status = "staff-needed", 403
    detail = "请写工号。没有这个工号，或者这个工号已经停用。"


class NotPublished(ParameterError):
    """`table` says nothing about this day: the figure is not published, or not known here."""

    code, status = "not-published", 404

    def __init__(self, table: str, on: date, key: str = "") -> None:
        super().__init__(f"{on.year}年的数还没有公布，或者还没有登记。请问12333。")
        self.table, self.on, self.key = table, on, key
