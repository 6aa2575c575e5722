"""What an agent returns: acts that rest on facts, and proposals bound to their arguments."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.outcome import Outcome, digest_of
from language.values import name, quantity
from tests.agents.states import moment, state

BOOKING = {
    "kind": "demo", "person": "andres-gil", "starts_at": "2026-11-25T15:00:00-05:00",
    "ends_at": "2026-11-25T15:20:00-05:00", "timezone": "America/Bogota", "details": {"email": "ana@ruiz.co"},
}  # fmt: skip
PLAIN = st.dictionaries(st.text(max_size=5), st.one_of(st.text(max_size=5), st.integers(-9, 9)), max_size=4)


@pytest.mark.parametrize("argument", BOOKING)
def test_the_digest_changes_with_any_argument(argument: str) -> None:
    changed: dict[str, Any] = {**BOOKING, argument: "another"}
    assert digest_of("appointment.book", changed) != digest_of("appointment.book", BOOKING)


def test_the_digest_changes_with_what_lies_inside_an_argument_with_the_kind_and_with_more_arguments() -> None:
    own = digest_of("appointment.book", BOOKING)
    assert digest_of("appointment.book", {**BOOKING, "details": {"email": "ana@ruiz.com.co"}}) != own
    assert digest_of("appointment.reschedule", BOOKING) != own
    assert digest_of("appointment.book", {**BOOKING, "fee": 1}) != own
    assert digest_of("order.place", {"total": 1}) != digest_of("order.place", {"total": "1"})


def test_the_digest_does_not_depend_on_the_order_of_the_arguments() -> None:
    assert digest_of("k", dict(reversed(BOOKING.items()))) == digest_of("k", BOOKING)


@given(PLAIN, PLAIN)
def test_two_sets_of_arguments_have_one_digest_only_when_they_are_the_same(
    one: dict[str, Any], other: dict[str, Any]
) -> None:
    assert (digest_of("k", one) == digest_of("k", other)) == (one == other)


def test_every_value_that_an_act_says_is_a_fact_with_its_source() -> None:
    outcome = Outcome("seller", state())
    act = outcome.say("stock", "stock.one", "stock:x", item=name("Bujía"), count=quantity(4), note="plain")
    facts = outcome.update()["facts"]
    assert [fact["value"] for fact in facts] == [name("Bujía"), quantity(4)]
    assert {fact["source"] for fact in facts} == {"stock:x"}
    assert act["facts"] == [fact["id"] for fact in facts]
    assert len({fact["id"] for fact in facts}) == 2


def test_values_in_lists_and_blocks_are_facts_too() -> None:
    outcome = Outcome("seller", state())
    outcome.say("prices", "price.many", "c", items=[{"item": name("A")}], blocks=[{"kind": "card", "of": name("B")}])
    assert [fact["value"]["text"] for fact in outcome.update()["facts"]] == ["A", "B"]


def test_what_is_proposed_expires_and_is_bound_to_its_arguments() -> None:
    outcome = Outcome("scheduler", state())
    act = outcome.say("confirm_booking", "confirm_booking", "calendar", person=name("Andrés Gil"))
    outcome.propose("appointment.book", "book", BOOKING, act, 30)
    pending = outcome.update()["pending"]
    assert moment(pending["expires"]) == moment("2026-11-23T09:30:00-05:00")
    assert pending["digest"] == digest_of("appointment.book", BOOKING)
    assert pending["facts"] == act["facts"]
    assert pending["agent"] == "scheduler"


def test_only_the_one_that_leads_may_ask() -> None:
    assert Outcome("scheduler", state(lead="scheduler")).leads
    assert not Outcome("qualifier", state(lead="scheduler")).leads
    assert not Outcome("qualifier", state()).leads


def test_a_question_carries_what_can_be_picked_and_the_act_that_puts_it() -> None:
    outcome = Outcome("seller", state())
    outcome.ask("product", "ask.product", flow="order", expects=["product"], picks=["A", "B"])
    [asking] = outcome.update()["questions"]
    assert asking["question"] == {"slot": "product", "flow": "order", "expects": ["product"], "choices": ["A", "B"]}
    assert (asking["act"]["kind"], asking["act"]["agent"]) == ("ask", "seller")


def test_an_agent_with_nothing_to_say_changes_nothing() -> None:
    assert Outcome("responder", state()).update() == {}


def test_closing_settling_and_remembering_leave_their_marks() -> None:
    outcome = Outcome("scheduler", state())
    outcome.open({"name": "book", "agent": "scheduler", "since": 1})
    outcome.close("quote")
    outcome.remember(book={"kind": "demo"})
    outcome.remember(topic=None)
    outcome.write("appointment.cancel", reference="CT-1")
    outcome.settle()
    assert outcome.update() == {
        "flows": {"book": {"name": "book", "agent": "scheduler", "since": 1}, "quote": None},
        "slots": {"book": {"kind": "demo"}, "topic": None},
        "writes": [{"kind": "appointment.cancel", "args": {"reference": "CT-1"}}],
        "pending": None,
    }
