"""A contact as staff may see it: how channels know them, what is known of them, what they agreed to."""

from typing import Any
from uuid import UUID

from commerce.consents import repository as consents
from commerce.contacts import repository as contacts
from commerce.profiles import repository as profiles
from store.unit import Unit


async def show(unit: Unit, contact: UUID) -> dict[str, Any]:
    """``{"id", "name", "merged_into", "channels", "profile", "consents", "conversations", "merges"}``.

    Raises UnknownContactError.
    """
    row = await contacts.get(unit, contact)
    return {
        "id": contact,
        "name": row["client_name"],
        "created_at": row["created_at"],
        "merged_into": await contacts.merged_into(unit, contact),
        "channels": await contacts.ids_of(unit, contact),
        "profile": await profiles.of_contact(unit, contact),
        "consents": await consents.every(unit, contact),
        "conversations": await contacts.conversations_of(unit, contact),
        "merges": await contacts.merges_of(unit, contact),
    }
