"""``parley bench ingest``: chunks a second from an export of a site to the index, without the encoder and with it.

The export is made for the run: pages with headings, a list and a table, in two languages, as WordPress writes them. All
of it is counted: reading the XML, cleaning the HTML, cutting, weighing, and writing to a scratch database.
"""

import tempfile
import time
from collections.abc import Callable
from itertools import islice
from pathlib import Path
from typing import Any

from commerce.packs.load import load
from commerce.tenants.register import register
from evals.bench.database import scratch_settings
from kit.settings import Settings
from knowledge.index.postgres import PostgresIndex
from knowledge.ingest import ingest_pages
from knowledge.load.options import Options
from knowledge.load.sources import local_source
from language.embedded.encoder import Encoder
from server.wiring import House, open_house

TENANT = "colombiatic"
WITH_ENCODER = 40
"""Pages that the encoder is timed on: it is slower by far."""
Say = Callable[[str], None]

_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><rss xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><link>https://shop.example</link>'
    "<wp:wxr_version>1.2</wp:wxr_version>"
)
_WORDS = {
    "es": "El equipo revisa cada pedido antes de enviarlo y avisa por correo cuando sale de la bodega. ",
    "en": "The team checks each order before it is sent and writes a mail when it leaves the warehouse. ",
}


async def bench_ingest(settings: Settings, pages: int, encoder: Encoder, say: Say) -> dict[str, Any]:
    """``{"without"|"with": {"pages", "chunks", "s", "processor_s", "per_s", "per_processor_s"}, "again": {…}}``.

    ``processor_s`` is of this process, the database's own left out: it strays less than ``s`` on a busy machine.
    """
    async with scratch_settings(settings) as scratch, open_house(scratch, only=[]) as house:
        async with house.store.unit(TENANT) as unit:
            await register(unit, load(settings.packs_dir, TENANT), house.clock.now())
        with tempfile.TemporaryDirectory() as folder:
            export = Path(folder) / "export.xml"
            export.write_text(_export(pages, house.ids.new().hex), encoding="utf-8")
            say(f"{pages} pages without the encoder …")
            without = await _run(house, export, pages, None)
            say("the same again …")
            again = await _run(house, export, pages, None)
            say(f"{min(pages, WITH_ENCODER)} pages with {encoder.name} …")
            encoded = await _run(house, export, min(pages, WITH_ENCODER), encoder)
    return {"encoder": encoder.name, "without": without, "with": encoded, "again": again}


async def _run(house: House, export: Path, pages: int, encoder: Encoder | None) -> dict[str, Any]:
    """With an encoder under a name of its own, so that all of it is written."""
    index = PostgresIndex(house.store, TENANT, "bench", encoder)
    source = local_source(export, Options(name="bench" if encoder is None else "bench-encoded"))
    started, worked = time.perf_counter(), time.process_time()
    report = await ingest_pages(index, islice(source.read(), pages), house.clock.now(), source.name)
    seconds, processor = time.perf_counter() - started, time.process_time() - worked
    found = {"pages": pages, "chunks": report.chunks, "s": round(seconds, 2), "processor_s": round(processor, 2)}
    if not report.chunks:
        return found
    return {**found, "per_s": round(report.chunks / seconds, 1), "per_processor_s": round(report.chunks / processor, 1)}


def _export(pages: int, run: str) -> str:
    """``run`` stands in every title: vectors are kept by their text, and those of an earlier run cost nothing."""
    return f"{_HEAD}{''.join(_item(number, run) for number in range(pages))}</channel></rss>"


def _item(number: int, run: str) -> str:
    language = ("es", "en")[number % 2]
    words = _WORDS[language]
    rows = "".join(f"<tr><td>{number}-{row}</td><td>${row}.500</td><td>{row} d</td></tr>" for row in range(8))
    parts = "".join(f"<h2>{part}. {words[:30]}</h2><p>{words * 4}</p><ul><li>{words}</li></ul>" for part in range(4))
    body = f"{parts}<h2>4</h2><table><tr><th>A</th><th>B</th><th>C</th></tr>{rows}</table>"
    return (
        f"<item><title>{words[:20]} {number} {run}</title><link>https://shop.example/{language}/{number}/</link>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded><wp:post_id>{number}</wp:post_id>"
        "<wp:post_type>page</wp:post_type><wp:status>publish</wp:status></item>"
    )
