"""The shipped engine, set up as for a conversation: with a tenant's pack, or with what all packs share."""

from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from time import perf_counter

import yaml

from evals.entities.rows import Message
from kit.money import MINOR_DIGITS
from kit.settings import Settings
from language.embedded.encoder import encoder_here
from language.embedded.engine import EmbeddedEngine
from language.port import IntentSpec, LanguagePack, Question, ReadContext, Reading

LANGUAGES = ("es", "en")
REGION = "US"
"""Of a row that names none, where no tenant gives one."""


@dataclass(frozen=True, slots=True)
class Read:
    """One message and its reading, which took ``ms``."""

    reading: Reading
    ms: float


def engine_of(tenant: str | None, settings: Settings) -> EmbeddedEngine:
    """Without a tenant: no catalogue, and the intents that every pack starts from."""
    pack = _tenant(tenant, settings) if tenant else _plain(settings.packs_dir)
    return EmbeddedEngine.build(pack, settings.data_dir / "cache", encoder_here())


def _tenant(tenant: str, settings: Settings) -> LanguagePack:
    from commerce.packs.load import load
    from graphs.vocabulary import language_pack

    return language_pack(load(settings.packs_dir, tenant))


def _plain(packs: Path) -> LanguagePack:
    table = yaml.safe_load((packs / "_base" / "intents.yaml").read_text(encoding="utf-8"))["intents"]
    intents = {
        name: IntentSpec(each.get("family"), each.get("signal"), each["examples"]) for name, each in table.items()
    }
    return LanguagePack("", LANGUAGES, REGION, currency_of(REGION), intents, {})


@lru_cache(maxsize=64)
def currency_of(region: str) -> str:
    """The region's own, or US dollars where packs cannot have that one."""
    from babel.numbers import get_territory_currencies

    known = [currency for currency in get_territory_currencies(region) if currency in MINOR_DIGITS]
    return known[0] if known else "USD"


async def read(engine: EmbeddedEngine, row: Message) -> Read:
    region = row.region
    if region and region != engine.pack.region:
        engine = replace(engine, pack=replace(engine.pack, region=region, currency=currency_of(region)))
    began = perf_counter()
    reading = await engine.read(row.text, _context(row))
    return Read(reading, (perf_counter() - began) * 1000)


def _context(row: Message) -> ReadContext:
    asked = Question(**row.question.model_dump()) if row.question else None  # type: ignore[typeddict-item]
    return ReadContext(
        now=row.now, timezone=row.timezone, language=row.language, question=asked, pending=None, recent=[]
    )
