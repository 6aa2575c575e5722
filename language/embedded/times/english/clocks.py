"""Hours and parts of the day in English."""

from language.embedded.times.english.words import NUMBERS
from language.embedded.times.rule import Rule, rules

_TO_TWELVE = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve"
_TEENS_UP = "|".join(sorted((word for word in NUMBERS if 10 <= NUMBERS[word] < 60), key=len, reverse=True))
_TO_THE_HOUR = "a quarter|quarter|five|ten|twenty five|twenty-five|twenty"
_SIDE = r"(?: ?{half}| (?:in|at) (?:the )?{part})?"
"""Which ten is meant, where it is said: "half past ten in the morning"."""
CLOSING = (
    r"(?=$| ?[,;.!?)-]| (?:at|in|of|or|and|to|thru|through|from|on|for|is|works|would|will|if|please|thanks|"
    r"i|we|tomorrow|today|tonight|this|next|mon|tue|wed|thu|fri|sat|sun)\b)"
)
"""What may follow a number that is a day or an hour only where nothing is counted by it."""

CLOCKS = [
    *rules(
        (r"(?P<hour>0\d):(?=\d\d){minute}(?::(?=\d\d){second})?", {"half": "24"}),
        r"(?:at|@) (?:about |around |exactly |approximately |roughly )?{hour}{counted}",
        r"{hour} o'? ?clock(?: ?{half})?",
        r"(?:(?:at|@) (?:about |around |exactly |approximately |roughly )?)?{hour} ?{half}",
        r"(?:at )?{hour}(?::|h)(?=\d\d){minute}(?::(?=\d\d){second})?(?: ?{half})?",
        (r"(?:at )?(?P<hour>\d{1,2})h", {"half": "24"}),
        (r"(?:at )?(?P<hour>\d{1,2})(?::?(?P<minute>[0-5]\d))?p\.?", {"half": "pm"}),
        (r"(?:at )?(?P<hour>\d{1,2}):?(?P<minute>[0-5]\d)a\.?", {"half": "am"}),
        r"(?:at )?(?P<hour>\d{1,2})(?P<minute>[0-5]\d) ?{half}",
        r"at (?P<hour>1[0-2]|[1-9])(?P<minute>[0-5][05])(?! \d){counted}",
        (r"at (?P<hour>0\d|1[3-9]|2[0-3])(?P<minute>[0-5]\d)(?: ?(?:hrs?|hours|h))?{counted}", {"half": "24"}),
        (r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d) ?(?:hrs?|hours|h)", {"half": "24"}),
        (r"(?P<hour>1[3-9]|2[0-3]|0\d)\.(?P<minute>[0-5]\d)", {"half": "24", "weak": True}),
        r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d) ?{half}",
        r"(?:around |about )?(?P<hour>\d{1,2})(?::(?P<minute>[0-5]\d))?ish",
        rf"(?:around|how about|what about) {{hour}}{CLOSING}",
        rf"at {{hour}} {{minute}}{_SIDE}{{counted}}",
        (
            rf"(?:at )?(?P<hour>{_TO_TWELVE}) (?:oh|o|ou) (?P<minute>{_TO_TWELVE})(?: ?{{half}})?",
            {"weak": True},
        ),
        (
            rf"(?:at )?(?P<hour>{_TO_TWELVE})[ -](?P<minute>{_TEENS_UP}){_SIDE}{{counted}}",
            {"weak": True},
        ),
        (rf"half[ -]?(?:past |after )?{{hour}}{_SIDE}{{counted}}", {"minute": 30}),
        rf"{{minute}}(?: minutes?)? (?:past|after) {{hour}}{_SIDE}",
        (r"(?:at )?{minute}(?: minutes?)? (?:past|after) noon", {"hour": 12, "half": "24"}),
        (r"(?:at )?half (?:past|after) noon", {"hour": 12, "minute": 30, "half": "24"}),
        (r"(?:at )?{minute}(?: minutes?)? (?:past|after) midnight", {"hour": 24, "half": "24"}),
        (r"(?:at )?(?:the )?(?:noon|mid ?day)", {"hour": 12, "half": "24"}),
        (r"(?:at )?midnight", {"hour": 24, "half": "24"}),
        r"{hour} (?:in|at) (?:the )?{part}",
        r"{hour}(?= (?:tomorrow|tonight|tonite|this (?:morning|afternoon|evening))\b)",
        (r"in the (?:am|a\.m\.)", {"half": "am"}),
        (r"in the (?:pm|p\.m\.)", {"half": "pm"}),
        r"{zone}",
    ),
    Rule(
        rf"(?P<minute>5|10|15|20|25|{_TO_THE_HOUR}) (?:to|til|till|of) {{hour}}{_SIDE}{{counted}}",
        to=True,
    ),
    Rule(rf"{{minute}} minutes? (?:to|before|til|till) {{hour}}{_SIDE}{{counted}}", to=True),
    Rule(r"{minute}(?: minutes?)? (?:to|before|til|till|of) (?:noon|mid ?day)", {"hour": 12, "half": "24"}, to=True),
    Rule(r"{minute}(?: minutes?)? (?:to|before|til|till|of) midnight", {"hour": 24, "half": "24"}, to=True),
]

PARTS_OF_DAY = [
    *rules(
        r"(?:in|during) (?:the )?{part}",
        r"(?:in|during) the {part_}",
        (r"{part_}", {"weak": True}),
        (r"at night", {"part": "night"}),
        (r"{part}", {"weak": True}),
        (r"(?:tonight|tonite)", {"shift": ("day", 0), "part": "evening"}),
        (r"late (?:tonight|tonite)", {"shift": ("day", 0), "part": "late"}),
        (r"(?:last|yesterday) (?:night|evening)", {"shift": ("day", -1), "part": "evening"}),
        (r"late last night", {"shift": ("day", -1), "part": "late"}),
        (r"late (?:at )?night", {"part": "late"}),
        (r"(?:early (?:in the )?morning|early)", {"part": "early", "weak": True}),
        (r"first thing(?: in the morning)?", {"part": "first"}),
        (r"(?:late|last thing) in the (?:day|afternoon)", {"part": "last"}),
        (r"later today", {"shift": ("day", 0), "edge": "later"}),
        (r"(?:after work|after (?:business )?hours)", {"part": "after_work"}),
        (r"(?:at |around )?(?:dinner|supper) ?time", {"part": "dinner", "weak": True}),
        (r"(?:later )?this {part}", {"shift": ("day", 0)}),
        (r"late afternoon", {"part": "last"}),
        (r"late(?= (?:next|this|in|on)\b)", {"part": "late", "weak": True}),
        (r"(?:at )?lunch(?: ?time)?", {"part": "lunch", "weak": True}),
    ),
]
