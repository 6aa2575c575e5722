"""Mails as they come become what a person has just written."""

from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commerce.threads.incoming import Item, Message, Person, Status, Unknown
from tools.channels.email.html import words_of
from tools.channels.email.read import LONGEST, read
from tools.channels.email.reply import said_in

AT = datetime.fromisoformat("2026-11-23T15:00:00+00:00")
OWN = ["hola@shop.example", "celaya@shop.example"]


def mail(body: str = "¿Tienen balatas?", html: str | None = None, **headers: str) -> bytes:
    message = EmailMessage()
    given = {"From": "Ana Ruiz <ANA@customer.example>", "To": "hola@shop.example", "Message-ID": "<1@customer.example>"}
    for name, value in {**given, **{name.replace("_", "-"): value for name, value in headers.items()}}.items():
        if value:
            message[name] = value
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


def _one(raw: bytes) -> Item:
    [found] = read(raw, AT, OWN)
    return found


def _message(raw: bytes) -> Message:
    found = _one(raw)
    assert isinstance(found, Message)
    return found


def test_a_mail_is_a_message_from_its_address_to_ours() -> None:
    found = _message(mail(Subject="Balatas para Jetta", To="celaya@shop.example"))
    assert found.person == Person(user_id="ana@customer.example", name="Ana Ruiz")
    assert (found.line, found.id, found.at) == ("celaya@shop.example", "<1@customer.example>", AT)
    assert found.text == "Balatas para Jetta\n\n¿Tienen balatas?"
    assert found.data == {"subject": "Balatas para Jetta", "ids": ["<1@customer.example>"]}


def test_an_answer_names_what_it_answers_and_its_subject_is_not_said_again() -> None:
    raw = mail(Subject="Re: Balatas", References="<a@x> <b@x>", In_Reply_To="<c@x>")
    found = _message(raw)
    assert found.answers == ("<a@x>", "<b@x>", "<c@x>")
    assert found.data["ids"] == ["<a@x>", "<b@x>", "<c@x>", "<1@customer.example>"]
    assert found.text == "¿Tienen balatas?"


def test_a_tag_after_a_plus_is_the_same_address_and_a_copy_goes_to_the_first() -> None:
    assert _message(mail(To="celaya+promo@shop.example")).line == "celaya@shop.example"
    assert _message(mail(To="undisclosed@elsewhere.example")).line == "hola@shop.example"


def test_an_answer_never_goes_where_only_reply_to_says() -> None:
    assert _message(mail(Reply_To="mallory@evil.example")).person.user_id == "ana@customer.example"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("Sí, ese.\n\nOn Mon, Nov 23, 2026 at 9:00 AM Shop <hola@shop.example> wrote:\n> ¿Cuál?\n", "Sí, ese."),
        (
            "El martes.\n\nEl lun, 23 nov 2026 a las 9:00, Tuerca (<\nhola@shop.example>) escribió:\n> ¿Cuándo?",
            "El martes.",
        ),
        ("El de 2015\nEl lun, 23 nov 2026, Shop escribió:\n> ¿Cuál?", "El de 2015"),
        ("Dale\n\n-----Mensaje original-----\nDe: Shop\nEnviado: lunes\nPara: Ana\n\nviejo", "Dale"),
        ("Dale\n\nDe: Shop <hola@shop.example>\nEnviado el: lunes, 23 de noviembre\nPara: Ana\n\nviejo", "Dale"),
        ("Dale\n________________________________\nFrom: Shop\nSent: Monday\nTo: Ana\n\nold", "Dale\n" + "_" * 32),
        ("Gracias\n-- \nAna Ruiz\nCompras", "Gracias"),
        ("Gracias\n\nEnviado desde mi iPhone", "Gracias"),
        ("> ¿Cuál?\nEl de 2015\n> ¿Cuándo?\nMañana", "El de 2015\nMañana"),
        ("El técnico escribió: falta una pieza", "El técnico escribió: falta una pieza"),
        ("De: Querétaro vengo\ny quiero un filtro", "De: Querétaro vengo\ny quiero un filtro"),
        ("> solo esto", "solo esto"),
    ],
)
def test_history_and_signatures_are_no_new_words(written: str, said: str) -> None:
    assert said_in(written).rstrip("_\n ") == said.rstrip("_\n ")


