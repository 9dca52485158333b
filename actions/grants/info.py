"""What the grant service tells of a case: ready Chinese words; the family sees personal values masked only."""

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any

from actions.grants.estimating import dumps


@dataclass(frozen=True)
class SurvivorInfo:
    """Another survivor and whether they agree."""

    id: int
    name: str  # masked
    relation: str
    relation_words: str
    consent: str
    consent_words: str


@dataclass(frozen=True)
class DocumentInfo:
    """One paper: what it is for, where it stands, how many photos of it were sent."""

    kind: str
    title: str
    why: str
    state: str
    state_words: str
    reason: str
    place: str
    uploads: int


@dataclass(frozen=True)
class UploadInfo:
    """A photo or scan that was sent."""

    id: int
    kind: str
    title: str
    media_type: str
    size: int
    pages: int
    scan: str
    when_words: str


@dataclass(frozen=True)
class DutyInfo:
    """What else the family has to do; `by` is the last day, if there is one."""

    key: str
    title: str
    text: str
    place: str
    by: date | None


@dataclass(frozen=True)
class StepInfo:
    """One thing that happened."""

    at: datetime
    when_words: str
    words: str
    reason: str
    office: str  # name of the office that did it, or nothing
    state: str  # where the case came to


@dataclass(frozen=True)
class OfficeInfo:
    """The community that takes the case."""

    id: str
    name: str
    address: str
    phone: str


@dataclass(frozen=True)
class AccountInfo:
    """Where the money goes."""

    kind: str
    kind_words: str
    bank: str
    name: str  # masked
    number: str  # 尾号1234


@dataclass(frozen=True)
class DecidedInfo:
    """What was decided, 分, and in words."""

    funeral: int
    survivor: int
    total: int
    funeral_words: str
    survivor_words: str
    total_words: str
    decided_on: date | None
    paid_on: date | None


@dataclass(frozen=True)
class WholeNames:
    """Names as the family typed them, for the form they sign; no page and no reply shows them."""

    deceased: str = field(default="", repr=False)
    applicant: str = field(default="", repr=False)
    account: str = field(default="", repr=False)
    survivors: dict[int, str] = field(default_factory=dict, repr=False)


NO_NAMES = WholeNames()


@dataclass(frozen=True)
class CaseInfo:
    """A case as its applicant may see it: names, numbers and the account masked. `names` are for the form on paper only."""

    id: int
    number: str
    number_words: str  # grouped for reading out
    state: str
    state_words: str
    next_words: str
    version: int
    editable: bool
    can_submit: bool
    can_withdraw: bool
    can_delete: bool
    facts: dict[str, Any]
    situation: dict[str, Any]
    estimate: dict[str, Any]  # the card
    estimate_words: str
    decided: DecidedInfo | None
    deceased_name: str
    deceased_number: str
    died_on: date | None
    applicant_name: str
    applicant_number: str
    applicant_phone: str
    relation: str
    relation_words: str
    account: AccountInfo
    survivors: tuple[SurvivorInfo, ...]
    documents: tuple[DocumentInfo, ...]
    duties: tuple[DutyInfo, ...]
    uploads: tuple[UploadInfo, ...]
    steps: tuple[StepInfo, ...]
    missing: tuple[tuple[str, str], ...]  # what has to be filled in before it can be handed in: name and words
    reason: str  # of the last step, when the family has to know it: why it came back, or was refused
    objection: str
    office: OfficeInfo | None
    channel: str
    draft_until: datetime | None
    draft_until_words: str
    submitted_at: datetime | None
    changed_at: datetime
    names: WholeNames = field(default=NO_NAMES, repr=False)

    def as_dict(self) -> dict[str, Any]:
        """The same without the whole names, ready for JSON: days and times as ISO text."""
        told: dict[str, Any] = json.loads(dumps(asdict(replace(self, names=NO_NAMES))))
        del told["names"]
        return told


@dataclass(frozen=True)
class StaffCase:
    """A case as the clerk who handles it sees it. The whole values stay out of its repr."""

    info: CaseInfo
    state_words: str
    estimated_low: int | None
    estimated_high: int | None
    identity_seen: bool  # somebody looked at the applicant's identity card, or the records know the applicant
    known_at: datetime
    deceased_name: str | None = field(repr=False)
    deceased_number: str | None = field(repr=False)
    applicant_name: str = field(repr=False)
    applicant_number: str | None = field(repr=False)
    applicant_phone: str = field(repr=False)
    account_name: str | None = field(repr=False)
    account: str | None = field(repr=False)
    survivor_names: dict[int, str] = field(repr=False)


@dataclass(frozen=True)
class CaseLine:
    """A case in a clerk's list: nothing personal but a masked name."""

    number: str
    state: str
    state_words: str
    version: int
    deceased_name: str
    office_name: str
    since: datetime
    holder: str
