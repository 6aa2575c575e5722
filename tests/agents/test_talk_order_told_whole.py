"""An order that says how it is had, a number that is no address, and a visit that nobody orders."""

from tests.agents.talk import Talks


async def test_a_branch_named_with_the_order_is_not_asked_again(talks: Talks) -> None:
    talk = await talks("autoparts")
    turn = await talk.play("quiero pedir un filtro de aceite para Jetta 2015 2.5, paso por él a Centro", "Ana Ruiz")
    assert turn["pending"]["kind"] == "order.place"
    assert "Centro" in turn["reply"]


async def test_how_many_is_no_address(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("I want to buy front brake pads for a Jetta 2015 2.5", "Ana Ruiz", "actually 2 sets")
    assert "address" not in talk.state["profile"]
    assert talk.asked == "delivery"
    assert [e["value"] for e in talk.state["reading"]["entities"] if e["kind"] == "quantity"] == [2]


async def test_a_visit_that_costs_nothing_is_booked_and_not_ordered(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("I want to order the free roof inspection")
    assert ("order" in talk.state.get("flows", {}), talk.asked) == (False, "next_step")
    turn = await talk.say("yes")
    assert turn["pending"] is None
    assert (talk.lead, "book" in talk.state["flows"]) == ("scheduler", True)


async def test_where_it_is_picked_up_is_taken_while_something_else_is_asked(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("quiero las balatas delanteras cerámicas para Jetta")
    await talk.say("sí, lo quiero")
    turn = await talk.say("paso por ellas a Centro")
    assert "answer" not in {act["kind"] for act in turn["acts"]}
    assert talk.state["slots"]["order"]["delivery"]["branch_id"] == "centro"
    await talk.say("Jorge Medina 442 318 2290")
    assert talk.asked != "delivery"
