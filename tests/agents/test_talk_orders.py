"""Orders: what is on the shelf, at the price that was shown, to where the customer wants it."""

import asyncio
from typing import Any

import pytest

from tests.agents.talk import Talk, Talks

FILTER = "oil_filter_nissan"
PRICE = 95_00
DELIVERY = 99_00


async def _to_the_confirmation(talk: Talk, count: int, name: str = "Lucía Peña") -> dict[str, Any]:
    turn = await talk.play(
        "tienen filtro de aceite para versa 2018", f"quiero {count}", f"me llamo {name}", "lo recojo en Centro"
    )
    assert turn["pending"]["kind"] == "order.place"
    return turn


async def _left(talk: Talk) -> int:
    [row] = await talk.rows("SELECT on_hand FROM stock WHERE item_id = %s", FILTER)
    return int(row["on_hand"])


async def _orders(talk: Talk) -> list[dict[str, Any]]:
    return await talk.rows(
        "SELECT status, total, delivery_info, order_details, number FROM orders WHERE conversation_id = %s",
        talk.conversation,
    )


async def test_an_order_is_placed_with_a_yes_and_taken_from_the_shelf(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await _to_the_confirmation(talk, 2)
    before = await _left(talk)
    assert await _orders(talk) == []
    turn = await talk.say("sí")
    [order] = await _orders(talk)
    assert (order["status"], order["total"]) == ("placed", 2 * PRICE)
    assert order["delivery_info"]["mode"] == "pickup"
    assert await _left(talk) == before - 2
    assert turn["pending"] is None


async def test_a_name_is_asked_for_before_an_order_is_shown(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await talk.play("tienen filtro de aceite para versa 2018", "quiero 2")
    assert (talk.asked, turn["pending"]) == ("customer_name", None)


async def test_the_number_that_was_asked_for_first_is_the_one_that_is_ordered(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.say("quiero 2 juegos de balatas delanteras ceramicas para jetta 2015 2.5")
    turn = await talk.play("sí", "soy Ana Paz", "recogerlo en sucursal", "Satélite")
    assert turn["pending"]["kind"] == "order.place"
    assert talk.pending is not None
    assert [line["quantity"] for line in talk.pending["args"]["lines"]] == [2]


async def test_a_part_named_where_a_name_was_asked_for_is_no_name(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await talk.play("tienen filtro de aceite para versa 2018", "quiero 2", "acumulador versa 2018")
    assert "customer_name" not in turn["profile"]


async def test_another_part_named_while_one_is_offered_is_served(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await talk.play("tienen filtro de aceite para versa 2018", "bujías para tsuru")
    assert talk.lead == "seller"
    assert not {act["say"] for act in turn["acts"]} & {"laid_aside", "cancelled_flow"}


async def test_a_number_of_pieces_is_no_need(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await _to_the_confirmation(talk, 2)
    assert "need" not in turn["profile"]


async def test_more_than_there_is_cannot_be_ordered(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.say("tienen filtro de aceite para versa 2018")
    before = await _left(talk)
    turn = await talk.say(f"quiero {before + 1}")
    assert "stock.short" in {act["say"] for act in turn["acts"]}
    assert turn["pending"] is None
    await talk.say("sí")
    assert await _orders(talk) == []
    assert await _left(talk) == before


async def test_an_order_that_is_sent_holds_the_delivery_and_the_address(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    before = await _to_the_confirmation(talk, 2)
    turn = await talk.say("mejor a domicilio, calle 5 de mayo 210 col centro")
    assert (talk.asked, turn["pending"]) == ("city", None)
    turn = await talk.say("Querétaro")
    assert turn["pending"]["digest"] != before["pending"]["digest"]
    assert await _orders(talk) == []
    await talk.say("sí")
    [order] = await _orders(talk)
    assert order["total"] == 2 * PRICE + DELIVERY
    assert order["delivery_info"]["mode"] == "delivery"
    assert "5 de mayo 210" in order["delivery_info"]["address"]
    assert {line["item"] for line in order["order_details"]["lines"]} == {FILTER, "home_delivery"}


async def test_a_quantity_changed_at_the_confirmation_is_shown_again(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    before = await _to_the_confirmation(talk, 2)
    turn = await talk.say("no, espera, mejor 3")
    assert turn["pending"]["digest"] != before["pending"]["digest"]
    await talk.say("sí")
    assert [order["total"] for order in await _orders(talk)] == [3 * PRICE]


@pytest.mark.parametrize("refusal", ["no ya no", "no gracias", "mejor no"])
async def test_a_refused_order_is_not_placed(refusal: str, talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await _to_the_confirmation(talk, 2)
    before = await _left(talk)
    turn = await talk.say(refusal)
    assert turn["pending"] is None
    await talk.say("sí")
    assert await _orders(talk) == []
    assert await _left(talk) == before


async def test_what_one_customer_is_confirming_is_kept_back_from_another(talks: Talks) -> None:
    first = await talks("autoparts", "whatsapp")
    await first.change("UPDATE stock SET on_hand = 3 WHERE item_id = %s", FILTER)
    second = await first.another()
    await _to_the_confirmation(first, 2)
    await second.play("tienen filtro de aceite para versa 2018", "quiero 2")
    assert "stock.short" in {act["say"] for act in second.state["acts"]}
    assert second.pending is None
    await first.say("sí")
    assert len(await _orders(first)) == 1
    assert await _left(first) == 1


async def test_who_confirms_after_the_last_ones_are_gone_is_told_and_orders_nothing(talks: Talks) -> None:
    first = await talks("autoparts", "whatsapp")
    await first.change("UPDATE stock SET on_hand = 3 WHERE item_id = %s", FILTER)
    await _to_the_confirmation(first, 2)
    first.later(minutes=31)
    second = await first.another()
    await _to_the_confirmation(second, 2, "Pepe Soto")
    await second.say("sí")
    turn = await first.say("sí")
    assert "order.place" not in turn["writes"]
    assert turn["pending"] is None
    assert await _orders(first) == []
    assert await _left(first) == 1


async def test_the_last_ones_confirmed_by_two_in_one_moment_are_sold_once(talks: Talks) -> None:
    first = await talks("autoparts", "whatsapp")
    await first.change("UPDATE stock SET on_hand = 9 WHERE item_id = %s", FILTER)
    second = await first.another()
    await _to_the_confirmation(first, 2)
    await _to_the_confirmation(second, 2, "Pepe Soto")
    await first.change("DELETE FROM reservations")
    await first.change("UPDATE stock SET on_hand = 3 WHERE item_id = %s", FILTER)
    await asyncio.gather(first.say("sí"), second.say("sí"))
    assert len(await _orders(first) + await _orders(second)) == 1
    assert await _left(first) == 1


async def test_a_customer_is_told_of_the_own_order(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await _to_the_confirmation(talk, 2)
    await talk.say("sí")
    [order] = await _orders(talk)
    turn = await talk.say("¿cómo va mi pedido?")
    assert order["number"] in {fact["value"].get("text") for fact in turn["facts"]}


@pytest.mark.parametrize("words", ["¿cómo va mi pedido?", "¿cómo va mi pedido {number}?"])
async def test_the_order_of_another_customer_is_not_shown_even_by_its_number(words: str, talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await _to_the_confirmation(talk, 2)
    await talk.say("sí")
    [order] = await _orders(talk)
    stranger = await talk.another()
    turn = await stranger.say(words.format(number=order["number"]))
    assert {act["say"] for act in turn["acts"]} & {"order_unknown", "order_status"} == {"order_unknown"}
    assert not [fact for fact in turn["facts"] if fact["kind"] == "reference"]


PADS = "pads_jetta_front_ceramic"
"""Four lie at Centro, two at Satélite, none at Constituyentes."""


async def _at(talk: Talk) -> dict[str, int]:
    rows = await talk.rows("SELECT branch_id, on_hand FROM branch_stock WHERE item_id = %s", PADS)
    return {row["branch_id"]: row["on_hand"] for row in rows}


async def test_what_there_is_is_told_by_branch_and_of_the_branch_that_is_asked_for(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await talk.say("tienen balatas delanteras para jetta 2015 2.5?")
    assert "4 en Centro y 2 en Satélite" in turn["reply"]
    turn = await talk.say("hay en Satélite?")
    assert ("2" in turn["reply"], "Centro" in turn["reply"]) == (True, False)
    turn = await talk.say("y en Constituyentes hay?")
    assert "4 en Centro y 2 en Satélite" in turn["reply"]
    assert {act["say"] for act in turn["acts"]} >= {"stock.at_branch"}


async def test_what_is_picked_up_at_a_branch_is_taken_from_there_and_goes_back_there(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.play("quiero 3 juegos de balatas delanteras ceramicas para jetta 2015 2.5", "sí", "soy Ana Paz")
    await talk.play("lo recojo en Satélite", "sí")
    assert await _at(talk) == {"centro": 4, "satelite": 0, "constituyentes": 0}
    await talk.play("cancela mi pedido", "sí")
    assert [order["status"] for order in await _orders(talk)] == ["cancelled"]
    assert await _at(talk) == {"centro": 4, "satelite": 3, "constituyentes": 0}
