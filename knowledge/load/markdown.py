"""Files of Markdown with front matter."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from knowledge.load.dates import instant
from knowledge.load.encoding import text_of
from knowledge.load.limits import check_size
from knowledge.load.mdx import markdown_of_mdx
from knowledge.load.options import Options
from knowledge.load.page import Found, Page, RefusedError, Skipped, identity
from knowledge.load.spans import without

_FRONT = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_TITLE = re.compile(r"^#\s+(.+?)\s*#*\s*(?:\{#[^}]*\})?$", re.MULTILINE)
_COMMENT = re.compile(r"<!--()")
_LONGEST_FRONT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Written:
    """What a file of Markdown says of itself, and its body."""

    told: dict[str, Any]
    body: str

    def word(self, *names: str) -> str | None:
        """The first of the fields that holds a word."""
        found = (self.told.get(name) for name in names)
        return next(
            (str(value).strip() for value in found if isinstance(value, str | int) and str(value).strip()), None
        )

    @property
    def is_draft(self) -> bool:
        return self.told.get("draft") is True or self.told.get("published") is False

    @property
    def updated(self) -> datetime | None:
        names = ("updatedDate", "updated", "lastmod", "modified", "last_modified_at", "pubDate", "publishDate", "date")
        return next((found for name in names if (found := instant(self.told.get(name)))), None)

    @property
    def title(self) -> str | None:
        heading = _TITLE.search(self.body)
        return self.word("title") or (heading[1] if heading else None)


def written_of(path: Path) -> Written:
    """Raises RefusedError for a file that is too large, is no text, or has front matter that cannot be read."""
    check_size(path)
    written = parted(text_of(path.read_bytes(), path.name), path.name)
    return replace(written, body=markdown_of_mdx(written.body)) if path.suffix.lower() == ".mdx" else written


def parted(text: str, where: str) -> Written:
    found = _FRONT.match(text)
    if found is None:
        return Written({}, _uncommented(text))
    if len(found[1]) > _LONGEST_FRONT or re.search(r"(?m)^[^'\"#\n]*[:\-]\s+[&*]\w", found[1]):
        raise RefusedError(f"{where} has front matter with YAML anchors or of more than 64 kB: write its fields out")
    try:
        told = yaml.safe_load(found[1])
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 2
        raise RefusedError(f"{where}:{line}: its front matter is not readable YAML") from error
    return Written(told if isinstance(told, dict) else {}, _uncommented(text[found.end() :]))


def _uncommented(text: str) -> str:
    return without(text, _COMMENT, lambda _: "-->")


def page_in(path: Path, place: str, source: str, options: Options) -> Found:
    """``place`` is the file's path below what was given; its address comes from its front matter or the site."""
    written = written_of(path)
    if written.is_draft:
        return Skipped(place, "a draft")
    if not written.body.strip():
        return Skipped(place, "has no words of its own")
    address = written.word("url", "permalink", "canonical") or address_of(place, options.site)
    language = options.language_of(written.body, written.word("lang", "language", "locale"))
    title = written.title or path.stem.replace("-", " ").replace("_", " ").capitalize()
    return Page(identity(source, place), title, address, language, written.body,
                options.namespace, source, "markdown", written.updated)  # fmt: skip


def address_of(place: str, site: str | None) -> str:
    """Where a file is published: below the site without its suffix, ``index`` as its folder."""
    if site is None:
        return ""
    path = re.sub(r"\.\w+$", "", place)
    return f"{site.rstrip('/')}/{re.sub(r'(^|/)(index|README)$', '', path).strip('/')}"
