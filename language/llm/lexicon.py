"""The words of plain talk, from the files of ``phrasing/``: those that claim nothing, and groups of one meaning."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from language.llm.inflect import english_plural, english_verb, spanish_noun, spanish_past, spanish_quality, spanish_verb

_FOLDER = Path(__file__).parent / "phrasing"
_KIND = re.compile(r"\[(\w+)\]")
_HANGING = re.compile(r"(?<=[aeionr])(?:[mts]e|les?|nos)?(?:l[aeo]s?)?$")
"""What hangs on a Spanish verb: "verlo", "dejarmela"."""
_LEAST = 3
"""Letters that are left of a verb at least when what hangs on it is taken off."""


@lru_cache
def kinds(file: str) -> Mapping[str, frozenset[str]]:
    """The words of ``phrasing/<file>.txt`` as they are written there, by kind."""
    found: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in lines(file):
        if match := _KIND.fullmatch(line):
            words = found.setdefault(match[1], set())
        else:
            words.update(line.split())
    return {kind: frozenset(words) for kind, words in found.items()}


def lines(file: str) -> Iterator[str]:
    """The lines of ``phrasing/<file>.txt`` but for its comments."""
    written = (_FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines()
    return (line for line in written if line and not line.startswith("#"))


@lru_cache
def talk(language: str) -> frozenset[str]:
    """The words of plain talk, in all their forms."""
    verbs = _verbs(kinds(f"{language}_verbs")["talk"], language)
    stems = kinds(f"{language}_verbs").get("past", frozenset())
    past = frozenset(form for stem in stems for form in spanish_past(stem))
    return verbs | past | frozenset(_forms(kinds(f"{language}_words")["plain"], language))


@lru_cache
def acts(language: str) -> frozenset[str]:
    """The forms of the verbs that do something in the world: a question may name them."""
    listed = frozenset(_forms(kinds(f"{language}_words")["acts"], language))
    return listed | _verbs(kinds(f"{language}_verbs")["acts"], language)


@lru_cache(maxsize=8192)
def groups_of(word: str, language: str) -> frozenset[int]:
    """The groups of one meaning that the word is in."""
    known = _groups(language)
    return known.get(word) or known.get(bare(word, language), frozenset())


@lru_cache(maxsize=8192)
def bare(word: str, language: str) -> str:
    """A Spanish verb without what hangs on it; any other word as it is."""
    shorter = _HANGING.sub("", word) if language == "es" else word
    return shorter if len(shorter) >= _LEAST else word


@lru_cache
def _groups(language: str) -> Mapping[str, frozenset[int]]:
    found: dict[str, set[int]] = {}
    for number, line in enumerate(lines(f"{language}_groups")):
        for form in _forms(line.split(), language):
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def _verbs(listed: Iterable[str], language: str) -> frozenset[str]:
    inflect = spanish_verb if language == "es" else english_verb
    return frozenset(form for word in listed for form in inflect(word))


def _forms(listed: Iterable[str], language: str) -> Iterator[str]:
    for word in listed:
        if word.startswith("="):
            yield word[1:]
        elif language == "es":
            yield from _spanish(word)
        elif word.endswith("+"):
            yield from english_verb(word[:-1])
        else:
            yield from (word, english_plural(word))


def _spanish(word: str) -> Iterator[str]:
    if word.endswith("/"):
        return spanish_quality(word[:-1])
    if word.endswith(_INFINITIVES) and word not in _NOUNS:
        return spanish_verb(word)
    return spanish_noun(word)


_INFINITIVES = ("ar", "er", "ir")
_NOUNS = frozenset({"lugar", "celular", "taller", "similar", "particular", "par", "ayer", "placer", "singular"})
"""Words that end as an infinitive does."""
