"""A signed-in browser: a token in a cookie, its digest here, renewed while it is used and over when it is not."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.accounts.model import Account
from commerce.accounts.repository import account_of
from kit.errors import NotAuthenticatedError
from store.unit import Row, Unit

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
ROTATED_AFTER = timedelta(minutes=15)
GRACE = timedelta(minutes=1)
"""How long the token before a rotation is still good."""
FRESH_FACTOR = timedelta(minutes=10)
"""How old the second factor may be for privileged work."""

_FIND = """
SELECT s.*, u.email, u.name, u.role, u.branch, u.totp_since IS NOT NULL AS has_factor
  FROM user_sessions s JOIN users u ON u.id = s.user_id
 WHERE (s.token = %s OR s.token_before = %s) AND s.ended_at IS NULL AND u.disabled_at IS NULL
"""


@dataclass(frozen=True, slots=True)
class Session:
    """``token`` is new where it was rotated just now: the browser is to keep that one."""

    id: UUID
    account: Account
    factor_at: datetime | None
    token: str | None

    def has_fresh_factor(self, now: datetime) -> bool:
        return self.factor_at is not None and now - self.factor_at <= FRESH_FACTOR


async def open_session(unit: Unit, id: UUID, user: UUID, now: datetime, *, factor: bool) -> str:
    """The token of a new session."""
    token = secrets.token_urlsafe(32)
    await unit.run(
        "INSERT INTO user_sessions (id, tenant_id, user_id, token, created_at, rotated_at, used_at, factor_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
        (id, unit.tenant, user, digest(token), now, now, now, now if factor else None),
    )
    return token


async def find_session(unit: Unit, token: str, now: datetime) -> Session:
    """Whose it is; raises NotAuthenticatedError for one that is unknown, over, or was replaced too long ago."""
    kept = digest(token)
    row = await unit.row(_FIND, (kept, kept))
    if row is None or _is_over(row, kept, now):
        raise NotAuthenticatedError("You are signed out: sign in again.")
    renewed = await _rotated(unit, row, now) if row["token"] == kept else None
    account = account_of({**row, "id": row["user_id"]})
    return Session(row["id"], account, row["factor_at"], renewed)


async def end_session(unit: Unit, id: UUID, now: datetime) -> None:
    await unit.run("UPDATE user_sessions SET ended_at = %s WHERE id = %s AND ended_at IS NULL", (now, id))


async def show_factor(unit: Unit, id: UUID, now: datetime) -> None:
    """A second factor was shown again in this session."""
    await unit.run("UPDATE user_sessions SET factor_at = %s WHERE id = %s", (now, id))


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _is_over(row: Row, kept: str, now: datetime) -> bool:
    replaced = row["token"] != kept and now - row["rotated_at"] > GRACE
    return bool(replaced or now - row["used_at"] > IDLE or now - row["created_at"] > LONGEST)


async def _rotated(unit: Unit, row: Row, now: datetime) -> str | None:
    """A new token where it is time for one. Two requests at once rotate it once."""
    if now - row["rotated_at"] < ROTATED_AFTER:
        await unit.run("UPDATE user_sessions SET used_at = %s WHERE id = %s", (now, row["id"]))
        return None
    token = secrets.token_urlsafe(32)
    changed = await unit.run(
        "UPDATE user_sessions SET token = %s, token_before = token, rotated_at = %s, used_at = %s "
        "WHERE id = %s AND token = %s",
        (digest(token), now, now, row["id"], row["token"]),
    )
    return token if changed else None
