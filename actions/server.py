"""The rasa-sdk action server: serves the actions of `actions.dialogue` on loopback only."""

import logging
import secrets
import warnings

from sanic import Request, Sanic
from sanic.exceptions import SanicException
from sanic.handlers import ErrorHandler
from sanic.response import HTTPResponse, json

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from rasa_sdk.endpoint import create_app
    from rasa_sdk.executor import ActionExecutor

from actions.counter import Counter, build_counter
from actions.database.engine import build_engine
from actions.dialogue.registry import all_actions
from actions.knowledge import KnowledgeHolder
from actions.settings import Settings
from actions.structured_log import configure_logging

log = logging.getLogger(__name__)


def build_server(counter: Counter) -> Sanic:
    """The Sanic application that serves every action, built on the services of `counter`."""
    executor = ActionExecutor()
    knowledge = KnowledgeHolder(counter.engine)
    knowledge.answerer()  # loaded before the server answers, so that the first visitor waits no longer than the next
    for action in all_actions(knowledge, counter):
        executor.register_action(action)
    app = create_app(executor, cors_origins=[])
    # rasa-sdk's own handler answers a crash with the whole request, that is, with the whole conversation; and Sanic
    # refuses a second handler for the same error, so an error handler of ours takes the first one's place.
    app.error_handler = SilentErrors()
    return app


class SilentErrors(ErrorHandler):
    """Tells a crashed request's kind to the log and an incident number to the caller, and nothing else."""

    def response(self, request: Request, exception: BaseException) -> HTTPResponse:
        if isinstance(exception, SanicException):
            return json({"error": type(exception).__name__}, status=exception.status_code)
        incident = secrets.token_hex(4)
        log.error("incident %s: %s in the action server", incident, type(exception).__name__)
        return json({"error": "internal-error", "incident": incident}, status=500)


def main() -> None:
    """Run the action server until it is stopped."""
    settings = Settings.from_environment()
    configure_logging(settings.log_level)
    app = build_server(build_counter(settings, build_engine(settings.database_url)))
    app.run(host="127.0.0.1", port=settings.actions_port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    main()
