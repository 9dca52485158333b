"""A visit that applies for the grant, as the page does it."""

from sqlalchemy import select
from visitors import fictional_number

from actions.database.unit_of_work import UnitOfWork
from actions.grants.model import ApplicantChallenge, GrantCase
from actions.offices.model import Office

PHONE, OTHER_PHONE = "19900000021", "19900000022"
FACTS = {"status": "retired", "contribution": 384, "drawn": 72, "died_on": "2026-03-05", "cause": "illness"}
DECEASED_NUMBER, OWN_NUMBER = fictional_number(sequence=21), fictional_number(sequence=22)
DISTRICT, STREET, COMMUNITY = "api-district", "api-street", "api-community"


def add_offices(counter):
    with UnitOfWork(counter.engine) as work:
        above = None
        for office_id, level in ((DISTRICT, "district"), (STREET, "street"), (COMMUNITY, "community")):
            work.session.add(
                Office(id=office_id, level=level, parent_id=above, name=f"某某{level}", address="某某路1号")
            )
            work.session.flush()
            above = office_id
        work.commit()


class GrantVisit:
    """A visit with the calls of the grant's API."""

    def __init__(self, visit, counter):
        self.visit, self.counter = visit, counter

    def call(self, method, path, **content):
        return self.visit.client.open(
            f"{self.visit.path}/{path}", method=method, json=content, headers=self.visit.headers
        )  # fmt: skip

    def code(self):
        with UnitOfWork(self.counter.engine, reads_only=True) as work:
            query = select(ApplicantChallenge.code_sealed).where(ApplicantChallenge.conversation_id == self.visit.id)
            return self.counter.vault.open(work.session.scalars(query).one(), "applicant_challenge.code")

    def agree(self):
        assert self.call("POST", "consent", agree=True).status_code == 200
        return self

    def prove(self, phone=PHONE, name="王丽"):
        assert self.call("POST", "applicant", name=name, phone=phone).status_code == 200
        return self.call("POST", "applicant/verify", code=self.code())

    def apply(self, key="k1", **facts):
        opened = self.call("POST", "grants", facts={**FACTS, **facts}, key=key)
        assert opened.status_code == 201, opened.get_json()
        return opened.get_json()["case"]

    def fill(self, case):
        """Everything the form asks for; returns the case as it is then."""
        parts = {
            "deceased": {"name": "张德海", "number": DECEASED_NUMBER, "office_id": COMMUNITY},
            "applicant": {"number": OWN_NUMBER, "relation": "child"},
            "account": {"kind": "deceased"},
            "situation": {"account_whose": "deceased", "death_registered": "hospital", "only_survivor": "no"},
        }
        for part, values in parts.items():
            saved = self.call("PUT", f"grants/{case['id']}/{part}", values=values, version=case["version"])
            assert saved.status_code == 200, saved.get_json()
            case = saved.get_json()["case"]
        return case

    def case_row(self):
        with UnitOfWork(self.counter.engine, reads_only=True) as work:
            return work.session.scalars(select(GrantCase)).one()
