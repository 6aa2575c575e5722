"""Slips of the pen in the words that replies are made of."""

from functools import lru_cache

from language.embedded.reply_senses import book, entries

_LONG_ENOUGH = 7
"""Letters from which one wrong letter leaves little doubt."""
_SWAPPED = 5
"""Letters from which two that changed places do."""


@lru_cache(maxsize=4096)
def mended(word: str) -> str:
    """The word that these replies know, where one letter is wrong, missing, doubled or swapped."""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    if len(word) < _SWAPPED or not word.isalpha() or word in _words() or next(book().hits([word]), None):
        return word
    if len(word) < _LONG_ENOUGH:
        return next((known for known in _swappable() if _is_swapped(word, known)), word)
    for known, in_phrases in ((_agreeing(alone=True), False), (_agreeing(alone=False), True)):
        near = process.extractOne(word, known, scorer=OSA.distance, score_cutoff=1)
        if near and not (in_phrases and _is_replaced(word, near[0])):
            return near[0]
    return word


def _is_swapped(word: str, known: str) -> bool:
    """Two letters inside changed places: "fvaor"."""
    wrong = [place for place, (one, other) in enumerate(zip(word, known, strict=False)) if one != other]
    swapped = len(wrong) == 2 and wrong[1] == wrong[0] + 1 and word[wrong[0]] == known[wrong[1]]
    return len(word) == len(known) and swapped and word[wrong[1]] == known[wrong[0]] and wrong[0] > 0


def _is_replaced(word: str, near: str) -> bool:
    """Another letter in its place may make it another word: "consigo" is no "contigo"."""
    return len(word) == len(near) and sorted(word) != sorted(near)


@lru_cache(maxsize=1)
def _words() -> frozenset[str]:
    """Every word that stands in some entry: it is no slip of another."""
    return frozenset(word for told in entries().values() for entry in told for word in entry.split())


@lru_cache(maxsize=1)
def _swappable() -> tuple[str, ...]:
    kinds = ("yes", "faint", "no", "drop", "soft")
    told = {word for kind in kinds for entry in entries()[kind] for word in entry.split()}
    return tuple(sorted(word for word in told if word.isalpha() and _SWAPPED <= len(word) < _LONG_ENOUGH))


@lru_cache(maxsize=2)
def _agreeing(*, alone: bool) -> tuple[str, ...]:
    """The words of yes and no that a misspelt one may have been: those that say it alone, or all in their phrases."""
    kinds = ("yes", "faint", "no", "drop", "yes_take", "yes_book", "yes_order", "yes_quote")
    told = {word for kind in kinds for entry in entries()[kind] for word in entry.split() if not alone or word == entry}
    return tuple(sorted(word for word in told if word.isalpha() and len(word) >= _LONG_ENOUGH))
