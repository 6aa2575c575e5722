"""From the name of an effect to the port that carries it out, for one tenant."""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any

from commerce.packs.model import Pack
from kit.clock import Clock
from kit.money import Money
from language.port import Engine
from language.values import instant
from tools.calendar.port import Calendar
from tools.documents.port import Documents
from tools.email.port import Attachment, Email, Mail
from tools.payments.port import Payments

Carry = Callable[[dict[str, Any], str], Awaitable[dict[str, Any]]]
"""Takes an effect's payload and its idempotency key; gives what is kept of its result."""


class Carriers:
    """Carries out the effects that domain writes ask for."""

    def __init__(
        self, pack: Pack, engine: Engine, calendar: Calendar, mail: Mail, clock: Clock, documents: Documents,
        payments: Payments,
    ) -> None:  # fmt: skip
        self._pack = pack
        self._engine = engine
        self._calendar = calendar
        self._mail = mail
        self._clock = clock
        self._documents = documents
        self._payments = payments
        self._by_effect: dict[str, Carry] = {
            "calendar.book": self._put,
            "calendar.reschedule": self._put,
            "calendar.cancel": self._remove,
            "email.send": self._send,
            "payment.refund": self._refund,
        }

    def of(self, effect: str) -> Carry | None:
        return self._by_effect.get(effect)

    async def _put(self, payload: dict[str, Any], _key: str) -> dict[str, Any]:
        """The appointment's own id is the event's key: a move changes the event that is there."""
        event = await self._calendar.put(
            payload["appointment"], payload["person"], datetime.fromisoformat(payload["starts_at"]),
            datetime.fromisoformat(payload["ends_at"]), payload["summary"], payload["details"].get("email"),
        )  # fmt: skip
        return {"event": event}

    async def _remove(self, payload: dict[str, Any], _key: str) -> dict[str, Any]:
        await self._calendar.remove(payload["appointment"])
        return {}

    async def _refund(self, payload: dict[str, Any], key: str) -> dict[str, Any]:
        amount = Money(payload["minor"], payload["currency"])
        receipt = await self._payments.refund(payload["link"], amount, key)
        return {"receipt": receipt.id}

    async def _send(self, payload: dict[str, Any], key: str) -> dict[str, Any]:
        attached = [await self._attached(entry) for entry in payload["attachments"]]
        text = payload["text"] if "text" in payload else await self._worded(payload)
        email = Email(to=payload["to"], subject=payload["subject"], text=text, attachments=tuple(attached))
        receipt = await self._mail.send(email, key)
        return {"receipt": receipt.id}

    async def _attached(self, entry: dict[str, Any]) -> Attachment:
        """A text as it stands, or a ``document`` that is made of its ``data``."""
        if "document" not in entry:
            return Attachment(entry["filename"], entry["content_type"], entry["text"].encode())
        made = await self._documents.render(entry["document"], entry["data"])
        return Attachment(entry["filename"], self._documents.media_type, made)

    async def _worded(self, payload: dict[str, Any]) -> str:
        """The mail's text in the tenant's words and the customer's language."""
        file, said, language = self._pack.file, payload["values"], payload["language"]
        values = {**said, "name": payload["name"], "company": file.company.name}
        if "starts_at" in said:
            values |= {"slot": instant(datetime.fromisoformat(said["starts_at"])), "person": said["person_name"]}
        say = f"mail.{payload['template']}"
        act: Any = {
            "kind": "mail",
            "agent": "composer",
            "say": say,
            "values": values,
            "facts": [],
            "blocks": [],
        }
        return await self._engine.write(
            [act],
            {
                "language": language,
                "locale": file.locale[language],
                "timezone": said.get("timezone") or file.timezone,
                "register": file.voice.default_register,
                "channel": "email",
                "seed": said["reference"],
                "now": self._clock.now().isoformat(),
            },
        )
