"""A yes with its reason: "cancélela, se me dañó el carro" asks for nothing else and changes nothing.

It takes a clause that does it in so many words, and besides it only clauses that tell something of the customer or of
what was shown. A bare "sí" is not enough: "sí, estoy fuera de la ciudad" may be either.
"""

from collections.abc import Iterator, Sequence, Set
from functools import lru_cache

from language.embedded.data import load, words
from language.embedded.phrasebook import Phrasebook
from language.embedded.reply_senses import hits, performs, spelt
from language.embedded.text import Text, Token

LONGEST = 8
"""Words of an aside; what goes on for longer is likely to want something."""
_JOINTS = frozenset(words("reply_joints"))
_LEADS = frozenset({"yes", "faint", "soft"})
_BREAKS = frozenset(".,;!\n—–")


def is_done_with_reasons(text: Text, pending: str, fresh: Set[int]) -> bool:
    """``fresh`` is where the words start that nobody knows; they may stand in asides alone."""
    done = False
    for tokens in clauses_of(text):
        clause = [token.word for token in tokens]
        if fresh.isdisjoint(token.start for token in tokens):
            performed = performs(clause, pending)
            if not performed and any(hit.told == "field" for hit in hits(clause, pending)):
                return False
            done = done or performed
        elif not any(_is_aside(rest, after=done) for rest in _past_yes(clause, pending)):
            return False
    return done


def _past_yes(clause: Sequence[str], pending: str) -> Iterator[Sequence[str]]:
    """The clause, and what is left of it past each word of the "ok" and "sí, gracias" that lead into it."""
    yield clause
    led = 0
    for hit in hits(clause, pending):
        if hit.place != led or hit.told not in _LEADS:
            return
        led += hit.size
        yield clause[led:]


def clauses_of(text: Text) -> Iterator[list[Token]]:
    """Between marks and the words that join; those words are in none."""
    clause: list[Token] = []
    for place, token in enumerate(text.tokens):
        before = text.plain[text.tokens[place - 1].end : token.start] if place else ""
        if clause and (token.word in _JOINTS or not _BREAKS.isdisjoint(before)):
            yield clause
            clause = []
        if token.word not in _JOINTS:
            clause.append(token)
    if clause:
        yield clause


def _is_aside(clause: Sequence[str], *, after: bool) -> bool:
    """What follows the yes must speak of the customer: "pídelo, el azul" is a choice."""
    first = next((hit for hit in _book("starts").cover(clause) if hit.place == 0), None)
    if first is None or len(clause) == 1 or len(clause) > LONGEST or any(word.isdigit() for word in clause):
        return False
    if after and clause[0] not in _afterwards():
        return False
    return not any(True for _ in _book("more").hits(clause))


@lru_cache(maxsize=2)
def _book(kind: str) -> Phrasebook[str]:
    return Phrasebook((one, kind) for entry in load("reply_asides")[kind] for one in spelt(entry))


@lru_cache(maxsize=1)
def _afterwards() -> frozenset[str]:
    return frozenset(load("reply_asides")["after"])
