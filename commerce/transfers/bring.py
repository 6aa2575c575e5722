"""A message comes with a code: the conversation goes on where it came from, or the customer is told why not."""

import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from commerce.packs.channels import WhatsAppNumber
from commerce.packs.model import Pack
from commerce.threads.incoming import Message
from commerce.threads.variants import variants
from commerce.transfers import repository as transfers
from commerce.transfers.code import codes_in, digest_of, shown
from commerce.transfers.join import join, known_elsewhere
from commerce.transfers.model import Brought, Outcome
from commerce.transfers.words import is_prefilled, opening, speaks_of_one
from store.unit import Row, Unit


async def bring(
    unit: Unit, message: Message, contact: UUID, number: WhatsAppNumber, pack: Pack, now: datetime
) -> Brought | None:  # fmt: skip
    """None for a message without a code. The code itself is not among the words that are kept."""
    codes = codes_in(str(message.data.get("choice") or "")) or codes_in(message.text)
    row = await transfers.by_digests(unit, [digest_of(code) for code in codes]) if codes else None
    if row is None:
        if not speaks_of_one(message.text, pack):
            return None
        return Brought("unknown", None, contact, _told(message, codes, pack, {"outcome": "unknown"}))
    outcome = await _outcome(unit, row, message, contact, number, pack)
    told: dict[str, Any] = {"outcome": outcome}
    if outcome == "wrong_line":
        told |= _right_line(row, codes, pack)
    if outcome == "joined":
        contact = await join(unit, row, message, contact, number, pack, now)
    goes_on = outcome in {"joined", "again"}
    return Brought(
        outcome, row["conversation_id"] if goes_on else None, contact, _told(message, codes, pack, told)
    )  # fmt: skip


async def _outcome(
    unit: Unit, row: Row, message: Message, contact: UUID, number: WhatsAppNumber, pack: Pack
) -> Outcome:  # fmt: skip
    is_theirs = row["contact_id"] == contact
    if row["state"] == "used":
        return "again" if is_theirs and row["held_on"] == message.line else "used"
    if row["state"] == "back":
        return "joined" if is_theirs and row["status"] == "open" else "used"
    if row["status"] != "open" or message.at > row["expires_at"]:
        return "expired"
    if row["line"] != message.line and not _may_come(row, number, pack):
        return "wrong_line"
    if row["way"] == "invitation" and row["phone"] not in variants(message.person.phone or ""):
        return "used"
    return "used" if await known_elsewhere(unit, row["contact_id"], contact) else "joined"


def _may_come(row: Row, number: WhatsAppNumber, pack: Pack) -> bool:
    """Whether the pack lets a conversation go on at another of its numbers than the one it was sent to."""
    return pack.file.channels.whatsapp.transfer.other_number == "accept" and number.phone_number_id != row["line"]


def _right_line(row: Row, codes: dict[str, str], pack: Pack) -> dict[str, Any]:
    """Where the customer has to write instead: the branch's name, and the link to its number with the same code."""
    file = pack.file
    right = next((each for each in file.channels.whatsapp.numbers if each.phone_number_id == row["line"]), None)
    if right is None:
        return {}
    branch = next((each.name for each in file.branches if each.id == right.branch), file.company.name)
    code = next(code for code in codes if digest_of(code) == row["digest"])
    return {"branch": branch, "url": opening(right, shown(code), pack, file.languages[0])}


def _told(message: Message, codes: dict[str, str], pack: Pack, told: dict[str, Any]) -> Message:
    """The message without its code. Where nothing but our own words stood around it, nobody has to answer them."""
    text = message.text
    for written in codes.values():
        text = text.replace(written, "")
    text = re.sub(r"(?i)\bref\.?:?\s*(?=$|[.,;\n])", "", text).strip(" \t\n-–—.:") if codes else text
    prefilled = is_prefilled(text, pack) or bool(message.data.get("choice") and codes)
    data = {name: value for name, value in message.data.items() if name != "choice" or not codes}
    return replace(message, text=text, data={**data, "transfer": told, **({"prefilled": True} if prefilled else {})})
