"""Tables of the official account. An openid is kept sealed and found by its blind index."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from actions.database.types import UtcDateTime
from knowledge_base.database import Base


class WeChatUser(Base):
    """One follower: the conversation under way, what it offered last, and how much may be sent without being asked."""

    __tablename__ = "wechat_user"

    openid_index: Mapped[str] = mapped_column(String(64), primary_key=True)
    openid_sealed: Mapped[str] = mapped_column(String(200))
    follows: Mapped[bool] = mapped_column(default=True)
    conversation_id: Mapped[str | None] = mapped_column(ForeignKey("conversation.id", ondelete="SET NULL"), index=True)
    events: Mapped[int] = mapped_column(default=0)  # of the conversation under way
    active_at: Mapped[datetime] = mapped_column(UtcDateTime)
    offered_sealed: Mapped[str | None] = mapped_column(Text)  # JSON [[label, token], ...]: what 1, 2, 3 mean
    may_send: Mapped[int] = mapped_column(default=0)  # customer-service messages left until `may_send_until`
    may_send_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    opted_out: Mapped[str] = mapped_column(String(100), default="")  # kinds of reminders, with spaces between


class WeChatMessage(Base):
    """One message or event under its key (MsgId, or sender and CreateTime), so that a push again changes nothing.

    Until it is answered it belongs to the process `holder`, and says what it was, so that another can take it over.
    """

    __tablename__ = "wechat_message"
    __table_args__ = (Index("ix_wechat_message_open", "answered_at", "received_at"),)

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    openid_index: Mapped[str] = mapped_column(String(64), index=True)
    received_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    pushes: Mapped[int] = mapped_column(default=1)
    way: Mapped[str] = mapped_column(String(10), default="")  # "" undecided, passive, service, none
    incoming_sealed: Mapped[str | None] = mapped_column(Text)  # JSON; emptied with the answer
    holder: Mapped[str] = mapped_column(String(16), default="")
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answer_sealed: Mapped[str | None] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WeChatNonce(Base):
    """A timestamp and nonce that came with a message; with another message they are a replay."""

    __tablename__ = "wechat_nonce"

    stamp: Mapped[str] = mapped_column(String(64), primary_key=True)
    message_key: Mapped[str] = mapped_column(String(64))
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class WeChatDelivery(Base):
    """An answer that goes out by customer-service messages, in order; `sent` of its bodies are out."""

    __tablename__ = "wechat_delivery"
    __table_args__ = (Index("ix_wechat_delivery_due", "done_at", "send_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    openid_index: Mapped[str] = mapped_column(String(64), index=True)
    openid_sealed: Mapped[str] = mapped_column(String(200))
    bodies_sealed: Mapped[str] = mapped_column(Text)  # JSON list of message bodies without their receiver
    sent: Mapped[int] = mapped_column(default=0)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    send_after: Mapped[datetime] = mapped_column(UtcDateTime)
    done_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tries: Mapped[int] = mapped_column(default=0)
    way: Mapped[str] = mapped_column(String(10), default="")  # service, template, text, lost
    failed: Mapped[str] = mapped_column(String(60), default="")  # WeChat's code of the last failure


class WeChatToken(Base):
    """The access token of one account; whoever refreshes it holds the row's lease meanwhile."""

    __tablename__ = "wechat_token"

    app_id: Mapped[str] = mapped_column(String(40), primary_key=True)
    token_sealed: Mapped[str | None] = mapped_column(Text)
    expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    holder: Mapped[str] = mapped_column(String(32), default="")
    held_until: Mapped[datetime | None] = mapped_column(UtcDateTime)


class WeChatEntry(Base):
    """A secret good once, by its hash: a `state` on the way to WeChat and back, or a `ticket` into the page."""

    __tablename__ = "wechat_entry"

    secret_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # state, ticket
    browser_hash: Mapped[str] = mapped_column(String(64), default="")  # of the cookie a ticket belongs to
    openid_sealed: Mapped[str | None] = mapped_column(String(200))
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class WeChatReminder(Base):
    """That somebody was reminded of something already: written once per person and occasion."""

    __tablename__ = "wechat_reminder"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id", ondelete="CASCADE"), primary_key=True)
    occasion: Mapped[str] = mapped_column(String(60), primary_key=True)  # e.g. certification 2026-12-31
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
