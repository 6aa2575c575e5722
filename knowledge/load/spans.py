"""What stands between an opening and its closing in a text, found in one pass however many are never closed."""

import re
from collections.abc import Callable, Iterator


def spans(
    text: str, opening: re.Pattern[str], closing: Callable[[str], str]
) -> Iterator[tuple[re.Match[str], int, int]]:
    """Each opening with where its closing begins and ends; ``closing`` is told its group 1. They do not overlap."""
    last = 0
    never: set[str] = set()
    for found in opening.finditer(text):
        end = closing(found[1])
        if found.start() < last or end in never:
            continue
        place = text.find(end, found.end())
        if place < 0:
            never.add(end)
            continue
        last = place + len(end)
        yield found, place, last


def without(text: str, opening: re.Pattern[str], closing: Callable[[str], str]) -> str:
    """The text without them; ``opening`` has a group 1, empty where the closing is always the same."""
    return replaced(text, opening, closing, lambda _found, _inside: "")


def replaced(
    text: str, opening: re.Pattern[str], closing: Callable[[str], str], instead: Callable[[re.Match[str], str], str]
) -> str:
    """The text with ``instead`` of each opening and what it holds."""
    parts, last = [], 0
    for found, place, end in spans(text, opening, closing):
        parts += [text[last : found.start()], instead(found, text[found.end() : place])]
        last = end
    return "".join([*parts, text[last:]])
