"""From a pack to the language engine that the settings ask for."""

from commerce.packs.model import Pack
from graphs.vocabulary import language_pack
from kit.settings import Settings
from language.port import Engine, LanguagePack


def engine_for(pack: Pack, settings: Settings) -> Engine:
    """The embedded engine, or a model with the embedded engine behind it."""
    from language.embedded.encoder import encoder_here
    from language.embedded.engine import EmbeddedEngine

    known = language_pack(pack)
    embedded = EmbeddedEngine.build(known, settings.data_dir / "cache", encoder_here())
    if settings.engine == "embedded":
        return embedded
    return _with_model(known, embedded, settings)


def _with_model(known: LanguagePack, embedded: Engine, settings: Settings) -> Engine:
    from agents.prompts import load_prompts
    from language.calls import record
    from language.cascade import CascadeEngine
    from language.llm.engine import LlmEngine

    llm = LlmEngine(
        known,
        embedded,
        load_prompts(),
        model=settings.model,
        base_url=settings.openai_base_url,
        api_key=settings.openai_api_key,
        timeout_s=settings.model_timeout_s,
        record=record,
    )
    return llm if settings.engine == "llm" else CascadeEngine(embedded, llm)
