"""The words that limit what is stated: "from" a price, "up to" so many days."""

import re

from language.claims.claim import GONE
from language.llm.stated import Token

_BEFORE = 24
"""Characters before a figure in which a word that limits it stands."""
_LIMITS = re.compile(
    r"\b(?:(?P<from>desde|a partir|empieza\w*|arranca\w*|comienza\w*|inicia\w*|from|start\w*|begin\w*)|"
    r"(?P<upto>hasta|maximo|(?<!add )(?<!adds )(?<!come )(?<!comes )(?<!adding )up to|at most|maximum)|"
    r"(?P<about>aproximad\w*|alrededor|cerca|unos|unas|about|around|roughly|approximately)|"
    r"(?P<least>minimo|al menos|at least|minimum)|(?P<before>antes|before)|(?P<after>despues|after))\b"
)
_SHARED = re.compile(r"(?:(?!\d|[.;:!?()]).)*\b(?:y|and)\b(?:(?!\d|[.,;:!?()]).)*")
"""Between two amounts of which the first one's limit is the second's too: "from $2 a day and $9 a week"."""
_UNBOUNDED = frozenset({"name", "phrase", "mark", "phone", "email", "url", "address", "reference", "part"})


def bounded_by_words(found: list[tuple[int, Token]], text: str, rest: str) -> list[Token]:
    """Each with the word that limits it; a price that is joined to another by "and" shares its "from"."""
    tokens: list[Token] = []
    last: tuple[Token, int] | None = None
    for start, token in found:
        bounded = token._replace(limit=_limit(rest, start)) if token.kind not in _UNBOUNDED else token
        if token.kind == "money":
            if last and bounded.limit is None and last[0].limit == "from" and _joined(text[last[1] : start]):
                bounded = token._replace(limit="from")
            last = (bounded, start)
        tokens.append(bounded)
    return tokens


def _joined(between: str) -> bool:
    return _SHARED.fullmatch(re.sub(r"^\D?[\d.,]+", "", between)) is not None


def _limit(rest: str, start: int) -> str | None:
    """The nearest word of limits before the figure, in its own clause. In ``rest`` no figure is left."""
    clause = re.split(rf"[{GONE}.,;:()!?]", rest[max(0, start - _BEFORE) : start])[-1]
    found = [match.lastgroup for match in _LIMITS.finditer(clause)]
    return found[-1] if found else None
