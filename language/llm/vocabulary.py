"""Which words a wording of a reference may use, by what it tells and what it asks."""

import re

from language.llm.phrases import deed_of, denials, is_past, is_phrasing, related, words_of
from language.words.fold import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_ASKED = {"es": re.compile(r"¿[^?]*\?"), "en": re.compile(r"[^;:.!?\n]*\?")}


class Vocabulary:
    """The words of a reference, of what it asks (``own``: without the business's quoted words), and plain phrasing."""

    def __init__(self, reference: str, own: str, language: str) -> None:
        self._language = language
        told, asked = self._parted(reference)
        self._told, self._all, self._own = words(told), words(reference), words(own)
        self._deeds_asked = {deed for word in words(asked) if (deed := deed_of(word, language))}
        self._courtesy, self._asking = words_of("courtesy", language), words_of("asking", language)

    def strange(self, piece: str) -> str | None:
        """The first word of the sentence that is neither the reference's nor plain phrasing."""
        told, asked = self._parted(piece)
        about = bool(meaning(piece, self._language) & self._all)
        strange = [word for word in sorted(words(told)) if not self._may_be_told(word, about)]
        strange += [word for word in sorted(words(asked)) if not self._may_be_asked(word)]
        return strange[0] if strange else None

    def _may_be_told(self, word: str, about: bool) -> bool:
        """A deed is told only where the reference tells it; what is about nothing is made of courtesy alone."""
        known = self._told if deed_of(word, self._language) else self._all
        plainly = word in self._courtesy or (about and is_phrasing(word, self._language))
        return word in known or plainly or self._is_a_form(word, known)

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


def words(text: str) -> frozenset[str]:
    return frozenset(word.replace("’", "'") for word in _WORD.findall(plain(text)))


def meaning(text: str, language: str) -> frozenset[str]:
    """The words that say what it is about: none that join, and none that deny, which are counted apart."""
    joining = words_of("phrasing", language) | words_of("courtesy", language)
    return frozenset(word for word in words(text) - joining if not denials(word, language))
