"""Mail over SMTP: what goes over the wire, and what each refusal means."""

from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from kit.clock import StillClock
from kit.ids import derived
from tests.contracts.post_office import PostOffice
from tests.contracts.tenants import NOW
from tools.email.port import Attachment, Email, MailRefusedError, MailUnavailableError
from tools.email.smtp.mail import SmtpMail, SmtpSettings

INVITE = b"BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Revisi\xc3\xb3n\r\nEND:VCALENDAR\r\n"
HELLO = Email("ana@customer.example", "Hola", "Hola, Ana.\n.\nAdiós.", html="<p>Hola, Ana.</p>")


@pytest.fixture
async def office() -> AsyncIterator[PostOffice]:
    office = PostOffice()
    yield office
    await office.close()


async def _mail(office: PostOffice, **settings: str) -> SmtpMail:
    port = await office.open()
    sender = "Tuerca y Media <hola@shop.example>"
    return SmtpMail(SmtpSettings("127.0.0.1", port, sender, security="none", **settings), StillClock(NOW))  # type: ignore[arg-type]


async def test_a_customer_reads_the_text_as_it_was_written(office: PostOffice) -> None:
    receipt = await (await _mail(office)).send(HELLO, "a")
    (letter,) = office.letters
    assert letter["From"] == "Tuerca y Media <hola@shop.example>"
    assert letter["Date"] == "Mon, 23 Nov 2026 14:00:00 +0000"
    assert receipt.id == letter["Message-ID"] == f"<{derived('a')}@shop.example>"
    text, html = letter.get_body(("plain",)), letter.get_body(("html",))
    assert text is not None
    assert html is not None
    assert text.get_content().splitlines() == ["Hola, Ana.", ".", "Adiós."]
    assert html.get_content().strip() == "<p>Hola, Ana.</p>"


async def test_an_attachment_arrives_byte_for_byte(office: PostOffice) -> None:
    pdf = Attachment("cotización.pdf", "application/pdf", bytes(range(256)))
    await (await _mail(office)).send(Email("ana@customer.example", "x", "y", attachments=(pdf,)), "a")
    (part,) = office.letters[0].iter_attachments()
    assert part.get_filename() == "cotización.pdf"
    assert part.get_content_type() == "application/pdf"
    assert part.get_content() == bytes(range(256))


async def test_an_invitation_is_one_that_a_calendar_can_answer(office: PostOffice) -> None:
    invite = Attachment("invite.ics", "text/calendar; charset=utf-8; method=REQUEST", INVITE)
    await (await _mail(office)).send(Email("ana@customer.example", "x", "y", attachments=(invite,)), "a")
    parts = [part for part in office.letters[0].walk() if part.get_content_type() == "text/calendar"]
    assert [part.get_param("method") for part in parts] == ["REQUEST", "REQUEST"]
    assert [part.get_filename() for part in parts] == [None, "invite.ics"]
    assert [part.get_payload(decode=True) for part in parts] == [INVITE, INVITE]


async def test_a_server_that_asks_is_told_who_is_sending(office: PostOffice) -> None:
    await (await _mail(office, username="shop", password="sesame")).send(HELLO, "a")
    assert office.logins == ["AHNob3AAc2VzYW1l"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        ("550 no such mailbox", MailRefusedError),
        ("450 mailbox busy", MailUnavailableError),
        ("421 closing", MailUnavailableError),
    ],
)
async def test_an_answer_of_the_server_decides_whether_to_try_again(
    office: PostOffice, answer: str, error: type[Exception]
) -> None:
    mail = await _mail(office)
    office.answers["ana@customer.example"] = answer
    code, words = answer.split(" ", 1)
    with pytest.raises(error, match=f"answered {code} to mail for ana@customer.example: {words}"):
        await mail.send(HELLO, "a")


async def test_a_mail_that_failed_leaves_when_it_is_tried_again(office: PostOffice) -> None:
    mail = await _mail(office)
    office.answers["ana@customer.example"] = "450 mailbox busy"
    with pytest.raises(MailUnavailableError):
        await mail.send(HELLO, "a")
    office.answers.clear()
    await mail.send(HELLO, "a")
    assert len(office.letters) == 1


async def test_a_server_that_hangs_up_may_be_tried_again(office: PostOffice) -> None:
    mail = await _mail(office)
    office.broken = True
    with pytest.raises(MailUnavailableError, match=r"127\.0\.0\.1:\d+ did not take the message"):
        await mail.send(HELLO, "a")


async def test_a_server_that_is_not_there_may_be_tried_again() -> None:
    settings = SmtpSettings("127.0.0.1", 9, "hola@shop.example", security="none", timeout_s=5)
    with pytest.raises(MailUnavailableError):
        await SmtpMail(settings, StillClock(NOW)).send(HELLO, "a")


async def test_a_server_without_encryption_is_not_told_anything_where_encryption_is_asked_for(
    office: PostOffice,
) -> None:
    settings = SmtpSettings("127.0.0.1", await office.open(), "hola@shop.example", timeout_s=5)
    with pytest.raises(MailRefusedError, match="STARTTLS"):
        await SmtpMail(settings, StillClock(NOW)).send(HELLO, "a")
    assert office.letters == []


@pytest.mark.parametrize("field", ["to", "subject"])
async def test_a_line_break_cannot_smuggle_a_header_in(office: PostOffice, field: str) -> None:
    mail = await _mail(office)
    forged = replace(HELLO, **{field: "x\r\nBcc: all@customer.example"})  # type: ignore[arg-type]
    with pytest.raises(MailRefusedError, match="line break"):
        await mail.send(forged, "a")
    assert office.letters == []
