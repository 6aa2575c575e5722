"""Which part of a page is its own: without menus, footers, cookie bars, share buttons, forms."""

import re
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

_NEVER = (
    "script, style, noscript, template, svg, iframe, object, embed, canvas, audio, video, nav, aside, form, button, "
    "select, textarea, input, dialog, del, s, strike, title, head, [hidden], [aria-hidden=true], [role=navigation], "
    "[role=banner], [role=contentinfo], [role=search], [role=dialog], [role=alertdialog], [data-footnote-backref], "
    "[data-footnote-ref], [style*='display:none'], [style*='display: none'], [data-nosnippet], "
    "body > header, body > div > header"
)
_FURNITURE = re.compile(
    r"cookie|consent|gdpr|breadcrumb|sharedaddy|addtoany|relatedposts|newsletter|pop-?up|skip-link|screen-reader|"
    r"visually-hidden|elementor-button|wp-block-button|wp-block-embed|(?:main|site|nav|primary|header|footer|mobile)-menu|"
    r"(?:^|[\s_-])(?:navbar|sidebar|sr-only|share|sharing|social|related|comments?|respond|pagination|pager|modal|"
    r"advert|toast|back-to-top)(?:$|[\s_-])|nav-menu|"
    r"(?:^|\s)(?:(?:site-|page-|main-|global-)?(?:footer|navigation)|site-header|masthead|colophon)(?:$|\s)",
    re.IGNORECASE,
)
_KEPT = {"html", "body", "main", "article", "table", "tbody", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}
_SIGNED = {"blockquote", "figure"}
"""A footer in these says whose words they are."""
_MAIN = ("main", "[role=main]", "article", "#content", ".entry-content", ".post-content")
_SURE = ("main", "[role=main]")
_SHORTEST = 40
"""Characters of another landmark that is taken for the page's content."""


@dataclass(frozen=True, slots=True)
class Content:
    """Where the content of a page stands, and the nodes in it (by address) that are none of it."""

    root: LexborNode
    without: frozenset[int]


def content_of(tree: LexborHTMLParser) -> Content | None:
    """The landmark that holds the content; None where a page has none."""
    for landmark in _MAIN:
        found = tree.css(landmark)
        several = landmark == "article" and len(found) > 1
        told = landmark in _SURE or (found and len(found[0].text(strip=True)) >= _SHORTEST)
        if found and told and not several:
            return Content(found[0], furniture(tree))
    return None


def furniture(tree: LexborHTMLParser) -> frozenset[int]:
    """What is left out wherever it stands. A wrapper that only bears such a name holds the title: it stays."""
    named = (node for node in tree.css("[class], [id]") if node.tag not in _KEPT and _is_furniture(node))
    footers = (node for node in tree.css("footer") if node.parent is None or node.parent.tag not in _SIGNED)
    return frozenset(node.mem_id for node in (*tree.css(_NEVER), *footers, *named))


def _is_furniture(node: LexborNode) -> bool:
    names = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}"
    return bool(_FURNITURE.search(names)) and node.css_first("h1, main, article") is None
