"""The grammar of times in English."""

from language.embedded.times.english.clocks import CLOCKS, PARTS_OF_DAY
from language.embedded.times.english.dates import DATES
from language.embedded.times.english.recurring import RECURRING
from language.embedded.times.english.spans import BOUNDS, EDGES, RELATIVE
from language.embedded.times.english.words import DIGITS, WORDS, YEARS
from language.embedded.times.grammar import Grammar
from language.embedded.times.rule import Rule

_COUNTED = (
    r"(?! ?%)(?! (?:dollars?|bucks?|usd|cents?|percent|people|persons?|guys|per|each|times|miles?|km|feet|ft|"
    r"sq|square|"
    r"(?!(?:is|works?|this|thanks|please|was|does|oclock|hours|hrs|minutes|mins|tues|thurs|yes|us|as)\b)[a-z]{3,}s)\b)"
)
_NO_TIMES = [
    Rule(r"(?:good|have a (?:great|nice|good)) (?:morning|afternoon|evening|night|day|weekend)", use="void"),
    Rule(r"(?:come|coming|comes|came|stop|drop|swing) by", use="void"),
    Rule(
        r"(?:24/7|may (?:i|we|you|be)|second (?:one|hand|floor|story|opinion)|\d+/\d+ (?:inch|in|off)\b)",
        use="void",
    ),
]

GRAMMAR = Grammar(
    language="en",
    words=WORDS,
    digits=DIGITS,
    years=YEARS,
    rules=[
        *(*_NO_TIMES, *DATES, *CLOCKS, *PARTS_OF_DAY, *RELATIVE, *RECURRING, *EDGES, *BOUNDS),
        Rule(r"{bare}(?! (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b){counted}"),
    ],
    glue=(
        r"(?: ?,)? ?(?:(?:at|on|in|of|the|for|around|about|@|day|like|say|maybe|just|sometimes?|any ?time)"
        r"(?: |$)){0,3}"
    ),
    through=r" ?(?:-|to|thru|until|till|through|and before) ?(?:the )?",
    alternative=r" ?(?:,? ?(?:or|and|/)|,) ?(?:at |on |the |maybe )?",
    counted=_COUNTED,
)  # fmt: skip
