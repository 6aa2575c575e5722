"""Finds what a wording states: the acts' values, figures in whatever form, addresses and source marks.

A customer's yes is bound to what was shown, so whatever the template shows must be shown whoever words it.
"""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from language.claims.claim import GONE, Claim, blank
from language.claims.contacts import plain_url
from language.claims.figures import FIGURE, parse_number
from language.claims.find import claims_in
from language.llm.bounds import bounded_by_words
from language.llm.moments import moments_in
from language.llm.named import lengths_in, names_in, people_in, places_in, texts_in
from language.llm.phrases import denials, without_idioms
from language.llm.stated import PLACE, Token
from language.llm.turns import plainly
from language.port import Act, Json, Voice
from language.values import render, tagged_in
from language.words.fold import Folded, fold, plain
from language.words.numerals import number_words, tongue

_MARK = re.compile(r"\[\d+\]")
_SPELT = (
    (re.compile(r"(?i)(?<!\w)half an hour\b|\ba half[ -]hour\b|\bmedia hora\b"), "30 min"),
    (re.compile(r"(?i)\bhalf a dozen\b|\bmedia docena(?: de)?\b"), "6"),
    (re.compile(r"(?i)\ba dozen\b|\buna docena(?: de)?\b"), "12"),
    (re.compile(r"(?i)\b(?:a couple(?: of)?|un par de) (?=minut|hour|hora|day|d[ií]a|week|semana|month|mes)"), "2 "),
    (re.compile(r"(?i)(?<![\d$] )(?<!\w)an (?=hour\b|business day\b)"), "1 "),
)
"""Amounts that have words of their own, and the figures that they are."""
_ONE = {"es": frozenset({"un", "una", "uno"}), "en": frozenset({"one"})}
_COUNTS_ON = re.compile(r" ?(?:a|o|u|to|or|-|y|and) ?\d| (?:a|o|u|to|or) [a-z]+ (?:dia|mes|hora|day|hour|week|month)")
"""What makes of "one" a figure: the other end of its range."""
_JOINS = re.compile(r"^(?:con|with|por|by) ")
"""Joins a value to what stands before it, and is no part of it: "con IVA incluido"."""
_TIMES = frozenset({"date", "hour"})
_SUBJECT = "kind"
"""The key of an act under which stands what its times are for."""
_GONE = re.compile(f"{GONE}+")


class Said(NamedTuple):
    """What a text states, and the text without it (folded, its turns of phrase said plainly)."""

    tokens: list[Token]
    rest: str


