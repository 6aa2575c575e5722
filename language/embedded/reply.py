"""What a message says to the action that waits for a yes. In doubt it is no approval.

Only a message that is a yes from its first word to its last approves; whatever else it holds makes it something else.
"""

from collections.abc import Sequence, Set

from language.embedded.data import words
from language.embedded.reply_asides import is_done_with_reasons
from language.embedded.reply_echo import Place, without
from language.embedded.reply_said import Said, said_in
from language.embedded.reply_senses import ANYTHING, CANCELLING
from language.embedded.text import Text
from language.port import Entity, Guess, Reply

CHANGING = frozenset(words("reply_changing"))
"""Kinds of entity that could change what the yes would do."""

_COUNTED = ("order", "quote", "cart")
_HUMAN_SURE = 0.6
_SURE = 0.97
_BASIC = frozenset(words("reply_basic"))
_CANCELS = frozenset({"cancel_flow", "cancel_appointment", "opt_out"})
_AMENDS = frozenset({"correct", "reschedule"})
_SPOILS = frozenset({"no", "drop", "hedge", "wait", "contrast", "propose", "change", "leave", "keep", "human"})
_TURNS = frozenset({"no", "change", "contrast"})
_DOUBTS = frozenset({"hedge", "wait", "contrast", "propose"})


def reply_to(
    text: Text,
    pending: str,
    intents: Sequence[Guess],
    entities: Sequence[Entity],
    echoed: frozenset[Place] = frozenset(),
) -> Reply:
    """``pending`` is the kind of the waiting action; ``intents`` are those of the message read alone, and ``echoed``
    are the words that repeat what was shown."""
    entities = without(text, entities, echoed)
    said = said_in(text, pending, echoed)
    names = {guess["name"] for guess in intents}
    if not text.tokens:
        return "unclear"
    if _counts_anew(said, pending, entities):
        return "amend"
    if not said.fresh and "human" not in said.told:
        return "unclear" if said.asks else _pure(said, pending, text.words())
    if _wants_person(said, intents):
        return "human"
    if any(each["kind"] == "counter_offer" for each in entities):
        return "digress"  # "déjamelo en 120" leaves nothing as it is
    if _gives_reasons(text, said, pending, entities):
        return "approve"
    return _mixed(said, names, any(_changes(said, each) for each in entities), cancelling="cancel" in pending)


def _gives_reasons(text: Text, said: Said, pending: str, entities: Sequence[Entity]) -> bool:
    """ "Cancélela, se me dañó el carro": a yes in so many words, and nothing that asks, doubts or changes."""
    spoils = _SPOILS - {"drop"} if "cancel" in pending else _SPOILS
    if said.asks or said.marked or said.trails or said.told & spoils or any(_changes(said, each) for each in entities):
        return False
    return is_done_with_reasons(text, pending, frozenset(start for start, _ in said.new))


def _counts_anew(said: Said, pending: str, entities: Sequence[Entity]) -> bool:
    """ "No, just one" to an order of two; "no, better 6 hours" to a quote of four."""
    if not any(name in pending for name in _COUNTED):
        return False
    counted = any(each["kind"] == "quantity" for each in entities) or _is_nothing_but_span(said, entities)
    return counted and bool(said.told & {"change", "contrast", "no"}) and not (said.told & {"drop"} or said.marked)


def _is_nothing_but_span(said: Said, entities: Sequence[Entity]) -> bool:
    """Not "no, in 2 months": that tells when."""
    if not said.told <= _TURNS:
        return False
    spans = [each for each in entities if each["kind"] == "span"]
    return bool(spans) and all(any(e["start"] <= at and end <= e["end"] for e in spans) for at, end in said.new)


def _changes(said: Said, found: Entity) -> bool:
    """Whether it could change what waits: "that day" is the day that was shown."""
    return found["kind"] in CHANGING and any(start < found["end"] and found["start"] < end for start, end in said.new)


