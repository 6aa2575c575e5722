"""The names of what the business sells, so that plurals, typing slips and sound-alike spellings still find them."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from language.embedded.data import words
from language.embedded.intents.concepts import is_ordinary
from language.embedded.text import Text, Token, text_of
from language.port import Term
from language.words.numerals import below_hundred

LEAST = 0.55
"""The share of a name, by weight of its words, that must be said for it to be meant."""
SLIP = 84.0
"""Likeness, of 100, from which a strange word is a slip of a known one."""
ROOT_SLIP = 75.0
"""The same of what is left of both without an ending that many words share, which makes "alineación" "afinación"."""
TRIED = 80
"""Words of a message that are tried for slips, so that a long one takes no longer."""
_SPARE_WORDS = 3
_BESIDE = 4
"""Letters between a figure and the word of a name that it belongs to: "5 de 2", "2.5"."""

_EMPTY = frozenset(words("term_empty"))
_ENDINGS = words("term_endings")
_COUNTS = frozenset({*below_hundred("es"), *below_hundred("en")})
_SOUNDS = (("ch", "tx"), ("h", ""), ("v", "b"), ("z", "s"), ("ce", "se"), ("ci", "si"), ("ll", "y"), ("qu", "k"),
           ("c", "k"), ("x", "s"), ("ph", "f"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Match:
    """A term that was named, from ``start`` to ``end`` of the text; ``share`` is 1 where the whole name was said."""

    id: str
    start: int
    end: int
    share: float


@dataclass(frozen=True, slots=True)
class _Name:
    id: str
    stems: frozenset[str]
    weight: float
    lead_on: frozenset[str]
    """Its figures that stand before a word of it: the 2 of "2 piece kit", and not that of "Jetta 2.5"."""


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its plural and a final "e": "stores" may come from "store", "motores" from "motor"."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 5 and word.endswith(("res", "nes", "les", "des", "ches", "shes", "xes", "zes", "sses")):
        return word[:-2]
    single = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
    return single[:-1] if len(single) > 4 and single.endswith("e") else single


@lru_cache(maxsize=8192)
def sound(word: str) -> str:
    """The word as it sounds in Spanish: "valatas" and "balatas" are one."""
    for letters, spoken in _SOUNDS:
        word = word.replace(letters, spoken)
    return re.sub(r"(.)\1+", r"\1", word)


class TermIndex:
    def __init__(self, terms: Sequence[Term]) -> None:
        named = [(term["id"], _stems(name), _leading(name)) for term in terms for name in _names(term)]
        spread = Counter(each for _, stems, _ in named for each in stems)
        self._weights = {each: math.log(1 + len(named) / count) for each, count in spread.items()}
        self._by_stem: dict[str, list[_Name]] = defaultdict(list)
        for id_, stems, lead_on in named:
            name = _Name(id_, stems, math.fsum(self._weights[each] for each in stems), lead_on)
            for each in stems:
                self._by_stem[each].append(name)
        self._by_sound = {sound(each): each for each in sorted(self._weights, reverse=True)}
        self._stems = sorted(each for each in self._weights if len(each) >= 5)
        self._slips: dict[str, tuple[str, float] | None] = {}

    def matches(self, text: Text) -> list[Match]:
        """The best match of each place of the text; several where names tie. In the order of the text."""
        known = self._known(text.tokens)
        names = _each_once(name for _, each, _ in known for name in self._by_stem[each])
        placed = [(*each, name.stems) for name in names for each in self._placed(name, known)]
        found: dict[str, tuple[float, Match]] = {}
        for weight, match in _unbeaten(placed):
            best = found.get(match.id)
            if best is None or (weight, match.share) > (best[0], best[1].share):
                found[match.id] = (weight, match)
        return _strongest(found.values())

    def _known(self, tokens: Sequence[Token]) -> list[tuple[Token, str, float]]:
        """The tokens that belong to some name, each with the stem that it stands for and how alike they are."""
        known = []
        for token in tokens[:TRIED]:
            said = self._said(token.word)
            if said is not None:
                known.append((token, *said))
        return known

    def _said(self, word: str) -> tuple[str, float] | None:
        if word in _EMPTY:
            return None
        base = stem(word)
        if base in self._weights:
            return base, 1.0
        if len(base) < 4 or base.isdigit():
            return None
        heard = self._by_sound.get(sound(base))
        if heard is not None:
            return heard, 0.95
        if base not in self._slips and len(self._slips) < 8192:
            self._slips[base] = self._slip(base)
        return self._slips.get(base)

    def _slip(self, base: str) -> tuple[str, float] | None:
        from rapidfuzz import fuzz, process

        best = process.extractOne(base, self._stems, scorer=fuzz.ratio, score_cutoff=SLIP) if len(base) >= 5 else None
        if best is None or fuzz.ratio(*_roots(base, best[0])) < ROOT_SLIP:
            return None
        return best[0], best[1] / 100

    def _placed(self, name: _Name, known: Sequence[tuple[Token, str, float]]) -> Iterator[tuple[float, Match]]:
        """Where enough of the name stands close together."""
        inside = [each for each in known if each[1] in name.stems]
        for first in range(len(inside)):
            if _only_counts(inside, first, name):
                continue
            heard: dict[str, float] = {}
            last = inside[first][0]
            for token, each, likeness in inside[first:]:
                if token.start - last.end > 8 * _SPARE_WORDS:
                    break
                heard[each] = max(heard.get(each, 0.0), likeness)
                last = token
                if len(heard) == len(name.stems):
                    break
            # fsum, as of the name: in whichever order the words come, a whole name has a share of exactly 1
            weight = math.fsum(self._weights[each] * likeness for each, likeness in heard.items())
            share = weight / name.weight
            if share >= LEAST and (len(heard) > 1 or _tells(name, *heard)):
                # a whole name says more than a part of a longer one, however rare the words of that part
                yield weight * share**2, Match(name.id, inside[first][0].start, last.end, share)


def _only_counts(inside: Sequence[tuple[Token, str, float]], first: int, name: _Name) -> bool:
    """Whether a figure is no part of the name: the first 2 of "2 pads and a filter 2.5" only counts."""
    token = inside[first][0]
    following = inside[first + 1][0] if first + 1 < len(inside) else None
    if not token.word.isdigit() or following is None:
        return False
    leads_on = following.word.isdigit() or token.word in name.lead_on
    return following.start - token.end > _BESIDE or not leads_on


def _tells(name: _Name, heard: str) -> bool:
    """Whether one word of a name is enough: the only one, or one that is no number and no word of every talk."""
    return len(name.stems) == 1 or not (heard.isdigit() or heard in _COUNTS or is_ordinary(heard))


def _roots(one: str, other: str) -> tuple[str, str]:
    """Both words without the ending that they share."""
    ending = next((each for each in _ENDINGS if one.endswith(each) and other.endswith(each)), "")
    return one.removesuffix(ending), other.removesuffix(ending)


def _names(term: Term) -> Iterator[str]:
    for language in sorted(term["names"]):
        yield from term["names"][language]


def _stems(name: str) -> frozenset[str]:
    words = text_of(name).words()
    return frozenset(stem(word) for word in words if word not in _EMPTY) or frozenset(words)


def _leading(name: str) -> frozenset[str]:
    said = text_of(name).words()
    return frozenset(one for one, next_ in pairwise(said) if one.isdigit() and not next_.isdigit())


def _each_once(names: Iterable[_Name]) -> list[_Name]:
    return list(dict.fromkeys(names))


def _unbeaten(placed: Sequence[tuple[float, Match, frozenset[str]]]) -> Iterator[tuple[float, Match]]:
    """Without parts of names that leave out a word of a whole name said there: "front brake pads for a Jetta 2.5"
    has most words of "Front brake discs for Jetta 2.5", and yet asks for pads.
    """
    whole = {(match.start, match.end, stems) for _, match, stems in placed if match.share == 1 and len(stems) > 1}
    for weight, match, stems in placed:
        beaten = any(start < match.end and match.start < end and not said <= stems for start, end, said in whole)
        if match.share == 1 or not beaten:
            yield weight, match


def _strongest(found: Iterable[tuple[float, Match]]) -> list[Match]:
    """Of matches that overlap, those with the most weight; equal ones stay together."""
    kept: list[tuple[float, Match]] = []
    for weight, match in sorted(found, key=lambda each: (-round(each[0], 6), -each[1].share, each[1].id)):
        rivals = [best for best in kept if best[1].start < match.end and match.start < best[1].end]
        if all(weight >= best * 0.999 and (other.share < 1 or match.share == 1) for best, other in rivals):
            kept.append((weight, match))
    return sorted((match for _, match in kept), key=lambda match: (match.start, -match.share, match.id))
