"""What is counted from now in Spanish, the edges of weeks, months and years, and the words that bound."""

from fractions import Fraction

from language.embedded.times.rule import Rule, rules

_ABOUT = "(?:unos |unas |como |mas o menos |aproximadamente )?"
_HALF = Fraction(1, 2)
_MINUTES = r"(?P<more>[0-5]?\d) ?(?:minutos?|mins?|m)"
"""The minutes of "dos horas y 15 minutos"."""
_START = "(?:principios?|inicios?|comienzos?)"
_END = "(?:finales|final|fines|fin)"
_AT_START = {"edge": "start"}

RELATIVE = [
    Rule(r"(?:el )?(?P<unit>fin de semana|finde)", use="shift", sign=0),
    *rules(
        (r"(?:en |a )?(?:la|esta) quincena", {"shift": ("halfmonth", 0)}),
        (r"(?:en |para )?(?:la )?(?:proxima|siguiente|otra) quincena", {"shift": ("halfmonth", 1)}),
        (r"(?:la )?quincena (?:que viene|que entra|entrante|siguiente)", {"shift": ("halfmonth", 1)}),
        (r"(?:la )?quincena pasada", {"shift": ("halfmonth", -1)}),
    ),
    Rule(r"(?:el |la )?{unit} (?:antes|anterior)(?: a la)? pasad[oa]", use="shift", sign=-2),
    Rule(r"(?:el |la )?{unit} antepasad[oa]", use="shift", sign=-2),
    Rule(r"(?:el |la )?{unit} subsiguiente", use="shift", sign=2),
    Rule(r"(?:el |la )?siguiente {unit}", use="shift"),
    Rule(r"est[ea](?: mism[oa])? {unit}", use="shift", sign=0),
    Rule(r"(?:la |el )?proxim[oa]s? {unit}", use="shift"),
    Rule(r"(?:la |el )?{unit} (?:que viene|que entra|entrante|siguiente|proxim[oa])", use="shift"),
    Rule(r"(?:la|el) otr[oa] {unit}", use="shift"),
    Rule(r"(?:la |el )?{unit} pasad[oa]", use="shift", sign=-1),
    Rule(r"(?:la |el )?ultim[oa] {unit}", use="shift", sign=-1),
    Rule(r"(?:en |durante )?(?:l[oa]s )?(?:proxim|siguiente)[oa]?s? {n} {unit}", use="count"),
    Rule(r"(?:en |durante )?(?:l[oa]s )?{n} {unit} (?:proxim[oa]s|que vienen)", use="count"),
    Rule(r"(?:l[oa]s )?{n} (?:proxim[oa]s )?{unit} siguientes", use="count"),
    Rule(r"(?:l[oa]s )?{n} proxim[oa]s {unit}", use="count"),
    Rule(r"(?:l[oa]s )?(?:pasad|ultim)[oa]s {n} {unit}", use="count", sign=-1),
    Rule(r"(?:l[oa]s )?{n} (?:pasad|ultim)[oa]s {unit}", use="count", sign=-1),
    Rule(r"(?:l[oa]s )?{n} {unit} (?:pasad[oa]s|anteriores)", use="count", sign=-1),
    Rule(rf"(?:en|dentro de|de aqui a|de aca a) {_ABOUT}{{n}} ?{{unit}}", use="offset"),
    Rule(rf"(?:en|dentro de|de aqui a) {_ABOUT}{{n}} ?{{unit}} y medi[oa]", use="offset", plus=_HALF),
    Rule(rf"(?:en|dentro de) {_ABOUT}{{unit}} y medi[oa]", use="offset", plus=_HALF),
    Rule(rf"hace {_ABOUT}{{unit}} y medi[oa]", use="offset", sign=-1, plus=_HALF),
    Rule(rf"hace {_ABOUT}{{n}} ?{{unit}} y medi[oa]", use="offset", sign=-1, plus=_HALF),
    Rule(rf"(?:en|dentro de) {_ABOUT}{{n}} ?(?P<unit>horas?|hrs?|h)(?: y| con)? {_MINUTES}", use="offset"),
    Rule(rf"hace {_ABOUT}{{n}} ?{{unit}}", use="offset", sign=-1),
    Rule(rf"{_ABOUT}{{n}} ?{{unit}} (?:atras|antes de hoy)", use="offset", sign=-1),
    Rule(rf"{_ABOUT}{{n}} ?{{unit}} (?:despues de hoy|a partir de (?:hoy|ahora)|desde (?:hoy|ahora))", use="offset"),
    Rule(r"(?:durante|por) (?:unos |unas )?{n} ?{unit}", use="lasting"),
    *rules(
        (r"(?:cuanto antes|lo antes posible|lo mas pronto posible|lo mas antes posible|ya mismo|ahorita(?: mismo)?|"
         r"de inmediato|inmediatamente|enseguida)", {"offset": ("second", 0), "bound": "from"}),
        (r"(?:ahora mismo|en este (?:momento|instante))", {"offset": ("second", 0)}),
        (r"(?:ahora|ya)", {"offset": ("second", 0), "weak": True}),
        (r"(?:(?:mas )?al rat(?:o|ito)|mas tarde(?:cito)?)(?! de| que)", {"edge": "later", "shift": ("day", 0)}),
        (r"hoy mas tarde", {"edge": "later", "shift": ("day", 0)}),
    ),
]  # fmt: skip

