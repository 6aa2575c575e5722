"""A first reply for the person who takes over: theirs to send, change or drop."""

from typing import Any

from agents.context import Context
from agents.handoff.reason import Reason
from agents.outcome import Outcome
from agents.phrases import phrase
from agents.prove import voice_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from language.port import Act
from language.values import name, quoted


async def suggested_reply(state: State, context: Context, reason: Reason) -> str:
    """It names what stands open, and answers the last question where the content does."""
    pending, profile = state.get("pending"), state.get("profile", {})
    known = str(profile["customer_name"]["value"]).split()[0] if "customer_name" in profile else ""
    values: dict[str, Any] = {
        "name": known,
        "person": name(person_on_duty(context).name),
        "company": name(context.pack.file.company.name),
        "about": phrase(context, state, f"reason.{reason}"),
        "what": phrase(context, state, f"what.{pending['kind'].split('.')[0]}") if pending else "",
        "answer": quoted(answer) if (answer := await _answer(state, context)) else "",
    }
    act: Act = Outcome("handoff", state).say("suggest", "suggested_reply", "people", **values)
    return await context.engine.write([act], {**voice_of(state, context), "channel": "email"})


async def _answer(state: State, context: Context) -> str | None:
    """What the content says to the question that the customer leaves with, where they leave with one."""
    asked = [m["text"] for m in state["turn"]["inbound"] if m["kind"] == "text" and "?" in m["text"]]
    if not asked:
        return None
    passages = await context.knowledge.search(asked[-1], state["language"], state["turn"]["page"])
    found = await context.engine.extract(asked[-1], passages, state["language"]) if passages else None
    return found["text"] if found else None
