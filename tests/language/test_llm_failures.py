"""Whatever happens to the model, the turn goes on with the embedded engine."""

import socket

import pytest

from language.llm.prompts import Prompts
from language.port import Passage
from tests.language.model_bench import VOICE, act, bench, context
from tests.language.model_endpoint import Answer, hears, says

HTML = {"content-type": "text/html"}
JSON = {"content-type": "application/json"}

FAILURES = {
    "internal error": (Answer(b'{"error": {"message": "boom"}}', 500), "HTTP 500"),
    "too many requests": (Answer(b"{}", 429, {**JSON, "retry-after": "30"}), "HTTP 429"),
    "wrong key": (Answer(b'{"error": {"message": "sk-secret"}}', 401), "HTTP 401"),
    "no such model": (Answer(b"{}", 404), "HTTP 404"),
    "a page instead of an answer": (Answer(b"<html>proxy</html>", 200, HTML), None),
    "half an answer": (Answer(b'{"choices": [{"mess'), None),
    "no answer in it": (Answer(b"{}"), None),
    "null": (Answer(b"null"), None),
    "no choices": (Answer(b'{"choices": []}'), None),
    "a choice without a message": (Answer(b'{"choices": [{}]}'), None),
    "a choice of another kind": (Answer(b'{"choices": [1]}'), None),
    "bytes that are no text": (Answer(b"\xff\xfe\x00"), None),
    "endless nesting": (Answer(b"[" * 5000), None),
    "empty": (says(""), None),
    "nothing": (says(None), None),
    "a refusal": (says(None, refusal="I can't help with that."), None),
    "a filtered answer": (says("Con", finish="content_filter"), None),
    "an answer that was cut off": (says("Con gus", finish="length"), None),
}


@pytest.mark.parametrize(("answer", "error"), FAILURES.values(), ids=FAILURES.keys())
async def test_a_message_is_read_and_answered_although_the_model_fails(answer: Answer, error: str | None) -> None:
    async with bench(answer, answer) as it:
        assert await it.engine.read("hola", context()) == it.fallback.reading
        assert await it.engine.write([act("thanks")], VOICE) == "Con gusto."
    assert [call["purpose"] for call in it.calls] == ["read", "write"]
    assert all(call["error"] for call in it.calls)
    assert error is None or [call["error"] for call in it.calls] == [error, error]


@pytest.mark.parametrize(
    "text",
    [
        "I would say it is about prices.",
        "{}",
        '{"intents": "price", "language": "es", "sentiment": 0, "reply": null}',
        '{"intents": [], "language": "es", "sentiment": NaN, "reply": null}',
        '{"intents": [], "language": "es", "sentiment": 0, "reply": "yes"}',
        '{"intents": [{"name": "price"}], "language": "es", "sentiment": 0, "reply": null}',
    ],
)
async def test_a_reading_in_another_shape_is_not_believed(text: str) -> None:
    async with bench(says(text)) as it:
        assert await it.engine.read("hola", context()) == it.fallback.reading
    assert it.calls[0]["error"] == "wrong shape"


@pytest.mark.parametrize("begun", [b"", b'{"choices": ['])
async def test_a_model_that_does_not_finish_in_time_is_not_waited_for(begun: bytes) -> None:
    slow = Answer(begun, silent=True)
    async with bench(slow, slow, timeout_s=0.05) as it:
        assert await it.engine.read("hola", context()) == it.fallback.reading
        assert await it.engine.write([act("thanks")], VOICE) == "Con gusto."
    assert all("Timeout" in call["error"] for call in it.calls)


async def test_an_endpoint_that_is_not_there_is_done_without() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/v1"
        async with bench(url=url) as it:
            assert await it.engine.read("hola", context()) == it.fallback.reading
            assert await it.engine.write([act("thanks")], VOICE) == "Con gusto."
    assert all("Connection" in call["error"] for call in it.calls)


async def test_a_passing_failure_is_tried_again_within_the_call() -> None:
    busy = Answer(b"{}", 429, {**JSON, "retry-after-ms": "1"})
    async with bench(busy, hears(("price", 0.9)), retries=1) as it:
        reading = await it.engine.read("qué vale", context())
    assert [guess["name"] for guess in reading["intents"]] == ["price"]
    assert len(it.endpoint.requests) == 2
    assert len(it.calls) == 1


async def test_a_model_that_asks_for_a_long_pause_does_not_keep_the_customer_waiting() -> None:
    busy = Answer(b"{}", 429, {**JSON, "retry-after": "30"})
    async with bench(busy, hears(("price", 0.9)), retries=1, timeout_s=0.2) as it:
        assert await it.engine.read("qué vale", context()) == it.fallback.reading
    assert it.calls[0]["error"] == "HTTP 429"
    assert it.calls[0]["ms"] < 200


async def test_what_the_endpoint_says_of_a_key_is_not_recorded() -> None:
    async with bench(Answer(b'{"error": {"message": "wrong key sk-secret"}}', 401)) as it:
        await it.engine.read("hola", context())
    assert "sk-secret" not in str(it.calls)


async def test_answers_summaries_and_vectors_are_those_of_the_embedded_engine() -> None:
    page: Passage = {
        "id": "p1", "title": "Horario", "heading": "", "url": "/horario", "text": "Abrimos a las ocho.",
        "language": "es", "score": 0.9,
    }  # fmt: skip
    async with bench() as it:
        found = await it.engine.extract("¿a qué hora abren?", [page], "es")
        assert found is not None
        assert found["text"] == page["text"]
        assert await it.engine.summarise([{"role": "client", "text": "hola"}], "es") == "hola"
        assert (await it.engine.embed(["a", "b"])).shape == (2, 1)
    assert it.endpoint.requests == []


def test_an_agent_without_a_prompt_adds_nothing() -> None:
    prompts = Prompts(read="r", write="w", by_agent={})
    prompt = prompts.for_acts([act("thanks", "composer")])
    assert (prompt.id, prompt.text) == ("composer", "w")
