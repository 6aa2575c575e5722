"""The rows of ``people``. ``resource`` is the number by which the database refuses double bookings."""

from commerce.packs.model import Pack
from kit.errors import NotFoundError
from store.unit import Unit


class UnknownPersonError(NotFoundError):
    title = "There is no such person"


async def sync(unit: Unit, pack: Pack) -> None:
    """Brings the pack's people in. Who has left the pack keeps their row: past appointments point to it."""
    for person in pack.file.people:
        await unit.run(
            "INSERT INTO people (tenant_id, id, name, email, branch) VALUES (%s, %s, %s, %s, %s) "
            "ON CONFLICT (tenant_id, id) DO UPDATE SET name = excluded.name, email = excluded.email, "
            "branch = excluded.branch",
            (unit.tenant, person.id, person.name, person.email, person.branch),
        )


async def lock(unit: Unit, person: str) -> int:
    """The person's resource number. Others who want to book this person wait until the transaction ends."""
    row = await unit.row("SELECT resource FROM people WHERE id = %s FOR NO KEY UPDATE", (person,))
    if row is None:
        raise UnknownPersonError(f"Person {person!r} is not known to this tenant.")
    return int(row["resource"])
