"""What is recommended, why, and what never is."""

from functools import lru_cache
from typing import Any

import pytest

from commerce.catalogue.catalogue import Catalogue
from commerce.leads.repository import interact
from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.recommend.choose import candidates, choose
from commerce.recommend.model import Known, Recommendation
from commerce.reports.recommendations import recommendations
from kit.settings import ROOT
from store.unit import Store
from tests.commerce.rooms import NOW, Room, open_room

JETTA = {"make": "Volkswagen", "model": "Jetta", "year": 2015, "engine": "2.5"}
VERSA = {"make": "Nissan", "model": "Versa", "year": 2018}
PADS = "pads_jetta_front_ceramic"


@lru_cache(maxsize=1)
def pack() -> Pack:
    return load(ROOT / "packs", "autoparts")


def found(**known: Any) -> list[Recommendation]:
    return candidates(Catalogue(pack()), pack(), Known(**known))


def ids(found_: list[Recommendation]) -> list[str]:
    return [each.item.id for each in found_]


def test_a_rule_of_the_house_comes_first_and_says_why() -> None:
    first = found(cart=[PADS], vehicle=JETTA, stage="cart")[0]
    assert (first.item.id, first.strategy, first.reason.kind) == ("brake_fluid_dot4", "cross_sell", "rule")
    assert first.reason.text


def test_something_better_is_offered_while_it_is_looked_at_and_not_at_the_till() -> None:
    cheap = "pads_versa_front_semimetallic"
    looking = found(looking_at=[cheap], vehicle=VERSA, stage="consideration")
    assert ("pads_versa_front_ceramic", "upsell") in {(each.item.id, each.strategy) for each in looking}
    at_the_till = found(cart=[cheap], vehicle=VERSA, stage="closing")
    assert at_the_till[0].strategy == "cross_sell"


@pytest.mark.parametrize("vehicle", [JETTA, VERSA, None])
def test_nothing_that_does_not_fit_is_ever_recommended(vehicle: dict[str, Any] | None) -> None:
    catalogue = Catalogue(pack())
    everything = {item.id: 50 for item in pack().catalogue.items}
    for each in found(vehicle=vehicle, looking_at=[PADS], trending=everything, together={PADS: everything}):
        assert not each.item.fits or catalogue.fits(each.item, vehicle or JETTA | {"year": None})


def test_without_a_car_only_what_fits_any_or_the_car_of_the_thing_looked_at() -> None:
    assert all(not each.item.fits for each in found(trending={item.id: 9 for item in pack().catalogue.items}))


def test_what_is_in_the_cart_looked_at_or_told_before_is_not_recommended() -> None:
    told = frozenset({"install_pads"})
    assert not {PADS, "install_pads"} & set(ids(found(cart=[PADS], vehicle=JETTA, not_again=told)))


def test_what_is_sold_out_is_left_out() -> None:
    everything = found(cart=[PADS], vehicle=JETTA)
    kept = choose(everything, {"brake_fluid_dot4": 0}, 3)
    assert "brake_fluid_dot4" not in ids(kept)
    assert len(kept) == 3


def test_two_orders_are_chance_and_three_are_a_habit() -> None:
    few = found(cart=[PADS], vehicle=JETTA, together={PADS: {"coolant_vw": 2}})
    many = found(cart=[PADS], vehicle=JETTA, together={PADS: {"coolant_vw": 3}})
    assert "together" not in {each.strategy for each in few}
    assert ("coolant_vw", "together") in {(each.item.id, each.strategy) for each in many}


def test_what_was_bought_before_tells_what_kind_of_thing_is_wanted() -> None:
    bought = found(vehicle=JETTA, bought=["air_filter_jetta"])
    assert {each.item.category for each in bought if each.strategy == "personalized"} == {"filters"}


def test_what_is_asked_for_most_is_told_to_a_stranger() -> None:
    assert [(e.item.id, e.strategy) for e in found(trending={"brake_fluid_dot4": 7, "injector_cleaner": 3})] == [
        ("brake_fluid_dot4", "trending"), ("injector_cleaner", "trending"),
    ]  # fmt: skip


def test_of_two_alike_the_one_that_earns_more_comes_first() -> None:
    items = [
        item.model_copy(update={"cost": "10"}) if item.id == "injector_cleaner" else item
        for item in pack().catalogue.items
    ]
    catalogue = pack().catalogue.model_copy(update={"items": items})
    costed = pack().model_copy(update={"catalogue": catalogue})
    known = Known(trending={"brake_fluid_dot4": 5, "injector_cleaner": 5})
    assert ids(candidates(Catalogue(costed), costed, known))[0] == "injector_cleaner"


async def test_how_often_a_recommendation_was_taken_is_counted(store: Store) -> None:
    room = await open_room(store)
    await _interact(room, 1, "training", "recommended", "trending")
    await _interact(room, 2, "training", "recommended", "trending")
    await _interact(room, 1, "pads-ceramic", "recommended", "cross_sell")
    await _interact(room, 3, "pads-ceramic", "taken")
    await _interact(room, 3, "pads-semimetallic", "taken")
    async with store.unit(room.tenant) as unit:
        report = await recommendations(unit)
    assert (report["recommended"], report["taken"], report["share"]) == (2, 1, 0.5)
    assert {row["strategy"]: row["share"] for row in report["by_strategy"]} == {"cross_sell": 1.0, "trending": 0.0}


async def test_nothing_recommended_has_no_share(store: Store) -> None:
    room = await open_room(store)
    async with store.unit(room.tenant) as unit:
        assert (await recommendations(unit))["share"] is None


async def _interact(room: Room, turn: int, product: str, type: str, strategy: str = "") -> None:
    why = [{"strategy": strategy, "reason": "rule", "for": None}] if strategy else []
    async with room.store.unit(room.tenant) as unit:
        await interact(
            unit, conversation=room.conversation, contact=room.contact, turn=turn, product=product, type=type,
            recommendations=why, now=NOW,
        )  # fmt: skip
