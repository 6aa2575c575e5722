"""Somebody whom the sign-in provider vouches for becomes the user that an admin has added."""

from datetime import datetime
from uuid import UUID

from commerce.accounts import repository
from commerce.accounts.sessions import open_session
from commerce.audit.repository import record
from store.unit import Row, Unit


async def arrive(unit: Unit, subject: str, email: str | None, session: UUID, now: datetime) -> str | None:
    """The token of a new session; None for whom nobody has added.

    The first time they are known by the ``email`` that the provider vouches for; from then on by ``subject`` alone, so
    that an address that goes to somebody else later opens nothing.
    """
    row = await repository.by_subject(unit, subject) or await _by_email(unit, email)
    if row is None or row["disabled_at"]:
        return None
    if row["oidc_subject"] is None:
        await repository.bind_subject(unit, row["id"], subject)
    detail = {"email": row["email"], "provider": True}
    await record(unit, str(row["id"]), "user.sign_in", conversation=None, detail=detail, now=now)
    return await open_session(unit, session, row["id"], now, factor=False, provider=True)


async def _by_email(unit: Unit, email: str | None) -> Row | None:
    row = await repository.by_email(unit, email) if email else None
    return row if row and row["oidc_subject"] is None else None
