"""What belongs to conversation itself: greeting, thanks, repeating, starting over, not having understood."""

from collections.abc import Callable

from agents.asked import DIFFERENTLY, OFFERS, is_firm, times_in_vain
from agents.composer.moved import tell_of_move
from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase, words
from agents.quoter.about import is_about_quote
from agents.responder.follow import question_of
from agents.router.crew import HOLDERS
from agents.router.go_on import COURTESY
from agents.scheduler.offer import person_on_duty
from agents.shared import acknowledge_files, acknowledge_shared, is_wordless
from agents.state import TEXT_KEPT, State
from commerce.consents.words import wish_in
from language.port import Act, Json
from language.values import contact, name, quoted
from language.words.days import names_no_day
from language.words.sentences import pieces

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
    acts = [_first_words(outcome, state, context, said), moved, acknowledge_files(outcome, state), *acts]
    silent = not any(acts) and not state.get("acts") and not state.get("questions")
    if silent and not waits(state) and not _gave_something(state):
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


def _first_words(outcome: Outcome, state: State, context: Context, said: list[str]) -> Act | None:
    """The greeting, once a conversation; short where the customer already asked something."""
    turn = state["turn"]
    if state.get("greeted") or turn["welcomed"]:
        return None
    if any(act["kind"] == "hand_off" for act in state.get("acts", [])):
        return None  # somebody with a complaint is not told how nice it is to meet
    company, known = context.pack.file.company, _known_name(state)
    if state.get("returning", False) and "greeting" in said:
        return outcome.say("greet", "greeting_returning", "company", company=name(company.name), name=known)
    if set(said) <= {"greeting"} and said and not state.get("acts"):
        tagline = quoted(words(company.tagline, state))
        return outcome.say("greet", "greeting_new", "company", company=name(company.name), tagline=tagline)
    return outcome.say("greet", "greeting_short", "company", name=known if state.get("returning", False) else "")


def _known_name(state: State) -> str:
    field = state.get("profile", {}).get("customer_name")
    return str(field["value"]).split()[0] if field else ""


def _greeting(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if not (state.get("greeted") or state["turn"]["welcomed"]) or state.get("acts") or state.get("questions"):
        return None
    return outcome.say("greet", "greeting_short", "company", name="")


def _thanks(outcome: Outcome, state: State, _context: Context) -> Act | None:
    return outcome.say("thanks", "thanks", "conversation") if not state.get("acts") else None


def _goodbye(outcome: Outcome, state: State, _context: Context) -> Act:
    return outcome.say("goodbye", "goodbye", "conversation", name=_known_name(state))


def _chitchat(outcome: Outcome, state: State, context: Context) -> Act | None:
    if state.get("acts"):
        return None
    return outcome.say("chitchat", "chitchat", "company", company=name(context.pack.file.company.name))


def _abuse(outcome: Outcome, _state: State, _context: Context) -> Act:
    return outcome.say("abuse", "abuse", "conversation")


def _opt_out(outcome: Outcome, state: State, context: Context) -> Act:
    """A channel's own word of leaving ends what is sent by it; a sentence about being left alone, everything."""
    turn = state["turn"]
    alone = any(wish_in(message["text"]) == "stop" for message in turn["inbound"])
    outcome.write("consent.opt_out", **({"channel": turn["channel"]} if alone else {}))
    return outcome.say("opt_out", "opt_out", "company", company=name(context.pack.file.company.name))


def _wait(outcome: Outcome, state: State, _context: Context) -> Act | None:
    return outcome.say("wait", "wait_ok", "conversation") if not state.get("acts") else None


def _repeat(outcome: Outcome, state: State, _context: Context) -> Act | None:
    """The last reply again; of one that was too long to be kept, its whole sentences, and what it asked."""
    last = next((m["text"] for m in reversed(state.get("recent", [])) if m["role"] == "ai"), None)
    if last is None or any(asking["act"]["agent"] == state.get("lead") for asking in state.get("questions", [])):
        return None
    if state.get("spoken", state["language"]) != state["language"]:
        return outcome.say("noted", "noted", "conversation", name="")
    if len(last) < TEXT_KEPT:
        return outcome.say("repeat", "repeat", "conversation", text=quoted(last))
    whole = "".join(pieces(last)[:-1]).strip()
    return outcome.say("noted", "repeat", "conversation", text=quoted(whole)) if whole else None


def _start_over(outcome: Outcome, _state: State, _context: Context) -> Act:
    return outcome.say("start_over", "started_over", "conversation")


def _go_back(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if state.get("went_back"):
        return outcome.say("went_back", "went_back", "conversation")
    return (
        None if state.get("question") or state.get("pending") else outcome.say("noted", "nowhere_back", "conversation")
    )


def _cancel_flow(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if state.get("pending") or state.get("acts"):
        return None
    return outcome.say("cancelled_flow", "cancelled_flow", "conversation", what="")


def _laid_aside(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if state.get("acts") or state.get("questions") or state.get("pending"):
        return None
    return outcome.say("noted", "laid_aside", "conversation")


def _at_hand(outcome: Outcome, state: State, _context: Context) -> Act | None:
    """A yes where nothing was asked: all is done."""
    if state.get("acts") or state.get("questions") or state.get("pending") or state.get("question"):
        return None
    return outcome.say("noted", "at_hand", "conversation")


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


SAID: dict[str, Say] = {
    "greeting": _greeting,
    "thanks": _thanks,
    "goodbye": _goodbye,
    "chitchat": _chitchat,
    "abuse": _abuse,
    "opt_out": _opt_out,
    "wait": _wait,
    "repeat": _repeat,
    "start_over": _start_over,
    "go_back": _go_back,
    "cancel_flow": _cancel_flow,
    "affirm": _at_hand,
    "deny": _laid_aside,
    "channel_change": _channel,
}
