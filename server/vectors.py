"""Makes the vectors that are shipped with the packs, so that a first start need not."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from commerce.packs.load import available, load
from commerce.packs.model import Pack
from graphs.vocabulary import language_pack
from knowledge.chunk import chunks_of
from knowledge.ingest import meaning_of
from knowledge.load import pages_of
from knowledge.load.page import Page
from language.embedded.encoder.port import Encoder
from language.embedded.encoder.shipped import FILE, write
from language.embedded.intents.train import examples_of, meanings_of
from language.embedded.moods.examples import examples

SHARED = "_base"


def texts_of(pack: Pack) -> list[str]:
    """Every text whose vector a start with this pack asks for: examples of intents and moods, chunks of documents."""
    known = language_pack(pack)
    outside = [text for language in sorted(known.outside) for text in known.outside[language]]
    moods = [(row.text, "") for row in examples()]
    return [*meanings_of([*examples_of(known.intents), *moods], outside), *_chunks(pack)]


def ship(packs: Path, encoder: Encoder) -> Iterator[tuple[str, int]]:
    """Writes the file of each pack, and of what several share; yields the folder and how many vectors it holds."""
    texts = {tenant: set(texts_of(load(packs, tenant, None))) for tenant in available(packs)}
    counts = Counter(text for found in texts.values() for text in found)
    shared = {text for text, count in counts.items() if count > 1}
    for folder, chosen in {SHARED: shared, **{tenant: found - shared for tenant, found in texts.items()}}.items():
        ordered = sorted(chosen)
        if ordered:
            write(packs / folder / FILE, encoder.name, dict(zip(ordered, encoder.encode(ordered), strict=True)))
        yield folder, len(ordered)


def _chunks(pack: Pack) -> Iterator[str]:
    for page in pages_of(pack):
        if isinstance(page, Page):
            yield from (meaning_of(page, chunk) for chunk in chunks_of(page))
