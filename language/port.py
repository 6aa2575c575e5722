"""What every engine offers, and the plain data that goes in and comes out.

Everything here is JSON-plain, because it ends in checkpoints and turn records.
"""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NotRequired, Protocol, TypedDict

import numpy as np
from numpy.typing import NDArray

Json = Any
"""A JSON-plain value: str, int, float, bool, None, list or dict of these."""

Register = Literal["tu", "usted"]
Reply = Literal["approve", "reject", "amend", "digress", "human", "unclear"]


class Guess(TypedDict):
    """One intent and how sure the engine is of it, calibrated, 0 to 1."""

    name: str
    confidence: float


class Entity(TypedDict):
    """A thing named in the message. ``start`` and ``end`` are offsets into the message as it was written.

    ``kind`` is one of: customer_name, email, phone, company, company_size, industry, role, decision_maker (a bool),
    budget, money, quantity, area, time (see TimeValue), choice (the place of the pick in the question's choices, from
    0), product (a term id of the LanguagePack), vehicle, address, postal_code, city, vin, reference, nit, rfc,
    language, channel.

    ``value`` is normalised: E.164 for phones, ``{"minor", "currency"}`` for money, ``{"min": money|None, "max":
    money|None}`` for budget, an int for quantity, ``{"value", "unit"}`` for area (unit ``sqft`` or ``m2``),
    ``{"make", "model", "year", "engine"}`` for vehicle.
    """

    kind: str
    text: str
    start: int
    end: int
    value: Json
    confidence: float


class Recurrence(TypedDict):
    """Days that come again, on the customer's wall clock. ``weekdays``: 0 is Monday.

    ``opens`` and ``closes`` are ``HH:MM``, None where the day is open on that side, and equal where exactly that hour
    is meant. ``first`` and ``last`` are ISO dates where only the days between them count ("any day next week").
    """

    weekdays: list[int]
    opens: str | None
    closes: str | None
    first: str | None
    last: str | None


class TimeValue(TypedDict):
    """The value of a ``time`` entity. Instants are ISO 8601 with offset in the customer's zone.

    ``point`` has ``start``, which lies in the ``grain`` that is meant: "in a week" keeps the hour of now. ``interval``
    has ``start`` and ``end`` (either may be None when it is open). ``grain`` is ``second minute hour day week month
    quarter year``. ``part`` is ``morning``, ``afternoon``, ``evening`` or None.

    Several times that are named ("at 10 or 10:30") are several entities. ``alternatives`` are other readings of the
    same words, the likeliest first: 7 in the morning for "at 7". With ``every``, the value is the first of days that
    come again ("Tuesday afternoons", "any day but Friday").
    """

    type: Literal["point", "interval"]
    start: str | None
    end: str | None
    grain: str
    part: str | None
    alternatives: NotRequired[list["TimeValue"]]
    every: NotRequired[Recurrence]


class Reading(TypedDict):
    """One reading of one message in its context."""

    language: str
    intents: list[Guess]
    """Best first, one for each part of the message that was understood; empty when nothing was."""
    entities: list[Entity]
    sentiment: float
    """From -1 (angry) to 1 (delighted); 0 is neutral."""
    urgency: float
    """0 to 1."""
    signals: list[str]
    """Buying signals, by name: asks_price, asks_availability, gives_contact, wants_to_buy, urgent_need, …"""
    family: Literal["interest", "information", "purchase"] | None
    register: Register | None
    """How the customer addresses us in Spanish; None when the message does not tell."""
    reply: Reply | None
    """What the message says to the pending action; None when nothing is pending."""


class Question(TypedDict):
    """The question that stands open, so that an answer to it outranks a stand-alone reading."""

    slot: str
    """The name of what was asked: a profile field (``email``), a flow's slot (``slot``, ``product``), or ``yes_no``."""
    flow: str
    expects: list[str]
    """Entity kinds that answer it; ``["text"]`` when free text does."""
    choices: list[str]
    """The choices as they were shown, when there were any: "2" or "the second" picks by place."""


class Shown(TypedDict):
    """What the action that waits would do, as the customer was shown it: tagged values of ``language.values``."""

    values: list[Json]
    before: list[Json]
    """What it would replace: the time from which an appointment is moved."""


