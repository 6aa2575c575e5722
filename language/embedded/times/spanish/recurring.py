"""Wishes that recur in Spanish, and days that are left out."""

from language.embedded.times.rule import rules
from language.embedded.times.spanish.words import FULL_WEEKDAYS

_DAY = rf"(?:{FULL_WEEKDAYS}|sabados|domingos)"
_DAYS = rf"{_DAY}(?:(?:,|,? [yoe]| ?/) ?(?:el |los )?{_DAY})*"
_LEFT_OUT = rf"{_DAY}(?:(?:,? [yoe]| ni| ?/) ?(?:el |los )?{_DAY})*"
"""Without a bare comma: in "el lunes no, martes" the Tuesday is wanted."""
_BUT = rf"(?:,? ?(?:menos|excepto|salvo|que no sea|pero no|no)(?: el| los)? (?P<but>{_LEFT_OUT}))"
_EVERY_DAY = (0, 1, 2, 3, 4, 5, 6)

RECURRING = list(
    rules(
        (rf"los (?P<days>{_DAYS})", {"weak": True}),
        rf"(?:todos los|cada|cualquier) (?P<days>{_DAYS})",
        rf"(?:los )?(?P<days>{_DAYS}) (?:en|por) las {{part_}}",
        (r"(?P<days>sabados|domingos)", {"weak": True}),
        (rf"(?:cualquier|cualquiera|todos los|todo el|cada) (?:otro )?(?:dia|dias)(?: de la semana)?{_BUT}",
         {"days": _EVERY_DAY}),
        (r"(?:cualquier dia|todos los dias|cada dia)(?: de la semana)?", {"days": _EVERY_DAY, "weak": True}),
        (rf"(?:entre semana|(?:en )?dias (?:habiles|laborables)){_BUT}?", {"days": (0, 1, 2, 3, 4)}),
        (r"(?:los|todos los|cada|cualquier) (?:fines? de semana|findes?)", {"days": (5, 6)}),
        rf"(?:menos|excepto|salvo|que no sea|pero no)(?: el| los| en)? (?P<but>{_LEFT_OUT})",
        rf"(?:no (?:puedo|me sirve|me queda|podria)|imposible)(?: el| los)? (?P<but>{_LEFT_OUT})",
        rf"(?:el |los )?(?P<but>{_LEFT_OUT}) (?:no|no puedo|no me sirve|no me queda|imposible)",
    )
)  # fmt: skip
