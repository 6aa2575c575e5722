"""From a pack to the language engine that the settings ask for."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from commerce.packs.model import Pack
from graphs.vocabulary import language_pack
from kit.clock import Clock
from kit.errors import InvalidInputError
from kit.settings import Settings
from language.port import Engine

if TYPE_CHECKING:
    from language.llm.means import Endpoint, Limits
    from language.llm.model import ChatModel
    from language.llm.spending import Purse


def engine_for(
    pack: Pack, settings: Settings, model: "ChatModel | None" = None, prompts: Mapping[str, str] | None = None
) -> Engine:
    """The embedded engine, or a model with the embedded engine behind it.

    ``prompts``: by agent, texts that stand in for the pack's or Parley's own.
    """
    from language.embedded.encoder import encoder_here
    from language.embedded.engine import EmbeddedEngine

    known = language_pack(pack)
    embedded = EmbeddedEngine.build(known, settings.data_dir / "cache", encoder_here())
    model = model or chat_model(settings)
    if model is None:
        return embedded
    from agents.prompts import load_prompts
    from language.cascade import CascadeEngine
    from language.llm.engine import LlmEngine

    llm = LlmEngine(known, embedded, load_prompts(settings.packs_dir / pack.id / "prompts", prompts), model)
    if settings.engine == "llm":
        return llm
    cascade = pack.file.cascade
    return CascadeEngine(embedded, llm, threshold=cascade.threshold, prose=cascade.prose)


def chat_model(settings: Settings, clock: Clock | None = None, purse: "Purse | None" = None) -> "ChatModel | None":
    """The model that the settings name, for all tenants of the process; None where the embedded engine is enough."""
    if settings.engine == "embedded":
        return None
    if not (settings.openai_base_url or settings.openai_api_key):
        raise InvalidInputError(
            f"PARLEY_ENGINE={settings.engine} needs a model: set OPENAI_API_KEY or OPENAI_BASE_URL."
        )
    from kit.clock import SystemClock
    from language.llm.breaker import Breaker
    from language.llm.model import ChatModel

    clock = clock or SystemClock()
    breaker = Breaker(clock, settings.model_breaker_failures, settings.model_breaker_rest_s)
    return ChatModel(
        _endpoint(settings), _limits(settings), purse=purse, breaker=breaker, clock=clock,
        content=settings.trace_content,
    )  # fmt: skip


def _endpoint(settings: Settings) -> "Endpoint":
    from language.llm.means import Endpoint
    from language.llm.spending import Price

    prices = {name: Price(price.input, price.output, price.cached) for name, price in settings.model_prices.items()}
    return Endpoint(
        settings.model, settings.openai_base_url, settings.openai_api_key,
        settings.model_temperature, settings.model_max_tokens, prices,
    )  # fmt: skip


def _limits(settings: Settings) -> "Limits":
    from language.llm.means import Limits
    from language.llm.spending import MICRO, Budgets

    budgets = Budgets(
        int(settings.model_budget_conversation * MICRO),
        int(settings.model_budget_day * MICRO),
        int(settings.model_budget_month * MICRO),
    )
    return Limits(settings.model_timeout_s, settings.model_turn_s, retries=settings.model_retries, budgets=budgets)
