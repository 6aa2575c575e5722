"""A site read politely: what robots.txt allows, of one host, page by page with a pause between."""

import re
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit, urlunsplit

from knowledge.load import docx, pdf
from knowledge.load.encoding import text_of
from knowledge.load.fetch import AGENT, Answer, Fetcher, GoneError, UnreachableError, checked, same_host
from knowledge.load.html import read_html
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped, identity
from knowledge.load.robots import Robots, robots_of
from knowledge.load.sitemap import Listed, listed_in
from knowledge.load.web import page_of

LONGEST_S = 1800.0
"""For a whole site."""
_TRACKING = re.compile(r"utm_\w+|gclid|fbclid|msclkid|mc_\w+|_ga|ref|PHPSESSID|sid", re.IGNORECASE)
_NOT_PAGES = re.compile(
    r"\.(?:jpe?g|png|gif|webp|avif|svg|ico|css|js|mjs|json|xml|rss|atom|zip|gz|rar|7z|mp[34]|webm|mov|avi|woff2?|ttf|"
    r"eot|xlsx?|pptx?|exe|dmg|apk|ics)$",
    re.IGNORECASE,
)
_DOCUMENTS = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
_HTML = {"text/html", "application/xhtml+xml"}
Sleep = Callable[[float], None]


def crawled(start: str, source: str, options: Options, fetcher: Fetcher, sleep: Sleep = time.sleep) -> Iterator[Found]:
    """The pages that links lead to from ``start``, or that it lists where it is a sitemap."""
    with closing(fetcher):
        yield from _Crawl(checked(start), source, options, fetcher, sleep).pages()


class _Crawl:
    def __init__(self, start: str, source: str, options: Options, fetcher: Fetcher, sleep: Sleep) -> None:
        self._start = start
        self._source = source
        self._options = options
        self._fetcher = fetcher
        self._sleep = sleep
        self._until = options.clock.ticks() + LONGEST_S * 1000
        self._robots = Robots()
        self._seen: set[str] = set()
        self._dates: dict[str, datetime] = {}
        self._waiting: deque[tuple[str, int]] = deque()

    def pages(self) -> Iterator[Found]:
        self._robots = self._rules()
        is_sitemap = urlsplit(self._start).path.lower().endswith((".xml", ".xml.gz"))
        own = tuple(each for each in self._robots.sitemaps if same_host(each, self._start))
        sitemaps = (self._start,) if is_sitemap else own
        if not is_sitemap:
            self._add(self._start, 0)
        for sitemap in sitemaps:
            yield from self._listed(sitemap)
        count = 0
        while self._waiting:
            if count >= self._options.limit or self._options.clock.ticks() > self._until:
                yield self._stopped(count)
                return
            found = self._next(follow=not is_sitemap)
            count += isinstance(found, Page)
            yield found

    def _stopped(self, count: int) -> Skipped:
        why = f"after {count} pages" if count >= self._options.limit else f"after {LONGEST_S / 60:.0f} minutes"
        return Skipped(self._start, f"reading stopped {why}; {len(self._waiting)} addresses were left", unsure=True)

    def _rules(self) -> Robots:
        """No robots.txt allows everything; one that cannot be read, nothing."""
        parts = urlsplit(self._start)
        try:
            answer = self._fetcher.fetch(f"{parts.scheme}://{parts.netloc}/robots.txt")
            return robots_of(answer.body.decode("utf-8", errors="replace"), AGENT)
        except GoneError:
            return Robots()
        except UnreachableError as error:
            if re.search(r"answers 4\d\d", error.detail):
                return Robots()
            raise UnreachableError(f"{parts.netloc}/robots.txt: {error.detail}") from error

    def _listed(self, sitemap: str) -> Iterator[Skipped]:
        for entry in listed_in(sitemap, self._fetcher.fetch):
            if isinstance(entry, Listed):
                self._add(entry.address, 0)
                if entry.updated:
                    self._dates[canonical(entry.address)] = entry.updated
            else:
                yield entry

    def _add(self, address: str, depth: int) -> None:
        plain = canonical(address)
        if plain not in self._seen and same_host(plain, self._start) and not _NOT_PAGES.search(urlsplit(plain).path):
            self._seen.add(plain)
            self._waiting.append((plain, depth))

    def _next(self, *, follow: bool) -> Found:
        address, depth = self._waiting.popleft()
        try:
            self._wait(address)
            answer = self._fetcher.fetch(address, self._robots.allows)
            return self._page(answer, depth if follow else self._options.depth)
        except GoneError as error:
            return Skipped(address, error.detail)
        except UnreachableError as error:
            return Skipped(address, error.detail, unsure=True)
        except RefusedError as error:
            return Skipped(address, error.detail)

    def _wait(self, address: str) -> None:
        if self._robots.allows(address) and len(self._seen) - len(self._waiting) > 1:
            self._sleep(max(self._options.pause_s, self._robots.delay_s))

    def _page(self, answer: Answer, depth: int) -> Found:
        if answer.kind in _DOCUMENTS:
            return self._document(answer, _DOCUMENTS[answer.kind])
        if answer.kind not in _HTML:
            return Skipped(answer.url, f"is {answer.kind or 'of no declared kind'}, not a page")
        read = read_html(text_of(answer.body, answer.url, answer.charset), answer.url)
        if depth < self._options.depth:
            for link in (*read.links, *([read.leads_to] if read.leads_to else [])):
                self._add(link, depth + 1)
        found = page_of(read, answer.url, answer.url, self._source, "web", self._options)
        listed = self._dates.get(answer.url)
        return replace(found, updated=listed) if isinstance(found, Page) and found.updated is None and listed else found

    def _document(self, answer: Answer, suffix: str) -> Page:
        """Read from a file, as the libraries ask for one; known by its address."""
        name = unquote(urlsplit(answer.url).path.rpartition("/")[2]) or "document"
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / (re.sub(r"[^\w.\-]", "_", name).removesuffix(suffix)[-80:] + suffix)
            path.write_bytes(answer.body)
            reader = pdf.page_in if suffix == ".pdf" else docx.page_in
            page = reader(path, path.name, self._source, self._options)
        return replace(page, id=identity(self._source, answer.url), url=answer.url)


def canonical(address: str) -> str:
    """Without fragment and without what follows a visitor around."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    kept = [pair for pair in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(pair[0])]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", urlencode(kept), ""))
