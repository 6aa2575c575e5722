"""Sums a conversation up for its customer and for the sales team, in the style that the pack chose."""

from typing import Any, Literal, cast
from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome
from agents.prove import prove, voice_of
from agents.scheduler.offer import person_on_duty
from agents.state import State
from agents.summary_values import told_to_customer, told_to_sales
from commerce.summaries.model import Audience, Reason, Story, Style
from kit.logging import logger
from language.port import Act

log = logger("summary")

ROLL_EVERY = 4
"""Turns after which the story so far is written anew."""


async def roll(outcome: Outcome, state: State, context: Context) -> None:
    """Keeps the story so far before its first messages are forgotten."""
    if state["turn"]["seq"] % ROLL_EVERY == 0:
        outcome.set(summary=await retold(state, context))


async def retold(state: State, context: Context) -> str:
    """The story so far with what was said since, in the team's language."""
    before = state.get("summary")
    said = [{"role": "client", "text": m["text"]} for m in state["turn"]["inbound"] if m["kind"] == "text"]
    earlier = [{"role": "summary", "text": before}] if before else []
    return await context.engine.summarise([*earlier, *state.get("recent", []), *said], context.pack.file.languages[0])


async def sum_up(outcome: Outcome, state: State, context: Context, reason: Reason, why: str = "") -> None:
    """Writes the summaries that the pack wants of a conversation that ends or is handed over (``why``: for what)."""
    wanted = context.pack.file.sales_agent.conversation_summaries
    state = cast(State, {**state, "summary": await retold(state, context)})
    outcome.set(summary=state["summary"])
    if not wanted.auto_generate:
        return
    story = await context.desk.story(UUID(state["turn"]["conversation"]))
    if wanted.send_to_sales_team and (story.agreed or state.get("profile") or reason == "handoff"):
        await tell(outcome, state, context, story, "sales", wanted.template_style, reason, why=why)
    if wanted.send_to_customer and reason == "end" and story.agreed and "email" in state.get("profile", {}):
        await tell(outcome, state, context, story, "customer", wanted.template_style, reason)


async def tell(
    outcome: Outcome, state: State, context: Context, story: Story, audience: Audience, style: Style, reason: Reason,
    *, send: bool = True, why: str = "",
) -> bool:  # fmt: skip
    """Asks for one summary to be kept and sent; False where a word of it rests on no fact: that is not written."""
    state = _for(audience, state, context)
    customer = audience == "customer"
    values = told_to_customer(state, context, story) if customer else told_to_sales(state, context, story, why)
    subject = await _worded(f"summary.{audience}.subject", values, state, context)
    body = await _worded(f"summary.{audience}.{style}", values, state, context)
    if subject is None or body is None:
        return False
    outcome.write(
        "summary.save", audience=audience, style=style, reason=reason, language=state["language"], subject=subject,
        body=body, recipient=await _recipient(audience, state, context) if send else None,
    )  # fmt: skip
    return True


async def _worded(say: str, values: dict[str, Any], state: State, context: Context) -> str | None:
    """The text, proven like any other that leaves the house."""
    draft = Outcome("composer", state)
    act: Act = draft.say("summary", say, "summary", **values)
    text = await context.engine.write([act], {**voice_of(state, context), "channel": "email"})
    missing = prove(text, draft.update().get("facts", []), state, context)
    if missing:
        log.error("summary_unproven", tenant=context.tenant, template=say, words=missing)
        return None
    return text


def _for(audience: Audience, state: State, context: Context) -> State:
    """The team reads the pack's first language; the customer their own."""
    if audience == "customer":
        return state
    return cast(State, {**state, "language": context.pack.file.languages[0]})


async def _recipient(audience: Literal["customer", "sales"], state: State, context: Context) -> str | None:
    """Where it goes; nowhere when mails are off, no address is known, or the customer wants none."""
    if not context.pack.file.sales_agent.conversation_summaries.email_enabled:
        return None
    if audience == "sales":
        return person_on_duty(context).email
    field = state.get("profile", {}).get("email")
    if field is None or await context.desk.opted_out(UUID(state["turn"]["contact"]), "email"):
        return None
    return str(field["value"])
