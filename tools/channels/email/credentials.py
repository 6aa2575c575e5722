"""The keys that a tenant has with its mail servers."""

from typing import Literal, cast, get_args

from kit.errors import InvalidInputError
from tools.channels.email.imap import ImapAccount
from tools.email.smtp.mail import SmtpSettings

VENDOR = "email"
NEEDED = ("smtp_host", "smtp_user", "smtp_password")
OPTIONAL = (
    "smtp_port", "smtp_tls", "imap_host", "imap_port", "imap_user", "imap_password", "imap_tls", "imap_folder",
    "webhook_secret",
)  # fmt: skip
Security = Literal["none", "starttls", "tls"]


def smtp_of(keys: dict[str, str], sender: str) -> SmtpSettings:
    """Raises InvalidInputError for a port or a security that is none."""
    security = _security(keys, "smtp_tls", "starttls")
    port = _port(keys, "smtp_port", 465 if security == "tls" else 587)
    return SmtpSettings(keys["smtp_host"], port, sender, keys["smtp_user"], keys["smtp_password"], security)


def imap_of(keys: dict[str, str]) -> ImapAccount | None:
    """The mailbox that is polled, with the keys of SMTP where it has none of its own; None where none is named."""
    if not keys.get("imap_host"):
        return None
    security = _security(keys, "imap_tls", "tls")
    user, password = keys.get("imap_user", keys["smtp_user"]), keys.get("imap_password", keys["smtp_password"])
    port = _port(keys, "imap_port", 993 if security == "tls" else 143)
    return ImapAccount(keys["imap_host"], port, user, password, security, keys.get("imap_folder", "INBOX"))


def _security(keys: dict[str, str], name: str, usual: Security) -> Security:
    given = keys.get(name, usual)
    if given not in get_args(Security):
        raise InvalidInputError(f"{name}: expected one of {', '.join(get_args(Security))}, not {given!r}.")
    return cast(Security, given)


def _port(keys: dict[str, str], name: str, usual: int) -> int:
    given = keys.get(name, str(usual))
    if not given.isdecimal() or not 0 < int(given) < 65536:
        raise InvalidInputError(f"{name}: expected a port from 1 to 65535, not {given!r}.")
    return int(given)
