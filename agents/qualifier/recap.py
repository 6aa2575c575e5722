"""What was agreed and looked at so far, told when the customer asks for it, and mailed where an address is known."""

from uuid import UUID

from agents.context import Context
from agents.inbound import heard
from agents.outcome import Outcome
from agents.state import State
from agents.summary import tell
from agents.summary_values import told_to_customer
from language.words.summaries import asks_for_summary


def is_asked_for(state: State) -> bool:
    return asks_for_summary(heard(state))


async def recap(outcome: Outcome, state: State, context: Context) -> None:
    story = await context.desk.story(UUID(state["turn"]["conversation"]))
    told = told_to_customer(state, context, story)
    style = context.pack.file.sales_agent.conversation_summaries.template_style
    mailed = "email" in state.get("profile", {}) and story.agreed
    if mailed:
        mailed = await tell(outcome, state, context, story, "customer", style, "demand")
    shown = {part: told[part] for part in ("appointments", "quotes", "orders", "interests")}
    outcome.say("recap", "recap", "summary", **shown, mailed=mailed)
