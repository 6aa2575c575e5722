"""Passwords: kept as argon2id, compared in constant work, long enough to be worth it."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from kit.errors import InvalidInputError

SHORTEST, LONGEST = 12, 256
_hasher = PasswordHasher()


def hashed(password: str) -> str:
    """Raises InvalidInputError for one that is too short, too long, or one character over and over."""
    if not SHORTEST <= len(password) <= LONGEST:
        raise InvalidInputError(
            f"The password has {len(password)} characters: expected {SHORTEST} to {LONGEST} of them."
        )
    if len(set(password)) < SHORTEST // 3:
        raise InvalidInputError("The password repeats a few characters: expected at least four different ones.")
    return _hasher.hash(password)


def matches(kept: str | None, password: str) -> bool:
    """Takes as long for somebody who does not exist (``kept`` is None) as for somebody who does."""
    try:
        return _hasher.verify(kept or _nobody(), password[:LONGEST]) and kept is not None
    except (VerificationError, InvalidHashError):
        return False


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")
