"""Scores a lead from what is known of the customer and what they have shown."""

from collections.abc import Callable, Collection, Mapping
from typing import Any

from commerce.catalogue.words import fold
from commerce.leads.model import Qualification, Temperature
from commerce.packs.fields import Language
from commerce.packs.leads import QualificationRule
from commerce.packs.model import Pack
from kit.money import MINOR_DIGITS

Profile = Mapping[str, Mapping[str, Any]]
"""Fields by name, each with its ``value``."""


def qualify(
    profile: Profile, signals: Collection[str], pack: Pack, holds: Callable[[str], bool] = lambda _when: False
) -> Qualification:
    """Adds up the points of every rule that holds, kept between 0 and 100.

    ``holds`` answers the conditions of rules with a ``when``; without it none of them does.
    """
    rules = pack.file.qualification
    held = [rule for rule in rules.rules if (holds(rule.when) if rule.when else _holds(rule, profile, signals))]
    score = max(0, min(100, sum(rule.points for rule in held)))
    return Qualification(
        score=score,
        temperature=_temperature(score, rules.hot, rules.warm),
        reasons=[_reason(rule, profile, pack) for rule in held],
        decision_maker=_decides(profile, held),
        budget_range=_text(profile, "budget"),
        timeline=_text(profile, "timeline"),
    )


def _holds(rule: QualificationRule, profile: Profile, signals: Collection[str]) -> bool:
    if rule.criterion == "signal":
        return rule.field in signals
    if rule.field is None or rule.field not in profile or profile[rule.field]["value"] in (None, "", False):
        return False
    return not rule.values or _is_one_of(say(profile[rule.field]["value"]), rule.values)


def _is_one_of(said: str, values: list[str]) -> bool:
    """Whether one of the values stands in what was said, as words: "gerente" in "gerente de compras"."""
    words = f" {fold(said)} "
    return any(f" {fold(value)} " in words for value in values)


def _temperature(score: int, hot: int, warm: int) -> Temperature:
    return "hot" if score >= hot else "warm" if score >= warm else "cold"


def _reason(rule: QualificationRule, profile: Profile, pack: Pack) -> dict[str, Any]:
    return {"criterion": rule.criterion, "points": rule.points, "why": _why(rule, profile, pack)}


def _why(rule: QualificationRule, profile: Profile, pack: Pack) -> str:
    """In the team's language: the rule's own words, else what was shown, what is known, or the condition that held."""
    language = pack.file.languages[0]
    if rule.why:
        return rule.why.get(language) or next(iter(rule.why.values()))
    if rule.when or rule.field is None:
        return str(rule.when)
    if rule.criterion == "signal":
        return _phrase(f"shown.{rule.field}", rule.field, pack)
    label, value = _phrase(f"known.{rule.field}", rule.field, pack), profile[rule.field]["value"]
    return label if value is True else f"{label}: {say(value, language)}"


def _phrase(name: str, otherwise: str, pack: Pack) -> str:
    """What the templates call it; a field or signal of the pack's own keeps its name."""
    template = pack.templates.get(f"phrase.{name}")
    if template is None:
        return otherwise.replace("_", " ")
    return (template.en if pack.file.languages[0] == "en" else template.es)[0]


def _decides(profile: Profile, held: list[QualificationRule]) -> bool | None:
    """What the customer said; otherwise a role that the pack counts as deciding; otherwise unknown."""
    if "decision_maker" in profile:
        return bool(profile["decision_maker"]["value"])
    roles = [rule for rule in held if rule.criterion == "authority" and rule.field == "role" and rule.values]
    return any(rule.points > 0 for rule in roles) if roles else None


def _text(profile: Profile, field: str) -> str | None:
    return say(profile[field]["value"])[:255] if field in profile else None


_ENDS = {"es": ("de {} a {}", "desde {}", "hasta {}"), "en": ("{} to {}", "from {}", "up to {}")}


def say(value: Any, language: Language = "en") -> str:
    """A profile value in plain words, for records and for staff."""
    if isinstance(value, dict) and "minor" in value:
        return _money(value)
    if isinstance(value, dict) and {"min", "max"} <= value.keys():
        least, most = (say(value[end], language) if value[end] else None for end in ("min", "max"))
        return _range(least, most, language)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values() if part is not None)
    return str(value)


def _range(least: str | None, most: str | None, language: Language) -> str:
    both, start, end = _ENDS[language]
    if least and most:
        return least if least == most else both.format(least, most)
    return start.format(least) if least else end.format(most)


def _money(value: Mapping[str, Any]) -> str:
    whole, cents = divmod(value["minor"], 10 ** MINOR_DIGITS[value["currency"]])
    return f"{whole}{f'.{cents:02d}' if cents else ''} {value['currency']}"
