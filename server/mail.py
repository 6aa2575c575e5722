"""Which outgoing mail a tenant has."""

from commerce.packs.model import Company
from kit.clock import Clock
from kit.settings import Settings
from tools.email.memory import MemoryMail
from tools.email.port import Mail
from tools.email.smtp.mail import SmtpMail, SmtpSettings


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
