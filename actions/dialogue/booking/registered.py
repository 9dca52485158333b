"""The booking actions, for the registry."""

from actions.dialogue.booking.around import JoinWaiting, MyBookings, TakeTicket, TappedChoice
from actions.dialogue.booking.asking import ASKING
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cancelling import AskCancel, CancelBooking, FinishCancel, ValidateCancelForm
from actions.dialogue.booking.finishing import FinishBooking
from actions.dialogue.booking.validating import ValidateBookingForm

BOOKING: tuple[type[BookingAction], ...] = (
    ValidateBookingForm, *ASKING, FinishBooking, CancelBooking, ValidateCancelForm, AskCancel, FinishCancel, MyBookings,
    TakeTicket, JoinWaiting, TappedChoice,
)  # fmt: skip
