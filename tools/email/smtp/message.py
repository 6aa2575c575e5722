"""An e-mail as MIME. An invitation is an alternative too, where mail programs look for it (RFC 6047)."""

from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr

from kit.ids import derived
from tools.email.port import Attachment, Email, MailRefusedError


def message_of(email: Email, sender: str, key: str, at: datetime) -> EmailMessage:
    """The same key gives the same Message-ID. Raises MailRefusedError for what no header can hold."""
    domain = parseaddr(sender)[1].partition("@")[2]
    headers = {
        "From": email.sender or sender,
        "To": email.to,
        "Subject": email.subject,
        "Date": format_datetime(at),
        "Message-ID": email.message_id or f"<{derived(key)}@{domain}>",
        "Auto-Submitted": email.automatic,
        **({"In-Reply-To": email.answers[-1], "References": " ".join(email.answers)} if email.answers else {}),
    }
    message = EmailMessage(policy=SMTP)
    try:
        for name, value in headers.items():
            message[name] = value
    except ValueError as error:
        raise MailRefusedError("The mail's address or subject holds a line break.") from error
    _fill(message, email)
    return message


def _fill(message: EmailMessage, email: Email) -> None:
    message.set_content(email.text)
    if email.html:
        message.add_alternative(email.html, subtype="html")
    for attachment in email.attachments:
        if attachment.content_type.startswith("text/calendar"):
            _, params = _typed(attachment)
            text = attachment.content.decode()
            message.add_alternative(text, subtype="calendar", params={"method": params.get("method", "PUBLISH")})
    for attachment in email.attachments:
        _attach(message, attachment)


def _attach(message: EmailMessage, attachment: Attachment) -> None:
    (main, sub), params = _typed(attachment)
    message.add_attachment(attachment.content, main, sub, filename=attachment.filename, params=params)


def _typed(attachment: Attachment) -> tuple[tuple[str, str], dict[str, str]]:
    """``text/calendar; method=REQUEST`` as its two halves and its parameters."""
    kind, *rest = (part.strip() for part in attachment.content_type.split(";"))
    main, _, sub = kind.partition("/")
    return (main, sub), dict(part.split("=", 1) for part in rest if "=" in part)
