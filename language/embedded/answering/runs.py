"""What an answer may consist of: a sentence, a list with the line that opens it, one item of it, one row of a table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from language.port import Passage
from language.words.markdown import Line, lines

ITEMS = 8
"""Lines of a list that an answer holds at most."""
LISTED = {"item", "row"}
_PATH = " › "


@dataclass(frozen=True, slots=True)
class Run:
    """Lines of one passage that are said together.

    ``rank`` is the passage's place among those found, ``place`` the run's first line in it. ``heading`` is all that
    stands above it (title, headings, names of columns), ``nearest`` the last heading alone; ``around`` are the lines
    beside it; ``opens`` tells that it is the first thing under its heading.
    """

    passage: Passage
    rank: int
    place: int
    lines: tuple[Line, ...]
    heading: str = ""
    nearest: str = ""
    around: str = ""
    opens: bool = False
    text: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", told(self.lines))

    @property
    def is_prose(self) -> bool:
        return len(self.lines) == 1 and self.lines[0].kind == "sentence"


def told(parts: Sequence[Line]) -> str:
    """Sentences on one line, items and rows each on their own."""
    if len(parts) == 1 or not any(line.kind in LISTED for line in parts):
        return " ".join(line.text for line in parts)
    return "\n".join(f"- {line.text}" if line.kind in LISTED else line.text for line in parts)


def runs_of(passage: Passage, rank: int) -> list[Run]:
    """In the order of the passage. A list's item never stands without what it is an item of."""
    above = f"{passage['title']} {passage['heading'].replace(_PATH, ' ')}"
    heading, opener = above, passage["heading"].rsplit(_PATH, 1)[-1]
    read = lines(passage["text"])
    found: list[Run] = []
    opens = True
    for place, line in enumerate(read):
        if line.kind == "heading":
            heading, opener, opens = f"{above} {line.text}", line.text, True
            continue
        around = " ".join(other.text for other in (*read[max(0, place - 1) : place], *read[place + 1 : place + 2]))
        for parts in _told_together(read, place, opener):
            found.append(Run(passage, rank, place, parts, f"{heading} {line.columns}", opener, around, opens))
        opens = False
    return found


def _told_together(read: Sequence[Line], place: int, heading: str) -> Iterator[tuple[Line, ...]]:
    line = read[place]
    if line.kind == "sentence":
        yield (line, *(_list_at(read, place + 1) if line.text.endswith(":") else ()))
        return
    start = place
    while start and read[start - 1].kind == line.kind and read[start - 1].block == line.block:
        start -= 1
    opener = _opener(read, start, heading)
    if opener is None or line.kind == "row":
        yield (line,)
    else:
        yield (opener, line)
    if opener is not None and place == start and opener is not read[start - 1]:
        yield (opener, *_list_at(read, start))


def _opener(read: Sequence[Line], start: int, heading: str) -> Line | None:
    """What announces the list at ``start``: the sentence before it that ends in a colon, or its heading."""
    before = read[start - 1] if start else None
    if before is not None and before.kind == "sentence" and before.text.endswith(":"):
        return before
    return Line(f"{heading.rstrip(':.')}:", "sentence", read[start].block) if heading else None


def _list_at(read: Sequence[Line], start: int) -> list[Line]:
    return list(takewhile(lambda line: line.kind in LISTED, read[start : start + ITEMS]))
