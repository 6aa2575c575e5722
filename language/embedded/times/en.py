"""How times are said in English."""

from language.embedded.times.en_words import DIGITS, FULL_WEEKDAYS, NUMBERS, WORDS
from language.embedded.times.grammar import Grammar, Rule, rules

_TO_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS_UP = "|".join(sorted((word for word in NUMBERS if 10 <= NUMBERS[word] < 60), key=len, reverse=True))
_TO_THE_HOUR = "a quarter|quarter|five|ten|twenty five|twenty-five|twenty"
_CLOSING = (
    r"(?=$| ?[,;.!?)-]| (?:at|in|of|or|and|to|thru|through|from|on|for|is|works|would|will|if|please|thanks|"
    r"i|we|tomorrow|today|tonight|this|next|mon|tue|wed|thu|fri|sat|sun)\b)"
)
_COUNTED = (
    r"(?! ?%)(?! (?:dollars?|bucks?|usd|cents?|percent|people|persons?|guys|per|each|times|miles?|km|feet|ft|"
    r"sq|square|"
    r"(?!(?:is|works?|this|thanks|please|was|does|oclock|hours|hrs|minutes|mins|tues|thurs|yes|us|as)\b)[a-z]{3,}s)\b)"
)

_CLOCKS = [
    *rules(
        r"(?:at|@) (?:about |around )?{hour}{counted}",
        r"{hour} o'? ?clock(?: ?{half})?",
        r"(?:(?:at|@) (?:about |around )?)?{hour} ?{half}",
        r"(?:at )?{hour}(?::|h)(?=\d\d){minute}(?::(?=\d\d){second})?(?: ?{half})?",
        (r"(?P<hour>0\d):(?=\d\d){minute}(?::(?=\d\d){second})?", {"half": "24"}),
        (r"(?:at )?(?P<hour>\d{1,2})h", {"half": "24"}),
        (r"(?:at )?(?P<hour>\d{1,2})(?::?(?P<minute>[0-5]\d))?p\.?", {"half": "pm"}),
        (r"(?:at )?(?P<hour>\d{1,2}):?(?P<minute>[0-5]\d)a\.?", {"half": "am"}),
        r"(?:at )?(?P<hour>\d{1,2})(?P<minute>[0-5]\d) ?{half}",
        r"at (?P<hour>1[0-2]|[1-9])(?P<minute>[0-5][05])(?! \d){counted}",
        r"(?:around |about )?(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?ish",
        rf"(?:around|how about|what about) {{hour}}{_CLOSING}",
        r"at {hour} {minute}(?: ?{half})?{counted}",
        (
            rf"(?:at )?(?P<hour>{_TO_TWELVE}) (?:oh|o|ou) (?P<minute>{_TO_TWELVE})(?: ?{{half}})?",
            {"weak": True},
        ),
        (
            rf"(?:at )?(?P<hour>{_TO_TWELVE}) (?P<minute>{_TEENS_UP})(?: ?{{half}})?{{counted}}",
            {"weak": True},
        ),
        (r"half (?:past |after )?{hour}(?: ?{half})?{counted}", {"minute": 30}),
        r"{minute}(?: minutes?)? (?:past|after) {hour}(?: ?{half})?",
        (r"{minute}(?: minutes?)? (?:past|after) noon", {"hour": 12, "half": "24"}),
        (r"(?:at )?(?:the )?(?:noon|mid ?day)", {"hour": 12, "half": "24"}),
        (r"(?:at )?midnight", {"hour": 24, "half": "24"}),
        r"{hour} (?:in|at) (?:the )?{part}",
        r"{hour}(?= (?:tomorrow|tonight|tonite|this (?:morning|afternoon|evening))\b)",
        (r"in the (?:am|a\.m\.)", {"half": "am"}),
        (r"in the (?:pm|p\.m\.)", {"half": "pm"}),
        r"{zone}",
    ),
    Rule(
        rf"(?P<minute>5|10|15|20|25|{_TO_THE_HOUR}) (?:to|til|till|of) {{hour}}(?: ?{{half}})?{{counted}}",
        to=True,
    ),
    Rule(r"{minute} minutes? (?:to|before|til|till) {hour}(?: ?{half})?{counted}", to=True),
    Rule(r"{minute}(?: minutes?)? (?:to|before) noon", {"hour": 12, "half": "24"}, to=True),
]

