"""The engine that the reading tests talk to: the base intents, a few products, one cache for the run."""

import asyncio
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from kit.settings import ROOT
from language.embedded.engine import EmbeddedEngine
from language.port import Entity, IntentSpec, LanguagePack, ReadContext, Reading, Term

CACHE = Path(tempfile.gettempdir()) / f"parley-tests-{os.getuid()}" / "cache"
"""What one test learnt, the others need not learn again."""
NOW = "2026-11-23T09:00:00-05:00"
"""A Monday."""
_NAMES = {
    "pads_ceramic": (
        "Balatas delanteras cerámicas|balatas|balatas cerámicas",
        "Ceramic brake pads|brake pads",
    ),
    "pads_metal": ("Balatas delanteras semimetálicas|balatas", "Semi-metallic brake pads|brake pads"),
    "discs": ("Discos de freno ventilados|discos|rotores", "Brake rotors|discs"),
    "bot_basic": ("Chatbot Esencial|plan esencial", "Essential chatbot|essential plan"),
    "bot_pro": ("Chatbot Profesional|plan profesional", "Professional chatbot|professional plan"),
}
TERMS: list[Term] = [
    {"id": id_, "names": {"es": spanish.split("|"), "en": english.split("|")}}
    for id_, (spanish, english) in _NAMES.items()
]


@lru_cache(maxsize=1)
def base_intents() -> dict[str, IntentSpec]:
    table = yaml.safe_load((ROOT / "packs" / "_base" / "intents.yaml").read_text(encoding="utf-8"))["intents"]
    return {
        name: IntentSpec(entry.get("family"), entry.get("signal"), entry["examples"]) for name, entry in table.items()
    }


@lru_cache(maxsize=4)
def engine(region: str = "CO", currency: str = "COP", languages: tuple[str, ...] = ("es", "en")) -> EmbeddedEngine:
    pack = LanguagePack("test", languages, region, currency, base_intents(), {}, TERMS)
    return EmbeddedEngine.build(pack, CACHE)


def context(**given: Any) -> ReadContext:
    usual: dict[str, Any] = {
        "now": NOW, "timezone": "America/Bogota", "language": "es", "question": None, "pending": None, "recent": [],
    }  # fmt: skip
    return ReadContext(**{**usual, **given})  # type: ignore[typeddict-item]


def read(message: str, *, region: str = "CO", currency: str = "COP", **given: Any) -> Reading:
    return asyncio.run(engine(region, currency).read(message, context(**given)))


def asked(slot: str, *expects: str, choices: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"slot": slot, "flow": "book", "expects": list(expects or (slot,)), "choices": list(choices)}


def of_kind(reading: Reading, kind: str) -> list[Entity]:
    return [entity for entity in reading["entities"] if entity["kind"] == kind]


def value_of(reading: Reading, kind: str) -> Any:
    """The one value of a kind; None where there is none."""
    found = of_kind(reading, kind)
    return found[0]["value"] if found else None


def names_of(reading: Reading) -> list[str]:
    return [guess["name"] for guess in reading["intents"]]
