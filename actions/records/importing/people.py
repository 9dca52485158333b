"""Finds the people that lines speak of, a batch at a time."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from actions.personal_data.vault import Vault
from actions.records.importing import repository
from actions.records.importing.lines import Line, LineReader

Found = dict[str, tuple[int, str]]  # identity number -> person id, name


class PeopleFinder:
    """Keeps only the people of the batch before: a file by person names the same one many times running."""

    def __init__(self, session: Session, vault: Vault) -> None:
        self._session, self._vault = session, vault
        self._latest: Found = {}

    def attach(self, lines: Sequence[Line], reader: LineReader) -> list[Line]:
        """The lines whose person is known, each with its person_id; of every other one a fault is told."""
        self._latest = self._find({values["id_number"] for _, values in lines})
        kept = []
        for line in lines:
            number, values = line
            found = self._latest.get(values["id_number"])
            if found is None:
                reader.refuse(number, "身份证号", f"人员表里没有这个人（尾号{values['id_number'][-4:]}）")
            elif values.get("name") not in (None, found[1]):
                reader.refuse(number, "姓名", "和人员表里的姓名对不上")
            else:
                values["person_id"] = found[0]
                kept.append(line)
        return kept

    def _find(self, numbers: set[str]) -> Found:
        found = {number: self._latest[number] for number in numbers if number in self._latest}
        index = self._vault.index
        asked = {index(number, "person.id_number"): number for number in numbers if number not in found}
        for key, person_id, name in repository.fetch_people(self._session, sorted(asked)):
            found[asked[key]] = (person_id, name)
        return found
