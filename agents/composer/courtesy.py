"""Words of courtesy: the first ones, once a conversation, thanks, small talk and goodbye."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.state import State
from language.port import Act
from language.values import name, quoted


def first_words(outcome: Outcome, state: State, context: Context, said: list[str]) -> Act | None:
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


def greeting(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if not (state.get("greeted") or state["turn"]["welcomed"]) or state.get("acts") or state.get("questions"):
        return None
    return outcome.say("greet", "greeting_short", "company", name="")


def thanks(outcome: Outcome, state: State, _context: Context) -> Act | None:
    return outcome.say("thanks", "thanks", "conversation") if not state.get("acts") else None


def goodbye(outcome: Outcome, state: State, _context: Context) -> Act:
    return outcome.say("goodbye", "goodbye", "conversation", name=_known_name(state))


def chitchat(outcome: Outcome, state: State, context: Context) -> Act | None:
    if state.get("acts"):
        return None
    return outcome.say("chitchat", "chitchat", "company", company=name(context.pack.file.company.name))
