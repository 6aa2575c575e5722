"""All that a message names, each stretch of it told once."""

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace

from language.embedded.data import words
from language.embedded.entities import (
    addresses,
    areas,
    authority,
    bargains,
    cities,
    companies,
    emails,
    money,
    names,
    odd_quantities,
    phones,
    products,
    quantities,
    references,
    tax_ids,
    trades,
    vehicles,
    vins,
    wishes,
)
from language.embedded.entities.world import World
from language.embedded.text import Text
from language.port import Entity

MOST = 60
"""Entities of one message; a customer who names more is read no further."""

_FAMILIES: tuple[Callable[[Text, World], Iterable[Entity]], ...] = (
    emails.find, vins.find, tax_ids.find, phones.find, references.find, addresses.find, vehicles.find, money.find,
    areas.find, names.find, companies.find, trades.find, cities.find, products.find, quantities.find, wishes.find,
    bargains.find, odd_quantities.find, authority.find,
)  # fmt: skip

_RANK = {kind: rank for rank, kind in enumerate(words("entity_rank"))}
"""Of two that cover the same words, the one that is named first here."""
_GUESS = 0.8
"""Confidence up to which a name was only taken from the whole of an answer."""
_WHOLE = 0.97
"""Confidence of a product whose whole name was said."""
_NO_NAME = frozenset({"vehicle", "product", "money", "budget", "address", "area", "time"})
"""What is named in an answer that is then no person's name."""
_TOGETHER = frozenset(
    {
        ("address", "city"), ("address", "postal_code"), ("vehicle", "product"), ("counter_offer", "money"),
        ("instalments", "quantity"), ("edit", "product"), ("span", "product"), ("span", "quantity"),
        ("span", "instalments"), ("span", "time"), ("wants", "channel"), ("wants", "email"), ("wants", "product"),
        ("odd_quantity", "product"), ("odd_quantity", "quantity"), ("decision_maker", "role"),
        ("decision_maker", "company"),
    }
)  # fmt: skip
"""Pairs that may share words: the city in an address, the car in the name of its part."""


def find_entities(text: Text, world: World) -> list[Entity]:
    """In the order of the text, with offsets of ``text.clean``."""
    found = [*_times(text, world), *(each for family in _FAMILIES for each in family(text, world))]
    found = quantities.of_things(text, found, world)
    found += quantities.articles(text, found)
    return resolved(
        _without_guesses(_with_own_car(found, text, world)), world.question["expects"] if world.question else ()
    )


def _with_own_car(found: list[Entity], text: Text, world: World) -> list[Entity]:
    """Cars in the whole name of a part ("discs for Versa") are its own where another car is named beside it."""
    whole = [each for each in found if each["kind"] == "product" and each["confidence"] >= _WHOLE]
    inside = [car for car in found if car["kind"] == "vehicle" and any(_overlap(car, part) for part in whole)]
    cars = list(vehicles.find(_without(text, whole), world)) if inside else []
    return [*(each for each in found if each["kind"] != "vehicle"), *cars] if cars else found


def _without(text: Text, gone: list[Entity]) -> Text:
    """The text with blanks where the entities stand, so that offsets stay."""
    clean, plain = text.clean, text.plain
    for each in gone:
        blank = " " * (each["end"] - each["start"])
        clean = clean[: each["start"]] + blank + clean[each["end"] :]
        plain = plain[: each["start"]] + blank + plain[each["end"] :]
    tokens = tuple(token for token in text.tokens if plain[token.start : token.end].strip())
    return replace(text, clean=clean, plain=plain, tokens=tokens)


def _overlap(one: Entity, other: Entity) -> bool:
    return one["start"] < other["end"] and other["start"] < one["end"]


def _without_guesses(found: list[Entity]) -> list[Entity]:
    """ "Acumulador versa" is no customer, as a car is named right after."""
    if not any(each["kind"] in _NO_NAME for each in found):
        return found
    return [each for each in found if each["kind"] != "customer_name" or each["confidence"] > _GUESS]


def _times(text: Text, world: World) -> Iterator[Entity]:
    from language.embedded.times import find_times

    yield from find_times(text.clean, world.language, world.now, world.zone, world.region)


def resolved(found: Iterable[Entity], wanted: Collection[str] = ()) -> list[Entity]:
    """Where two overlap: one of a kind that was asked for stays, then the longer one, then the more specific one."""

    def order(each: Entity) -> tuple[bool, int, int, int]:
        return each["kind"] not in wanted, each["start"] - each["end"], _RANK[each["kind"]], each["start"]

    kept: list[Entity] = []
    for each in sorted(found, key=order):
        if all(_may_stand(each, other) for other in kept):
            kept.append(each)
    return sorted(kept, key=lambda each: (each["start"], each["end"], _RANK[each["kind"]]))[:MOST]


def _may_stand(new: Entity, kept: Entity) -> bool:
    if new["end"] <= kept["start"] or kept["end"] <= new["start"]:
        return True
    kinds = {(new["kind"], kept["kind"]), (kept["kind"], new["kind"])}
    tied = new["kind"] == kept["kind"] == "product" and new["value"] != kept["value"] and new["start"] == kept["start"]
    return bool(kinds & _TOGETHER) or (tied and new["end"] == kept["end"])
