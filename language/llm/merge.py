"""The model's reading laid over the embedded one: it may name intents and point at words, code counts and approves."""

from collections.abc import Sequence

from language.llm.reading import NONE, Heard
from language.port import Entity, Guess, LanguagePack, ReadContext, Reading, Reply

CONTRARY = {"approve", "reject"}
COMMANDS = {"cancel": "cancel_flow", "skip": "skip", "repeat": "repeat", "start_over": "start_over", "human": "human"}
"""The intent that each command is."""
GRAVE = frozenset({"opt_out", "start_over"})
"""Intents that are acted on at once and cannot be taken back: a model alone does not name them."""
RIGHTS = frozenset({"human", "opt_out"})
"""What a customer may always ask for: a model does not talk it away."""


def merged(
    first: Reading, heard: Heard, pack: LanguagePack, context: ReadContext, found: Sequence[Entity] = ()
) -> Reading:
    """``first`` with the model's intents, sentiment and reply, and the entities ``found`` where it pointed."""
    intents = _intents(first, heard, pack)
    return {
        **first,
        "intents": intents,
        "entities": [*first["entities"], *found],
        "signals": _signals(first, intents, pack),
        "family": next((family for guess in intents if (family := pack.intents[guess["name"]].family)), None),
        "sentiment": _within(heard.sentiment, -1.0, 1.0),
        "reply": reply_of(first["reply"], heard.reply) if context["pending"] else None,
    }


def reply_of(first: Reply | None, heard: Reply | None) -> Reply | None:
    """The model's answer to a pending action; it approves nothing that the embedded reading does not.

    Where one approves and the other rejects, nobody knows: ``unclear``.
    """
    if heard is None or heard == first:
        return first
    if {first, heard} == CONTRARY:
        return "unclear"
    return first if heard == "approve" else heard


def _intents(first: Reading, heard: Heard, pack: LanguagePack) -> list[Guess]:
    """The pack's intents among those heard; the embedded ones where the model names nothing that exists."""
    named = {guess["name"]: guess["confidence"] for guess in first["intents"]}
    best: dict[str, float] = {}
    for name, confidence in _heard(heard):
        if name in pack.intents and (name not in GRAVE or name in named):
            best[name] = max(best.get(name, 0.0), _within(confidence, 0.0, 1.0))
    if not best and not any(guess.name == NONE for guess in heard.intents):
        return first["intents"]
    best |= {name: sure for name, sure in named.items() if name in RIGHTS and sure > best.get(name, 0.0)}
    found: list[Guess] = [{"name": name, "confidence": confidence} for name, confidence in best.items()]
    return sorted(found, key=lambda guess: -guess["confidence"])


def _heard(heard: Heard) -> list[tuple[str, float]]:
    """Commands are intents too, as sure as the surest of those."""
    intents = [(guess.name, guess.confidence) for guess in heard.intents]
    sure = max((confidence for _, confidence in intents), default=0.8)
    return [*intents, *((COMMANDS[command], sure) for command in heard.commands)]


def _signals(first: Reading, intents: list[Guess], pack: LanguagePack) -> list[str]:
    """Signals of the entities as they were found; signals of intents by the intents that stand now."""
    of_intents = {intent.signal for intent in pack.intents.values()}
    kept = [signal for signal in first["signals"] if signal not in of_intents]
    named = [signal for guess in intents if (signal := pack.intents[guess["name"]].signal)]
    return list(dict.fromkeys([*named, *kept]))


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
