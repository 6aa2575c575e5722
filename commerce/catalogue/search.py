"""Finds items in what a customer wrote: by names, synonyms and codes, spelling mistakes and all."""

from collections.abc import Sequence

import numpy as np

from commerce.catalogue.index import OTHER_LANGUAGE_WEIGHT, Entry, Index, Phrase, Places
from commerce.catalogue.model import Hit
from commerce.catalogue.words import content_words, squashed, words_of

NAMED = 0.6
"""How much of a name must have been said for the item to count as named."""
NAMED_BRIEFLY = 0.25
TO_THE_POINT = 0.6
"""Where so much of the words is the catalogue's, ``shingles`` alone is enough to mean all of them."""
NEAR_BEST = 0.85
"""A hit this far below the best one is something else."""
WORDS_READ = 60
KIN = 0.85
CODE_SCORE = 2.0
CODE_LENGTH = 4
WEAK = 0.5
WEIGHED = 250
"""Entries that are weighed in full: of a larger catalogue, those whose names hold most of what was said."""

Meant = list[tuple[str, float]]
Said = dict[str, float]
"""Words of the vocabulary that were said, each with how well it was spelled, 0 to 1."""


def search(index: Index, among: Places | None, words: str, language: str) -> list[Hit]:
    """Hits ``among`` the entries (None: all of them), best first; of equals, the one whose name says most."""
    if coded := _by_code(index, among, words):
        return coded
    asked = content_words(words)[:WORDS_READ]
    known = [meant for word in asked if (meant := _known(index, word))]
    said = _merged(known)
    enough = NAMED if len(known) < len(asked) * TO_THE_POINT else NAMED_BRIEFLY
    entries = [index.entries[place] for place in _likely(index, among, said)]
    heard = _Heard(index, said, language)
    scored = [(entry, *_score(heard, entry, enough)) for entry in entries]
    best = max((score for _, score, _ in scored), default=0.0)
    kept = [each for each in scored if each[1] > 0 and each[1] >= best * NEAR_BEST]
    return [Hit(entry.item, score) for entry, score, _ in sorted(kept, key=lambda each: (-each[1], -each[2]))]


def _by_code(index: Index, among: Places | None, words: str) -> list[Hit]:
    """Items whose code stands in the words, whole, however it was punctuated."""
    pieces = [squashed(piece) for piece in words_of(words)[:WORDS_READ]]
    runs = {"".join(pieces[start : start + length]) for start in range(len(pieces)) for length in (1, 2, 3)}
    places = sorted(place for run in runs if len(run) >= CODE_LENGTH for place in index.coded(run))
    allowed = None if among is None else set(among.tolist())
    return [Hit(index.entries[place].item, CODE_SCORE) for place in places if allowed is None or place in allowed]


def _likely(index: Index, among: Places | None, said: Said) -> list[int]:
    """Entries that a word of what was said names; of too many, those that more of its weight names."""
    if not said:
        return []
    held = np.zeros(len(index.entries), np.float64)
    for word, sureness in said.items():
        held[index.named(word)] += index.weight([word]) * sureness
    if among is not None:
        outside = np.ones(len(held), np.bool_)
        outside[among] = False
        held[outside] = 0.0
    places = np.flatnonzero(held)
    if len(places) > WEIGHED:
        places = np.sort(places[np.argsort(-held[places], kind="stable")[:WEIGHED]])
    return [int(place) for place in places]


def _merged(known: Sequence[Meant]) -> Said:
    said: Said = {}
    for word, sureness in (pair for meant in known for pair in meant):
        said[word] = max(sureness, said.get(word, 0.0))
    return said


def _known(index: Index, word: str) -> Meant:
    """The words of the catalogue that may be meant: itself, one that is spelled nearly so, or its kin."""
    if index.knows(word):
        return [(word, 1.0)]
    return index.spelling.nearest(word) or [(kin, KIN) for kin in index.kin(word)]


class _Heard:
    """What was said, as the names of entries are held against it; names that many share are weighed once."""

    def __init__(self, index: Index, said: Said, language: str) -> None:
        self.said = {word: index.weight([word]) * sureness for word, sureness in said.items()}
        self.whole = index.weight(said)
        self._index = index
        self._language = language
        self._covered: dict[int, tuple[float, float]] = {}

    def coverage(self, phrase: Phrase) -> tuple[float, float]:
        """The share of the phrase that was said, and how much that tells."""
        known = self._covered.get(id(phrase))
        if known is None:
            told = sum(self.said[word] for word in phrase.words if word in self.said)
            tongue = 1.0 if phrase.language == self._language else OTHER_LANGUAGE_WEIGHT
            share = phrase.weight * tongue * told / self._index.weight(phrase.words) if told else 0.0
            known = self._covered[id(phrase)] = (share, told)
        return known


def _score(heard: _Heard, entry: Entry, enough: float) -> tuple[float, float]:
    """How fully one of the item's names was said and how much of what was said is about the item; and the weight of
    that name, by which equals are told apart."""
    named, told = max((heard.coverage(phrase) for phrase in entry.phrases), default=(0.0, 0.0))
    if named < enough:
        return 0.0, 0.0
    about = sum(weight * _part(entry, word) for word, weight in heard.said.items())
    return 0.6 * max(named, NAMED) + 0.4 * about / heard.whole, told


def _part(entry: Entry, word: str) -> float:
    return 1.0 if word in entry.strong else WEAK if word in entry.weak else 0.0
