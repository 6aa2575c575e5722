"""Two contacts turn out to be one person: their carts become one."""

from datetime import datetime
from uuid import UUID

from commerce.carts import repository as carts
from commerce.carts.look import look
from commerce.carts.model import Line
from commerce.packs.model import Pack
from commerce.stock.repository import release
from store.unit import Unit


async def join(unit: Unit, known: UUID, other: UUID, pack: Pack, now: datetime) -> None:
    """Moves the open cart of ``other`` to ``known``; of a thing that both hold, the larger number stays.

    Call it where the identities are linked, once it is proven that they are one person's.
    """
    held = {contact: await carts.open_row(unit, contact) for contact in sorted({known, other}, key=str)}
    mine, theirs = held[known], held[other]
    if theirs is None or known == other:
        return
    await release(unit, theirs["id"])
    if mine is None:
        await carts.hand_over(unit, theirs["id"], known, now)
        return
    cart = look({**mine, "items": _merged(mine["items"], theirs["items"])}, pack, now)
    await carts.close(unit, theirs["id"], "abandoned", now)
    await carts.save(unit, cart.id, cart.items, cart.totals.total.minor, now)
    await release(unit, cart.id)


def _merged(mine: list[Line], theirs: list[Line]) -> list[Line]:
    found = {line["item"]: line for line in mine}
    for line in theirs:
        if line["item"] not in found or found[line["item"]]["quantity"] < line["quantity"]:
            found[line["item"]] = line
    return list(found.values())
