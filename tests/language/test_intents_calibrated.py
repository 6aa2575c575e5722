"""Confidence and threshold come from the training rows alone, and mean what they say."""

import random
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from language.embedded.intents.calibrate import DEFAULT
from language.embedded.intents.train import OUTSIDE, Example, learnt, train
from language.embedded.text import text_of

PLACES = ("casa", "oficina", "tienda", "bodega", "taller", "finca", "escuela", "clínica", "hotel", "bar")
WANTS = {
    "price": ("cuánto cuesta para mi {}", "precio para una {}", "qué valor tiene en la {}"),
    "book": ("quiero agendar visita a mi {}", "reservar cita en la {}", "me anoto para ver la {}"),
    "repair": ("se dañó algo en mi {}", "necesito arreglar la {}", "hay una gotera en la {}"),
    "human": ("páseme con alguien por lo de la {}", "quiero una persona para mi {}", "asesor para la {}"),
    "hours": ("a qué hora abren la {}", "horario de la {}", "hasta qué hora atienden en la {}"),
}
EXAMPLES: list[Example] = [
    (wording.format(place), name) for name, wordings in WANTS.items() for wording in wordings for place in PLACES
]
STRANGE = [f"receta de {dish} con {side}" for dish in ("arroz", "sopa", "pan", "mole") for side in ("pollo", "res")]


class Lengths:
    """An encoder that tells nothing but how long a text is."""

    name = "lengths-1"
    dimensions = 2
    semantic = True

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        rows = np.array([[len(text), 10] for text in texts], np.float32).reshape(len(texts), 2)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def test_a_surer_guess_is_right_more_often_than_a_strange_message_is_sure() -> None:
    classifier = train(EXAMPLES)
    near = classifier.best("cuánto cuesta para la finca", 0.0)
    far = classifier.best("el partido de anoche", 0.0)
    assert near is not None
    assert near["confidence"] > classifier.threshold
    assert far is None or far["confidence"] < classifier.threshold


def test_a_message_that_wants_two_things_is_sure_of_both() -> None:
    guesses = train(EXAMPLES).guesses(text_of("quiero agendar visita a mi casa, cuánto cuesta para mi casa"))
    confidence = {guess["name"]: guess["confidence"] for guess in guesses}
    assert min(confidence["book"], confidence["price"]) > 3 * confidence["human"]


def test_with_few_examples_nothing_is_calibrated_on_chance() -> None:
    assert train(EXAMPLES[:12]).trust == DEFAULT


def test_no_guess_is_as_sure_as_certainty() -> None:
    assert all(train(EXAMPLES).guesses(text_of(text))[0]["confidence"] < 1 for text, _ in EXAMPLES[::7])


def test_out_of_scope_examples_of_a_pack_are_never_an_intent() -> None:
    classifier = learnt(EXAMPLES, None, STRANGE)
    assert classifier.outside == OUTSIDE
    assert classifier.best("receta de pan con pollo", 0.0) is None
    told = classifier.best("cuánto cuesta para mi casa")
    assert told is not None
    assert told["name"] == "price"


def test_meaning_joins_the_words_and_is_the_same_each_time() -> None:
    first, second = (train(EXAMPLES, encoder=Lengths()) for _ in range(2))
    texts = [text for text, _ in EXAMPLES[::11]]
    assert [first.guesses(text_of(text)) for text in texts] == [second.guesses(text_of(text)) for text in texts]
    assert train(EXAMPLES).guesses(text_of(texts[0])) != first.guesses(text_of(texts[0]))


@settings(max_examples=15, deadline=None)
@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.text(st.characters(categories=["L"]), min_size=1, max_size=5)), max_size=25
    ),
    st.text(max_size=60),
)
def test_any_rows_can_be_learnt_from_and_any_message_read(rows: list[Example], message: str) -> None:
    classifier = train(rows, encoder=Lengths())
    guess = classifier.best(message, 0.0)
    assert guess is None or (guess["name"] in {label for _, label in rows} and 0 <= guess["confidence"] <= 1)


def test_more_rows_than_are_worth_encoding_are_learnt_from_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("language.embedded.intents.train.MOST_MEANT", len(EXAMPLES) - 1)
    asked: list[str] = []

    class Counting(Lengths):
        def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
            asked.extend(texts)
            return super().encode(texts)

    told = train(EXAMPLES, encoder=Counting()).best("cuánto cuesta para mi casa")
    assert told is not None
    assert told["name"] == "price"
    assert asked == []


def test_the_same_words_under_two_labels_are_both_in_doubt() -> None:
    clash = [(text, label) for text, label in EXAMPLES if label != "hours"]
    clash += [(text, "when") for text, label in EXAMPLES if label == "hours"] * 2
    clash += [(text, "opening") for text, label in EXAMPLES if label == "hours"] * 2
    first, second = train(clash).guesses(text_of("horario de la tienda"))[:2]
    assert {first["name"], second["name"]} == {"when", "opening"}
    assert abs(first["confidence"] - second["confidence"]) < 0.1


def test_a_text_cut_in_the_middle_of_a_character_is_learnt_and_read() -> None:
    rows = [*EXAMPLES, ("\ud83d casa", "price"), ("\ud83d\udc4d", "price"), ("", "book")]
    assert train(rows, encoder=Lengths()).best("cuánto cuesta \ud83d para mi casa") is not None


def test_the_order_of_the_folds_does_not_hang_on_chance() -> None:
    shuffled = [*EXAMPLES]
    random.Random(7).shuffle(shuffled)
    assert abs(train(shuffled).threshold - train(EXAMPLES).threshold) < 0.25
