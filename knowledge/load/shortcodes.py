"""WordPress shortcodes out of a text: their marks go, the words between them stay, a title becomes a heading."""

import re

from knowledge.load.spans import replaced, without

_DROPPED = "gallery|playlist|audio|video|embed|rev_slider|contact-form-7|wpforms|gravityform|woocommerce_\\w+|products"
_WITH_CONTENT = re.compile(r"\[(embed|audio|video|playlist)(?![\w-])[^\[\]]*(?<!/)\]")
_CAPTION = re.compile(r"\[((?:wp_)?caption)(?![\w-])[^\[\]]*\]")
_IMAGE = re.compile(r"<img\b[^<>]*>")
_CODE = re.compile(r"(?<!\[)\[(/?)([a-zA-Z][\w-]*)(?![\w-])([^\[\]]*)\](?!\])")
_ESCAPED = re.compile(r"\[(\[[^\[\]]*\])\]")
_TITLE = re.compile(r"""\b(?:title|heading)\s*=\s*(?:"([^"]*)"|'([^']*)'|”([^”]*)”)""")
_BUTTON = re.compile(r"button|icon|separator|spacer|empty_space|image|slider|divider")
_ASSIGNED = re.compile(r"""\w\s*=\s*["'“”\w]""")


def without_shortcodes(text: str) -> str:
    """``[[word]]`` stands for a literal ``[word]``; a bracketed word that is no shortcode stays."""
    text = without(text, _WITH_CONTENT, _end)
    text = replaced(text, _CAPTION, _end, lambda _found, inside: _IMAGE.sub("", inside))
    closed = {name.lower() for slash, name, _ in _CODE.findall(text) if slash}
    return _ESCAPED.sub(r"\1", _CODE.sub(lambda found: _instead(found, closed), text))


def _end(name: str) -> str:
    return f"[/{name}]"


def _instead(found: re.Match[str], closed: set[str]) -> str:
    ends, name, told = found[1], found[2].lower(), found[3]
    if not (name in closed or _ASSIGNED.search(told) or re.search(r"[_-]", name) or re.fullmatch(_DROPPED, name)):
        return found[0]
    title = _TITLE.search(told)
    if ends or title is None or name not in closed or _BUTTON.search(name):
        return "\n\n"
    words = next(filter(None, title.groups()), "")
    return f"\n\n<h3>{words}</h3>\n\n" if words else "\n\n"
