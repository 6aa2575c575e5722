"""Papers as PDF: the layouts beside this file, filled with data and never with markup."""

import asyncio
import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import typst

from language.port import Json
from tools.documents.port import LayoutNotFoundError
from tools.documents.typst.qr import qr_svg

LAYOUTS = Path(__file__).parent / "layouts"
KINDS = ("quote", "order", "summary")


class TypstDocuments:
    """About 40 ms a page, in a thread."""

    media_type = "application/pdf"

    async def render(self, kind: str, data: Mapping[str, Json]) -> bytes:
        if kind not in KINDS:
            raise LayoutNotFoundError(f"There is no layout {kind!r}: expected one of {', '.join(KINDS)}.")
        return await asyncio.to_thread(_set, kind, data)


@cache
def _fonts() -> typst.Fonts:
    """Those that typst carries, taken up once: a paper is the same anywhere."""
    return typst.Fonts(include_system_fonts=False)


def _set(kind: str, data: Mapping[str, Json]) -> bytes:
    """``url`` in the data becomes its QR code."""
    url = data.get("url")
    whole = {**data, "qr": qr_svg(str(url)) if url else ""}
    made = typst.compile(
        LAYOUTS / f"{kind}.typ", root=LAYOUTS, font_paths=_fonts(), sys_inputs={"data": json.dumps(whole)}
    )
    assert isinstance(made, bytes)
    return made
