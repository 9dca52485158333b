"""The booking actions, for the registry."""

from actions.dialogue.booking.around import JoinWaiting, MyBookings, TakeTicket, TappedChoice
from actions.dialogue.booking.asking_time import AskConfirmed, AskSlot, AskTime
from actions.dialogue.booking.asking_way import AskOffer, AskOffice, AskPerson, AskService, AskWhich
from actions.dialogue.booking.base import BookingAction
from actions.dialogue.booking.cancelling import (
    AskCancel,
    AskCancelWhich,
    CancelBooking,
    FinishCancel,
    ValidateCancelForm,
)
from actions.dialogue.booking.finishing import FinishBooking
from actions.dialogue.booking.validating import ValidateBookingForm

BOOKING: tuple[type[BookingAction], ...] = (
    ValidateBookingForm, AskPerson, AskOffer, AskWhich, AskService, AskOffice, AskTime, AskSlot, AskConfirmed, FinishBooking,
    CancelBooking, ValidateCancelForm, AskCancelWhich, AskCancel, FinishCancel, MyBookings, TakeTicket, JoinWaiting,
    TappedChoice,
)  # fmt: skip
