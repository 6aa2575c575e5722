"""Hours and parts of the day in Spanish."""

from language.embedded.times.rule import Rule, rules

_TO_NINE = "[1-9]|uno|una|un|dos|tres|cuatro|cinco|seis|siete|ocho|nueve"
_TAIL = r"(?: en punto)?(?: ?(?:hrs?|hs|horas|h))?(?: ?{half})?"
_SIDE = r"(?: (?:de|en|por) la {part})?"
"""Which eight is meant, where it is said: "cuarto para las ocho de la mañana"."""

CLOCKS = [
    *rules(
        (r"(?P<hour>0\d):(?=\d\d){minute}(?::(?=\d\d){second})?(?: ?(?:hrs?|horas|h))?", {"half": "24"}),
        rf"(?:las|la(?= (?:una|1)\b)) {{hour}}{{counted}}{_TAIL}",
        rf"(?:las|la(?= (?:una|1)\b)) {{hour}} (?:y |con )?{{minute}}(?: minutos)?{_TAIL}",
        rf"(?:las|la) {{hour}}[.:h](?=\d\d){{minute}}{_TAIL}",
        rf"{{hour}} (?:cero|zero|0) (?P<minute>{_TO_NINE}){_TAIL}",
        r"(?:las )?{hour} y (?P<minute>media|cuarto)(?: ?{half})?",
        r"{hour} ?{half}",
        r"{hour} en punto",
        r"(?P<hour>1[3-9]|2[0-3]) ?(?:hs|h)",
        rf"{{hour}}[:h](?=\d\d){{minute}}(?::(?=\d\d){{second}})?{_TAIL}",
        r"(?:las|la) {hour}(?:(?: y |:|\.| ){minute})? (?:de|en|por) la {part}",
        r"(?<!el )(?<!al )(?<!del )(?<!dia ){hour}(?:(?: y |:|\.| ){minute})? (?:de|en|por) la {part}",
        (r"(?:(?:las|la) )?{hour}(?:(?: y |:|\.| ){minute})? del (?:dia|medio ?dia)", {"part": "midday"}),
        (r"(?:al? |el )?medio ?dia", {"hour": 12, "half": "24"}),
        (r"(?:a )?(?:la )?media ?noche", {"hour": 24, "half": "24"}),
        (r"(?:las )?(?P<hour>1[3-9]|2[0-3]|0\d)\.(?P<minute>[0-5]\d)", {"half": "24", "weak": True}),
        r"(?:tipo|sobre|hacia|como a|a eso de|alrededor de|cerca de) (?:las? )?{hour}(?: y (?P<minute>media|cuarto))?"
        r"(?: ?{half})?{counted}",
        (r"(?:las )?(?P<hour>1[3-9]|2[0-3]) horas", {"half": "24"}),
        r"{zone}",
    ),
    Rule(rf"(?:las? )?{{hour}} menos {{minute}}{_TAIL}{_SIDE}", to=True),
    Rule(rf"{{minute}} (?:minutos )?(?:para|pa) las? {{hour}}{_TAIL}{_SIDE}", to=True),
]

PARTS_OF_DAY = [
    *rules(
        r"(?:por|en|de|a|durante) la {part}",
        r"en el transcurso de la {part}",
        r"la {part}",
        (r"(?:esta|hoy en la|hoy por la) {part}", {"shift": ("day", 0)}),
        (r"(?:anoche|ayer (?:en|por) la noche)", {"shift": ("day", -1), "part": "night"}),
        (r"(?:anteanoche|antenoche|antier en la noche)", {"shift": ("day", -2), "part": "night"}),
        (r"al amanecer", {"part": "dawn"}),
        (r"(?:al (?:anochecer|atardecer)|tarde noche|tardecito)", {"part": "evening", "weak": True}),
        r"(?:en|por) las {part_}",
        (
            r"(?:al )?salir del trabajo|saliendo del trabajo|despues del trabajo|despues de trabajar",
            {"part": "after_work"},
        ),
        (r"(?:a |en )?la hora (?:de la cena|de cenar)", {"part": "dinner"}),
        (r"(?:bien |muy |mas )?tempran(?:o|ito)", {"part": "early", "weak": True}),
        (r"(?:a )?primera hora(?: de la manana)?", {"part": "first"}),
        (r"(?:a )?primera hora de la tarde", {"part": "lunch"}),
        (r"(?:a )?ultima hora(?: de la tarde)?", {"part": "last"}),
        (r"(?:a |en )?la hora (?:del almuerzo|de almuerzo|de la comida|de comer)", {"part": "lunch"}),
    ),
]
