"""Fits ``language/embedded/agreeing``: from every labelled set, and from messages that are no replies.

The score from which on a reply is a yes lies above that of every reply which is none, each judged by what was learnt
without its set. It is fitted twice: from words alone, and with the encoder that is installed.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle

import numpy as np
from numpy.typing import NDArray

from evals.replies.grade import Row
from language.embedded.agreeing.heard import Heard, heard_in
from language.embedded.agreeing.model import OPEN, Agreement, file_for
from language.embedded.agreeing.signs import PENDING, cues_of, parts_of
from language.embedded.agreeing.vetoes import is_vetoed
from language.embedded.encoder.port import Encoder
from language.embedded.engine import EmbeddedEngine
from language.embedded.intents.features import Features, Parts
from language.embedded.intents.fit import fit
from language.embedded.intents.rows import Rows
from language.embedded.reply import reply_to
from language.embedded.reply_echo import echoed
from language.embedded.sense import meant
from language.embedded.text import text_of
from language.port import ReadContext

MARGIN = 0.3
"""Log odds between the highest reply that is no yes and the line."""
LOOSENESS = 10.0
"""Tighter than for intents: one false approval weighs more than many that are asked again."""
_LEADS = ("", "sí, ", "ok, ", "yes, ", "dale ", "claro. ", "sure, ")
_LIKE_YES = frozenset(
    {"affirm", "deny", "thanks", "greeting", "goodbye", "chitchat", "buy", "book", "reschedule", "my_appointment",
     "cancel_appointment", "cancel_order", "cancel_flow"}
)  # fmt: skip
"""Intents whose examples may be a reply."""
_MOST_STRANGE = 2500

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Case:
    """One labelled reply. ``open``: the rules know nothing better of it, and nothing forbids that it is a yes."""

    name: str
    heard: Heard
    parts: Parts
    yes: bool
    taken: bool
    """By the rules alone."""
    open: bool


@dataclass(frozen=True, slots=True)
class Held:
    """How a set is read with what was learnt without it."""

    n: int
    yes: int
    taken_by_rules: int
    taken: int
    false_by_rules: int
    false: int


def case_of(engine: EmbeddedEngine, name: str, row: Row, context: ReadContext) -> Case:
    text = text_of(row.text)
    world, entities = engine.found(text, context)
    repeated = echoed(text, entities, row.shown, world.now.astimezone(world.zone))
    intents = [
        guess for guess in engine.classifier.guesses(text)[:1] if guess["confidence"] >= engine.classifier.threshold
    ]
    said = reply_to(text, row.pending, intents, entities, repeated)
    heard = heard_in(text, row.pending, repeated)
    free = said in OPEN and not is_vetoed(heard, entities)
    return Case(name, heard, parts_of(heard), row.reply == "approve", said == "approve", free)


def strangers(examples: Mapping[str, Sequence[str]]) -> Iterator[Row]:
    """Messages of other intents, some after a yes, as replies that are none. ``examples``: by intent."""
    texts = [text for name in sorted(examples) if name not in _LIKE_YES for text in examples[name]]
    step = -(-len(texts) // _MOST_STRANGE)
    for text, lead, pending in zip(texts[::step], cycle(_LEADS), cycle(PENDING), strict=False):
        yield Row(f"{lead}{text}", pending, "digress", "es")


class Fitting:
    """The cases as rows; ``encoder`` is None for words alone."""

    def __init__(self, cases: Sequence[Case], encoder: Encoder | None) -> None:
        self.cases = cases
        self.knows = encoder.name if encoder else ""
        texts = [meant(case.heard.text) for case in cases]
        sense = encoder.encode(texts) if encoder else np.zeros((len(cases), 0), np.float32)
        self._dense = np.concatenate([sense, np.stack([cues_of(case.heard) for case in cases])], axis=1)
        self._yes = np.array([case.yes for case in cases])
        self.names = np.array([case.name for case in cases])

    def learnt(self, among: Mask) -> tuple[Features, NDArray[np.float32]]:
        features = Features.learn([case.parts for case, chosen in zip(self.cases, among, strict=True) if chosen])
        rows = self._rows(features).taken(among)
        weights = fit(rows, self._yes[among].astype(np.intp), 2, LOOSENESS)
        return features, weights[:, 1] - weights[:, 0]

    def hidden(self, groups: Sequence[Mask]) -> Scores:
        """What each case scores with what was learnt without its group."""
        scores = np.full(len(self.cases), -np.inf)
        for group in groups:
            features, weights = self.learnt(~group)
            scores[group] = self._rows(features).taken(group).scores(weights[:, None])[:, 0]
        return scores

    def line(self, scores: Scores, among: Mask) -> float:
        """Above the highest case that is no yes, and above even odds."""
        none = np.array([case.open and not case.yes for case in self.cases]) & among
        return float(scores[none].max(initial=0.0)) + MARGIN

    def whole(self, line: float) -> Agreement:
        features, weights = self.learnt(np.ones(len(self.cases), bool))
        return Agreement(features, weights, line, self.knows)

    def held(self, scores: Scores, group: Mask, line: float) -> Held:
        chosen = [(case, score > line) for case, score, here in zip(self.cases, scores, group, strict=True) if here]
        read = [(case.yes, case.taken, case.taken or (case.open and sure)) for case, sure in chosen]
        return Held(
            n=len(read),
            yes=sum(yes for yes, _, _ in read),
            taken_by_rules=sum(yes and rules for yes, rules, _ in read),
            taken=sum(yes and both for yes, _, both in read),
            false_by_rules=sum(rules and not yes for yes, rules, _ in read),
            false=sum(both and not yes for yes, _, both in read),
        )

    def _rows(self, features: Features) -> Rows:
        return Rows.of([features.row(case.parts) for case in self.cases], len(features.names), self._dense)


STRANGE = "strange"
PARTS = 5


def fit_all(cases: Sequence[Case], encoder: Encoder | None) -> tuple[Agreement, dict[str, Held]]:
    """What was learnt, and each set as it is read when it is held out, its line drawn from the others alone."""
    fitting = Fitting(cases, encoder)
    names = sorted({*fitting.names.tolist()} - {STRANGE})
    strange = _parted(fitting.names == STRANGE)
    scores = fitting.hidden([*(fitting.names == name for name in names), *strange])
    table = {name: _held(fitting, scores, fitting.names == name) for name in names}
    biggest = max(names, key=lambda name: int((fitting.names == name).sum()))
    table[f"{biggest}, in fifths"] = _in_parts(fitting, scores, biggest)
    return fitting.whole(fitting.line(scores, np.ones(len(cases), bool))), table


def _held(fitting: Fitting, scores: Scores, group: Mask) -> Held:
    return fitting.held(scores, group, fitting.line(scores, ~group))


def _in_parts(fitting: Fitting, scores: Scores, name: str) -> Held:
    """The set where the other parts of it are known: what one more by the same writer would give."""
    groups = _parted(fitting.names == name)
    inner = np.where(fitting.names == name, fitting.hidden(groups), scores)
    held = [fitting.held(inner, group, fitting.line(inner, ~group)) for group in groups]
    return Held(*(sum(getattr(each, field) for each in held) for field in Held.__slots__))


def _parted(chosen: Mask) -> list[Mask]:
    places = np.cumsum(chosen) % PARTS
    return [chosen & (places == part) for part in range(PARTS)]


def write(agreement: Agreement) -> None:
    agreement.save(file_for(agreement.knows))
