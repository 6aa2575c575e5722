"""One call to the model: its attempts within its time, what it said, and its settling."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator, Awaitable, Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, TypeVar

from pydantic import BaseModel, ValidationError

from kit.errors import UnavailableError
from kit.logging import logger
from language.calls import TurnCalls
from language.llm.means import Asking, Means, ModelError
from language.llm.record import Told, record_of
from language.llm.retry import pause_before
from language.port import ModelCall

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

log = logger("model")

Value = TypeVar("Value")
Shape = TypeVar("Shape", bound=BaseModel)


class Call:
    """A context: leaving it records the call. What goes wrong inside is a ModelError, or is told with ``fails``."""

    def __init__(self, means: Means, asking: Asking, turn: TurnCalls) -> None:
        self._means, self._asking, self._turn = means, asking, turn
        self._loop = asyncio.get_running_loop()
        self._began = self._loop.time()
        self._until = self._began + min(means.limits.call_s, turn.left(means.limits.turn_s))
        self._told = Told()
        self._broken = False

    @property
    def why(self) -> str:
        return f"The model {self._means.endpoint.model} gave nothing that can be used: {self._told.error}."

    @property
    def failed(self) -> bool:
        return self._told.error is not None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, _kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None
    ) -> None:
        if isinstance(error, asyncio.CancelledError | GeneratorExit):
            self.fails("abandoned")
        await self.settle()

    def fails(self, why: str) -> None:
        """What was said cannot be used. The first reason stays."""
        self._told.error = self._told.error or why

    async def attempts(self, ask: Callable[[], Awaitable[Value]]) -> Value:
        """The answer of the first attempt that has one, within the call's time. Raises ModelError."""
        while True:
            self._told.tries += 1
            try:
                async with asyncio.timeout_at(self._until):
                    return await ask()
            except self._means.failures as error:
                await self._again(error)

    async def words(self, ask: Callable[[], AsyncIterator[Any]]) -> AsyncGenerator[str]:
        """The words as they come; another attempt only while none has come. Raises ModelError when they break off."""
        while True:
            self._told.tries += 1
            chunks = aiter(ask())
            try:
                while True:
                    async with asyncio.timeout_at(self._until):
                        chunk = await anext(chunks)
                    if text := self._chunk(chunk):
                        yield text
            except StopAsyncIteration:
                return
            except self._means.failures as error:
                if self._told.text:
                    self._breaks(error)
                    raise ModelError(self.why) from error
                await self._again(error)
            finally:
                await _closed(chunks)

    def heard(self, message: "AIMessage", shape: type[Shape]) -> Shape | None:
        """What a whole answer holds; None, with the reason kept, where it holds nothing in that shape."""
        self._told.usage, self._told.text = message.usage_metadata, str(message.text)
        if reason := _cut_short(message) or (None if self._told.text.strip() else "empty"):
            self.fails(reason)
            return None
        try:
            return shape.model_validate_json(self._told.text)
        except ValidationError:
            self.fails("wrong shape")
            return None

    async def settle(self) -> None:
        """Records the call, counts what it cost, and tells the breaker. What is personal in it is known first."""
        await self._turn.heard.wait()
        if self._told.tries:
            (self._means.breaker.failed if self._broken else self._means.breaker.worked)()
        at = round((self._began - self._turn.began) * 1000, 2)
        record = record_of(self._told, self._asking, self._means, self._turn, at=at, ms=self._ms())
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
        if self._told.tries <= self._means.limits.retries:
            pause = pause_before(self._told.tries, error, left, self._means.clock.now(), self._means.chance)
        if pause is None:
            self._breaks(error)
            raise ModelError(self.why) from error
        await asyncio.sleep(pause)

    def _breaks(self, error: BaseException) -> None:
        self.fails(_cause(error))
        self._broken = True

    def _chunk(self, chunk: Any) -> str:
        self._told.usage = chunk.usage_metadata or self._told.usage
        if reason := _cut_short(chunk):
            self.fails(reason)
        text = str(chunk.text)
        if text and self._told.first_ms is None:
            self._told.first_ms = self._ms()
        self._told.text += text
        return text

    def _ms(self) -> float:
        return round((self._loop.time() - self._began) * 1000, 2)

    async def _spend(self, record: ModelCall) -> None:
        day = self._means.clock.now().date()
        try:
            await self._means.purse.add(
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
    odd = isinstance(error, ValueError | TypeError | LookupError | AttributeError)
    return "unreadable answer" if odd else type(error).__name__
