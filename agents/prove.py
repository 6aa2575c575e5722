"""Holding words against facts: nothing goes out that no fact of the conversation backs."""

from typing import Any, Literal

from agents.cards import with_cards
from agents.choices import worded
from agents.context import Context
from agents.outcome import now_of
from agents.state import Fact, Reply, State
from language.claims.prove import unproven
from language.port import Act, Voice
from language.values import render


def voice_of(state: State, context: Context) -> Voice:
    file = context.pack.file
    language = state["language"]
    turn = state["turn"]
    return {
        "language": language,
        "locale": file.locale.get(language, file.locale[file.languages[0]]),  # type: ignore[call-overload]
        "timezone": context.timezone,
        "register": state.get("register") or file.voice.default_register,
        "channel": turn["channel"],
        "seed": f"{turn['conversation']}:{turn['seq']}",
        "now": turn["now"],
    }


def prove(text: str, facts: list[Fact], state: State, context: Context) -> list[str]:
    """The words of ``text`` that claim something of the business and rest on no unexpired fact."""
    voice = voice_of(state, context)
    ledger = [*state.get("fact_ledger", {}).values(), *facts]
    claims = unproven(text, ledger, voice["language"], voice["locale"], voice["timezone"], now_of(state))
    return [claim.text for claim in claims]


def reply_of(
    text: str,
    acts: list[Act],
    state: State,
    context: Context,
    verdict: Literal["proven", "rewritten", "replaced"],
    missing: list[str],
) -> Reply:
    voice = voice_of(state, context)
    blocks: list[Any] = [block for act in acts for block in with_cards(act, context)]
    shown = render(worded(blocks, state, context), voice["locale"], voice["timezone"])
    return {"text": text, "blocks": shown, "verdict": verdict, "unproven": missing}
