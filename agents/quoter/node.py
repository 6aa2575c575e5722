"""Answers what things cost, and makes quotes."""

from typing import Any

from langgraph.runtime import Runtime

from agents.context import Context
from agents.intent.hand_back import HANDED_BACK
from agents.outcome import Outcome
from agents.quoter.about import BARGAINS, COMPARES, is_quoting, is_told_apart, kinds, wanted
from agents.quoter.ask import answered
from agents.quoter.bargain import bargain, decided
from agents.quoter.compare import compare
from agents.quoter.complexity import tells_of_quote
from agents.quoter.explain import explain_total
from agents.quoter.finance import finance
from agents.quoter.firm import stand_firm
from agents.quoter.left_open import take_up
from agents.quoter.prepared import show_prepared
from agents.quoter.prices import tell_prices
from agents.quoter.quote import quote
from agents.quoter.send import send
from agents.quoter.settle import answered_on_page, settle
from agents.rivals import names_a_rival
from agents.state import State
from agents.stocked import no_product
from agents.topic import held_items
from agents.wishes.count import counts_things
from agents.wishes.strange import counts_a_stranger


async def quoter(state: State, runtime: Runtime[Context]) -> dict[str, Any]:
    outcome, context = Outcome("quoter", state), runtime.context
    pending, reply = state.get("pending"), state["reading"]["reply"]
    events = [message["data"] for message in state["turn"]["inbound"] if message["kind"] == "event"]
    if events:
        await _happened(outcome, state, context, events[0])
    elif pending and pending["agent"] == "quoter" and reply in {"approve", "reject"}:
        settle(outcome, state, context)
    elif _wants(state, "send"):
        await send(outcome, state, context)
    else:
        await _serve(outcome, state, context)
    return outcome.update()


async def _happened(outcome: Outcome, state: State, context: Context, event: dict[str, Any]) -> None:
    if event["event"] == "approval_decided":
        decided(outcome, state, context, event)
    elif event["event"] == "quote_prepared":
        show_prepared(outcome, state, context, event)
    elif event["event"] == HANDED_BACK:
        await take_up(outcome, state, context)
    else:
        await answered_on_page(outcome, state, context, event)


async def _serve(outcome: Outcome, state: State, context: Context) -> None:
    said = {guess["name"] for guess in state["reading"]["intents"]}
    named = kinds(state)
    if _wants(state, "explain"):
        explain_total(outcome, state, context)
    elif "counter_offer" in named and await stand_firm(outcome, state, context):
        return
    elif is_quoting(state) and counts_a_stranger(state, context):
        no_product(outcome, state, context)
    elif named & BARGAINS:
        bargain(outcome, state, context)
    elif "instalments" in named and (is_told_apart(wanted(state)) if is_quoting(state) else held_items(state, context)):
        finance(outcome, state, context)
    elif not is_quoting(state) and "quote" not in said and names_a_rival(state, context.pack):
        await tell_prices(outcome, state, context)
    elif is_quoting(state) and answered(state, context):
        quote(outcome, state, context)
    elif is_quoting(state) and said & COMPARES and compare(outcome, state, context):
        return
    elif _is_quoting(state, said) or tells_of_quote(state, context.pack):
        quote(outcome, state, context)
    elif _asks_what_waits_costs(state, named):
        explain_total(outcome, state, context)
    else:
        await tell_prices(outcome, state, context)


def _asks_what_waits_costs(state: State, named: set[str]) -> bool:
    """Whether a price is asked for and nothing is named: then that of the quote which waits for a yes is meant."""
    pending = state.get("pending")
    return bool(pending and pending["kind"] == "quote.accept" and not named & {"product", "area"})


def _wants(state: State, what: str) -> bool:
    """Whether the message asks that of the quote that was made."""
    held, question = wanted(state), state.get("question")
    if what == "send" and question and question["flow"] == "quote" and question["slot"] == "email":
        return bool(held.get("number"))
    asked = any(e["kind"] == "wants" and e["value"] == what for e in state["reading"]["entities"])
    fresh = kinds(state) & {"area", "quantity", *BARGAINS, *(() if "email" in kinds(state) else ("product",))}
    return asked and bool(held.get("number")) and not fresh


def _is_quoting(state: State, said: set[str]) -> bool:
    if "quote" in said or counts_things(state):
        return True
    question, pending = state.get("question"), state.get("pending")
    answering = bool(question and question["flow"] == "quote" and "price" not in said)
    amending = bool(pending and pending["agent"] == "quoter" and state["reading"]["reply"] == "amend")
    return answering or amending or (is_quoting(state) and "edit" in kinds(state))
