"""A message made fit for reading, with the way back to the characters as they were written."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from language.words.letters import bare, latin, shown

_DRAWN_OUT = re.compile(r"(.)\1{2,}")
READ_LIMIT = 2000
"""Characters of a message that are read; what comes after them is kept by others, but not understood."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[\u2600-\u27bf\U0001f300-\U0001faff]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the message in its plain form, with its place in ``Text.plain``."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Text:
    """``clean`` has no invisible characters; ``plain`` is it in lower case without accents, of the same length."""

    clean: str
    plain: str
    tokens: tuple[Token, ...]
    _starts: Sequence[int]
    _ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in ``clean`` as offsets in the message that came in."""
        return self._starts[start], self._ends[end - 1]

    def words(self) -> list[str]:
        return [token.word for token in self.tokens]

    def words_shortened(self) -> list[str]:
        """With drawn-out letters as one: "urgeee"."""
        return [_DRAWN_OUT.sub(r"\1", word) for word in self.words()]


def text_of(message: str) -> Text:
    """Reads at most ``READ_LIMIT`` characters; never fails, whatever is in them."""
    message = message[:READ_LIMIT]
    if message.isascii() and message.isprintable():
        size = len(message)
        clean = message.replace("`", "'")
        return _text(clean, clean.lower(), range(size), range(1, size + 1))
    return _mapped(message)


def _mapped(message: str) -> Text:
    """Character by character, for messages with more than plain letters."""
    clean: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for index, char in enumerate(message):
        seen = shown(char)
        if not seen and clean and unicodedata.combining(char):
            clean[-1] = _joined(clean[-1], char)
            ends[-1] = index + 1
        clean.extend(seen)
        starts.extend([index] * len(seen))
        ends.extend([index + 1] * len(seen))
    text = latin("".join(clean[:READ_LIMIT]))
    return _text(text, "".join(map(bare, text)), starts, ends)


def _text(clean: str, plain: str, starts: Sequence[int], ends: Sequence[int]) -> Text:
    tokens = tuple(Token(found.group(), found.start(), found.end()) for found in _WORD.finditer(plain))
    return Text(clean, plain, tokens, starts, ends)


def plain_of(message: str) -> str:
    return text_of(message).plain


@lru_cache(maxsize=4096)
def _joined(base: str, mark: str) -> str:
    """A letter with its accent as one character, or the letter alone where no such character exists."""
    both = unicodedata.normalize("NFC", base + mark)
    return both if len(both) == 1 else base
