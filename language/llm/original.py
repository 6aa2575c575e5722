"""The reference in its sentences: which of them a wording says, whole and with every "not", and which it has left."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from language.llm.alike import forms_shared, shared
from language.llm.cut import Piece, cut, sums_of
from language.llm.named import quotes
from language.llm.phrases import asked, conditions, denials, may_be_denied
from language.llm.stated import Stated
from language.llm.statements import Said, Statements
from language.llm.turns import plainly
from language.llm.vocabulary import meaning, phrased, words
from language.llm.weights import charges
from language.port import Act
from language.words.fold import plain

QUOTES_A_PART, QUOTES_ALL = 0.4, 0.8
"""Shares of a quoted sentence's words: between them it is not quoted as it stands."""
WHOLE = 0.85
"""Share of a quoted sentence's words with which it is said beside another one."""
BREAKDOWN = 3
"""Sums of a sentence that tells what comes on top in figures of its own."""
ONE_WORD = 1
"""Words of a quoted sentence that another may stand for: of a short one, a share would be all of it."""
SAID = 0.6
"""Share of a sentence's words with which it counts as said, with all that it denies."""
_PARTS = re.compile(r"[^\s.,;:!?][^.,;:!?]*")
"""What stands between two marks."""
LEFT_OUT = 0.4
"""Share of its words below which a sentence that states nothing is still to be said."""


@dataclass(frozen=True)
class Clause:
    """A part of the reference that may say no, and the words that carry its meaning; in mere phrasing, all of them."""

    words: frozenset[str]
    every: frozenset[str]
    denials: int
    language: str

    def share(self, said: frozenset[str]) -> float:
        """How much of it is said, in the same words or forms of them."""
        if len(self.words) > 1 or not self.words:
            return forms_shared(said, self.words) / len(self.words) if self.words else 0.0
        return forms_shared(said, self.every) / len(self.every) if self.words <= said else 0.0

    def nearness(self, said: frozenset[str]) -> float:
        """How much of it is said, in whatever words."""
        return shared(said, self.words, self.language) / len(self.words) if self.words else 0.0


class Original:
    """A reference as ``pieces``."""

    def __init__(
        self, reference: str, acts: Sequence[Act], statements: Statements, more: Sequence[str], language: str
    ) -> None:
        """``more``: how else the house words it; where that says no, so may the wording."""
        self._language = language
        self.pieces = cut(reference, plain(" ".join(quotes(acts))), statements, language)
        self._clauses = [each for piece in self.pieces for each in _denying(statements.of(piece.text).rest, language)]
        elsewhere = (each for text in more for each in _denying(plainly(plain(text), language), language))
        self._elsewhere = [each for each in elsewhere if each.denials]

    @property
    def own(self) -> str:
        """What is not quoted from the business's content."""
        return " ".join(piece.text for piece in self.pieces if not piece.quoted)

    @property
    def states(self) -> bool:
        """Whether it tells any value, or the business's own words."""
        return any(piece.states or piece.quoted for piece in self.pieces)

    @property
    def talks(self) -> bool:
        """Whether a sentence of it, beside greetings, is mere talk."""
        return any(piece.mere_talk and not piece.optional and "?" not in piece.text for piece in self.pieces)

    @property
    def stated(self) -> Stated:
        """All that the reference states."""
        return self.pieces[-1].stated if self.pieces else Stated()

    def denied(self, said: Said, before: str) -> str | None:
        """Whether the sentence says no where the reference does, and only there. ``before``: what was said, folded."""
        here = denials(said.rest, self._language)
        shares = [(each.share(words(said.rest)), each) for each in self._clauses]
        most = max((share for share, _ in shares), default=0.0)
        near = [each for share, each in shares if (most and 2 * share >= most) or not each.words]
        alike = [*self._clauses, *self._elsewhere]
        near += [each for each in alike if each not in near and each.nearness(words(said.rest)) >= SAID]
        if here and not may_be_denied(here, sum(each.denials for each in near), self._language):
            return "denies"
        own = sum(each.denials for share, each in shares if share >= SAID)
        so_far = f"{before} {said.rest}"
        whole = sum(each.denials for each in self._clauses if each.share(words(so_far)) >= SAID)
        missing = whole > denials(so_far, self._language) and any(
            each.denials for share, each in shares if share > 1 - SAID
        )
        return "leaves a not out" if own > here or missing else None

    def misquoted(self, said: Said, piece: str) -> str | None:
        """Whether it says a part of a quoted sentence without the rest, or without a condition of it."""
        if self._misprices(said, piece):
            return "leaves a condition out"
        about = meaning(said.rest, self._language)
        shares = [(forms_shared(about, each.words) / len(each.words), each) for each in self.pieces if each.words]
        share, nearest = max(shares, key=lambda each: each[0], default=(0.0, None))
        if nearest is None or not nearest.quoted or share < QUOTES_A_PART:
            return None
        whole = [
            each
            for part, each in shares
            if each is nearest or (each.quoted and part >= WHOLE and each.words - nearest.words)
        ]
        if conditions(said.rest, self._language) < sum(each.conditions for each in whole):
            return "leaves a condition out"
        missing = len(nearest.words) - forms_shared(about, nearest.words)
        replaced = min(ONE_WORD, len(about) - (len(nearest.words) - missing))
        return "quotes a part" if share < QUOTES_ALL and missing > replaced else None

    def _misprices(self, said: Said, piece: str) -> bool:
        """Whether it tells a price of the reference without what comes on top of it, or as if that were in it."""
        sums = sums_of(said.tokens)
        near = [each for each in self.pieces if sums & each.sums]
        if not near or any(len(each.sums) >= BREAKDOWN for each in near):
            return False
        known, here = frozenset().union(*(each.charges for each in near)), charges(plain(piece))
        return "extra" in known - here or "with" in here - known

    def quoted_by(self, said: Said) -> str:
        """The business's own sentences that it says, at least in part."""
        about = meaning(said.rest, self._language)
        near = (each for each in self.pieces if each.quoted and each.words)
        return " ".join(
            each.text for each in near if forms_shared(about, each.words) >= QUOTES_A_PART * len(each.words)
        )

    def left(self, said: str, stated: Stated) -> str:
        """The sentences that ``said`` (folded), which states ``stated``, has not said in any words."""
        known, questions = words(plainly(said, self._language)), asked(said, self._language)
        mere_talk = bool(known) and not self.states
        enough = len(_PARTS.findall(said)) >= len(self.pieces)
        return "".join(
            piece.text
            for piece in self.pieces
            if not ((mere_talk or (enough and piece.mere_talk)) and "?" not in piece.text)
            and not _is_said(piece, stated, questions, known, self._language)
        )


def _denying(text: str, language: str) -> Iterator[Clause]:
    """The clauses of the folded text, which may say no."""
    for part in re.split(r"[;:(.!?]", text):
        about = meaning(part, language) or phrased(part, language)
        yield Clause(about, _undenied(part, language), denials(part, language), language)


def _undenied(text: str, language: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if not denials(word, language))


def _is_said(piece: Piece, stated: Stated, questions: int, said: frozenset[str], language: str) -> bool:
    if "?" in piece.text and questions < piece.questions:
        return False
    if piece.states:
        return all(stated.counts.get(name, 0) >= count for name, count in piece.stated.counts.items())
    if "?" in piece.text or not piece.words or piece.optional:
        return True
    return shared(said, piece.words, language) >= LEFT_OUT * len(piece.words)
