"""A word of excuse before something else: it asks for nothing, though alone ("sorry?") it asks to hear it again."""

import re

from language.words.fold import plain
from language.words.sentences import utterances

_EXCUSE = re.compile(
    r"\W*(?:(?:perdon|perdone|perdona|disculpe|disculpa|disculpen|sorry|excuse me|pardon|oh|ah|ay|uy)\W*)+"
)
_AGAIN = re.compile(
    r"\b(?:repit\w*|repet\w*|repeat\w*|again|otra vez|de nuevo|di[jg]\w*|dec\w*|said|say|meant?|"
    r"entend\w*|entiend\w*|understand|get (?:that|it)|catch (?:that|it))\b"
)


def opens_with_excuse(said: str) -> bool:
    """Whether an excuse stands first and what follows does not ask to hear something again."""
    first, *rest = utterances(said) or [""]
    return bool(rest) and _EXCUSE.fullmatch(plain(first)) is not None and not _AGAIN.search(plain(" ".join(rest)))
