"""The guard behind a model's wording: a sentence passes when it says what the reference says, and nothing else.

The reference is the same message as the templates word it: code decided every part of it. A model may phrase it. It may
not add, drop, swap, deny, promise or ask again, in figures or in words; what it leaves out, the templates say.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from language.claims.prove import Fact, unproven
from language.llm.phrases import deed_of, denials, is_past, is_phrasing, related, words_of
from language.llm.statements import Statements, quotes
from language.port import Act, Voice
from language.values import quoted, tagged_in
from language.words.fold import plain
from language.words.numerals import tongue
from language.words.sentences import pieces

SPARE = 80
"""Characters that a wording may have beyond twice the template's."""
QUOTES_A_PART, QUOTES_ALL = 0.3, 0.8
"""Shares of a quoted sentence's words: between them it is not quoted as it stands."""
SAID = 0.6
"""Share of a sentence's words with which it counts as said, with all that it denies."""
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ASKED = {"es": re.compile(r"¿[^?]*\?"), "en": re.compile(r"[^;:.!?\n]*\?")}
_PLAIN = frozenset(" \n.,;:!?¡¿()'\"’“”«»-–—…%$/+°º&")
"""Signs of plain prose; any other must be one of the reference's."""
_YES = re.compile(r"(?i)\bsí\b|^\W*si\s*[,.:;!]|\b(?:yes|yeah|sure|claro|of course|por supuesto)\b")


@dataclass(frozen=True)
class _Piece:
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


class Guard:
    """Holds a wording against its reference, sentence by sentence. ``said`` is what has passed."""

    def __init__(self, reference: str, acts: Sequence[Act], voice: Voice) -> None:
        self.said = ""
        self._reference, self._voice, self._language = reference, voice, tongue(voice["language"])
        self._statements = Statements(acts, voice)
        self._stated = self._statements.of(reference)
        self._facts = _facts(reference, acts)
        told, asked = self._parted(reference)
        self._told, self._all = _words(told), _words(reference)
        self._deeds_asked = {deed for word in _words(asked) if (deed := deed_of(word, self._language))}
        self._phrasing = words_of("phrasing", self._language)
        self._courtesy = words_of("courtesy", self._language)
        self._asking = words_of("asking", self._language)
        self._sentences = [piece.strip() for piece in pieces(reference)]
        self._verbatim = {plain(piece) for piece in self._sentences}
        self._pieces = self._cut(reference, plain(" ".join(quotes(acts))))
        self._ours = frozenset(word for each in self._pieces if not each.quoted for word in _words(each.text))

    def takes(self, piece: str) -> str | None:
        """Adds the sentence to what is said; where it may not be, adds nothing and tells why."""
        text = self.said + piece
        fault = self._shape(piece, text) or self._content(piece, text)
        if fault is None:
            self.said = text
        return fault

    def is_too_long(self, waiting: str) -> bool:
        """Whether it would be too long with ``waiting``, however that goes on."""
        return len(self.said) + len(waiting) > 2 * len(self._reference) + SPARE

    def rest(self) -> str:
        """The sentences of the reference that have not been said in any words."""
        if not self.said:
            return self._reference
        stated, questions = self._statements.of(self.said), self.said.count("?")
        said = _words(self.said)
        return "".join(
            piece.text for piece in self._pieces if not _covered(piece, stated.figures, stated.others, questions, said)
        )

    def _shape(self, piece: str, text: str) -> str | None:
        if any(char not in _PLAIN and char not in self._reference and not _is_prose(char) for char in piece):
            return "unreadable"
        if self.is_too_long(piece):
            return "too long"
        if text.count("?") > self._reference.count("?"):
            return "asks otherwise"
        if self._language == "es" and piece.count("¿") != piece.count("?") and "¿" in self._reference:
            return "asks otherwise"
        return None

    def _content(self, piece: str, text: str) -> str | None:
        if not self._statements.of(text).begins(self._stated):
            return "states otherwise"
        if plain(piece.strip()) in self._verbatim:
            return None
        if self._unbacked(piece):
            return "claims otherwise"
        if self._affirms(piece):
            return "affirms"
        strange = self._strange(piece)
        if strange:
            return f"other words: {strange}"
        return self._misquotes(piece) or self._denied(piece)

    def _affirms(self, piece: str) -> bool:
        """Whether it says yes, or begins with it, where no sentence of the reference does."""
        if _YES.search(piece) is None:
            return False
        begins = _YES.match(piece.lstrip(" \n¡¿\"'«")) is not None
        return not any(_YES.match(text) if begins else _YES.search(text) for text in self._sentences)

    def _unbacked(self, piece: str) -> bool:
        voice = self._voice
        return bool(unproven(piece, self._facts, voice["language"], voice["locale"], voice["timezone"], None))

    def _strange(self, piece: str) -> str | None:
        """The first word that is neither the reference's nor plain phrasing."""
        told, asked = self._parted(piece)
        about = bool(self._meaning(piece) & self._all)
        for word in sorted(_words(told)):
            known = self._told if deed_of(word, self._language) else self._all
            plainly = word in self._courtesy or (about and is_phrasing(word, self._language))
            if word not in known and not plainly and not self._is_a_form(word, known):
                return word
        for word in sorted(_words(asked)):
            plainly = word in self._ours | self._asking or is_phrasing(word, self._language)
            if not plainly and not self._may_be_asked(word):
                return word
        return None

    def _is_a_form(self, word: str, known: frozenset[str]) -> bool:
        if _negation(word, self._language):
            return True
        return deed_of(word, self._language) is None and any(related(word, each) for each in known)

    def _may_be_asked(self, word: str) -> bool:
        deed = deed_of(word, self._language)
        if deed is None:
            return self._is_a_form(word, self._ours)
        named = deed in self._deeds_asked or (deed == "confirm" and bool(self._deeds_asked))
        return named and not is_past(word, self._language)

    def _denied(self, piece: str) -> str | None:
        """Whether it says no where the reference does, and only there."""
        words, here = self._meaning(piece), denials(plain(piece), self._language)
        shared = [(len(words & each.words), each) for each in self._pieces]
        most = max((count for count, _ in shared), default=0)
        near = [each for count, each in shared if most and 2 * count >= most]
        whole = sum(each.denials for count, each in shared if each.words and count >= SAID * len(each.words))
        if here and not whole and not any(each.denials for each in near):
            return "denies"
        if whole > here or (not here and near and all(each.denials for each in near)):
            return "leaves a not out"
        return None

    def _meaning(self, text: str) -> frozenset[str]:
        """The words that say what it is about: none that join, and none that deny, which are counted apart."""
        words = _words(text) - self._phrasing - self._courtesy
        return frozenset(word for word in words if not _negation(word, self._language))

    def _misquotes(self, piece: str) -> str | None:
        """Whether it says a part of a quoted sentence without the rest, which may be the condition of it."""
        words = self._meaning(piece)
        shares = [(_shared(words, each.words), len(each.words), each) for each in self._pieces if each.words]
        count, size, nearest = max(shares, key=lambda share: (share[0], share[0] / share[1]), default=(0, 1, None))
        partly = nearest is not None and nearest.quoted and QUOTES_A_PART <= count / size < QUOTES_ALL
        return "quotes a part" if partly else None

    def _parted(self, text: str) -> tuple[str, str]:
        """What is told, and what is asked."""
        asked = _ASKED[self._language]
        return asked.sub(" ", text), " ".join(asked.findall(text))

    def _cut(self, reference: str, quoted_words: str) -> list[_Piece]:
        found, text = [], ""
        before = (0, 0)
        for piece in _clauses(reference, quoted_words):
            text += piece
            quoted_here = plain(piece).strip(" .") in quoted_words
            stated = self._statements.of(text)
            counts = (len(stated.figures), len(stated.others))
            found.append(
                _Piece(
                    piece, self._meaning(piece), denials(plain(piece), self._language),
                    *counts, text.count("?"), counts != before, quoted_here,
                )
            )  # fmt: skip
            before = counts
        return found


