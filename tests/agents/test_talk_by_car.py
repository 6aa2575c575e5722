"""Parts that one word names: told as a span, then found by the car; nobody is sold the first of a list."""

import pytest

from tests.agents.talk import Talks, kinds


async def test_a_part_for_a_car_that_is_not_known_is_told_with_its_span_and_the_car_is_asked(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.say("que onda, tienen balatas delanteras?")
    assert "price_span" in kinds(turn)
    assert "$420" in turn["reply"]
    assert "$1,290" in turn["reply"]
    assert talk.asked == "vehicle"


async def test_the_car_and_then_its_engine_find_the_part(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("que onda, tienen balatas delanteras?")
    turn = await talk.say("es un jetta 2015")
    assert "Aveo" not in turn["reply"]
    assert talk.asked == "engine"
    turn = await talk.say("el 2.5")
    assert "BD-4471" in str(turn["blocks"]) or "cerámicas" in turn["reply"]
    assert talk.asked == "buy"


async def test_who_cannot_tell_the_car_is_asked_differently_and_then_offered_a_person(talks: Talks) -> None:
    talk = await talks("autoparts")
    first = await talk.say("cuanto cuestan unas bujías")
    second = await talk.say("no sé")
    assert talk.asked == "vehicle"
    assert first["acts"][-1]["say"] != second["acts"][-1]["say"]
    turn = await talk.say("no sé qué carro es")
    assert talk.asked in {"vehicle", "person"}
    assert not await talk.rows("SELECT 1 FROM cart_sessions")
    assert turn["pending"] is None


@pytest.mark.parametrize("said", ["no sé", "me lo llevo"])
async def test_of_several_things_that_were_shown_none_is_put_in_the_cart_unpicked(said: str, talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("tienen anticongelante, aceite y filtro de aire para un jetta 2.5 2015?")
    await talk.say(said)
    assert talk.state.get("cart_id") is None


async def test_another_car_than_the_part_was_told_for_is_looked_up_anew(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("tienen balatas delanteras para un aveo 2014?", "ah no, es para un jetta 2015")
    turn = await talk.say("cuál me recomienda?")
    assert "Aveo" not in turn["reply"]
