"""Senders that leave the machine alone: for a bare laptop and for the demonstration."""

import logging

from actions.messages.sender import TextMessage

log = logging.getLogger(__name__)


class OutboxSender:
    """Delivers nowhere: the message counts as sent and can be read in the demonstration's outbox."""

    def send(self, message: TextMessage) -> None:
        """Nothing leaves the machine."""


class ConsoleSender:
    """Says in the log that a message would go out, by kind and id only."""

    def send(self, message: TextMessage) -> None:
        log.info("text message %s of kind %s sent", message.id, message.kind)
