"""One call to the model: in bounded time, recorded, with a single kind of failure."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel, SecretStr

from kit.clock import Clock
from kit.errors import UnavailableError
from kit.logging import logger
from language.port import ModelCall

if TYPE_CHECKING:
    from langchain_core.messages import AIMessage

log = logger("model")

Record = Callable[[ModelCall], None]
Messages = Sequence[tuple[str, str]]
"""``("system", text)`` and ``("human", text)``."""

Shape = TypeVar("Shape", bound=BaseModel)
Value = TypeVar("Value")


class ModelError(UnavailableError):
    """The model gave nothing that can be used."""

    title = "The model did not answer"


class ChatModel:
    """A chat model at an OpenAI-compatible endpoint. ``timeout_s`` bounds a whole call, retries included."""

    def __init__(
        self,
        *,
        model: str,
        base_url: str | None,
        api_key: SecretStr | None,
        timeout_s: float,
        max_retries: int,
        clock: Clock,
        record: Record | None,
    ) -> None:
        import httpx
        from langchain_openai import ChatOpenAI
        from openai import OpenAIError

        self._name, self._timeout_s, self._clock, self._record = model, timeout_s, clock, record
        self._http = httpx.AsyncClient(timeout=timeout_s)
        self._chat = ChatOpenAI(
            model=model,
            base_url=base_url,
            api_key=api_key or SecretStr("none"),  # local endpoints ask for no key, the client insists on one
            timeout=timeout_s,
            max_retries=max_retries,
            use_responses_api=False,
            http_async_client=self._http,
        )
        # Beside its own errors, the client lets through whatever its parsing trips over in an odd body.
        self._failures = (
            OpenAIError,
            OSError,
            ValueError,
            TypeError,
            LookupError,
            AttributeError,
            RuntimeError,
        )

    async def structured(self, purpose: str, messages: Messages, shape: type[Shape]) -> Shape:
        """The answer in that shape. Raises ModelError."""
        asked = self._chat.with_structured_output(shape, method="json_schema", include_raw=True)

        async def ask() -> "tuple[AIMessage, Shape | None]":
            answer = await asked.ainvoke(list(messages))
            assert isinstance(answer, dict)
            return answer["raw"], answer["parsed"]

        return await self._call(purpose, ask(), lambda _: None)

    async def words(self, purpose: str, messages: Messages, fault: Callable[[str], str | None]) -> str:
        """The answer in words; ``fault`` names what makes it unusable. Raises ModelError."""

        async def ask() -> "tuple[AIMessage, str | None]":
            message = await self._chat.ainvoke(list(messages))
            return message, str(message.text).strip() or None

        return await self._call(purpose, ask(), fault)

    async def close(self) -> None:
        await self._http.aclose()

    async def _call(
        self,
        purpose: str,
        asked: "Awaitable[tuple[AIMessage, Value | None]]",
        fault: Callable[[Value], str | None],
    ) -> Value:
        began = self._clock.ticks()
        try:
            async with asyncio.timeout(self._timeout_s):
                message, value = await asked
        except self._failures as error:
            self._note(purpose, began, None, _cause(error))
            raise ModelError(f"The model {self._name} failed: {_cause(error)}.") from error
        wrong = _cut_short(message) or ("empty" if value is None else fault(value))
        self._note(purpose, began, message, wrong)
        if wrong or value is None:
            raise ModelError(f"The model {self._name} gave an answer that cannot be used: {wrong}.")
        return value

    def _note(self, purpose: str, began: float, message: "AIMessage | None", error: str | None) -> None:
        usage = message.usage_metadata if message else None
        call: ModelCall = {
            "purpose": purpose,
            "model": self._name,
            "ms": round(self._clock.ticks() - began, 2),
            "tokens_in": usage["input_tokens"] if usage else 0,
            "tokens_out": usage["output_tokens"] if usage else 0,
        }
        if error:
            call["error"] = error
            log.warning("model_call_failed", purpose=purpose, model=self._name, error=error)
        if self._record:
            self._record(call)


def _cut_short(message: "AIMessage") -> str | None:
    """Why the model did not finish, when it says so."""
    if message.additional_kwargs.get("refusal"):
        return "refusal"
    reason = message.response_metadata.get("finish_reason")
    return str(reason) if reason in {"length", "content_filter"} else None


def _cause(error: BaseException) -> str:
    """The HTTP status or the kind of failure; not its text, which may hold a key or the customer's words."""
    status = getattr(error, "status_code", None)
    return f"HTTP {status}" if status else type(error).__name__
