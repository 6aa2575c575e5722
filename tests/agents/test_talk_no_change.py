"""What is said beside a sale and changes nothing of it: whom a thing is for, a place that is asked about."""

import pytest

from tests.agents.talk import Talks


@pytest.mark.parametrize("words", ["cotíceme un CRM, para 8 personas", "I need a quote for a CRM for 8 users"])
async def test_people_that_a_thing_is_for_are_not_how_many_of_it(words: str, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say(words)
    assert turn["pending"]["kind"] == "quote.accept"
    assert "1 × " in turn["reply"]


async def test_a_city_in_a_question_moves_nobody_there(talks: Talks) -> None:
    talk = await talks()
    await talk.play("I am in Medellín and want to book a demo", "wait is that bogota time?")
    assert (talk.state["profile"]["city"]["value"], talk.state["corrected"]) == ("Medellín", [])
    await talk.say("sorry, I am in Bogotá now")
    assert (talk.state["profile"]["city"]["value"], talk.state["corrected"]) == ("Bogotá", ["city"])
