"""The one way in: conversations are started here, and every message or event arrives here, is kept, and is answered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from commerce.conversations import repository as conversations
from commerce.conversations.start import start
from commerce.conversations.transcript import answer_to, say, turns
from commerce.profiles.repository import of_contact
from commerce.visitors import repository as visitors
from commerce.visitors.touch import Touch, kept
from graphs.announce import announce
from graphs.drafting import Release
from graphs.turn import Contexts, Done, TurnRunner
from kit.clock import Clock
from kit.errors import InvalidInputError
from kit.ids import Ids
from language.values import name, quoted
from store.bus.port import Bus
from store.turns import Arrival, arrive
from store.unit import Row, Store, Unit

MESSAGE_ID_LIMIT = 200
PAGE = 500
_UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


@dataclass(frozen=True)
class Opening:
    """Where a conversation comes from. All of it is data from outside, kept as it came, within bounds."""

    channel: str = "web"
    page_url: str | None = None
    referrer: str | None = None
    utm: dict[str, str] = field(default_factory=dict)
    locale: str | None = None
    timezone: str | None = None
    external_id: str | None = None
    """Who writes, as the channel names them; None makes a new visitor."""
    welcome: bool = False
    visitor: UUID | None = None
    """The visitor whose browser begins it; the channel names them so."""
    first_touch: Touch | None = None
    """What first brought the visitor, where that was not this page."""


@dataclass(frozen=True)
class Started:
    conversation: UUID
    contact: UUID
    messages: list[Row]


@dataclass(frozen=True)
class Answer:
    """What a message was answered with. ``turn`` is None while a person owns the conversation."""

    turn: int | None
    replies: list[dict[str, Any]]
    language: str
    owner: str
    done: Done | None = None
    """The whole turn, where this process ran it."""


class Inbox:
    """Starts conversations and takes messages, for every channel."""

    def __init__(
        self,
        store: Store,
        bus: Bus,
        runner: TurnRunner,
        contexts: Contexts,
        clock: Clock,
        ids: Ids,
        limit: int,
    ) -> None:
        self._store = store
        self._bus = bus
        self._runner = runner
        self._contexts = contexts
        self._clock = clock
        self._ids = ids
        self._limit = limit

    async def start(self, tenant: str, opening: Opening) -> Started:
        """Opens a conversation; on a channel that greets, the welcome is its first message."""
        conversation, visitor = self._ids.new(), self._ids.new()
        now = self._clock.now()
        tracking = self._contexts(tenant, None, None).pack.file.sales_agent.page_tracking
        async with self._store.unit(tenant) as unit:
            row = await start(
                unit, id=conversation, channel=opening.channel,
                external_id=opening.external_id or str(opening.visitor or visitor),
                page_url=opening.page_url, referrer=opening.referrer, utm=opening.utm, locale=opening.locale,
                timezone=opening.timezone, now=now, tracking=tracking,
            )  # fmt: skip
            if opening.visitor:
                touch = Touch(opening.page_url, opening.referrer, opening.utm)
                first, last = (kept(each, tracking, now) for each in (opening.first_touch or touch, touch))
                await visitors.arrive(unit, opening.visitor, conversation, first, last, now)
            messages = []
            if opening.welcome:
                known = await _known(unit, row)
                text = await self._welcome(tenant, row, opening, known)
                messages.append(await say(unit, conversation, self._ids.new(), "ai", text, now))
        return Started(conversation, row["contact_id"], messages)

    async def receive(
        self,
        tenant: str,
        conversation: UUID,
        message_id: str,
        text: str,
        *,
        page_url: str | None = None,
        choice: str | None = None,
        release: Release | None = None,
    ) -> Answer:
        """Keeps the message and answers it. The same ``message_id`` again gives the answer that it had."""
        arrival = await self.keep(tenant, conversation, message_id, text, page_url=page_url, choice=choice)
        return await self.answer(tenant, conversation, arrival, release)

    async def keep(
        self, tenant: str, conversation: UUID, message_id: str, text: str, *, page_url: str | None = None,
        choice: str | None = None, files: Sequence[dict[str, Any]] = (),
    ) -> Arrival:  # fmt: skip
        """Stores the message: from here on it cannot be lost. ``choice``: the id of the button that was pressed.

        ``files`` came with it, ``{"id", "name", …}``; where there are no words besides, their names stand for some.
        """
        names = ", ".join(file["name"] for file in files)
        said = {"choice": choice, "files": list(files), "wordless": bool(names) and not text.strip()}
        arrival = await arrive(
            self._store, tenant, conversation, message=self._ids.new(), client_id=_checked_id(message_id),
            text=self._checked(names if said["wordless"] else text), at=self._clock.now(), page_url=page_url,
            data={name: value for name, value in said.items() if value},
        )  # fmt: skip
        if arrival.outcome == "stored":
            await announce(self._bus, tenant, conversation, {"event": "message", "seq": arrival.seq})
        return arrival

    async def happen(self, tenant: str, conversation: UUID, event_id: str, event: dict[str, Any]) -> Answer:
        """What is no customer's words: a payment, a failed delivery, a hand-back. It is a turn like any other."""
        arrival = await arrive(
            self._store, tenant, conversation, message=self._ids.new(), client_id=_checked_id(event_id),
            text=str(event.get("event", "event")), at=self._clock.now(), kind="event", sender="system", data=event,
        )  # fmt: skip
        return await self.answer(tenant, conversation, arrival)

    async def answer(self, tenant: str, conversation: UUID, arrival: Arrival, release: Release | None = None) -> Answer:
        """Runs what waits, unless it is answered already, and finds the turn that took this message."""
        if arrival.handled_seq < arrival.seq and arrival.owner != "human":
            for done in await self._runner.run(tenant, conversation, release):
                if done.first_seq <= arrival.seq <= done.last_seq:
                    return answer_of(done)
        return await self._kept_answer(tenant, conversation, arrival.seq)

    async def view(self, tenant: str, conversation: UUID, after: int = 0) -> tuple[Row, list[Row]]:
        """The conversation's row and all its messages after that number that people wrote or read, oldest first."""
        found: list[Row] = []
        async with self._store.unit(tenant) as unit:
            row = await conversations.get(unit, conversation)
            is_full = True
            while is_full:
                page = await conversations.messages(unit, conversation, after, PAGE)
                found += [message for message in page if message["sender_type"] != "system"]
                is_full = len(page) == PAGE
                after = page[-1]["seq"] if page else after
        return row, found

    async def trace(self, tenant: str, conversation: UUID) -> dict[str, Any]:
        """Every turn of the conversation with its record, messages and facts."""
        async with self._store.unit(tenant) as unit:
            row = await conversations.get(unit, conversation)
            found = await turns(unit, conversation)
        return {"conversation": row, "turns": found}

    async def _kept_answer(self, tenant: str, conversation: UUID, seq: int) -> Answer:
        async with self._store.unit(tenant) as unit:
            row = await conversations.get(unit, conversation)
            turn, replies = await answer_to(unit, conversation, seq)
        language = turn["record"]["reading"]["language"] if turn else "es"
        return Answer(turn["seq"] if turn else None, replies, language, row["owner"])

    async def _welcome(self, tenant: str, row: Row, opening: Opening, known: str | None) -> str:
        """``known``: the first name of who was here before, empty where they gave none; None for a stranger."""
        context = self._contexts(tenant, opening.timezone, None)
        file = context.pack.file
        asked = (opening.locale or "").split("-")[0].split("_")[0]
        language = next((known for known in file.languages if known == asked), file.languages[0])
        values = {"company": name(file.company.name), "tagline": quoted(file.company.tagline[language])}
        if known is not None:
            values = {"company": name(file.company.name), "name": name(known)}
        act: Any = {
            "kind": "greet",
            "agent": "composer",
            "say": "greeting_new" if known is None else "greeting_returning",
            "values": values,
            "facts": [],
            "blocks": [],
        }
        return await context.engine.write(
            [act],
            {
                "language": language,
                "locale": file.locale[language],
                "timezone": context.timezone,
                "register": file.voice.default_register,
                "channel": opening.channel,
                "seed": str(row["id"]),
                "now": self._clock.now().isoformat(),
            },
        )

    def _checked(self, text: str) -> str:
        clean = _UNSTORABLE.sub("", text)
        if not clean.strip():
            raise InvalidInputError("text is empty: expected the customer's words.")
        if len(clean) > self._limit:
            raise InvalidInputError(f"text has {len(clean)} characters: expected at most {self._limit}.")
        return clean


async def _known(unit: Unit, row: Row) -> str | None:
    if not await conversations.returning(unit, row["contact_id"], row["id"]):
        return None
    profile = await of_contact(unit, row["contact_id"])
    return str(profile["customer_name"]["value"]).split()[0] if "customer_name" in profile else ""


def _checked_id(message_id: str) -> str:
    clean = _UNSTORABLE.sub("", message_id).strip()
    if not clean or len(clean) > MESSAGE_ID_LIMIT:
        raise InvalidInputError(f"message_id: expected 1 to {MESSAGE_ID_LIMIT} characters that name this message.")
    return clean


def answer_of(done: Done) -> Answer:
    reply = done.state.get("reply")
    replies = [{"text": reply["text"], "blocks": reply["blocks"]}] if reply and reply["text"] else []
    return Answer(done.seq, replies, done.state["language"], done.owner, done)
