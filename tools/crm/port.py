"""What Parley needs of a CRM: to keep a contact and a lead up to date, and to leave notes on them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, Protocol

from kit.errors import InvalidInputError, NotFoundError
from kit.money import Money
from tools.receipt import Receipt


class RecordNotFoundError(NotFoundError):
    title = "The CRM does not have this record"


class NamelessContactError(InvalidInputError):
    title = "A contact needs an e-mail address or a phone number"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, known by e-mail or by phone (E.164). None leaves what the CRM has as it is."""

    email: str | None
    phone: str | None
    name: str | None = None
    company: str | None = None
    fields: Mapping[str, str] = field(default_factory=dict)
    """Anything else, under the CRM's own names."""


@dataclass(frozen=True, slots=True)
class Lead:
    """A piece of business with a contact. ``reference`` is ours: the conversation's id."""

    reference: str
    contact: str
    """The contact's id at the CRM, as its receipt gave it."""
    title: str
    temperature: Literal["cold", "warm", "hot"]
    score: int
    """0 to 100."""
    value: Money | None = None
    fields: Mapping[str, str] = field(default_factory=dict)


class Crm(Protocol):
    """The CRM of one tenant. A write under a used key does nothing and returns the receipt it had."""

    async def upsert_contact(self, contact: Contact, key: str) -> Receipt:
        """Creates or updates the contact with that e-mail or phone; raises NamelessContactError."""
        ...

    async def upsert_lead(self, lead: Lead, key: str) -> Receipt:
        """Creates or updates the lead with that reference; raises RecordNotFoundError for its contact."""
        ...

    async def add_note(self, record: str, text: str, key: str) -> Receipt:
        """Leaves a note on a contact or lead, by its id at the CRM; raises RecordNotFoundError."""
        ...
