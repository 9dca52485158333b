"""Other survivors of the deceased, and whether they agree that the applicant receives the money."""

from actions.grants import accounts, repository, values
from actions.grants.cases import Cases, changed
from actions.grants.desk import GrantDesk, Work
from actions.grants.errors import BadValue, UnknownSurvivor
from actions.grants.model import GrantCase, GrantSurvivor
from actions.grants.neighbours import Applicant
from actions.grants.saving import editable

MOST = 20
_NAME = "grant_survivor.name"


class Survivors:
    """Survivors of the applicant's own case, while it can be changed."""

    def __init__(self, desk: GrantDesk, cases: Cases) -> None:
        self._desk, self._cases = desk, cases

    def add(self, work: Work, applicant: Applicant, case_id: int, name: str, relation: str) -> GrantCase:
        """See GrantService.add_survivor."""
        case = self._editable(work, applicant, case_id)
        if len(repository.fetch_survivors(work.session, case.id)) >= MOST:
            raise BadValue("name", f"最多写{MOST}位家属。其他的请告诉社区。")
        survivor = GrantSurvivor(
            case_id=case.id, name_sealed=self._desk.vault.seal(values.name({"name": name}), _NAME),
            relation=accounts.chosen("relation", relation, accounts.RELATIONS), consent="asked",
            changed_at=work.now, changed_by=applicant.actor,
        )  # fmt: skip
        work.session.add(survivor)
        return self._noted(work, applicant, case, "asked")

    def change(self, work: Work, applicant: Applicant, case_id: int, survivor_id: int, consent: str) -> GrantCase:
        """See GrantService.change_survivor."""
        case = self._editable(work, applicant, case_id)
        survivor = self._known(work, case, survivor_id)
        survivor.consent = accounts.chosen("consent", consent, accounts.CONSENTS)
        survivor.changed_at, survivor.changed_by = work.now, applicant.actor
        return self._noted(work, applicant, case, consent)

    def remove(self, work: Work, applicant: Applicant, case_id: int, survivor_id: int) -> GrantCase:
        """See GrantService.remove_survivor."""
        case = self._editable(work, applicant, case_id)
        work.session.delete(self._known(work, case, survivor_id))
        return self._noted(work, applicant, case, "removed")

    def _editable(self, work: Work, applicant: Applicant, case_id: int) -> GrantCase:
        return editable(self._cases.own(work.session, applicant, case_id, lock=True))

    def _known(self, work: Work, case: GrantCase, survivor_id: int) -> GrantSurvivor:
        survivor = repository.fetch_survivor(work.session, case.id, survivor_id)
        if survivor is None:
            raise UnknownSurvivor
        return survivor

    def _noted(self, work: Work, applicant: Applicant, case: GrantCase, consent: str) -> GrantCase:
        changed(work, case)
        work.session.flush()
        work.note(
            "grants:survivor:changed", applicant.actor, case.deceased_person_id, applicant.conversation_id,
            case=case.id, consent=consent,
        )  # fmt: skip
        return case
