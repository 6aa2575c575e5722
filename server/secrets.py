"""Keys of this installation: from the settings, or made once and kept beside the data, readable by its owner alone."""

import base64
import hashlib
import hmac
import os
import secrets
from datetime import datetime
from pathlib import Path
from uuid import UUID

import jwt
import orjson
from cryptography.fernet import Fernet, InvalidToken

from commerce.quotes.link import QuoteLinks
from kit.errors import InvalidInputError, NotAuthenticatedError
from kit.settings import Settings

KEY_BYTES = 32


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
    """Signs and reads session tokens; knows the staff's key."""

    def __init__(self, settings: Settings) -> None:
        own, staff = settings.secret_key, settings.staff_key
        self._secret = own.get_secret_value() if own else kept_key(settings.data_dir / "secret.key")
        self._staff = staff.get_secret_value() if staff else kept_key(settings.data_dir / "staff.key")

    def session_token(self, tenant: str, conversation: UUID, now: datetime) -> str:
        claims = {"sid": str(conversation), "tenant": tenant, "iat": int(now.timestamp())}
        return jwt.encode(claims, self._secret, algorithm="HS256")

    def session_of(self, token: str) -> tuple[str, UUID]:
        """Tenant and conversation of a token; raises NotAuthenticatedError for any other text."""
        try:
            claims = jwt.decode(token, self._secret, algorithms=["HS256"], options={"verify_iat": False})
            return str(claims["tenant"]), UUID(claims["sid"])
        except (jwt.InvalidTokenError, KeyError, ValueError) as error:
            raise NotAuthenticatedError("The session token is not valid; start a session to get one.") from error

    def own(self, purpose: str) -> str:
        """A key for one purpose, made from this installation's: the same in all its processes."""
        return hmac.new(self._secret.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    def csrf(self, session: UUID) -> str:
        """What a console's page sends along with every change: other sites cannot know it."""
        return hmac.new(self._secret.encode(), f"csrf:{session}".encode(), hashlib.sha256).hexdigest()

    def same(self, given: str, expected: str) -> bool:
        return secrets.compare_digest(given.encode(), expected.encode())

    def quote_links(self, address: str) -> QuoteLinks:
        """Links to quotes under that address, signed with a key made from this installation's."""
        return QuoteLinks(address, self._secret)

    def is_staff(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self._staff.encode())
