"""What a model points at is read by code, and what it may not decide it does not decide."""

from language.port import Entity, IntentSpec, Question, ReadContext, Reading
from tests.language.model_bench import PACK, Templates, bench, context, embedded_reading
from tests.language.model_endpoint import hears

ASKED: Question = {"slot": "email", "flow": "book", "expects": ["email"], "choices": []}


class _Reader(Templates):
    """Finds an address only where it is read alone, as a code that misses one in a long message."""

    async def read(self, message: str, context: ReadContext) -> Reading:
        self.reads += 1
        if message != "ana@ruiz.co":
            return self.reading
        found: Entity = {"kind": "email", "text": message, "start": 0, "end": 11, "value": message, "confidence": 1.0}
        return embedded_reading(entities=[found])


async def test_an_entity_that_the_model_points_at_is_read_by_code_at_its_place() -> None:
    async with bench(hears(("price", 0.9), entities=[("email", "ana@ruiz.co")])) as it:
        it.engine._fallback = _Reader(it.fallback.reading)
        reading = await it.engine.read("es ana@ruiz.co ¿sí?", context())
    [found] = reading["entities"]
    assert (found["kind"], found["value"], found["start"], found["end"]) == ("email", "ana@ruiz.co", 3, 14)
    assert found["confidence"] <= 0.7


async def test_the_answer_to_the_open_question_is_where_the_model_says() -> None:
    async with bench(hears(("price", 0.9), answer="ana@ruiz.co")) as it:
        it.engine._fallback = _Reader(it.fallback.reading)
        reading = await it.engine.read("pues ana@ruiz.co", context(question=ASKED))
    assert [each["kind"] for each in reading["entities"]] == ["email"]


async def test_what_does_not_stand_in_the_message_is_not_there() -> None:
    async with bench(hears(("price", 0.9), entities=[("email", "otra@ruiz.co")], answer="nada")) as it:
        reading = await it.engine.read("qué vale", context(question=ASKED))
    assert reading["entities"] == []
    assert it.fallback.reads == 1


async def test_a_command_is_an_intent_of_the_pack() -> None:
    async with bench(hears(("price", 0.9), commands=["human", "skip"])) as it:
        reading = await it.engine.read("prefiero que me lo explique alguien", context())
    assert {guess["name"] for guess in reading["intents"]} == {"price", "human"}


async def test_a_model_talks_no_customer_out_of_a_person() -> None:
    first = embedded_reading(("human", 0.9))
    async with bench(hears(("price", 0.9)), reading=first) as it:
        reading = await it.engine.read("quiero hablar con alguien", context())
    assert {guess["name"] for guess in reading["intents"]} == {"price", "human"}


async def test_a_model_alone_ends_nobodys_messages() -> None:
    PACK.intents["opt_out"] = IntentSpec(None, None, {"es": ["no me escriban más"]})  # type: ignore[index]
    try:
        async with bench(hears(("opt_out", 1.0), ("price", 0.9))) as it:
            reading = await it.engine.read("qué vale", context())
    finally:
        del PACK.intents["opt_out"]  # type: ignore[attr-defined]
    assert [guess["name"] for guess in reading["intents"]] == ["price"]
