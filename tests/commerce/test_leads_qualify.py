"""Scoring a lead by the pack's rules."""

from typing import Any

from commerce.leads.qualify import qualify, say
from commerce.packs.leads import QualificationRule
from tests.commerce.packs import small_pack

PACK = small_pack()


def known(**values: Any) -> dict[str, dict[str, Any]]:
    return {
        name: {"value": value, "source": "m1", "confidence": 1.0, "confirmed": False} for name, value in values.items()
    }


def test_a_stranger_is_cold_and_scores_nothing() -> None:
    found = qualify({}, [], PACK)
    assert (found.score, found.temperature, found.reasons) == (0, "cold", [])
    assert (found.decision_maker, found.budget_range, found.timeline) == (None, None, None)


def test_points_add_up_and_each_has_its_reason() -> None:
    found = qualify(known(need="balatas", email="a@b.co"), ["wants_to_buy"], PACK)
    assert found.score == 60
    assert found.temperature == "hot"
    assert found.reasons == [
        {"criterion": "need", "points": 20, "why": "need: balatas"},
        {"criterion": "contact", "points": 10, "why": "email: a@b.co"},
        {"criterion": "signal", "points": 30, "why": "wants to buy"},
    ]


def test_a_need_and_a_way_to_reach_them_make_a_lead_warm() -> None:
    assert qualify(known(need="balatas", email="a@b.co"), [], PACK).temperature == "warm"


def test_a_score_never_leaves_zero_to_a_hundred() -> None:
    everything = known(need="x", email="a@b.co", budget={"minor": 1, "currency": "COP"}, role="Dueño")
    assert qualify(everything, ["wants_to_buy"], PACK).score == 100
    assert qualify(known(need="trabajo"), ["seeks_job"], PACK).score == 0


def test_a_role_counts_whatever_its_accents_and_case() -> None:
    assert qualify(known(role="DUEÑO"), [], PACK).decision_maker is True
    assert qualify(known(role="pasante"), [], PACK).decision_maker is None


def test_what_the_customer_says_of_deciding_outweighs_the_role() -> None:
    assert qualify(known(role="gerente", decision_maker=False), [], PACK).decision_maker is False


def test_a_budget_is_told_as_a_range_without_floats() -> None:
    budget = {"min": {"minor": 200000000, "currency": "COP"}, "max": {"minor": 300000050, "currency": "COP"}}
    found = qualify(known(budget=budget, timeline="este mes"), [], PACK)
    assert found.budget_range == "2000000 COP to 3000000.50 COP"
    assert found.timeline == "este mes"


def test_open_ended_budgets_and_vehicles_are_told_in_plain_words() -> None:
    amount = {"minor": 100, "currency": "USD"}
    assert say({"min": amount, "max": None}) == "from 1 USD"
    assert say({"min": None, "max": amount}) == "up to 1 USD"
    assert say({"min": amount, "max": amount}) == "1 USD"
    assert say({"make": "VW", "model": "Jetta", "year": 2015, "engine": None}) == "VW Jetta 2015"


def _with_rule(**rule: Any) -> Any:
    kept = PACK.file.qualification
    more = kept.model_copy(update={"rules": [*kept.rules, QualificationRule(**rule)]})
    return PACK.model_copy(update={"file": PACK.file.model_copy(update={"qualification": more})})


def test_a_criterion_of_the_pack_s_own_counts_where_its_condition_holds_and_says_why() -> None:
    pack = _with_rule(criterion="fleet", when="'phone' in profile", points=15, why={"es": "tiene flotilla"})
    asked: list[str] = []

    def holds(when: str) -> bool:
        asked.append(when)
        return True

    found = qualify({}, [], pack, holds)
    assert asked == ["'phone' in profile"]
    assert found.reasons == [{"criterion": "fleet", "points": 15, "why": "tiene flotilla"}]
    assert qualify({}, [], pack, lambda _when: False).reasons == []


def test_a_role_that_says_more_than_the_word_counts_too() -> None:
    assert qualify(known(role="gerente de compras"), [], PACK).decision_maker is True
    assert qualify(known(role="subgerente"), [], PACK).decision_maker is None
