"""``documents/``: pages that can be cited."""

from collections.abc import Iterator
from datetime import date

from commerce.packs.draft import Draft
from commerce.packs.problem import Problem, describe, one_of
from commerce.packs.rules.contacts import WEB
from commerce.packs.words import Document

NEEDS = ("pack.yaml",)


def find(draft: Draft) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for key, document in draft.documents.items():
        yield from _page(draft, key, document)
        other = seen.setdefault(document.id, key)
        if other != key:
            yield draft.at(key, ("id",), f"{document.id!r}, the id of {other} too", "an id of its own")


def _page(draft: Draft, key: str, document: Document) -> Iterator[Problem]:
    if not document.title.strip():
        yield draft.at(key, ("title",), "nothing", "a title")
    if not WEB.fullmatch(document.url):
        yield draft.at(key, ("url",), describe(document.url), "a whole address beginning with https://")
    if document.language not in draft.file.languages:
        yield draft.at(key, ("language",), describe(document.language), one_of(draft.file.languages))
    if not _is_day(document.updated):
        yield draft.at(key, ("updated",), describe(document.updated), "a day such as 2026-11-20")
    if not document.body:
        yield draft.at(key, ("body",), "nothing", "the text of the page below its front matter")


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
