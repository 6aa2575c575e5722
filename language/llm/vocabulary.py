"""Which words a wording of a reference may use, by what it tells and what it asks."""

import re
from collections.abc import Sequence

from language.claims.claim import GONE
from language.llm.alike import in_a_group_of, one_of
from language.llm.deeds import deed_of, deeds, is_past, left_so, names_a_deed, perfect, possible
from language.llm.forms import related
from language.llm.phrases import denials, is_act, is_phrasing, without_idioms, words_of
from language.llm.turns import plainly
from language.llm.weights import bound, claims, explains
from language.words.fold import plain

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORT = re.compile(r"'(?:s|re|ve|ll|d|m)$")
"""What is left of "is", "have" and "will" behind a word."""
_ASKED = {
    "es": re.compile(r"¿[^?]*\?"),
    "en": re.compile(r"(?i:\b(?:which|what|would|does|how|who|where|when|shall|should))\b[^.!?\n]*\?|[^;:.!?\n]*\?"),
}
_PART = re.compile(r"[;:.,!?]")
_YES = frozenset({"yes", "yeah", "sure", "si", "claro"})
_AGREED = frozenset({"accept", "confirm"})
"""Deeds of a yes: a question that waits for one may name them."""
_MEANS = 4
"""Letters of a word that is no mere joint."""
_PARTICIPLE = re.compile(r"d[oa]s?$")
"""Of a Spanish verb: it tells how something is left, not that it was done."""
_STRESSED = re.compile(r"\w+[éíó]\b")
"""Spanish forms of what has been done, or will be: unaccented they look like what is being done."""
_TO_COME = re.compile(r"[aei]ré$")
"""Of these, what will be done."""


