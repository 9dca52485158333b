"""Rate limits: a runaway page or a curious visitor must not take the assistant from the others."""

import ipaddress
import re

from flask import current_app, request
from flask_limiter import Limiter

# Families behind one router, phones behind one mobile carrier, the kiosks of a hall: so many talk from one address.
_TALKS_AT_ONE_ADDRESS = 60
_V6_OF_ONE_LINE = 64  # bits; whoever has a line has all addresses that begin so
_CONVERSATION_ID = re.compile(r"[0-9a-f]{32}")


def address() -> str:
    """Where a request comes from, as it is counted: never longer than an address, an IPv6 line as one."""
    try:
        found = ipaddress.ip_address(request.remote_addr or "")
    except ValueError:
        return "nowhere"
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped:
            return str(found.ipv4_mapped)
        return str(ipaddress.IPv6Network((int(found), _V6_OF_ONE_LINE), strict=False))
    return str(found)


def in_conversation() -> str:
    """Key of limits that count by conversation; what cannot be the id of one counts for its address."""
    told = str((request.view_args or {}).get("conversation_id"))
    return told if _CONVERSATION_ID.fullmatch(told) else address()


def address_limit() -> str:
    """How many requests one address may send in all: ids of conversations can be made up without end."""
    return f"{_TALKS_AT_ONE_ADDRESS * int(current_app.config['MESSAGES_PER_MINUTE'])} per minute"


def conversation_limit() -> str:
    """How many conversations one address may open."""
    return f"{current_app.config['CONVERSATIONS_PER_MINUTE']} per minute"


def message_limit() -> str:
    """How many messages one conversation may send."""
    return f"{current_app.config['MESSAGES_PER_MINUTE']} per minute"


def paper_limit() -> str:
    """How many papers may be asked for: setting one costs as much as twenty other answers, and nobody prints that many."""
    return f"{_third()} per minute"


def offer_limit() -> str:
    """How many numbers to go on elsewhere one address may ask for: each keeps up to ten answers for a quarter of an hour."""
    return f"{_third()} per minute"


def page_limit() -> str:
    """How often one address may open a page that is costly to put together: as often as it may begin a conversation."""
    return conversation_limit()


def picture_limit() -> str:
    """How many pictures of an address one address may ask for: each is drawn anew."""
    return f"{current_app.config['MESSAGES_PER_MINUTE']} per minute"


def _third() -> int:
    return max(1, int(current_app.config["MESSAGES_PER_MINUTE"]) // 3)


limiter = Limiter(address, headers_enabled=True, application_limits=[address_limit])
