"""Finds the passages that may answer: those in the customer's language first, then the others."""

from urllib.parse import urlsplit

from commerce.packs.model import Pack
from knowledge.index import index_for
from knowledge.index.port import Hit, Index
from knowledge.lexical import Frequencies, query_vector, share_answered
from knowledge.port import Knowledge
from knowledge.words import terms_of
from language.port import Passage
from store.unit import Store

SAME_PAGE = 1.1
"""What a passage of the page that the customer is on counts more."""
SPARE = 2
"""Candidates for each result, so that the customer's page can move up."""


class Retriever(Knowledge):
    """Searches one index. ``threshold`` is on the passage's score, 0 to 1."""

    def __init__(self, index: Index, max_results: int, threshold: float) -> None:
        self._index = index
        self._max_results = max_results
        self._threshold = threshold

    async def search(self, query: str, language: str, page: str | None = None) -> list[Passage]:
        terms = terms_of(query, language)
        known = await self._index.frequencies()
        found: list[Passage] = []
        for each in sorted(known, key=lambda other: (other != language, other)):
            if terms and len(found) < self._max_results:
                found += await self._among(each, terms, known[each], page)
        return found[: self._max_results]

    async def _among(self, language: str, terms: list[str], known: Frequencies, page: str | None) -> list[Passage]:
        query = query_vector(terms, known)
        hits = await self._index.nearest(query, language, self._max_results * SPARE)
        here = _place(page)
        weighed = sorted(((hit.product * _bonus(hit, here), hit) for hit in hits), key=lambda pair: -pair[0])
        passages = [_passage(hit, share_answered(weight, query)) for weight, hit in weighed]
        return [passage for passage in passages if passage["score"] >= self._threshold]


class TenantKnowledge(Retriever):
    """The content of one tenant, by the settings of its pack."""

    def __init__(self, store: Store, tenant: str, pack: Pack) -> None:
        settings = pack.file.sales_agent.vector_database
        index = index_for(store, tenant, settings)
        super().__init__(index, settings.max_results, settings.similarity_threshold)


def _passage(hit: Hit, score: float) -> Passage:
    return {
        "id": f"{hit.document}#{hit.anchor}",
        "title": hit.title,
        "heading": hit.heading,
        "url": hit.url,
        "text": hit.body,
        "language": hit.language,
        "score": round(score, 4),
    }


def _bonus(hit: Hit, here: str | None) -> float:
    return SAME_PAGE if here is not None and _place(hit.url) == here else 1.0


def _place(address: str | None) -> str | None:
    """Host and path of an address, for comparison; None for what is no address."""
    try:
        parts = urlsplit(address or "")
    except ValueError:
        return None
    return f"{parts.netloc.lower()}{parts.path.rstrip('/')}" or None
