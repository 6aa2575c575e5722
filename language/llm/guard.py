"""The guard behind a model's wording: a sentence passes when it says what the reference says, and nothing else.

The reference is the same message as the templates word it: code decided every part of it. A model may phrase it. It may
not add, drop, swap, deny, promise or ask again, in figures or in words; what it leaves out, the templates say.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from language.claims.prove import Fact, unproven
from language.llm.nots import Nots
from language.llm.original import Original
from language.llm.phrases import EASE, EASY, words_of
from language.llm.stated import HOUR, Stated
from language.llm.statements import Said, Statements
from language.llm.variants import variants
from language.llm.vocabulary import Vocabulary, words
from language.port import Act, Voice, Wording
from language.values import quoted, tagged_in
from language.words.fold import plain
from language.words.numerals import tongue
from language.words.sentences import sentences

SPARE = 80
"""Characters that a wording may have beyond twice the template's."""
_PLAIN = frozenset(" \n.,;:!?¡¿()'\"’“”«»-–—…%$/+°º&")
"""Signs of plain prose; any other must be one of the reference's."""
_GREETING = re.compile(r"(?i)¿qué tal\?")
"""A greeting, though written as a question."""
_YES = re.compile(
    r"(?i)\bsí\b|^\W*si\s*[,.:;!]|\b(?:yes|yeah|(?<!be )(?<!make )(?<!['’]m )(?<! am )sure|claro|of course|"
    rf"por supuesto|desde luego|absolutely)\b|{EASE}"
)


class Guard:
    """Holds a wording against its reference, sentence by sentence. ``said`` is what has passed."""

    def __init__(self, reference: str, acts: Sequence[Act], voice: Voice, wordings: Mapping[str, Wording]) -> None:
        """``wordings``: the templates that ``reference`` is made of."""
        self.said = ""
        self._reference, self._voice, self._language = reference, voice, tongue(voice["language"])
        self._statements = Statements(acts, voice)
        self._stated, self._rest = Stated(), ""
        self._facts = _facts(reference, acts)
        more = list(variants(wordings, acts, self._language))
        self._original = Original(reference, acts, self._statements, more, self._language)
        self._subjects = self._statements.subjects(reference)
        own, states = self._original.own, self._original.states
        self._vocabulary = Vocabulary(
            reference,
            self._statements.of(reference).rest,
            own,
            more,
            self._language,
            states=states,
            talks=self._original.talks,
        )
        self._sentences = sentences(reference)
        self._nots = Nots(reference, self._language)
        self._opens_kindly = words(self._sentences[0]) <= words_of("courtesy", self._language) if reference else False
        self._verbatim = {plain(sentence) for sentence in self._sentences}

    def takes(self, piece: str) -> str | None:
        """Adds the sentence to what is said; where it may not be, adds nothing and tells why."""
        text, says = self.said + piece, self._about(self._statements.of(piece))
        stated = self._stated.then(says.tokens)
        fault = self._shape(piece, text) or self._content(piece, says, stated)
        if fault is None:
            self.said, self._stated, self._rest = text, stated, f"{self._rest} {says.rest}"
        return fault

    def is_too_long(self, waiting: str) -> bool:
        """Whether it would be too long with ``waiting``, however that goes on."""
        return len(self.said) + len(waiting) > 2 * len(self._reference) + SPARE

    def rest(self) -> str:
        """The sentences of the reference that have not been said in any words."""
        if not self.said:
            return self._reference
        return self._original.left(plain(self.said), self._stated)

    def _about(self, says: Said) -> Said:
        """Without the name of what its times are for, which a wording may add to the times of that act alone."""
        for name, stated in self._subjects.items():
            others = [token for token in says.tokens if token.value != name]
            if len(others) < len(says.tokens) and all(any(one.says(each) for each in stated) for one in others):
                return says._replace(tokens=others)
        return says

    def _shape(self, piece: str, text: str) -> str | None:
        if any(char not in _PLAIN and char not in self._reference and not _is_prose(char) for char in piece):
            return "unreadable"
        if self.is_too_long(piece):
            return "too long"
        if _GREETING.sub("", text).count("?") > self._reference.count("?"):
            return "asks otherwise"
        if self._language == "es" and piece.count("¿") != piece.count("?") and "¿" in self._reference:
            return "asks otherwise"
        return None

    def _content(self, piece: str, says: Said, stated: Stated) -> str | None:
        if not stated.begins(self._original.stated):
            return "states otherwise"
        if plain(piece.strip()) in self._verbatim:
            return None
        if self._nots.left_out(piece):
            return "leaves a not out"
        if self._unbacked(piece, says):
            return "claims otherwise"
        if self._affirms(piece):
            return "affirms"
        if strange := self._vocabulary.strange(
            says.rest, piece, self._original.quoted_by(says), states=bool(says.tokens)
        ):
            return f"other words: {strange}"
        return self._original.misquoted(says, piece) or self._original.denied(says, self._rest)

    def _affirms(self, piece: str) -> bool:
        """Whether it says yes, or begins with it, where no sentence of the reference does."""
        if _YES.search(piece) is None or (self._opens_kindly and EASY.match(plain(piece).strip())):
            return False
        begins = _YES.match(piece.lstrip(" \n¡¿\"'«")) is not None
        return not any(_YES.match(text) if begins else _YES.search(text) for text in self._sentences)

    def _unbacked(self, piece: str, says: Said) -> bool:
        """Whether no fact proves a claim of it. To which day an hour belongs, the order of what it states has told."""
        voice = self._voice
        claims = unproven(piece, self._facts, voice["language"], voice["locale"], voice["timezone"], None)
        hours = {token.value[0] for token in says.tokens if token.kind == HOUR}
        return any(claim.kind != "hour" or _minutes(claim.value["at"]) not in hours for claim in claims)


def _minutes(at: str) -> int:
    hour, minute = at.split(":")
    return int(hour) * 60 + int(minute)


def _facts(reference: str, acts: Sequence[Act]) -> list[Fact]:
    """What the acts say, and what the reference does: it has been proven, or will be, with the conversation's facts."""
    values = [value for act in acts for value in tagged_in([act["values"], act["blocks"]])]
    return [{"value": value, "expires": None} for value in [*values, quoted(reference)]]


def _is_prose(char: str) -> bool:
    """A Latin letter or one of the ten digits: what looks like them may hide what it says."""
    if char.isascii():
        return char.isalnum()
    return unicodedata.category(char) in {"Ll", "Lu"} and unicodedata.name(char, "").startswith("LATIN")
