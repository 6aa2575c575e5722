"""What is counted from now in English, the edges of weeks, months and years, and the words that bound."""

from fractions import Fraction

from language.embedded.times.rule import Rule, rules

_OVER = "(?:in|over|for|during|within|throughout|sometime in|anytime in|any time in)"
_ABOUT = "(?:about |around |approximately |like |exactly |just )?"
_HALF = Fraction(1, 2)
_MINUTES = r"(?P<more>[0-5]?\d) ?(?:minutes?|mins?|m)?"
"""The minutes of "two hours and 15 minutes"."""

RELATIVE = [
    Rule(r"(?:the )?(?:this|current) {unit}", use="shift", sign=0),
    Rule(r"(?:over )?this (?:past|last) {unit}", use="shift", sign=-1),
    Rule(r"this (?:coming|upcoming|next) {unit}", use="shift"),
    Rule(r"(?:the )?{unit} before last", use="shift", sign=-2),
    Rule(r"(?:the )?(?:next|coming|following|upcoming) {unit}", use="shift"),
    Rule(r"(?:the )?(?:last|past|previous) {unit}", use="shift", sign=-1),
    Rule(r"(?:the )?{unit} after next", use="shift", sign=2),
    Rule(rf"(?:{_OVER} )?(?:the )?next {{n}} ?{{unit}}", use="count"),
    Rule(rf"(?:{_OVER} |the |{_OVER} the )(?:coming|upcoming|following) {{n}} ?{{unit}}", use="count"),
    Rule(rf"(?:{_OVER} |the |{_OVER} the ){{n}} (?:coming|upcoming|following) {{unit}}", use="count"),
    Rule(r"(?:coming|upcoming|following) {n} ?{unit}", use="ahead"),
    Rule(r"{n} (?:coming|upcoming|following) {unit}", use="ahead"),
    Rule(rf"(?:{_OVER} )?(?:the )?(?:last|past|previous) {{n}} ?{{unit}}", use="count", sign=-1),
    Rule(rf"(?:{_OVER} )?(?:the )?{{n}} (?:last|past|previous) {{unit}}", use="count", sign=-1),
    Rule(rf"in {_ABOUT}{{n}} ?{{unit}}(?:'?s? time)?(?: from (?:now|today))?", use="offset"),
    Rule(rf"in {_ABOUT}{{n}} ?{{unit}} and a half", use="offset", plus=_HALF),
    Rule(rf"in {_ABOUT}{{n}} ?(?P<unit>hours?|hrs?|h)(?: and)? {_MINUTES}", use="offset"),
    Rule(r"within (?:the next )?{n} ?{unit}", {"bound": "by"}, use="offset"),
    Rule(rf"{_ABOUT}{{n}} ?{{unit}} (?:from (?:right )?(?:now|today)|hence|later)", use="offset"),
    Rule(
        rf"{_ABOUT}{{n}} ?{{unit}} and a half (?:from (?:right )?(?:now|today)|hence|later)", use="offset", plus=_HALF
    ),
    Rule(rf"{_ABOUT}{{n}} ?{{unit}} (?:ago|back)", use="offset", sign=-1),
    Rule(rf"{_ABOUT}{{n}} ?{{unit}} and a half (?:ago|back)", use="offset", sign=-1, plus=_HALF),
    Rule(r"for (?:about |around )?{n} ?{unit}", use="lasting"),
    Rule(r"for (?:about |around )?{n} ?{unit} and a half", use="lasting", plus=_HALF),
    *rules(
        (r"(?:a|one) week from tomorrow", {"shift": ("day", 8)}),
        (
            r"(?:asap|a\.s\.a\.p\.?|as soon as (?:possible|you can)|right away|immediately)",
            {"offset": ("second", 0), "bound": "from"},
        ),
        (r"in a (?:sec|moment)", {"offset": ("second", 1)}),
        (r"(?:right now|just now|at (?:the|this) (?:moment|time)|at present)", {"offset": ("second", 0)}),
        (r"now", {"offset": ("second", 0), "weak": True}),
    ),
]

EDGES = [
    *rules(
        (r"(?:at )?(?:the )?(?:beginning|start) of(?: {year})?", {"edge": "start"}),
        (r"(?:at )?(?:the )?end of(?: {year})?", {"edge": "end"}),
        (r"(?:in )?(?:the )?middle of(?: {year})?", {"edge": "middle"}),
        (r"(?:in )?(?:the )?first half of(?: {year})?", {"edge": "first"}),
        (r"(?:in )?(?:the )?second half of(?: {year})?", {"edge": "second"}),
        (r"early (?:in )?{year}", {"edge": "start"}),
        (r"mid[ -]{year}", {"edge": "middle"}),
        (r"late (?:in )?{year}", {"edge": "end"}),
        (r"early (?:in )?{month}", {"edge": "start"}),
        (r"mid[ -]{month}", {"edge": "middle"}),
        (r"late (?:in )?{month}", {"edge": "end"}),
        (r"mid(?=[ -](?:next|this|last) (?:week|month|year)\b)", {"edge": "middle"}),
        (r"(?:since|from) {year}(?: on(?:wards?)?)?", {"bound": "from"}),
        (r"(?:the )?eom", {"edge": "end", "shift": ("month", 0)}),
        (r"(?:the )?eoy", {"edge": "end", "shift": ("year", 0)}),
        (r"(?:the )?(?:eod|end of (?:the )?(?:business )?day)", {"part": "close"}),
        (r"(?:the )?rest of", {"edge": "rest"}),
    ),
    Rule(r"(?:at )?(?:the )?(?:beginning|start) of (?:the )?{unit}", {"edge": "start"}, use="shift", sign=0),
    Rule(r"(?:at )?(?:the )?end of (?:the )?{unit}", {"edge": "end"}, use="shift", sign=0),
    Rule(r"(?:in )?(?:the )?middle of (?:the )?{unit}", {"edge": "middle"}, use="shift", sign=0),
    Rule(r"mid[ -]?(?P<unit>week|month|year)", {"edge": "middle"}, use="shift", sign=0),
    Rule(r"(?:in )?(?:the )?first half of (?:the )?{unit}", {"edge": "first"}, use="shift", sign=0),
    Rule(r"(?:in )?(?:the )?second half of (?:the )?{unit}", {"edge": "second"}, use="shift", sign=0),
    Rule(r"later (?:this|in the) {unit}", {"edge": "rest"}, use="shift", sign=0),
    Rule(r"(?:the )?rest of (?:the )?{unit}", {"edge": "rest"}, use="shift", sign=0),
]

BOUNDS = list(
    rules(
        (r"(?:after|later than)", {"bound": "after"}),
        (r"(?:from|since|starting(?: from| at| on)?)", {"bound": "from"}),
        (r"(?:before|earlier than|prior to)", {"bound": "before"}),
        (r"(?:by|no later than)", {"bound": "by"}),
        (r"(?:until|till|til|through|up to)", {"bound": "until"}),
        (r"between", {"bound": "between"}),
    )
)
