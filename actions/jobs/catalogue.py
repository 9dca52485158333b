"""The jobs of the house."""

from datetime import timedelta

from actions.conversations.service import ConversationService
from actions.counter import Counter
from actions.jobs.clean_up import end_idle_proofs, forget_stale_codes
from actions.jobs.schedule import Job
from actions.personal_data.rotation import KeyRotation
from actions.settings import Settings

# A visit ends after minutes without activity; what it left sealed behind goes soon after.
PRIVATE_REPLY_AGE = timedelta(hours=2)
MESSAGE_DAYS = 30  # long enough to find out why somebody got no message
DAY = 24 * 3600


def all_jobs(settings: Settings, counter: Counter) -> tuple[Job, ...]:
    """Every job, over the services of `counter`: codes are waited for, a freed place is offered at once."""
    conversations = ConversationService(counter.engine)
    rotation = KeyRotation(counter.engine, counter.vault, counter.audit)
    return (
        Job("send_messages", 2, counter.messages.send_due),
        *_wechat_jobs(counter),
        Job("expire_holds", 10, counter.bookings.expire_holds),
        Job("offer_freed_slots", 10, counter.bookings.offer_freed),
        Job("end_idle_proofs", 30, lambda: end_idle_proofs(counter)),
        Job("end_idle_applicants", 30, counter.applicants.end_idle),
        Job("end_bookings_of_deceased", 60, counter.bookings.end_for_deceased),
        Job("cancel_on_closed_days", 3600, counter.bookings.cancel_on_closed_days),
        Job("remind", 300, counter.bookings.remind),
        Job("forget_stale_codes", 600, lambda: forget_stale_codes(counter)),
        Job("forget_continuations", 600, counter.continuations.forget_over),
        Job("forget_private_replies", 600, lambda: counter.private.drop_older_than(PRIVATE_REPLY_AGE)),
        Job("forget_transcripts", 3600, lambda: conversations.wipe_older_than(settings.transcript_days)),
        Job("forget_messages", DAY, lambda: counter.messages.forget_older_than(MESSAGE_DAYS)),
        Job("note_silent_kiosks", 30, counter.heartbeats.note_silent),
        Job("forget_device_codes", 600, counter.devices.forget_over),
        Job("sweep_uploads", 3600, counter.uploads.sweep),
        Job("expire_grant_drafts", 3600, counter.grants.expire_drafts),
        Job("remove_old_keys", 3600, rotation.finish),
    )


def _wechat_jobs(counter: Counter) -> tuple[Job, ...]:
    """What the official account needs, where there is one."""
    if (desk := counter.wechat) is None:
        return ()
    return (
        Job("deliver_wechat", 2, desk.deliver),
        Job("remind_of_certification", 3600, desk.reminders.remind),
        Job("forget_wechat", 600, desk.intake.forget_over),
    )
