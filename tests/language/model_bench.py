"""A small tenant, and an engine for it that asks a scripted model."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import SecretStr

from language.calls import begin
from language.embedded.wording import Writer
from language.llm.breaker import Breaker
from language.llm.engine import LlmEngine
from language.llm.means import Endpoint as Where
from language.llm.means import Limits
from language.llm.model import ChatModel
from language.llm.prompts import Prompts
from language.llm.spending import Budgets, Prices, Purse
from language.port import (
    Act,
    Engine,
    Entity,
    Extract,
    IntentSpec,
    LanguagePack,
    ModelCall,
    Passage,
    Question,
    ReadContext,
    Reading,
    Reply,
    Voice,
    Wording,
)
from tests.language.model_endpoint import Answer, Endpoint

PACK = LanguagePack(
    tenant="ferreteria",
    languages=["es", "en"],
    region="CO",
    currency="COP",
    intents={
        "greeting": IntentSpec(None, None, {"es": ["hola"], "en": ["hi there"]}),
        "price": IntentSpec("purchase", "asks_price", {"es": ["qué vale"], "en": ["how much is it"]}),
        "hours": IntentSpec("information", None, {"es": ["a qué hora abren"], "en": []}),
        "human": IntentSpec(None, None, {"es": ["quiero hablar con alguien"], "en": []}),
    },
    wordings={
        "price.one": Wording(
            frozenset({"item", "price", "tax"}),
            {
                "es": ["{{ item }} cuesta {{ price }} {{ tax }}."],
                "en": ["{{ item }} is {{ price }} {{ tax }}."],
            },
        ),
        "confirm_booking": Wording(
            frozenset({"slot", "person"}), {"es": ["Queda así: {{ slot }} con {{ person }}. ¿Confirmo?"]}
        ),
        "answer": Wording(frozenset({"text"}), {"es": ["{{ text }}"]}),
        "thanks": Wording(frozenset(), {"es": ["Con gusto."], "en": ["You're welcome."]}),
    },
)

PROMPTS = Prompts(read="Read the message.", write="Word the acts.", by_agent={"quoter": "It tells prices."})

VOICE: Voice = {
    "language": "es",
    "locale": "es_CO",
    "timezone": "America/Bogota",
    "register": "usted",
    "channel": "web",
    "seed": "1:1",
    "now": "2026-11-23T09:00:00-05:00",
}


def act(say: str, agent: str = "quoter", **values: Any) -> Act:
    return {"kind": say, "agent": agent, "say": say, "values": values, "facts": [], "blocks": []}


def context(pending: str | None = None, question: Question | None = None) -> ReadContext:
    return {
        "now": "2026-11-23T09:00:00-05:00",
        "timezone": "America/Bogota",
        "language": "es",
        "question": question,
        "pending": pending,
        "recent": [{"role": "ai", "text": "¿Confirmo?"}],
    }


def embedded_reading(
    *intents: tuple[str, float],
    reply: Reply | None = None,
    entities: Sequence[Entity] = (),
    signals: Sequence[str] = (),
) -> Reading:
    return {
        "language": "es",
        "intents": [{"name": name, "confidence": confidence} for name, confidence in intents],
        "entities": list(entities),
        "sentiment": 0.0,
        "urgency": 0.2,
        "signals": list(signals),
        "family": None,
        "register": "usted",
        "reply": reply,
    }


@dataclass
class Templates:
    """Implements ``language.port.Engine``: always the same reading, and the real templates."""

    reading: Reading
    name: str = "embedded"
    reads: int = 0

    async def read(self, message: str, context: ReadContext) -> Reading:
        self.reads += 1
        return self.reading

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        return Writer(PACK.wordings).write(acts, voice)

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        yield await self.write(acts, voice)

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        return {"text": passages[0]["text"], "passages": [passages[0]], "confidence": 0.8}

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        return messages[-1]["text"]

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones((len(texts), 1), dtype=np.float32)


@dataclass
class Bench:
    """An engine, the endpoint that it asks, and the calls that it recorded."""

    engine: LlmEngine
    endpoint: Endpoint
    fallback: Templates
    calls: list[ModelCall]

    def prompt(self, role: str, request: int = -1) -> str:
        """What the model was told in that role."""
        messages = self.endpoint.requests[request]["messages"]
        return str(next(message["content"] for message in messages if message["role"] == role))


@asynccontextmanager
async def bench(
    *answers: Answer,
    reading: Reading | None = None,
    timeout_s: float = 20.0,
    retries: int = 0,
    url: str | None = None,
    turn_s: float = 30.0,
    calls: int = 20,
    prices: Prices | None = None,
    budgets: Budgets | None = None,
    purse: Purse | None = None,
    breaker: Breaker | None = None,
) -> AsyncIterator[Bench]:
    """An engine whose model gives these answers. ``url`` points it elsewhere."""
    endpoint, turn = Endpoint(answers), begin("ferreteria", "c1")
    fallback = Templates(reading or embedded_reading(("greeting", 0.5)))
    engine: Engine
    async with endpoint.serve() as here:
        there = Where("small", url or here, SecretStr("k"), prices=prices or {})
        limits = Limits(timeout_s, turn_s, calls=calls, retries=retries, budgets=budgets or Budgets())
        model = ChatModel(there, limits, purse=purse, breaker=breaker)
        engine = llm = LlmEngine(PACK, fallback, PROMPTS, model)
        assert engine.name == "llm"
        try:
            yield Bench(llm, endpoint, fallback, turn.made)
        finally:
            await llm.close()
