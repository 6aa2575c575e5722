"""Words that mean the same in a sales talk, in both languages, as one feature: "cuánto vale", "how much" are price."""

from collections.abc import Sequence
from functools import lru_cache

from language.embedded.data import load
from language.embedded.phrasebook import Phrasebook


def concepts_in(words: Sequence[str]) -> list[str]:
    """The concepts of ``data/concepts.json`` that plain ``words`` name, each once, in alphabetical order."""
    return sorted({hit.told for hit in _book().hits(words)})


@lru_cache(maxsize=16384)
def is_ordinary(word: str) -> bool:
    """Whether a word alone means something in a sales talk, so that it is hardly a name."""
    return bool(concepts_in([word]))


@lru_cache(maxsize=1)
def _book() -> Phrasebook[str]:
    table = load("concepts")
    return Phrasebook((entry, name) for name, lists in table.items() for entries in lists.values() for entry in entries)
