"""The actions of the estimate, for the registry."""

from actions.dialogue.benefits.asking import AskEstimate
from actions.dialogue.benefits.base import EstimateAction
from actions.dialogue.benefits.finishing import FinishEstimate
from actions.dialogue.benefits.starting import StartEstimate
from actions.dialogue.benefits.validating import ValidateEstimateForm

ESTIMATES: tuple[type[EstimateAction], ...] = (StartEstimate, ValidateEstimateForm, AskEstimate, FinishEstimate)
