"""Secrets are made once and kept from others; no personal number reaches a log."""

import logging
import stat

import pytest

from actions.keys import Keys
from actions.reply import Reply
from actions.structured_log import RedactingFilter


def test_a_key_is_made_once_and_readable_by_the_owner_alone(tmp_path):
    first = Keys(tmp_path).rasa_token()
    assert Keys(tmp_path).rasa_token() == first and len(first) >= 40
    assert stat.S_IMODE((tmp_path / "keys" / "rasa_token").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


@pytest.mark.parametrize("number", ["13900000000", "139 0000 0000", "210201195501010004", "21020219550101000X", "6222020012345678"])
def test_personal_numbers_are_taken_out_of_every_log_line(number):
    record = logging.LogRecord("actions", logging.INFO, "x.py", 1, "said %s", (f"我是{number}。",), None)
    RedactingFilter().filter(record)
    assert number not in record.getMessage() and "[number]" in record.getMessage()


def test_short_numbers_stay_in_the_log():
    record = logging.LogRecord("actions", logging.INFO, "x.py", 1, "revision %d on port %d", (12, 8000), None)
    RedactingFilter().filter(record)
    assert record.getMessage() == "revision 12 on port 8000"


def test_a_reply_survives_its_way_to_the_gateway():
    reply = Reply(text="好", outcome="answer", card={"type": "guide"})
    assert Reply.from_dict(reply.to_dict()) == reply


@pytest.mark.parametrize("fields", [{"text": ""}, {"text": "好", "outcome": "sing"}])
def test_a_reply_must_say_something_and_have_a_known_outcome(fields):
    with pytest.raises(ValueError, match="reply|outcome"):
        Reply(**fields)