class Vocabulary:
    """The words of a reference, of what it asks (``own``: without the business's quoted words), and plain phrasing."""

    def __init__(
        self, reference: str, rest: str, own: str, more: Sequence[str], language: str, *, states: bool, talks: bool
    ) -> None:
        """``rest``: the reference without what it states. ``more``: how else the house words it.

        ``states``: whether it tells anything, or is mere talk. ``talks``: whether a sentence of it is mere talk.
        """
        self._language, self._states, self._talks = language, states, talks
        parted = [self._parted(plainly(plain(text), language)) for text in (rest, *more)]
        self._told, asked = (frozenset().union(*map(words, texts)) for texts in zip(*parted, strict=True))
        self._named = words(reference)
        self._all, self._own = self._told | asked, words(" ".join([own, *more])) | asked
        self._deeds_asked = deeds(asked, language)
        if asked:
            self._deeds_asked |= deeds({word for word in words(own) if not is_past(word, language)}, language)
        self._told_outright = self._outright(" ".join([own, *more]))
        self._done = (
            frozenset().union(*(_preterites(text) for text in (reference, *more))) if language == "es" else set()
        )
        tellings = [told for told, _ in parted]
        self._bound = frozenset().union(*(bound(text, language) for text in tellings))
        self._perfect = frozenset().union(*(perfect(text, language) for text in tellings))
        self._claims = frozenset().union(*(claims(text, language) for text in tellings))
        if any(explains(text, language) for text in tellings):
            self._claims |= {"reason"}
        self._courtesy, self._asking = words_of("courtesy", language), words_of("asking", language)
        self._weighty = words_of("weighty", language)

    def strange(self, rest: str, piece: str, quoted: str, *, states: bool) -> str | None:
        """The first word of the sentence that is neither the reference's nor plain phrasing.

        ``rest`` is the folded ``piece`` without what it ``states``; ``quoted`` are the business's own sentences that
        it says, and whose deeds it may name.
        """
        told, asked = self._parted(without_idioms(rest, self._language))
        things = words_of("things", self._language) & words(told) - self._all
        heads = piece.rstrip().endswith(":")
        idle = not things and (self._talks or not self._states)
        about = states or heads or self._is_about(words(rest)) or idle
        stressed = {plain(word) for word in _STRESSED.findall(piece)} if self._language == "es" else set()
        outright = self._told if denials(rest, self._language) else self._told_outright | self._outright(quoted)
        if claimed := self._overclaims(told) or self._outdone(told):
            return claimed
        could_be = possible(told, self._language)
        for word in sorted(words(told)):
            done = word not in could_be and (word in stressed or is_past(word, self._language))
            if not self._may_be_told(word, about, outright, done=done, could_be=word in could_be):
                return word
        left = left_so(asked, self._language)
        return next((word for word in sorted(words(asked)) if not self._may_be_asked(word, left=word in left)), None)

    def _overclaims(self, told: str) -> str | None:
        """What it makes more of than the reference does: a promise, a reason, all of something."""
        for word, of in sorted(bound(told, self._language) - self._bound):
            known = {over for each, over in self._bound if each == word}
            if word == "only" and of != GONE:
                continue
            if (of == GONE and not known) or (
                one_of(of, self._told, self._language) and not one_of(of, known, self._language)
            ):
                return f"{word} {of}"
        return next(iter(sorted(claims(told, self._language) - self._claims)), None)

    def _outdone(self, told: str) -> str | None:
        """What it tells as done where the reference does not."""
        new = (word for word in sorted(perfect(told, self._language)) if is_act(word, self._language))
        past = self._past(self._told) | self._perfect
        return next((word for word in new if not one_of(word, past, self._language)), None)

    def _past(self, told: frozenset[str]) -> frozenset[str]:
        """What of it is told as done."""
        return frozenset(word for word in told if word in self._done or is_past(word, self._language))

    def _is_about(self, said: frozenset[str]) -> bool:
        """Whether it says a word of the reference that means something, in whatever form."""
        meant = frozenset(word for word in said - words_of("joints", self._language) if len(word) >= _MEANS)
        return bool(meant & self._all) or any(
            one_of(word, self._all, self._language) for word in meaning(" ".join(said), self._language)
        )

    def _outright(self, text: str) -> frozenset[str]:
        """The words of what is told and not denied."""
        parts = _PART.split(plain(self._parted(text)[0]))
        return frozenset().union(*(words(part) for part in parts if not denials(part, self._language)))

    def _may_be_told(self, word: str, about: bool, told: frozenset[str], *, done: bool, could_be: bool) -> bool:
        """A deed is told only where the reference tells it; what is about nothing is made of courtesy alone."""
        if word in self._courtesy:
            return True
        if deed := deed_of(word, self._language):
            if could_be or names_a_deed(word, self._language):
                return self._is_named(word, deed)
            return word in told or self._is_told(deed, word, told, done=done)
        if word in self._weighty:
            return word in self._told | self._named or in_a_group_of(word, self._told & self._weighty, self._language)
        if word in self._all | self._named or (about and is_phrasing(word, self._language)):
            return True
        if done and is_act(word, self._language) and (self._language == "en" or not _PARTICIPLE.search(word)):
            return one_of(word, self._past(self._told), self._language)
        known = self._all | self._named if is_act(word, self._language) else self._all
        return self._is_a_form(word, known) or in_a_group_of(word, self._all, self._language)

    def _is_told(self, deed: str, word: str, told: frozenset[str], *, done: bool) -> bool:
        """Whether ``told`` tells this deed in another form or word, and as done where that is said."""
        if not done:
            return deed in deeds(told, self._language) or in_a_group_of(word, told, self._language)
        past = deeds(self._past(told), self._language)
        return (
            deed in past
            or (deed == "process" and bool(past))
            or (deed == "done" and bool(past or told & words_of("noted", self._language)))
        )

    def _is_named(self, word: str, deed: str) -> bool:
        """Whether the reference names the deed, as done or not."""
        named = self._deeds_asked | deeds(self._all, self._language)
        return deed in named or in_a_group_of(word, self._all, self._language)

    def _may_be_asked(self, word: str, *, left: bool) -> bool:
        """A question may name the same deed in another form, but nothing that a quoted page merely names."""
        if word in self._own | self._asking:
            return True
        deed = deed_of(word, self._language)
        if deed is None:
            plain_talk = is_phrasing(word, self._language) or is_act(word, self._language)
            return plain_talk or self._is_a_form(word, self._own) or in_a_group_of(word, self._own, self._language)
        named = deed in self._deeds_asked or (deed in _AGREED and bool(self._deeds_asked or _YES & self._own))
        named = named or in_a_group_of(word, self._own, self._language)
        return named and (left or not is_past(word, self._language))

    def _is_a_form(self, word: str, known: frozenset[str]) -> bool:
        if denials(word, self._language):
            return True
        return deed_of(word, self._language) is None and any(related(word, each) for each in known)

    def _parted(self, text: str) -> tuple[str, str]:
        """What is told, and what is asked."""
        asked = _ASKED[self._language]
        return asked.sub(" ", text), " ".join(asked.findall(text))


def _preterites(text: str) -> frozenset[str]:
    """Spanish words that tell by their accent alone that something has been done, folded."""
    return frozenset(plain(word) for word in _STRESSED.findall(text.lower()) if not _TO_COME.search(word))


def words(text: str) -> frozenset[str]:
    return frozenset(_SHORT.sub("", word.replace("’", "'")) for word in _WORD.findall(plain(text)))


def meaning(text: str, language: str) -> frozenset[str]:
    """The words that say what it is about: none that join, and none that deny, which are counted apart."""
    joining = words_of("phrasing", language) | words_of("courtesy", language) | _YES
    plainly = words(without_idioms(text, language))
    return frozenset(word for word in plainly - joining if not denials(word, language))


def phrased(text: str, language: str) -> frozenset[str]:
    """The words of mere phrasing that say the most: none of courtesy, and none that deny."""
    plainly = words(without_idioms(text, language)) - words_of("courtesy", language) - _YES
    return frozenset(word for word in plainly if not denials(word, language))
