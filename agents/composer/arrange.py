"""Which acts are said, in which order, and the one question at the end."""

from dataclasses import replace

from agents.composer.dialogue import ASKED_AT_MOST, acknowledged, dialogue
from agents.composer.insist import instead, is_insisted_on, told
from agents.composer.resume import resume
from agents.composer.schema import Arranged
from agents.context import Context
from agents.outcome import Outcome
from agents.router.route import HOLDERS
from agents.state import Asking, State
from language.port import Act

FIRST = [
    "greet",
    "thanks",
    "noted",
    "answer",
    "hand_off",
    "not_found",
    "handle_objection",
    "stock",
    "price",
    "prices",
    "coupon",
    "discount",
    "explanation",
    "financing",
]
"""What is served comes before what leads; kinds that are not listed follow in the order in which agents found them."""

LIGHT = {"thanks", "wait", "chitchat"}
"""Words of courtesy, which bring nothing back to mind."""
FINAL = {"hand_off", "goodbye", "opt_out", "abuse", "unclear", "repeat"}
"""What ends a message by itself."""

ANSWERS = {"coupon", "discount", "financing", "explanation", "quote_link", "quote_mailed"}
"""What answers a word about the price and leaves what waits as it is."""

GREETINGS_THAT_ASK = {"greeting_new", "greeting_returning"}
"""They end in the opening question themselves."""


def arrange(outcome: Outcome, state: State, context: Context) -> Arranged:
    found = [*dialogue(outcome, state, context), *state.get("acts", [])]
    acts = sorted(found, key=lambda act: FIRST.index(act["kind"]) if act["kind"] in FIRST else len(FIRST))
    digest = told(acts)
    if _proposed(state):
        return Arranged(acts, None, None, digest)
    if is_insisted_on(state, digest):
        return instead(outcome, state, context, digest)
    asked = _asked(outcome, state, context, acts)
    return replace(asked, acts=asked.acts or acknowledged(outcome, state), told=digest)


def _asked(outcome: Outcome, state: State, context: Context, acts: list[Act]) -> Arranged:
    """The acts with the one question that stands at their end."""
    asking = _chosen(state, context)
    if asking is None:
        asking, acts = _resumed(outcome, state, acts)
    if asking is None and any(act["kind"] == "repeat" for act in acts):
        return Arranged(acts, state.get("question"), state.get("asking"))
    if asking is None:
        return Arranged(acts, None, None)
    if any(act["say"] in GREETINGS_THAT_ASK for act in acts):
        return Arranged(acts, asking["question"], asking["act"])
    return Arranged([*acts, asking["act"]], asking["question"], asking["act"])


def _proposed(state: State) -> bool:
    """Whether an act of this turn already ends in the question that a yes answers."""
    pending = state.get("pending")
    return bool(pending and any(act["facts"] == pending["facts"] and act == pending["shown"] for act in state["acts"]))


def is_taken_back(state: State) -> bool:
    """Whether the customer changed the waiting action and it was not shown anew: a later yes is not for the old one."""
    pending = state.get("pending")
    return bool(
        pending
        and state["reading"]["reply"] == "amend"
        and state.get("lead") == pending["agent"]
        and not _proposed(state)
        and not any(act["kind"] in ANSWERS for act in state["acts"])
    )


def _chosen(state: State, context: Context) -> Asking | None:
    """One question: the lead's."""
    questions = state.get("questions", [])
    lead = state.get("lead")
    found = next((asking for asking in questions if asking["act"]["agent"] == lead), None)
    return found and _put_differently(found, state, context)


def _put_differently(asking: Asking, state: State, context: Context) -> Asking:
    """The same question a second time, in other words where the pack has them."""
    slot = asking["question"]["slot"]
    again = f"ask_again.{slot}"
    if not state.get("asked", {}).get(slot) or again not in context.pack.templates:
        return asking
    return {"question": asking["question"], "act": {**asking["act"], "say": again}}


def _resumed(outcome: Outcome, state: State, acts: list[Act]) -> tuple[Asking | None, list[Act]]:
    """After a digression, what stood open comes back: an action that waits, or the question that was asked."""
    kinds = {act["kind"] for act in acts}
    if (kinds and kinds <= LIGHT) or kinds & FINAL:
        return None, acts
    if state.get("pending"):
        return None, [*acts, *resume(outcome, state)]
    question, asking = state.get("question"), state.get("asking")
    if not question or not asking or state.get("asked", {}).get(question["slot"], 0) >= ASKED_AT_MOST:
        return None, acts
    if _was_answered(state):
        return None, acts
    return {"question": question, "act": asking}, acts


def _was_answered(state: State) -> bool:
    question = state["question"]
    assert question is not None
    return state.get("lead") == HOLDERS[question["flow"]]
