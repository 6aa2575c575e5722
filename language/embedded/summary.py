"""What a salesperson reads before taking over: the need, the figures named, the question that stands open."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from language.claims.find import find_claims
from language.words.numerals import tongue
from language.words.sentences import sentences
from language.words.terms import stems

_SAID = {
    "es": {
        "need": "El cliente dice: {}.",
        "figures": "Cifras mencionadas: {}.",
        "open": "Queda por responder: {}.",
        "asked": "Le preguntamos: {}.",
        "none": "El cliente aún no ha dicho qué necesita.",
        "quote": "«{}»",
    },
    "en": {
        "need": "The customer says: {}.",
        "figures": "Figures mentioned: {}.",
        "open": "Still to answer: {}.",
        "asked": "We asked: {}.",
        "none": "The customer has not said yet what they need.",
        "quote": "“{}”",
    },
}
_QUOTED = re.compile(r"[«“]([^»”]+)[»”]")
_FIGURES = {"money", "percent", "date", "hour", "quantity", "reference"}
_MOST_FIGURES = 5
_LONGEST = 220
_NEEDS = 2
"""Sentences that tell the need."""


def summarise(messages: Sequence[Mapping[str, str]], language: str) -> str:
    """Up to four sentences in the conversation's words. ``messages`` (``{"role", "text"}``), oldest first.

    A first message of the role ``summary`` is what was told before: the needs and figures in it are not forgotten.
    """
    speech = tongue(language)
    said = _SAID[speech]
    quote = said["quote"].format
    client = [message["text"] for message in messages if message["role"] == "client"]
    needs = _needs([*_told_before(messages), *client], speech)
    parts = [said["need"].format(", ".join(quote(_short(need)) for need in needs))] if needs else [said["none"]]
    figures = _figures(messages, speech)
    if figures:
        parts.append(said["figures"].format("; ".join(figures)))
    question, ours = _open_question(messages)
    if question and question not in needs:
        parts.append(said["asked" if ours else "open"].format(quote(_short(question))))
    return " ".join(parts)


def _told_before(messages: Sequence[Mapping[str, str]]) -> list[str]:
    """The needs that an earlier summary quotes; the question that stood open then is none."""
    summaries = [message["text"] for message in messages if message["role"] == "summary"]
    return [told for text in summaries for told in _QUOTED.findall(text) if not told.endswith("?")]


def _needs(client: Sequence[str], language: str) -> list[str]:
    """The sentences that share most with what the customer says elsewhere; of equals the earlier."""
    told = list(dict.fromkeys(sentence for text in client for sentence in sentences(text)))
    weights = Counter(stem for sentence in told for stem in set(stems(sentence, language)))
    scored = []
    for place, sentence in enumerate(told):
        held = set(stems(sentence, language))
        if len(held) >= 3:
            scored.append((sum(weights[stem] for stem in held) / len(held) ** 0.4 - 0.1 * place, -place))
    best = sorted(-place for _, place in sorted(scored, reverse=True)[:_NEEDS])
    return [told[place] for place in best]


def _figures(messages: Sequence[Mapping[str, str]], language: str) -> list[str]:
    """Those that were said last, in their order; older messages are not looked at once there are enough."""
    locale = "es_CO" if language == "es" else "en_US"
    newest = (
        claim.text
        for message in reversed(messages)
        for claim in reversed(find_claims(message["text"], language, locale, None, "UTC"))
        if claim.kind in _FIGURES
    )
    found = dict[str, None]()
    while len(found) < _MOST_FIGURES and (text := next(newest, None)):
        found.setdefault(text)
    return [*found][::-1]


def _open_question(messages: Sequence[Mapping[str, str]]) -> tuple[str | None, bool]:
    """The last question that nobody has answered, and whether it is ours."""
    if not messages:
        return None, False
    last = messages[-1]
    asked = [sentence for sentence in sentences(last["text"]) if sentence.endswith("?")]
    return (asked[-1], last["role"] != "client") if asked else (None, False)


def _short(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"
