"""What a calendar sends when somebody accepts or declines an invitation is no word of theirs."""

from datetime import UTC, datetime
from email.message import EmailMessage

import pytest

from commerce.threads.incoming import Message, Unknown
from tools.channels.email.read import read

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
OURS = "ventas@parley.example"
EVENT = "BEGIN:VCALENDAR\nMETHOD:{method}\nBEGIN:VEVENT\nUID:cita-1@parley.example\nEND:VEVENT\nEND:VCALENDAR\n"


def answered(method: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "ana@customer.example", OURS, "Aceptado: Visita"
    mail.set_content("Ana ha aceptado la invitación.")
    mail.add_alternative(EVENT.format(method=method), subtype="calendar", params={"method": method})
    return mail


@pytest.mark.parametrize("method", ["REPLY", "reply"])
def test_a_calendars_answer_to_an_invitation_is_kept_and_not_answered(method: str) -> None:
    [item] = read(answered(method).as_bytes(), NOON, [OURS])
    assert isinstance(item, Unknown)
    assert "calendar" in item.why


def test_an_invitation_that_a_customer_sends_is_read_as_their_mail() -> None:
    [item] = read(answered("REQUEST").as_bytes(), NOON, [OURS])
    assert isinstance(item, Message)
