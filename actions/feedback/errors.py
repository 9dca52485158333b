"""What can go wrong when somebody says whether an answer was useful."""

from actions.errors import ServiceError


class FeedbackError(ServiceError):
    """Base: `code` is stable, `detail` fit to show, `status` the HTTP status."""

    code = "feedback"


class UnknownAnswer(FeedbackError):
    """No such answer in this conversation, or none about policy: what is somebody's own is not judged."""

    code = "unknown-answer"
    status = 404
    detail = "这个回答现在记不了。没有关系，您可以接着问。"
