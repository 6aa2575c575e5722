"""Words that take all of what was shown, in both languages."""

import re

from language.words.fold import plain

_ALL = re.compile(
    r"\b(?:l[oa]s dos|l[oa]s tres|amb[oa]s|tod[oa]s (?:ell[oa]s|es[oa]s|est[oa]s)|de l[oa]s dos)\b"
    r"|\b(?:both|both of them|all (?:three|of them)|the two of them)\b"
)
_EITHER = re.compile(
    r"\b(?:cual|entre|cualquiera|diferencia|ningun[oa]|which|either|neither|between|difference)\b|\?|\bno\b"
)


def takes_all(said: str) -> bool:
    """Whether it takes them all, and asks nothing of them: not "which of the two?"."""
    folded = plain(said)
    return _ALL.search(folded) is not None and _EITHER.search(folded) is None
