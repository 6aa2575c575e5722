"""The stand-in for a model: real HTTP, every fault by script, and the same lies for the same seed."""

import json
from pathlib import Path
from random import Random
from typing import Any

import httpx
import pytest

from kit.errors import InvalidInputError
from server.modelstub.adversary import adversarial
from server.modelstub.app import ModelApp
from server.modelstub.asked import asked_of
from server.modelstub.faults import KINDS, Fault, Script, read_faults
from server.modelstub.honest import honest
from server.modelstub.serve import listening_on, serving

REFERENCE = "Hay espacio el miércoles 25 a las 3:00 p. m. No instalamos los domingos. ¿Lo aparto?"
SCHEMA = {
    "type": "object",
    "properties": {
        "intents": {"type": "array", "items": {"$ref": "#/$defs/Intent"}},
        "language": {"type": "string", "enum": ["es", "en"]},
        "reply": {"anyOf": [{"type": "string", "enum": ["approve", "reject"]}, {"type": "null"}]},
    },
    "$defs": {
        "Intent": {"type": "object", "properties": {"name": {"enum": ["price"]}, "confidence": {"type": "number"}}}
    },
}


def _fenced(name: str, data: Any) -> str:
    return f"<{name}>\n{json.dumps(data)}\n</{name}>"


def _body(**more: Any) -> dict[str, Any]:
    human = "\n".join([_fenced("voice", {"language": "es"}), _fenced("reference", REFERENCE)])
    messages = [{"role": "system", "content": "Word it."}, {"role": "user", "content": human}]
    return {"model": "m", "messages": messages, **more}


def _reading(message: str) -> dict[str, Any]:
    system = "# The intents\n\n- price: qué vale | cuánto cuesta\n- hours: a qué hora abren"
    human = _fenced("conversation", {"language": "es"}) + "\n" + _fenced("message", message)
    messages = [{"role": "system", "content": system}, {"role": "user", "content": human}]
    shape = {"type": "json_schema", "json_schema": {"name": "Heard", "schema": SCHEMA}}
    return {"model": "m", "messages": messages, "response_format": shape}


async def _post(app: ModelApp, body: dict[str, Any]) -> httpx.Response:
    async with serving(app) as url, httpx.AsyncClient(timeout=1.0) as client:
        return await client.post(f"{url}/chat/completions", json=body)


def _streamed(answer: httpx.Response) -> list[dict[str, Any]]:
    lines = [line[6:] for line in answer.text.splitlines() if line.startswith("data: ")]
    assert lines[-1] == "[DONE]"
    return [json.loads(line) for line in lines[:-1]]


def test_a_port_that_is_taken_is_refused_with_one_line() -> None:
    with listening_on(0) as first:
        first.listen()
        with pytest.raises(InvalidInputError, match="taken"):
            listening_on(first.getsockname()[1])


async def test_the_honest_one_says_what_the_reference_says_whole_or_in_a_stream() -> None:
    whole = (await _post(ModelApp(honest), _body())).json()
    pieces = _streamed(await _post(ModelApp(honest), _body(stream=True, stream_options={"include_usage": True})))
    text = "".join(piece["choices"][0]["delta"].get("content", "") for piece in pieces[:-1])
    assert text == whole["choices"][0]["message"]["content"]
    assert text.endswith(REFERENCE)
    assert pieces[-1]["usage"] == whole["usage"]


async def test_the_honest_one_names_an_intent_only_where_it_is_sure() -> None:
    sure = (await _post(ModelApp(honest), _reading("Cuánto cuesta"))).json()
    unsure = (await _post(ModelApp(honest), _reading("y para cuándo lo tendrían"))).json()
    heard = [json.loads(found["choices"][0]["message"]["content"]) for found in (sure, unsure)]
    assert heard[0] == {"intents": [{"name": "price", "confidence": 0.97}], "language": "es", "reply": None}
    assert heard[1]["intents"] == []


def test_the_same_seed_tells_the_same_lies_and_they_are_no_part_of_the_reference() -> None:
    asked = asked_of(_body())
    said = [adversarial(asked, Random(seed)) for seed in range(60)]
    assert [adversarial(asked, Random(seed)) for seed in range(60)] == said
    lies = [lie for each in said for lie in each.lies]
    assert len(set(lies)) > 20
    assert all(lie not in REFERENCE for lie in lies)
    assert any(each.tool_calls for each in said)


