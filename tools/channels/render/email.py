"""A reply as a mail: plain text that everybody can read, and HTML that says the same and holds nothing active."""

import html
from dataclasses import dataclass

import nh3
from markdown_it import MarkdownIt

from tools.channels.render.markup import PLAIN, written
from tools.channels.render.plan import Plan, choices_of, lines_of

TAGS = {"p", "br", "strong", "em", "s", "ul", "ol", "li", "a", "h1", "h2", "h3", "blockquote", "code", "pre"}
SCHEMES = {"https", "mailto", "tel"}
SUBJECT = 120


@dataclass(frozen=True, slots=True)
class MailBody:
    text: str
    html: str


def render_email(plan: Plan) -> MailBody:
    """Choices are written out: the customer answers in words."""
    said = [written(plan.text, PLAIN), *("\n".join(_lines(block)) for block in plan.blocks)]
    text = "\n\n".join(part.strip() for part in said if part.strip())
    rendered = MarkdownIt("js-default", {"html": False, "linkify": False}).render(plan.text)
    beside = "".join(_listed(_lines(block)) for block in plan.blocks)
    safe = nh3.clean(rendered + beside, tags=TAGS, attributes={"a": {"href"}}, url_schemes=SCHEMES)
    return MailBody(text, safe)


def _lines(block: dict[str, object]) -> list[str]:
    return [f"- {choice.label}" for choice in choices_of(block)] or list(lines_of(block))


def _listed(lines: list[str]) -> str:
    entries = "".join(f"<li>{html.escape(line.removeprefix('- '))}</li>" for line in lines)
    return f"<ul>{entries}</ul>" if entries else ""
