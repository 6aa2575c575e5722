"""One call to the model: its attempts, what it said, what it cost, and the record of it."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import ValidationError

from kit.errors import UnavailableError
from kit.logging import logger
from language.calls import TurnCalls
from language.llm.redact import traced
from language.llm.retry import pause_before
from language.port import ModelCall

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

    from language.llm.model import Asking, ChatModel

log = logger("model")

Value = TypeVar("Value")


class ModelError(UnavailableError):
    """The model gave nothing that can be used."""

    title = "The model did not answer"


class Call:
    """A context: leaving it records the call. What goes wrong inside is a ModelError, or is told with ``fails``."""

    def __init__(self, model: "ChatModel", asking: "Asking", turn: TurnCalls) -> None:
        self._model, self._asking, self._turn = model, asking, turn
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._until = self._began + min(model.limits.call_s, turn.left(model.limits.turn_s))
        self._tries = 0
        self._first_ms: float | None = None
        self._text = ""
        self._usage: Any = None
        self._error: str | None = None
        self._broken = False

    @property
    def why(self) -> str:
        return f"The model {self._model.endpoint.model} gave nothing that can be used: {self._error}."

    @property
    def failed(self) -> bool:
        return self._error is not None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if isinstance(error, asyncio.CancelledError | GeneratorExit):
            self._error = self._error or "abandoned"
        await self.settle()

    def fails(self, why: str) -> None:
        """What was said cannot be used. The first reason stays."""
        self._error = self._error or why

    async def attempts(self, ask: Callable[[], Awaitable[Value]]) -> Value:
        """The answer of the first attempt that has one, within the call's time. Raises ModelError."""
        while True:
            self._tries += 1
            try:
                async with asyncio.timeout_at(self._until):
                    return await ask()
            except self._model.failures as error:
                await self._again(error)

    async def words(self) -> AsyncIterator[str]:
        """The words as they come; another attempt only while none has come. Raises ModelError when they break off."""
        while True:
            self._tries += 1
            chunks = aiter(self._model.stream(self._asking))
            try:
                while True:
                    async with asyncio.timeout_at(self._until):
                        chunk = await anext(chunks)
                    if text := self._chunk(chunk):
                        yield text
            except StopAsyncIteration:
                return
            except self._model.failures as error:
                if self._text:
                    self._breaks(error)
                    raise ModelError(self.why) from error
                await self._again(error)
            finally:
                await _closed(chunks)

    def heard(self, message: "AIMessage", parsed: Value | None, error: BaseException | None) -> Value | None:
        """What a whole answer holds; None, with the reason kept, where it holds nothing."""
        self._usage, self._text = message.usage_metadata, str(message.text)
        if reason := _cut_short(message):
            self.fails(reason)
            return None
        if parsed is None:
            self.fails(_cause(error) if error else "empty")
        return parsed

    async def settle(self) -> None:
        """Records the call, counts what it cost, and tells the breaker."""
        if self._tries:
            (self._model.breaker.failed if self._broken else self._model.breaker.worked)()
        record = self._record()
        self._turn.made.append(record)
        if "error" in record:
            tell = log.warning if self._broken else log.debug
            tell("model_call_failed", purpose=record["purpose"], model=record["model"], error=record["error"])
        if self._turn.tenant and (record["tokens_in"] or record["tokens_out"]):
            await self._spend(record)

    async def _again(self, error: BaseException) -> None:
        """Waits for the next attempt; raises ModelError where there is none."""
        left = self._until - self._loop.time()
        pause = None
        if self._tries <= self._model.limits.retries:
            pause = pause_before(self._tries, error, left, self._model.clock.now(), self._model.chance)
        if pause is None:
            self._breaks(error)
            raise ModelError(self.why) from error
        await asyncio.sleep(pause)

    def _breaks(self, error: BaseException) -> None:
        self.fails(_cause(error))
        self._broken = True

    def _chunk(self, chunk: Any) -> str:
        self._usage = chunk.usage_metadata or self._usage
        if reason := _cut_short(chunk):
            self.fails(reason)
        text = str(chunk.text)
        if text and self._first_ms is None:
            self._first_ms = self._ms()
        self._text += text
        return text

    def _ms(self) -> float:
        return round((self._loop.time() - self._began) * 1000, 2)

    def _record(self) -> ModelCall:
        endpoint, prompt = self._model.endpoint, self._asking.prompt
        usage: dict[str, Any] = self._usage or self._guessed()
        tokens_in, tokens_out = int(usage.get("input_tokens", 0)), int(usage.get("output_tokens", 0))
        cached = int((usage.get("input_token_details") or {}).get("cache_read", 0))
        price, personal = self._model.price(), self._turn.personal
        record: ModelCall = {
            "purpose": self._asking.purpose, "model": endpoint.model, "prompt": prompt.id, "version": prompt.version,
            "temperature": endpoint.temperature, "attempts": self._tries,
            "at": round((self._began - self._turn.began) * 1000, 2), "ms": self._ms(),
            "tokens_in": tokens_in, "tokens_out": tokens_out, "tokens_cached": cached,
            "cost": price.cost(tokens_in, tokens_out, cached) if price else 0,
            "data": traced(self._asking.data, self._model.content, personal),
            "answer": traced(self._text, self._model.content, personal),
        }  # fmt: skip
        if self._usage is None and self._text:
            record["guessed"] = True
        if self._first_ms is not None:
            record["first_ms"] = self._first_ms
        if self._error:
            record["error"] = self._error
        return record

    def _guessed(self) -> dict[str, int]:
        """The tokens of an answer that was not read to its end, where the endpoint tells them; rather too many."""
        if not self._text:
            return {}
        sent = len(self._asking.prompt.text) + len(self._asking.data)
        return {"input_tokens": -(-sent // 3), "output_tokens": -(-len(self._text) // 3)}

    async def _spend(self, record: ModelCall) -> None:
        day = self._model.clock.now().date()
        try:
            await self._model.purse.add(
                self._turn.tenant, self._turn.conversation, day,
                record["tokens_in"], record["tokens_out"], record["cost"],
            )  # fmt: skip
        except UnavailableError as error:
            log.warning("spending_not_kept", cost=record["cost"], why=error.detail)


async def _closed(chunks: AsyncIterator[Any]) -> None:
    """Lets go of the connection of a stream that is not read to its end."""
    if close := getattr(chunks, "aclose", None):
        await close()


def _cut_short(message: "AIMessage") -> str | None:
    """Why the model did not finish, when it says so."""
    if message.additional_kwargs.get("refusal"):
        return "refusal"
    reason = message.response_metadata.get("finish_reason")
    return str(reason) if reason in {"length", "content_filter"} else None


def _cause(error: BaseException) -> str:
    """The HTTP status or the kind of failure; not its text, which may hold a key or the customer's words."""
    status = getattr(error, "status_code", None)
    if status:
        return f"HTTP {status}"
    if isinstance(error, ValidationError):
        return "wrong shape"
    odd = isinstance(error, ValueError | TypeError | LookupError | AttributeError)
    return "unreadable answer" if odd else type(error).__name__