def intents_with(reply: Reply, intents: Sequence[Guess]) -> list[Guess]:
    """The intents that go with the reply, so that none says yes where the reply does not."""
    match reply:
        case "approve":
            return [Guess(name="affirm", confidence=_SURE)]
        case "reject":
            return [Guess(name="deny", confidence=_SURE)]
        case "unclear":
            return [guess for guess in intents if guess["name"] not in {"affirm", "deny"}]
        case _:
            rest = [guess for guess in intents if guess["name"] not in {"affirm", "deny"}]
            name = {"amend": "correct", "human": "human"}.get(reply)
            told = [Guess(name=name, confidence=0.9)] if name and name not in {guess["name"] for guess in rest} else []
            return [*rest, *told] if reply == "amend" else [*told, *rest]


def leaning(text: Text) -> bool | None:
    """Whether the message begins with a yes or a no that it does not take back; None where it does neither."""
    said = said_in(text, ANYTHING)
    if said.first == "yes" and not said.told & {"no", "drop", "hedge", "wait", "contrast"}:
        return True
    return False if said.first == "no" and not said.told & {"yes", "hedge", "wait"} else None


def _pure(said: Said, pending: str, words: Sequence[str]) -> Reply:
    """Nothing but yes, no and the small words around them."""
    cancelling, told = "cancel" in pending, said.told
    if "no" in told and not said.marked and not told & {"yes", "cancels", "wait", "contrast", "field"}:
        # a no is taken also when it hesitates: nothing is done by it
        return "reject"
    if said.marked or said.trails or told & _DOUBTS or "field" in told:
        return "reject" if "drop" in told and not cancelling and not said.marked else _field_change(said)
    if "leave" in told:
        # "ok, leave it like that" may mean what was shown or what was before
        return "unclear" if "yes" in told else "reject"
    if "change" in told and not ("reschedule" in pending and "yes" in told and "no" not in told):
        return "reject" if told & {"drop", "no"} and "yes" not in told else "unclear"
    if cancelling:
        return _to_cancelling(said, words)
    if "drop" in told:
        return "reject"
    if "yes" in told and not said.parting:
        return "unclear" if "no" in told else "approve"
    return "reject" if "no" in told else "unclear"


def _field_change(said: Said) -> Reply:
    return "amend" if "field" in said.told and said.told & {"change", "contrast"} else "unclear"


def _to_cancelling(said: Said, words: Sequence[str]) -> Reply:
    """ "Cancel" said to a cancellation: a yes beside it or what is cancelled makes it one, alone it may mean either."""
    told = said.told
    if "keep" in told:
        return "unclear" if told & {"cancels", "drop"} else "reject"
    if "no" in told:
        return "unclear" if told & {"yes", "cancels"} else "reject"
    if "cancels" in told:
        return "approve"
    if "drop" in told:
        means_it = any(word.startswith(CANCELLING) for word in words)
        if means_it and told & {"yes", "reason"}:
            return "approve"
        return "unclear" if means_it or "yes" in told else "reject"
    return "approve" if "yes" in told and not told & {"thing", "bye"} else "unclear"


def _wants_person(said: Said, intents: Sequence[Guess]) -> bool:
    sure = any(guess["name"] == "human" and guess["confidence"] >= _HUMAN_SURE for guess in intents)
    return sure or ("human" in said.told and (said.wants or not said.fresh))


def _mixed(said: Said, intents: Set[str], changes: bool, *, cancelling: bool) -> Reply:
    """There is something besides yes and no."""
    told = said.told
    if told & {"drop", "leave"} and not said.marked and not cancelling and not (changes and "change" in told):
        return "reject"
    if said.asks or said.marked:
        return "amend" if changes and (said.proposes or "change" in told) and not said.asks else "digress"
    if changes and not (told & {"hedge", "wait"} and "change" not in told):
        return "amend"
    if "field" in told and told & {"change", "contrast", "no"}:
        return "amend"
    if "no" in {said.first, said.last} and "yes" not in told and not told & {"hedge", "contrast"}:
        return "reject"
    return _by_intent(told, intents, cancelling=cancelling)


def _by_intent(told: Set[str], intents: Set[str], *, cancelling: bool) -> Reply:
    if intents & _CANCELS and not cancelling and "yes" not in told:
        return "reject"
    if intents & _AMENDS and "change" in told:
        return "amend"
    return "digress" if intents - _BASIC - _CANCELS - _AMENDS else "unclear"
