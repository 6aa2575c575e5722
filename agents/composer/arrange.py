"""Which acts are said, in which order, and the one question at the end."""

from dataclasses import replace

from agents.asked import AS_CHOICES, DIFFERENTLY, has_lapsed, is_firm, times_in_vain
from agents.composer.choices import as_choices
from agents.composer.correct import corrections
from agents.composer.dialogue import acknowledged, dialogue, waits
from agents.composer.insist import asks_anew, instead, is_insisted_on, tells_of, told, unknown, without_what_was_told
from agents.composer.repeats import once
from agents.composer.resume import resume
from agents.composer.schema import Arranged
from agents.context import Context
from agents.due import silence_of
from agents.intent.hand_back import is_hand_back
from agents.outcome import Outcome
from agents.router.crew import HOLDERS
from agents.state import Asking, State
from language.port import Act

FIRST = [
    "greet",
    "override",
    "moved",
    "thanks",
    "noted",
    "corrected",
    "went_back",
    "answer",
    "who_comes",
    "recap",
    "hand_off",
    "not_found",
    "handle_objection",
    "stock",
    "price",
    "prices",
    "price_span",
    "coupon",
    "discount",
    "explanation",
    "financing",
]
"""What is served comes before what leads; kinds that are not listed follow in the order in which agents found them."""

LIGHT = {"thanks", "wait", "chitchat"}
"""Words of courtesy, which bring nothing back to mind."""
KEEPS_OPEN = LIGHT | {"repeat", "abuse"}
"""What leaves the open question standing, unsaid."""
SAYS_ALL = {"goodbye", "opt_out", "abuse", "unclear", "repeat"}
"""What has its own question, or calls for none."""
FINAL = {"hand_off"} | SAYS_ALL
"""What brings nothing back to mind; who hands over may still ask where to write."""

ANSWERS = {"coupon", "discount", "financing", "explanation", "quote_link", "quote_mailed", "no_product"}
"""What answers a word about the price and leaves what waits as it is."""

ONLY_TELLS = ANSWERS | {
    "handle_objection",
    "price",
    "prices",
    "price_span",
    "recommend",
    "order_status",
    "who_comes",
    "my_appointment",
}
"""What tells without taking the business under way further."""

GREETINGS_THAT_ASK = {"greeting_new", "greeting_returning"}
"""They end in the opening question themselves."""


def arrange(outcome: Outcome, state: State, context: Context) -> Arranged:
    if is_hand_back(state) or (silence_of(state) and not state.get("acts")):
        return Arranged([], state.get("question"), state.get("asking"), state.get("served"))
    found = [*dialogue(outcome, state, context), *corrections(outcome, state), *once(state.get("acts", []))]
    acts = sorted(found, key=lambda act: FIRST.index(act["kind"]) if act["kind"] in FIRST else len(FIRST))
    digest = told(acts)
    if _proposed(state):
        return Arranged(acts, None, None, digest)
    if is_insisted_on(state, digest):
        words = asks_anew(state)
        if words and not tells_of(acts, words, state["language"]):
            acts = unknown(outcome, context, acts)
        elif not words and (state.get("pending") or is_firm(state.get("question"))):
            acts = without_what_was_told(outcome, acts)
        elif not words:
            return instead(outcome, state, context, digest)
    asked = _asked(outcome, state, context, acts)
    return replace(asked, acts=asked.acts or acknowledged(outcome, state), told=digest)


def _asked(outcome: Outcome, state: State, context: Context, acts: list[Act]) -> Arranged:
    """The acts with the one question that stands at their end."""
    asking = None if {act["kind"] for act in acts} & SAYS_ALL else _chosen(state)
    if asking is None or _gives_way(asking, state):
        asking, acts = _resumed(outcome, state, acts)
    if asking and not any(act["kind"] == "moved" for act in acts):  # who has just come over is asked as at first
        asking = _put_differently(outcome, asking, state, context)
    if asking is None and {act["kind"] for act in acts} & KEEPS_OPEN:
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


def _chosen(state: State) -> Asking | None:
    """One question: the lead's."""
    lead = state.get("lead")
    return next((asking for asking in state.get("questions", []) if asking["act"]["agent"] == lead), None)


def _gives_way(asking: Asking, state: State) -> bool:
    """Whether what is under way goes before it: an offer or a question about needs does not push a booking aside."""
    if state.get("pending") and not is_firm(asking["question"]) and not is_taken_back(state):
        return True
    question = state.get("question")
    under_way = bool(question and question["flow"] in state.get("flows", {}))
    return is_firm(question) and under_way and not is_firm(asking["question"])


def _put_differently(outcome: Outcome, asking: Asking, state: State, context: Context) -> Asking:
    """The same question a second time in other words, where the pack has them, and a third time as a choice."""
    question, vain = asking["question"], _in_vain(asking, state)
    if vain >= AS_CHOICES:
        named: Asking = {"question": question, "act": _plainly(asking["act"])}
        return {"question": question, "act": as_choices(outcome, named, state, context)}
    again = f"ask_again.{question['slot']}"
    if vain >= DIFFERENTLY and again in context.pack.templates:
        return {"question": question, "act": {**asking["act"], "say": again}}
    return asking


def _in_vain(asking: Asking, state: State) -> int:
    """How often it was put without an answer; where nothing depends on it, how often it was put."""
    slot, before = asking["question"]["slot"], state.get("question")
    if not is_firm(asking["question"]):
        return min(state.get("asked", {}).get(slot, 0), DIFFERENTLY)
    return times_in_vain(state) if before and before["slot"] == slot else 0


def _resumed(outcome: Outcome, state: State, acts: list[Act]) -> tuple[Asking | None, list[Act]]:
    """After a digression, what stood open comes back: an action that waits, or the question that was asked."""
    kinds = {act["kind"] for act in acts}
    if (kinds and kinds <= LIGHT) or kinds & FINAL:
        return None, acts
    question, asking = state.get("question"), state.get("asking")
    if state.get("pending") and not is_firm(question):
        return None, [*acts, *resume(outcome, state)]
    if not question or not asking or not waits(state):
        return None, acts
    if _was_answered(state) or has_lapsed(asking, state):
        return None, acts
    return {"question": question, "act": _plainly(asking)}, acts


def _plainly(asking: Act) -> Act:
    """Times that were offered after a refusal are offered again without it; things that were shown, by their names."""
    values = asking["values"]
    if "shown" in values:
        return {**asking, "values": {"choices": values["shown"]}}
    if "options" in values:
        return {**asking, "say": "ask.product", "values": {"choices": [each["item"] for each in values["options"]]}}
    return {**asking, "say": "offer_slots", "values": {**values, "kind": ""}} if "slots" in values else asking


def _was_answered(state: State) -> bool:
    """Whether its holder acted on it; who only told something, such as what speaks for the price, did not."""
    question = state["question"]
    assert question is not None
    told = {act["kind"] for act in state.get("acts", []) if act["agent"] == state.get("lead")}
    only_told = bool(told) and told <= ONLY_TELLS and is_firm(question) and question["flow"] in state.get("flows", {})
    return state.get("lead") == HOLDERS[question["flow"]] and not only_told
