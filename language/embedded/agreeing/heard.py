"""A reply to a waiting action as what the rules hear in it: its words, what they tell, and what nobody knows."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from language.embedded.phrasebook import Hit
from language.embedded.reply_asides import clauses_of
from language.embedded.reply_echo import Place
from language.embedded.reply_said import Said, plain_words, said_in
from language.embedded.reply_senses import hits, performs
from language.embedded.text import Text, Token

AGREES = frozenset({"yes", "soft", "faint", "cancels", "reason"})
"""What words tell that stand beside a yes and leave it one."""
_BECAUSE = frozenset({"que", "q", "k"})


@dataclass(frozen=True, slots=True)
class Heard:
    """``words[i]`` is token i of ``text`` with its slips put right; ``echoed`` are those that repeat what was shown."""

    text: Text
    pending: str
    said: Said
    words: Sequence[str]
    hits: Sequence[Hit[str]]
    echoed: frozenset[Place]
    done: Sequence[bool]
    """Of each clause, whether it does in known words alone what waits: "agéndela por favor"."""
    reasoned: bool
    """Whether a clause does so before the "que" that gives its reason: "agéndela que ya me urge"."""

    @property
    def cancelling(self) -> bool:
        return "cancel" in self.pending


def heard_in(text: Text, pending: str, echoed: frozenset[Place]) -> Heard:
    words = plain_words(text)
    said, found = said_in(text, pending, echoed), hits(words, pending)
    strange = {start for start, _ in said.new}
    strange |= {text.tokens[hit.place].start for hit in found if hit.told not in AGREES}
    clauses = list(clauses_of(text))
    done = [_is_done(clause, pending, strange) for clause in clauses]
    reasoned = any(_is_done(clause[:end], pending, strange) for clause in clauses for end in _reasons(clause))
    return Heard(text, pending, said, words, found, echoed, done, reasoned)


def _is_done(clause: Sequence[Token], pending: str, strange: Set[int]) -> bool:
    known = strange.isdisjoint(token.start for token in clause)
    return known and performs([token.word for token in clause], pending)


def _reasons(clause: Sequence[Token]) -> list[int]:
    return [place for place, token in enumerate(clause) if token.word in _BECAUSE]
