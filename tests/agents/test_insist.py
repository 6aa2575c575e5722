"""A customer who would be told the same twice is offered a person, and gets one who still insists."""

from typing import Any

import pytest

from agents.composer.arrange import arrange
from agents.composer.insist import told
from agents.composer.remember import remember
from agents.composer.schema import Arranged
from agents.outcome import Outcome
from agents.state import State
from tests.agents.routes import crew, heard
from tests.agents.states import act, context, question, reading, state
from tests.agents.talk import Talks, kinds

ANSWER = act("answer", "policy", "responder", text="90 días")


def arranged(given: State) -> Arranged:
    return arrange(Outcome("composer", given), given, context())


def second(*intents: str, **known: Any) -> State:
    """The turn after one that told ``ANSWER``."""
    return state("…", reading(*intents), acts=[ANSWER], served=told([ANSWER]), **known)


def test_the_same_answer_twice_in_a_row_becomes_the_offer_of_a_person() -> None:
    found = arranged(second("warranty"))
    assert [each["say"] for each in found.acts] == ["offer_person"]
    assert found.question is not None
    assert (found.question["slot"], found.question["flow"]) == ("person", "handoff")


def test_who_waits_for_a_person_already_is_told_so_instead_of_being_offered_one() -> None:
    found = arranged(second("warranty", owner="queue"))
    assert ([each["say"] for each in found.acts], found.question) == (["still_waiting"], None)


def test_nobody_is_met_with_silence() -> None:
    given = state("248-555-0113", reading("give_information"), question=question("phone", "profile", "phone"))
    found = arranged({**given, "lead": "qualifier", "acts": [], "questions": []})
    assert [each["say"] for each in found.acts] == ["noted"]


def test_another_answer_is_given_as_ever() -> None:
    other = act("answer", "policy", "responder", text="30 días")
    found = arranged(state("…", reading("warranty"), acts=[other], served=told([ANSWER])))
    assert found.acts == [other]


def test_who_asks_to_hear_it_again_hears_it_again() -> None:
    assert ANSWER in arranged(second("repeat")).acts


def test_what_only_leads_on_tells_nothing() -> None:
    assert told([act("greet"), act("ask", "ask.need")]) is None


def test_insisting_is_counted_and_forgotten_with_the_next_other_answer() -> None:
    once = remember(second("warranty"), arranged(second("warranty")), [], "…")
    assert (once["insisted"], once["heard"]) == (1, ["warranty"])
    given = state("…", reading("hours"), acts=[act("answer")], insisted=1)
    assert remember(given, arranged(given), [], "…")["insisted"] == 0


@pytest.mark.parametrize(("intents", "lead"), [(["warranty"], "handoff"), (["price"], "quoter")])
def test_after_an_offer_the_same_wish_goes_to_a_person_and_another_wish_is_served(
    intents: list[str], lead: str
) -> None:
    _, leader = crew(heard(*intents, insisted=1) | {"heard": ["warranty"]})
    assert leader == lead


def test_a_yes_to_the_offer_brings_the_person() -> None:
    plan, lead = crew(heard("affirm", question=question("person", "handoff", "yes_no")))
    assert (lead, "handoff" in plan) == ("handoff", True)


async def test_a_customer_who_asks_the_same_three_times_never_reads_the_same_words_thrice(talks: Talks) -> None:
    talk = await talks()
    await talk.say("hola, ¿qué formas de pago manejan?")
    first = await talk.say("¿qué formas de pago manejan?")
    assert "answer" not in kinds(first)
    assert talk.asked == "person"
    taken = await talk.say("sí, por favor")
    assert taken["owner"] == "queue"
