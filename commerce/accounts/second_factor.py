"""The second factor: six digits that change every 30 seconds (TOTP, RFC 6238), and codes for when it is lost."""

import hashlib
import re
import secrets
from datetime import datetime

import pyotp

STEP_S = 30
RECOVERY_CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without those that are taken for each other."""
DRIFT = 1
"""Steps that a clock may be off, to either side."""


def new_secret() -> str:
    return pyotp.random_base32()


def address_of(secret: str, email: str, issuer: str) -> str:
    """What an authenticator's camera reads: ``otpauth://…``."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def step_of(secret: str, code: str, now: datetime, last: int) -> int | None:
    """The time step that the code belongs to; None where it is wrong, or of a step that was used already."""
    given = code.strip().replace(" ", "")
    here = int(now.timestamp()) // STEP_S
    totp = pyotp.TOTP(secret)
    for step in range(here - DRIFT, here + DRIFT + 1):
        if step > last and pyotp.utils.strings_equal(totp.at(step * STEP_S), given):
            return step
    return None


def new_recovery() -> list[str]:
    """Codes for when the authenticator is lost, each good once: ``abcde-fghij``, 49 bits of chance."""
    return [f"{_letters(5)}-{_letters(5)}" for _ in range(RECOVERY_CODES)]


def recovery_digest(code: str) -> str | None:
    """What a recovery code is kept as; None for what is none. Attempts are counted, so a quick digest is enough."""
    letters = re.sub(r"[\s-]", "", code.lower())
    return hashlib.sha256(letters.encode()).hexdigest() if len(letters) == 10 else None


def _letters(n: int) -> str:
    return "".join(secrets.choice(_LETTERS) for _ in range(n))
