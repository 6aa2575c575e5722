"""How else the house words an act: the words of its templates, without values and without what depends on them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from language.port import Act, Wording

_TAG = re.compile(r"\{%-?\s*(if|for|endif|endfor)?.*?%\}", re.DOTALL)
_VALUE = re.compile(r"\{\{.*?\}\}", re.DOTALL)


def variants(wordings: Mapping[str, Wording], acts: Sequence[Act], language: str) -> Iterator[str]:
    """All templates of these acts in the language, ``es`` or ``en``."""
    for act in acts:
        if wording := wordings.get(act["say"]):
            for spoken in (language, f"{language}_usted"):
                yield from (_bare(text) for text in wording.variants.get(spoken, ()))


@lru_cache(maxsize=4096)
def _bare(template: str) -> str:
    """What the template says whatever the values are."""
    kept, depth, place = [], 0, 0
    for tag in _TAG.finditer(template):
        if depth == 0:
            kept.append(template[place : tag.start()])
        depth += {"if": 1, "for": 1, "endif": -1, "endfor": -1}.get(tag[1] or "", 0)
        place = tag.end()
    return _VALUE.sub(" ", " ".join([*kept, template[place:] if depth == 0 else ""]))
