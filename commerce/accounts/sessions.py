"""A signed-in browser: a token in a cookie, renewed while it is used and over when it is not."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.accounts.model import Account
from commerce.accounts.repository import account_of
from commerce.sessions import repository
from kit.errors import NotAuthenticatedError
from store.unit import Row, Unit

IDLE = timedelta(minutes=30)
LONGEST = timedelta(hours=12)
NOTED = timedelta(minutes=1)
"""How exactly is kept when it was last used: not every request is a write."""
ROTATED_AFTER = timedelta(minutes=15)
GRACE = timedelta(minutes=1)
"""How long the token before a rotation is still good."""
FRESH = timedelta(minutes=10)
"""How old the second factor may be for privileged work."""
VISIT = timedelta(minutes=60)
"""For how long somebody of the owner business is in another one before they show their second factor again."""


@dataclass(frozen=True, slots=True)
class Session:
    """``token`` is new where it was rotated just now: the browser is to keep that one.

    ``visiting``: the business in which somebody of the owner business is at work.
    """

    id: UUID
    account: Account
    factor_at: datetime | None
    token: str | None
    visiting: str | None
    began_at: datetime
    by_provider: bool

    def has_fresh_factor(self, now: datetime) -> bool:
        return self.factor_at is not None and now - self.factor_at <= FRESH

    def is_fresh_from_provider(self, now: datetime) -> bool:
        """Whether the sign-in provider has just said who it is: as good as a password that is asked for again."""
        return self.by_provider and now - self.began_at <= FRESH


async def open_session(unit: Unit, id: UUID, user: UUID, now: datetime, *, factor: bool, provider: bool = False) -> str:
    """The token of a new session."""
    token = secrets.token_urlsafe(32)
    await repository.add(unit, id, user, digest(token), now, factor=factor, provider=provider)
    return token


async def find_session(unit: Unit, token: str, now: datetime) -> Session:
    """Whose it is; raises NotAuthenticatedError for one that is unknown, over, or was replaced too long ago."""
    kept = digest(token)
    row = await repository.find(unit, kept)
    if row is None or _is_over(row, kept, now):
        raise NotAuthenticatedError("You are signed out: sign in again.")
    renewed = await _rotated(unit, row, now) if row["token"] == kept else None
    account = account_of({**row, "id": row["user_id"]})
    visiting = _visiting(row, now)
    return Session(row["id"], account, row["factor_at"], renewed, visiting, row["created_at"], row["by_provider"])


async def still_at(unit: Unit, session: Session, tenant: str, now: datetime) -> bool:
    """Whether the session goes on, and in that business: what a stream asks that outlives the request it began with."""
    row = await repository.get(unit, session.id)
    return row is not None and now - row["created_at"] <= LONGEST and (_visiting(row, now) or unit.tenant) == tenant


def digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _visiting(row: Row, now: datetime) -> str | None:
    is_visit = row["visiting_until"] is not None and row["visiting_until"] > now
    return str(row["visiting"]) if is_visit else None


def _is_over(row: Row, kept: str, now: datetime) -> bool:
    replaced = row["token"] != kept and now - row["rotated_at"] > GRACE
    return bool(replaced or now - row["used_at"] > IDLE or now - row["created_at"] > LONGEST)


async def _rotated(unit: Unit, row: Row, now: datetime) -> str | None:
    """A new token where it is time for one. Two requests at once rotate it once."""
    if now - row["rotated_at"] < ROTATED_AFTER:
        if now - row["used_at"] >= NOTED:
            await repository.note_use(unit, row["id"], now)
        return None
    token = secrets.token_urlsafe(32)
    return token if await repository.rotate(unit, row["id"], row["token"], digest(token), now) else None
