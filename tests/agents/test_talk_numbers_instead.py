"""A bare number beside a no amends the quote that waits: it does not refuse it."""

import pytest

from tests.agents.talk import Talks


@pytest.mark.parametrize("words", ["no, 6", "no, mejor 6", "no, mejor 6 horas", "no, make it 6"])
async def test_a_number_after_a_no_is_how_many_of_what_was_quoted(words: str, talks: Talks) -> None:
    talk = await talks()
    await talk.say("cotíceme 4 horas de capacitación")
    turn = await talk.say(words)
    assert turn["pending"]["kind"] == "quote.accept"
    assert "6 × " in turn["reply"]


async def test_of_two_things_that_are_counted_it_is_asked_which_one_the_number_is_of(talks: Talks) -> None:
    talk = await talks()
    await talk.play("cotíceme el chatbot profesional", "agregue 4 horas de capacitación", "no, 6")
    assert talk.asked == "product"
    turn = await talk.say("la capacitación")
    assert all(line in turn["reply"] for line in ("1 × Chatbot Profesional", "6 × Capacitación por hora"))


@pytest.mark.parametrize("words", ["no", "no, gracias"])
async def test_a_no_without_a_number_instead_still_refuses_the_quote(words: str, talks: Talks) -> None:
    talk = await talks()
    turn = await talk.play("cotíceme 4 horas de capacitación", words)
    assert turn["pending"] is None


async def test_when_the_customer_will_tell_is_no_number_of_what_was_quoted(talks: Talks) -> None:
    talk = await talks()
    quoted = await talk.say("cotíceme 4 horas de capacitación")
    turn = await talk.say("no, en 2 meses le aviso")
    assert talk.state["reading"]["reply"] != "amend"
    assert turn["pending"]["digest"] == quoted["pending"]["digest"]
