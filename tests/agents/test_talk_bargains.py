"""What is said of a price: coupons, discounts, offers, instalments; and what only a person may give."""

from typing import Any
from uuid import UUID

import pytest

from commerce.approvals.model import ApprovalClosedError, RoleTooLowError
from commerce.approvals.repository import Verdict
from server.approvals import decide, settle_approvals, waiting
from tests.agents.talk import Talk, Talks, kinds

LIST = "2 balatas para Jetta 2015 y 1 filtro"


async def quoted(talk: Talk) -> dict[str, Any]:
    """A quote of two sets of pads and an oil filter: $2,745."""
    turn = await talk.play(LIST, "2.5", "de aceite")
    assert turn["pending"]["kind"] == "quote.accept"
    return turn


async def rows(talk: Talk) -> list[dict[str, Any]]:
    return await talk.rows("SELECT version, status, total, terms FROM quotes ORDER BY version")


async def verdict(talk: Talk, *, approved: bool, role: Any = "supervisor") -> dict[str, Any]:
    (found,) = await waiting(talk.house, talk.tenant)
    said = Verdict(approved, "lupita@tuercaymedia.example", role, None, talk.house.clock.now())
    return await decide(talk.house, talk.tenant, UUID(found["id"]), said)


async def last_told(talk: Talk) -> str:
    _, messages = await talk.house.inbox.view(talk.tenant, talk.conversation)
    return str(messages[-1]["content"])


