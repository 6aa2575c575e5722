"""Which outgoing mail a tenant has."""

from dataclasses import replace

from commerce.packs.company import Company
from kit.clock import Clock
from kit.ids import derived
from kit.settings import Settings
from server.webhooks.lines import Lines
from tools.channels.email.credentials import VENDOR, smtp_of
from tools.channels.email.signed import signed_id
from tools.email.memory import MemoryMail
from tools.email.port import Email, Mail
from tools.email.smtp.mail import SmtpMail, SmtpSettings
from tools.receipt import Receipt

THREADS = "mail threads"
"""The purpose of the key that signs Message-IDs."""


class TenantMail:
    """The tenant's own server where it has connected one, else that of the installation.

    ``secret`` signs the Message-IDs: that of an effect's mail holds the id of its row in the outbox.
    """

    def __init__(
        self, tenant: str, company: Company, lines: Lines, otherwise: Mail, clock: Clock, secret: str
    ) -> None:  # fmt: skip
        self._tenant = tenant
        self._secret = secret
        self._domain = company.email.partition("@")[2]
        self._sender = f"{company.name} <{company.email}>"
        self._lines = lines
        self._otherwise = otherwise
        self._clock = clock
        self._own: tuple[SmtpSettings, SmtpMail] | None = None

    async def send(self, email: Email, key: str) -> Receipt:
        id = email.message_id or signed_id(self._secret, derived(self._tenant, key), self._domain)
        email = replace(email, message_id=id)
        keys = await self._lines.keys(self._tenant, VENDOR)
        return await (self._connected(smtp_of(keys, self._sender)) if keys else self._otherwise).send(email, key)

    def _connected(self, settings: SmtpSettings) -> SmtpMail:
        """The same one while the keys are the same: it remembers what it has sent."""
        if self._own is None or self._own[0] != settings:
            self._own = settings, SmtpMail(settings, self._clock)
        return self._own[1]


def mail_for(company: Company, settings: Settings, clock: Clock) -> Mail:
    """The server of the settings, the business as sender where they name none; without one, mail is only kept."""
    if settings.smtp_host is None:
        return MemoryMail()
    password = settings.smtp_password.get_secret_value() if settings.smtp_password else None
    sender = settings.smtp_from or f"{company.name} <{company.email}>"
    server = SmtpSettings(
        host=settings.smtp_host, port=settings.smtp_port, sender=sender, username=settings.smtp_user,
        password=password, security=settings.smtp_tls,
    )  # fmt: skip
    return SmtpMail(server, clock)
