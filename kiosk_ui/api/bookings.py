"""Endpoints of bookings: find a time, hold it, confirm it, move it, cancel it; for oneself or as an allowed relative."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from flask import Blueprint, Response, jsonify, request

from actions.booking.calendar_file import ics
from actions.booking.errors import BookingError, NotOffered
from actions.booking.info import BookingInfo, FreeSlot
from actions.booking.numbers import grouped
from actions.booking.slots import HOME_VISIT, HORIZON_DAYS
from actions.booking.visits import ADDRESS_CHARACTERS
from actions.booking.wording import SERVICES, service_words, slot_words, when_words
from actions.clock import SHANGHAI, today
from actions.identity.errors import ConsentNeeded
from actions.identity.identified import Identified
from kiosk_ui.api.limits import in_conversation, limiter, message_limit
from kiosk_ui.api.problems import ProblemError
from kiosk_ui.api.requests import json_object, short_field
from kiosk_ui.api.views import own_conversation, parts

blueprint = Blueprint("bookings", __name__, url_prefix="/api/conversations/<conversation_id>")

SCOPE = "certification"
KEY = 60  # characters; the person's id goes before it, so that nobody meets another one's key
SLOTS_OF_A_DAY = 60
_SLOT_IN_CHOICE = re.compile(r'"slot(?:_id)?"\s*:\s*"?(\d{1,9})\b')


class NoVisitBooked(BookingError):
    """An address was given, but there is no open home visit it could belong to."""

    code = "no-visit-booked"
    detail = "请先选好上门的时间，再写地址。"


def the_booker(conversation_id: str) -> Identified:
    """Who may book here, having agreed. Raises ProblemError (403) or ConsentNeeded."""
    own_conversation(conversation_id)
    identity = parts().counter.identity
    # A page that looks again and again must not keep a proof alive; what the person does, does.
    identified = identity.peek(conversation_id) if request.method == "GET" else identity.current(conversation_id)
    if identified is None:
        raise ProblemError(403, "identity-needed", "请先核对身份，再办预约。")
    if not identified.may(SCOPE):
        raise ProblemError(403, "not-in-scope", "老人还没有让您替他预约。请老人自己点“让家人帮我看”，选上“资格认证和预约”。")
    if not identified.consented:
        raise ConsentNeeded
    return identified


@blueprint.get("/slots")
@limiter.limit(message_limit, key_func=in_conversation)
def slots(conversation_id: str) -> Response:
    who, service = the_booker(conversation_id), request.args.get("service", "")
    day = _day(request.args.get("day", ""))
    if service not in SERVICES:
        raise NotOffered
    bookings = parts().counter.bookings
    office_ids = bookings.offices_for(who.person_id, service)[:1]
    starts, ends = (datetime.combine(each, time(), SHANGHAI) for each in (day, day + timedelta(days=1)))
    free = bookings.find_slots(service, starts, ends, office_ids, SLOTS_OF_A_DAY, bookings.area_of(who.person_id))
    return jsonify(slots=[_slot(slot) for slot in free])


@blueprint.get("/bookings")
@limiter.limit(message_limit, key_func=in_conversation)
def open_bookings(conversation_id: str) -> Response:
    who = the_booker(conversation_id)
    return jsonify(bookings=[_booking(info) for info in parts().counter.bookings.open_bookings(who.person_id)])


@blueprint.post("/bookings")
@limiter.limit(message_limit, key_func=in_conversation)
def hold(conversation_id: str) -> tuple[Response, int]:
    who, data = the_booker(conversation_id), json_object()
    slot_id = _slot_of_choice(conversation_id, data) if "choice" in data else _number(data, "slot_id")
    info = parts().counter.bookings.hold(
        who.person_id, slot_id, _key(who, data), actor=who.actor, conversation_id=conversation_id
    )
    return jsonify(booking=_booking(info)), 201


@blueprint.post("/bookings/<int(max=2147483647):booking_id>/confirm")
@limiter.limit(message_limit, key_func=in_conversation)
def confirm(conversation_id: str, booking_id: int) -> Response:
    who = the_booker(conversation_id)
    info = parts().counter.bookings.confirm(
        who.person_id, booking_id, actor=who.actor, conversation_id=conversation_id
    )
    return jsonify(booking=_booking(info))


@blueprint.put("/bookings/<int(max=2147483647):booking_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def move(conversation_id: str, booking_id: int) -> Response:
    who, data = the_booker(conversation_id), json_object()
    info = parts().counter.bookings.reschedule(
        who.person_id, booking_id, _number(data, "slot_id"), _key(who, data), actor=who.actor,
        conversation_id=conversation_id,
    )  # fmt: skip
    return jsonify(booking=_booking(info))


@blueprint.delete("/bookings/<int(max=2147483647):booking_id>")
@limiter.limit(message_limit, key_func=in_conversation)
def cancel(conversation_id: str, booking_id: int) -> tuple[str, int]:
    who = the_booker(conversation_id)
    reason = "person" if who.grant_id is None else "relative"
    parts().counter.bookings.cancel(
        who.person_id, booking_id, reason, actor=who.actor, conversation_id=conversation_id
    )
    return "", 204


@blueprint.get("/bookings/<number>.ics")
@limiter.limit(message_limit, key_func=in_conversation)
def calendar_file(conversation_id: str, number: str) -> Response:
    who = the_booker(conversation_id)
    info = parts().counter.bookings.booking_by_number(who.person_id, number)
    response = Response(ics(info), content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{info.number}.ics"'
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.post("/visit-address")
@limiter.limit(message_limit, key_func=in_conversation)
def visit_address(conversation_id: str) -> Response:
    who = the_booker(conversation_id)
    address = short_field(json_object(), "address", ADDRESS_CHARACTERS[1])
    bookings = parts().counter.bookings
    visits = [info for info in bookings.open_bookings(who.person_id) if info.service == HOME_VISIT]
    if not visits:
        raise NoVisitBooked
    info = bookings.set_visit_address(who.person_id, visits[0].id, address)
    return jsonify(booking=_booking(info))


def _slot(slot: FreeSlot) -> dict[str, Any]:
    return {
        "slot_id": slot.slot_id,
        "office": slot.office.name,
        "label": slot_words(slot.service, slot.starts_at, slot.ends_at),
        "starts_at": slot.starts_at.astimezone(SHANGHAI).isoformat(),
        "free": slot.free,
    }


def _booking(info: BookingInfo) -> dict[str, Any]:
    return {
        "id": info.id,
        "number": grouped(info.number) if info.number else None,
        "state": info.state,
        "service": service_words(info.service),
        "when": when_words(info.service, info.starts_at, info.ends_at, today()),
        "starts_at": info.starts_at.astimezone(SHANGHAI).isoformat(),
        "place": info.office.name,
        "address": info.office.address,
        "phone": info.office.phone,
        "held_until": info.held_until.astimezone(SHANGHAI).isoformat() if info.held_until else None,
        "address_masked": info.address_masked,
        "team": info.team,
    }


def _key(who: Identified, data: dict[str, Any]) -> str:
    return f"{who.person_id}:{short_field(data, 'key', KEY)}"


def _number(data: dict[str, Any], name: str) -> int:
    value = data.get(name)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 2**31:
        raise ProblemError(422, "wrong-type", "这次的内容看不懂。请重新选一个时间。")
    return value


def _slot_of_choice(conversation_id: str, data: dict[str, Any]) -> int:
    """The slot a token stands for, if this conversation was offered it. Raises UnknownChoice or ProblemError."""
    choice = parts().conversations.choice(conversation_id, short_field(data, "choice", KEY))
    found = _SLOT_IN_CHOICE.search(choice.payload)
    if found is None:
        raise ProblemError(422, "wrong-type", "这个选项不是时间。请重新选一个时间。")
    return int(found.group(1))


def _day(written: str) -> date:
    bad_day = ProblemError(422, "bad-day", "这个日子约不了。请选今天以后、60天以内的日子。")
    try:
        day = date.fromisoformat(written)
    except ValueError as error:
        raise bad_day from error
    if not today() <= day <= today() + timedelta(days=HORIZON_DAYS):
        raise bad_day
    return day
