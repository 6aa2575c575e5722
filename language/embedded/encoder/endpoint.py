"""An OpenAI-compatible endpoint as the encoder: ``POST {base}/embeddings`` with ``{"model", "input": [text…]}``."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import httpx
import numpy as np
from numpy.typing import NDArray

from kit.errors import UnavailableError
from kit.settings import Settings

BATCH = 128
TRIES = 4
LEARNING_S = 30.0
READING_S = 2.0
"""A customer waits for a message to be read: better read without its meaning than late, and never tried twice."""
LONGEST_WAIT_S = 20.0
FEW = 8
_BASE = "https://api.openai.com/v1"
_AGAIN = frozenset({408, 409, 425, 429, 500, 502, 503, 504})


class EndpointError(UnavailableError):
    title = "The embeddings endpoint does not answer"


class EndpointEncoder:
    """``sleep`` takes seconds. Raises EndpointError, here and in ``encode``."""

    semantic = True

    def __init__(self, client: httpx.Client, model: str, sleep: Callable[[float], None] = time.sleep) -> None:
        self._client = client
        self._model = model
        self._sleep = sleep
        self.name = f"endpoint:{model}"
        self.dimensions = 0
        self.dimensions = self.encode(["."]).shape[1]

    @staticmethod
    def reach(settings: Settings) -> "EndpointEncoder":
        """By OPENAI_BASE_URL, OPENAI_API_KEY and PARLEY_EMBEDDINGS_MODEL."""
        key = settings.openai_api_key
        headers = {"Authorization": f"Bearer {key.get_secret_value()}"} if key else {}
        client = httpx.Client(base_url=settings.openai_base_url or _BASE, headers=headers)
        return EndpointEncoder(client, settings.embeddings_model)

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """A few texts are tried once and briefly; many are examples or documents, and worth waiting for."""
        tries, patience = (1, READING_S) if len(texts) <= FEW and self.dimensions else (TRIES, LEARNING_S)
        rows: list[Sequence[float]] = []
        for start in range(0, len(texts), BATCH):
            rows += self._asked(texts[start : start + BATCH], tries, patience)
        vectors = np.array(rows, np.float32).reshape(len(texts), -1 if texts else self.dimensions)
        if self.dimensions and vectors.shape[1] != self.dimensions:
            raise EndpointError(f"{self._model} gave {vectors.shape[1]} numbers a text: expected {self.dimensions}.")
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)

    def _asked(self, texts: Sequence[str], tries: int, patience: float) -> list[Sequence[float]]:
        body = {"model": self._model, "input": [text or " " for text in texts]}
        for tried in range(1, tries):
            wait = self._once(body, patience, 0.5 * 2.0**tried)
            if isinstance(wait, httpx.Response):
                return _vectors(wait, len(texts))
            self._sleep(min(wait, LONGEST_WAIT_S))
        answer = self._once(body, patience, None)
        assert isinstance(answer, httpx.Response)
        return _vectors(answer, len(texts))

    def _once(self, body: Mapping[str, Any], patience: float, wait: float | None) -> httpx.Response | float:
        """The answer, or the seconds to wait for another try; without ``wait`` there is none, and failures raise."""
        where = f"{self._client.base_url}embeddings"
        try:
            answer = self._client.post("embeddings", json=body, timeout=patience)
        except httpx.TransportError as error:
            if wait is None:
                raise EndpointError(f"{where} cannot be reached: {type(error).__name__}.") from error
            return wait
        if answer.is_success:
            return answer
        if wait is None or answer.status_code not in _AGAIN:
            raise EndpointError(f"{where} answered {answer.status_code}.")
        return _told(answer.headers.get("Retry-After"), wait)


def _vectors(answer: httpx.Response, count: int) -> list[Sequence[float]]:
    """In the order of the texts, whatever the order of the answer."""
    try:
        data: list[Any] = answer.json()["data"]
        rows = [entry["embedding"] for entry in sorted(data, key=lambda entry: int(entry["index"]))]
        whole = len(rows) == count and len({len(row) for row in rows}) == 1
        if whole and all(math.isfinite(number) for row in rows for number in row):
            return rows
    except (ValueError, KeyError, TypeError) as error:
        raise EndpointError("The embeddings endpoint answered in another layout than OpenAI's.") from error
    raise EndpointError(f"The embeddings endpoint gave {len(rows)} vectors of mixed length for {count} texts.")


def _told(retry_after: str | None, otherwise: float) -> float:
    """Seconds; a date in the header is not worth reading for a wait this short."""
    try:
        return max(0.0, float(retry_after or otherwise))
    except ValueError:
        return otherwise
