"""Signing in: password, then the code where one is set up; too many wrong ones lock the account for a while."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from commerce.accounts import passwords, repository
from commerce.accounts.prove import Unseal, proves
from commerce.accounts.sessions import open_session
from commerce.audit.repository import record
from kit.errors import NotAuthenticatedError, TooManyRequestsError
from store.unit import Row, Unit

FAILURES = 5
LOCKED = timedelta(minutes=15)


class CodeNeededError(NotAuthenticatedError):
    title = "The code of your authenticator is needed"


@dataclass(frozen=True, slots=True)
class Given:
    email: str
    password: str
    code: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """``token`` of the new session, or the ``refusal``, which is raised after the count of failures is committed."""

    user: UUID | None
    token: str | None
    refusal: NotAuthenticatedError | TooManyRequestsError | None


async def sign_in(unit: Unit, given: Given, session: UUID, now: datetime, unseal: Unseal) -> Outcome:
    """Says the same of an unknown address and of a wrong password."""
    row = await repository.by_email(unit, given.email.strip().lower())
    if row and row["locked_until"] and row["locked_until"] > now:
        seconds = int((row["locked_until"] - now).total_seconds()) + 1
        return _refused(TooManyRequestsError("Too many wrong attempts: wait before the next one.", seconds))
    right = passwords.matches(row["password_hash"] if row else None, given.password)
    if row is None or not right or row["disabled_at"]:
        await _count(unit, row, now)
        return _refused(NotAuthenticatedError("E-mail or password is not right."))
    if row["has_factor"]:
        if not given.code:
            return _refused(CodeNeededError("Type the six digits that your authenticator shows."))
        if not await proves(unit, row, given.code, now, unseal):
            await _count(unit, row, now)
            return _refused(NotAuthenticatedError("The code is not right, or it was used already."))
    await repository.count_failure(unit, row["id"], 0, None)
    token = await open_session(unit, session, row["id"], now, factor=row["has_factor"])
    await record(unit, str(row["id"]), "user.sign_in", conversation=None, detail={"email": row["email"]}, now=now)
    return Outcome(row["id"], token, None)


def _refused(error: NotAuthenticatedError | TooManyRequestsError) -> Outcome:
    return Outcome(None, None, error)


async def _count(unit: Unit, row: Row | None, now: datetime) -> None:
    if row is None:
        return
    failures = row["failures"] + 1
    locked = now + LOCKED if failures % FAILURES == 0 else None
    await repository.count_failure(unit, row["id"], failures, locked)
    if locked:
        await record(unit, str(row["id"]), "user.locked", conversation=None, detail={"failures": failures}, now=now)
