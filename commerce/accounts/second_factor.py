"""The second factor: a code of six digits that changes every 30 seconds (TOTP, RFC 6238)."""

from datetime import datetime

import pyotp

STEP_S = 30
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
