"""Conditions, transitions and strategies."""

from typing import Any

import pytest

from commerce.packs.process import Strategy
from commerce.stages.advance import advance, choose_strategy
from commerce.stages.conditions import CONDITION, holds
from commerce.stages.names import CONDITIONS
from kit.errors import InvalidInputError
from tests.commerce.packs import small_pack

PACK = small_pack()


def test_every_condition_that_packs_may_name_is_implemented_and_no_other() -> None:
    assert CONDITION.keys() == CONDITIONS


def test_nothing_but_a_new_user_without_a_request_holds_of_nothing() -> None:
    assert {name for name in CONDITIONS if holds(name, {})} == {"new_user", "no_specific_request"}


@pytest.mark.parametrize(
    ("name", "situation"),
    [
        ("returning_user", {"returning": True}),
        ("specific_request", {"intents": ["stock"]}),
        ("specific_request", {"intents": ["pack_intent"], "acts": ["answer"]}),
        ("no_specific_request", {"intents": ["give_information"], "acts": ["ask"]}),
        ("asks_price", {"intents": ["greeting", "price"]}),
        ("wants_to_buy", {"intents": ["buy"]}),
        ("wants_appointment", {"intents": ["availability"]}),
        ("has_need", {"profile": ["email", "need"]}),
        ("urgent", {"urgency": 0.9}),
        ("urgent", {"signals": ["urgent_need"]}),
        ("objection_raised", {"intents": ["objection_price"]}),
        ("slot_offered", {"pending": "appointment.book"}),
        ("slot_offered", {"acts": ["offer_slots"]}),
        ("quote_shown", {"acts": ["show_quote"]}),
        ("booked", {"acts": ["booked"]}),
        ("quote_accepted", {"acts": ["quote_accepted"]}),
        ("order_placed", {"acts": ["ordered"]}),
        ("handed_off", {"owner": "queue"}),
        ("human_wanted", {"intents": ["human"]}),
        ("on_pricing_page", {"page": "https://x.example/es/planes-y-precios/?a=1"}),
        ("contact_known", {"profile": ["phone"]}),
        ("hot", {"temperature": "hot"}),
        ("warm", {"temperature": "warm"}),
        ("warm", {"temperature": "hot"}),
    ],
)
def test_a_condition_holds_when_the_situation_says_so(name: str, situation: dict[str, Any]) -> None:
    assert holds(name, situation)


@pytest.mark.parametrize(
    ("name", "situation"),
    [
        ("hot", {"temperature": "warm"}),
        ("on_pricing_page", {"page": "https://x.example/blog?next=precios"}),
        ("on_pricing_page", {"page": None}),
        ("urgent", {"urgency": 0.3}),
        ("asks_price", {"signals": ["asks_price"]}),
        ("handed_off", {"owner": "bot"}),
    ],
)
def test_a_condition_does_not_hold_of_something_near_it(name: str, situation: dict[str, Any]) -> None:
    assert not holds(name, situation)


def test_the_first_rule_whose_conditions_all_hold_moves_the_stage() -> None:
    assert advance(PACK.pipeline, "greeting", {"intents": ["greeting"]}) == "discovery"
    assert advance(PACK.pipeline, "greeting", {"acts": ["show_quote"]}) == "quote"


def test_a_rule_that_holds_in_part_moves_nothing() -> None:
    assert advance(PACK.pipeline, "discovery", {"acts": ["show_quote"]}) == "discovery"
    assert advance(PACK.pipeline, "discovery", {"acts": ["show_quote"], "profile": ["email"]}) == "quote"


def test_a_stage_that_the_pack_has_dropped_starts_again_at_the_first() -> None:
    assert advance(PACK.pipeline, "archived", {"returning": True, "intents": ["price"]}) == "greeting"


def test_urgency_chooses_its_strategy_and_nothing_in_particular_the_fallback() -> None:
    assert choose_strategy(PACK.strategies, {"urgency": 1.0, "intents": ["price"]}).id == "urgent"
    assert choose_strategy(PACK.strategies, {"intents": ["price"]}).id == "direct"
    assert choose_strategy(PACK.strategies, {"intents": ["greeting"]}).id == "consultative"


def test_the_fallback_waits_its_turn_wherever_it_stands() -> None:
    assert choose_strategy(PACK.strategies[::-1], {"intents": ["price"]}).id == "direct"


def test_strategies_without_a_fallback_are_a_mistake_that_is_told() -> None:
    only = [Strategy(id="urgent", name={"es": "Urgente"}, when=["urgent"])]
    with pytest.raises(InvalidInputError, match="fallback"):
        choose_strategy(only, {})
