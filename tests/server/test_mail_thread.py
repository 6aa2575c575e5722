"""A customer writes mails and is answered in the same thread, over real SMTP and IMAP."""

import asyncio
from collections.abc import AsyncIterator
from email.message import EmailMessage
from pathlib import Path

import httpx
import pytest

from commerce.conversations.start import start
from commerce.conversations.transcript import say
from commerce.summaries import repository as summaries
from commerce.summaries.model import Summary
from kit.ids import derived
from server.connecting import keep_keys
from server.deliveries import Deliveries
from server.mailboxes import Mailboxes
from server.wiring import House
from store.outbox import Effect, enqueue
from tests.contracts.mailbox import PASSWORD, Mailbox
from tests.contracts.post_office import PostOffice
from tests.server.carried import Carried, served
from tests.tools.test_mail_read import bounce, mail
from tools.channels.email.imap import MailboxAwayError, MailboxRefusedError

LINE = "hola@tuercaymedia.example"
TO = {"To": LINE}


class Posting(Carried):
    """``office`` is where mail leaves by, ``mailbox`` where it comes to."""

    def __init__(self, house: House, server: httpx.AsyncClient, office: PostOffice, mailbox: Mailbox) -> None:
        super().__init__(house, "autoparts", server)
        self.office = office
        self.mailbox = mailbox
        self.mailboxes = Mailboxes(house)

    async def customer(self, raw: bytes) -> list[str]:
        self.mailbox.put(raw)
        await self.mailboxes.look(self.tenant)
        return await self.work()

    async def posted(self, raw: bytes, secret: str = "hook-1", kind: str = "message/rfc822") -> httpx.Response:
        url = f"/api/chat/email/{self.tenant}"
        return await self.server.post(url, content=raw, headers={"Content-Type": kind}, auth=("parley", secret))


@pytest.fixture
async def rig(database_url: str, tmp_path: Path) -> AsyncIterator[Posting]:
    office, mailbox = PostOffice(), Mailbox()
    keys = {
        "smtp_host": "127.0.0.1", "smtp_port": str(await office.open()), "smtp_user": "u", "smtp_password": PASSWORD,
        "smtp_tls": "none", "imap_host": "127.0.0.1", "imap_port": str(await mailbox.open()), "imap_tls": "none",
        "webhook_secret": "hook-1",
    }  # fmt: skip
    async with served(database_url, tmp_path, "autoparts", None) as (house, client):
        await keep_keys(house, "autoparts", "email", keys)
        made = Posting(house, client, office, mailbox)
        await made.mailboxes.look("autoparts")
        yield made
    await office.close()
    await mailbox.close()


