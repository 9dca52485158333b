"""The grammar of tables/*.yaml, strict: a missing, unknown or odd field is an error that names file, row and field.

A file:

    table: survivor_income                # the file's name
    title: 辽宁城镇居民人均可支配收入       # what staff see
    columns: {yearly: 全年（元）}          # name -> label; every row has them
    optional: {monthly_up: 进位的月值}     # name -> label; a row may have them
    keys: {male: 男}                      # code -> label; left out where rows need no key
    defaults: {confidence: B, ...}        # any field of a row, for the rows that do not say
    rows:
      - valid_from: 2026-01-01            # first day
        valid_to: 2026-12-31              # last day, or null
        key: male                         # only in a table with keys
        values: {yearly: 50057}           # whole numbers, or decimals in quotes: no figure passes through a float
        document: ..., number: ..., article: ...   # document is never empty
        confidence: B                     # A, B or C; a C figure is never shown as a sum
        facts: ["3-20"]                   # facts of the knowledge base that carry it
        recorded: 2026-11-23              # the day of the release that brought the row
        confirmed_by: ""                  # who confirmed it; empty until an office did
        confirmed_on: null                # when
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from actions.benefits.model import Basis
from actions.benefits.parameters.row import Row
from actions.clock import SHANGHAI
from knowledge_base.guides.files import ContentError, read_yaml

TABLES = Path(__file__).with_name("tables")
_FILE_FIELDS = {"table", "title", "columns", "optional", "keys", "defaults", "rows"}
_ROW_FIELDS = {
    "key", "valid_from", "valid_to", "values", "document", "number", "article", "confidence", "facts", "recorded",
    "confirmed_by", "confirmed_on",
}  # fmt: skip


@dataclass(frozen=True)
class Table:
    """One table of this release: its name, what its columns and keys are called, and its rows."""

    name: str
    title: str
    columns: Mapping[str, str]
    optional: Mapping[str, str]
    keys: Mapping[str, str]
    rows: tuple[Row, ...]

    def fault_of(self, key: str, values: Mapping[str, Decimal]) -> str | None:
        """Why these cannot be a row's key and values, as a Chinese sentence; None when they can."""
        if key not in (self.keys or {"": ""}):
            return f"这张表的项目只能是：{'、'.join(self.keys)}。" if self.keys else "这张表不分项目，不要写项目。"
        if missing := [name for name in self.columns if name not in values]:
            return f"少了：{'、'.join(f'{name}（{self.columns[name]}）' for name in missing)}。"
        if strange := [name for name in values if name not in {**self.columns, **self.optional}]:
            return f"这张表没有这些数：{'、'.join(strange)}。"
        return None


@cache
def released_tables(folder: Path = TABLES) -> tuple[Table, ...]:
    """Every table under `folder`, by name. Raises ContentError."""
    return tuple(read_table(path) for path in sorted(folder.glob("*.yaml")))


def read_table(path: Path) -> Table:
    """The table in `path`. Raises ContentError naming the file, the row and the field."""
    told = read_yaml(path)
    if not isinstance(told, dict) or not {"table", "title", "columns", "rows"} <= set(told) <= _FILE_FIELDS:
        raise ContentError(f"{path.name}: needs table, title, columns and rows, and may have optional, keys and defaults")
    if told["table"] != path.stem:
        raise ContentError(f"{path.name}: table must be named like the file")
    columns, optional, keys = (_labels(told, name) for name in ("columns", "optional", "keys"))
    bare = Table(path.stem, str(told["title"]), columns, optional, keys, ())
    rows = tuple(_row(path, bare, at, {**told.get("defaults", {}), **row}) for at, row in enumerate(told["rows"], 1))
    _check_apart(path, rows)
    return replace(bare, rows=rows)


def _labels(told: dict[str, Any], name: str) -> MappingProxyType[str, str]:
    return MappingProxyType({str(code): str(label) for code, label in (told.get(name) or {}).items()})


def _row(path: Path, table: Table, at: int, told: dict[str, Any]) -> Row:
    where = f"{path.name}: row {at}"
    told = {"key": "", **told}
    if missing := sorted(_ROW_FIELDS - set(told)):
        raise ContentError(f"{where}: lacks {', '.join(missing)}")
    if strange := sorted(set(told) - _ROW_FIELDS):
        raise ContentError(f"{where}: unknown {', '.join(strange)}")
    values = MappingProxyType({str(name): _number(where, name, cell) for name, cell in told["values"].items()})
    if fault := table.fault_of(str(told["key"]), values):
        raise ContentError(f"{where}: {fault}")
    first, last, recorded = _day(where, told, "valid_from"), _day(where, told, "valid_to"), _day(where, told, "recorded")
    if first is None or recorded is None or (last is not None and last < first):
        raise ContentError(f"{where}: valid_from and recorded are days, and valid_to is not before valid_from")
    return Row(
        ":".join(filter(None, (table.name, str(told["key"]), str(first), str(recorded)))), table.name, str(told["key"]), first, last, values,
        _basis(where, told), str(told["confirmed_by"]), _day(where, told, "confirmed_on"),
        datetime.combine(recorded, time(), SHANGHAI),
    )  # fmt: skip


def _basis(where: str, told: dict[str, Any]) -> Basis:
    if told["confidence"] not in ("A", "B", "C"):
        raise ContentError(f"{where}: confidence is A, B or C")
    if not told["document"] or not told["facts"]:
        raise ContentError(f"{where}: document and facts are never empty")
    if bool(told["confirmed_by"]) != bool(told["confirmed_on"]):
        raise ContentError(f"{where}: confirmed_by and confirmed_on go together")
    facts = tuple(str(fact) for fact in told["facts"])
    return Basis(str(told["document"]), str(told["number"]), str(told["article"]), told["confidence"], facts)


def _number(where: str, name: str, cell: Any) -> Decimal:
    if isinstance(cell, int | str) and not isinstance(cell, bool):
        try:
            if (number := Decimal(cell)).is_finite():
                return number
        except InvalidOperation as error:
            raise ContentError(f"{where}: {name} is no number: {cell!r}") from error
    raise ContentError(f"{where}: {name} must be a whole number, or a decimal in quotes: {cell!r}")


def _day(where: str, told: dict[str, Any], name: str) -> date | None:
    cell = told[name]
    if cell is None or (isinstance(cell, date) and not isinstance(cell, datetime)):
        return cell
    raise ContentError(f"{where}: {name} must be a day such as 2026-01-01")


def _check_apart(path: Path, rows: tuple[Row, ...]) -> None:
    """A row may begin where another of its key runs on (it takes over), but two may not begin on one day unless recorded apart."""
    ids = [row.id for row in rows]
    if twice := sorted({row_id for row_id in ids if ids.count(row_id) > 1}):
        raise ContentError(f"{path.name}: stands twice: {', '.join(twice)}")
