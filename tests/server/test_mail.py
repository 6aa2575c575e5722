"""Mail leaves through the server of the settings: a booking's confirmation and a summary, each once."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword
from pydantic import SecretStr

from kit.clock import SystemClock
from kit.settings import Settings
from server.deliveries import Deliveries
from server.mail import mail_for
from tests.agents.talk import pack_of, talk_at
from tools.email.memory import MemoryMail
from tools.email.port import Email, MailUnavailableError


class Mailbox:
    """What an SMTP server took."""

    def __init__(self) -> None:
        self.letters: list[EmailMessage] = []
        self.logins: list[str] = []

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's
        letter = message_from_bytes(envelope.content or b"", policy=default)  # type: ignore[arg-type]
        assert isinstance(letter, EmailMessage)
        self.letters.append(letter)
        return "250 taken"

    def login(self, _server: Any, _session: Any, _envelope: Any, _mechanism: str, data: Any) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        return AuthResult(success=data.password == b"open sesame")


@asynccontextmanager
async def mailbox() -> AsyncIterator[tuple[Mailbox, int]]:
    """An SMTP server on a free port of this machine."""
    box = Mailbox()

    def session() -> SMTP:
        return SMTP(box, hostname="post.test", authenticator=box.login, auth_require_tls=False)

    server = await asyncio.get_running_loop().create_server(session, "127.0.0.1", 0)
    try:
        yield box, int(server.sockets[0].getsockname()[1])
    finally:
        server.close()


def _settings(port: int, **more: Any) -> Settings:
    return Settings(smtp_host="127.0.0.1", smtp_port=port, smtp_tls="none", **more)


def test_without_a_host_mail_stays_in_the_process() -> None:
    company = pack_of("colombiatic").file.company
    assert isinstance(mail_for(company, Settings(smtp_host=None), SystemClock()), MemoryMail)


async def test_a_letter_comes_from_the_business_and_logs_in_where_that_is_set() -> None:
    company = pack_of("colombiatic").file.company
    async with mailbox() as (box, port):
        mail = mail_for(
            company, _settings(port, smtp_user="ana", smtp_password=SecretStr("open sesame")), SystemClock()
        )
        receipt = await mail.send(Email("a@b.co", "Hola", "Qué tal"), "k1")
        await mail.send(Email("a@b.co", "Hola", "Qué tal"), "k1")
    [letter] = box.letters
    assert letter["From"] == "Colombiatic <hola@colombiatic.example>"
    assert letter["Message-ID"] == receipt.id
    assert box.logins == ["ana"]


async def test_a_wrong_password_is_told_and_may_be_tried_again() -> None:
    company = pack_of("colombiatic").file.company
    async with mailbox() as (box, port):
        mail = mail_for(company, _settings(port, smtp_user="ana", smtp_password=SecretStr("1234")), SystemClock())
        with pytest.raises(MailUnavailableError, match=f"127.0.0.1:{port}"):
            await mail.send(Email("a@b.co", "Hola", "Qué tal"), "k1")
    assert box.letters == []


async def test_a_booking_and_its_summary_reach_the_mailbox_and_are_on_record(
    database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with mailbox() as (box, port):
        for name, value in {"HOST": "127.0.0.1", "PORT": str(port), "TLS": "none", "FROM": "Ventas <v@x.co>"}.items():
            monkeypatch.setenv(f"PARLEY_SMTP_{name}", value)
        async with talk_at(database_url, tmp_path, "colombiatic", "web", "mail") as talk:
            await talk.to_the_confirmation()
            await talk.say("sí, confirmo")
            await talk.silence(hours=3)
            rows = await talk.rows("SELECT id FROM outbox WHERE effect = 'email.send'")
            for row in rows * 2:
                await Deliveries(talk.house).deliver(talk.tenant, row["id"])
            kept = await talk.rows("SELECT o.status, o.result FROM summaries s JOIN outbox o ON o.id = s.outbox_id")
    assert sorted(letter["To"] for letter in box.letters) == [
        "ana@ruiz.co", "ana@ruiz.co", "natalia.cifuentes@colombiatic.example"
    ]  # fmt: skip
    assert {letter["From"] for letter in box.letters} == {"Ventas <v@x.co>"}
    invitation = next(letter for letter in box.letters if "invite.ics" in str(letter))
    assert {part.get_param("method") for part in invitation.walk()} >= {"REQUEST"}
    assert {row["status"] for row in kept} == {"done"}
    assert {row["result"]["receipt"] for row in kept} <= {letter["Message-ID"] for letter in box.letters}
