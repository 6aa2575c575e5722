"""Whether a code proves that somebody has their second factor; no code does so twice."""

from collections.abc import Callable
from datetime import datetime

from commerce.accounts import repository
from commerce.accounts.second_factor import recovery_digest, step_of
from commerce.audit.repository import record
from store.unit import Row, Unit

Unseal = Callable[[str], str]
"""Opens what was sealed with the installation's key."""


async def proves(unit: Unit, row: Row, code: str, now: datetime, unseal: Unseal) -> bool:
    """``row``: the user's, with a secret. A code of the authenticator, or one of those for when it is lost."""
    step = step_of(unseal(row["totp_sealed"]), code, now, row["totp_step"])
    if step is not None:
        await repository.use_step(unit, row["id"], step)
        return True
    digest = recovery_digest(code) if row["has_factor"] else None
    if digest is None or not await repository.use_recovery(unit, row["id"], digest):
        return False
    detail = {"left": len(row["recovery"]) - 1}
    await record(unit, str(row["id"]), "user.recovery_code", conversation=None, detail=detail, now=now)
    return True
