"""The reference in its sentences: which of them a wording says, whole and with every "not", and which it has left."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from language.llm.phrases import denials, related
from language.llm.statements import Stated, Statements, quotes
from language.llm.vocabulary import meaning, words
from language.port import Act
from language.words.fold import plain
from language.words.sentences import pieces

QUOTES_A_PART, QUOTES_ALL = 0.3, 0.8
"""Shares of a quoted sentence's words: between them it is not quoted as it stands."""
SAID = 0.6
"""Share of a sentence's words with which it counts as said, with all that it denies."""
LEFT_OUT = 0.4
"""Share of its words below which a sentence that states nothing is still to be said."""


@dataclass(frozen=True)
class Piece:
    """One sentence of the reference, and what has been stated when it ends."""

    text: str
    words: frozenset[str]
    """Those that carry its meaning."""
    denials: int
    figures: int
    others: int
    questions: int
    states: bool
    quoted: bool
    """Whether these are the business's own words."""


class Original:
    """A reference as ``pieces``."""

    def __init__(self, reference: str, acts: Sequence[Act], statements: Statements, language: str) -> None:
        self._language = language
        self.pieces = _cut(reference, plain(" ".join(quotes(acts))), statements, language)

    @property
    def own(self) -> str:
        """What is not quoted from the business's content."""
        return " ".join(piece.text for piece in self.pieces if not piece.quoted)

    def denied(self, text: str) -> str | None:
        """Whether the sentence says no where the reference does, and only there."""
        about, here = meaning(text, self._language), denials(plain(text), self._language)
        shared = [(len(about & each.words), each) for each in self.pieces]
        most = max((count for count, _ in shared), default=0)
        near = [each for count, each in shared if most and 2 * count >= most]
        whole = sum(each.denials for count, each in shared if each.words and count >= SAID * len(each.words))
        if here and not whole and not any(each.denials for each in near):
            return "denies"
        if whole > here or (not here and near and all(each.denials for each in near)):
            return "leaves a not out"
        return None

    def misquoted(self, text: str) -> str | None:
        """Whether it says a part of a quoted sentence without the rest, which may be the condition of it."""
        about = meaning(text, self._language)
        shares = [(_shared(about, each.words), len(each.words), each) for each in self.pieces if each.words]
        count, size, nearest = max(shares, key=lambda share: (share[0], share[0] / share[1]), default=(0, 1, None))
        partly = nearest is not None and nearest.quoted and QUOTES_A_PART <= count / size < QUOTES_ALL
        return "quotes a part" if partly else None

    def left(self, said: str, stated: Stated) -> str:
        """The sentences that ``said``, which states ``stated``, has not said in any words."""
        known, questions = words(said), said.count("?")
        return "".join(piece.text for piece in self.pieces if not _is_said(piece, stated, questions, known))


def _is_said(piece: Piece, stated: Stated, questions: int, said: frozenset[str]) -> bool:
    if "?" in piece.text and questions < piece.questions:
        return False
    if piece.states:
        return len(stated.figures) >= piece.figures and len(stated.others) >= piece.others
    if "?" in piece.text or not piece.words:
        return True
    return len(piece.words & said) >= LEFT_OUT * len(piece.words)


def _cut(reference: str, quoted: str, statements: Statements, language: str) -> list[Piece]:
    found, text, before = list[Piece](), "", (0, 0)
    for piece in _clauses(reference, quoted):
        text += piece
        stated = statements.of(text)
        counts = (len(stated.figures), len(stated.others))
        found.append(
            Piece(
                piece, meaning(piece, language), denials(plain(piece), language), *counts,
                text.count("?"), counts != before, _is_quoted(piece, quoted),
            )
        )  # fmt: skip
        before = counts
    return found


def _clauses(reference: str, quoted: str) -> list[str]:
    """The sentences; those of the business also cut at semicolons, as its own words may be said in two."""
    cut = re.compile(r"(?<=;)(?=\s)")
    return [part for each in pieces(reference) for part in (cut.split(each) if _is_quoted(each, quoted) else [each])]


def _is_quoted(piece: str, quoted: str) -> bool:
    return plain(piece).strip(" .") in quoted


def _shared(about: frozenset[str], known: frozenset[str]) -> int:
    """How many of ``known`` are said, in whatever form."""
    return sum(each in about or any(related(word, each) for word in about) for each in known)
