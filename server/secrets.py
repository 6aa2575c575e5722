"""Keys of this installation: from the settings, or made once and kept beside the data, readable by its owner alone."""

import base64
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import jwt
import orjson
from cryptography.fernet import Fernet, InvalidToken
from jwt.types import Options

from commerce.quotes.link import QuoteLinks
from kit.clock import Clock, SystemClock
from kit.errors import InvalidInputError, NotAuthenticatedError
from kit.settings import Settings

KEY_BYTES = 32
SESSION = timedelta(hours=24)
"""For how long a session token opens its conversation; its visitor token gets another."""
VISITOR = timedelta(days=180)


class ExpiredTokenError(NotAuthenticatedError):
    title = "The token has expired"


@dataclass(frozen=True, slots=True)
class SessionToken:
    """What a session token says. ``visitor`` is None where nobody's browser asked for it."""

    tenant: str
    conversation: UUID
    visitor: UUID | None


@dataclass(frozen=True, slots=True)
class VisitorToken:
    tenant: str
    visitor: UUID
    generation: int


def kept_key(path: Path) -> str:
    """The key in ``path``; made on first use, by one process even when several start at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text().strip()
    with os.fdopen(handle, "w") as file:
        key = secrets.token_urlsafe(KEY_BYTES)
        file.write(key)
    return key


class Vault:
    """Seals what may lie in the database and in nobody's hands: vendors' keys, the bodies of webhooks."""

    def __init__(self, settings: Settings) -> None:
        own = settings.secret_key
        key = own.get_secret_value() if own else kept_key(settings.data_dir / "secret.key")
        digest = hashlib.sha256(b"parley vault:" + key.encode()).digest()
        self._fernet = Fernet(base64.urlsafe_b64encode(digest))

    def seal(self, content: bytes) -> bytes:
        return self._fernet.encrypt(content)

    def open(self, sealed: bytes) -> bytes:
        """Raises InvalidInputError for what another installation, or another key, has sealed."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise InvalidInputError(
                "What is stored was sealed with another key: set PARLEY_SECRET_KEY to the one it was sealed with."
            ) from error

    def seal_keys(self, keys: dict[str, str]) -> bytes:
        return self.seal(orjson.dumps(keys))

    def open_keys(self, sealed: bytes) -> dict[str, str]:
        return {str(name): str(value) for name, value in orjson.loads(self.open(sealed)).items()}


class Keys:
    """Signs and reads the tokens of sessions and visitors; knows the staff's key."""

    def __init__(self, settings: Settings, clock: Clock | None = None) -> None:
        own, staff = settings.secret_key, settings.staff_key
        self._clock = clock or SystemClock()
        self._secret = own.get_secret_value() if own else kept_key(settings.data_dir / "secret.key")
        self._staff = staff.get_secret_value() if staff else kept_key(settings.data_dir / "staff.key")

    def session_token(self, tenant: str, conversation: UUID, now: datetime, visitor: UUID | None = None) -> str:
        claims = {"sid": str(conversation), "vid": str(visitor) if visitor else None}
        return self._signed("session", tenant, claims, now, SESSION)

    def session_of(self, token: str) -> tuple[str, UUID]:
        """Tenant and conversation of a token; raises NotAuthenticatedError for any other text."""
        told = self.session(token)
        return told.tenant, told.conversation

    def session(self, token: str) -> SessionToken:
        """What the token says; raises NotAuthenticatedError for any other text, and for one that has expired."""
        try:
            claims = self._read("session", token)
            visitor = claims.get("vid")
            return SessionToken(str(claims["tenant"]), UUID(claims["sid"]), UUID(visitor) if visitor else None)
        except (jwt.InvalidTokenError, KeyError, ValueError) as error:
            raise NotAuthenticatedError("The session token is not valid; start a session to get one.") from error

    def own(self, purpose: str) -> str:
        """A key for one purpose, made from this installation's: the same in all its processes."""
        return hmac.new(self._secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    def visitor_token(self, tenant: str, visitor: UUID, generation: int, now: datetime) -> str:
        return self._signed("visitor", tenant, {"vid": str(visitor), "gen": generation}, now, VISITOR)

    def visitor(self, token: str) -> VisitorToken:
        """What the token says; raises NotAuthenticatedError for any other text, and for one that has expired."""
        try:
            claims = self._read("visitor", token)
            return VisitorToken(str(claims["tenant"]), UUID(claims["vid"]), int(claims["gen"]))
        except (jwt.InvalidTokenError, KeyError, ValueError) as error:
            raise NotAuthenticatedError("The visitor token is not valid; start a session to get one.") from error

    def _signed(self, use: str, tenant: str, claims: dict[str, Any], now: datetime, life: timedelta) -> str:
        span = {"iat": int(now.timestamp()), "exp": int((now + life).timestamp())}
        return jwt.encode({"use": use, "tenant": tenant, **claims, **span}, self._secret, algorithm="HS256")

    def _read(self, use: str, token: str) -> dict[str, Any]:
        """The claims. Time is the house's own, which a test may have stopped."""
        unchecked: Options = {"verify_iat": False, "verify_exp": False}
        claims: dict[str, Any] = jwt.decode(token, self._secret, algorithms=["HS256"], options=unchecked)
        if claims["use"] != use:
            raise jwt.InvalidTokenError(f"It is for use as a {claims['use']} token.")
        if claims["exp"] < self._clock.now().timestamp():
            raise ExpiredTokenError(f"The {use} token has expired; ask for another, or start a session.")
        return claims

    def quote_links(self, address: str) -> QuoteLinks:
        """Links to quotes under that address, signed with a key made from this installation's."""
        return QuoteLinks(address, self._secret)

    def csrf(self, session: UUID) -> str:
        """What a console's page sends along with every change: other sites cannot know it."""
        return self.own(f"csrf:{session}")

    def same(self, given: str, expected: str) -> bool:
        return secrets.compare_digest(given.encode(), expected.encode())

    def is_staff(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self._staff.encode())
