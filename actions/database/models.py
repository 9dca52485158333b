"""Imports every module that declares a table, so that Alembic and tests see the whole schema."""

from actions.conversations import model as conversations
from knowledge_base.store import model as knowledge

MODULES = (conversations, knowledge)
