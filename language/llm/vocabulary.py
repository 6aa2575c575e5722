"""Which words a wording of a reference may use, by what it tells and what it asks."""

import re
from collections.abc import Iterable, Sequence

from language.llm.forms import related
from language.llm.phrases import deed_of, denials, is_past, is_phrasing, without_idioms, words_of
from language.words.fold import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ASKED = {
    "es": re.compile(r"¿[^?]*\?"),
    "en": re.compile(r"(?i:\b(?:which|what|would|does|how|who|where|when|shall|should))\b[^.!?\n]*\?|[^;:.!?\n]*\?"),
}


_PART = re.compile(r"[;:.,!?]")
_YES = frozenset({"yes", "yeah", "sure", "si", "claro"})
_STRESSED = re.compile(r"\w+[éó]\b")
"""Spanish forms of what has been done, or will be: unaccented they look like what is being done."""


class Vocabulary:
    """The words of a reference, of what it asks (``own``: without the business's quoted words), and plain phrasing."""

    def __init__(self, reference: str, own: str, more: Sequence[str], language: str, *, states: bool) -> None:
        """``more``: how else the house words it. ``states``: whether it tells anything, or is mere talk."""
        self._language, self._states = language, states
        parted = [self._parted(text) for text in (reference, *more)]
        self._told, asked = (frozenset().union(*map(words, texts)) for texts in zip(*parted, strict=True))
        self._all, self._own = self._told | asked, words(own) | asked
        self._deeds_asked = _deeds(asked, language)
        self._told_outright = self._outright(" ".join([own, *more]))
        self._courtesy, self._asking = words_of("courtesy", language), words_of("asking", language)

    def strange(self, rest: str, piece: str, quoted: str, *, states: bool) -> str | None:
        """The first word of the sentence that is neither the reference's nor plain phrasing.

        ``rest`` is the folded ``piece`` without what it ``states``; ``quoted`` are the business's own sentences that
        it says, and whose deeds it may name.
        """
        told, asked = self._parted(without_idioms(rest, self._language))
        things = words_of("things", self._language) & words(told) - self._all
        about = states or self._is_about(meaning(rest, self._language)) or not (self._states or things)
        stressed = {plain(word) for word in _STRESSED.findall(piece)} if self._language == "es" else set()
        deeds = self._told if denials(rest, self._language) else self._told_outright | self._outright(quoted)
        strange = [word for word in sorted(words(told)) if not self._may_be_told(word, about, deeds, word in stressed)]
        strange += [word for word in sorted(words(asked)) if not self._may_be_asked(word)]
        return strange[0] if strange else None

    def _is_about(self, said: frozenset[str]) -> bool:
        return any(word in self._all or self._is_a_form(word, self._all) for word in said)

    def _outright(self, text: str) -> frozenset[str]:
        """The words of what is told and not denied."""
        parts = _PART.split(plain(self._parted(text)[0]))
        return frozenset().union(*(words(part) for part in parts if not denials(part, self._language)))

    def _may_be_told(self, word: str, about: bool, told: frozenset[str], stressed: bool) -> bool:
        """A deed is told only where the reference tells it; what is about nothing is made of courtesy alone."""
        if word in self._courtesy:
            return True
        if deed := deed_of(word, self._language):
            return word in told or self._is_told(deed, told, done=stressed or is_past(word, self._language))
        return word in self._all or (about and is_phrasing(word, self._language)) or self._is_a_form(word, self._all)

    def _is_told(self, deed: str, told: frozenset[str], *, done: bool) -> bool:
        """Whether ``told`` tells this deed in another form, and as done where that is said."""
        if not done:
            return deed in _deeds(told, self._language)
        past = _deeds({word for word in told if is_past(word, self._language)}, self._language)
        return deed in past or (deed == "done" and bool(past))

    def _may_be_asked(self, word: str) -> bool:
        """A question may name the same deed in another form, but nothing that a quoted page merely names."""
        if word in self._own | self._asking or is_phrasing(word, self._language):
            return True
        deed = deed_of(word, self._language)
        if deed is None:
            return self._is_a_form(word, self._own)
        named = deed in self._deeds_asked or (deed == "confirm" and bool(self._deeds_asked))
        return named and not is_past(word, self._language)

    def _is_a_form(self, word: str, known: frozenset[str]) -> bool:
        if denials(word, self._language):
            return True
        return deed_of(word, self._language) is None and any(related(word, each) for each in known)

    def _parted(self, text: str) -> tuple[str, str]:
        """What is told, and what is asked."""
        asked = _ASKED[self._language]
        return asked.sub(" ", text), " ".join(asked.findall(text))


def _deeds(found: Iterable[str], language: str) -> frozenset[str]:
    return frozenset(deed for word in found if (deed := deed_of(word, language)))


def words(text: str) -> frozenset[str]:
    return frozenset(word.replace("’", "'") for word in _WORD.findall(plain(text)))


def meaning(text: str, language: str) -> frozenset[str]:
    """The words that say what it is about: none that join, and none that deny, which are counted apart."""
    joining = words_of("phrasing", language) | words_of("courtesy", language) | _YES
    plainly = words(without_idioms(text, language))
    return frozenset(word for word in plainly - joining if not denials(word, language))


def phrased(text: str, language: str) -> frozenset[str]:
    """The words of mere phrasing that say the most: none of courtesy, and none that deny."""
    plainly = words(without_idioms(text, language)) - words_of("courtesy", language) - _YES
    return frozenset(word for word in plainly if not denials(word, language))
