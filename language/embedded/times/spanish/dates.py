"""Days, weeks, months, quarters, years and feasts in Spanish."""

from language.embedded.times.rule import Rule, rules
from language.embedded.times.spanish.words import FULL_MONTHS, FULL_WEEKDAYS

_YEAR = r"(?:,? (?:de |del )?{year})?"
_NO_HOUR = (
    r"(?! \d{1,2}(?!\d| de\b))(?! (?:las?|una|medio ?dia|almuerzo|almorzar|comer|comida|cenar|trabajo|trabajar)\b)"
)
"""After a weekday, "después de las 5" is an hour of it; "después de Navidad" is another day."""
_AFTER = rf"(?:despues|siguiente|posterior) (?:del?|a|al){_NO_HOUR}"
_BEFORE = rf"(?:antes|anterior|previo) (?:del?|a|al){_NO_HOUR}"

DATES = [
    *rules(
        (r"hoy(?: (?:mismo|dia))?", {"shift": ("day", 0)}),
        (r"manana(?: mismo)?", {"shift": ("day", 1)}),
        (r"pasado ?manana", {"shift": ("day", 2)}),
        (r"ayer", {"shift": ("day", -1)}),
        (r"(?:antier|anteayer|antes de ayer)", {"shift": ("day", -2)}),
        (r"(?:de |desde )?hoy en ocho(?: dias)?", {"shift": ("day", 7)}),
        (r"(?:de |desde )?hoy en quince(?: dias)?", {"shift": ("day", 14)}),
        (r"de manana en ocho(?: dias)?", {"shift": ("day", 8)}),
        (r"(?:en|dentro de) ocho(?: dias)?", {"shift": ("day", 7)}),
        (r"(?:en|dentro de) quince(?: dias)?", {"shift": ("day", 14)}),
        (r"(?:del? )?{weekday} en ocho(?: dias)?", {"turn": 2}),
        rf"(?P<weekday>{FULL_WEEKDAYS})",
        (r"{weekday}\.?", {"weak": True}),
        (r"(?:el |este )?(?:proximo|siguiente) {weekday}", {"turn": 1}),
        (r"(?:el )?{weekday} (?:que viene|que entra|entrante|proximo|siguiente)", {"turn": 1}),
        (r"el otro {weekday}", {"turn": 1}),
        (r"este {weekday}", {"turn": 0}),
        (r"(?:el )?{weekday} pasado", {"turn": -1}),
        (r"(?:el )?(?:pasado|ultimo) {weekday}", {"turn": -1}),
        rf"{{day}} ?(?:de |del mes de |-)?{{month}}\.?{_YEAR}",
        rf"{{month}}\.? (?:el )?{{day}}{_YEAR}{{counted}}",
        r"{month} (?:de |del )?{year}",
        rf"(?P<month>{FULL_MONTHS})",
        (rf"(?:el )?proximo (?P<month>{FULL_MONTHS})",
         {"turn": 1}),
        (r"{month} pasado", {"turn": -1}),
        (r"este {month}", {"turn": 0}),
        (r"(?:el )?(?:pasado|ultimo) {month}", {"turn": -1}),
        (r"{month} (?:que viene|que entra|entrante|proximo)", {"turn": 1}),
        r"{year},? {month}",
        r"(?P<month>0?[1-9]|1[0-2])/(?P<year>(?:19|20)\d\d)",
        (r"(?=mil novecientos ){year}", {"weak": True}),
        r"(?:el )?ano {year}",
        r"(?:el|este|al|del) (?P<day>\d{1,2}){counted}",
        r"(?:el )?dia (?P<day>\d{1,2}){counted}",
        r"(?:el )?dia {day}{counted}",
        r"(?:en|durante|para) (?:el )?(?:ano )?{year}",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        (
            r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)t(?P<hour>\d\d):(?P<minute>\d\d)(?::(?P<second>\d\d))?",
            {"half": "24"},
        ),
        r"(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        (r"(?:en )?(?:los anos |la decada de(?:l| los)? )(?P<year>(?:19|20)\d0|[2-9]0)", {"edge": "decade"}),
        r"(?<!feliz )(?<!felices )(?:el |la |los |las )?(?:{turn} )?{feast}(?: {turn_}| (?:de |del )?{year})?",
        r"(?:el |la )?{feast_} (?:de |del )?{year}",
        (r"(?:el |la )?{feast_}", {"weak": True}),
        r"(?:en|durante|para) (?:el |la )?{feast_}",
        r"(?:el |la )?{turn} {feast_}",
        r"(?:el |la )?{feast_} {turn_}",
    ),
    Rule(r"(?:el )?{ord} {weekday} del?(?: mes de)?", use="nth"),
    Rule(r"(?:el )?{ord} {weekday} del mes", {"shift": ("month", 0)}, use="nth"),
    Rule(r"(?:la |el )?{ord} (?P<unit>dia|semana|fin de semana) del?(?: mes de)?(?: {year})?", use="nth"),
    Rule(r"(?:la |el )?{ord} (?P<unit>dia|semana|fin de semana) del mes", {"shift": ("month", 0)}, use="nth"),
    Rule(r"(?:la |el )?{ord} (?P<unit>trimestre)(?: del?(?: {year})?)?", {"shift": ("year", 0)}, use="nth"),
    Rule(r"(?:la )?semana(?= del \d)", {"nth": ("around", 1)}),
    Rule(r"[tq](?P<n>[1-4])(?: (?:de |del )?|/|-){year}", {"weak": True}, use="nth", unit="quarter"),
    Rule(r"{year}(?: |/|-)?[tq](?P<n>[1-4])", {"weak": True}, use="nth", unit="quarter"),
    Rule(rf"(?:el |la )?{{ord}} {{weekday}} {_AFTER}", use="away"),
    Rule(rf"(?:el |la )?{{ord}} {{weekday}} {_BEFORE}", use="away", sign=-1),
    Rule(rf"(?:el )?{{weekday}} {_AFTER}", use="away"),
    Rule(rf"(?:el )?{{weekday}} {_BEFORE}", use="away", sign=-1),
    Rule(r"(?:el )?{weekday} mas (?:cercano|proximo) (?:a|al)", use="near"),
    Rule(rf"(?<!entre )(?:el |la )?(?P<unit>dia|semana|mes|fin de semana) {_AFTER}", use="away"),
    Rule(rf"(?<!entre )(?:el |la )?(?P<unit>dia|semana|mes|fin de semana) {_BEFORE}", use="away", sign=-1),
    Rule(rf"{{n}} ?{{unit}} {_AFTER}", use="away"),
    Rule(rf"{{n}} ?{{unit}} {_BEFORE}", use="away", sign=-1),
    Rule(r"(?:l[oa]s )?primer[oa]s {n} {unit} del?(?: mes de)?(?: {year})?", use="stretch"),
    Rule(r"(?:l[oa]s )?ultim[oa]s {n} {unit} del?(?: mes de)?(?: {year})?", use="stretch", sign=-1),
]  # fmt: skip
