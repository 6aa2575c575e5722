"""Cutting a reference into its sentences, each with what it states, quotes, denies and asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from language.llm.deeds import deeds
from language.llm.phrases import conditions, denials, words_of
from language.llm.stated import Stated, Token
from language.llm.statements import Statements
from language.llm.vocabulary import meaning, words
from language.llm.weights import charges
from language.words.fold import plain
from language.words.sentences import pieces

_MARKS = re.compile(r" ?\[\d+\]")
_JOINTS = re.compile(r"(?<=[;:])(?=\s)")


@dataclass(frozen=True)
class Piece:
    """One sentence of the reference, and what has been stated when it ends."""

    text: str
    words: frozenset[str]
    """Those that carry its meaning."""
    conditions: int
    stated: Stated
    questions: int
    states: bool
    quoted: bool
    """Whether these are the business's own words."""
    optional: bool
    """Whether it may be left out: a greeting, the head of a list."""
    sums: frozenset[Any]
    charges: frozenset[str]
    mere_talk: bool
    """Whether it states, quotes, denies and does nothing: any words of a sentence of its own may say it."""


def cut(reference: str, quoted: str, statements: Statements, language: str) -> list[Piece]:
    found, stated, questions = list[Piece](), Stated(), 0
    for text in _clauses(reference, quoted):
        said, is_quote = statements.of(text), _is_quoted(text, quoted)
        before, stated = stated.counts, stated.then(said.tokens)
        questions += text.count("?")
        own = words(said.rest)
        does = bool(said.tokens or is_quote or denials(said.rest, language) or deeds(own, language))
        found.append(
            Piece(
                text, meaning(said.rest, language), conditions(said.rest, language), stated, questions,
                stated.counts != before, is_quote,
                text.rstrip().endswith(":") or own <= words_of("courtesy", language),
                sums_of(said.tokens), charges(plain(text)), not does,
            )
        )  # fmt: skip
    return found


def sums_of(tokens: Sequence[Token]) -> frozenset[Any]:
    return frozenset(token.value for token in tokens if token.kind == "money")


def _clauses(reference: str, quoted: str) -> list[str]:
    """The sentences; those of the business also cut at semicolons and colons, as its own words may be said in two."""
    return [
        part for each in pieces(reference) for part in (_JOINTS.split(each) if _is_quoted(each, quoted) else [each])
    ]


def _is_quoted(piece: str, quoted: str) -> bool:
    return _MARKS.sub("", plain(piece)).strip(" .") in quoted