class ReadContext(TypedDict):
    """What the engine may know of the conversation besides the words."""

    now: str
    """ISO 8601 with offset."""
    timezone: str
    language: str
    """The language of the conversation so far."""
    question: Question | None
    pending: str | None
    """The kind of the action that waits for a yes, when one does."""
    shown: NotRequired[Shown | None]
    """What of it was shown; without it, every value in a reply counts as a change."""
    recent: list[dict[str, str]]
    """The last few messages, oldest first: ``{"role": "client"|"ai"|"agent", "text"}``."""


class Term(TypedDict):
    """Something with a name that customers mention: a product, a service."""

    id: str
    names: dict[str, list[str]]
    """By language: names and synonyms."""


class Act(TypedDict):
    """One thing that the reply does, decided by an agent. ``say`` names the template; ``values`` fill it."""

    kind: str
    agent: str
    say: str
    values: dict[str, Json]
    """Plain texts and numbers, or tagged values of ``language.values`` that are formatted for the reader."""
    facts: list[str]
    blocks: list[dict[str, Json]]
    """What a channel may show beside the text: buttons, citations, cards."""


class Voice(TypedDict):
    """How the reply is to sound."""

    language: str
    locale: str
    """``es_CO``: for numbers, money and dates."""
    timezone: str
    register: Register
    channel: str
    seed: str
    """Chooses among wordings: conversation id and turn, never chance."""
    now: str


class Passage(TypedDict):
    """A piece of the tenant's content, as the index returns it."""

    id: str
    title: str
    heading: str
    url: str
    text: str
    language: str
    score: float
    """0 to 1: ``cosine`` and ``share`` joined by how well the encoder knows the language, a little more for the
    customer's own page and for what is new."""
    share: NotRequired[float]
    """0 to 1: how much of the question's words, the rare ones first, stand in the passage."""
    cosine: NotRequired[float]
    """-1 to 1: the encoder's likeness of question and passage; absent where it has none of one of them."""
    updated: NotRequired[str]
    """When the page was last changed, ISO 8601; absent where its source does not tell."""
    neighbours: NotRequired[list[str]]
    """Headings of what comes before and after it on its page, where there is any and it has one."""


class Extract(TypedDict):
    """The shortest run of whole sentences that answers, with the passages it was taken from."""

    text: str
    passages: list[Passage]
    confidence: float


@dataclass(frozen=True)
class IntentSpec:
    """An intent as packs declare it; ``examples`` by language."""

    family: Literal["interest", "information", "purchase"] | None
    signal: str | None
    examples: Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wording:
    """The variants of one template: by language, and for Spanish by register where they differ."""

    variables: frozenset[str]
    variants: Mapping[str, Sequence[str]]
    """Keys: ``es`` (tú or neutral), ``es_usted``, ``en``."""


@dataclass(frozen=True)
class LanguagePack:
    """All that an engine learns of a tenant."""

    tenant: str
    languages: Sequence[str]
    """The first is the default."""
    region: str
    """ISO 3166, for phone numbers and day/month order."""
    currency: str
    intents: Mapping[str, IntentSpec]
    wordings: Mapping[str, Wording]
    terms: Sequence[Term] = field(default_factory=tuple)
    outside: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """By language: messages that are about none of the intents."""


class Engine(Protocol):
    """A language engine for one tenant."""

    @property
    def name(self) -> str: ...

    async def read(self, message: str, context: ReadContext) -> Reading:
        """One reading; never raises for any text, in bounded time."""
        ...

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        """One message from all acts, in their order."""
        ...

    def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        """The same message, sentence by sentence."""
        ...

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        """The answer that the passages hold, or None where they hold none."""
        ...

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        """A few sentences for the person who takes over."""
        ...

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Shape ``(len(texts), dimensions)``, rows of length 1."""
        ...


class ModelCall(TypedDict):
    """One call to a model, for the turn record. One that was barred has no attempts, and its ``error`` says why."""

    purpose: str
    """``read`` or ``write``."""
    model: str
    prompt: str
    """The agents whose prompts it was asked with, ``composer+quoter``."""
    version: str
    """The start of the digest of that prompt."""
    temperature: float
    attempts: int
    at: float
    """Milliseconds after the turn had begun."""
    ms: float
    first_ms: NotRequired[float]
    """Until the first words of a stream came."""
    tokens_in: int
    tokens_out: int
    tokens_cached: int
    """Of ``tokens_in``, those that the endpoint had kept."""
    cost: int
    """Millionths of a US dollar."""
    guessed: NotRequired[bool]
    """The tokens are a guess, as the answer was cut off before the endpoint told them."""
    data: str
    """The fenced parts of the prompt, as far as the settings let a trace hold them."""
    answer: str
    error: NotRequired[str]
