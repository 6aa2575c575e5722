"""``parley bench read``: what the embedded engine costs: learning, loading, memory, and the reading of a message."""

import asyncio
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

from commerce.packs.load import load
from commerce.packs.model import Pack
from commerce.packs.sources import available
from evals.base.grade import DATA, LANGUAGES
from evals.bench.fresh import fresh, memory_mb
from evals.intents.rows import read_rows
from graphs.vocabulary import language_pack
from kit.settings import Settings
from language.embedded.encoder import encoder_here
from language.embedded.engine import EmbeddedEngine
from language.embedded.intents.train import examples_of, learnt
from language.port import ReadContext

NOW = "2026-11-23T09:00:00-05:00"
WARM = 20
"""Messages read before the clock runs: patterns are compiled and weights paged in by them."""


def bench_read(settings: Settings) -> dict[str, Any]:
    """``{"packs": {tenant: {"examples", "intents", "learn_s", "load_ms"}}, "memory_mb", "read": {"n", "ms_p50",
    "ms_p95", "processor_ms"}}``, learning and reading in a process each. The vectors of the examples are at hand."""
    with tempfile.TemporaryDirectory(prefix="parley-bench-") as folder:
        packs = fresh(_learnt_once, settings.packs_dir, Path(folder))
        return {**fresh(_served, settings.packs_dir, Path(folder)), "packs": packs}


def _learnt_once(root: Path, folder: Path) -> dict[str, Any]:
    """Learns every pack, then loads what was kept of it."""
    encoder_here().encode(["."])
    return {tenant: _one_pack(load(root, tenant, folder), folder) for tenant in available(root)}


def _one_pack(pack: Pack, folder: Path) -> dict[str, Any]:
    known, encoder = language_pack(pack), encoder_here()
    examples = examples_of(known.intents)
    outside = [text for language in sorted(known.outside) for text in known.outside[language]]
    encoder.encode(outside[:1])
    began = time.perf_counter()
    learnt(examples, folder, outside, encoder)
    learnt_at = time.perf_counter()
    learnt(examples, folder, outside, encoder)
    return {
        "intents": len(known.intents),
        "examples": len(examples) + len(outside),
        "learn_s": round(learnt_at - began, 2),
        "load_ms": round((time.perf_counter() - learnt_at) * 1000, 1),
    }


def _served(root: Path, folder: Path) -> dict[str, Any]:
    """The engines of all packs from the cache, as a server holds them; the first of them reads."""
    engines = [
        EmbeddedEngine.build(language_pack(load(root, tenant, folder)), folder, encoder_here())
        for tenant in available(root)
    ]
    found = asyncio.run(_read(engines))
    return {"memory_mb": memory_mb(), "read": found}


async def _read(engines: list[EmbeddedEngine]) -> dict[str, Any]:
    """Messages that no pack has as an example, each once, one after the other, the engines in turn."""
    rows = [(row.text, language) for language in LANGUAGES for row in read_rows(DATA / f"base_{language}.jsonl")]
    taken = []
    for place, (text, language) in enumerate(rows):
        if place == WARM * len(engines):
            processor = time.process_time()
        began = time.perf_counter()
        await engines[place % len(engines)].read(text, _context(language))
        taken.append((time.perf_counter() - began) * 1000)
    counted = taken[WARM * len(engines) :]
    return {
        "n": len(counted),
        "ms_p50": round(float(np.percentile(counted, 50)), 1),
        "ms_p95": round(float(np.percentile(counted, 95)), 1),
        "processor_ms": round((time.process_time() - processor) * 1000 / len(counted), 1),
    }


def _context(language: str) -> ReadContext:
    return ReadContext(now=NOW, timezone="America/Bogota", language=language, question=None, pending=None, recent=[])
