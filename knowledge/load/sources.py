"""What a source is, by its address or its file, and the name that its pages are kept under."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from commerce.packs.model import Pack
from knowledge.load import astro, catalogue, docx, markdown, pdf, questions, text, web, wordpress
from knowledge.load.crawl import canonical, crawled
from knowledge.load.fetch import Fetcher, checked
from knowledge.load.files import files_below
from knowledge.load.limits import check_size
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped

_ONE: dict[str, Callable[[Path, str, str, Options], Found]] = {
    ".md": markdown.page_in,
    ".markdown": markdown.page_in,
    ".mdx": markdown.page_in,
    ".html": web.page_in,
    ".htm": web.page_in,
    ".txt": text.page_in,
    ".pdf": pdf.page_in,
    ".docx": docx.page_in,
}
_MANY: dict[str, Callable[[Path, str, Options], Iterator[Found]]] = {
    ".csv": questions.pages_in,
    ".xml": wordpress.pages_in,
}
KINDS = (*_ONE, *_MANY)
"""Of files, by suffix."""


@dataclass(frozen=True, slots=True)
class Source:
    """``name`` stays the same from one run to the next: the site's address where the content tells it."""

    name: str
    kind: str
    read: Callable[[], Iterator[Found]]


def source_of(given: str, pack: Pack, options: Options) -> Source:
    """Raises RefusedError for what is neither an address, nor a file or folder of a known kind, nor ``catalogue``."""
    if given.startswith(("http://", "https://")):
        return _limited(_site(given, options), options)
    path = Path(given)
    if given == catalogue.SOURCE and not path.exists():
        return Source(catalogue.SOURCE, "catalogue", lambda: catalogue.pages_in(pack))
    return local_source(path, options)


def local_source(path: Path, options: Options) -> Source:
    """Raises RefusedError for what is not there, too large, or of no known kind."""
    return _limited(_folder(path, options) if path.is_dir() else _file(path, options), options)


def _file(path: Path, options: Options) -> Source:
    if not path.is_file():
        raise RefusedError(f"{path} is not there: expected a file, a folder, an address or 'catalogue'")
    check_size(path)
    if path.suffix.lower() == ".xml":
        name = options.name or f"wordpress:{wordpress.head_of(path).site or path.name}"
        return Source(name, "wordpress", lambda: wordpress.pages_in(path, name, options))
    if path.suffix.lower() not in KINDS:
        raise RefusedError(f"{path.name} is of no kind that is read: expected one of {', '.join(KINDS)}")
    name = options.name or f"file:{path.name}"
    return Source(name, "file", lambda: pages_in(path, path.name, name, options))


def pages_in(path: Path, place: str, source: str, options: Options) -> Iterator[Found]:
    """The pages of one file. ``place`` is its path below what was given. What is refused is told, not raised."""
    suffix = path.suffix.lower()
    try:
        if suffix in _MANY:
            yield from _MANY[suffix](path, source, options)
        elif suffix in _ONE:
            yield _ONE[suffix](path, place, source, options)
        else:
            yield Skipped(place, f"is of no kind that is read: expected one of {', '.join(KINDS)}")
    except RefusedError as error:
        yield Skipped(place, error.detail)


def _site(given: str, options: Options) -> Source:
    start = canonical(checked(given))
    name = options.name or f"web:{start}"
    fetcher = Fetcher(options.clock, private=options.private)
    return Source(name, "web", lambda: crawled(start, name, options, fetcher))


def _folder(path: Path, options: Options) -> Source:
    resolved = path.resolve()
    if astro.is_astro(resolved):
        site = options.site or astro.site_of(resolved)
        name = options.name or f"astro:{site or resolved.name}"
        return Source(name, "astro", lambda: astro.pages_in(resolved, name, options))
    name = options.name or f"folder:{options.site or resolved.name}"
    return Source(name, "folder", lambda: _in_folder(resolved, name, options))


def _in_folder(folder: Path, source: str, options: Options) -> Iterator[Found]:
    for path in files_below(folder, folder):
        if isinstance(path, Skipped):
            yield path
        else:
            yield from pages_in(path, path.relative_to(folder).as_posix(), source, options)


def _limited(source: Source, options: Options) -> Source:
    """Ends after the pages that were asked for, and passes each page on once."""
    return Source(source.name, source.kind, lambda: _first(source.read(), options.limit))


def _first(found: Iterator[Found], limit: int) -> Iterator[Found]:
    seen: set[str] = set()
    for each in found:
        if isinstance(each, Page) and each.id in seen:
            yield Skipped(each.url or each.title, "is the same page as an earlier one")
        elif isinstance(each, Page) and len(seen) >= limit:
            yield Skipped(each.url or each.title, f"reading stopped after {limit} pages", unsure=True)
            return
        else:
            seen |= {each.id} if isinstance(each, Page) else set()
            yield each
