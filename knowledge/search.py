"""Finds the passages that may answer: those in the customer's language first, then the others."""

import asyncio
from collections.abc import Sequence

from commerce.packs.model import Pack
from knowledge.chunk import address_of
from knowledge.index import index_for
from knowledge.index.port import Dense, Hit, Index, Query
from knowledge.lexical import place_of
from knowledge.port import Knowledge
from knowledge.signals import Asked, newest, signals
from knowledge.weights import weights_for
from knowledge.words import terms_of
from language.embedded.encoder import Encoder
from language.port import Passage
from store.unit import Store

SPARE = 2
"""Candidates for each result, so that the customer's page can move up."""
LEAST = 0.0001
"""The score of a passage that has anything at all to do with the question."""


class Retriever(Knowledge):
    """Searches one index. ``threshold`` is on the passage's score, 0 to 1."""

    def __init__(self, index: Index, max_results: int, threshold: float) -> None:
        self._index = index
        self._max_results = max_results
        self._threshold = threshold

    async def search(self, query: str, language: str, page: str | None = None) -> list[Passage]:
        terms = terms_of(query, language)
        if not terms:
            return []
        found = await self._index.find(await self._asked(query, terms, language))
        passages = [_passage(hit, score) for hit, score in _ranked(found, Asked(terms, page, newest(found)), language)]
        return [each for each in passages if each["score"] >= (self._threshold or LEAST)][: self._max_results]

    async def close(self) -> None:
        await self._index.aclose()

    async def _asked(self, query: str, terms: Sequence[str], language: str) -> Query:
        places = tuple(sorted(set(map(place_of, terms))))
        weights = weights_for(self._index.encoder, language)
        dense = await asyncio.to_thread(self._encoded, query)
        return Query(places, dense, weights, self._max_results * SPARE)

    def _encoded(self, query: str) -> Dense | None:
        return self._index.encoder.encode([query])[0] if self._index.encoder else None


class TenantKnowledge(Retriever):
    """The content of one tenant, by the settings of its pack."""

    def __init__(self, store: Store, tenant: str, pack: Pack, encoder: Encoder | None = None) -> None:
        settings = pack.file.sales_agent.vector_database
        index = index_for(store, tenant, settings, encoder)
        super().__init__(index, settings.max_results, settings.similarity_threshold)


def _ranked(found: Sequence[Hit], asked: Asked, language: str) -> list[tuple[Hit, float]]:
    """With what speaks for a hit besides its words and meaning; the customer's language before the others."""
    weighed = [(hit, hit.score * signals(hit, asked)) for hit in found]
    return sorted(weighed, key=lambda pair: (pair[0].language != language, pair[0].language, -pair[1]))


def _passage(hit: Hit, score: float) -> Passage:
    passage: Passage = {
        "id": f"{hit.document}#{hit.anchor}",
        "title": hit.title,
        "heading": hit.heading,
        "url": address_of(hit.url, hit.anchor),
        "text": hit.body,
        "language": hit.language,
        "score": round(min(1.0, score), 4),
        "share": round(min(1.0, hit.share), 4),
        "neighbours": [heading for heading in (hit.before, hit.after) if heading],
    }
    if hit.cosine is not None:
        passage["cosine"] = round(hit.cosine, 4)
    if hit.updated:
        passage["updated"] = hit.updated.isoformat()
    return passage
