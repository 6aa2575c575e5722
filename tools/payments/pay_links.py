"""Our own address for paying an order: signed, the same for as long as the order stands, whoever the provider is.

The customer is sent on from there to the provider's link, which is made when it is first needed: so the reply that
names the address waits for nobody, and an ended link is replaced without a new message.
"""

from dataclasses import dataclass

from commerce.links.seal import Seal
from kit.errors import NotFoundError

SIGNED = 10
"""Bytes of the signature that a link carries, each as two letters."""


class NoSuchPageError(NotFoundError):
    title = "There is no such page"


@dataclass(frozen=True, slots=True)
class PayLinks:
    """Of one tenant. ``base_url`` is the public address of this server."""

    base_url: str
    tenant: str
    secret: str

    def pay(self, number: str) -> str:
        """Where the order is paid."""
        return f"{self.base_url}/pay/{self.token(number)}"

    def receipt(self, number: str) -> str:
        """Where its receipt is, as a PDF."""
        return f"{self.base_url}/receipt/{self.token(number)}.pdf"

    def token(self, number: str) -> str:
        return f"{self.tenant}.{number}.{self._signature(number)}"

    def number(self, token: str) -> str:
        """The order's number; raises NoSuchPageError for a token that was not made here."""
        tenant, _, rest = token.partition(".")
        number, _, signature = rest.partition(".")
        if tenant != self.tenant or not self._is_own(number, signature):
            raise NoSuchPageError("This link is not complete: open it as it was sent.")
        return number

    def _signature(self, number: str) -> str:
        return self._seal.of(*self._told(number)).hex()

    def _is_own(self, number: str, signature: str) -> bool:
        try:
            given = bytes.fromhex(signature)
        except ValueError:
            return False
        return given.hex() == signature and self._seal.holds(given, *self._told(number))

    @property
    def _seal(self) -> Seal:
        return Seal(self.secret.encode(), SIGNED)

    def _told(self, number: str) -> tuple[bytes, ...]:
        return b"pay", self.tenant.encode(), number.encode()
