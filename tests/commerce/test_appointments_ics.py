"""The invitation, read back by a calendar."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

import pytest
from icalendar import Calendar

from commerce.appointments.ics import ics, place, summary
from tests.commerce.packs import small_pack
from tests.commerce.rooms import NOW

PACK = small_pack()


def appointment(**changes: Any) -> dict[str, Any]:
    return {
        "id": UUID(int=1),
        "reference": "TU-ABCDEFGH",
        "kind": "demo",
        "person_id": "ana",
        "starts_at": datetime.fromisoformat("2026-11-25T15:00:00-05:00"),
        "ends_at": datetime.fromisoformat("2026-11-25T15:30:00-05:00"),
        "sequence": 0,
        "updated_at": NOW,
        "details": {"email": "marcela@example.com", "customer_name": "Marcela Ríos"},
        **changes,
    }


def event(text: str) -> Any:
    return Calendar.from_ical(text).walk("VEVENT")[0]


def test_an_invitation_is_in_utc_with_both_people() -> None:
    read = event(ics(appointment(), PACK))
    assert read.decoded("dtstart") == datetime(2026, 11, 25, 20, 0, tzinfo=UTC)
    assert read.decoded("dtend") == datetime(2026, 11, 25, 20, 30, tzinfo=UTC)
    assert str(read["uid"]) == f"{UUID(int=1)}@talleres.example"
    assert str(read["organizer"]) == "MAILTO:ana@talleres.example"
    assert str(read["attendee"]) == "MAILTO:marcela@example.com"
    assert read["attendee"].params["CN"] == "Marcela Ríos"


def test_a_request_and_a_cancellation_are_told_apart() -> None:
    asked, withdrawn = ics(appointment(), PACK), ics(appointment(sequence=2), PACK, method="CANCEL")
    assert "METHOD:REQUEST" in asked
    assert event(asked)["status"] == "CONFIRMED"
    assert "METHOD:CANCEL" in withdrawn
    assert (event(withdrawn)["status"], event(withdrawn)["sequence"]) == ("CANCELLED", 2)


def test_the_summary_is_in_the_customer_s_language() -> None:
    assert summary(appointment(), PACK, "es") == "Demostración · Talleres Unidos"
    assert summary(appointment(), PACK, "en") == "Demo · Talleres Unidos"


@pytest.mark.parametrize(
    ("changes", "where"),
    [
        ({"kind": "demo"}, ""),
        ({"kind": "visit", "details": {"address": "Calle 1 # 2-3"}}, "Calle 1 # 2-3"),
        ({"kind": "install", "person_id": "sara"}, "Carrera 7 # 150-20"),
        ({"kind": "install", "person_id": "ana"}, "Calle 80 # 12-34"),
    ],
)
def test_the_place_depends_on_the_kind(changes: dict[str, Any], where: str) -> None:
    assert place(appointment(**changes), PACK) == where


def test_an_invitation_without_a_customer_s_address_still_reads() -> None:
    read = event(ics(appointment(details={}, person_id="someone-who-left"), PACK))
    assert "attendee" not in read
    assert "organizer" not in read
