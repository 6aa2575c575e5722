"""Sources of an answer, numbered: exactly the passages that were used."""

from collections.abc import Sequence

from agents.responder.schema import Citation
from agents.state import State
from knowledge.chunk import address_of
from language.port import Json, Passage
from language.values import contact

PLAIN = {"whatsapp"}
"""Channels that carry text alone."""


def citations(passages: Sequence[Passage]) -> dict[str, Json]:
    """The block that a channel shows below the text; one entry for each place that was used."""
    places = dict.fromkeys((place_of(passage), passage["title"]) for passage in passages)
    cited: list[Citation] = [{"n": n, "title": title, "url": url} for n, (url, title) in enumerate(places, 1)]
    return {"kind": "citations", "items": [{**each, "url": contact("url", each["url"])} for each in cited]}


def link_line(state: State, passage: Passage) -> Json:
    """The address as a line of its own, where a channel shows nothing beside the text; empty elsewhere."""
    place = place_of(passage)
    return contact("url", place) if state["turn"]["channel"] in PLAIN and place else ""


def place_of(passage: Passage) -> str:
    """The page's address, down to the heading."""
    return address_of(passage["url"], passage["id"].rpartition("#")[2])
