"""Quotes: exact to the cent, bound to what was shown, accepted or not by the customer's next words."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
import yaml

from kit.settings import ROOT
from tests.agents.talk import Talk, Talks, kinds

CENT = Decimal("0.01")


def _expected(business: str, lines: dict[str, int]) -> tuple[int, int, int]:
    """Subtotal, tax and total in minor units, counted from the pack's files and nothing else."""
    folder = ROOT / "packs" / business
    items = {entry["id"]: entry for entry in yaml.safe_load((folder / "catalogue.yaml").read_text("utf-8"))["items"]}
    tax = yaml.safe_load((folder / "pack.yaml").read_text("utf-8"))["tax"]
    rates = {entry["id"]: Decimal(entry["rate_bp"]) / 10_000 for entry in tax["classes"]}
    subtotal = taxes = Decimal(0)
    for item, quantity in lines.items():
        line = Decimal(items[item]["price"]) * quantity
        rate = rates[items[item].get("tax_class") or tax["default"]]
        subtotal += line
        taxes += (line * rate).quantize(CENT, ROUND_HALF_UP)
    return int(subtotal * 100), int(taxes * 100), int((subtotal + taxes) * 100)


async def _quotes(talk: Talk) -> list[tuple[str, int, int, int]]:
    rows = await talk.rows("SELECT status, subtotal, tax, total FROM quotes ORDER BY created_at, version")
    return [(row["status"], row["subtotal"], row["tax"], row["total"]) for row in rows]


async def test_a_visit_that_is_booked_while_a_quote_waits_is_no_line_of_it(talks: Talks) -> None:
    talk = await talks("roofing")
    first = await talk.say("can I get a quote for architectural shingles, 2000 sq ft")
    turn = await talk.say("I want to book an inspection for friday at 10")
    assert talk.lead == "scheduler"
    assert turn["pending"] == first["pending"]


async def test_that_it_is_too_expensive_is_a_doubt_and_leaves_the_quote_open(talks: Talks) -> None:
    talk = await talks("roofing")
    first = await talk.say("can I get a quote for architectural shingles, 2000 sq ft")
    turn = await talk.say("that is too expensive")
    assert "handle_objection" in kinds(turn)
    assert turn["pending"] == first["pending"]
    assert (await talk.say("no, too expensive"))["pending"] is None


async def test_the_cheapest_of_the_compared_options_takes_the_place_of_the_one_in_the_quote(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("can I get a quote for architectural shingles, 2000 sq ft")
    assert talk.pending
    dear = talk.pending["args"]["total"]
    await talk.say("compare the options please")
    turn = await talk.say("the cheapest")
    assert turn["pending"]["kind"] == "quote.accept"
    assert talk.pending["args"]["total"] < dear


@pytest.mark.parametrize(
    ("business", "wish", "lines"),
    [
        ("colombiatic", "me cotiza el chatbot profesional", {"chatbot-profesional": 1}),
        ("colombiatic", "necesito cotización de 3 páginas de aterrizaje", {"landing": 3}),
        ("colombiatic", "necesito una cotización de 2 sitios corporativos", {"sitio-corporativo": 2}),
        ("roofing", "quote for 1333 sq ft of 3-tab shingles please", {"three-tab": 1333}),
        ("roofing", "can I get a quote for architectural shingles, 1850 sq ft", {"architectural-hdz": 1850}),
        ("roofing", "hola, quiero una cotización de tejas arquitectónicas para 1234 pies cuadrados",
         {"architectural-hdz": 1234}),
    ],
)  # fmt: skip
async def test_a_quote_is_right_to_the_cent(business: str, wish: str, lines: dict[str, int], talks: Talks) -> None:
    talk = await talks(business)
    turn = await talk.say(wish)
    expected = _expected(business, lines)
    assert turn["pending"]["kind"] == "quote.accept"
    assert await _quotes(talk) == [("sent", *expected)]
    assert talk.pending is not None
    assert talk.pending["args"]["total"] == expected[2]
    shown = {fact["value"]["minor"] for fact in turn["facts"] if fact["kind"] == "money"}
    assert shown == {*expected}


async def test_a_quote_of_two_things_is_shown_whole(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("necesito una cotización del chatbot profesional y una tienda en línea")
    expected = _expected("colombiatic", {"chatbot-profesional": 1, "tienda-online": 1})
    assert turn["pending"]["kind"] == "quote.accept"
    assert await _quotes(talk) == [("sent", *expected)]


async def test_the_thing_and_the_number_that_were_named_are_the_ones_that_are_quoted(talks: Talks) -> None:
    talk = await talks()
    turn = await talk.say("me cotiza 3 chatbots esenciales")
    assert "vin" not in turn["profile"]
    assert await _quotes(talk) == [("sent", *_expected("colombiatic", {"chatbot-esencial": 3}))]


async def test_an_accepted_quote_is_accepted_once_and_closes_the_sale(talks: Talks) -> None:
    talk = await talks()
    await talk.say("me cotiza el chatbot profesional")
    turn = await talk.say("sí, la acepto")
    assert (turn["pending"], turn["stage"]) == (None, "closing")
    assert [status for status, *_ in await _quotes(talk)] == ["accepted"]
    await talk.say("sí")
    assert [status for status, *_ in await _quotes(talk)] == ["accepted"]


async def test_a_rejected_quote_is_rejected_and_nothing_is_asked(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("quote for 1333 sq ft of 3-tab shingles please")
    turn = await talk.say("no thanks")
    assert (turn["pending"], talk.asked) == (None, None)
    assert [status for status, *_ in await _quotes(talk)] == ["rejected"]


async def test_a_quote_by_the_square_foot_waits_for_the_area(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.say("can I get a quote for architectural shingles")
    assert (talk.asked, turn["pending"]) == ("area", None)
    assert await _quotes(talk) == []
    turn = await talk.say("1850 sq ft")
    assert turn["profile"]["area"] == {"value": 1850, "unit": "sqft"}
    assert await _quotes(talk) == [("sent", *_expected("roofing", {"architectural-hdz": 1850}))]


async def test_a_price_by_the_square_foot_leads_to_the_area_and_then_to_the_quote(talks: Talks) -> None:
    talk = await talks("roofing")
    turn = await talk.say("how much for metal roofing?")
    assert "price" in kinds(turn)
    assert talk.asked == "area"
    await talk.say("1234 sq ft")
    assert await _quotes(talk) == [("sent", *_expected("roofing", {"metal-roofing": 1234}))]


async def test_a_changed_quantity_makes_a_new_quote_and_only_that_one_is_accepted(talks: Talks) -> None:
    talk = await talks()
    first = await talk.say("me cotiza el chatbot esencial")
    second = await talk.say("que sean 2")
    assert second["pending"]["digest"] != first["pending"]["digest"]
    await talk.say("sí")
    accepted = [quote for quote in await _quotes(talk) if quote[0] == "accepted"]
    assert accepted == [("accepted", *_expected("colombiatic", {"chatbot-esencial": 2}))]


async def test_a_doubt_about_the_price_is_answered_and_the_quote_goes_on_waiting(talks: Talks) -> None:
    talk = await talks()
    before = await talk.say("me cotiza el chatbot profesional")
    turn = await talk.say("está muy caro")
    assert "handle_objection" in kinds(turn)
    assert turn["pending"] == before["pending"]
    await talk.say("sí, la acepto")
    assert [status for status, *_ in await _quotes(talk)] == ["accepted"]
