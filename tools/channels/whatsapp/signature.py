"""The signature of Meta's webhooks: HMAC-SHA256 over the bytes as they came, never over what was parsed from them."""

import hashlib
import hmac
from collections.abc import Iterable

PREFIX = "sha256="


def sign(body: bytes, secret: str) -> str:
    """The value of ``X-Hub-Signature-256``."""
    return PREFIX + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def is_signed(body: bytes, signature: str | None, secrets: Iterable[str]) -> bool:
    """Whether one of ``secrets`` made the signature: while a secret is being changed, two are valid."""
    if not signature:
        return False
    given = signature.encode()
    found = [hmac.compare_digest(sign(body, secret).encode(), given) for secret in secrets]
    return any(found)
