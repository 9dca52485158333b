"""What can go wrong with a booking; each error has a stable code and a Chinese sentence that says what to do next."""

from typing import TYPE_CHECKING

from actions.errors import ServiceError

if TYPE_CHECKING:
    from actions.booking.info import BookingInfo


class BookingError(ServiceError):
    """Base of the errors a face shows; `code` is stable, `detail` is fit to show, `status` is its HTTP status."""

    code = "booking"
    status = 409
    detail = "这次预约没有办成。请再试一次，或者找工作人员。"


class UnknownSlot(BookingError):
    """No such slot."""

    code, status = "unknown-slot", 404
    detail = "没有这个时间。请重新选一个。"


class UnknownBooking(BookingError):
    """No such booking, or it is another person's: the two look the same."""

    code, status = "unknown-booking", 404
    detail = "没有找到这个预约。请看看您的预约，或者找工作人员。"


class UnknownPerson(BookingError):
    """Nobody with this number of ours may book: not on record, or no longer alive."""

    code, status = "cannot-book", 409
    detail = "这里不能为这位老人预约。请打12333问一问，或者找工作人员。"


class SlotTaken(BookingError):
    """Every place of the slot is taken."""

    code = "slot-taken"
    detail = "这个时间刚被约满了。请换一个时间，也可以排队等空位。"


class PastSlot(BookingError):
    """The slot has begun, or is over."""

    code = "past-slot"
    detail = "这个时间已经过了。请选后面的时间。"


class TooFarAhead(BookingError):
    """The day is not open for booking yet."""

    code, status = "too-far-ahead", 422
    detail = "现在只能约60天以内的时间。请选近一点的日子。"


class OfficeClosed(BookingError):
    """The office is closed then: a holiday, a closure, or outside opening hours."""

    code = "office-closed"

    def __init__(self, why: str | None = None) -> None:
        super().__init__(f"{why or '那个时间不在办公时间里。'}请换一个时间。")


class NotOffered(BookingError):
    """The office does not offer the service."""

    code, status = "not-offered", 422
    detail = "这个地方不办这件事。请换一个地方，或者打12333问一问。"


class AlreadyBooked(BookingError):
    """The person has an open booking for the service; `info` is it."""

    code = "already-booked"
    detail = "您已经约好了一次。可以改时间，也可以先取消再约。"

    def __init__(self, info: "BookingInfo") -> None:
        super().__init__()
        self.info = info


class HoldExpired(BookingError):
    """The place was not confirmed in time, or was given back."""

    code = "hold-expired"
    detail = "这个位置留的时间过了，已经让给别人。请重新选时间。"


class NotOpen(BookingError):
    """The booking is over: cancelled, moved, attended or missed."""

    code = "booking-over"
    detail = "这个预约已经结束了，不能再改。要办的话，请重新约一次。"


class TooEarly(BookingError):
    """Attended or missed cannot be written before the time has come."""

    code = "too-early"
    detail = "预约的时间还没到，现在不能登记。"


class KeyInUse(BookingError):
    """The idempotency key belongs to another request."""

    code = "key-in-use"
    detail = "这次的内容和刚才的对不上。请回到选时间那一步，再选一次。"


class BadKey(BookingError):
    """The idempotency key is empty or too long."""

    code, status = "bad-idempotency-key", 422
    detail = "这次的内容看不懂。请再试一次。"


class WrongService(BookingError):
    """A booking can only move to a slot of its own service."""

    code, status = "wrong-service", 422
    detail = "改时间只能改到同一种办法。要换办法，请先取消再约。"


class NeedsAddress(BookingError):
    """A home visit without an address."""

    code, status = "needs-address", 422
    detail = "上门要有地址。请写下您家的街道、楼号和门牌。"


class BadAddress(BookingError):
    """The address is too short or too long. Never holds it."""

    code, status = "bad-address", 422
    detail = "地址要写5个字以上、100个字以内。请写街道、楼号和门牌。"


class NoVisitTeam(BookingError):
    """No team of the office visits this community."""

    code = "no-visit-team"
    detail = "您住的社区还没有安排上门的人。请打12333问一问，或者找工作人员。"


class UnknownTicket(BookingError):
    """No such walk-in number."""

    code, status = "unknown-ticket", 404
    detail = "没有这个排队号。请看看号码，再试一次。"


class NotCalled(BookingError):
    """A walk-in number cannot be done before it was called."""

    code = "ticket-not-called"
    detail = "这个号还没有叫到。请先叫号。"


class UnknownWaiting(BookingError):
    """No such place in the waiting list, or it is another person's."""

    code, status = "unknown-waiting", 404
    detail = "没有找到您的排队。请重新排一次，或者找工作人员。"


class BadDays(BookingError):
    """The days one is ready to come are no usable span."""

    code, status = "bad-days", 422
    detail = "排队的日子要从今天起、60天以内，先早后晚。请重新选日子。"


class TooBusy(BookingError):
    """Others were quicker again and again; nothing was written."""

    code, status = "booking-busy", 503
    detail = "现在约的人太多，这次没有约上，什么也没有改动。请过一会儿再点一次。"
