"""How times are said in Spanish."""

from language.embedded.times.es_words import DIGITS, FULL_MONTHS, FULL_WEEKDAYS, WORDS
from language.embedded.times.grammar import Grammar, Rule, rules

_COUNTED = (
    r"(?! ?%)(?! (?:por ciento|pesos?|dolar(?:es)?|mil|millon|cop|mxn|usd|kilos?|km|litros?|veces|a[nñ]os|"
    r"(?!(?:es|las|los|mas|gracias|nos|les|antes|despues|lunes|martes|miercoles|jueves|viernes|menos|pues|tres|seis|dos|"
    r"hrs|horas|pasadas|puedes|tienes|quieres|estas|estaras|atienden|hoy|ustedes|tienes|aunque|entonces)\b)[a-z]{3,}s)\b)"
)
_TO_NINE = "[1-9]|uno|una|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
_TAIL = r"(?: en punto)?(?: ?(?:hrs?|hs|horas|h))?(?: ?{half})?"
_YEAR = r"(?:,? (?:de |del )?{year})?"
_STREET = (
    r"(?:calle|cll|cl|carrera|cra|kra|cr|avenida|av|ave|colonia|col|barrio|privada|priv|boulevard|blvd|plaza|parque|"
    r"transversal|diagonal|fraccionamiento)\.? (?:de |del )?{day} de {month}"
)

_CLOCKS = [
    *rules(
        rf"(?:las|la(?= (?:una|1)\b)) {{hour}}{{counted}}{_TAIL}",
        rf"(?:las|la(?= (?:una|1)\b)) {{hour}} (?:y |con )?{{minute}}(?: minutos)?{_TAIL}",
        rf"(?:las|la) {{hour}}[.:h](?=\d\d){{minute}}{_TAIL}",
        rf"{{hour}} (?:cero|zero|0) (?P<minute>{_TO_NINE}){_TAIL}",
        r"(?:las )?{hour} y (?P<minute>media|cuarto)(?: ?{half})?",
        r"{hour} ?{half}",
        r"{hour} en punto",
        r"(?P<hour>1[3-9]|2[0-3]) ?(?:hs|h)",
        rf"{{hour}}[:h](?=\d\d){{minute}}(?::(?=\d\d){{second}})?{_TAIL}",
        (r"(?P<hour>0\d):(?=\d\d){minute}(?::(?=\d\d){second})?(?: ?(?:hrs?|horas|h))?", {"half": "24"}),
        r"(?:(?:las|la) )?{hour}(?:(?: y |:|\.| ){minute})? (?:de|en|por) la {part}",
        (r"(?:(?:las|la) )?{hour}(?:(?: y |:|\.| ){minute})? del (?:dia|medio ?dia)", {"part": "midday"}),
        (r"(?:al? |el )?medio ?dia", {"hour": 12, "half": "24"}),
        (r"(?:a )?(?:la )?media ?noche", {"hour": 24, "half": "24"}),
        r"{zone}",
    ),
    Rule(rf"(?:las? )?{{hour}} menos {{minute}}{_TAIL}", to=True),
    Rule(rf"{{minute}} (?:minutos )?(?:para|pa) las? {{hour}}{_TAIL}", to=True),
]

_PARTS_OF_DAY = [
    *rules(
        r"(?:por|en|de|a|durante) la {part}",
        r"en el transcurso de la {part}",
        r"la {part}",
        (r"(?:esta|hoy en la|hoy por la) {part}", {"shift": ("day", 0)}),
        (r"anoche", {"shift": ("day", -1), "part": "night"}),
        (r"(?:bien |muy |mas )?tempran(?:o|ito)", {"part": "early", "weak": True}),
        (r"(?:a )?primera hora(?: de la manana)?", {"part": "first"}),
        (r"(?:a )?primera hora de la tarde", {"part": "lunch"}),
        (r"(?:a )?ultima hora(?: de la tarde)?", {"part": "last"}),
        (r"(?:a |en )?la hora (?:del almuerzo|de almuerzo|de la comida|de comer)", {"part": "lunch"}),
    ),
]

