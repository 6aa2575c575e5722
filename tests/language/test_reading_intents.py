"""The classifier: what it learns, how sure it is, what it turns away, and what a warm start costs."""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kit.settings import ROOT
from language.embedded.intents.model import Classifier
from language.embedded.intents.train import Example, examples_of, learnt, train
from language.embedded.parts import read_intents
from language.embedded.text import text_of
from tests.language.reading import base_intents, engine, names_of, read

PUBLIC = ROOT.parent / "shared" / "data" / "intents"
FOLDS = 4


@pytest.fixture(scope="module")
def examples() -> list[Example]:
    return examples_of(base_intents())


def share_right(classifier: Classifier, asked: Sequence[Example], threshold: float) -> float:
    found = [(classifier.best(text, threshold), label) for text, label in asked]
    return sum(guess is not None and guess["name"] == label for guess, label in found) / len(found)


def folds_of(examples: Sequence[Example]) -> list[int]:
    seen: dict[str, int] = {}
    folds = []
    for _, label in examples:
        seen[label] = seen.get(label, -1) + 1
        folds.append(seen[label] % FOLDS)
    return folds


def test_unseen_wordings_of_the_base_intents_are_understood(examples: list[Example]) -> None:
    folds = folds_of(examples)
    kept = [example for example, fold in zip(examples, folds, strict=True) if fold]
    hidden = [example for example, fold in zip(examples, folds, strict=True) if not fold]
    assert share_right(train(kept), hidden, 0.0) > 0.65


def test_training_again_gives_the_same_numbers(examples: list[Example]) -> None:
    few = examples[::9]
    first, second = train(few), train(few)
    assert [first.guesses(text_of(text)) for text, _ in few] == [second.guesses(text_of(text)) for text, _ in few]


def test_what_was_learnt_is_kept_by_its_examples_and_read_back_alike(examples: list[Example], tmp_path: Path) -> None:
    few = examples[::9]
    first, second = learnt(few, tmp_path), learnt(few, tmp_path)
    assert len(list(tmp_path.glob("intents-*.npz"))) == 1
    assert second.threshold == first.threshold
    assert [first.guesses(text_of(text)) for text, _ in few] == [second.guesses(text_of(text)) for text, _ in few]
    learnt(few[:-1], tmp_path)
    assert len(list(tmp_path.glob("intents-*.npz"))) == 2


def test_a_damaged_file_is_learnt_anew(examples: list[Example], tmp_path: Path) -> None:
    few = examples[::9]
    threshold = learnt(few, tmp_path).threshold
    for file in tmp_path.iterdir():
        file.write_bytes(b"not an archive")
    assert learnt(few, tmp_path).threshold == threshold


