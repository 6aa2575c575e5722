"""The base set as examples to learn from."""

from pathlib import Path

from commerce.packs.draft import BASE_INTENTS, draw_up
from commerce.packs.sources import available, gather
from commerce.packs.words import IntentsFile
from kit.errors import InvalidInputError
from language.embedded.intents.train import OUTSIDE, Example


def base_examples(root: Path) -> list[Example]:
    """What every pack under ``root`` stands on, the messages that are about none of its intents included.

    Raises InvalidInputError where there is no pack, or where the base cannot be read.
    """
    part = _base(root)
    told = [
        (text, name)
        for name in sorted(part.intents)
        for language in sorted(part.intents[name].examples)
        for text in part.intents[name].examples[language]
    ]
    return told + [(text, OUTSIDE) for language in sorted(part.outside) for text in part.outside[language]]


def _base(root: Path) -> IntentsFile:
    tenant = next(iter(available(root)), None)
    if tenant is None:
        raise InvalidInputError(f"{root} holds no pack: expected one, because the base is read under a pack.")
    part = draw_up(root, tenant, gather(root, tenant)).parts.get(BASE_INTENTS)
    if not isinstance(part, IntentsFile):
        raise InvalidInputError(f"{root / BASE_INTENTS} has mistakes: 'parley pack check' explains them.")
    return part
