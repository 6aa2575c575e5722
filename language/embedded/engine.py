"""The engine that needs no key and no network: sentence vectors, n-grams, word lists, grammars and templates."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from language.embedded.answering.extract import extract
from language.embedded.answering.likeness import likeness_with
from language.embedded.answers import ANSWER, answer, is_nothing_but_data
from language.embedded.detect import detect
from language.embedded.encoder.hashing import HashingEncoder
from language.embedded.encoder.port import Encoder
from language.embedded.entities.find import find_entities
from language.embedded.entities.terms import TermIndex
from language.embedded.entities.tongues import wanted
from language.embedded.entities.world import World
from language.embedded.intents.model import Classifier
from language.embedded.intents.train import examples_of, learnt
from language.embedded.moods.learn import moods_here
from language.embedded.moods.model import Moods, Tone
from language.embedded.parts import Span, read_intents
from language.embedded.reply import intents_with, reply_to
from language.embedded.signals import signals
from language.embedded.summary import summarise
from language.embedded.text import Text, text_of
from language.embedded.tone import register
from language.embedded.wording import Writer
from language.port import (
    Act,
    Entity,
    Extract,
    Guess,
    LanguagePack,
    Passage,
    ReadContext,
    Reading,
    Reply,
    Voice,
)

NAMED_SURELY = 0.7
SAID_ANEW = Guess(name="repeat", confidence=0.95)
"""What a wish for another language asks for."""
_NAMES = frozenset({"address", "city", "customer_name", "company", "email"})
"""What is called the same in every language."""


@dataclass(frozen=True, slots=True)
class EmbeddedEngine:
    """Implements ``language.port.Engine`` for one tenant. Same input, same bytes."""

    pack: LanguagePack
    classifier: Classifier
    moods: Moods
    terms: TermIndex
    encoder: Encoder
    writer: Writer
    name: str = "embedded"

    @staticmethod
    def build(pack: LanguagePack, cache: Path | None = None, encoder: Encoder | None = None) -> "EmbeddedEngine":
        """Learns the pack's intents, or loads what was learnt from the same examples from the folder ``cache``.

        Without an ``encoder`` it reads and compares by words and letters alone.
        """
        outside = [text for language in sorted(pack.outside) for text in pack.outside[language]]
        return EmbeddedEngine(
            pack=pack,
            classifier=learnt(examples_of(pack.intents), cache, outside, encoder),
            moods=moods_here(cache, encoder),  # type: ignore[arg-type]  # the port does not say that encoders hash
            terms=TermIndex(pack.terms),
            encoder=encoder or HashingEncoder(),
            writer=Writer(pack.wordings),
        )

    async def read(self, message: str, context: ReadContext) -> Reading:
        text = text_of(message)
        language = detect(text, self.pack.languages, context["language"])
        world = self._world(language, context)
        entities = find_entities(text, world)
        if language != context["language"] and self._is_only_named(text, entities, context["language"]):
            world = self._world(language := context["language"], context)
            entities = find_entities(text, world)
        intents = await asyncio.to_thread(read_intents, self.classifier, text, _named(entities))
        intents = [ANSWER] if is_nothing_but_data(text, entities) else intents
        tone = await asyncio.to_thread(self.moods.read, text)
        pending = context["pending"]
        reply = reply_to(text, pending, intents, entities) if pending else None
        answered = answer(text, intents, entities, world)
        if answered:
            intents, entities = answered.intents, answered.entities
        if reply:
            intents = intents_with(reply, intents)
        if wish := wanted(text, entities, self.pack.languages):
            language, intents = wish.tongue, [SAID_ANEW] if wish.alone else intents
            reply = "digress" if wish.alone and reply else reply
        return self._reading(text, language, intents, entities, tone, reply)

    def _is_only_named(self, text: Text, entities: Sequence[Entity], spoken: str) -> bool:
        """Whether the other language is that of a street or a person, and not of the customer's own words."""
        names = [each for each in entities if each["kind"] in _NAMES]
        rest = " ".join(
            token.word for token in text.tokens if not any(each["start"] <= token.start < each["end"] for each in names)
        )
        return bool(names) and detect(text_of(rest), self.pack.languages, spoken) == spoken

    def _world(self, language: str, context: ReadContext) -> World:
        return World(
            language=language,
            spoken=context["language"],
            region=self.pack.region,
            currency=self.pack.currency,
            now=datetime.fromisoformat(context["now"]),
            zone=ZoneInfo(context["timezone"]),
            terms=self.terms,
            question=context["question"],
            recent=[message["text"] for message in context["recent"]],
        )

    def _reading(
        self, text: Text, language: str, intents: list[Guess], entities: list[Entity], tone: Tone, reply: Reply | None
    ) -> Reading:
        specs = [self.pack.intents[guess["name"]] for guess in intents if guess["name"] in self.pack.intents]
        return Reading(
            language=language,
            intents=intents,
            entities=[_as_written(text, each) for each in entities],
            sentiment=tone.sentiment,
            urgency=tone.urgency,
            signals=signals(specs, entities, tone.urgency),
            family=specs[0].family if specs else None,
            register=register(text, language),
            reply=reply,
        )

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        return self.writer.write(acts, voice)

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        """In one piece: it is all there at once, and each piece is proven and kept apart."""
        if text := self.writer.write(acts, voice):
            yield text

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        return extract(question, passages, language, likeness_with(self.encoder))

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        return summarise(messages, language)

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return await asyncio.to_thread(self.encoder.encode, texts)


def _named(entities: Sequence[Entity]) -> list[Span]:
    """Where products are surely named, and addresses: their towns sound like a question about the area served."""
    names = {"product", "address"}
    sure = [each for each in entities if each["kind"] in names and each["confidence"] >= NAMED_SURELY]
    return [(each["start"], each["end"]) for each in sure]


def _as_written(text: Text, found: Entity) -> Entity:
    start, end = text.span(found["start"], found["end"])
    return Entity(**{**found, "start": start, "end": end})
