"""A catalogue of thousands: the same for its seed, and the right part first for a car that a customer names."""

from functools import lru_cache
from itertools import islice

import pytest

from commerce.catalogue.cars import Cars
from commerce.catalogue.catalogue import Catalogue
from commerce.catalogue.files.item import LOADED
from commerce.catalogue.files.mapping import Mapping
from commerce.catalogue.files.read import read_rows
from commerce.catalogue.fit import Car
from commerce.catalogue.generate import generate
from commerce.packs.load import load
from commerce.packs.model import Pack
from evals.shop.questions import questions
from kit.errors import InvalidInputError
from kit.settings import ROOT

ROWS = 2500


@lru_cache(maxsize=1)
def stocked() -> Pack:
    """The Mexican chain with a generated catalogue."""
    pack = load(ROOT / "packs", "autoparts")
    reading = read_rows(enumerate(generate(ROWS, seed=7), 2), pack, Mapping())
    assert reading.problems == []
    return pack.model_copy(update={"products": {item.id: item for item in reading.items}})


@lru_cache(maxsize=1)
def catalogue() -> Catalogue:
    return Catalogue(stocked())


@lru_cache(maxsize=1)
def cars() -> Cars:
    return Cars(fit for item in stocked().products.values() for fit in item.fits)


def test_the_same_seed_makes_the_same_catalogue_and_another_seed_another() -> None:
    first, again, other = (list(generate(300, seed)) for seed in (1, 1, 2))
    assert first == again
    assert first != other
    assert len({row["code"] for row in first}) == 300


def test_a_catalogue_larger_than_its_parts_cars_and_brands_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="rows cannot be generated: expected 1 to"):
        next(generate(1_000_000, 1))


def test_customers_find_the_right_part_first_slips_and_all() -> None:
    items = list(stocked().products.values())
    asked = list(questions(catalogue(), items, 150, seed=31))
    right = 0
    for question in asked:
        hits = catalogue().search(question.text, question.language, limit=20)
        loaded = [hit.item.id for hit in hits if hit.item.id.startswith(LOADED)]
        right += bool(loaded and loaded[0] in question.right)
    assert right / len(asked) >= 0.95


@pytest.mark.parametrize(
    ("words", "car"),
    [
        ("balatas para un Jetta 2015?", Car(None, "jetta", 2015, None)),
        ("balatas jeta 2015 2.5", Car(None, "jetta", 2015, "2.5")),
        ("pal Volkswagen jetta modelo 15", Car("volkswagen", "jetta", 2015, None)),
        ("front pads for a 2016 mazda 3", Car(None, "mazda3", 2016, None)),
        ("filtro para mi f150", Car(None, "f150", None, None)),
        ("spark plugs for my aveo", Car(None, "aveo", None, None)),
        ("bujías spark 2014", Car(None, "spark", 2014, None)),
    ],
)
def test_a_car_is_read_from_the_words(words: str, car: Car) -> None:
    read = cars().read(words)
    assert read is not None
    assert read.car == car


@pytest.mark.parametrize("words", ["spark plugs", "escape deportivo", "hola buenas tardes", "206", "does it fit?"])
def test_a_word_that_is_also_a_model_is_no_car_by_itself(words: str) -> None:
    assert cars().read(words) is None


def test_nothing_is_offered_for_a_car_that_no_part_fits() -> None:
    hits = catalogue().search("kit de clutch para Jetta 1975", "es")
    assert [hit.item.code for hit in hits if hit.item.fits] == []


def test_a_loaded_code_finds_its_part_however_it_is_written() -> None:
    for item in islice(stocked().products.values(), 20):
        assert catalogue().search(f"tienes el {item.code.lower().replace('-', ' ')}?", "es")[0].item.id == item.id


def test_what_differs_only_in_its_options_is_a_variant() -> None:
    first, second, third = islice(stocked().products.values(), 3)
    left, right = (item.model_copy(update={"family": "faros"}) for item in (first, second))
    pack = stocked().model_copy(update={"products": {item.id: item for item in (left, right, third)}})
    small = Catalogue(pack)
    assert [item.id for item in small.variants(left)] == [left.id, right.id]
    assert small.variants(third) == [third]
