"""What is not there is not sold: a part that has run out, and a thing that nobody here sells."""

from tests.agents.talk import Talk, Talks, kinds

NONE_LEFT = "UPDATE stock SET on_hand = 0 WHERE item_id = %s"


async def _parts(talks: Talks, *gone: str) -> Talk:
    talk = await talks("autoparts")
    for item in gone:
        await talk.change(NONE_LEFT, item)
    return talk


async def test_the_price_of_a_part_that_has_run_out_is_told_with_that_and_it_is_not_offered(talks: Talks) -> None:
    talk = await _parts(talks, "oil_filter_nissan")
    turn = await talk.say("cuánto cuesta el filtro de aceite para versa 2018")
    assert "stock.none" in {act["say"] for act in turn["acts"]}
    assert "$95" in turn["reply"]
    assert "price" not in kinds(turn)
    assert talk.asked not in {"buy", "product"}


async def test_of_several_prices_only_what_is_there_can_be_chosen(talks: Talks) -> None:
    talk = await _parts(talks, "pads_jetta_front_ceramic")
    turn = await talk.say("qué precio tienen las balatas delanteras para jetta 2015")
    assert {"stock", "price"} <= kinds(turn)
    assert talk.asked == "buy"


async def test_another_part_than_those_to_choose_from_is_priced_itself(talks: Talks) -> None:
    talk = await _parts(talks)
    await talk.say("cuánto cuesta la batería LTH?")
    assert talk.asked == "vehicle"
    turn = await talk.say("cuanto cuestan las balatas delanteras para jetta 2015")
    assert "Acumulador" not in turn["reply"]
    assert {"prices"} <= kinds(turn)


async def test_what_is_asked_in_the_middle_of_a_choice_is_told_and_the_choice_stands(talks: Talks) -> None:
    talk = await _parts(talks)
    first = await talk.say("tienen balatas delanteras para jetta 2015?")
    assert "¿" in first["reply"]
    assert first["reply"].count("semimetálicas") == 1
    turn = await talk.say("oye y hacen instalacion?")
    assert kinds(turn) == {"answer", "ask"}
    assert talk.asked == "engine"
    assert "2.0 o 2.5" in turn["reply"]


async def test_a_thing_that_nobody_sells_changes_no_number_of_the_quote(talks: Talks) -> None:
    talk = await talks()
    first = await talk.say("me cotiza 2 chatbots esenciales")
    turn = await talk.say("quiero 5 unicornios")
    assert "no_product" in kinds(turn)
    assert turn["pending"] == first["pending"]
    assert (await talk.say("que sean 5 licencias"))["pending"]["digest"] != first["pending"]["digest"]


async def test_a_thing_that_nobody_sells_is_not_put_into_the_order(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("tienen filtro de aceite para versa 2018")
    turn = await talk.say("quiero 5 dragones")
    assert "no_product" in kinds(turn)
    assert not talk.state.get("flows")
