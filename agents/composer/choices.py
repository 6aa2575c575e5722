"""A question that was put twice without an answer, as a choice: what there is to pick, or how to go on."""

from agents.context import Context
from agents.outcome import Outcome
from agents.phrases import phrase
from agents.scheduler.offer import person_on_duty
from agents.state import Asking, State
from language.port import Act
from language.values import name


def as_choices(outcome: Outcome, asking: Asking, state: State, context: Context) -> Act:
    """The shown things once more where some were shown; otherwise to tell it, to leave it, or to have a person."""
    slot = asking["question"]["slot"]
    own = f"ask_choices.{slot}"
    if own in context.pack.templates and set(context.pack.templates[own].variables) <= asking["act"]["values"].keys():
        return {**asking["act"], "say": own}
    asked = f"asked.{slot}" if f"phrase.asked.{slot}" in context.pack.templates else "asked.it"
    person = name(person_on_duty(context).name)
    return outcome.say("ask", "ask_choices", "people", what=phrase(context, state, asked), person=person)
