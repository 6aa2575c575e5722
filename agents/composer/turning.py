"""What a customer says to the conversation itself: wait, repeat, go back, begin anew, leave it."""

from agents.context import Context
from agents.outcome import Outcome
from agents.state import TEXT_KEPT, State
from language.port import Act
from language.values import quoted
from language.words.sentences import pieces


def wait(outcome: Outcome, state: State, _context: Context) -> Act | None:
    return outcome.say("wait", "wait_ok", "conversation") if not state.get("acts") else None


def repeat(outcome: Outcome, state: State, _context: Context) -> Act | None:
    """The last reply again; of one that was too long to be kept, its whole sentences, and what it asked."""
    last = next((m["text"] for m in reversed(state.get("recent", [])) if m["role"] == "ai"), None)
    asks = any(asking["act"]["agent"] == state.get("lead") for asking in state.get("questions", []))
    leaves = any(guess["name"] == "goodbye" for guess in state["reading"]["intents"])
    if last is None or asks or leaves or state.get("acts"):
        return None
    if state.get("spoken", state["language"]) != state["language"]:
        return outcome.say("noted", "noted", "conversation", name="")
    if len(last) < TEXT_KEPT:
        return outcome.say("repeat", "repeat", "conversation", text=quoted(last))
    whole = "".join(pieces(last)[:-1]).strip()
    return outcome.say("noted", "repeat", "conversation", text=quoted(whole)) if whole else None


def start_over(outcome: Outcome, _state: State, _context: Context) -> Act:
    return outcome.say("start_over", "started_over", "conversation")


def go_back(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if state.get("went_back"):
        return outcome.say("went_back", "went_back", "conversation")
    return (
        None if state.get("question") or state.get("pending") else outcome.say("noted", "nowhere_back", "conversation")
    )


def cancel_flow(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if state.get("pending") or state.get("acts"):
        return None
    return outcome.say("cancelled_flow", "cancelled_flow", "conversation", what="")


def laid_aside(outcome: Outcome, state: State, _context: Context) -> Act | None:
    if state.get("acts") or state.get("questions") or state.get("pending"):
        return None
    return outcome.say("noted", "laid_aside", "conversation")


def at_hand(outcome: Outcome, state: State, _context: Context) -> Act | None:
    """A yes where nothing was asked: all is done. Thanks and a goodbye are answered in words of their own."""
    if {guess["name"] for guess in state["reading"]["intents"]} & {"thanks", "goodbye"}:
        return None
    if state.get("acts") or state.get("questions") or state.get("pending") or state.get("question"):
        return None
    return outcome.say("noted", "at_hand", "conversation")
