"""MDX as Markdown: imports, exports, expressions and comments go; of components the words between their tags stay."""

import re

from knowledge.load.spans import without

_FENCE = re.compile(r"^(```|~~~).*?^\1[ \t]*$", re.DOTALL | re.MULTILINE)
_MODULE = re.compile(
    r"^(?:import\s[^\n]*(?:\n[^\n]+){0,50}?(?:from\s+)?['\"][^'\"\n]+['\"];?|export\s[^\n]*(?:\n[^\n]+)*)[ \t]*$",
    re.MULTILINE,
)
_COMMENT = re.compile(r"\{/\*()")
_TEXT = re.compile(r"""\{\s*(["'`])((?:(?!\1)[^{}\\])*)\1\s*\}""")
_NAME = re.compile(r"</?([A-Z][\w.]*)?")
_TITLE = re.compile(r"""(?<![\w-])(?:title|heading|question|label|summary)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_HTML = re.compile(r"</?[a-z][\w-]*(?:\s[^<>]*)?/?>")


def markdown_of_mdx(text: str) -> str:
    """Code blocks stay as they are; a title of a component becomes a paragraph above its words."""
    parts, last = [], 0
    for found in _FENCE.finditer(text):
        parts += [_plain(text[last : found.start()]), found[0]]
        last = found.end()
    return re.sub(r"\n{3,}", "\n\n", "".join([*parts, _plain(text[last:])])).strip() + "\n"


def _plain(text: str) -> str:
    text = without(_MODULE.sub("", text), _COMMENT, lambda _: "*/}")
    text = _TEXT.sub(r"\2", _without_components(text))
    return _HTML.sub("", _without_expressions(text))


def _without_components(text: str) -> str:
    parts, last = [], 0
    for start in (found.start() for found in re.finditer(r"</?(?:[A-Z]|>)", text)):
        if start < last:
            continue
        end = _end_of_tag(text, start)
        parts += [text[last:start], _instead(text[start:end])]
        last = end
    return _dedented("".join([*parts, text[last:]]))


def _end_of_tag(text: str, start: int) -> int:
    """After the ``>`` that closes the tag: one in a string or an expression closes nothing."""
    depth, quote = 0, ""
    for place in range(start, len(text)):
        char = text[place]
        if quote:
            quote = "" if char == quote else quote
        elif char in "\"'`" and depth + (text[place - 1] == "=") > 0:
            quote = char
        elif char in "{}":
            depth += 1 if char == "{" else -1
        elif char == ">" and depth <= 0:
            return place + 1
    return len(text)


def _instead(tag: str) -> str:
    title = _TITLE.search(tag)
    opens = not tag.startswith("</") and not tag.endswith("/>")
    return f"\n\n{title[1] or title[2]}\n\n" if title and opens else "\n"


def _dedented(text: str) -> str:
    """Words in a component are indented for the eye; four spaces would make code of them."""
    return re.sub(r"(?m)^[ \t]{2,}(?![ \t]*(?:[-*+]|\d+\.)[ \t])", "", text)


def _without_expressions(text: str) -> str:
    """What stands in braces is code; an id of a heading is none."""
    parts, depth = [], 0
    for piece in re.split(r"(\{#[\w:.\-]+\}|[{}])", text):
        if piece in "{}" and piece:
            depth = max(0, depth + (1 if piece == "{" else -1))
        elif depth == 0:
            parts.append(piece)
    return "".join(parts)
