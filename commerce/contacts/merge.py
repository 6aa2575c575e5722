"""Two contacts prove to be one person: by what code, a signed token or somebody of the team has seen, never a claim."""

from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from commerce.audit.repository import record
from commerce.carts import repository as carts
from commerce.carts.join import join as join_carts
from commerce.consents import repository as consents
from commerce.contacts import repository as contacts
from commerce.contacts.errors import NotMergeableError
from commerce.packs.model import Pack
from commerce.profiles import repository as profiles
from kit.ids import derived
from store.unit import Unit

Evidence = Literal["code", "invitation", "sign_in", "person"]
"""A code that they brought along, an invitation that they answered, the business's own sign-in, somebody's decision."""


async def merge(unit: Unit, kept: UUID, gone: UUID, evidence: Evidence, actor: str, pack: Pack, now: datetime) -> UUID:
    """The id of the merge, by which it is undone. ``kept`` is who remains.

    Conversations, leads, appointments, channel ids and carts change hands; of a profile's field the confirmed value
    stays, else that of ``kept``; of each wish the newest counts. Raises UnknownContactError, NotMergeableError.
    """
    if kept == gone:
        raise NotMergeableError(f"Contact {kept} is one already.")
    for contact in sorted((kept, gone), key=str):
        await contacts.locked(unit, contact)
        if into := await contacts.merged_into(unit, contact):
            raise NotMergeableError(f"Contact {contact} is part of {into} already.")
    known = {contact: await profiles.of_contact(unit, contact) for contact in (kept, gone)}
    before: dict[str, Any] = {"kept": known[kept], "gone": known[gone]}
    before["consents"] = await consents.every(unit, kept)
    cart = await _only_cart(unit, kept, gone)
    await join_carts(unit, kept, gone, pack, now)
    moved = await contacts.hand_over(unit, gone, kept)
    moved["cart_sessions"] += cart
    await profiles.lay(unit, kept, joined(known[kept], known[gone]), now)
    await profiles.lay(unit, gone, {}, now)
    await consents.copy(unit, gone, kept)
    await contacts.add_signals(unit, gone, kept)
    await contacts.lend_list(unit, gone, kept)
    id = derived(unit.tenant, "merge", str(kept), str(gone), now.isoformat())
    await contacts.log_merge(
        unit, id, kept=kept, gone=gone, evidence=evidence, actor=actor, moved=moved, before=before, now=now
    )
    detail = {"merge": str(id), "kept": str(kept), "gone": str(gone), "evidence": evidence}
    await record(unit, actor, "contact.merge", conversation=None, detail=detail, now=now)
    return id


async def _only_cart(unit: Unit, kept: UUID, gone: UUID) -> list[str]:
    """The open cart that goes over as it is; none where there is none, or both have one and they become one."""
    mine, theirs = await carts.open_row(unit, kept), await carts.open_row(unit, gone)
    return [str(theirs["id"])] if theirs and not mine else []


def joined(mine: dict[str, dict[str, Any]], theirs: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Every field that either has, each with its own source; a confirmed value goes before one that is not."""
    return {
        name: theirs[name] if name not in mine or _is_surer(theirs.get(name), mine[name]) else mine[name]
        for name in {**mine, **theirs}
    }


def _is_surer(theirs: dict[str, Any] | None, mine: dict[str, Any]) -> bool:
    return bool(theirs and theirs.get("confirmed") and not mine.get("confirmed"))
