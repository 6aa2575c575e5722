"""A merge turns out to have been wrong: each has again what was theirs; what came since stays where it came."""

from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.audit.repository import record
from commerce.consents import repository as consents
from commerce.contacts import repository as contacts
from commerce.contacts.errors import NotUndoneError
from commerce.profiles import repository as profiles
from kit.errors import NotFoundError
from store.unit import Row, Unit


async def unmerge(unit: Unit, merge: UUID, actor: str, now: datetime) -> tuple[UUID, UUID]:
    """``(kept, gone)``, two again. Raises NotFoundError, NotUndoneError where a later merge rests on this one.

    Two open carts that were made one stay one, with ``kept``.
    """
    row = await contacts.merge_row(unit, merge)
    if row is None:
        raise NotFoundError(f"Merge {merge} was not found: 'parley contact show' lists a contact's.")
    if row["undone_at"]:
        raise NotUndoneError(f"Merge {merge} was undone on {row['undone_at']:%Y-%m-%d}.")
    kept, gone = row["kept"], row["gone"]
    if into := await contacts.merged_into(unit, kept):
        raise NotUndoneError(f"Contact {kept} has become part of {into} since: undo that merge first.")
    for contact in sorted((kept, gone), key=str):
        await contacts.locked(unit, contact)
    await contacts.give_back(unit, kept, gone, row["moved"])
    await _part_profiles(unit, row, now)
    await consents.part(unit, kept, gone, row["before"]["consents"], row["merged_at"])
    await contacts.take_signals(unit, gone, kept)
    await contacts.take_list(unit, gone, kept)
    await contacts.close_merge(unit, merge, actor, now)
    detail = {"merge": str(merge), "kept": str(kept), "gone": str(gone)}
    await record(unit, actor, "contact.unmerge", conversation=None, detail=detail, now=now)
    return kept, gone


async def _part_profiles(unit: Unit, row: Row, now: datetime) -> None:
    mine, theirs = row["before"]["kept"], row["before"]["gone"]
    held = await profiles.of_contact(unit, row["kept"])
    await profiles.lay(unit, row["kept"], parted(held, mine, theirs), now)
    await profiles.lay(unit, row["gone"], theirs, now)


def parted(
    held: dict[str, dict[str, Any]], mine: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """``held`` without what came from the other: such a field is again what it was, or is not known any more."""
    own = {name: field for name, field in held.items() if field != theirs.get(name) or field == mine.get(name)}
    return {**{name: field for name, field in mine.items() if name in held}, **own}
