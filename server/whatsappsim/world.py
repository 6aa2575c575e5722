"""What the simulated Meta knows: the business's numbers, the customers' telephones, and all that was said."""

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kit.clock import Clock
from kit.ids import reference

WINDOW = timedelta(hours=24)


@dataclass(slots=True)
class Telephone:
    """A customer. Without a ``number`` Meta gives the business only their ``user_id``."""

    number: str | None
    user_id: str
    name: str

    @property
    def id(self) -> str:
        return self.number or self.user_id


@dataclass(slots=True)
class Options:
    """How Meta behaves. ``held`` webhooks wait until they are let go, shuffled or not, and merged or not."""

    duplicates: bool = False
    held: bool = False
    shuffled: bool = False
    merged: bool = False
    reads: bool = True
    """Whether the customer's telephone shows that it has read."""
    fail_next: int | None = None
    """The error code with which the next message is refused."""
    silent_next: bool = False
    """The next message is taken, and the answer to the request gets lost."""


@dataclass(slots=True)
class Entry:
    """One message on the telephone's screen, from either side."""

    seq: int
    id: str
    mine: bool
    """Whether the customer wrote it."""
    line: str
    customer: str
    payload: dict[str, Any]
    at: datetime
    status: str = ""
    reaction: str = ""


@dataclass(slots=True)
class Numbers:
    """The business as Meta has it: its account and its numbers, each with what customers see."""

    account: str
    lines: dict[str, str]
    app_secret: str
    access_token: str
    verify_token: str


class World:
    def __init__(self, numbers: Numbers, clock: Clock) -> None:
        self.numbers = numbers
        self.clock = clock
        self.options = Options()
        self.telephones: dict[str, Telephone] = {}
        self.entries: list[Entry] = []
        self.media: dict[str, tuple[bytes, str]] = {}
        self.templates: list[dict[str, Any]] = []
        self.typing_until: dict[str, datetime] = {}
        self.changed = 0
        """Grows with every change, so that a page knows when to look."""
        self._heard: dict[tuple[str, str], datetime] = {}
        self._count = itertools.count(1)
        self._shift = timedelta(0)

    def now(self) -> datetime:
        return self.clock.now() + self._shift

    def pass_a_day(self) -> None:
        """A day goes by on Meta's clock: every window closes."""
        self._shift += WINDOW + timedelta(minutes=1)
        self.changed += 1

    def telephone(self, id: str) -> Telephone:
        """By number or user id; one that is not known yet is a new customer's."""
        return self.telephones.setdefault(id, Telephone(id if id.isdecimal() else None, f"MX.{id[-12:]}", "Cliente"))

    def customer_of(self, to: str) -> Telephone | None:
        return next((each for each in self.telephones.values() if to in {each.number, each.user_id}), None)

    def new_id(self, kind: str) -> str:
        return f"wamid.{reference(kind, str(next(self._count)), self.numbers.account, length=20)}"

    def add(self, *, mine: bool, line: str, customer: Telephone, payload: dict[str, Any]) -> Entry:
        entry = Entry(
            len(self.entries) + 1, self.new_id("in" if mine else "out"), mine, line, customer.id, payload, self.now()
        )
        self.entries.append(entry)
        if mine:
            self._heard[line, customer.id] = entry.at
        self.changed += 1
        return entry

    def entry(self, id: str) -> Entry | None:
        return next((each for each in self.entries if each.id == id), None)

    def is_open(self, line: str, customer: Telephone) -> bool:
        heard = self._heard.get((line, customer.id))
        return heard is not None and self.now() - heard < WINDOW
