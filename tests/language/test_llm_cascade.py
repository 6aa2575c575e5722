"""The cascade: the model is asked only where the embedded engine is unsure, or where prose is wanted."""

import pytest

from language.cascade import CascadeEngine
from language.port import Engine, Entity, Passage, Question, Reading
from tests.language.model_bench import VOICE, Bench, act, bench, context, embedded_reading
from tests.language.model_endpoint import hears, says

EMAIL: Entity = {
    "kind": "email",
    "text": "a@b.co",
    "start": 0,
    "end": 6,
    "value": "a@b.co",
    "confidence": 1.0,
}
PAGE: Passage = {
    "id": "p1",
    "title": "Envíos",
    "heading": "",
    "url": "/envios",
    "text": "Sí, enviamos.",
    "language": "es",
    "score": 0.9,
}
ASKED: Question = {"slot": "email", "flow": "book", "expects": ["email"], "choices": []}


def _cascade(it: Bench, *, prose: bool = False) -> Engine:
    return CascadeEngine(it.fallback, it.engine, threshold=0.6, prose=prose)


@pytest.mark.parametrize(
    ("reading", "question"),
    [
        (embedded_reading(("hours", 0.6)), None),
        (embedded_reading(("hours", 0.95), ("price", 0.7)), None),
        (embedded_reading(entities=[EMAIL]), ASKED),
        (embedded_reading(reply="reject"), None),
    ],
)
async def test_what_is_understood_costs_no_call(reading: Reading, question: Question | None) -> None:
    async with bench(reading=reading) as it:
        assert await _cascade(it).read("…", context("quote.accept", question)) == reading
    assert it.endpoint.requests == []


@pytest.mark.parametrize(
    "reading",
    [
        embedded_reading(("hours", 0.59)),
        embedded_reading(("hours", 0.95), ("greeting", 0.3)),
        embedded_reading(),
        embedded_reading(entities=[EMAIL]),
        embedded_reading(reply="unclear"),
    ],
)
async def test_what_is_not_understood_is_read_by_the_model_once(reading: Reading) -> None:
    async with bench(hears(("price", 0.9)), reading=reading) as it:
        found = await _cascade(it).read("a como sale", context())
    assert [guess["name"] for guess in found["intents"]] == ["price"]
    assert it.fallback.reads == 1
    assert len(it.endpoint.requests) == 1


async def test_the_model_writes_only_where_prose_is_wanted() -> None:
    async with bench(says("Para servirle.")) as it:
        assert await _cascade(it).write([act("thanks")], VOICE) == "Con gusto."
        assert it.endpoint.requests == []
        assert await _cascade(it, prose=True).write([act("thanks")], VOICE) == "Para servirle."


async def test_a_stream_comes_from_the_same_writer() -> None:
    async with bench(says("Para servirle.")) as it:
        plain = [piece async for piece in _cascade(it).stream([act("thanks")], VOICE)]
        prose = [piece async for piece in _cascade(it, prose=True).stream([act("thanks")], VOICE)]
    assert (plain, prose) == (["Con gusto."], ["Para servirle."])


async def test_everything_else_is_embedded() -> None:
    async with bench() as it:
        engine = _cascade(it)
        assert engine.name == "cascade"
        assert await engine.summarise([{"role": "client", "text": "hola"}], "es") == "hola"
        assert (await engine.embed(["a"])).shape == (1, 1)
        assert await engine.extract("¿envían?", [PAGE], "es") is not None
    assert it.endpoint.requests == []