def _shared(words: frozenset[str], known: frozenset[str]) -> int:
    """How many of ``known`` are said, in whatever form."""
    return sum(each in words or any(related(word, each) for word in words) for each in known)


def _covered(
    piece: _Piece, figures: Sequence[object], others: Sequence[object], questions: int, said: frozenset[str]
) -> bool:
    if "?" in piece.text and questions < piece.questions:
        return False
    if piece.states:
        return len(figures) >= piece.figures and len(others) >= piece.others
    if "?" in piece.text or not piece.words:
        return True
    return len(piece.words & said) >= 0.4 * len(piece.words)


def _clauses(reference: str, quoted_words: str) -> list[str]:
    """The sentences; those of the business also cut at semicolons, as its own words may be said in two."""
    found = list[str]()
    for piece in pieces(reference):
        own = plain(piece).strip(" .") in quoted_words
        found += re.split(r"(?<=;)(?=\s)", piece) if own else [piece]
    return found


def _facts(reference: str, acts: Sequence[Act]) -> list[Fact]:
    """What the acts say, and what the reference does: it has been proven, or will be, with the conversation's facts."""
    values = [value for act in acts for value in tagged_in([act["values"], act["blocks"]])]
    return [{"value": value, "expires": None} for value in [*values, quoted(reference)]]


def _words(text: str) -> frozenset[str]:
    return frozenset(word.replace("’", "'") for word in _WORD.findall(plain(text)))


def _negation(word: str, language: str) -> bool:
    return denials(word, language) > 0


def _is_prose(char: str) -> bool:
    """A Latin letter or one of the ten digits: what looks like them may hide what it says."""
    if char.isascii():
        return char.isalnum()
    return unicodedata.category(char) in {"Ll", "Lu"} and unicodedata.name(char, "").startswith("LATIN")
