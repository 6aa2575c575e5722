"""What every mail service does, whoever carries it."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

import pytest

from kit.clock import StillClock
from tests.contracts.post_office import PostOffice
from tests.contracts.tenants import NOW
from tools.email.memory import MemoryMail
from tools.email.port import Email, Mail, MailRefusedError
from tools.email.smtp.mail import SmtpMail, SmtpSettings

HELLO = Email("ana@customer.example", "Su cotización", "Hola, Ana.")


@dataclass(frozen=True)
class Carrier:
    """A mail service, what it delivered (address and subject), and how a mailbox stops existing."""

    mail: Mail
    delivered: Callable[[], list[tuple[str, str]]]
    close: Callable[[str], None]


@pytest.fixture
async def by_smtp() -> AsyncIterator[Carrier]:
    office = PostOffice()
    port = await office.open()
    settings = SmtpSettings("127.0.0.1", port, "Shop <hello@shop.example>", security="none", timeout_s=5)

    def close(address: str) -> None:
        office.answers[address] = "550 no such mailbox"

    yield Carrier(
        SmtpMail(settings, StillClock(NOW)),
        lambda: [(str(letter["To"]), str(letter["Subject"])) for letter in office.letters],
        close,
    )
    await office.close()


def _in_memory() -> Carrier:
    mail = MemoryMail()
    return Carrier(mail, lambda: [(email.to, email.subject) for email in mail.sent], mail.refuse)


@pytest.fixture(params=["memory", "smtp"])
def carrier(request: pytest.FixtureRequest) -> Carrier:
    if request.param == "memory":
        return _in_memory()
    made: Carrier = request.getfixturevalue("by_smtp")
    return made


async def test_a_mail_reaches_its_address(carrier: Carrier) -> None:
    receipt = await carrier.mail.send(HELLO, "a")
    assert receipt.id
    assert carrier.delivered() == [("ana@customer.example", "Su cotización")]


async def test_the_same_key_twice_is_one_mail_and_one_receipt(carrier: Carrier) -> None:
    first = await carrier.mail.send(HELLO, "a")
    assert await carrier.mail.send(HELLO, "a") == first
    assert len(carrier.delivered()) == 1


async def test_another_key_is_another_mail(carrier: Carrier) -> None:
    assert await carrier.mail.send(HELLO, "a") != await carrier.mail.send(HELLO, "b")
    assert len(carrier.delivered()) == 2


async def test_a_mailbox_that_does_not_exist_is_told_apart_from_a_failure_that_may_pass(
    carrier: Carrier,
) -> None:
    carrier.close("ana@customer.example")
    with pytest.raises(MailRefusedError, match=r"ana@customer\.example"):
        await carrier.mail.send(HELLO, "a")
    assert carrier.delivered() == []


async def test_after_a_refusal_other_mail_still_leaves(carrier: Carrier) -> None:
    carrier.close("nobody@customer.example")
    with pytest.raises(MailRefusedError):
        await carrier.mail.send(Email("nobody@customer.example", "x", "y"), "a")
    await carrier.mail.send(HELLO, "b")
    assert [to for to, _ in carrier.delivered()] == ["ana@customer.example"]
