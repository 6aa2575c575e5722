"""The chunks of one language in memory: which have a term, and how each compares with a question."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index.port import Dense, Entry, Hit, Query
from knowledge.lexical import Frequencies, Vector, expected
from knowledge.load import Page
from knowledge.weights import joined


@dataclass(frozen=True, slots=True)
class Kept:
    """A chunk, its page, and the headings around it."""

    page: Page
    entry: Entry
    before: str | None
    after: str | None


class Shelf:
    def __init__(self, kept: Sequence[Kept]) -> None:
        self._kept = kept
        self._having: dict[int, list[tuple[int, float]]] = defaultdict(list)
        for row, each in enumerate(kept):
            for place, weight in each.entry.lexical.items():
                self._having[place].append((row, weight))
        self._dense = [(row, each.entry.dense) for row, each in enumerate(kept) if each.entry.dense is not None]

    def frequencies(self, places: Sequence[int]) -> Frequencies:
        return Frequencies(len(self._kept), {place: len(self._having.get(place, ())) for place in places})

    def best(self, query: Query, weight: float) -> list[Hit]:
        frequencies = self.frequencies(query.places)
        shares = self._shares({place: frequencies.rarity(place) for place in query.places})
        cosines = self._cosines(query.dense)
        scores = [joined(float(share), cosines.get(row), weight) for row, share in enumerate(shares)]
        rows = sorted(range(len(scores)), key=lambda row: (-scores[row], row))[: query.limit]
        return [self._hit(row, float(shares[row]), cosines.get(row), scores[row]) for row in rows]

    def _shares(self, asked: Vector) -> NDArray[np.float64]:
        products = np.zeros(len(self._kept))
        for place, rarity in asked.items():
            for row, weight in self._having.get(place, ()):
                products[row] += rarity * weight
        return products / (expected(asked) or 1.0)

    def _cosines(self, asked: Dense | None) -> dict[int, float]:
        if asked is None or not self._dense:
            return {}
        near = np.stack([dense for _, dense in self._dense]) @ asked
        return {row: float(cosine) for (row, _), cosine in zip(self._dense, near, strict=True)}

    def _hit(self, row: int, share: float, cosine: float | None, score: float) -> Hit:
        kept = self._kept[row]
        page, chunk = kept.page, kept.entry.chunk
        return Hit(
            document=page.id,
            title=page.title,
            url=page.url,
            ordinal=chunk.ordinal,
            heading=chunk.heading,
            anchor=chunk.anchor,
            body=chunk.body,
            language=page.language,
            before=kept.before,
            after=kept.after,
            updated=page.updated,
            share=share,
            cosine=cosine,
            score=score,
        )
