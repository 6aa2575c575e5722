"""A cart, an order and its payment as a customer talks about them."""

from typing import Any

import pytest

from server.full import turn_object
from server.play_payment import pay_newest
from tests.agents.talk import Talk, Talks

PADS, FLUID, FILTER = "pads_jetta_front_ceramic", "brake_fluid_dot4", "oil_filter_nissan"


async def paid(talk: Talk, kind: str = "paid") -> dict[str, Any]:
    """The turn that tells what happened to the newest order's payment."""
    answer = await pay_newest(talk.house, talk.tenant, talk.conversation, kind)
    assert answer.done is not None
    talk._state = answer.done.state
    turn = turn_object(answer.done, kind)
    assert (turn["verdict"], turn["unproven"]) == ("proven", [])
    return turn


async def says(turn: dict[str, Any]) -> set[str]:
    return {act["say"] for act in turn["acts"]}


async def cart(talk: Talk) -> dict[str, int]:
    rows = await talk.rows("SELECT items FROM cart_sessions WHERE status = 'open' AND contact_id = %s", talk.contact)
    return {line["item"]: line["quantity"] for row in rows for line in row["items"]}


async def test_things_are_put_into_the_cart_shown_and_taken_out(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.play("tienen balatas delanteras para jetta 2015 2.5?", "agrega un juego")
    assert await cart(talk) == {PADS: 1}
    assert talk.asked == "extra"
    await talk.say("va, agrégalo")
    assert await cart(talk) == {PADS: 1, FLUID: 1}
    assert talk.state["cart_id"]
    turn = await talk.say("qué llevo en el carrito?")
    assert "cart.shown" in await says(turn)
    await talk.say("quita el líquido")
    assert await cart(talk) == {PADS: 1}
    taken = await talk.rows("SELECT interaction_type FROM product_interactions WHERE product_id = %s", FLUID)
    assert {row["interaction_type"] for row in taken} == {"recommended", "taken"}


async def test_a_cart_waits_for_its_customer_in_the_next_conversation(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.play("hi, do you have an oil filter for a Versa 2018?", "add two")
    back = await talk.back()
    await back.say("what's in my cart?")
    assert await cart(back) == {FILTER: 2}
    assert back.state["cart_id"] == talk.state["cart_id"]


@pytest.mark.parametrize(
    ("said", "car", "which"),
    [
        ("dame 2 delanteras y 1 filtro", "para jetta 2015 2.5", "el primero"),
        ("give me 2 front pads and 1 filter", "for a 2015 jetta 2.5", "the oil one"),
    ],
)
async def test_several_things_in_one_message_are_told_apart_one_question_at_a_time(
    said: str, car: str, which: str, talks: Talks
) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.say(said)
    assert talk.asked == "vehicle"
    await talk.say(car)
    assert (talk.asked, await cart(talk)) == ("product", {})
    turn = await talk.say(which)
    assert await cart(talk) == {PADS: 2, "oil_filter_jetta_25": 1}
    assert ("cart.changed" in await says(turn), talk.asked) == (True, "customer_name")


@pytest.mark.parametrize(
    ("said", "car", "which"),
    [
        ("quiero un filtro y balatas", "para jetta 2015 2.5", "el de aceite"),
        ("I want a filter and brake pads", "for a 2015 jetta 2.5", "the oil one"),
    ],
)
async def test_a_list_without_figures_goes_into_the_cart_whole(said: str, car: str, which: str, talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.say(said)
    assert (talk.asked, await cart(talk)) == ("vehicle", {})
    await talk.say(car)
    assert (talk.asked, await cart(talk)) == ("product", {})
    await talk.say(which)
    assert await cart(talk) == {PADS: 1, "oil_filter_jetta_25": 1}


async def test_a_word_that_joins_two_sentences_makes_no_list_of_them(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.say("quiero un filtro de aceite para versa 2018 y me urge saber si abren el domingo")
    assert await cart(talk) in ({}, {FILTER: 1})
    assert talk.asked != "product"


async def test_what_goes_out_beside_what_comes_in_is_out_once_the_rest_is_told_apart(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.play("dame 2 balatas delanteras y 1 filtro de aceite para jetta 2015 2.5")
    await talk.say("agrega 2 aceites y quita las balatas")
    assert (talk.asked, await cart(talk)) == ("product", {PADS: 2, "oil_filter_jetta_25": 1})
    await talk.say("el primero")
    assert await cart(talk) == {"oil_filter_jetta_25": 1, "oil_5w40_synthetic_1l": 2}


@pytest.mark.parametrize("count", ["-3", "0", "1e12", "medio"])
async def test_an_impossible_number_is_asked_again_and_nothing_is_written(count: str, talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    turn = await talk.say(f"quiero {count} filtro de aceite para versa 2018")
    assert (talk.asked, turn["pending"]) == ("quantity", None)
    assert await cart(talk) == {}


async def test_an_offer_below_the_price_changes_nothing(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await talk.play("tienen filtro de aceite para versa 2018", "quiero 2", "me llamo Lucía Peña", "lo recojo en Centro")
    turn = await talk.say("te pago 10 pesos")
    assert "price.firm" in await says(turn)
    assert ("$190" in turn["reply"], "$95" in turn["reply"]) == (True, False)
    await talk.say("sí")
    [order] = await talk.rows("SELECT total FROM orders")
    assert order["total"] == 19000


async def ordered(talk: Talk) -> None:
    await talk.play("tienen filtro de aceite para versa 2018", "quiero 2", "me llamo Lucía Peña", "lo recojo en Centro")
    turn = await talk.say("sí")
    assert "ordered.pay" in await says(turn)


async def test_a_payment_is_thanked_for_with_the_receipt_and_the_order_is_paid(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await ordered(talk)
    failed, waiting, done = await paid(talk, "failed"), await paid(talk, "pending"), await paid(talk)
    assert [await says(turn) for turn in (failed, waiting, done)] == [
        {"payment.failed"}, {"payment.processing"}, {"payment.paid"},
    ]  # fmt: skip
    assert ".pdf" in done["reply"]
    [order] = await talk.rows("SELECT status, payment_status FROM orders")
    assert (order["status"], order["payment_status"]) == ("paid", "paid")
    assert done["stage"] == "closing"


async def test_a_receipt_goes_to_the_mailbox_once_it_is_known(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await ordered(talk)
    await talk.say("me mandas el ticket? mi correo es lucia@pena.mx")
    [mail] = await talk.rows("SELECT payload FROM outbox WHERE effect = 'email.send'")
    assert (mail["payload"]["to"], mail["payload"]["attachments"][0]["document"]) == ("lucia@pena.mx", "order")


async def test_a_paid_order_is_cancelled_with_a_yes_and_its_money_goes_back(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await ordered(talk)
    await paid(talk)
    turn = await talk.say("quiero cancelar mi pedido")
    assert turn["pending"]["kind"] == "purchase.cancel"
    await talk.say("sí")
    [order] = await talk.rows("SELECT status FROM orders")
    assert order["status"] == "cancelled"
    [refund] = await talk.rows("SELECT payload FROM outbox WHERE effect = 'payment.refund'")
    assert refund["payload"]["minor"] == 19000


async def test_an_order_on_its_way_is_cancelled_by_a_person_alone(talks: Talks) -> None:
    talk = await talks("autoparts", "whatsapp")
    await ordered(talk)
    await talk.change("UPDATE orders SET status = 'sent'")
    turn = await talk.say("quiero cancelar mi pedido")
    assert (turn["pending"], turn["owner"]) == (None, "queue")
    assert "cancel_refused" in await says(turn)
