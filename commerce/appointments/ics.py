"""The invitation as calendars read it (RFC 5545, RFC 5546). Every reader gets instants in UTC right."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, Literal

from icalendar import Calendar, Event, vCalAddress, vText

from commerce.appointments.model import kind_of, person_of
from commerce.packs.fields import Text
from commerce.packs.model import Pack

Method = Literal["REQUEST", "CANCEL"]


def ics(appointment: Mapping[str, Any], pack: Pack, language: str | None = None, method: Method = "REQUEST") -> str:
    """The invitation for a row of ``appointments``; ``CANCEL`` withdraws it.

    The row's ``sequence`` tells calendars which of two is the newer.
    """
    calendar = Calendar()
    calendar.add("prodid", f"-//{pack.file.company.name}//Parley//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add_component(_event(appointment, pack, language or pack.file.languages[0], method))
    return str(calendar.to_ical().decode())


def summary(appointment: Mapping[str, Any], pack: Pack, language: str) -> str:
    """``Demostración por video · Colombiatic``"""
    name = words(kind_of(pack, appointment["kind"]).name, language)
    return f"{name[:1].upper()}{name[1:]} · {pack.file.company.name}"


def place(appointment: Mapping[str, Any], pack: Pack) -> str:
    """Where it takes place: the customer's address, the branch's, or nowhere for a call."""
    mode = kind_of(pack, appointment["kind"]).mode
    if mode == "visit":
        return str(appointment["details"].get("address", ""))
    if mode != "branch":
        return ""
    person = person_of(pack, appointment["person_id"])
    branch = next((entry for entry in pack.file.branches if person and entry.id == person.branch), None)
    return branch.address if branch else pack.file.company.address


def words(text: Text, language: str) -> str:
    return next((value for name, value in text.items() if name == language), next(iter(text.values())))


def _event(appointment: Mapping[str, Any], pack: Pack, language: str, method: Method) -> Event:
    event = Event()
    event.add("uid", f"{appointment['id']}@{pack.file.company.website.split('//')[-1].split('/')[0]}")
    event.add("sequence", appointment["sequence"])
    event.add("dtstamp", _utc(appointment["updated_at"]))
    event.add("dtstart", _utc(appointment["starts_at"]))
    event.add("dtend", _utc(appointment["ends_at"]))
    event.add("summary", summary(appointment, pack, language))
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("description", appointment["reference"])
    if where := place(appointment, pack):
        event.add("location", where)
    _add_people(event, appointment, pack)
    return event


def _add_people(event: Event, appointment: Mapping[str, Any], pack: Pack) -> None:
    person = person_of(pack, appointment["person_id"])
    if person:
        event["organizer"] = _address(person.email, person.name)
    email = appointment["details"].get("email")
    if email:
        event.add("attendee", _address(email, str(appointment["details"].get("customer_name", email))), encode=False)


def _address(email: str, name: str) -> vCalAddress:
    address = vCalAddress(f"MAILTO:{email}")
    address.params["CN"] = vText(name)
    return address


def _utc(at: datetime) -> datetime:
    return at.astimezone(UTC)
