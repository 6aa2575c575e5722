"""A page of a site, from a file or as it was fetched: its own words, or why it is left out."""

from pathlib import Path
from urllib.parse import urlsplit

from knowledge.load.encoding import text_of
from knowledge.load.html import Hypertext, read_html
from knowledge.load.limits import check_size
from knowledge.load.markdown import address_of
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped, identity


def page_in(path: Path, place: str, source: str, options: Options) -> Found:
    return page_of_file(path, place, source, "html", options)


def page_of_file(path: Path, place: str, source: str, kind: str, options: Options) -> Found:
    """A file of HTML. ``place`` is its path below the site's root."""
    if path.stem in {"404", "500", "50x"}:
        return Skipped(place, "is shown for errors only")
    address = _served(place, options.site)
    try:
        check_size(path)
        read = read_html(text_of(path.read_bytes(), path.name), address)
    except RefusedError as error:
        return Skipped(place, error.detail)
    return page_of(read, place, address, source, kind, options)


def page_of(read: Hypertext, where: str, address: str, source: str, kind: str, options: Options) -> Found:
    """``address`` is where it was found; the page may name a better one of its own site."""
    if read.leads_to is not None and read.leads_to != address:
        return Skipped(where, f"leads to {read.leads_to}")
    if read.is_unlisted:
        return Skipped(where, "asks not to be indexed")
    if not read.body.strip():
        return Skipped(where, "has no words of its own")
    url = read.address if read.address and _same_site(read.address, address) else address
    language = options.language_of(read.body, read.language)
    return Page(identity(source, url or where), read.title or where, url, language, read.body,
                options.namespace, source, kind, read.updated)  # fmt: skip


def _served(place: str, site: str | None) -> str:
    """``about/index.html`` is served as ``about/``, ``about.html`` as ``about``."""
    address = address_of(place, site)
    return f"{address}/" if address and place.endswith(("/index.html", "/index.htm")) else address


def _same_site(one: str, other: str) -> bool:
    """Whether a page may speak for the address: an unknown one is no other site."""
    bare = [urlsplit(each).netloc.lower().removeprefix("www.") for each in (one, other)]
    return not bare[1] or bare[0] == bare[1]
