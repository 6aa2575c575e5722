"""Whether two words say the same: they are forms of one word, or stand in one group of words with one meaning."""

from collections.abc import Iterable
from functools import lru_cache

from language.llm.forms import related
from language.llm.lexicon import groups_of


@lru_cache(maxsize=65536)
def alike(word: str, known: str, language: str) -> bool:
    return word == known or related(word, known) or not groups_of(word, language).isdisjoint(groups_of(known, language))


def one_of(word: str, known: Iterable[str], language: str) -> bool:
    """Whether one of the known words says what it does."""
    return any(alike(word, each, language) for each in known)


def in_a_group_of(word: str, known: Iterable[str], language: str) -> bool:
    """Whether a word of one of its groups is known."""
    groups = groups_of(word, language)
    return bool(groups) and any(not groups.isdisjoint(groups_of(each, language)) for each in known)


def shared(about: frozenset[str], known: frozenset[str], language: str) -> int:
    """How many of ``known`` are said, in whatever form or word."""
    return sum(each in about or one_of(each, about, language) for each in known)


def forms_shared(about: frozenset[str], known: frozenset[str]) -> int:
    """How many of ``known`` are said in the same words, or forms of them."""
    return sum(each in about or any(related(word, each) for word in about) for each in known)
