"""The turn that is left when an agent fails: an apology, a person, and nothing else."""

from datetime import datetime
from typing import cast

from langgraph.checkpoint.base import empty_checkpoint

from agents.context import Context
from agents.intent.listen import silent
from agents.outcome import Outcome
from agents.prove import reply_of, voice_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from graphs.given import turn_of
from language.values import name
from store.checkpoints import Buffer
from store.turns import Load


async def apologise(found: Load, context: Context, buffer: Buffer, now: datetime) -> State:
    """The state of a turn that only apologises and queues the conversation. What was remembered stays as it was."""
    values = buffer.parked["channel_values"] if buffer.parked else {}
    given = {**values, "turn": turn_of(found, now)}
    given["due"] = None
    given.setdefault("language", context.pack.file.languages[0])
    state = cast(State, given)
    state["reading"] = silent(state, context.pack)
    outcome = Outcome("checker", state)
    person = person_on_duty(context)
    act = outcome.say("apology", "apology", "people", person=name(person.name))
    outcome.write("conversation.hand_off", reason="tool_failure", person=person.id, package={"profile": _known(state)})
    text = await context.engine.write([act], voice_of(state, context))
    buffer.left = buffer.parked or dict(empty_checkpoint())
    state.update(cast(State, outcome.update()))
    state["reply"] = reply_of(text, [act], state, context, "replaced", [])
    state["said"] = [act]
    return state


def _known(state: State) -> dict[str, object]:
    return {field: entry["value"] for field, entry in state.get("profile", {}).items()}
