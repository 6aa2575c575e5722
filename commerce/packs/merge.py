"""A pack's own intents and templates laid over those of the base."""

from collections.abc import Iterable, Mapping

from commerce.packs.alike import plain
from commerce.packs.fields import Language
from commerce.packs.words import Intent, Template


def templates(base: Mapping[str, Template], own: Mapping[str, Template]) -> dict[str, Template]:
    """A language that the pack words replaces the base's; the variables stay those that the code fills."""
    merged = dict(base)
    for name, template in own.items():
        merged[name] = _over(base[name], template) if name in base else template
    return merged


def intents(base: Mapping[str, Intent], own: Mapping[str, Intent]) -> dict[str, Intent]:
    """The pack's examples are added to the base's; its signal and answer stand where it gives them."""
    merged = dict(base)
    for name, intent in own.items():
        merged[name] = _beside(base[name], intent) if name in base else intent
    return merged


def outside(
    base: Mapping[Language, list[str]], own: Mapping[Language, list[str]], meant: Iterable[Intent]
) -> dict[Language, list[str]]:
    """Both lists without what the pack's own intents claim."""
    claimed = {plain(text) for intent in meant for listed in intent.examples.values() for text in listed}
    left = {language: [text for text in listed if plain(text) not in claimed] for language, listed in base.items()}
    return texts(left, own)


def texts(base: Mapping[Language, list[str]], own: Mapping[Language, list[str]]) -> dict[Language, list[str]]:
    """Both, language by language, the base's first."""
    return {language: [*base.get(language, []), *own.get(language, [])] for language in {**base, **own}}


def _over(base: Template, own: Template) -> Template:
    """``es`` brings its own ``es_usted`` along, also when it has none, so that two wordings never mix."""
    usted = own.es_usted if own.es or own.es_usted else base.es_usted
    changes = {"es": own.es or base.es, "es_usted": usted, "en": own.en or base.en}
    return base.model_copy(update=changes)


def _beside(base: Intent, own: Intent) -> Intent:
    examples = texts(base.examples, own.examples)
    given = {"signal": own.signal or base.signal, "answer": own.answer or base.answer}
    return base.model_copy(update={"examples": examples, **given})
