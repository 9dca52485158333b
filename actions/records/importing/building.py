"""Makes table rows of checked lines: personal values sealed, people named by their id."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from actions.personal_data.vault import Vault
from actions.records.importing.heading import Plan
from actions.records.importing.lines import Line

TableRow = dict[str, Any]
_SEALED_PERSON = ("phone", "address")
_PLAIN_PERSON = ("street_id", "community_id", "archive_place", "medical_standing", "died_on")


@dataclass(frozen=True)
class Target:
    """How rows of a file go into their table: what identifies a row, and what an existing row takes over."""

    build: Callable[[Sequence[Line]], list[TableRow]]
    identifies: tuple[str, ...]
    replaces: tuple[str, ...]  # empty: an existing row is left as it is


def target_of(plan: Plan, vault: Vault, batch_id: int, actor: str) -> Target:
    """The target of `plan`'s file. Columns the file does not have are not replaced."""
    if plan.layout.kind == "persons":
        return Target(_person_builder(vault, batch_id), ("id_number_index",), _replaced_of_person(plan))
    fields = tuple(column.field for column in plan.layout.columns if column.field not in ("id_number", "name"))
    constants: TableRow = {**dict(plan.layout.constants), "batch_id": batch_id}
    if plan.layout.kind == "certifications":
        constants["recorded_by"] = actor
    identifies = tuple(field.replace("id_number", "person_id") for field in plan.layout.key)
    if plan.layout.table == "shared_list_entry":
        identifies = ("person_id", "kind", "source", "happened_on")
    build = _builder(fields, constants, vault if plan.layout.kind == "payment_accounts" else None)
    return Target(build, identifies, () if plan.layout.keeps_existing else _replaced(plan, identifies))


def _replaced(plan: Plan, identifies: tuple[str, ...]) -> tuple[str, ...]:
    stored = {"account": "account_sealed"} if plan.layout.kind == "payment_accounts" else {}
    there = (field for field in plan.fields if field not in ("id_number", "name") and field not in identifies)
    return (*sorted(stored.get(field, field) for field in there), "batch_id")


def _builder(
    fields: tuple[str, ...], constants: TableRow, seals: Vault | None
) -> Callable[[Sequence[Line]], list[TableRow]]:
    def build(lines: Sequence[Line]) -> list[TableRow]:
        rows: list[TableRow] = [
            {**{field: values.get(field) for field in fields}, "person_id": values["person_id"], **constants}
            for _, values in lines
        ]
        if seals:
            seal = seals.sealer("payment_account.account")
            for row in rows:
                row["account_sealed"] = seal(row.pop("account"))
        return rows

    return build


def _replaced_of_person(plan: Plan) -> tuple[str, ...]:
    sealed = [f"{field}_sealed" for field in _SEALED_PERSON if field in plan.fields]
    index = ["phone_index"] if "phone" in plan.fields else []
    plain = [field for field in _PLAIN_PERSON if field in plan.fields]
    return ("name", "sex", "birth_date", "batch_id", *sealed, *index, *plain)


def _person_builder(vault: Vault, batch_id: int) -> Callable[[Sequence[Line]], list[TableRow]]:
    def build(lines: Sequence[Line]) -> list[TableRow]:
        index = vault.index
        seal_number, seal_phone, seal_address = (vault.sealer(f"person.{field}") for field in ("id_number", *_SEALED_PERSON))
        rows: list[TableRow] = []
        for _, values in lines:
            number, phone, address = values["id_number"], values.get("phone"), values.get("address")
            row: TableRow = {field: values.get(field) for field in _PLAIN_PERSON}
            row["id_number_sealed"] = seal_number(number)
            row["id_number_index"] = index(number, "person.id_number")
            row["name"], row["sex"], row["birth_date"] = values["name"], values["sex"], values["birth_date"]
            row["phone_sealed"] = seal_phone(phone) if phone else None
            row["phone_index"] = index(phone, "person.phone") if phone else None
            row["address_sealed"] = seal_address(address) if address else None
            row["batch_id"] = batch_id
            rows.append(row)
        # In the order of the index: its pages are then touched one after another and not all over the file.
        return sorted(rows, key=itemgetter("id_number_index"))

    return build
