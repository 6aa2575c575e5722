"""The model at an OpenAI-compatible endpoint: every call in bounded time, within its budgets, and recorded."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import BaseModel, SecretStr

from kit.clock import Clock, SystemClock
from kit.errors import UnavailableError
from language.calls import TurnCalls, begin, current
from language.llm.breaker import Breaker
from language.llm.call import Call, ModelError
from language.llm.prompts import Prompt
from language.llm.redact import Content
from language.llm.spending import Budgets, MemoryPurse, Price, Prices, Purse

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

__all__ = ["Asking", "ChatModel", "Endpoint", "Limits", "ModelError"]

Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is and how it is asked. ``prices`` by the model's name."""

    model: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    temperature: float = 0.2
    max_tokens: int = 800
    prices: Prices = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """``call_s`` bounds one call with its retries, ``turn_s`` all of a turn, ``calls`` their number."""

    call_s: float = 8.0
    turn_s: float = 10.0
    calls: int = 2
    retries: int = 2
    budgets: Budgets = field(default_factory=Budgets)


@dataclass(frozen=True, slots=True)
class Asking:
    """One thing to ask: the prompt, and the data, already fenced."""

    purpose: str
    prompt: Prompt
    data: str

    @property
    def messages(self) -> list[tuple[str, str]]:
        return [("system", self.prompt.text), ("human", self.data)]


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

        self.endpoint, self.limits, self.content = endpoint, limits or Limits(), content
        self.clock = clock or SystemClock()
        self.purse, self.breaker = purse or MemoryPurse(), breaker or Breaker(self.clock)
        self.chance = chance or Random()
        patience = httpx.Timeout(self.limits.call_s, connect=min(2.0, self.limits.call_s))
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
        # Beside its own errors, the client lets through whatever its parsing trips over in an odd body.
        self.failures: tuple[type[BaseException], ...] = (
            OpenAIError, OSError, ValueError, TypeError, LookupError, AttributeError, RuntimeError, httpx.HTTPError,
        )  # fmt: skip

    async def structured(self, asking: Asking, shape: type[Shape]) -> Shape:
        """The answer in that shape. Raises ModelError."""
        asked = self._chat.with_structured_output(shape, method="json_schema", include_raw=True)
        async with await self.call(asking) as call:
            answer: Any = await call.attempts(lambda: asked.ainvoke(asking.messages))
            parsed: Shape | None = call.heard(answer["raw"], answer["parsed"], answer["parsing_error"])
            if parsed is None:
                raise ModelError(call.why)
        return parsed

    async def call(self, asking: Asking) -> Call:
        """A call that may be made now, to be used as a context. Raises ModelError where it may not, and records why."""
        turn = current() or begin()
        call = Call(self, asking, turn)
        if reason := await self._barred(turn):
            call.fails(reason)
            await call.settle()
            raise ModelError(call.why)
        return call

    def stream(self, asking: Asking) -> "AsyncIterator[AIMessageChunk]":
        chunks: Any = self._chat.astream(asking.messages)
        return chunks  # type: ignore[no-any-return]

    def price(self) -> Price | None:
        return self.endpoint.prices.get(self.endpoint.model)

    async def close(self) -> None:
        await self._http.aclose()

    async def _barred(self, turn: TurnCalls) -> str | None:
        """Why no call may be made now."""
        if turn.asked >= self.limits.calls:
            return "no calls left in this turn"
        if turn.left(self.limits.turn_s) <= 0:
            return "no time left in this turn"
        if self.limits.budgets.any and turn.tenant and (used := await self._used_up(turn)):
            return f"budget used up: {used}"
        return None if self.breaker.allows() else "circuit open"

    async def _used_up(self, turn: TurnCalls) -> str | None:
        try:
            spent = await self.purse.spent(turn.tenant, turn.conversation, self.clock.now().date())
        except UnavailableError:
            return "unknown, its records are away"
        return self.limits.budgets.used_up(spent)
