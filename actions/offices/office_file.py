"""Reads an office file, CSV or YAML, into rows of named fields; what the fields mean is not its business."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from actions.offices.errors import BadOfficeFile

# Field -> how a clerk may head the column. Documented in docs/offices_layout.md.
FIELDS = {
    "id": "编号",
    "level": "级别",
    "parent": "上级编号",
    "name": "名称",
    "address": "地址",
    "phone": "电话",
    "latitude": "纬度",
    "longitude": "经度",
    "windows": "窗口数",
    "hours": "开门时间",
    "services": "服务",
    "closures": "关门日子",
    "teams": "上门小组",
}
NEEDED = ("id", "level", "name")
LISTS = ("hours", "services", "closures", "teams")
_KEYS = {**{field: field for field in FIELDS}, **{shown: field for field, shown in FIELDS.items()}}
_MAX_BYTES = 5_000_000


@dataclass(frozen=True)
class Row:
    """One office as written: single fields, and the fields that are lists. `place` finds it again in the file."""

    place: str
    fields: dict[str, str]
    lists: dict[str, list[str]]


def read_rows(path: Path) -> list[Row]:
    """The rows of the file. Raises BadOfficeFile when it cannot be read as a whole."""
    if path.stat().st_size > _MAX_BYTES:
        raise BadOfficeFile(["文件太大，网点文件不该超过5兆"])
    text = _decoded(path.read_bytes())
    rows = _yaml_rows(text) if path.suffix.lower() in (".yaml", ".yml") else _csv_rows(text)
    if not rows:
        raise BadOfficeFile(["文件里一个网点也没有"])
    return rows


def _decoded(data: bytes) -> str:
    """UTF-8, with or without its mark, or GB18030 as Chinese Excel writes it."""
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadOfficeFile(["文字编码看不懂，请另存为UTF-8再导入"])


def _csv_rows(text: str) -> list[Row]:
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        header, lines = _keys(next(reader, []), "第1行"), [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise BadOfficeFile([f"第{reader.line_num}行：不像表格，请检查引号"]) from error
    filled = [(number, line) for number, line in lines if any(cell.strip() for cell in line)]
    if faults := [f"第{number}行：有{len(line)}格，表头是{len(header)}格" for number, line in filled if len(line) != len(header)]:
        raise BadOfficeFile(faults)
    return [_csv_row(number, dict(zip(header, line, strict=True))) for number, line in filled]


def _csv_row(number: int, cells: dict[str, str]) -> Row:
    lists = {key: cells.get(key, "").replace("；", ";").split(";") for key in LISTS}
    return _row(f"第{number}行", cells, lists)


def _yaml_rows(text: str) -> list[Row]:
    try:
        told = yaml.safe_load(text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        raise BadOfficeFile([f"第{mark.line + 1}行：YAML写法不对" if mark else "YAML写法不对"]) from error
    entries = told.get("offices") if isinstance(told, dict) else told
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise BadOfficeFile(["应该是 offices: 下面一串网点"])
    return [_yaml_row(number, entry) for number, entry in enumerate(entries, start=1)]


def _yaml_row(number: int, entry: dict[Any, Any]) -> Row:
    place = f"第{number}个网点"
    cells = dict(zip(_keys([str(key) for key in entry], place), entry.values(), strict=True))
    lists = {key: cells.get(key) or [] for key in LISTS}
    if wrong := [key for key, value in lists.items() if not isinstance(value, list)]:
        raise BadOfficeFile([f"{place}：{FIELDS[wrong[0]]}要写成一串，每项一行，前面加“-”"])
    single = {key: "" if value is None else str(value) for key, value in cells.items() if key not in LISTS}
    return _row(place, single, {key: [str(item) for item in value] for key, value in lists.items()})


def _keys(names: list[str], place: str) -> list[str]:
    """The fields the headings mean. Raises BadOfficeFile for unknown, missing and double ones."""
    unknown = [name for name in names if name.strip() not in _KEYS]
    keys = [_KEYS[name.strip()] for name in names if name.strip() in _KEYS]
    faults = [f"{place}：不认识“{name}”，能用的是：{'、'.join(FIELDS.values())}" for name in unknown]
    faults += [f"{place}：缺“{FIELDS[key]}”" for key in NEEDED if key not in keys]
    faults += [f"{place}：“{FIELDS[key]}”写了两次" for key in FIELDS if keys.count(key) > 1]
    if faults:
        raise BadOfficeFile(faults)
    return keys


def _row(place: str, cells: dict[str, str], lists: dict[str, list[str]]) -> Row:
    fields = {key: cells.get(key, "").strip() for key in FIELDS if key not in LISTS}
    return Row(place, fields, {key: [item.strip() for item in items if item.strip()] for key, items in lists.items()})
