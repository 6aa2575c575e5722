"""One of several things: all of them, the one that is recommended, or a question that is put differently."""

from tests.agents.talk import Talk, Talks


async def _oils(talks: Talks) -> Talk:
    talk = await talks("autoparts")
    await talk.play("tienes filtro de aire para jetta 2.5 2015", "y de aceite?")
    assert talk.asked == "product"
    return talk


async def test_all_that_was_shown_is_taken(talks: Talks) -> None:
    talk = await _oils(talks)
    turn = await talk.say("quiero los dos")
    assert "$1,420" in turn["reply"]
    assert talk.asked == "customer_name"


async def test_who_asks_which_is_better_is_told_one_and_may_take_it(talks: Talks) -> None:
    talk = await _oils(talks)
    turn = await talk.say("¿cuál de estos me conviene más?")
    assert "recommend" in {act["kind"] for act in turn["acts"]} or "products" in {act["kind"] for act in turn["acts"]}
    assert talk.asked == "product"
    await talk.say("sí")
    assert talk.state.get("cart_id")
    assert talk.asked == "customer_name"


async def test_a_choice_that_is_not_made_is_put_differently_and_then_with_a_person_in_it(talks: Talks) -> None:
    talk = await _oils(talks)
    said = [(await talk.say(text))["acts"][-1]["say"] for text in ("lo quiero", "sí lo quiero", "que sí, lo quiero")]
    assert said[0] == "ask_again.product"
    assert said[1] == "ask_choices.product"
    assert talk.state.get("lead") == "handoff"


async def test_a_summary_is_told_when_it_is_asked_for(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.play("quote me a metal roof, 1800 square feet", "yes", "can I get a summary of all this")
    assert [act["say"] for act in turn["acts"]] == ["recap"]
    assert "$22,896" in turn["reply"]


async def test_an_order_that_says_how_it_is_had_hears_no_policy(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.say("quiero 2 filtros de aceite para mi tsuru, paso por ellos a Centro")
    assert "answer" not in {act["kind"] for act in turn["acts"]}
    turn = await talk.say("Lupe Díaz")
    assert turn["pending"]["kind"] == "order.place"


async def test_a_branch_is_taken_while_the_pick_up_lacks_one(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("tienen balatas delanteras para jetta 2.5 2015?", "las quiero, paso por ellas", "Centro")
    turn = await talk.say("Lupe Díaz")
    assert turn["pending"]["kind"] == "order.place"
    assert "Centro" in turn["reply"]
