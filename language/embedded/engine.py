"""The engine that needs no key and no network: n-grams, word lists, grammars and templates."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from language.embedded.answers import answer
from language.embedded.detect import detect
from language.embedded.encoder.hashing import HashingEncoder
from language.embedded.encoder.port import Encoder
from language.embedded.entities.find import find_entities
from language.embedded.entities.terms import TermIndex
from language.embedded.entities.world import World
from language.embedded.extract import extract
from language.embedded.intents.model import Classifier
from language.embedded.intents.train import examples_of, learnt
from language.embedded.parts import read_intents
from language.embedded.reply import intents_with, reply_to
from language.embedded.signals import signals
from language.embedded.summary import summarise
from language.embedded.text import Text, text_of
from language.embedded.tone import register, sentiment, urgency
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


@dataclass(frozen=True, slots=True)
class EmbeddedEngine:
    """Implements ``language.port.Engine`` for one tenant. Same input, same bytes."""

    pack: LanguagePack
    classifier: Classifier
    terms: TermIndex
    encoder: Encoder
    writer: Writer
    name: str = "embedded"

    @staticmethod
    def build(pack: LanguagePack, cache: Path | None = None) -> "EmbeddedEngine":
        """Learns the pack's intents, or loads what was learnt from the same examples from the folder ``cache``."""
        return EmbeddedEngine(
            pack=pack,
            classifier=learnt(examples_of(pack.intents), cache),
            terms=TermIndex(pack.terms),
            encoder=HashingEncoder(),
            writer=Writer(pack.wordings),
        )

    async def read(self, message: str, context: ReadContext) -> Reading:
        text = text_of(message)
        language = detect(text, self.pack.languages, context["language"])
        world = self._world(language, context)
        entities = find_entities(text, world)
        intents = read_intents(self.classifier, text)
        pending = context["pending"]
        reply = reply_to(text, pending, intents, entities) if pending else None
        answered = answer(text, intents, entities, world)
        if answered:
            intents, entities = answered.intents, answered.entities
        if reply:
            intents = intents_with(reply, intents)
        return self._reading(text, language, intents, entities, reply)

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
        self, text: Text, language: str, intents: list[Guess], entities: list[Entity], reply: Reply | None
    ) -> Reading:
        hurry = urgency(text)
        specs = [self.pack.intents[guess["name"]] for guess in intents if guess["name"] in self.pack.intents]
        return Reading(
            language=language,
            intents=intents,
            entities=[_as_written(text, each) for each in entities],
            sentiment=sentiment(text),
            urgency=hurry,
            signals=signals(specs, entities, hurry),
            family=specs[0].family if specs else None,
            register=register(text, language),
            reply=reply,
        )

    async def write(self, acts: Sequence[Act], voice: Voice) -> str:
        return self.writer.write(acts, voice)

    async def stream(self, acts: Sequence[Act], voice: Voice) -> AsyncIterator[str]:
        for sentence in self.writer.sentences(acts, voice):
            yield sentence

    async def extract(self, question: str, passages: Sequence[Passage], language: str) -> Extract | None:
        return extract(question, passages, language)

    async def summarise(self, messages: Sequence[Mapping[str, str]], language: str) -> str:
        return summarise(messages, language)

    async def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return self.encoder.encode(texts)


def _as_written(text: Text, found: Entity) -> Entity:
    start, end = text.span(found["start"], found["end"])
    return Entity(**{**found, "start": start, "end": end})
