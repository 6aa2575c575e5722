"""A WordPress export (WXR): what is published, with its permalink; the rest is counted with its reason."""

import html
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element, ParseError, iterparse

from knowledge.load.classic import with_paragraphs
from knowledge.load.dates import instant
from knowledge.load.html import fragment_of
from knowledge.load.limits import LARGEST_TEXT, megabytes
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped, identity
from knowledge.load.shortcodes import without_shortcodes
from knowledge.load.stream import CleanStream, refusal, safe_parser
from knowledge.load.unpublished import left_out

NAMESPACE = "wordpress.org/export/"
"""Stands in the head of every export, whatever its version."""
_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"


@dataclass(frozen=True, slots=True)
class Export:
    """What its head says: the site's address without a slash at its end, and its language."""

    site: str
    language: str | None


def head_of(path: Path) -> Export:
    """Raises RefusedError for a file that is no export."""
    told: dict[str, str] = {}
    for element in _elements(path):
        name = _local(element.tag)
        if name == "item" or len(told) > 20:
            break
        told.setdefault(name, (element.text or "").strip())
    if "wxr_version" not in told:
        raise RefusedError(f"{path.name} is XML and no WordPress export: expected wp:wxr_version in its head")
    site = told.get("base_blog_url") or told.get("link") or told.get("base_site_url") or ""
    return Export(site.rstrip("/"), told.get("language"))


def pages_in(path: Path, source: str, options: Options) -> Iterator[Found]:
    """Reads the export as a stream. Where it breaks off, what came before is kept and the rest is told."""
    head = head_of(path)
    try:
        for element in _elements(path):
            if _local(element.tag) == "item":
                yield _found(_Item(element), head, source, options)
                element.clear()
    except RefusedError as error:
        yield Skipped(path.name, error.detail, unsure=True)


def _elements(path: Path) -> Iterator[Element]:
    from defusedxml import DefusedXmlException

    with path.open("rb") as file:
        try:
            root: Element | None = None
            for event, element in iterparse(CleanStream(file), ("start", "end"), parser=safe_parser()):
                root = element if root is None else root
                if event == "end":
                    yield element
                    if _local(element.tag) == "item":
                        _forget(root)
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise refusal(path, error) from error


def _forget(root: Element) -> None:
    """Lets go of the items that were read, so that an export of any length takes little memory."""
    channel = root.find("channel")
    for old in list(channel.iterfind("item")) if channel is not None else []:
        with suppress(ValueError):
            channel.remove(old)  # type: ignore[union-attr]


class _Item:
    """An item's fields by their local names, whatever the version of the export's namespace."""

    def __init__(self, element: Element) -> None:
        self._told = {_local(child.tag): (child.text or "").strip() for child in element if child.tag != _CONTENT}
        self.body = next((child.text or "" for child in element if child.tag == _CONTENT), "")
        languages = [each for each in element if _local(each.tag) == "category" and each.get("domain") == "language"]
        self.language = languages[0].get("nicename") if languages else None

    def __getitem__(self, name: str) -> str:
        return self._told.get(name, "")

    @property
    def title(self) -> str:
        return " ".join(html.unescape(self["title"]).split())


def _found(item: _Item, head: Export, source: str, options: Options) -> Found:
    where = f"{item['post_type'] or 'item'} {item['post_id']} «{item.title or item['post_name']}»"
    if reason := left_out(item["post_type"], item["status"], item["post_password"]):
        return Skipped(where, reason)
    if len(item.body) > LARGEST_TEXT:
        return Skipped(where, f"has more than {megabytes(LARGEST_TEXT)}")
    address = _address(item["link"], head.site, options.site)
    try:
        body = fragment_of(with_paragraphs(without_shortcodes(item.body)), address)
    except RefusedError as error:
        return Skipped(where, error.detail)
    if not body:
        return Skipped(where, "has no words of its own")
    language = options.language_of(body, item.language or _in_path(address, options.languages))
    updated = instant(item["post_modified_gmt"]) or instant(item["post_date_gmt"]) or instant(item["pubDate"])
    key = item["post_id"] or address
    return Page(identity(source, key, address), item.title or _name(address), address, language, body,
                options.namespace, source, "wordpress", updated)  # fmt: skip


def _address(link: str, site: str, published: str | None) -> str:
    """The permalink; under ``published`` where the export is of a copy of the site."""
    if published and site and link.startswith(site):
        return published.rstrip("/") + link.removeprefix(site)
    return link


def _in_path(address: str, languages: tuple[str, ...]) -> str | None:
    first = urlsplit(address).path.strip("/").partition("/")[0].lower()
    return first if first in languages else None


def _name(address: str) -> str:
    return urlsplit(address).path.strip("/").rpartition("/")[2].replace("-", " ").capitalize() or "Page"


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
