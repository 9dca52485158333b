"""Rate limits: a runaway page or a curious visitor must not take the assistant from the others."""

from flask import current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, headers_enabled=True)


def conversation_limit() -> str:
    """How many conversations one address may open."""
    return f"{current_app.config['CONVERSATIONS_PER_MINUTE']} per minute"


def message_limit() -> str:
    """How many messages one conversation may send."""
    return f"{current_app.config['MESSAGES_PER_MINUTE']} per minute"
