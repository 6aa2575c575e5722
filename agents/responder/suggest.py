"""What stands beside the answer on its page, offered as the next question."""

from agents.choices import choice_id
from agents.state import State, kept
from language.port import Json, Passage

MOST = 3
LONGEST = 60
"""Characters of a heading that still fits a button."""
_PATH = " › "


def page_of(passage: Passage) -> str:
    return passage["id"].rsplit("#", 1)[0]


def suggestions(state: State, passage: Passage) -> list[str]:
    """The headings beside the one that was answered from; once for each page, and never beside an open question."""
    if state.get("pending") or state.get("question") or page_of(passage) in kept(state, "answers").get("pages", []):
        return []
    own = _last(passage["heading"])
    found = dict.fromkeys(_last(path) for path in passage.get("neighbours", []))
    return [heading for heading in found if heading and heading != own and len(heading) <= LONGEST][:MOST]


def buttons(headings: list[str]) -> list[dict[str, Json]]:
    """A press says the heading, which finds its section."""
    return (
        [{"kind": "buttons", "items": [{"id": choice_id("ask", heading), "label": heading} for heading in headings]}]
        if headings
        else []
    )


def _last(path: str) -> str:
    return path.rsplit(_PATH, 1)[-1].strip()
