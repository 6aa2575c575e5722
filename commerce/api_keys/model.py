"""A key as text, what it is kept as, and what it may be for."""

import hashlib
import re
import secrets
from collections.abc import Sequence
from typing import Literal, get_args

from kit.errors import InvalidInputError

Scope = Literal["conversations", "reports", "content", "approvals", "orders"]
SCOPES: tuple[Scope, ...] = get_args(Scope)
_KEY = re.compile(r"parley_([a-z][a-z0-9_-]{1,62})\.([A-Za-z0-9_-]{43})")
_SHOWN = 6
"""Characters of the secret that tell a key from its sisters."""


def new_key(tenant: str) -> str:
    """``parley_TENANT.SECRET`` with 256 bits of chance."""
    return f"parley_{tenant}.{secrets.token_urlsafe(32)}"


def tenant_of(key: str) -> str | None:
    """Whose it says it is; None for what is no such key."""
    found = _KEY.fullmatch(key)
    return found[1] if found else None


def digest(key: str) -> str:
    """With so much chance in a key a quick digest is enough."""
    return hashlib.sha256(key.encode()).hexdigest()


def shown(key: str) -> str:
    """What of it may be seen later."""
    head, _, secret = key.partition(".")
    return f"{head}.{secret[:_SHOWN]}…"


def as_scopes(names: Sequence[str]) -> list[Scope]:
    """Each once, in their own order. Raises InvalidInputError for none and for a name that is no scope."""
    wrong = sorted(set(names) - set(SCOPES))
    if wrong or not names:
        found = f"{', '.join(wrong)!r}" if wrong else "none"
        raise InvalidInputError(f"scopes: found {found}, expected some of {', '.join(SCOPES)}.")
    return [name for name in SCOPES if name in names]