_PARTS_OF_DAY = [
    *rules(
        r"(?:in|during) (?:the )?{part}",
        (r"at night", {"part": "night"}),
        (r"{part}", {"weak": True}),
        (r"this {part}", {"shift": ("day", 0)}),
        (r"(?:tonight|tonite)", {"shift": ("day", 0), "part": "evening"}),
        (r"late (?:tonight|tonite)", {"shift": ("day", 0), "part": "late"}),
        (r"last (?:night|evening)", {"shift": ("day", -1), "part": "evening"}),
        (r"late last night", {"shift": ("day", -1), "part": "late"}),
        (r"late (?:at )?night", {"part": "late"}),
        (r"(?:early (?:in the )?morning|early)", {"part": "early", "weak": True}),
        (r"first thing(?: in the morning)?", {"part": "first"}),
        (r"late afternoon", {"part": "last"}),
        (r"late(?= (?:next|this|in|on)\b)", {"part": "late", "weak": True}),
        (r"(?:at )?lunch(?: ?time)?", {"part": "lunch", "weak": True}),
    ),
]

_DATES = [
    *rules(
        (r"(?:today|2day)", {"shift": ("day", 0)}),
        (r"(?:tomorrow|tomorow|tommorow|tommorrow|tmrw|tmr|2morrow)", {"shift": ("day", 1)}),
        (r"yesterday", {"shift": ("day", -1)}),
        (r"(?:the )?day after tomorrow", {"shift": ("day", 2)}),
        (r"(?:the )?day before yesterday", {"shift": ("day", -2)}),
        rf"(?P<weekday>{FULL_WEEKDAYS})\.?",
        (r"{weekday}\.?", {"weak": True}),
        (r"(?:every|each) {weekday}", {"every": True}),
        (r"{weekday_}", {"every": True}),
        (r"next {weekday}", {"turn": 1}),
        (r"this {weekday}", {"turn": 0}),
        r"(?:this )?(?:coming|upcoming) {weekday}",
        (r"(?:a|one|1) week from {weekday}", {"turn": 2}),
        (r"(?:last|past|previous) {weekday}", {"turn": -1}),
        (r"{weekday} after next", {"turn": 2}),
        r"{month}\.? ?(?:the )?{day}(?:,? {year}|, '?(?P<year_>\d\d))?{counted}",
        r"(?:the )?{day} ?(?:of |-)?{month}\.?(?:(?:,? |-){year})?",
        r"(?P<day>\d{1,2})-{month}-(?P<year>\d\d)",
        r"{month}\.?,? (?:of )?{year}",
        r"(?P<month>january|february|april|june|july|august|september|october|november|december|sept)",
        (r"{month}\.?", {"weak": True}),
        r"(?:in|during) {month}",
        (r"next {month}", {"turn": 1}),
        (r"this {month}", {"turn": 0}),
        (r"last {month}", {"turn": -1}),
        r"(?:on |the |on the )(?P<day>\d{1,2}(?:st|nd|rd|th))",
        rf"(?:on )?the (?P<day>\d{{1,2}}){_CLOSING}",
        r"{day} day of",
        r"(?:the )?{day} of(?= (?:the |this |next |last |previous |current |following ))",
        (r"(?:on |over )?the (?:weekend|week-end|wkend)", {"shift": ("weekend", 0)}),
        rf"(?:in|during|of) {{year}}{_CLOSING}",
        (rf"since {{year}}{_CLOSING}", {"bound": "from"}),
        (rf"before {{year}}{_CLOSING}", {"bound": "before"}),
        r"(?P<year>(?:19|20)\d\d)-(?P<month>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})/(?P<day>\d{1,2})",
        r"(?P<year>(?:19|20)\d\d)/(?P<month>\d{1,2})",
        r"{feast}(?: (?:of )?{year})?",
        (r"(?:next|this) {feast}", {"turn": 1}),
        (r"last {feast}", {"turn": -1}),
    ),
    Rule(r"(?:the )?{ord} {weekday} (?:of|in)(?: the(?! month))?", use="nth"),
    Rule(r"(?:the )?{ord} {weekday} (?:of|in) (?:the|this) month", {"shift": ("month", 0)}, use="nth"),
    Rule(r"(?:the )?{ord} (?P<unit>day|week|weekend|wkend) (?:of|in)(?: {year})?", use="nth"),
    Rule(r"(?:the )?{ord} (?P<unit>quarter|qtr)(?: of)?(?: {year})?", {"shift": ("year", 0)}, use="nth"),
    Rule(r"(?:the )?week of", {"nth": ("around", 1)}),
]

