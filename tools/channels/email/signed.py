"""Message-IDs that nobody can make up: whoever names one in an answer has had the mail before them."""

import hashlib
import hmac
import re
from collections.abc import Iterable
from uuid import UUID

_OURS = re.compile(r"<([0-9a-f]{32})\.([0-9a-f]{24})@[^>]*>")


def signed_id(secret: str, key: UUID, domain: str) -> str:
    return f"<{key.hex}.{_seal(secret, key)}@{domain}>"


def keys_in(secret: str, ids: Iterable[str]) -> list[UUID]:
    """The keys of those that were made here with ``secret``, in their order."""
    found = [match for id in ids if (match := _OURS.fullmatch(id))]
    keys = [(UUID(match[1]), match[2]) for match in found]
    return [key for key, seal in keys if hmac.compare_digest(_seal(secret, key), seal)]


def _seal(secret: str, key: UUID) -> str:
    return hmac.new(secret.encode(), key.bytes, hashlib.sha256).hexdigest()[:24]