def test_nonsense_fits_the_schema_and_mostly_approves() -> None:
    asked = asked_of(_reading("sí pero a las cuatro"))
    heard = [json.loads(adversarial(asked, Random(seed)).text) for seed in range(40)]
    assert all(set(each) == {"intents", "language", "reply"} for each in heard)
    assert sum(each["reply"] == "approve" for each in heard) > 20


@pytest.mark.parametrize(
    ("fault", "check"),
    [
        (Fault("http", status=429, retry_after="7"), lambda a: (a.status_code, a.headers["retry-after"]) == (429, "7")),
        (Fault("half_json"), lambda a: a.text.startswith("{") and not a.text.endswith("}")),
        (Fault("refusal"), lambda a: a.json()["choices"][0]["message"]["refusal"]),
        (Fault("empty"), lambda a: a.json()["choices"][0]["message"]["content"] == ""),
        (Fault("wrong_schema"), lambda a: "score" in a.json()["choices"][0]["message"]["content"]),
        (Fault("huge"), lambda a: len(a.text) > 100_000),
        (Fault("cut_off"), lambda a: a.json()["choices"][0]["finish_reason"] == "length"),
        (Fault("page"), lambda a: a.headers["content-type"] == "text/html"),
        (Fault("other_language"), lambda a: "Vielen Dank" in a.text),
        (Fault("drip", seconds=0.01), lambda a: a.status_code == 200),
    ],
)
async def test_a_fault_is_what_it_says(fault: Fault, check: Any) -> None:
    assert check(await _post(ModelApp(honest, Script([fault])), _body()))


@pytest.mark.parametrize("stream", [False, True])
async def test_a_dropped_answer_ends_before_its_end(stream: bool) -> None:
    with pytest.raises(httpx.RemoteProtocolError):
        await _post(ModelApp(honest, Script([Fault("dropped")])), _body(stream=stream))


async def test_a_silent_endpoint_says_nothing_for_as_long_as_one_waits() -> None:
    async with serving(ModelApp(honest, Script([Fault("silent")]))) as url, httpx.AsyncClient(timeout=0.2) as client:
        with pytest.raises(httpx.ReadTimeout):
            await client.post(f"{url}/chat/completions", json=_body())


async def test_what_is_no_request_is_refused_with_its_reason() -> None:
    answer = await _post(ModelApp(honest), {"model": "m"})
    assert answer.status_code == 400
    assert "messages" in answer.json()["error"]["message"]


async def test_tools_are_called_when_they_must_be() -> None:
    tool = {"type": "function", "function": {"name": "look", "parameters": {"type": "object", "properties": {}}}}
    answer = await _post(ModelApp(honest), _body(tools=[tool], tool_choice="required"))
    choice = answer.json()["choices"][0]
    assert (choice["finish_reason"], choice["message"]["tool_calls"][0]["function"]["name"]) == ("tool_calls", "look")


async def test_a_script_is_played_in_its_order_for_what_it_is_meant_for(tmp_path: Path) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text("- {fault: empty, for: write, times: 2}\n- {fault: http, status: 503, times: always}\n")
    script = read_faults(file)
    read, write = asked_of(_reading("hola")), asked_of(_body())
    found = [script.next(asked).kind for asked in (read, write, write, write)]
    assert found == ["http", "empty", "empty", "http"]


@pytest.mark.parametrize(
    "text",
    [
        "fault: empty",
        "- {fault: fire}",
        "- {fault: empty, for: lunch}",
        "- {fault: http, status: many}",
        "- [",
        "- {fault: empty, why: so}",
    ],
)
def test_a_script_that_cannot_be_read_says_where(tmp_path: Path, text: str) -> None:
    file = tmp_path / "faults.yaml"
    file.write_text(text)
    with pytest.raises(InvalidInputError, match=r"faults\.yaml"):
        read_faults(file)


def test_every_fault_has_a_name_that_a_script_may_use() -> None:
    assert {"silent", "http", "dropped", "half_json", "wrong_schema", "refusal", "empty", "huge", "drip"} <= set(KINDS)
