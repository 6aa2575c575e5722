"""A page of HTML: its title, language, address and date, and its own content as Markdown."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from knowledge.load.boilerplate import Content, content_of, furniture
from knowledge.load.dates import instant
from knowledge.load.limits import check_nesting
from knowledge.load.writing import markdown_of

_SITE_NAME = re.compile(r"\s+(?:[|·•—–»]|-)\s+[^|·•—–»]{1,60}$")
_LINES = 50
_STEPS = 60
_NEARLY = 0.9
_DATES = (
    "meta[property='article:modified_time']", "meta[property='og:updated_time']", "meta[itemprop=dateModified]",
    "meta[property='article:published_time']", "meta[itemprop=datePublished]", "meta[name=date]",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hypertext:
    """``address`` is the canonical one where the page names it; ``leads_to`` is where it sends its readers."""

    title: str
    language: str | None
    address: str | None
    updated: datetime | None
    body: str
    leads_to: str | None
    is_unlisted: bool
    links: tuple[str, ...]


def read_html(text: str, base: str) -> Hypertext:
    """Raises RefusedError for what cannot be parsed in a sensible time."""
    check_nesting(text, base)
    tree = LexborHTMLParser(text)
    root = tree.css_first("html")
    return Hypertext(
        title=_title(tree),
        language=root.attributes.get("lang") if root is not None else None,
        address=_joined(base, _attribute(tree, "link[rel=canonical]", "href")),
        updated=_updated(tree),
        body=_body(tree, text, base),
        leads_to=_refresh(tree, base),
        is_unlisted="noindex" in (_attribute(tree, "meta[name=robots]", "content") or "").lower(),
        links=_links(tree, base),
    )


def fragment_of(text: str, base: str) -> str:
    """Markdown of a piece of HTML that is content by itself; raises RefusedError as ``read_html``."""
    check_nesting(text, base)
    tree = LexborHTMLParser(text)
    return markdown_of(Content(tree.body, furniture(tree)), base) if tree.body is not None else ""


def _body(tree: LexborHTMLParser, text: str, base: str) -> str:
    content = content_of(tree)
    if content is None:
        content = _without_landmarks(text, tree)
    return markdown_of(content, base) if content is not None else ""


def _without_landmarks(text: str, tree: LexborHTMLParser) -> Content | None:
    """A page that does not say where its content is: the smallest part that holds what trafilatura takes for it."""
    from trafilatura import extract

    if tree.body is None:
        return None
    found = extract(text, include_comments=False, favor_recall=True) or ""
    lines = sorted({" ".join(line.split()) for line in found.splitlines()}, key=len)[-_LINES:]
    return Content(_holder(tree.body, lines), furniture(tree))


def _holder(root: LexborNode, lines: list[str]) -> LexborNode:
    """The deepest node that nearly all of the lines stand in."""
    wanted = _NEARLY * sum(map(len, lines))
    for _ in range(_STEPS if wanted else 0):
        inner = next((child for child in root.iter() if _held(child, lines) >= wanted), None)
        if inner is None:
            break
        root = inner
    return root


def _held(node: LexborNode, lines: list[str]) -> int:
    text = " ".join(node.text(separator=" ").split())
    return sum(len(line) for line in lines if line in text)


def _title(tree: LexborHTMLParser) -> str:
    heads = tree.css("h1")
    if len(heads) == 1 and (words := " ".join(heads[0].text().split())):
        return words
    shared = _attribute(tree, "meta[property='og:title']", "content")
    node = tree.css_first("title")
    named = " ".join(node.text().split()) if node is not None else ""
    return (shared or "").strip() or _SITE_NAME.sub("", named) or named


def _updated(tree: LexborHTMLParser) -> datetime | None:
    told = (_attribute(tree, name, "content") for name in _DATES)
    shown = _attribute(tree, "article time[datetime], main time[datetime]", "datetime")
    return next((found for each in (*told, shown) if each and (found := instant(each))), None)


def _refresh(tree: LexborHTMLParser, base: str) -> str | None:
    told = _attribute(tree, "meta[http-equiv=refresh i]", "content")
    found = re.search(r"url\s*=\s*['\"]?([^'\"\s]+)", told or "", re.IGNORECASE)
    return _joined(base, found[1]) if found else None


def _links(tree: LexborHTMLParser, base: str) -> tuple[str, ...]:
    told = (
        node.attributes.get("href")
        for node in tree.css("a[href]")
        if "nofollow" not in (node.attributes.get("rel") or "")
    )
    return tuple(dict.fromkeys(found for each in told if (found := _joined(base, each))))


def _attribute(tree: LexborHTMLParser, selector: str, name: str) -> str | None:
    node = tree.css_first(selector)
    return node.attributes.get(name) if node is not None else None


def _joined(base: str, address: str | None) -> str | None:
    try:
        return urljoin(base, address.strip()) if address and address.strip() else None
    except ValueError:
        return None
