"""What belongs to conversation itself: greeting, thanks, repeating, starting over, not having understood."""

from collections.abc import Callable

from agents.asked import DIFFERENTLY, OFFERS, is_firm, times_in_vain
from agents.composer.courtesy import chitchat, first_words, goodbye, greeting, thanks
from agents.composer.moved import tell_of_move
from agents.composer.turning import at_hand, cancel_flow, go_back, laid_aside, repeat, start_over, wait
from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase, words
from agents.quoter.about import is_about_quote
from agents.responder.follow import question_of
from agents.router.crew import HOLDERS
from agents.router.go_on import COURTESY
from agents.scheduler.offer import person_on_duty
from agents.shared import acknowledge_files, acknowledge_shared, is_wordless
from agents.state import State
from commerce.consents.words import wish_in
from language.port import Act, Json
from language.values import contact, name
from language.words.days import names_no_day

ASKED_AT_MOST = 3
"""How often a question that nothing depends on is put before it is let go."""

OFFERED_AT_MOST = 2

Say = Callable[[Outcome, State, Context], Act | None]


def dialogue(outcome: Outcome, state: State, context: Context) -> list[Act]:
    """The acts of conversation that this message calls for."""
    if not any(message["kind"] == "text" for message in state["turn"]["inbound"]):
        return []
    moved = tell_of_move(outcome, state)
    if is_wordless(state):
        return [moved] if moved else acknowledge_shared(outcome, state)
    said = [guess["name"] for guess in state["reading"]["intents"]]
    if _is_an_answer(state) or is_about_quote(state):
        said = [name for name in said if name in COURTESY]
    acts = [SAID[intent](outcome, state, context) for intent in said if intent in SAID]
    if names_no_day(question_of(state)):
        acts = [outcome.say("noted", "no_such_day", "calendar"), *acts]
    acts = [first_words(outcome, state, context, said), moved, acknowledge_files(outcome, state), *acts]
    silent = not any(acts) and not state.get("acts") and not state.get("questions")
    waits_for_it = bool(state.get("pending")) and said == ["affirm"]  # a yes to what waits brings that back to mind
    if silent and not waits(state) and not waits_for_it and not _gave_something(state):
        acts = [_lost(outcome, state, context)]
    return [act for act in acts if act]


def _gave_something(state: State) -> bool:
    """Whether the message told something of the customer, which is then noted and was not misunderstood."""
    ids = {message["id"] for message in state["turn"]["inbound"]}
    return any(field["source"] in ids for field in state.get("profile", {}).values())


def waits(state: State) -> bool:
    """Whether the open question is put again: always where business cannot go on without it, else a few times."""
    question = state.get("question")
    if question is None:
        return False
    most = OFFERED_AT_MOST if question["slot"] in OFFERS else ASKED_AT_MOST
    return is_firm(question) or state.get("asked", {}).get(question["slot"], 0) < most


def acknowledged(outcome: Outcome, state: State) -> list[Act]:
    """What is said where nothing else is: nobody's words are met with silence."""
    if not any(message["kind"] == "text" for message in state["turn"]["inbound"]) or is_wordless(state):
        return []
    return [outcome.say("noted", "noted", "conversation", name="")]


def _is_an_answer(state: State) -> bool:
    """Whether the message answered what stood open: then its words are about that, and not about conversation."""
    reply, question = state["reading"]["reply"], state.get("question")
    settled = reply in {"approve", "reject", "amend"}
    return settled or bool(question and state.get("lead") == HOLDERS[question["flow"]])


def _abuse(outcome: Outcome, _state: State, _context: Context) -> Act:
    return outcome.say("abuse", "abuse", "conversation")


def _opt_out(outcome: Outcome, state: State, context: Context) -> Act:
    """A channel's own word of leaving ends what is sent by it; a sentence about being left alone, everything."""
    turn = state["turn"]
    alone = any(wish_in(message["text"]) == "stop" for message in turn["inbound"])
    outcome.write("consent.opt_out", **({"channel": turn["channel"]} if alone else {}))
    return outcome.say("opt_out", "opt_out", "company", company=name(context.pack.file.company.name))


def _channel(outcome: Outcome, state: State, context: Context) -> Act:
    """Where else the business is reached; on a page, with the way there. Who writes on WhatsApp is told of the rest."""
    company, here = context.pack.file.company, state["turn"]["channel"]
    numbers = context.pack.file.channels.whatsapp.numbers if here != "whatsapp" else []
    blocks: list[dict[str, Json]] = [{"kind": "transfer"}] if numbers and here == "web" else []
    return outcome.say("channel", "channel_info", "company", channel="WhatsApp" if numbers else "",
                       contact=contact("phone", numbers[0].display if numbers else company.phone),
                       blocks=blocks)  # fmt: skip


def _lost(outcome: Outcome, state: State, context: Context) -> Act:
    """Not understood: says what can be done here, differently the second time."""
    pending = state.get("pending")
    if pending and state["reading"]["reply"]:
        what = phrase(context, state, f"what.{pending['kind'].split('.')[0]}")
        again = times_in_vain(state) > DIFFERENTLY
        return outcome.say("unclear", f"pending_unclear{'_again' * again}", "conversation", what=what)
    again = state.get("misunderstood", 0) > 1
    topics = [name(words(category.name, state)) for category in context.pack.catalogue.categories][:3]
    return outcome.say("not_understood", "not_understood_again" if again else "not_understood", "catalogue",
                       topics=topics, person=name(person_on_duty(context).name))  # fmt: skip


def _override(outcome: Outcome, _state: State, _context: Context) -> Act:
    return outcome.say("override", "override", "conversation")


SAID: dict[str, Say] = {
    "greeting": greeting,
    "thanks": thanks,
    "goodbye": goodbye,
    "chitchat": chitchat,
    "abuse": _abuse,
    "override": _override,
    "opt_out": _opt_out,
    "wait": wait,
    "repeat": repeat,
    "start_over": start_over,
    "go_back": go_back,
    "cancel_flow": cancel_flow,
    "affirm": at_hand,
    "deny": laid_aside,
    "channel_change": _channel,
}
