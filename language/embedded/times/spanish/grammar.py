"""The grammar of times in Spanish."""

from language.embedded.times.grammar import Grammar
from language.embedded.times.rule import Rule
from language.embedded.times.spanish.clocks import CLOCKS, PARTS_OF_DAY
from language.embedded.times.spanish.dates import DATES
from language.embedded.times.spanish.recurring import RECURRING
from language.embedded.times.spanish.spans import BOUNDS, EDGES, RELATIVE
from language.embedded.times.spanish.words import DIGITS, WORDS, YEARS

_COUNTED = (
    r"(?! ?%)(?! (?:por ciento|pesos?|dolar(?:es)?|mil|millon|cop|mxn|usd|kilos?|km|litros?|veces|a[nñ]os|"
    r"(?!(?:es|las|los|mas|gracias|nos|les|antes|despues|lunes|martes|miercoles|jueves|viernes|menos|pues|tres|seis|dos|"
    r"hrs|horas|pasadas|puedes|tienes|quieres|estas|estaras|atienden|hoy|ustedes|tienes|aunque|entonces)\b)[a-z]{3,}s)\b)"
)
_STREET = (
    r"(?:calle|cll|cl|carrera|cra|kra|cr|avenida|av|ave|colonia|col|barrio|privada|priv|boulevard|blvd|plaza|parque|"
    r"transversal|diagonal|fraccionamiento)\.? (?:de |del )?{day} de {month}"
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
    years=YEARS,
    rules=[
        *(*_NO_TIMES, *DATES, *CLOCKS, *PARTS_OF_DAY, *RELATIVE, *RECURRING, *EDGES, *BOUNDS),
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