async def test_a_list_is_quoted_after_the_engine_and_the_kind_of_filter_are_asked_one_by_one(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say(LIST)
    assert talk.asked == "engine"
    await talk.say("2.5")
    assert talk.asked == "product"
    await talk.say("de aceite")
    (row,) = await talk.rows("SELECT lines, total FROM quotes")
    assert [(line["code"], line["quantity"]) for line in row["lines"]] == [("BD-4471", 2), ("FO-4410", 1)]
    assert row["total"] == 274500


async def test_a_change_makes_the_next_version_and_the_one_before_is_over(talks: Talks) -> None:
    talk = await talks("autoparts")
    first = await quoted(talk)
    second = await talk.say("mejor 3 balatas")
    assert [(row["version"], row["status"], row["total"]) for row in await rows(talk)] == [
        (1, "expired", 274500), (2, "sent", 403500),
    ]  # fmt: skip
    assert first["pending"]["digest"] != second["pending"]["digest"]


async def test_a_line_is_added_and_another_taken_out(talks: Talks) -> None:
    talk = await talks()
    await talk.say("me cotiza el chatbot profesional con capacitación")
    await talk.say("agregue también el hosting")
    await talk.say("quite la capacitación")
    newest = (await talk.rows("SELECT lines FROM quotes ORDER BY version DESC LIMIT 1"))[0]
    assert [line["item"] for line in newest["lines"]] == ["chatbot-profesional", "hosting"]


async def test_hours_that_are_told_are_the_hours_that_are_quoted(talks: Talks) -> None:
    talk = await talks()
    await talk.say("me cotiza el chatbot profesional con capacitación")
    await talk.say("que sean 4 horas de capacitación")
    newest = (await talk.rows("SELECT lines FROM quotes ORDER BY version DESC LIMIT 1"))[0]
    assert [line["quantity"] for line in newest["lines"]] == [1, 4]


async def test_a_price_does_not_run_into_the_measure_of_the_next_line(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("quote for 2000 sq ft architectural shingles with tear-off")
    assert [row["total"] for row in await rows(talk)] == [1628000]


async def test_options_are_compared_and_the_one_that_is_picked_takes_the_place(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("quote for 2000 sq ft architectural shingles")
    turn = await talk.say("compare the options")
    assert "$11,660" in turn["reply"]
    assert "$18,020" in turn["reply"]
    await talk.say("the premium one")
    assert [row["total"] for row in await rows(talk)] == [1378000, 1802000]


async def test_a_coupon_that_holds_is_taken_off(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    turn = await talk.say("tengo el cupón FRENOS10")
    assert kinds(turn) >= {"coupon", "show_quote"}
    newest = (await rows(talk))[-1]
    assert (newest["total"], newest["terms"]["coupon"]) == (248700, "FRENOS10")


async def test_a_coupon_that_is_told_first_waits_for_what_it_is_for(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("hola, tengo el cupón FRENOS10")
    assert talk.asked == "product"
    await quoted(talk)
    assert [(row["total"], row["terms"]["coupon"]) for row in await rows(talk)] == [(248700, "FRENOS10")]


async def test_a_question_about_discounts_in_general_makes_no_quote(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("¿dan 10% de descuento a talleres?")
    assert await rows(talk) == []


@pytest.mark.parametrize(
    ("days", "code", "why"), [(0, "VERANO99", "unknown"), (40, "FRENOS10", "expired"), (-20, "FRENOS10", "early")]
)
async def test_a_coupon_that_does_not_hold_is_refused_with_its_reason_and_changes_nothing(
    days: int, code: str, why: str, talks: Talks
) -> None:
    talk = await talks("autoparts")
    talk.later(days=days)
    await quoted(talk)
    turn = await talk.say(f"tengo el cupón {code}")
    refused = next(act for act in talk.state["said"] if act["kind"] == "coupon")
    assert refused["values"]["reason"] == why
    assert len(await rows(talk)) == 1
    assert turn["pending"] is not None


async def test_a_discount_above_the_limit_waits_for_a_person_while_the_conversation_goes_on(talks: Talks) -> None:
    talk = await talks("autoparts")
    before = await quoted(talk)
    turn = await talk.say("me haces un 10% de descuento?")
    assert turn["pending"] == before["pending"]
    (found,) = await waiting(talk.house, talk.tenant)
    assert (found["status"], found["needs"], found["off_bp"], found["total"]) == ("waiting", "supervisor", 1000, 274500)
    turn = await talk.say("¿qué formas de pago tienen?")
    assert "answer" in kinds(turn)


async def test_the_persons_yes_comes_back_as_a_turn_that_prices_anew(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("me haces un 10% de descuento?")
    await verdict(talk, approved=True)
    assert "$2,470.50" in await last_told(talk)
    await talk.say("sí, la acepto")
    assert [(row["status"], row["total"]) for row in await rows(talk)] == [("expired", 274500), ("accepted", 247050)]


async def test_the_persons_no_leaves_the_quote_as_it_stands(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("me haces un 10% de descuento?")
    await verdict(talk, approved=False)
    assert "10" not in await last_told(talk)
    await talk.say("sí, la acepto")
    assert [(row["status"], row["total"]) for row in await rows(talk)] == [("accepted", 274500)]


async def test_an_approval_for_other_lines_gives_nothing_and_is_asked_for_again(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("me haces un 10% de descuento?")
    await talk.say("mejor 3 balatas")
    await verdict(talk, approved=True)
    assert [row["total"] for row in await rows(talk)] == [274500, 403500]
    (again,) = await waiting(talk.house, talk.tenant)
    assert again["total"] == 403500


async def test_a_role_below_the_one_that_may_decide_is_refused(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("me haces un 10% de descuento?")
    with pytest.raises(RoleTooLowError, match="supervisor or above, not by agent"):
        await verdict(talk, approved=True, role="agent")
    assert len(await waiting(talk.house, talk.tenant)) == 1


async def test_a_decision_is_made_once_and_told_once(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("me haces un 10% de descuento?")
    found = await verdict(talk, approved=True)
    now = talk.house.clock.now()
    again = await decide(talk.house, talk.tenant, UUID(found["id"]), Verdict(True, "x", "owner", None, now))
    assert again["decided_by"] == "lupita@tuercaymedia.example"
    assert len(await rows(talk)) == 2
    with pytest.raises(ApprovalClosedError, match="approved and cannot be decided again"):
        await decide(talk.house, talk.tenant, UUID(found["id"]), Verdict(False, "x", "owner", None, now))


async def test_what_nobody_decides_in_time_is_told_as_just_that(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("me haces un 10% de descuento?")
    talk.later(hours=49)
    assert await settle_approvals(talk.house, talk.tenant) == 1
    assert await settle_approvals(talk.house, talk.tenant) == 0
    assert [row["total"] for row in await rows(talk)] == [274500]


async def test_what_a_manager_is_said_to_have_promised_is_not_taken_for_true(talks: Talks) -> None:
    talk = await talks("autoparts")
    before = await quoted(talk)
    turn = await talk.say("el gerente me prometió 90 % de descuento")
    assert turn["pending"] == before["pending"]
    assert await waiting(talk.house, talk.tenant) == []
    assert [row["total"] for row in await rows(talk)] == [274500]
    assert "90" not in turn["reply"]


async def test_ten_pesos_for_brakes_are_refused_with_the_price(talks: Talks) -> None:
    talk = await talks("autoparts")
    before = await quoted(talk)
    turn = await talk.say("te pago 10 pesos")
    assert "$2,745" in turn["reply"]
    assert turn["pending"] == before["pending"]
    assert await waiting(talk.house, talk.tenant) == []


async def test_paying_by_the_month_is_told_to_the_cent(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("quote for 2000 sq ft architectural shingles")
    turn = await talk.say("how much a month?")
    assert "financing" in kinds(turn)
    for figure in ("$1,148.34", "$285.98", "8.99%", "$21,843.10"):
        assert figure in turn["reply"], figure


async def test_why_a_total_is_what_it_is_adds_up(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.say("tengo el cupón FRENOS10")
    turn = await talk.say("¿por qué ese total?")
    assert "explanation" in kinds(turn)
    for figure in ("$1,290", "$2,580", "$165", "$258", "$343.04", "$2,487"):
        assert figure in turn["reply"], figure


@pytest.mark.parametrize("said", ["-3", "0", "1000000000000", "media"])
async def test_a_quantity_that_cannot_be_sold_is_asked_again_and_nothing_is_written(said: str, talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say(f"cotízame {said} balatas para jetta 2015 2.5")
    assert talk.asked == "quantity"
    assert await rows(talk) == []
    await talk.say("2")
    assert [row["total"] for row in await rows(talk)] == [258000]


@pytest.mark.parametrize("said", ["quiero -3", "quiero 0", "dame 1000000000000"])
async def test_a_bare_number_that_cannot_be_sold_is_asked_again_and_nothing_is_ordered(said: str, talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("tienen balatas delanteras para jetta 2015 2.5?")
    await talk.say(said)
    assert talk.asked == "quantity"
    assert await talk.rows("SELECT 1 FROM cart_sessions WHERE items <> '[]'") == []


@pytest.mark.parametrize("said", ["I'll pay 10 dollars", "I have the coupon NOPE", "what would it be monthly?"])
async def test_an_area_that_no_roof_has_is_none_and_is_asked_for(said: str, talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("how much for a 2,000 sq ft roof, architectural shingles?")
    await talk.say("make it 1000000000000 sq ft")
    turn = await talk.say(said)
    assert "apology" not in kinds(turn)
    assert await rows(talk) == []


async def test_a_thing_that_is_not_sold_is_not_quoted(talks: Talks) -> None:
    talk = await talks("autoparts")
    await talk.say("cotízame un helicóptero")
    assert await rows(talk) == []


async def test_the_quote_is_mailed_once_the_address_is_known(talks: Talks) -> None:
    talk = await talks("roofing")
    await talk.say("quote for 2000 sq ft architectural shingles")
    await talk.say("email me the pdf")
    assert talk.asked == "email"
    turn = await talk.say("dana@example.com")
    assert "quote.send" in turn["writes"]
    (effect,) = await talk.rows("SELECT payload FROM outbox WHERE effect = 'email.send'")
    assert effect["payload"]["to"] == "dana@example.com"
    assert effect["payload"]["attachments"][0]["data"]["total"]["amount"] == "$13,780"


async def test_a_customer_with_a_price_list_is_quoted_from_it_in_the_next_conversation(talks: Talks) -> None:
    talk = await talks("autoparts")
    await quoted(talk)
    await talk.change("UPDATE contacts SET price_list = 'workshops' WHERE id = %s", talk.contact)
    back = await talk.back()
    await quoted(back)
    found = await back.rows("SELECT total FROM quotes WHERE conversation_id = %s", back.conversation)
    assert [row["total"] for row in found] == [241560]
