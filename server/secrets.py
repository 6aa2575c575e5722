"""Keys of this installation: from the settings, or made once and kept beside the data, readable by its owner alone."""

import hashlib
import hmac
import os
import secrets
from datetime import datetime
from pathlib import Path
from uuid import UUID

import jwt

from kit.errors import NotAuthenticatedError
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

    def is_staff(self, key: str) -> bool:
        return secrets.compare_digest(key.encode(), self._staff.encode())
