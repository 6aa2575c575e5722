"""One walk through a piece of business: interrupted at one place, or put right once, and what went wrong with it."""

from dataclasses import dataclass, field
from typing import Any, Protocol

import orjson

from agents.state import State
from evals.flows.cases import Aside, Correction, Flow

MOST_TURNS = 14
YES = {"es": "sí", "en": "yes"}


class Ask(Protocol):
    """Says something in the conversation; the state after the turn that answers it."""

    async def __call__(self, text: str) -> State: ...


@dataclass
class Walk:
    """``place``: how many questions were answered before the interruption. ``faults``: what a customer would mind."""

    flow: Flow
    place: int = 0
    aside: Aside | None = None
    beside: bool = False
    """Whether the aside is said in one breath with the answer."""
    correction: Correction | None = None
    reached: bool = False
    interrupted: bool = False
    faults: list[str] = field(default_factory=list)
    transcript: list[tuple[str, str]] = field(default_factory=list)

    async def go(self, ask: Ask) -> None:
        for text in self.flow.first:
            await self._say(text, ask)
        state = await self._say(self.flow.opens, ask)
        for answered in range(MOST_TURNS):
            if self.aside and not self.interrupted and answered == self.place:
                state = await self._interrupt(state, self.aside, ask)
            if self.correction and not self.interrupted and _stands_at(state, self.correction.at):
                state = await self._put_right(state, self.correction, ask)
            words = self._next(state)
            if words is None:
                break
            state = await self._say(words, ask)
            if any(write["kind"] == self.flow.reaches for write in state.get("writes", [])):
                self.reached = True
                break
        if not self.reached:
            self.faults.append(f"{self.flow.reaches} was not reached")

    async def _interrupt(self, before: State, aside: Aside, ask: Ask) -> State:
        self.interrupted = True
        answer = self._next(before) if self.beside and before.get("question") else None
        state = await self._say(f"{answer}. {aside.says}" if answer else aside.says, ask)
        kinds = [act["kind"] for act in state.get("said", [])]
        if not set(kinds) & set(aside.serves):
            self.faults.append(f"{aside.name} was not served: {', '.join(kinds)}")
        open_before, open_now = _open(before), _open(state)
        if answer and open_now == open_before:
            self.faults.append(f"the answer beside {aside.name} was lost: {open_before} is asked again")
        if not answer and open_now != open_before:
            self.faults.append(f"{aside.name} left {open_now} open in place of {open_before}")
        if not aside.leaves and not _is_put(state):
            self.faults.append(f"after {aside.name} the open question is not said")
        return state

    async def _put_right(self, before: State, correction: Correction, ask: Ask) -> State:
        self.interrupted = True
        state = await self._say(correction.says, ask)
        if any(write["kind"] == self.flow.reaches for write in state.get("writes", [])):
            self.faults.append("a correction was taken for a yes")
        while not state.get("pending") and (words := self._next(state)) and len(self.transcript) < MOST_TURNS * 2:
            state = await self._say(words, ask)
        became = correction.becomes in _pending_text(state)
        if became == correction.refused:
            self.faults.append(f"{correction.says!r}: the action that waits is {_pending_text(state)[:160]}")
        if not correction.at and not correction.refused and _open(state) == _open(before):
            self.faults.append("the yes is still bound to what was shown before")
        return state

    def _next(self, state: State) -> str | None:
        """What the customer says to what stands open."""
        pending, question = state.get("pending"), state.get("question")
        if pending and pending["kind"] == self.flow.reaches and not question:
            return YES[state["language"]]
        if question and question["slot"] in self.flow.answers:
            return self.flow.answers[question["slot"]]
        if question:
            self.faults.append(f"asked for {question['slot']}")
        return None

    async def _say(self, text: str, ask: Ask) -> State:
        state = await ask(text)
        reply = state.get("reply")
        said = reply["text"] if reply else ""
        self.transcript += [("customer", text), ("bot", said)]
        if sum(word.endswith("?") for word in said.split()) > 1:
            self.faults.append(f"two questions: {said[-160:]}")
        if reply and reply["unproven"]:
            self.faults.append(f"unproven: {', '.join(reply['unproven'])}")
        return state


def _open(state: State) -> str:
    """What stands open: the question's slot, or the action that waits with its digest."""
    question, pending = state.get("question"), state.get("pending")
    if question:
        return question["slot"]
    return f"{pending['kind']} {pending['digest']}" if pending else "nothing"


def _stands_at(state: State, at: str | None) -> bool:
    question = state.get("question")
    return bool(question and question["slot"] == at) if at else bool(state.get("pending") and not question)


def _is_put(state: State) -> bool:
    """Whether the reply ends in a question."""
    reply = state.get("reply")
    return bool(reply and "?" in reply["text"])


def _pending_text(state: State) -> str:
    """What a yes would do, and what was shown of it."""
    pending: Any = state.get("pending")
    return orjson.dumps([pending["args"], pending["shown"]["values"]]).decode() if pending else "none"
