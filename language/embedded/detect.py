"""Which of the tenant's languages a message is in; the conversation's own where the words do not tell."""

import math
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from language.embedded.data import load
from language.embedded.phrasebook import Phrasebook
from language.embedded.text import Text, plain_of

_PRIOR = 1.6
"""What the conversation so far counts, in log odds."""
_WORD = 1.8
"""What a word counts that only one of the languages has."""
_LETTERS = 1.5
"""The most that the letters of another word count: names and words of the trade are borrowed in both directions."""
_EVEN = 2.0
"""Log odds of the letters at which they count half of that."""
_OTHERS = re.compile(r"\S*@\S*|https?://\S*|www\.\S*|\S*\d\S*|\b[aeijh]?([jh])([aeio])(?:\1+\2+)+\1?\b")
"""Addresses, figures, and laughter, which everyone spells as they like ("jajaja", "hahaha"): they tell no language."""
_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SIGNS = {"es": re.compile("[¿¡ñ]")}


@lru_cache(maxsize=1)
def _book() -> Phrasebook[str]:
    return Phrasebook((entry, language) for language, entries in load("tongues").items() for entry in entries)


def detect(text: Text, languages: Sequence[str], spoken: str) -> str:
    """``spoken`` is the conversation's language so far."""
    home = spoken if spoken in languages else languages[0]
    if len(languages) == 1:
        return home
    scores = {language: _PRIOR * (language == home) for language in languages}
    words = _WORDS.findall(_OTHERS.sub(" ", text.plain))
    known = _book().cover(words)
    for hit in known:
        if hit.told in scores:
            scores[hit.told] += _WORD
    covered = {place for hit in known for place in range(hit.place, hit.place + hit.size)}
    for language, odds in _by_letters([word for place, word in enumerate(words) if place not in covered], languages):
        scores[language] += odds
    for language, sign in _SIGNS.items():
        if language in scores and sign.search(text.clean):
            scores[language] += _WORD
    return max(languages, key=lambda language: (scores[language], language == home))


def _by_letters(words: Sequence[str], languages: Sequence[str]) -> Iterator[tuple[str, float]]:
    """What each word counts for the language that its letters are likeliest in."""
    spelt = [language for language in languages if language in _spellings()]
    if len(spelt) < 2:
        return
    for word in words:
        odds = {language: _spellings()[language].likelihood(word) for language in spelt}
        first, second = sorted(spelt, key=lambda language: (-odds[language], language))[:2]
        lead = odds[first] - odds[second]
        yield first, _LETTERS * lead / (lead + _EVEN)


@dataclass(frozen=True, slots=True)
class _Spelling:
    """How often letters follow each other in the words of a language."""

    triples: Mapping[str, int]
    pairs: Mapping[str, int]
    letters: int

    def likelihood(self, word: str) -> float:
        """The logarithm of the probability of the word's letters, each given the two before it."""
        return sum(
            math.log((self.triples.get(triple, 0) + 0.5) / (self.pairs.get(triple[:2], 0) + 0.5 * self.letters))
            for triple in _triples(word)
        )


@lru_cache(maxsize=1)
def _spellings() -> dict[str, _Spelling]:
    """Learnt from the words of the tables that only one language has."""
    words: dict[str, set[str]] = {language: set(entries) for language, entries in load("tongues").items()}
    tables = (*load("concepts").values(), load("industries"), load("roles"))
    for table in tables:
        for language, entries in table.items():
            words.setdefault(language, set()).update(
                each for entry in entries for each in _WORDS.findall(plain_of(entry))
            )
    shared = set.intersection(*words.values())
    return {language: _spelling(sorted(own - shared)) for language, own in words.items()}


def _spelling(words: Sequence[str]) -> _Spelling:
    triples = Counter(triple for word in words for triple in _triples(word))
    pairs: Counter[str] = Counter()
    for triple, count in triples.items():
        pairs[triple[:2]] += count
    return _Spelling(triples, pairs, len({triple[2] for triple in triples}))


def _triples(word: str) -> Iterator[str]:
    framed = f"  {word} "
    return (framed[place : place + 3] for place in range(len(framed) - 2))
