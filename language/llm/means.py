"""What calls to a model are made with: the endpoint, its limits, its breaker, and what may be spent on it."""

from dataclasses import dataclass, field
from random import Random

from pydantic import SecretStr

from kit.clock import Clock, SystemClock
from kit.errors import UnavailableError
from language.llm.breaker import Breaker
from language.llm.prompts import Prompt
from language.llm.redact import Content
from language.llm.spending import Budgets, MemoryPurse, Price, Prices, Purse


class ModelError(UnavailableError):
    """The model gave nothing that can be used."""

    title = "The model did not answer"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where the model is and how it is asked. ``prices`` by the model's name."""

    model: str
    base_url: str | None = None
    api_key: SecretStr | None = None
    temperature: float = 0.2
    max_tokens: int = 800
    prices: Prices = field(default_factory=dict)

    @property
    def price(self) -> Price | None:
        return self.prices.get(self.model)


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


@dataclass(frozen=True)
class Means:
    """``failures``: what the client raises, whatever the endpoint does. ``content``: how much of it a trace holds."""

    endpoint: Endpoint
    failures: tuple[type[BaseException], ...]
    limits: Limits
    clock: Clock
    purse: Purse
    breaker: Breaker
    chance: Random
    content: Content


def means_of(
    endpoint: Endpoint,
    failures: tuple[type[BaseException], ...],
    limits: Limits | None = None,
    *,
    purse: Purse | None = None,
    breaker: Breaker | None = None,
    clock: Clock | None = None,
    chance: Random | None = None,
    content: Content = "redacted",
) -> Means:
    """With what is not given as a process of its own has it: no budget kept, nothing failed yet."""
    clock = clock or SystemClock()
    return Means(
        endpoint, failures, limits or Limits(), clock, purse or MemoryPurse(), breaker or Breaker(clock),
        chance or Random(), content,
    )  # fmt: skip
