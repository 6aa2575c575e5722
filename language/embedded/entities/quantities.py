"""Counts: of people in a company, and of anything else."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from language.embedded.data import cue, words
from language.embedded.entities.money import is_marked
from language.embedded.entities.numbers import Number, numbers_in
from language.embedded.entities.world import World, entity
from language.embedded.text import Text
from language.port import Entity

MOST = 10_000_000

_STAFF = re.compile(rf"(?:\s\w+)?\s{cue('staff')}\b")
_PEOPLE = re.compile(rf"\s(?:de\s|of\s)?{cue('people_served')}\b")
_FOR = re.compile(r"\b(?:para|for)\s(?:(?:unas|unos|about|like|como)\s)?$")
_WE_ARE = re.compile(rf"\b{cue('we_are')}\s$")
_ARTICLES = frozenset(words("quantity_articles"))
_GLUE = ("-", "/", ":", "#")
_SHARES = ("%", "º", "°")
_NO_COUNT = re.compile(r"[.,]\d{1,2}$")
_YEAR = re.compile(r"19[5-9]\d|20[0-4]\d")
_GLUED = re.compile(rf"(?!{cue('number_units_glued')}\b)[a-z_]")
"""A letter that stands right after a figure makes both a code, unless it is "4pzs"."""
_LABEL = re.compile(rf"\b{cue('number_label')}\.?[ :#]{{1,2}}$")
_WANT = re.compile(rf"\b{cue('counting_want')}\s(?:como |unos |unas |about |solo |only |nomas )?$")
_MEASURE = re.compile(rf"\s{cue('number_measure')}\b")
_THING = re.compile(rf"\s(?:(?:de|of)\s(?=[a-z]))?(?!{cue('number_then')}\b)[a-z]{{2,}}")
_DOZEN = re.compile(r"\s(?:docenas?|dozens?)\b")
_PAIR = re.compile(r"\s(?:par|couple|pair)\b")
_LONE_DOZEN = re.compile(r"\b(?:(?P<half>media docena|half a dozen)|a dozen)\b")
_JUST_ONE = re.compile(
    r"\b(?:mejor|solo|sean?|que sea|only|just|make it)\s(?:de\s)?(?P<one>un[oa]|one)"
    r"(?=\W*$|,|\s(?:nada mas|nomas|no mas))"
)
_NO_BUT = re.compile(
    r"\s*no[,.;]?\s(?:(?:mejor|solo|que sean?|sean?|son|pong[ae]|better|rather|just|only|make it|make that)\s)*"
)
_ARTICLE_BEFORE = re.compile(r"\b(?P<one>una?|an?)\s$")
_SEVERAL = 2
_ONLY_SPACE = re.compile(r"[\s-]*")


def find(text: Text, world: World) -> Iterator[Entity]:
    numbers = list(numbers_in(text, world.language))
    in_groups = _in_groups(text, numbers)
    for number in numbers:
        if number.whole is None or number.whole > MOST or _is_part(text, number) or is_marked(text, number):
            continue
        if _is_staff(text, number, world):
            yield entity("company_size", text, number.start, number.end, number.whole, 0.95)
        elif many := _many(text, number, world):
            end, count = many
            yield entity("quantity", text, number.start, end, count, 0.9)
        elif world.asked("quantity") or (number not in in_groups and _is_count(text, number)):
            sure = 0.9 if world.asked("quantity") else 0.6
            yield entity("quantity", text, number.start, number.end, number.whole, sure)
        elif world.question is None and _stands_instead(text, number):
            yield entity("quantity", text, number.start, number.end, number.whole, 0.6)
    for found in _JUST_ONE.finditer(text.plain):
        yield entity("quantity", text, *found.span("one"), 1, 0.9)
    for found in _LONE_DOZEN.finditer(text.plain):
        yield entity("quantity", text, *found.span(), 6 if found["half"] else 12, 0.9)


def articles(text: Text, found: Sequence[Entity]) -> list[Entity]:
    """The article of a thing beside another that is counted means one: "un filtro y dos balatas"."""
    counts = {each["start"] for each in found if each["kind"] == "quantity"}
    things = {each["start"] for each in found if each["kind"] == "product"}
    if not counts or len(things) < _SEVERAL:
        return []
    leads = (_ARTICLE_BEFORE.search(text.plain, 0, start) for start in sorted(things))
    return [entity("quantity", text, *lead.span("one"), 1, 0.9)
            for lead in leads if lead and lead.start("one") not in counts]  # fmt: skip


def of_things(text: Text, found: Sequence[Entity], world: World) -> list[Entity]:
    """Without the counts of people that a thing is for: "un CRM para 8 personas" is one, unless people are sold."""
    if world.asked("quantity"):
        return list(found)
    things = [(each["start"], each["end"]) for each in found if each["kind"] == "product"]
    return [each for each in found if each["kind"] != "quantity" or not _counts_people(text, each, things)]


def _counts_people(text: Text, count: Entity, things: Sequence[tuple[int, int]]) -> bool:
    people = _PEOPLE.match(text.plain, count["end"])
    if people is None or any(start < people.end() and count["end"] < end for start, end in things):
        return False
    return bool(things) or _FOR.search(text.plain, 0, count["start"]) is not None


def _is_staff(text: Text, number: Number, world: World) -> bool:
    if _is_article(text, number):
        return False
    lead = text.plain[max(0, number.start - 24) : number.start]
    told = _STAFF.match(text.plain, number.end) or (_WE_ARE.search(lead) and not _is_family(text, number))
    return bool(told) or (world.asked("company_size") and not number.scaled)


def _is_family(text: Text, number: Number) -> bool:
    """ "Somos 3 hermanos" tells no size: what is counted is named, and it is no people in general."""
    named = _THING.match(text.plain, number.end)
    return named is not None and not re.match(r"\s(?:personas|people|en|in|los que)\b", text.plain[number.end :])


def _many(text: Text, number: Number, world: World) -> tuple[int, int] | None:
    """Where "dos docenas" ends and how many they are; "un par" counts only where a quantity was asked for."""
    for pattern, times in ((_DOZEN, 12), (_PAIR, 2 if world.asked("quantity") else 0)):
        found = pattern.match(text.plain, number.end)
        if found and times and number.whole:
            return found.end(), number.whole * times
    return None


def _is_count(text: Text, number: Number) -> bool:
    """A number of something that is named and is no measure, or one that is wanted."""
    lead = text.plain[max(0, number.start - 24) : number.start]
    if _is_article(text, number) or _LABEL.search(lead) or _MEASURE.match(text.plain, number.end):
        return False
    thing = _THING.match(text.plain, number.end)
    if thing and (number.value >= 1_000_000 or not re.match(r"\s(?:de|of)\s", thing.group())):
        return True
    return number.value < 1_000_000 and _WANT.search(lead) is not None


def _in_groups(text: Text, numbers: Sequence[Number]) -> set[Number]:
    """Figures that stand one after another, as those of a card do, count nothing."""
    return {
        number
        for pair in pairwise(numbers)
        if not any(each.in_words for each in pair) and _ONLY_SPACE.fullmatch(text.plain, pair[0].end, pair[1].start)
        for number in pair
    }


def _stands_instead(text: Text, number: Number) -> bool:
    """Whether it is all that comes after a no: "no, 6", "no, make it 6"."""
    alone = not text.plain[number.end :].strip(" .!\n")
    return alone and not _is_article(text, number) and _NO_BUT.fullmatch(text.plain, 0, number.start) is not None


def _is_article(text: Text, number: Number) -> bool:
    return text.plain[number.start : number.end] in _ARTICLES


def _is_part(text: Text, number: Number) -> bool:
    """Whether the figures belong to something longer: a date, a code, a decimal, a share, a name; or are a year."""
    said = text.plain[number.start : number.end]
    if _NO_COUNT.search(said):
        return True
    after, before = text.plain[number.end : number.end + 2], text.plain[max(0, number.start - 1) : number.start]
    glued = (after[:1] in _GLUE and after[1:].isalnum()) or _GLUED.match(text.plain, number.end) is not None
    year = _YEAR.fullmatch(said) and not re.match(r"\s[a-z]", after)
    named = number.in_words and number.start > 0 and text.clean[number.start].isupper() and not text.clean.isupper()
    return glued or before in _GLUE or after[:1] in _SHARES or bool(year) or named
