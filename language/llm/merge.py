"""The model's reading laid over the embedded one: it may name intents, code counts and approves."""

from language.llm.reading import NONE, Heard
from language.port import Guess, LanguagePack, ReadContext, Reading, Reply

CONTRARY = {"approve", "reject"}


def merged(first: Reading, heard: Heard, pack: LanguagePack, context: ReadContext) -> Reading:
    """``first`` with the model's intents, language, sentiment and reply; entities and times stay."""
    intents = _intents(first, heard, pack)
    return {
        **first,
        "intents": intents,
        "signals": _signals(first, intents, pack),
        "family": next((family for guess in intents if (family := pack.intents[guess["name"]].family)), None),
        "language": heard.language if heard.language in pack.languages else first["language"],
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
    best: dict[str, float] = {}
    for guess in heard.intents:
        if guess.name in pack.intents:
            best[guess.name] = max(best.get(guess.name, 0.0), _within(guess.confidence, 0.0, 1.0))
    if not best and not any(guess.name == NONE for guess in heard.intents):
        return first["intents"]
    found: list[Guess] = [{"name": name, "confidence": confidence} for name, confidence in best.items()]
    return sorted(found, key=lambda guess: -guess["confidence"])


def _signals(first: Reading, intents: list[Guess], pack: LanguagePack) -> list[str]:
    """Signals of the entities as they were found; signals of intents by the intents that stand now."""
    of_intents = {intent.signal for intent in pack.intents.values()}
    kept = [signal for signal in first["signals"] if signal not in of_intents]
    named = [signal for guess in intents if (signal := pack.intents[guess["name"]].signal)]
    return list(dict.fromkeys([*named, *kept]))


def _within(value: float, low: float, high: float) -> float:
    return min(max(value, low), high)
