"""Sitemaps: the addresses that they list, those of the sitemaps that they list included."""

import gzip
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from xml.etree.ElementTree import Element, ParseError

from knowledge.load.dates import instant
from knowledge.load.fetch import Answer, same_host
from knowledge.load.limits import LARGEST_TEXT
from knowledge.load.page import RefusedError, Skipped

MOST_SITEMAPS = 200


@dataclass(frozen=True, slots=True)
class Listed:
    address: str
    updated: datetime | None


def listed_in(address: str, fetch: Callable[[str], Answer]) -> Iterator[Listed | Skipped]:
    """Every page of the sitemap's own host, once. What cannot be read leaves the list unsure."""
    waiting, seen = [address], {address}
    pages: set[str] = set()
    while waiting:
        here = waiting.pop(0)
        try:
            entries = list(_entries(fetch(here)))
        except RefusedError as error:
            yield Skipped(here, error.detail, unsure=True)
            continue
        for is_sitemap, entry in entries:
            if not same_host(entry.address, address):
                yield Skipped(entry.address, "is of another site")
            elif is_sitemap and entry.address not in seen and len(seen) < MOST_SITEMAPS:
                seen.add(entry.address)
                waiting.append(entry.address)
            elif not is_sitemap and entry.address not in pages:
                pages.add(entry.address)
                yield entry


def _entries(answer: Answer) -> Iterator[tuple[bool, Listed]]:
    for element in _parsed(answer):
        told = {child.tag.rpartition("}")[2]: (child.text or "").strip() for child in element}
        if told.get("loc"):
            yield element.tag.endswith("sitemap"), Listed(told["loc"].partition("#")[0], instant(told.get("lastmod")))


def _parsed(answer: Answer) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        root: Element = fromstring(_unpacked(answer.body).lstrip(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise RefusedError("the sitemap declares a document type or entities: an entity bomb") from error
    except (ParseError, ValueError) as error:
        raise RefusedError(f"it is no sitemap: {error}") from error
    return root


def _unpacked(body: bytes) -> bytes:
    """As it is, or out of ``sitemap.xml.gz``, up to the limit of a page."""
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        with gzip.open(io.BytesIO(body)) as file:
            text = file.read(LARGEST_TEXT + 1)
    except (OSError, EOFError) as error:
        raise RefusedError(f"the sitemap's packing is broken: {error}") from error
    if len(text) > LARGEST_TEXT:
        raise RefusedError("the sitemap unpacks to more than a page may have")
    return text