_RELATIVE = [
    Rule(r"(?:the )?(?:this|current) {unit}", use="shift", sign=0),
    Rule(r"(?:the )?(?:next|coming|following|upcoming) {unit}", use="shift"),
    Rule(r"(?:the )?(?:last|past|previous) {unit}", use="shift", sign=-1),
    Rule(r"(?:the )?{unit} after next", use="shift", sign=2),
    Rule(r"(?:the |for the )?(?:next|coming|upcoming) {n} {unit}", use="count"),
    Rule(r"(?:the |for the )?(?:last|past|previous) {n} {unit}", use="count", sign=-1),
    Rule(r"in (?:about |around |like )?{n} ?{unit}(?:'?s? time)?", use="offset"),
    Rule(r"within (?:the next )?{n} ?{unit}", {"bound": "by"}, use="offset"),
    Rule(r"{n} ?{unit} (?:from (?:right )?(?:now|today)|hence|later)", use="offset"),
    Rule(r"{n} ?{unit} (?:ago|back)", use="offset", sign=-1),
    *rules(
        (r"in an hour and a half", {"offset": ("minute", 90)}),
        (r"(?:a|one) week from tomorrow", {"shift": ("day", 8)}),
        (
            r"(?:asap|as soon as possible|right now|right away|immediately)",
            {"offset": ("second", 0), "bound": "from"},
        ),
        (r"(?:in|at) a (?:sec|moment)", {"offset": ("second", 1)}),
    ),
]

_EDGES = [
    *rules(
        (r"(?:at )?(?:the )?(?:beginning|start) of(?: {year})?", {"edge": "start"}),
        (r"(?:at )?(?:the )?end of(?: {year})?", {"edge": "end"}),
        (r"(?:in )?(?:the )?middle of(?: {year})?", {"edge": "middle"}),
        (r"early (?:in )?{month}", {"edge": "start"}),
        (r"mid[ -]{month}", {"edge": "middle"}),
        (r"late (?:in )?{month}", {"edge": "end"}),
        (r"(?:the )?eom", {"edge": "end", "shift": ("month", 0)}),
        (r"(?:the )?eoy", {"edge": "end", "shift": ("year", 0)}),
        (r"(?:the )?(?:eod|end of (?:the )?(?:business )?day)", {"part": "last"}),
        (r"(?:the )?rest of (?:the|this) week", {"edge": "rest", "shift": ("week", 0)}),
    ),
    Rule(r"(?:at )?(?:the )?(?:beginning|start) of (?:the )?{unit}", {"edge": "start"}, use="shift", sign=0),
    Rule(r"(?:at )?(?:the )?end of (?:the )?{unit}", {"edge": "end"}, use="shift", sign=0),
    Rule(r"(?:in )?(?:the )?middle of (?:the )?{unit}", {"edge": "middle"}, use="shift", sign=0),
]

_BOUNDS = list(
    rules(
        (r"(?:after|later than)", {"bound": "after"}),
        (r"(?:from|since|starting(?: from| at| on)?)", {"bound": "from"}),
        (r"(?:before|earlier than|prior to)", {"bound": "before"}),
        (r"(?:by|no later than)", {"bound": "by"}),
        (r"(?:until|till|til|through|up to)", {"bound": "until"}),
        (r"between", {"bound": "between"}),
    )
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
    rules=[
        *(*_NO_TIMES, *_DATES, *_CLOCKS, *_PARTS_OF_DAY, *_RELATIVE, *_EDGES, *_BOUNDS),
        Rule(r"{bare}(?! (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\b){counted}"),
    ],
    glue=r"(?: ?,)? ?(?:(?:at|on|in|of|the|for|around|about|@|day|like|say|maybe)(?: |$)){0,3}",
    through=r" ?(?:-|to|thru|until|till|through|and before) ?(?:the )?",
    alternative=r" ?(?:,? ?(?:or|and|/)|,) ?(?:at |on |the |maybe )?",
    counted=_COUNTED,
)  # fmt: skip
