"""The words of a mail that came as HTML alone, without the history that mail programs put below an answer."""

from selectolax.lexbor import LexborHTMLParser

_HISTORY = (
    "script", "style", "head", "blockquote", "div.gmail_quote", "div.gmail_attr", "div.moz-cite-prefix",
    "div.yahoo_quoted", "#divRplyFwdMsg", "#appendonsend", "div.gmail_signature",
)  # fmt: skip
_LINES = ("p", "div", "li", "tr", "h1", "h2", "h3", "br")
_AFTER = "#divRplyFwdMsg, #appendonsend"
"""Outlook's marks: everything that follows them on their level is history."""


def words_of(html: str) -> str:
    tree = LexborHTMLParser(html)
    for mark in tree.css(_AFTER):
        while mark.next is not None:
            mark.next.decompose()
    for selector in _HISTORY:
        for node in tree.css(selector):
            node.decompose()
    for name in _LINES:
        for node in tree.css(name):
            node.insert_after("\n")
    return tree.body.text() if tree.body else ""
