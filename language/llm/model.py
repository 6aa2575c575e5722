"""The model at an OpenAI-compatible endpoint: every call in bounded time, within its budgets, and recorded."""

from collections.abc import AsyncGenerator, AsyncIterator
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, SecretStr

from kit.clock import Clock
from kit.errors import UnavailableError
from language.calls import TurnCalls, begin, current
from language.llm.breaker import Breaker
from language.llm.call import Call
from language.llm.means import Asking, Endpoint, Limits, ModelError, means_of
from language.llm.redact import Content
from language.llm.spending import Purse

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

Shape = TypeVar("Shape", bound=BaseModel)


class ChatModel:
    """One endpoint for all tenants of a process, with its circuit breaker and what it may spend."""

    def __init__(
        self,
        endpoint: Endpoint,
        limits: Limits | None = None,
        *,
        purse: Purse | None = None,
        breaker: Breaker | None = None,
        clock: Clock | None = None,
        chance: Random | None = None,
        content: Content = "redacted",
    ) -> None:
        import httpx
        from langchain_openai import ChatOpenAI
        from openai import OpenAIError

        # Beside its own errors, the client lets through whatever its parsing trips over in an odd body.
        failures: tuple[type[BaseException], ...] = (
            OpenAIError, OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, httpx.HTTPError,
        )  # fmt: skip
        self.means = means_of(
            endpoint, failures, limits, purse=purse, breaker=breaker, clock=clock, chance=chance, content=content
        )
        call_s = self.means.limits.call_s
        patience = httpx.Timeout(call_s, connect=min(2.0, call_s))
        self._http = httpx.AsyncClient(timeout=patience)
        self._chat = ChatOpenAI(
            model=endpoint.model,
            base_url=endpoint.base_url,
            api_key=endpoint.api_key or SecretStr("none"),  # local endpoints ask for no key, the client insists on one
            timeout=patience,
            max_retries=0,
            temperature=endpoint.temperature,
            max_completion_tokens=endpoint.max_tokens,
            stream_usage=True,
            use_responses_api=False,
            http_async_client=self._http,
        )
        self._shaped: dict[type[BaseModel], Any] = {}

    async def structured(self, asking: Asking, shape: type[Shape]) -> Shape:
        """The answer in that shape. Raises ModelError."""
        asked = self._in_shape(shape)
        async with await self.call(asking) as call:
            parsed = call.heard(await call.attempts(lambda: asked.ainvoke(asking.messages)), shape)
            if parsed is None:
                raise ModelError(call.why)
        return parsed

    async def call(self, asking: Asking) -> Call:
        """A call that may be made now, to be used as a context. Raises ModelError where it may not, and records why."""
        turn = current() or begin()
        call = Call(self.means, asking, turn)
        if reason := await self._barred(turn):
            call.fails(reason)
            await call.settle()
            raise ModelError(call.why)
        return call

    def words(self, asking: Asking, call: Call) -> AsyncGenerator[str]:
        """What the model streams within ``call``, for its reader to close. Raises ModelError when it breaks off."""
        return call.words(lambda: self._stream(asking))

    async def close(self) -> None:
        await self._http.aclose()

    def _in_shape(self, shape: type[BaseModel]) -> Any:
        """The schema of a shape is made once, and sent as it is: the client would make it for every message."""
        if shape not in self._shaped:
            from langchain_core.utils.function_calling import convert_to_openai_function

            told = convert_to_openai_function(shape, strict=True)
            schema = {"name": told["name"], "schema": told["parameters"], "strict": True}
            asked = {"response_format": {"type": "json_schema", "json_schema": schema}}
            self._shaped[shape] = self._chat.bind(extra_body=asked)
        return self._shaped[shape]

    def _stream(self, asking: Asking) -> "AsyncIterator[AIMessageChunk]":
        chunks: Any = self._chat.astream(asking.messages)
        return chunks  # type: ignore[no-any-return]

    async def _barred(self, turn: TurnCalls) -> str | None:
        """Why no call may be made now."""
        limits = self.means.limits
        if turn.asked >= limits.calls:
            return "no calls left in this turn"
        if turn.left(limits.turn_s) <= 0:
            return "no time left in this turn"
        if limits.budgets.any and turn.tenant and (used := await self._used_up(turn)):
            return f"budget used up: {used}"
        return None if self.means.breaker.allows() else "circuit open"

    async def _used_up(self, turn: TurnCalls) -> str | None:
        means = self.means
        try:
            spent = await means.purse.spent(turn.tenant, turn.conversation, means.clock.now().date())
        except UnavailableError:
            return "unknown, its records are away"
        return means.limits.budgets.used_up(spent)
