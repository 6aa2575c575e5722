"""Which contact has a price list of their own."""

from uuid import UUID

from commerce.packs.model import Pack
from commerce.pricing.unit import named_list
from kit.errors import NotFoundError
from store.unit import Unit


async def list_of(unit: Unit, contact: UUID) -> str | None:
    row = await unit.row("SELECT price_list FROM contacts WHERE id = %s", (contact,))
    return row["price_list"] if row else None


async def give_list(unit: Unit, contact: UUID, price_list: str | None, pack: Pack) -> None:
    """None takes it back. Raises InvalidInputError for a list that the pack does not have, NotFoundError."""
    if price_list is not None:
        named_list(pack, price_list)
    if not await unit.run("UPDATE contacts SET price_list = %s WHERE id = %s", (price_list, contact)):
        raise NotFoundError(f"Contact {contact} was not found.")
