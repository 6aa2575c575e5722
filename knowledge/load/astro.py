"""An Astro site: what was built is read as it is published, content that was not built from its collections."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from knowledge.load.files import files_below
from knowledge.load.markdown import written_of
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped, identity
from knowledge.load.web import page_of_file

_SITE = re.compile(r"""^\s*site\s*:\s*["'`]([^"'`]+)["'`]""", re.MULTILINE)
_OUT = re.compile(r"""^\s*outDir\s*:\s*["'`]\.?/?([^"'`]+)["'`]""", re.MULTILINE)
_CONFIGS = ("astro.config.mjs", "astro.config.ts", "astro.config.js", "astro.config.mts", "astro.config.cjs")
_CONTENT = ("src/content", "src/data", "src/pages")


def is_astro(folder: Path) -> bool:
    return any((folder / name).is_file() for name in _CONFIGS) or (folder / "src" / "content").is_dir()


def site_of(folder: Path) -> str | None:
    """``site`` of the configuration, without a slash at its end."""
    found = _SITE.search(_configuration(folder))
    return found[1].rstrip("/") if found else None


def pages_in(folder: Path, source: str, options: Options) -> Iterator[Found]:
    """Raises RefusedError where it is not known under which address the site is published."""
    site = options.site or site_of(folder)
    if site is None:
        raise RefusedError(
            f"{folder.name} does not say where it is published: expected site in astro.config, or --site"
        )
    told = replace(options, site=site)
    built: set[str] = set()
    for found in _built(folder, source, told):
        if isinstance(found, Page):
            built.add(_path(found.url))
        yield found
    for found in _collections(folder, source, told):
        if isinstance(found, Page) and _path(found.url) in built:
            continue
        yield found


def _built(folder: Path, source: str, options: Options) -> Iterator[Found]:
    out = _OUT.search(_configuration(folder))
    dist = folder / (out[1] if out else "dist")
    for path in files_below(dist, folder) if dist.is_dir() else ():
        if isinstance(path, Skipped):
            yield path
        elif path.suffix.lower() in {".html", ".htm"}:
            yield page_of_file(path, path.relative_to(dist).as_posix(), source, "astro", options)


def _collections(folder: Path, source: str, options: Options) -> Iterator[Found]:
    for root in (folder / name for name in _CONTENT):
        for path in files_below(root, folder) if root.is_dir() else ():
            if isinstance(path, Skipped):
                yield path
            elif path.suffix.lower() in {".md", ".mdx"}:
                yield _entry(path, path.relative_to(root).as_posix(), source, options)


def _entry(path: Path, place: str, source: str, options: Options) -> Found:
    if any(part.startswith("_") for part in place.split("/")):
        return Skipped(place, "its name begins with _, which Astro leaves out")
    try:
        written = written_of(path)
    except RefusedError as error:
        return Skipped(place, error.detail)
    body = written.body
    if written.is_draft or not body.strip():
        return Skipped(place, "a draft" if written.is_draft else "has no words of its own")
    route, language = _route(place, written.word("slug"), options.languages)
    address = f"{options.site}/{route}/" if route else f"{options.site}/"
    told = options.language_of(body, written.word("lang", "language", "locale") or language)
    return Page(identity(source, route, address), written.title or path.stem, address, told, body,
                options.namespace, source, "astro", written.updated)  # fmt: skip


def _route(place: str, slug: str | None, languages: tuple[str, ...]) -> tuple[str, str | None]:
    """``blog/es/casa.md`` is published as ``es/blog/casa``; a ``slug`` takes the place of the file's name."""
    folders = re.sub(r"(^|/)index$", "", place.rpartition(".")[0]).split("/")
    language = next((part for part in folders[:2] if part in languages), None)
    rest = [part for part in folders if part != language]
    if slug and rest:
        rest = [rest[0], slug.strip("/")] if len(rest) > 1 else [slug.strip("/")]
    named = [part.lower().replace(" ", "-") for part in rest if part]
    return "/".join([language, *named] if language and language != languages[0] else named), language


def _configuration(folder: Path) -> str:
    found = next((folder / name for name in _CONFIGS if (folder / name).is_file()), None)
    return found.read_text(encoding="utf-8", errors="replace") if found else ""


def _path(address: str) -> str:
    return urlsplit(address).path.strip("/").lower()
