"""What customers asked and the content did not answer: like questions together, those asked most first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from knowledge import repository
from language.claims.find import find_claims
from language.embedded.answering.likeness import KNOWN, Likeness
from language.words.numerals import tongue
from language.words.terms import stems
from store.unit import Store

ALIKE = 0.8
"""The cosine from which two questions ask the same."""
SHARED = 0.6
"""The share of their words from which two questions ask the same."""
EXAMPLES = 3
READ = 2000
"""The newest questions that are looked at."""
_HIDDEN = {"email": "[e-mail]", "phone": "[phone]"}


@dataclass(frozen=True, slots=True)
class Question:
    text: str
    language: str
    conversation: str
    at: datetime


@dataclass(slots=True)
class Gap:
    """One thing that was asked, in the words of whoever asked it first; ``customers`` are conversations."""

    question: str
    language: str
    first: datetime
    last: datetime
    asked: int = 0
    customers: int = 0
    examples: list[str] = field(default_factory=list)


async def gaps(store: Store, tenant: str, likeness: Likeness | None) -> list[Gap]:
    """What the content of ``tenant`` did not answer."""
    async with store.unit(tenant) as unit:
        rows = await repository.unanswered(unit, READ)
    found = [Question(row["question"], row["language"], row["conversation"], row["created_at"]) for row in rows]
    return grouped(found, likeness)


def grouped(questions: Sequence[Question], likeness: Likeness | None) -> list[Gap]:
    """Each question joins the first group of its language whose first question asks the same, oldest first."""
    groups: list[list[Question]] = []
    for question in sorted(questions, key=lambda each: (each.at, each.conversation, each.text)):
        home = next((group for group in groups if _same(group[0], question, likeness)), None)
        if home is None:
            groups.append([question])
        else:
            home.append(question)
    return sorted(map(_gap, groups), key=lambda gap: (-gap.customers, -gap.asked, -gap.last.timestamp(), gap.question))


def masked(text: str, language: str) -> str:
    """Without e-mail addresses and phone numbers: a list of questions is no list of people."""
    for claim in reversed(find_claims(text, language, "en_US", None, "UTC")):
        if claim.kind in _HIDDEN:
            text = text[: claim.start] + _HIDDEN[claim.kind] + text[claim.end :]
    return text


def _same(one: Question, other: Question, likeness: Likeness | None) -> bool:
    if one.language != other.language:
        return False
    mine, theirs = _words(one), _words(other)
    if mine and theirs and len(mine & theirs) / len(mine | theirs) >= SHARED:
        return True
    if one.text.casefold() == other.text.casefold():
        return True
    return likeness is not None and one.language in KNOWN and likeness(one.text, [other.text])[0] >= ALIKE


def _words(question: Question) -> frozenset[str]:
    """What it asks about, without the person's own details."""
    text = masked(question.text, question.language)
    for mark in _HIDDEN.values():
        text = text.replace(mark, " ")
    return frozenset(stems(text, tongue(question.language)))


def _gap(group: Sequence[Question]) -> Gap:
    first = group[0]
    texts = list(dict.fromkeys(masked(each.text, each.language) for each in group))
    return Gap(
        question=texts[0],
        language=first.language,
        first=first.at,
        last=group[-1].at,
        asked=len(group),
        customers=len({each.conversation for each in group}),
        examples=texts[1 : 1 + EXAMPLES],
    )
