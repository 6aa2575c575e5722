"""A payment service that lives in the process: a test or a demo plays the customer who pays."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

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

HEADER = "parley-signature"
_FOLLOWS: dict[str, set[EventKind]] = {"open": {"paid", "failed", "expired"}, "paid": {"refunded"}}
"""What may happen to a link next. A failed attempt leaves it open."""


class MemoryPayments:
    """Links are under ``base_url``; events are signed with ``secret``."""

    def __init__(self, base_url: str, secret: str) -> None:
        self.requests: dict[str, PaymentRequest] = {}
        self._base_url = base_url.rstrip("/")
        self._secret = secret
        self._links: dict[str, PaymentLink] = {}
        self._states: dict[str, str] = {}
        self._attempts: dict[str, int] = {}

    async def link(self, request: PaymentRequest, key: str) -> PaymentLink:
        if key not in self._links:
            id = reference("PAY", key, length=12)
            self.requests[id] = request
            self._states[id] = "open"
            self._links[key] = PaymentLink(id, f"{self._base_url}/{id}", request.expires_at)
        return self._links[key]

    async def find(self, key: str) -> PaymentLink | None:
        return self._links.get(key)

    def happen(self, link: str, kind: EventKind, at: datetime) -> tuple[bytes, dict[str, str]]:
        """The customer pays, or does not: the webhook's body and headers, as the service would send them."""
        state = self._states.get(link)
        if state is None:
            raise LinkNotFoundError(f"There is no payment link {link!r}.")
        if kind not in _FOLLOWS.get(state, set()):
            raise LinkClosedError(f"Payment link {link} is {state}: it cannot be {kind} now.")
        self._states[link] = "open" if kind == "failed" else kind
        self._attempts[link] = attempt = self._attempts.get(link, 0) + 1
        body = _body(link, kind, attempt, self.requests[link], at)
        return body, {HEADER: sign(body, self._secret, at)}

    def read_event(self, body: bytes, headers: Mapping[str, str], now: datetime) -> PaymentEvent:
        named = {name.lower(): value for name, value in headers.items()}
        verify(body, named.get(HEADER, ""), self._secret, now)
        try:
            return _event(orjson.loads(body))
        except (ValueError, KeyError, TypeError) as error:
            raise EventError("The payment event's body is not an event of this service.") from error


def _body(link: str, kind: EventKind, attempt: int, request: PaymentRequest, at: datetime) -> bytes:
    amount = {"minor": request.amount.minor, "currency": request.amount.currency}
    id = reference("EVT", link, kind, str(attempt), length=12)
    event = {"id": id, "kind": kind, "link": link, "reference": request.reference, "amount": amount}
    return orjson.dumps({**event, "at": at.isoformat()})


def _event(sent: dict[str, Any]) -> PaymentEvent:
    amount = Money(int(sent["amount"]["minor"]), sent["amount"]["currency"])
    at = datetime.fromisoformat(sent["at"])
    return PaymentEvent(sent["id"], sent["kind"], sent["link"], sent["reference"], amount, at)
