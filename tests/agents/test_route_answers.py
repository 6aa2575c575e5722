"""Whose answer a message is: to an action that waits for a yes, or to the question that stands open."""

import pytest

from agents.router.schema import Route
from tests.agents.routes import BOOKING, TIME, crew, heard, routed
from tests.agents.states import entity, pending, question


@pytest.mark.parametrize(
    ("agent", "kind"), [("scheduler", "appointment.book"), ("quoter", "quote.accept"), ("seller", "order.place")]
)
@pytest.mark.parametrize("reply", ["approve", "reject"])
def test_a_yes_or_a_no_goes_to_who_proposed(agent: str, kind: str, reply: str) -> None:
    given = heard("affirm" if reply == "approve" else "deny", reply=reply, pending=pending(kind, agent))
    assert crew(given) == ({agent, "qualifier"}, agent)


def test_a_no_with_another_wish_serves_only_the_no() -> None:
    given = heard("deny", "price", reply="reject", pending=pending())
    assert crew(given) == ({"scheduler", "qualifier"}, "scheduler")


def test_a_change_of_what_waits_goes_to_who_proposed_it() -> None:
    given = heard("correct", entities=[TIME], reply="amend", pending=pending())
    assert crew(given)[1] == "scheduler"


def test_a_change_of_something_else_leaves_what_waits_to_nobody() -> None:
    given = heard("price", "correct", entities=[entity("product", "landing")], reply="amend", pending=pending())
    plan, lead = crew(given)
    assert (lead, "quoter" in plan) == (None, True)


def test_a_digression_from_what_waits_is_served_and_nobody_may_ask() -> None:
    given = heard("payment_methods", reply="digress", pending=pending())
    assert crew(given) == ({"responder", "qualifier"}, None)


def test_an_unclear_word_to_what_waits_calls_nobody() -> None:
    assert routed(heard(reply="unclear", pending=pending())) == Route([])


@pytest.mark.parametrize(
    ("flow", "holder"),
    [
        ("book", "scheduler"), ("reschedule", "scheduler"), ("quote", "quoter"), ("order", "seller"),
        ("discover", "seller"), ("profile", "qualifier"),
    ],
)  # fmt: skip
def test_an_answer_goes_to_whose_question_it_is(flow: str, holder: str) -> None:
    given = heard(
        "give_information", entities=[entity("email", "a@b.co")], question=question("email", flow, "email")
    )  # fmt: skip
    assert crew(given)[1] == holder


def test_an_answer_outranks_another_wish_beside_it_and_both_are_served() -> None:
    given = heard(
        "give_information", "payment_methods", entities=[entity("email", "a@b.co")],
        question=question("email", "book", "email"), **BOOKING,
    )  # fmt: skip
    plan, lead = crew(given)
    assert lead == "scheduler"
    assert "responder" in plan


def test_a_price_asked_in_the_middle_of_a_booking_is_no_answer_to_it() -> None:
    given = heard(
        "price", entities=[entity("product", "landing")], question=question("slot", "book", "time"), **BOOKING
    )
    assert crew(given)[1] == "quoter"


@pytest.mark.parametrize("slot", ["offer", "buy", "next_step"])
def test_a_plain_no_lays_an_offer_aside(slot: str) -> None:
    found = routed(heard("deny", question=question(slot, "quote", "yes_no")))
    assert (found.plan, found.lead) == (["qualifier"], None)
    assert found.update == {"question": None, "asking": None}


@pytest.mark.parametrize(("slot", "flow", "lead"), [("offer", "quote", "quoter"), ("next_step", "book", "scheduler")])
def test_a_plain_yes_takes_an_offer_up(slot: str, flow: str, lead: str) -> None:
    assert crew(heard("affirm", question=question(slot, flow, "yes_no")))[1] == lead


@pytest.mark.parametrize(("sure", "served"), [(0.6, False), (0.9, True)])
def test_words_of_an_answer_that_may_be_a_question_are_served_only_when_that_is_sure(sure: float, served: bool) -> None:
    mail = entity("email", "a@b.co")
    given = heard("give_information", "payment_methods", entities=[mail], question=question("email", "book", "email"))
    given["reading"]["intents"][1]["confidence"] = sure
    plan, lead = crew(given)
    assert (lead, "responder" in plan) == ("scheduler", served)


def test_an_answer_that_sounds_rude_is_an_answer() -> None:
    address = entity("address", "28 Birch St")
    given = heard("abuse", entities=[address], question=question("address", "book", "address"))
    assert crew(given)[1] == "scheduler"


def test_small_talk_leaves_the_open_question_to_whom_it_belongs() -> None:
    given = heard("chitchat", question=question("phone", "book", "phone"))
    given["turn"]["inbound"][0]["text"] = "are you a bot, by the way?"
    assert crew(given)[1] is None
