"""Objections: acknowledged with what is true, then a next step."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import words
from agents.state import State, kept
from language.values import quoted

PREFIX = "objection_"


def objection_in(said: list[str]) -> str | None:
    return next((name.removeprefix(PREFIX) for name in said if name.startswith(PREFIX)), None)


def answer_objection(outcome: Outcome, state: State, context: Context, kind: str) -> None:
    """The pack's answers to that kind, one after the other as the objection persists."""
    objection = next((entry for entry in context.pack.objections if entry.kind == kind), None)
    if objection is None:
        outcome.say("next_step", "next_step.information", "conversation")
        return
    heard = int(kept(state, "objections").get(kind, 0))
    answer = objection.answers[min(heard, len(objection.answers) - 1)]
    outcome.say("handle_objection", f"objection.{kind}", f"policy:objection.{kind}", text=quoted(words(answer, state)))
    outcome.remember(objections={**kept(state, "objections"), kind: heard + 1})
    if outcome.leads and objection.next_step != "handoff":
        flow = {"appointment": "book", "quote": "quote", "information": "discover"}[objection.next_step]
        outcome.ask("next_step", f"next_step.{objection.next_step}", flow=flow, expects=["yes_no", "time"])
