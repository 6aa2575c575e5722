"""Finds items in what a customer wrote: by names, synonyms and codes, spelling mistakes and all."""

from collections.abc import Sequence

from rapidfuzz import fuzz, process

from commerce.catalogue.index import OTHER_LANGUAGE_WEIGHT, Entry, Index, Phrase
from commerce.catalogue.model import Hit
from commerce.catalogue.words import content_words, squashed, words_of

NAMED = 0.6
"""How much of a name must have been said for the item to count as named."""
NAMED_BRIEFLY = 0.25
TO_THE_POINT = 0.6
"""Where so much of the words is the catalogue's, ``shingles`` alone is enough to mean all of them."""
NEAR_BEST = 0.85
"""A hit this far below the best one is something else."""
SPELLING = 80
FUZZY_FROM = 5
"""Shorter words have too many neighbours to guess at."""
WORDS_READ = 60
KIN = 0.85
CODE_SCORE = 2.0
CODE_LENGTH = 4
WEAK = 0.5

Meant = list[tuple[str, float]]
Said = dict[str, float]
"""Words of the vocabulary that were said, each with how well it was spelled, 0 to 1."""


def search(index: Index, entries: Sequence[Entry], words: str, language: str) -> list[Hit]:
    """Hits among ``entries``, best first, ties in catalogue order."""
    if coded := _by_code(entries, words):
        return coded
    asked = content_words(words)[:WORDS_READ]
    known = [meant for word in asked if (meant := _known(index, word))]
    said = _merged(known)
    enough = NAMED if len(known) < len(asked) * TO_THE_POINT else NAMED_BRIEFLY
    scored = [Hit(entry.item, _score(index, entry, said, language, enough)) for entry in entries]
    best = max((hit.score for hit in scored), default=0.0)
    kept = [hit for hit in scored if hit.score > 0 and hit.score >= best * NEAR_BEST]
    return sorted(kept, key=lambda hit: -hit.score)


def _by_code(entries: Sequence[Entry], words: str) -> list[Hit]:
    """Items whose code stands in the words, whole, however it was punctuated."""
    pieces = [squashed(piece) for piece in words_of(words)[:WORDS_READ]]
    runs = {"".join(pieces[start : start + length]) for start in range(len(pieces)) for length in (1, 2, 3)}
    return [Hit(entry.item, CODE_SCORE) for entry in entries if len(entry.code) >= CODE_LENGTH and entry.code in runs]


def _merged(known: Sequence[Meant]) -> Said:
    said: Said = {}
    for word, sureness in (pair for meant in known for pair in meant):
        said[word] = max(sureness, said.get(word, 0.0))
    return said


def _known(index: Index, word: str) -> Meant:
    """The words of the catalogue that may be meant: itself, one that is spelled nearly so, or its kin."""
    if index.knows(word):
        return [(word, 1.0)]
    if len(word) < FUZZY_FROM or word[0].isdigit():
        return []
    near = process.extractOne(word, index.vocabulary, scorer=fuzz.ratio, score_cutoff=SPELLING)
    return [(near[0], near[1] / 100)] if near else [(kin, KIN) for kin in index.kin(word)]


def _score(index: Index, entry: Entry, said: Said, language: str, enough: float) -> float:
    """How fully one of the item's names was said, and how much of what was said is about the item."""
    named = max((_coverage(index, phrase, said, language) for phrase in entry.phrases), default=0.0)
    if named < enough:
        return 0.0
    about = sum(index.weight([word]) * sureness * _part(entry, word) for word, sureness in said.items())
    return 0.6 * max(named, NAMED) + 0.4 * about / index.weight(said)


def _coverage(index: Index, phrase: Phrase, said: Said, language: str) -> float:
    heard = sum(index.weight([word]) * said[word] for word in phrase.words if word in said)
    tongue = 1.0 if phrase.language == language else OTHER_LANGUAGE_WEIGHT
    return phrase.weight * tongue * heard / index.weight(phrase.words)


def _part(entry: Entry, word: str) -> float:
    return 1.0 if word in entry.strong else WEAK if word in entry.weak else 0.0