_DATES = [
    *rules(
        (r"hoy(?: (?:mismo|dia))?", {"shift": ("day", 0)}),
        (r"manana(?: mismo)?", {"shift": ("day", 1)}),
        (r"pasado ?manana", {"shift": ("day", 2)}),
        (r"ayer", {"shift": ("day", -1)}),
        (r"(?:antier|anteayer|antes de ayer)", {"shift": ("day", -2)}),
        (r"(?:de |desde )?hoy en ocho(?: dias)?", {"shift": ("day", 7)}),
        (r"(?:de |desde )?hoy en quince(?: dias)?", {"shift": ("day", 14)}),
        (r"de manana en ocho(?: dias)?", {"shift": ("day", 8)}),
        (r"(?:en|dentro de) ocho dias", {"shift": ("day", 7)}),
        (r"(?:en|dentro de) quince dias", {"shift": ("day", 14)}),
        (r"(?:del? )?{weekday} en ocho(?: dias)?", {"turn": 2}),
        rf"(?P<weekday>{FULL_WEEKDAYS})",
        (r"{weekday}\.?", {"weak": True}),
        (rf"(?:(?:todos )?los|cada) (?P<weekday>{FULL_WEEKDAYS})", {"every": True}),
        (r"(?:todos )?(?:los )?{weekday_}", {"every": True}),
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
        r"(?:el|este|al|del) (?P<day>\d{1,2}){counted}",
        r"(?:el )?dia (?P<day>\d{1,2}){counted}",
        r"(?:el )?dia {day}{counted}",
        r"(?:en|durante|para) (?:el )?(?:ano )?{year}",
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?:la )?{feast}(?: (?:de |del )?{year})?",
        (r"(?:la |el )?(?:proxim[oa]|est[ea]) {feast}", {"turn": 1}),
        (r"{feast} pasad[oa]", {"turn": -1}),
    ),
    Rule(r"(?:el )?{ord} {weekday} del?(?: mes de)?", use="nth"),
    Rule(r"(?:el )?{ord} {weekday} del mes", {"shift": ("month", 0)}, use="nth"),
    Rule(r"(?:la |el )?{ord} (?P<unit>dia|semana|fin de semana) del?(?: mes de)?(?: {year})?", use="nth"),
    Rule(r"(?:la |el )?{ord} (?P<unit>dia|semana|fin de semana) del mes", {"shift": ("month", 0)}, use="nth"),
    Rule(r"(?:la |el )?{ord} (?P<unit>trimestre)(?: del?(?: {year})?)?", {"shift": ("year", 0)}, use="nth"),
    Rule(r"(?:la )?semana(?= del \d)", {"nth": ("around", 1)}),
]  # fmt: skip

_RELATIVE = [
    Rule(r"(?:el )?(?P<unit>fin de semana|finde)", use="shift", sign=0),
    Rule(r"est[ea](?: mism[oa])? {unit}", use="shift", sign=0),
    Rule(r"(?:la |el )?proxim[oa]s? {unit}", use="shift"),
    Rule(r"(?:la |el )?{unit} (?:que viene|que entra|entrante|siguiente|proxim[oa])", use="shift"),
    Rule(r"(?:la|el) otr[oa] {unit}", use="shift"),
    Rule(r"(?:la |el )?{unit} pasad[oa]", use="shift", sign=-1),
    Rule(r"(?:la |el )?ultim[oa] {unit}", use="shift", sign=-1),
    Rule(r"(?:l[oa]s )?proxim[oa]s? {n} {unit}", use="count"),
    Rule(r"(?:l[oa]s )?{n} (?:proxim[oa]s )?{unit} siguientes", use="count"),
    Rule(r"(?:l[oa]s )?{n} proxim[oa]s {unit}", use="count"),
    Rule(r"(?:l[oa]s )?(?:pasad|ultim)[oa]s {n} {unit}", use="count", sign=-1),
    Rule(r"(?:l[oa]s )?{n} (?:pasad|ultim)[oa]s {unit}", use="count", sign=-1),
    Rule(r"(?:en|dentro de|de aqui a|de aca a) (?:unos |unas |como |mas o menos )?{n} ?{unit}", use="offset"),
    Rule(r"hace (?:unos |unas |como )?{n} ?{unit}", use="offset", sign=-1),
    *rules(
        (r"(?:en|dentro de) (?:una )?hora y media", {"offset": ("minute", 90)}),
        (r"(?:cuanto antes|lo antes posible|lo mas pronto posible|ya mismo|ahora mismo|ahorita|de inmediato|"
         r"inmediatamente|en este momento)", {"offset": ("second", 0), "bound": "from"}),
    ),
]  # fmt: skip

