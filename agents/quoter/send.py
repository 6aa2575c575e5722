"""The quote as a document: its address at once, and by mail where that is wanted."""

from uuid import UUID

from agents.context import Context
from agents.outcome import Outcome
from agents.quoter.about import kinds, wanted
from agents.state import State
from language.values import contact, reference

MAILED = frozenset({"email", "channel"})


async def send(outcome: Outcome, state: State, context: Context) -> None:
    """Mails the newest version to the address that is known; asks for one where there is none."""
    number = wanted(state)["number"]
    link = await _link(state, context, number)
    question = state.get("question")
    by_mail = kinds(state) & MAILED or (question and question["slot"] == "email")
    email = state.get("profile", {}).get("email")
    if by_mail and email:
        outcome.write("quote.send", number=number, to=str(email["value"]), url=link)
        outcome.say("quote_mailed", "quote_mailed", f"quote:{number}", number=reference(number),
                    email=contact("email", str(email["value"])))  # fmt: skip
    elif by_mail or not link:
        outcome.ask("email", "ask.email", flow="quote", expects=["email"])
    else:
        outcome.say("quote_link", "quote_link", f"quote:{number}", number=reference(number),
                    url=contact("url", f"{link}.pdf"))  # fmt: skip


async def _link(state: State, context: Context, number: str) -> str:
    rows = await context.desk.quotes(UUID(state["turn"]["conversation"]))
    row = next((row for row in rows if row["proposal_number"] == number), None)
    return context.links.url(context.tenant, row["id"], row["expires_at"]) if row and context.links else ""
