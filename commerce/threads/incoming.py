"""What a channel tells, in Parley's words: messages, what became of ours, and who moved."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from commerce.attachments.keep import Given


@dataclass(frozen=True, slots=True)
class Person:
    """Who wrote, as far as the channel tells: a number in digits, a business-scoped ``user_id``, or both."""

    phone: str | None = None
    user_id: str | None = None
    parent_user_id: str | None = None
    name: str | None = None
    username: str | None = None

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(id for id in (self.phone, self.user_id, self.parent_user_id) if id))


@dataclass(frozen=True, slots=True)
class Attached:
    """A file that is to be fetched from the channel."""

    id: str
    kind: str
    mime: str | None
    sha256: str | None
    """Base64 or hex, as the channel writes it."""
    filename: str | None


@dataclass(frozen=True, slots=True)
class Message:
    """Something a customer sent. ``text`` is what they said in words; empty where there are none."""

    line: str
    id: str
    at: datetime
    person: Person
    kind: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    """``choice`` (the id of a button or row), ``context``, ``referral``, ``location``, ``order``, ``form``, …"""
    attached: Attached | None = None
    files: tuple[Given, ...] = ()
    """Files that came with it whole."""
    answers: tuple[str, ...] = ()
    """Ids of messages that it answers, the nearest last."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A reaction, an edit or a deletion of an earlier message. ``value``: emoji or new text; None takes it back."""

    line: str
    id: str
    at: datetime
    person: Person
    target: str
    kind: str
    value: str | None


@dataclass(frozen=True, slots=True)
class Failure:
    """An error as the channel tells it: only ``code`` and ``details`` may be decided on."""

    code: int
    title: str
    details: str


@dataclass(frozen=True, slots=True)
class Status:
    line: str
    id: str
    status: str
    at: datetime
    opaque: str | None
    errors: tuple[Failure, ...] = ()
    pricing: dict[str, Any] | None = None
    recipient: Person = Person()


@dataclass(frozen=True, slots=True)
class Moved:
    """The customer has another number or another business-scoped id."""

    line: str
    id: str
    at: datetime
    before: Person
    after: Person


@dataclass(frozen=True, slots=True)
class Preference:
    """Whether the customer takes marketing, or anything at all, as told to the channel itself."""

    line: str
    at: datetime
    person: Person
    allowed: bool
    purpose: Literal["all", "marketing"] = "marketing"


@dataclass(frozen=True, slots=True)
class TemplateChange:
    """A template's new status, or None where only its text, quality or category changed."""

    account: str
    name: str
    language: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Unknown:
    """Something else, kept in the raw body alone."""

    what: str
    why: str


Item = Message | Mark | Status | Moved | Preference | TemplateChange | Unknown