class Statements:
    """Finds what texts state, given the acts that they word."""

    def __init__(self, acts: Sequence[Act], voice: Voice) -> None:
        rendered = (
            render(names_in(act["values"], tongue(voice["language"])), voice["locale"], voice["timezone"])
            for act in acts
        )
        texts = {_JOINS.sub("", plain(text).strip(" .")) for values in rendered for text in texts_in(values)}
        names = "|".join(re.escape(text) for text in sorted(texts, key=len, reverse=True) if text)
        self._names = re.compile(rf"(?<!\w)(?<!\d[.,:])(?:{names})(?![.,:]?\d)(?!\w)") if names else None
        self._people, self._places = people_in(acts), places_in(acts)
        self._voice, self._language = voice, tongue(voice["language"])
        self._acts = acts
        self._units = frozenset(
            plain(value["unit"])
            for act in acts
            for value in tagged_in(act["values"])
            if value["$"] == "quantity" and value["unit"]
        )
        self._known: dict[str, Said] = {}
        self._lengths = frozenset(size for act in acts for size in lengths_in(act["values"]))
        self._number = re.compile(rf"(?<![a-z])(?:{FIGURE}|{number_words(self._language)})")

    def of(self, text: str) -> Said:
        """Kept for the reply: its sentences are read as the reference's, by clauses, and as the wording's."""
        if text not in self._known:
            self._known[text] = self._read(text)
        return self._known[text]

    def subjects(self, reference: str) -> Mapping[str, Sequence[Token]]:
        """What acts are about though the reference does not name it, each with all that its act states."""
        known = {token.value for token in self.of(reference).tokens if token.kind == "phrase"}
        about = {
            plain(str(value["text"])): act for act in self._acts for value in tagged_in(act["values"].get(_SUBJECT))
        }
        return {
            name: self.of(" ".join(texts_in(self._rendered(act)))).tokens
            for name, act in about.items()
            if name not in known
        }

    def _rendered(self, act: Act) -> Json:
        return render(act["values"], self._voice["locale"], self._voice["timezone"])

    def _read(self, text: str) -> Said:
        for pattern, figure in _SPELT:
            text = pattern.sub(figure, text)
        folded = fold(text)
        rest, found = folded.text, list[tuple[int, Token]]()
        if self._names:
            found += [(match.start(), Token(self._kind(match[0]), match[0])) for match in self._names.finditer(rest)]
            rest = self._names.sub(self._without, rest)
        claims = [(claim, folded.at(claim.start, claim.end)) for claim in self._claims(folded, rest)]
        times = [span for claim, span in claims if claim.kind in _TIMES]
        for claim, (start, end) in claims:
            if token := _token(claim):
                found.append((start, token))
                denied = denials(rest[start:end], self._language)
                rest = rest if denied else blank(rest, start, end)
        for (start, end), tokens in moments_in(rest, self._language, self._voice["locale"][-2:], times):
            found += [(start, token) for token in tokens]
            rest = blank(rest, start, end)
        found += [(match.start(), Token("mark", match[0])) for match in _MARK.finditer(rest)]
        rest = _MARK.sub(_gone, rest)
        for match in self._number.finditer(without_idioms(rest, self._language)):
            in_range = _COUNTS_ON.match(folded.text, match.end()) is not None
            number = self._figure(match, in_range)
            if number is None:
                continue
            rest = blank(rest, *match.span())
            if match[0][0].isdigit() or in_range or number not in self._lengths:
                found.append((match.start(), Token("count", (str(number), None, number))))
        return Said(
            bounded_by_words(sorted(found, key=lambda each: each[0]), folded.text, rest), plainly(rest, self._language)
        )

    def _kind(self, name: str) -> str:
        if name in self._places:
            return PLACE
        return "name" if name in self._people else "phrase"

    def _without(self, match: re.Match[str]) -> str:
        """Blank, but for what says no ("sin costo"): a "no" is counted with the words around it."""
        return match[0] if denials(match[0], self._language) else _gone(match)

    def _claims(self, folded: Folded, rest: str) -> list[Claim]:
        known = [match.span() for match in _GONE.finditer(rest)]
        voice = self._voice
        return claims_in(
            folded, self._language, voice["locale"], None, voice["timezone"], known=known, units=self._units
        )

    def _figure(self, match: re.Match[str], in_range: bool) -> Decimal | None:
        """A figure that counts nothing named; "one" only where it is the end of a range."""
        if match[0] in _ONE[self._language] and not in_range:
            return None
        return parse_number(match[0], self._language, self._voice["locale"])


def _gone(match: re.Match[str]) -> str:
    return GONE * len(match[0])


def _token(claim: Claim) -> Token | None:
    """What is claimed; None for times, which are taken one by one, and for what has no value ("free")."""
    value = claim.value
    match claim.kind:
        case "money" if value.get("bare"):
            amount = Decimal(value["minor"]).scaleb(-2).normalize()
            return Token("count", (str(amount), None, amount))
        case "money":
            return Token("money", (value.get("said") or value["minor"], value["currency"]))
        case "quantity":
            said = None if value["said"] is None else Decimal(value["said"])
            return Token("count", (value["count"], value["unit"], said))
        case "url":
            return Token("url", plain_url(value["text"]))
        case "percent":
            return Token("percent", value["bp"])
        case "phone" | "email" | "address" | "reference":
            return Token(claim.kind, value["text"])
    return None
