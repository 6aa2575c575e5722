"""The rows of ``users``."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from email_validator import EmailNotValidError, validate_email

from commerce.accounts.model import Account, Role
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


async def get(unit: Unit, id: UUID) -> Row:
    row = await unit.row(f"{_ALL} WHERE id = %s", (id,))
    if row is None:
        raise NotFoundError(f"There is no user {id} of {unit.tenant!r}.")
    return row


async def everyone(unit: Unit) -> Sequence[Row]:
    return await unit.rows(f"{_ALL} ORDER BY name, email")


async def disable(unit: Unit, id: UUID, now: datetime) -> None:
    """Ends their sessions too. Their name stays where they have worked."""
    await unit.run("UPDATE users SET disabled_at = %s, available = false WHERE id = %s", (now, id))
    await unit.run("UPDATE user_sessions SET ended_at = %s WHERE user_id = %s AND ended_at IS NULL", (now, id))


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
    await unit.run("UPDATE user_sessions SET ended_at = %s WHERE user_id = %s AND ended_at IS NULL", (now, id))


async def set_factor(unit: Unit, id: UUID, sealed: str | None, since: datetime | None, step: int = 0) -> None:
    await unit.run(
        "UPDATE users SET totp_sealed = %s, totp_since = %s, totp_step = %s WHERE id = %s", (sealed, since, step, id)
    )


async def use_step(unit: Unit, id: UUID, step: int) -> None:
    await unit.run("UPDATE users SET totp_step = %s WHERE id = %s", (step, id))


async def count_failure(unit: Unit, id: UUID, failures: int, locked_until: datetime | None) -> None:
    await unit.run("UPDATE users SET failures = %s, locked_until = %s WHERE id = %s", (failures, locked_until, id))


def account_of(row: Row) -> Account:
    return Account(
        row["id"], row["tenant_id"], row["email"], row["name"], row["role"], row["branch"], row["has_factor"]
    )
