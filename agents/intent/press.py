"""A pressed button or row: it says exactly what it stands for, whatever its title sounds like."""

from dataclasses import dataclass
from typing import Any

from agents.choices import NO, YES, choice_id
from agents.context import Context
from agents.state import State, kept
from language.port import Entity, Guess, ReadContext, Reading

SURE = 1.0


@dataclass(frozen=True, slots=True)
class Press:
    """``mark`` and ``choice`` of the id, and the title that was on it."""

    mark: str
    choice: str
    title: str

    @property
    def text(self) -> str:
        """What it says in full: a title may have been cut to what a channel shows."""
        return self.title if self.mark in {YES, NO, "product", "slot"} else self.choice

    @property
    def id(self) -> str:
        return f"{self.mark}:{self.choice}"


def press_of(state: State) -> Press | None:
    """The press that the message is; None where the last message was written."""
    said = [message for message in state["turn"]["inbound"] if message["kind"] == "text"]
    mark, colon, choice = str(said[-1]["data"].get("choice", "")).partition(":") if said else ("", "", "")
    return Press(mark, choice, said[-1]["text"]) if colon and choice else None


def context_for(press: Press, state: State, context: ReadContext) -> ReadContext:
    """What it is read against: a yes to another question than the one that stands open answers none."""
    question = state.get("question")
    about = press.mark in {YES, NO} and question is not None and question["slot"] != press.choice
    return {**context, "question": None} if about else context


def applied(press: Press, reading: Reading, state: State, context: Context) -> Reading:
    """The reading, with what the press stands for in place of what its title was taken for."""
    if press.mark in {YES, NO}:
        return _answered(press, reading, state)
    if press.mark == "product" and context.desk.catalogue.knows(press.choice):
        return _chosen(reading, press, "product", press.choice)
    whole = _pick(press, state)
    return _chosen(reading, press, press.mark, whole) if whole else reading


def _pick(press: Press, state: State) -> str | None:
    """The choice of the open question, as it was shown; None where the press answers another question."""
    question = state.get("question")
    if question is None or question["slot"] != press.mark:
        return None
    offered = kept(state, "book").get("offered", []) if press.mark == "slot" else []
    starts = [slot["starts_at"] for slot in offered]
    if press.choice in starts:
        return question["choices"][starts.index(press.choice)]
    return next((each for each in question["choices"] if choice_id(press.mark, each) == press.id), None)


def _answered(press: Press, reading: Reading, state: State) -> Reading:
    """A yes counts for the very action that was shown with it, and for no other that waits now."""
    pending = state.get("pending")
    if pending is None:
        return reading
    rest = [guess for guess in reading["intents"] if guess["name"] not in {"affirm", "deny"}]
    if press.choice != pending["digest"]:
        return {**reading, "intents": rest, "reply": "unclear"}
    yes = press.mark == YES
    told = Guess(name="affirm" if yes else "deny", confidence=SURE)
    return {**reading, "intents": [told], "reply": "approve" if yes else "reject"}


def _chosen(reading: Reading, press: Press, kind: str, value: Any) -> Reading:
    """The thing itself stands for every other of its kind; what the title alone was taken for goes."""
    others = [each for each in reading["entities"] if each["kind"] != kind]
    found = Entity(kind=kind, text=press.title, start=0, end=len(press.title), value=value, confidence=SURE)
    return {**reading, "entities": [found, *others]}
