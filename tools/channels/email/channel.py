"""Mail as one of the channels: each reply goes on with the thread that it answers."""

import re
from email.utils import formataddr
from uuid import UUID

from tools.channels.email.signed import signed_id
from tools.channels.port import Accepted, Address, Content, RefusedError
from tools.channels.remedy import Remedy
from tools.channels.render.email import render_email
from tools.channels.render.length import cut
from tools.channels.render.plan import Plan
from tools.email.port import Email, Mail, MailRefusedError

SUBJECT = 120
_ANSWER = re.compile(r"\s*(re|aw|res)\s*:", re.IGNORECASE)


class MailChannel:
    """``secret`` signs the Message-IDs."""

    def __init__(self, mail: Mail, company: str, secret: str) -> None:
        self._mail = mail
        self._company = company
        self._secret = secret

    def render(self, plan: Plan) -> list[Content]:
        body = render_email(plan)
        return [{"type": "email", "text": body.text, "html": body.html}]

    async def send(self, address: Address, content: Content, key: UUID) -> Accepted:
        """The same key is the same Message-ID: where it is not known whether it left, mail programs show it once."""
        id = signed_id(self._secret, key, address.line.partition("@")[2])
        email = Email(
            to=address.to, subject=self._subject(address.subject), text=content["text"], html=content["html"],
            sender=formataddr((self._company, address.line)), message_id=id,
            answers=address.answers, automatic="auto-replied",
        )  # fmt: skip
        try:
            return Accepted((await self._mail.send(email, str(key))).id)
        except MailRefusedError as error:
            raise RefusedError("The mail server", None, error.detail, Remedy.UNREACHABLE) from error

    def _subject(self, answered: str) -> str:
        said = " ".join((answered or self._company).split())
        return cut(said if _ANSWER.match(said) or not answered else f"Re: {said}", SUBJECT)
