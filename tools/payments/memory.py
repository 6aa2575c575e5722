"""A payment service that lives in the process: a test, a demo page or a script plays the customer who pays.

It behaves as the others do: links are bound to an amount and end, attempts fail and may be tried again, cash is pending
before it is there, refunds may be parts, and all of it is told by signed events.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

import orjson

from kit.ids import reference
from kit.money import Money
from tools.payments.port import (
    EventError,
    EventKind,
    LinkClosedError,
    LinkNotFoundError,
    PaymentEvent,
    PaymentLink,
    PaymentRequest,
)
from tools.payments.signature import sign, verify
from tools.receipt import Receipt

HEADER = "parley-signature"
State = Literal["open", "pending", "paid", "expired"]
_FOLLOWS: dict[State, frozenset[EventKind]] = {
    "open": frozenset({"pending", "paid", "failed", "expired"}),
    "pending": frozenset({"paid", "failed", "expired"}),
    "paid": frozenset({"refunded"}),
    "expired": frozenset(),
}
"""What may happen to a link next. A failed attempt leaves it open."""
_AFTER: dict[EventKind, State] = {
    "pending": "pending", "paid": "paid", "failed": "open", "expired": "expired", "refunded": "paid",
}  # fmt: skip
Sent = tuple[bytes, dict[str, str]]
Tell = Callable[[Sent], Awaitable[None]]


@dataclass(slots=True)
class _Account:
    """One link as the service keeps it."""

    link: PaymentLink
    request: PaymentRequest
    state: State = "open"
    events: int = 0
    refunded: int = 0
    refunds: dict[str, Receipt] = field(default_factory=dict)


class MemoryPayments:
    """Links are under ``base_url``; events are signed with ``secret``; ``tell`` gets those of refunds."""

    provider = "memory"

    def __init__(self, base_url: str, secret: str, now: Callable[[], datetime], tell: Tell | None = None) -> None:
        self._base_url = base_url.rstrip("/")
        self._secret = secret
        self._now = now
        self._tell = tell
        self._accounts: dict[str, _Account] = {}
        self._by_key: dict[str, str] = {}

    async def link(self, request: PaymentRequest, key: str) -> PaymentLink:
        if key not in self._by_key:
            id = reference("PAY", self._secret, key, length=16)
            self._by_key[key] = id
            self._accounts[id] = _Account(PaymentLink(id, f"{self._base_url}/{id}", request.expires_at), request)
        return self._accounts[self._by_key[key]].link

    async def find(self, key: str) -> PaymentLink | None:
        return self._accounts[self._by_key[key]].link if key in self._by_key else None

    async def refund(self, link: str, amount: Money, key: str) -> Receipt:
        account = self._account(link)
        if key not in account.refunds:
            sent = self.happen(link, "refunded", self._now(), amount)
            account.refunds[key] = Receipt(reference("REF", key, length=12))
            if self._tell:
                await self._tell(sent)
        return account.refunds[key]

    def request(self, link: str) -> PaymentRequest:
        """What the link asks for; raises LinkNotFoundError."""
        return self._account(link).request

    def may(self, link: str) -> frozenset[EventKind]:
        """What can happen to the link now; one whose hour has passed can only expire."""
        account = self._account(link)
        allowed = _FOLLOWS[account.state]
        if account.request.expires_at <= self._now() and account.state != "paid":
            return allowed & {"expired"}
        return allowed if account.refunded < account.request.amount.minor else frozenset()

    def happen(self, link: str, kind: EventKind, at: datetime, amount: Money | None = None) -> Sent:
        """The customer pays, or does not: the webhook's body and headers, as the service would send them.

        ``amount``: of a refund that gives back a part. Raises LinkNotFoundError, LinkClosedError.
        """
        account = self._account(link)
        wanted = amount or account.request.amount - Money(account.refunded, account.request.amount.currency)
        if kind not in _FOLLOWS[account.state]:
            raise LinkClosedError(f"Payment link {link} is {account.state}: it cannot be {kind} now.")
        if kind == "refunded":
            self._give_back(account, wanted)
        account.state, account.events = _AFTER[kind], account.events + 1
        return self.signed(_body(account, kind, wanted, at), at)

    def signed(self, body: bytes, at: datetime) -> Sent:
        """Any body as the service would sign it: for tests of what a provider gets wrong."""
        return body, {HEADER: sign(body, self._secret, at)}

    def read_event(self, body: bytes, headers: Mapping[str, str], now: datetime) -> PaymentEvent:
        named = {name.lower(): value for name, value in headers.items()}
        verify(body, named.get(HEADER, ""), self._secret, now)
        try:
            return _event(orjson.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise EventError("The payment event's body is not an event of this service.") from error

    def _account(self, link: str) -> _Account:
        found = self._accounts.get(link)
        if found is None:
            raise LinkNotFoundError(f"There is no payment link {link!r}.")
        return found

    def _give_back(self, account: _Account, amount: Money) -> None:
        left = account.request.amount.minor - account.refunded
        if amount.currency != account.request.amount.currency or not 0 < amount.minor <= left:
            raise LinkClosedError(f"{amount.minor} cannot be given back: {left} are left of what was paid.")
        account.refunded += amount.minor


def _body(account: _Account, kind: EventKind, amount: Money, at: datetime) -> bytes:
    told = {"minor": amount.minor, "currency": amount.currency}
    id = reference("EVT", account.link.id, kind, str(account.events), length=12)
    event = {"id": id, "kind": kind, "link": account.link.id, "reference": account.request.reference, "amount": told}
    return orjson.dumps({**event, "at": at.isoformat()})


def _event(sent: dict[str, Any]) -> PaymentEvent:
    amount = Money(int(sent["amount"]["minor"]), sent["amount"]["currency"])
    if sent["kind"] not in _AFTER:
        raise ValueError(sent["kind"])
    at = datetime.fromisoformat(sent["at"])
    return PaymentEvent(sent["id"], sent["kind"], sent["link"], sent["reference"], amount, at)
