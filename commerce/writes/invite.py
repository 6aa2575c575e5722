"""What the calendar and the customer's mailbox are told of an appointment."""

from typing import Any

from commerce.appointments.ics import Method, ics, place, summary
from commerce.appointments.model import person_of
from commerce.conversations.repository import get
from commerce.profiles.repository import of_contact
from commerce.writes.scope import Scope
from store.unit import Row, Unit


def tell_calendar(scope: Scope, effect: str, row: Row) -> None:
    """Payload: the appointment as plain data, with the person's calendar address."""
    scope.effect(effect, f"{row['reference']}.{row['sequence']}", described(scope, row, scope.pack.file.languages[0]))


async def tell_customer(unit: Unit, scope: Scope, row: Row, method: Method) -> None:
    """Sends the invitation, its change or its withdrawal, when an e-mail address is known.

    Payload: ``{"template", "to", "name", "language", "subject", "values", "attachments"}``; the one
    attachment is the invitation as text, ``{"filename", "content_type", "text"}``.
    """
    profile = await of_contact(unit, scope.contact)
    email = row["details"].get("email") or profile.get("email", {}).get("value")
    if not email:
        return
    name = row["details"].get("customer_name") or profile.get("customer_name", {}).get("value") or ""
    invited = {**row, "details": {**row["details"], "email": email, "customer_name": name or email}}
    language = await _language(unit, scope)
    payload: dict[str, Any] = {
        "template": "appointment.cancelled" if method == "CANCEL" else "appointment.invitation",
        "to": email,
        "name": name,
        "language": language,
        "subject": summary(row, scope.pack, language),
        "values": described(scope, row, language),
        "attachments": [
            {
                "filename": "invite.ics",
                "content_type": f"text/calendar; charset=utf-8; method={method}",
                "text": ics(invited, scope.pack, language, method),
            }
        ],
    }
    scope.effect("email.send", f"{row['reference']}.{row['sequence']}", payload)


def described(scope: Scope, row: Row, language: str) -> dict[str, Any]:
    """The appointment as plain data; instants are ISO 8601 with offset."""
    person = person_of(scope.pack, row["person_id"])
    return {
        "appointment": str(row["id"]),
        "reference": row["reference"],
        "sequence": row["sequence"],
        "kind": row["kind"],
        "summary": summary(row, scope.pack, language),
        "person": row["person_id"],
        "person_name": person.name if person else row["person_id"],
        "person_email": person.email if person else None,
        "starts_at": row["starts_at"].isoformat(),
        "ends_at": row["ends_at"].isoformat(),
        "timezone": row["timezone"],
        "place": place(row, scope.pack),
        "details": row["details"],
    }


async def _language(unit: Unit, scope: Scope) -> str:
    """The language of the visitor's browser where the pack has it, else the pack's first."""
    locale = (await get(unit, scope.conversation))["locale"] or ""
    language = locale.replace("_", "-").split("-")[0].lower()
    known: list[str] = [*scope.pack.file.languages]
    return language if language in known else known[0]
