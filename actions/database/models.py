"""Imports every module that declares a table, so that Alembic and tests see the whole schema."""

from actions.audit import model as audit
from actions.booking import model as booking
from actions.conversations import model as conversations
from actions.conversations import private_model as private_replies
from actions.eligibility import model as eligibility
from actions.family import model as family
from actions.identity import model as identity
from actions.jobs import model as jobs
from actions.messages import model as messages
from actions.offices import model as offices
from actions.records import model as records
from knowledge_base.store import model as knowledge

MODULES = (
    audit, booking, conversations, private_replies, eligibility, family, identity, jobs, messages, offices, records, knowledge,
)  # fmt: skip
