"""Links to quotes that nobody can guess or change: whoever has one may read that quote and answer it."""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import UTC, datetime, timedelta
from uuid import UUID

from commerce.links.seal import Seal
from commerce.quotes.model import UnknownQuoteError

_SIGNATURE = 16
"""Bytes of the signature that a link carries; 128 bits are beyond guessing."""
_WHEN = 4
KEPT = timedelta(days=365)
"""For how long a link outlives its quote, so that an accepted one can still be read."""


class QuoteLinks:
    """Makes links under one address, and reads what comes back."""

    def __init__(self, address: str, key: str) -> None:
        """``address``: of the server as customers reach it, such as ``https://chat.example.com``."""
        self._address = address.rstrip("/")
        self._seal = Seal(hashlib.sha256(f"quote link\x1f{key}".encode()).digest(), _SIGNATURE)

    def url(self, tenant: str, quote: UUID, expires_at: datetime) -> str:
        """The page of that version of a quote, which is valid until then."""
        return f"{self._address}/q/{self.token(tenant, quote, expires_at + KEPT)}"

    def token(self, tenant: str, quote: UUID, until: datetime) -> str:
        told = quote.bytes + int(until.timestamp()).to_bytes(_WHEN, "big")
        return f"{tenant}.{urlsafe_b64encode(told + self._seal.of(tenant.encode(), told)).decode()}"

    def read(self, token: str, now: datetime) -> tuple[str, UUID]:
        """Tenant and quote; raises UnknownQuoteError for anything that was not signed here, or is over."""
        tenant, _, coded = token.rpartition(".")
        try:
            whole = urlsafe_b64decode(coded.encode("ascii"))
        except ValueError:
            raise UnknownQuoteError(_NO_LINK) from None
        told, signature = whole[:-_SIGNATURE], whole[-_SIGNATURE:]
        known = self._seal.holds(signature, tenant.encode(), told)
        if not known or len(told) != 16 + _WHEN or urlsafe_b64encode(whole).decode() != coded:
            raise UnknownQuoteError(_NO_LINK)
        until = datetime.fromtimestamp(int.from_bytes(told[16:], "big"), UTC)
        if until <= now:
            raise UnknownQuoteError("This link is no longer valid: ask in the chat for a new one.")
        return tenant, UUID(bytes=told[:16])


_NO_LINK = "There is no quote at this address: the link is incomplete or was changed."
