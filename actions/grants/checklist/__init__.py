"""What a family needs and has to do after a death: only what applies to them, in the order of the counters."""

from actions.grants.checklist.choosing import checklist, paper_kinds, paper_title
from actions.grants.checklist.model import Checklist, Duty, Paper
from actions.grants.checklist.situation import SITUATION_FIELDS

__all__ = ["SITUATION_FIELDS", "Checklist", "Duty", "Paper", "checklist", "paper_kinds", "paper_title"]
