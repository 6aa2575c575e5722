"""Papers as plain text, readable everywhere and made of nothing but their data."""

from collections.abc import Iterator, Mapping

from language.port import Json
from tools.documents.port import LayoutNotFoundError

KINDS = ("quote", "order", "summary")


class MemoryDocuments:
    media_type = "text/plain; charset=utf-8"

    async def render(self, kind: str, data: Mapping[str, Json]) -> bytes:
        if kind not in KINDS:
            raise LayoutNotFoundError(f"There is no layout {kind!r}: expected one of {', '.join(KINDS)}.")
        return "\n".join([kind.upper(), "", *_lines(data)]).encode() + b"\n"


def _lines(data: Mapping[str, Json]) -> Iterator[str]:
    for name, value in data.items():
        if isinstance(value, list):
            yield f"{name}:"
            yield from (f"- {_row(entry)}" for entry in value)
        else:
            yield f"{name}: {_row(value)}"


def _row(value: Json) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name}: {_row(part)}" for name, part in value.items())
    return "" if value is None else str(value)