async def test_a_mail_is_answered_in_its_thread(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    [letter] = rig.office.letters
    assert (letter["To"], letter["Subject"]) == ("ana@customer.example", "Re: Balatas")
    assert LINE in str(letter["From"])
    assert letter["In-Reply-To"] == letter["References"] == "<1@customer.example>"
    assert letter["Auto-Submitted"] == "auto-replied"
    assert [part.get_content_type() for part in letter.iter_parts()] == ["text/plain", "text/html"]
    row = await rig.one("SELECT channel, line, client_name FROM conversations")
    assert row == {"channel": "email", "line": LINE, "client_name": "Ana Ruiz"}


async def test_a_reply_comes_back_into_its_conversation_and_a_new_mail_begins_another(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    ours = str(rig.office.letters[0]["Message-ID"])
    await rig.customer(
        mail("El de 2015\n\nEl lun, 23 nov 2026, X escribió:\n> ¿Cuál?", Message_ID="<2@c>", In_Reply_To=ours, **TO)
    )
    assert len(await rig.rows("SELECT id FROM conversations")) == 1
    said = await rig.rows("SELECT content FROM messages WHERE sender_type = 'client' ORDER BY seq")
    assert said[1]["content"] == "El de 2015"
    assert str(rig.office.letters[1]["References"]).split() == [ours, "<2@c>"]
    await rig.customer(mail(Message_ID="<3@c>", Subject="Otra cosa", **TO))
    assert len(await rig.rows("SELECT id FROM conversations")) == 2
    assert len(await rig.rows("SELECT id FROM contacts")) == 1


async def test_who_was_forwarded_the_mail_does_not_enter_the_conversation(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    ours = str(rig.office.letters[0]["Message-ID"])
    await rig.customer(mail("¿y para mí?", From="eve@other.example", Message_ID="<9@o>", In_Reply_To=ours, **TO))
    assert len(await rig.rows("SELECT id FROM conversations")) == 2
    assert len(await rig.rows("SELECT id FROM contacts")) == 2


async def test_a_made_up_message_id_of_ours_leads_nowhere(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    ours = str(rig.office.letters[0]["Message-ID"])
    forged = ours.replace(ours.partition(".")[2][:8], "00000000")
    await rig.customer(mail("hola", Message_ID="<2@c>", In_Reply_To=forged, **TO))
    assert len(await rig.rows("SELECT id FROM conversations")) == 2


async def confirmed(rig: Posting, to: str = "ana@customer.example") -> str:
    """Sends a confirmation out of a conversation on the page, and gives its Message-ID."""
    house, conversation = rig.house, rig.house.ids.new()
    payload = {"to": to, "subject": "Cita", "text": "Queda apartada.", "attachments": []}
    async with house.store.unit(rig.tenant) as unit:
        await start(unit, id=conversation, channel="web", external_id="visitor", now=house.clock.now())
        effect = Effect("email.send", f"confirm:{conversation}", payload)
        await enqueue(unit, conversation, None, [effect], house.clock.now())
    await Deliveries(house).deliver(rig.tenant, derived(rig.tenant, effect.key))
    return str(rig.office.letters[-1]["Message-ID"])


async def test_who_answers_a_confirmation_is_the_customer_whom_it_was_sent_to(rig: Posting) -> None:
    ours = await confirmed(rig)
    await rig.customer(mail("¿puedo llegar tarde?", Message_ID="<1@c>", In_Reply_To=ours, **TO))
    await rig.customer(mail("¿y con mi hermana?", Message_ID="<2@c>", In_Reply_To=ours, **TO))
    assert len(await rig.rows("SELECT id FROM contacts")) == 1
    assert await rig.rows("SELECT channel FROM conversations ORDER BY channel") == [
        {"channel": "email"}, {"channel": "web"},
    ]  # fmt: skip
    assert str(rig.office.letters[1]["References"]).split() == [ours, "<1@c>"]
    assert str(rig.office.letters[2]["References"]).split() == [ours, "<2@c>"]


async def test_who_was_forwarded_a_confirmation_stays_a_stranger(rig: Posting) -> None:
    ours = await confirmed(rig)
    await rig.customer(mail("hola", From="eve@other.example", Message_ID="<1@o>", In_Reply_To=ours, **TO))
    forged = ours.replace(ours.partition(".")[2][:8], "00000000")
    await rig.customer(mail("hola", Message_ID="<2@c>", In_Reply_To=forged, **TO))
    assert len(await rig.rows("SELECT id FROM contacts")) == 3


async def test_an_address_that_somebody_has_already_stays_theirs(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    ours = await confirmed(rig)
    await rig.customer(mail("yo no pedí nada", Message_ID="<2@c>", In_Reply_To=ours, **TO))
    rows = await rig.rows("SELECT count(*) AS n FROM conversations WHERE channel = 'email' GROUP BY contact_id")
    assert rows == [{"n": 2}]
    assert len(await rig.rows("SELECT id FROM contacts")) == 2


async def test_an_answer_to_a_summary_for_sales_is_not_the_customers(rig: Posting) -> None:
    ours = await confirmed(rig, "lupita@tuercaymedia.example")
    async with rig.house.store.unit(rig.tenant) as unit:
        [row] = await unit.rows("SELECT id, conversation_id FROM outbox")
        told = Summary(rig.house.ids.new(), "sales", "professional", "demand", "es", "Cita", "x", "y", row["id"])
        await summaries.save(unit, row["conversation_id"], 0, told, rig.house.clock.now())
    await rig.customer(mail("va", From="lupita@tuercaymedia.example", Message_ID="<1@l>", In_Reply_To=ours, **TO))
    assert len(await rig.rows("SELECT id FROM contacts")) == 2


async def test_old_mail_of_a_mailbox_is_left_alone(rig: Posting) -> None:
    rig.mailbox.put(mail(Message_ID="<old@c>", **TO))
    async with rig.house.store.unit(rig.tenant) as unit:
        await unit.run("DELETE FROM mailboxes")
    assert await rig.mailboxes.look(rig.tenant) == 0
    assert await rig.mailboxes.look(rig.tenant) == 0
    assert await rig.customer(mail(Message_ID="<new@c>", **TO)) == []
    assert len(rig.office.letters) == 1
    assert not any("STORE" in command or "BODY[]" in command for command in rig.mailbox.asked)


async def test_a_mailbox_that_numbers_anew_is_read_again_and_nothing_is_answered_twice(rig: Posting) -> None:
    await rig.customer(mail(Message_ID="<1@c>", **TO))
    rig.mailbox.renumber()
    await rig.customer(mail(Message_ID="<2@c>", Subject="Otra", **TO))
    assert len(await rig.rows("SELECT id FROM messages WHERE sender_type = 'client'")) == 2
    assert len(rig.office.letters) == 2


async def test_two_processes_that_look_at_once_keep_each_mail_once(rig: Posting) -> None:
    rig.mailbox.put(mail(**TO))
    await asyncio.gather(*[Mailboxes(rig.house).look(rig.tenant) for _ in range(3)])
    assert len(await rig.rows("SELECT id FROM webhooks")) == 1


async def test_the_same_mail_by_webhook_and_mailbox_is_one(rig: Posting) -> None:
    raw = mail(**TO)
    answers = await asyncio.gather(*[rig.posted(raw) for _ in range(3)])
    assert [answer.status_code for answer in answers] == [200, 200, 200]
    await rig.customer(raw)
    assert len(await rig.rows("SELECT id FROM messages WHERE sender_type = 'client'")) == 1
    assert len(rig.office.letters) == 1


async def test_a_form_with_the_whole_mail_is_taken_too(rig: Posting) -> None:
    url = f"/api/chat/email/{rig.tenant}"
    for number, field in enumerate(("email", "body-mime")):
        raw = mail(Message_ID=f"<{number}@c>", **TO).decode()
        way = {"data": {field: raw}} if number else {"files": {field: (None, raw)}}
        assert (await rig.server.post(url, **way, auth=("x", "hook-1"))).status_code == 200
    await rig.work()
    assert len(rig.office.letters) == 2
    assert (await rig.server.post(url, data={"subject": "x"}, auth=("x", "hook-1"))).status_code == 422


async def test_who_does_not_know_the_secret_is_refused(rig: Posting) -> None:
    assert (await rig.posted(mail(**TO), secret="guess")).status_code == 401
    assert (await rig.server.post(f"/api/chat/email/{rig.tenant}", content=mail(**TO))).status_code == 401
    strangers = await rig.server.post("/api/chat/email/nobody", content=mail(**TO), auth=("x", "hook-1"))
    assert strangers.status_code == 401
    assert await rig.rows("SELECT id FROM webhooks") == []


async def test_programs_are_not_answered_and_a_returned_mail_is_told_to_a_person(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    await rig.customer(mail("Estoy de vacaciones", Message_ID="<v@c>", Auto_Submitted="auto-replied", **TO))
    assert len(rig.office.letters) == 1
    await rig.customer(bounce(about=str(rig.office.letters[0]["Message-ID"])))
    assert len(rig.office.letters) == 1
    assert (await rig.one("SELECT status, error_code FROM sends")) == {"status": "failed", "error_code": 552}
    assert (await rig.one("SELECT reason FROM handoffs"))["reason"] == "delivery_failed"


async def test_files_go_through_the_same_checks_as_on_the_page(rig: Posting) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "ana@customer.example", LINE, "<f@c>"
    message.set_content("mi factura")
    message.add_attachment(b"%PDF-1.7 x", "application", "pdf", filename="../factura.pdf")
    message.add_attachment(b"MZ\x90", "application", "pdf", filename="virus.pdf")
    await rig.customer(message.as_bytes())
    told = (await rig.one("SELECT metadata FROM messages WHERE sender_type = 'client'"))["metadata"]
    assert [(file["name"], file["content_type"]) for file in told.get("files", [])] in (
        [("factura.pdf", "application/pdf")], [],
    )  # fmt: skip
    assert any("virus.pdf" in why for why in told["refused_files"])
    assert len(rig.office.letters) == 1


async def test_what_a_person_writes_leaves_by_mail_too(rig: Posting) -> None:
    await rig.customer(mail(Subject="Balatas", **TO))
    conversation = (await rig.one("SELECT id FROM conversations"))["id"]
    async with rig.house.store.unit(rig.tenant) as unit:
        await say(unit, conversation, rig.house.ids.new(), "agent", "Soy Lupita.", rig.house.clock.now())
    await rig.work()
    assert rig.office.letters[-1].get_body(("plain",)).get_content().strip() == "Soy Lupita."  # type: ignore[union-attr]


async def test_a_mailbox_that_does_not_open_says_why(rig: Posting) -> None:
    keys = await rig.house.lines.keys(rig.tenant, "email")
    assert keys
    await keep_keys(rig.house, rig.tenant, "email", {**keys, "imap_password": "wrong"})
    with pytest.raises(MailboxRefusedError, match="wrong password"):
        await rig.mailboxes.look(rig.tenant)
    await keep_keys(rig.house, rig.tenant, "email", {**keys, "imap_folder": "Ventas"})
    with pytest.raises(MailboxRefusedError, match="no folder"):
        await rig.mailboxes.look(rig.tenant)
    await keep_keys(rig.house, rig.tenant, "email", {**keys, "imap_port": "1"})
    with pytest.raises(MailboxAwayError, match="does not answer"):
        await rig.mailboxes.look(rig.tenant)
