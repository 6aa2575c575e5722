"""Wishes that recur in English, and days that are left out."""

from language.embedded.times.english.words import WORDS
from language.embedded.times.rule import rules

_DAY = "(?:" + "|".join(sorted(WORDS["weekday"] | WORDS["weekday_"], key=len, reverse=True)) + ")"
_DAYS = rf"{_DAY}(?:(?:,|,? and|,? or| ?/| ?&) ?{_DAY})*"
_LEFT_OUT = rf"{_DAY}(?:(?:,? and|,? or| ?/| ?&) ?{_DAY})*"
"""Without a bare comma: in "not Monday, Tuesday" the Tuesday is wanted."""
_EACH = "(?:" + "|".join(WORDS["weekday_"]) + ")"
_BUT = rf"(?:,? ?(?:but|except(?: for| on)?|other than|excluding|not)(?: on)? (?P<but>{_LEFT_OUT}))"
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)

RECURRING = list(
    rules(
        rf"(?:every|each|any)(?: other)? (?P<days>{_DAYS})",
        (rf"(?:on )?(?P<days>{_EACH}(?:(?:,|,? and|,? or| ?/| ?&) ?{_EACH})*)", {"weak": True}),
        (rf"(?:any|every) ?(?:day|time)(?: of the week)?{_BUT}", {"days": _EVERY_DAY}),
        (r"(?:any|every|each) day(?: of the week)?", {"days": _EVERY_DAY, "weak": True}),
        (rf"(?:on |any |every |during the )?(?:weekdays?|week days?|work ?days?){_BUT}?", {"days": (0, 1, 2, 3, 4)}),
        (r"(?:on |any |every )weekends?", {"days": (5, 6)}),
        (r"(?:on |any |every )?weekend(?= (?:mornings|afternoons|evenings|nights)\b)", {"days": (5, 6)}),
        rf"(?P<days>{_DAYS}) {{part_}}",
        (r"weekends", {"days": (5, 6), "weak": True}),
        rf"(?:any time |anytime )?(?:but|except(?: for)?|other than|excluding|not)(?: on)? (?P<but>{_LEFT_OUT})",
        rf"(?:i )?(?:can't|cannot|can not|cant|won't) (?:do|make(?: it)?|be there)(?: on)? (?P<but>{_LEFT_OUT})",
        rf"(?P<but>{_LEFT_OUT}) (?:doesn't|does not|doesnt|don't|won't|isn't|is not) (?:work|good|ok|an option)",
    )
)