def test_a_warm_start_loads_no_library_for_training(examples: list[Example], tmp_path: Path) -> None:
    few = examples[::9]
    learnt(few, tmp_path)
    script = (
        "import json, sys; from pathlib import Path; from language.embedded.intents.train import learnt\n"
        "examples = [tuple(each) for each in json.loads(sys.stdin.read())]\n"
        "learnt(examples, Path(sys.argv[1])).best('cuánto cuesta')\n"
        "print([name for name in ('sklearn', 'scipy') if name in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        input=json.dumps(few), capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert ran.stdout.strip() == "[]"


@pytest.mark.parametrize("message", ["xqzt wvlk", "asdfgh", "ñññ", "lorem ipsum dolor sit amet"])
def test_gibberish_is_not_understood(message: str) -> None:
    assert read(message)["intents"] == []


def test_a_slip_of_the_pen_is_understood() -> None:
    assert names_of(read("cunato cuetsa el servisio"))[0] == "price"


def test_examples_marked_as_out_of_scope_are_turned_away() -> None:
    wants = ("la cita", "el plan", "un carro", "mi pedido", "la visita", "el techo", "dos balatas", "todo")
    verbs = (("book", "agendar"), ("price", "precio de"), ("pay", "pagar"))
    scope = [(f"{verb} {what}", label) for label, verb in verbs for what in wants]
    dishes = ("arroz", "pollo", "sopa", "pan", "torta", "pasta", "ceviche", "mole")
    strange = [(f"receta de {dish}", "other") for dish in dishes]
    classifier = train([*scope, *strange], outside="other")
    assert classifier.best("receta de tamales") is None
    assert classifier.best("precio de la moto") == {
        "name": "price",
        "confidence": pytest.approx(0.9, abs=0.1),
    }


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_intents_or_none_are_no_error(count: int) -> None:
    classifier = train([("hola", "greeting"), ("adiós", "goodbye")][:count])
    assert classifier.best("algo muy distinto") is None
    assert len(classifier.guesses(text_of("hola"))) == count


@pytest.mark.parametrize(
    ("message", "intents"),
    [
        ("¿cuánto cuesta? ¿y qué garantía tiene?", {"price", "warranty"}),
        (
            "Buenas tardes. ¿A qué hora abren mañana? ¿Dónde están ubicados?",
            {"hours", "location", "greeting"},
        ),
        ("how much is it and do you deliver", {"price", "delivery"}),
    ],
)
def test_a_message_may_want_several_things(message: str, intents: set[str]) -> None:
    assert set(names_of(read(message))) == intents


def test_courtesy_comes_after_business() -> None:
    names = names_of(read("hola, buenas tardes, quiero agendar una cita"))
    assert names[0] == "book"
    assert names[-1] == "greeting"


def test_a_confidence_lies_between_nothing_and_certainty(examples: list[Example]) -> None:
    for text, _ in examples[::50]:
        assert all(0 <= guess["confidence"] <= 1 for guess in read(text)["intents"])


@pytest.mark.skipif(not PUBLIC.exists(), reason="the public data sets are not on this machine")
@pytest.mark.parametrize(
    ("folder", "tested", "floor"),
    [("sofmattress", "test", 0.79), ("fb_es", "eval", 0.975)],
    ids=["english", "spanish"],
)
def test_public_sets_are_classified_as_well_as_published(folder: str, tested: str, floor: float) -> None:
    def rows(name: str) -> list[Example]:
        lines = (PUBLIC / folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
        return [(row["text"], row["label"]) for row in map(json.loads, lines)]

    inside = [row for row in rows(tested) if row[1] != "NO_NODES_DETECTED"]
    assert share_right(train(rows("train")), inside, 0.1) >= floor


@pytest.mark.parametrize(
    ("message", "name", "found"),
    [
        ("me pueden cotizar {}", "horario de atención", "quote"),
        ("cuánto cuesta {}", "forma de pago", "price"),
        ("can you quote me {}", "warranty claim", "quote"),
        ("how much is {}", "business hours", "price"),
    ],
)
def test_the_name_of_a_product_is_no_intent_where_something_is_wanted_of_it(
    message: str, name: str, found: str
) -> None:
    start = message.index("{}")
    guesses = read_intents(engine().classifier, text_of(message.format(name)), [(start, start + len(name))])
    assert [guess["name"] for guess in guesses] == [found]


@pytest.mark.parametrize(
    ("message", "name", "wanted"),
    [
        ("do you have {} for my phone?", "brake pads", "stock"),
        ("tienen {} para hablar con una persona?", "brake pads", "human"),
    ],
)
def test_what_is_left_without_a_product_adds_no_wish_of_its_own(message: str, name: str, wanted: str) -> None:
    start = message.index("{}")
    text = text_of(message.format(name))
    classifier = engine().classifier
    assert {guess["name"] for guess in read_intents(classifier, text)} == {wanted}
    told = read_intents(classifier, text, [(start, start + len(name))])
    assert {guess["name"] for guess in told} == {wanted}


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("👋", ["greeting"]),
        ("👋🏽 👋🏽", ["greeting"]),
        ("🙏", ["thanks"]),
        ("👍", ["affirm"]),
        ("🔧", []),
        ("🏠🔨", []),
        ("👋🔧", []),
    ],
)
def test_a_sign_alone_means_what_an_example_of_it_means_and_nothing_else(message: str, names: list[str]) -> None:
    assert [guess["name"] for guess in read(message)["intents"]] == names


@pytest.mark.parametrize(
    ("message", "language", "names"),
    [
        ("can we switch to spanish please", "es", ["repeat"]),
        ("cambiemos al inglés", "en", ["repeat"]),
        ("do you speak spanish?", "es", ["repeat"]),
        ("I want a quote, in spanish please", "es", ["quote"]),
        ("can we switch to thursday please", "en", ["reschedule"]),
    ],
)
def test_who_asks_for_another_language_is_answered_in_it(message: str, language: str, names: list[str]) -> None:
    told = read(message)
    assert (told["language"], [guess["name"] for guess in told["intents"]]) == (language, names)


@pytest.mark.parametrize(
    ("message", "language"),
    [("quiero un chatbot profesional que hable inglés", "es"), ("the essential chatbot, in spanish please", "en")],
)
def test_the_language_that_a_product_shall_speak_is_not_the_customers(message: str, language: str) -> None:
    assert read(message, language=language)["language"] == language


def test_a_wish_that_a_product_is_named_for_stays_beside_another_wish() -> None:
    message = "cuánto cuesta el chatbot y tienen garantía?"
    named = [(message.index(name), message.index(name) + len(name)) for name in ("chatbot", "garantía")]
    guesses = read_intents(engine().classifier, text_of(message), named)
    assert {guess["name"] for guess in guesses} == {"price", "warranty"}


def test_the_name_of_a_product_alone_is_read_as_it_stands() -> None:
    text = text_of("horario de atención")
    classifier = engine().classifier
    assert read_intents(classifier, text, [(0, len(text.plain))]) == read_intents(classifier, text) != []


def test_a_question_that_nothing_is_known_of_is_no_farewell() -> None:
    classifier = engine().classifier
    for message in ("el chatbot entiende audios?", "¿y los sábados quién atiende a los gatos?"):
        assert not {"goodbye", "thanks"} & {guess["name"] for guess in read_intents(classifier, text_of(message))}
