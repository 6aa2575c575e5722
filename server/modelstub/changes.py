"""Lies that are small changes of the truth: one figure, hour, unit, limit or "not" of the reference, made another."""

import re
from collections.abc import Callable, Iterator
from random import Random

from language.words.fold import plain

Change = tuple[re.Match[str], str]
Changes = Callable[[str, str, Random], Iterator[Change]]
"""What could be changed in a reference of a language, and into what."""

_FIGURE = re.compile(r"\d+")
_SMALL = re.compile(r"(?<![\d.,:/$#-])([2-9])(?= [a-záéíóú]{3})")
_NOT = re.compile(r"(?i)\b(?:no|not|sin|nunca|never|without)\s+")
_HALF = re.compile(r"\b([ap])(?=\.? ?m\b)")
_LIMIT = re.compile(r"(?i)\b(?:desde|a partir de|hasta|cerca de|from|up to|about|starts at) (?=[$\d])")
_WORDS = {
    "es": ("dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve"),
    "en": ("two", "three", "four", "five", "six", "seven", "eight", "nine"),
}
_UNITS = {
    "es": (("minutos", "horas"), ("horas", "días"), ("días", "semanas"), ("meses", "años"), ("años", "meses")),
    "en": (("minutes", "hours"), ("hours", "days"), ("days", "weeks"), ("months", "years"), ("years", "months")),
}
_DAYS = {
    "es": ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}


def changed(kind: Changes, reference: str, language: str, chance: Random, around: int) -> tuple[str, list[str]] | None:
    """One change made. The lie is what stands around it, where that shows: it is no part of the reference."""
    made = []
    for match, other in kind(reference, language, chance):
        text = reference[: match.start()] + other + reference[match.end() :]
        lie = text[max(0, match.start() - around) : match.start() + len(other) + around]
        if plain(lie) not in plain(reference):
            made.append((text, [lie]))
    return chance.choice(made) if made else None


def figures(reference: str, _language: str, chance: Random) -> Iterator[Change]:
    more = chance.choice([1, 10, 100])
    return ((match, str(int(match[0]) + more)) for match in _FIGURE.finditer(reference))


def small_figures_in_words(reference: str, language: str, chance: Random) -> Iterator[Change]:
    """Another number, as a word: "3 days" are "five days"."""
    names = _WORDS[language]
    for match in _SMALL.finditer(reference):
        yield match, chance.choice([name for number, name in enumerate(names, 2) if number != int(match[0])])


def denials(reference: str, _language: str, _chance: Random) -> Iterator[Change]:
    return ((match, "") for match in _NOT.finditer(reference))


def halves_of_the_day(reference: str, _language: str, _chance: Random) -> Iterator[Change]:
    return ((match, "p" if match[0] == "a" else "a") for match in _HALF.finditer(reference))


def limits(reference: str, _language: str, _chance: Random) -> Iterator[Change]:
    return ((match, "") for match in _LIMIT.finditer(reference))


def units(reference: str, language: str, _chance: Random) -> Iterator[Change]:
    for unit, other in _UNITS[language]:
        yield from ((match, other) for match in re.finditer(rf"(?<=\d ){unit}\b", reference))


def days(reference: str, language: str, chance: Random) -> Iterator[Change]:
    for day in _DAYS[language]:
        other = chance.choice([each for each in _DAYS[language] if each != day])
        yield from ((match, other) for match in re.finditer(rf"\b{day}\b", reference))


def values_swapped(reference: str, _language: str, _chance: Random) -> Iterator[Change]:
    """Two sums, or two days' hours, each where the other stood."""
    for pattern in (r"\$[\d.,]*\d", r"\d{1,2}(?::\d\d)? [ap]\.? ?m\b\.?"):
        for match in re.finditer(rf"({pattern})(.+?)({pattern})", reference):
            if match[1] != match[3]:
                yield match, f"{match[3]}{match[2]}{match[1]}"
