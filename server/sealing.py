"""Sealing what must not be readable in the database: by a key made of the installation's own secret."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from kit.errors import UnavailableError
from kit.settings import Settings
from server.secrets import KEY_BYTES, kept_key


class Seal:
    def __init__(self, settings: Settings, purpose: str) -> None:
        """What was sealed for one ``purpose`` cannot be opened for another."""
        own = settings.secret_key
        secret = own.get_secret_value() if own else kept_key(settings.data_dir / "secret.key")
        derived = HKDF(hashes.SHA256(), KEY_BYTES, salt=None, info=purpose.encode()).derive(secret.encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived))

    def close(self, plain: bytes) -> bytes:
        return self._fernet.encrypt(plain)

    def open(self, sealed: bytes) -> bytes:
        """Raises UnavailableError where it was sealed with another secret."""
        try:
            return self._fernet.decrypt(sealed)
        except InvalidToken as error:
            raise UnavailableError("A kept key cannot be opened: PARLEY_SECRET_KEY is not what it was.") from error
