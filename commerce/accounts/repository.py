"""The rows of ``users``."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from email_validator import EmailNotValidError, validate_email
from psycopg.types.json import Jsonb

from commerce.accounts.model import Account, Role
from commerce.sessions import repository as sessions
from kit.errors import ConflictError, InvalidInputError, NotFoundError
from store.unit import Row, Unit

_ALL = "SELECT *, totp_since IS NOT NULL AS has_factor FROM users "


class KnownUserError(ConflictError):
    title = "There is such a user already"


async def add(
    unit: Unit, id: UUID, email: str, name: str, role: Role, password_hash: str, branch: str | None, now: datetime
) -> None:
    """Raises KnownUserError where the tenant has the address already."""
    added = await unit.run(
        "INSERT INTO users (id, tenant_id, email, name, role, password_hash, branch, created_at) "
        "VALUES (%s, %s, %s, %s, %s, %s, %s, %s) ON CONFLICT (tenant_id, email) DO NOTHING",
        (id, unit.tenant, address(email), name, role, password_hash, branch, now),
    )
    if not added:
        raise KnownUserError(f"{unit.tenant!r} has a user {address(email)} already.")


def address(email: str) -> str:
    """The address as it is compared. Raises InvalidInputError for what is none."""
    try:
        return validate_email(email, check_deliverability=False, test_environment=True).normalized.lower()
    except EmailNotValidError as error:
        raise InvalidInputError(f"{email!r} is no e-mail address: {error}") from error


async def by_email(unit: Unit, email: str) -> Row | None:
    """Locked until the transaction ends, so that attempts to sign in are counted one by one."""
    return await unit.row(f"{_ALL} WHERE email = %s FOR NO KEY UPDATE", (email,))


async def known(unit: Unit, email: str) -> Row:
    """Raises NotFoundError."""
    row = await by_email(unit, address(email))
    if row is None:
        raise NotFoundError(f"{unit.tenant!r} has no user {email}.")
    return row


async def by_subject(unit: Unit, subject: str) -> Row | None:
    """Who has signed in as that one of the provider before."""
    return await unit.row(f"{_ALL} WHERE oidc_subject = %s", (subject,))


async def get(unit: Unit, id: UUID) -> Row:
    row = await unit.row(f"{_ALL} WHERE id = %s", (id,))
    if row is None:
        raise NotFoundError(f"There is no user {id} of {unit.tenant!r}.")
    return row


async def everyone(unit: Unit) -> Sequence[Row]:
    return await unit.rows(f"{_ALL} ORDER BY name, email")


async def on_duty(unit: Unit, since: datetime) -> list[Row]:
    """Who may be given conversations and was heard of ``since``, each with the ``load`` that they have."""
    return await unit.rows(
        """
        SELECT u.id::text AS id, u.branch, u.skills, u.capacity, u.hours,
               (SELECT count(*) FROM conversations c WHERE c.assigned_agent_id = u.id::text AND c.owner <> 'bot'
                   AND c.status = 'open') AS load
          FROM users u WHERE u.available AND u.disabled_at IS NULL AND u.seen_at > %s ORDER BY u.id
        """,
        (since,),
    )


async def disable(unit: Unit, id: UUID, now: datetime) -> None:
    """Ends their sessions too. Their name stays where they have worked."""
    await unit.run("UPDATE users SET disabled_at = %s, available = false WHERE id = %s", (now, id))
    await sessions.end_all(unit, id, now)


async def enable(unit: Unit, id: UUID) -> None:
    """They may sign in again, with the password that they had."""
    await unit.run("UPDATE users SET disabled_at = NULL, failures = 0, locked_until = NULL WHERE id = %s", (id,))


async def set_place(unit: Unit, id: UUID, role: Role, branch: str | None, now: datetime) -> None:
    """Another role, another branch. Ends their sessions: what they may do is asked anew."""
    await unit.run("UPDATE users SET role = %s, branch = %s WHERE id = %s", (role, branch, id))
    await sessions.end_all(unit, id, now)


async def set_work(
    unit: Unit, id: UUID, hours: Sequence[Mapping[str, Any]], skills: Sequence[str], capacity: int
) -> None:
    """When they work, what they know, and how many conversations they may have at once."""
    query = "UPDATE users SET hours = %s, skills = %s, capacity = %s WHERE id = %s"
    await unit.run(query, (Jsonb(list(hours)), list(skills), capacity, id))


async def bind_subject(unit: Unit, id: UUID, subject: str) -> None:
    """Who they are at the sign-in provider: from now on only that one is them."""
    await unit.run("UPDATE users SET oidc_subject = %s WHERE id = %s", (subject, id))


async def set_available(unit: Unit, id: UUID, available: bool, now: datetime) -> None:
    await unit.run("UPDATE users SET available = %s, seen_at = %s WHERE id = %s", (available, now, id))


async def seen(unit: Unit, id: UUID, now: datetime) -> None:
    """Their console was heard of."""
    await unit.run("UPDATE users SET seen_at = %s WHERE id = %s", (now, id))


async def set_password(unit: Unit, id: UUID, password_hash: str, now: datetime) -> None:
    """Ends their sessions: whoever else had the old one is out."""
    await unit.run(
        "UPDATE users SET password_hash = %s, failures = 0, locked_until = NULL WHERE id = %s", (password_hash, id)
    )
    await sessions.end_all(unit, id, now)


async def set_factor(unit: Unit, id: UUID, sealed: str) -> None:
    """A secret that counts once a first code of it was right."""
    await unit.run("UPDATE users SET totp_sealed = %s, totp_since = NULL, totp_step = 0 WHERE id = %s", (sealed, id))


async def begin_factor(unit: Unit, id: UUID, now: datetime) -> None:
    await unit.run("UPDATE users SET totp_since = %s WHERE id = %s", (now, id))


async def use_step(unit: Unit, id: UUID, step: int) -> None:
    await unit.run("UPDATE users SET totp_step = %s WHERE id = %s", (step, id))


async def set_recovery(unit: Unit, id: UUID, digests: Sequence[str]) -> None:
    """Replaces those that there were."""
    await unit.run("UPDATE users SET recovery = %s WHERE id = %s", (list(digests), id))


async def use_recovery(unit: Unit, id: UUID, digest: str) -> bool:
    """Whether it was one of theirs; it is none any more."""
    changed = await unit.run(
        "UPDATE users SET recovery = array_remove(recovery, %s) WHERE id = %s AND %s = ANY (recovery)",
        (digest, id, digest),
    )
    return bool(changed)


async def forget_factor(unit: Unit, id: UUID, now: datetime) -> None:
    """They begin anew with an authenticator; whoever had their sessions is out."""
    await unit.run(
        "UPDATE users SET totp_sealed = NULL, totp_since = NULL, totp_step = 0, recovery = '{}' WHERE id = %s", (id,)
    )
    await sessions.end_all(unit, id, now)


async def count_failure(unit: Unit, id: UUID, failures: int, locked_until: datetime | None) -> None:
    await unit.run("UPDATE users SET failures = %s, locked_until = %s WHERE id = %s", (failures, locked_until, id))


def account_of(row: Row) -> Account:
    return Account(
        row["id"], row["tenant_id"], row["email"], row["name"], row["role"], row["branch"], row["has_factor"]
    )