_START = "(?:principios?|inicios?|comienzos?)"
_END = "(?:finales|final|fines|fin)"
_AT_START = {"edge": "start"}
_EDGES = [
    *rules(
        (rf"(?:a |al )?{_START} del?(?: mes de)?(?: {{year}})?", {"edge": "start"}),
        (r"(?:a )?mediados del?(?: mes de)?(?: {year})?", {"edge": "middle"}),
        (rf"(?:a |al )?{_END} del?(?: mes de)?(?: {{year}})?", {"edge": "end"}),
        (r"lo que queda de (?:la|esta) semana", {"edge": "rest", "shift": ("week", 0)}),
    ),
    Rule(rf"(?:a |al )?{_START} del? (?:la )?(?P<unit>semana|mes|ano)", _AT_START, use="shift", sign=0),
    Rule(r"(?:a )?mediados del? (?:la )?(?P<unit>semana|mes|ano)", {"edge": "middle"}, use="shift", sign=0),
    Rule(rf"(?:a |al )?{_END} (?:de|del) (?P<unit>mes|ano)", {"edge": "end"}, use="shift", sign=0),
    Rule(r"(?:a |al )?(?:finales|final) de (?:la )?(?P<unit>semana)", {"edge": "end"}, use="shift", sign=0),
]  # fmt: skip

_BOUNDS = list(
    rules(
        (r"(?:despues del?|pasad[oa]s|luego del?|mas tarde (?:de|que))", {"bound": "after"}),
        (r"(?:a partir del?|desde)", {"bound": "from"}),
        (r"antes del?", {"bound": "before"}),
        (r"(?:a mas tardar|para antes del?|no mas tarde del?)", {"bound": "by"}),
        (r"hasta", {"bound": "until"}),
        (r"entre", {"bound": "between"}),
    )
)

_NO_TIMES = [
    Rule(
        r"(?:buen(?:a|as|o|os)?|feliz|linda|excelente) (?:tarde|noche|dia|fin de semana|semana|finde)s?",
        use="void",
    ),
    Rule(_STREET, use="void"),
    Rule(r"{day} de {month} (?:#|no\.? |num\.? |numero |n° ?)?(?!(?:19|20)\d\d\b)\d{3,4}", use="void"),
    Rule(r"{day} de {month} (?:#|no\.? |num\.? |numero |n° ?)\d{1,4}", use="void"),
    Rule(r"(?:24/7|\d+/\d+ (?:de )?pulgadas?)", use="void"),
]

GRAMMAR = Grammar(
    language="es",
    words=WORDS,
    digits=DIGITS,
    rules=[
        *(*_NO_TIMES, *_DATES, *_CLOCKS, *_PARTS_OF_DAY, *_RELATIVE, *_EDGES, *_BOUNDS),
        Rule(r"{bare}(?! (?:min|hrs?|horas?|dia|mes|ano|semana)\b){counted}"),
    ],
    glue=(
        r"(?: ?,)? ?(?:(?:de|del|a|al|el|la|las|los|en|por|para|pa|como|tipo|sobre|hacia|dia|tal vez|seria)"
        r"(?: |$)){0,3}"
    ),
    through=r" ?(?:-|a|al|hasta) ?(?:el |la |las )?",
    alternative=r" ?(?:,? ?(?:o|u|y|e|o bien|/)|,) ?(?:a |al |el |la |las |en |por |tal vez )?",
    counted=_COUNTED,
)  # fmt: skip