EDGES = [
    *rules(
        (rf"(?:a |al )?{_START} del?(?: mes de)?(?: {{year}})?", {"edge": "start"}),
        (r"(?:a )?(?:mediados|mitad) del?(?: mes de)?(?: {year})?", {"edge": "middle"}),
        (rf"(?:a |al )?{_END} del?(?: mes de)?(?: {{year}})?", {"edge": "end"}),
        (r"desde {year}(?: en adelante)?", {"bound": "from"}),
        (r"antes de {year}", {"bound": "before"}),
        (r"hasta {year}", {"bound": "until"}),
        (r"(?:en )?(?:el )?primer semestre del?(?: {year})?", {"edge": "first"}),
        (r"(?:en )?(?:el )?segundo semestre del?(?: {year})?", {"edge": "second"}),
        (r"(?:en )?(?:la )?primera (?:mitad|quincena) del?(?: mes de)?(?: {year})?", {"edge": "first"}),
        (r"(?:en )?(?:la )?segunda (?:mitad|quincena) del?(?: mes de)?(?: {year})?", {"edge": "second"}),
        (r"(?:lo que (?:queda|resta)|el resto) del?", {"edge": "rest"}),
    ),
    Rule(rf"(?:a |al )?{_START} del? (?:la )?(?P<unit>semana|mes|ano)", _AT_START, use="shift", sign=0),
    Rule(r"(?:a )?(?:mediados|mitad) del? (?:la )?(?P<unit>semana|mes|ano)", {"edge": "middle"}, use="shift", sign=0),
    Rule(r"(?:lo que (?:queda|resta)|el resto) del? (?:la |esta )?{unit}", {"edge": "rest"}, use="shift", sign=0),
    Rule(rf"(?:a |al )?{_END} (?:de|del) (?P<unit>mes|ano)", {"edge": "end"}, use="shift", sign=0),
    Rule(r"(?:a |al )?(?:finales|final) de (?:la )?(?P<unit>semana)", {"edge": "end"}, use="shift", sign=0),
]  # fmt: skip

BOUNDS = list(
    rules(
        (r"(?:despues del?|pasad[oa]s|luego del?|mas tarde (?:de|que))", {"bound": "after"}),
        (r"(?:a partir del?|desde)", {"bound": "from"}),
        (r"antes del?", {"bound": "before"}),
        (r"(?:a mas tardar|para antes del?|no mas tarde del?)", {"bound": "by"}),
        (r"hasta", {"bound": "until"}),
        (r"entre", {"bound": "between"}),
    )
)
