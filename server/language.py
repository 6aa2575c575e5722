"""From a pack to the language engine that the settings ask for."""

from commerce.catalogue.catalogue import Catalogue
from commerce.packs.model import Pack, Template
from kit.settings import Settings
from language.port import Engine, IntentSpec, LanguagePack, Term, Wording


def language_pack(pack: Pack) -> LanguagePack:
    """What an engine learns of a tenant, in the language room's own terms."""
    file = pack.file
    return LanguagePack(
        tenant=pack.id,
        languages=file.languages,
        region=file.region,
        currency=file.currency,
        intents={
            name: IntentSpec(intent.family, intent.signal, dict(intent.examples)) for name, intent in pack.intents.items()
        },
        wordings={name: _wording(template) for name, template in pack.templates.items()},
        terms=[Term(id=term["id"], names=term["names"]) for term in Catalogue(pack).terms()],
    )


def engine_for(pack: Pack, settings: Settings) -> Engine:
    """The embedded engine, or a model with the embedded engine behind it."""
    from language.embedded.engine import EmbeddedEngine

    known = language_pack(pack)
    embedded = EmbeddedEngine.build(known, settings.data_dir / "cache")
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


def _wording(template: Template) -> Wording:
    variants = {"es": template.es, "es_usted": template.es_usted, "en": template.en}
    return Wording(frozenset(template.variables), {name: texts for name, texts in variants.items() if texts})
