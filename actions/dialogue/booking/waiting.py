"""The waiting list (候补) in words."""

from datetime import date, timedelta

from actions.booking.errors import BookingError
from actions.booking.wording import day_words, service_words
from actions.counter import Counter
from actions.dialogue.base import HOME, STAFF
from actions.dialogue.booking.codes import COUNTER_CHECK
from actions.dialogue.booking.draft import Draft
from actions.dialogue.booking.finding import works_on
from actions.identity.identified import Identified
from actions.reply import Reply
from actions.when.wish import OPEN_DAYS


def join(counter: Counter, draft: Draft, who: Identified, today: date) -> Reply:
    """Puts the visitor on the list for the days wished for, two weeks by default."""
    service = draft.service or COUNTER_CHECK
    offices = [draft.office] if draft.office else counter.bookings.offices_for(who.person_id, service)
    wish = draft.wish
    first, last = (wish.first, wish.last) if wish and wish.names_day else (today, today + timedelta(OPEN_DAYS))
    if not (offices and works_on(counter, offices[0], first, last)):
        first, last = today, today + timedelta(OPEN_DAYS)  # nobody waits for a day on which nobody works
    try:
        entry = counter.bookings.join_waiting(
            who.person_id, offices[0] if offices else "", service, first, last, actor=who.actor,
            conversation_id=who.conversation_id,
        )  # fmt: skip
    except BookingError as error:
        return Reply(text=error.detail, outcome="decline", choices=(STAFF, HOME))
    days = day_words(first, today) if first == last else f"{day_words(first, today)}到{day_words(last, today)}"
    ahead = f"前面还有{entry.ahead}位" if entry.ahead else "您排在第一位"
    text = (
        f"给您排上了：{entry.office.name}，{service_words(service)}，{days}。{ahead}。"
        "有空位会发短信告诉您，给您留15分钟。看到短信，在手机上打开晚晴就能要。点“约认证”，再点“要这个”。不想等了，说“不排了”就行。"
    )
    speech = "给您排上了。有空位会发短信告诉您，给您留15分钟。看到短信，在手机上打开晚晴，点约认证，再点要这个。"
    return Reply(text=text, speech=speech, outcome="done", choices=(HOME,), private=True, speech_on_request=text)
