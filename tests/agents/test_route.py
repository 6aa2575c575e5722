"""Who acts on a message, and which one of them may ask."""

from typing import cast

import pytest

from agents.router.go_on import leading_flow
from agents.router.schema import Route
from agents.state import State
from tests.agents.routes import BOOKING, TIME, crew, heard, routed
from tests.agents.states import entity, happened, pending, question, reading, state
from tests.agents.talk import pack_of


@pytest.mark.parametrize(
    ("intents", "lead"),
    [
        (["price"], "quoter"),
        (["hours"], "responder"),
        (["book"], "scheduler"),
        (["stock"], "seller"),
        (["objection_price"], "seller"),
        (["give_information"], "qualifier"),
        (["price", "hours"], "quoter"),
        (["hours", "price", "book"], "scheduler"),
        (["stock", "price"], "quoter"),
        (["greeting", "hours"], "responder"),
    ],
)
def test_of_several_wishes_the_nearest_to_a_decision_leads(intents: list[str], lead: str) -> None:
    plan, leader = crew(heard(*intents))
    assert leader == lead
    assert lead in plan


def test_every_wish_of_a_message_is_served_and_the_qualifier_listens() -> None:
    plan, _ = crew(heard("hours", "price", "book"))
    assert plan == {"responder", "quoter", "scheduler", "qualifier"}


@pytest.mark.parametrize(
    "given",
    [
        heard("human"),
        heard("complaint"),
        heard("price", "human"),
        heard(reply="human", pending=pending()),
        heard("human", question=question("email", "book", "email"), **BOOKING),
    ],
)
def test_a_person_outranks_everything(given: State) -> None:
    assert crew(given) == ({"handoff", "qualifier"}, "handoff")


def test_the_third_misunderstanding_in_a_row_goes_to_a_person_and_the_second_does_not() -> None:
    assert "handoff" not in routed(heard(misunderstood=1)).plan
    assert crew(heard(misunderstood=2)) == ({"handoff"}, "handoff")


def test_what_is_understood_after_two_misunderstandings_is_served() -> None:
    assert crew(heard("hours", misunderstood=2))[1] == "responder"
    assert crew(heard(entities=[TIME], misunderstood=2))[1] == "scheduler"


@pytest.mark.parametrize("intent", ["cancel_flow", "start_over"])
def test_stopping_closes_what_is_under_way_and_calls_nobody(intent: str) -> None:
    found = routed(heard(intent, question=question("slot", "book", "time"), **BOOKING))
    assert (found.plan, found.lead) == ([], None)
    assert found.update["flows"] == {"book": None}
    assert (found.update["question"], found.update["asking"]) == (None, None)


def test_starting_over_drops_what_waits_too() -> None:
    found = routed(heard("start_over", reply="unclear", pending=pending(), **BOOKING))
    assert found.plan == []
    assert found.update["pending"] is None


@pytest.mark.parametrize("intent", ["goodbye", "opt_out", "abuse"])
def test_who_leaves_is_led_nowhere(intent: str) -> None:
    assert routed(heard(intent)) == Route([])


def test_a_time_alone_goes_to_the_scheduler() -> None:
    assert crew(heard(entities=[TIME]))[1] == "scheduler"


def test_a_product_alone_goes_to_the_seller() -> None:
    assert crew(heard(entities=[entity("product", "landing")]))[1] == "seller"


def test_thanks_are_no_occasion_to_ask() -> None:
    assert routed(heard("thanks")).lead is None


def test_a_failed_delivery_is_told_by_a_person_and_other_events_by_nobody() -> None:
    assert crew(happened("delivery_failed")) == ({"handoff"}, "handoff")
    assert routed(happened("payment_received")) == Route([])


def test_the_newest_flow_leads() -> None:
    flows = {
        "quote": {"name": "quote", "agent": "quoter", "since": 4},
        "book": {"name": "book", "agent": "scheduler", "since": 2},
    }  # fmt: skip
    found = leading_flow(state(flows=flows))
    assert found is not None
    assert found["name"] == "quote"
    assert leading_flow(state()) is None


def test_every_intent_of_every_pack_calls_an_agent_of_the_graph() -> None:
    from graphs.sales import AGENTS

    for business in ("colombiatic", "roofing", "autoparts"):
        for name in pack_of(business).intents:
            assert set(routed(heard(name), business).plan) <= set(AGENTS)


@pytest.mark.parametrize(
    ("mood", "owner", "lead"), [(-0.8, "bot", "handoff"), (-0.5, "bot", "quoter"), (-0.8, "queue", "quoter")]
)
def test_anger_brings_a_person_once(mood: float, owner: str, lead: str) -> None:
    given = state("…", reading("price", sentiment=mood), owner=owner)
    assert crew(given)[1] == lead


def test_who_waits_for_a_person_and_is_angry_is_not_sold_what_was_guessed() -> None:
    guessed = reading(sentiment=-0.8, intents=[{"name": "recommend", "confidence": 0.6}])
    assert crew(state("…", guessed, owner="queue"))[1] == "handoff"


def test_a_question_that_begins_like_going_back_is_answered() -> None:
    step = {"question": question("email", "book", "email"), "asking": None}
    given = heard("wait", "go_back", "integrations", trail=[step])
    asked = {
        **given,
        "turn": {
            **given["turn"],
            "inbound": [{**given["turn"]["inbound"][0], "text": "espere, antes, ¿va con Siigo?"}],
        },
    }
    assert "responder" in routed(cast(State, asked)).plan
    assert routed(given).update["went_back"]