@given(st.text(max_size=400))
@settings(max_examples=200, deadline=None)
def test_no_letters_of_a_mail_are_made_up(text: str) -> None:
    said = said_in(text)
    assert set("".join(said.split())) <= set("".join(text.replace("\xa0", " ").split()))


def test_a_mail_of_html_alone_is_read_without_its_history() -> None:
    html = (
        "<head><style>p{color:red}</style></head><body><p>Quiero el <b>cerámico</b></p><p>Gracias</p>"
        '<div class="gmail_quote"><div class="gmail_attr">On Mon</div><blockquote>viejo</blockquote></div></body>'
    )
    assert said_in(words_of(html)) == "Quiero el cerámico\nGracias"
    outlook = (
        '<body><div>Va</div><div id="appendonsend"></div><hr><div id="divRplyFwdMsg">De: X</div><div>viejo</div></body>'
    )
    assert said_in(words_of(outlook)) == "Va"


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Auto_Submitted": "auto-generated; owner=x"},
        {"Precedence": "bulk"},
        {"List_Id": "<news.customer.example>"},
        {"X_Autoreply": "yes"},
        {"Return_Path": "<>"},
        {"From": "MAILER-DAEMON@customer.example"},
        {"From": "no-reply@customer.example"},
        {"From": "hola@shop.example"},
        {"From": ""},
    ],
)
def test_a_programs_mail_is_never_answered(headers: dict[str, str]) -> None:
    assert isinstance(_one(mail(**headers)), Unknown)


def test_a_person_who_says_that_no_program_wrote_is_answered() -> None:
    assert isinstance(_one(mail(Auto_Submitted="no")), Message)


def bounce(action: str = "failed", about: str = "<ours@shop.example>") -> bytes:
    return (
        "From: Mail Delivery <mailer-daemon@mx.example>\r\nTo: hola@shop.example\r\nSubject: Undelivered\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
        "--b\r\nContent-Type: text/plain\r\n\r\nSorry.\r\n"
        "--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx.example\r\n\r\n"
        f"Final-Recipient: rfc822; ana@customer.example\r\nAction: {action}\r\nStatus: 5.1.1\r\n"
        "Diagnostic-Code: smtp; 552 5.2.2 mailbox full\r\n\r\n"
        f"--b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: {about}\r\nSubject: x\r\n\r\n--b--\r\n"
    ).encode()


def test_a_returned_mail_is_the_failure_of_ours() -> None:
    found = _one(bounce())
    assert isinstance(found, Status)
    assert (found.id, found.status, found.errors[0].code) == ("<ours@shop.example>", "failed", 552)
    assert "mailbox full" in found.errors[0].details


def test_a_delay_is_no_failure() -> None:
    assert isinstance(_one(bounce(action="delayed")), Unknown)


def test_files_come_along_and_pictures_of_a_signature_do_not() -> None:
    message = EmailMessage()
    message["From"], message["To"] = "ana@customer.example", OWN[0]
    message.set_content("mi VIN")
    message.add_attachment(b"%PDF-1.7 x", "application", "pdf", filename="../../factura.pdf")
    message.add_attachment(
        b"\x89PNG\r\n\x1a\n", "image", "png", disposition="inline", cid="<logo@x>", filename="logo.png"
    )
    found = _message(message.as_bytes())
    assert [(file.name, file.content) for file in found.files] == [("../../factura.pdf", b"%PDF-1.7 x")]
    assert found.id.endswith("@no-id.invalid>")


@pytest.mark.parametrize("charset", ["iso-8859-1", "x-nobody-knows", "utf-8"])
def test_letters_are_read_whatever_a_mail_says_of_them(charset: str) -> None:
    head = f"From: ana@customer.example\r\nTo: {OWN[0]}\r\nContent-Type: text/plain; charset={charset}\r\n\r\n"
    body = b"precio" + (b" \xf1" if charset == "iso-8859-1" else b" ok")
    assert _message(head.encode() + body).text.startswith("precio")


def test_a_mail_of_many_pages_is_read_up_to_a_length() -> None:
    assert len(_message(mail("palabra " * 5000)).text) <= LONGEST


@given(st.binary(max_size=300))
@settings(max_examples=150, deadline=None)
def test_bytes_that_are_no_mail_stop_nothing(noise: bytes) -> None:
    for raw in (
        noise,
        b"From: a@b.example\r\n" + noise,
        b"From: a@b.example\r\nContent-Type: multipart/mixed\r\n\r\n" + noise,
    ):
        assert len(list(read(raw, AT, OWN))) == 1
