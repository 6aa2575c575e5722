"""The endpoint encoder: order, batches, waiting, and what happens when nobody answers."""

import json
from collections.abc import Callable

import httpx
import numpy as np
import pytest

from language.embedded.encoder.endpoint import BATCH, FEW, TRIES, EndpointEncoder, EndpointError
from language.embedded.intents.train import train

Answer = Callable[[httpx.Request], httpx.Response]


def vectors(request: httpx.Request) -> httpx.Response:
    """The last of the batch comes first; a text is its length."""
    texts = json.loads(request.content)["input"]
    data = [{"index": place, "embedding": [float(len(text)), 2.0]} for place, text in enumerate(texts)]
    return httpx.Response(200, json={"data": data[::-1]})


def reached(answer: Answer, waits: list[float] | None = None) -> EndpointEncoder:
    client = httpx.Client(base_url="https://models.example/v1", transport=httpx.MockTransport(answer))
    return EndpointEncoder(client, "small", ([] if waits is None else waits).append)


def test_rows_come_in_the_order_of_the_texts_at_length_one() -> None:
    rows = reached(vectors).encode(["a", "bbbb"])
    assert np.allclose(rows, [[1 / 5**0.5, 2 / 5**0.5], [4 / 20**0.5, 2 / 20**0.5]])


def test_many_texts_go_in_batches() -> None:
    asked: list[int] = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(len(json.loads(request.content)["input"]))
        assert request.url.path == "/v1/embeddings"
        return vectors(request)

    assert reached(answer).encode(["x"] * (BATCH + 1)).shape == (BATCH + 1, 2)
    assert asked == [1, BATCH, 1]


def test_an_endpoint_that_asks_for_patience_gets_it() -> None:
    answers = iter([httpx.Response(429, headers={"Retry-After": "3"}), httpx.Response(503)])
    waits: list[float] = []
    encoder = reached(lambda request: next(answers, None) or vectors(request), waits)
    assert encoder.dimensions == 2
    assert waits == [3.0, 2.0]


@pytest.mark.parametrize("status", [401, 404])
def test_a_refusal_is_not_asked_again(status: int) -> None:
    waits: list[float] = []
    with pytest.raises(EndpointError, match=f"answered {status}"):
        reached(lambda _: httpx.Response(status), waits)
    assert waits == []


def test_an_endpoint_that_is_down_is_named() -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise httpx.ConnectError("refused", request=request)

    waits: list[float] = []
    with pytest.raises(EndpointError, match=r"models\.example.*ConnectError"):
        reached(answer, waits)
    assert len(waits) == TRIES - 1


@pytest.mark.parametrize("body", [{}, {"data": [{"index": 0}]}, {"data": []}, {"data": "x"}, []])
def test_an_answer_in_another_layout_is_named(body: object) -> None:
    with pytest.raises(EndpointError):
        reached(lambda _: httpx.Response(200, json=body))


def test_while_the_endpoint_is_down_messages_are_read_by_their_words() -> None:
    down: list[bool] = []

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(503) if down else vectors(request)

    verbs = (("book", "agendar cita"), ("price", "precio del plan"))
    wants = ("hoy", "mañana", "el lunes", "ya", "pronto", "luego")
    classifier = train([(f"{verb} {want}", name) for name, verb in verbs for want in wants], encoder=reached(answer))
    down.append(True)
    guess = classifier.best("agendar cita el martes", 0.0)
    assert guess is not None
    assert guess["name"] == "book"
    assert len(verbs) * len(wants) > FEW
