"""Imports every module that declares a table, so that Alembic and tests see the whole schema."""

from actions.audit import model as audit
from actions.benefits import parameter_model as benefits
from actions.booking import model as booking
from actions.continuation import model as continuation
from actions.conversations import model as conversations
from actions.conversations import private_model as private_replies
from actions.devices import model as devices
from actions.eligibility import model as eligibility
from actions.family import model as family
from actions.feedback import model as feedback
from actions.grants import model as grants
from actions.identity import model as identity
from actions.jobs import model as jobs
from actions.messages import model as messages
from actions.offices import model as offices
from actions.records import model as records
from actions.wechat import model as wechat
from knowledge_base.store import model as knowledge

MODULES = (
    audit, benefits, booking, continuation, conversations, private_replies, devices, eligibility, family, feedback, grants, identity, jobs,
    messages, offices, records, wechat, knowledge,
)  # fmt: skip
