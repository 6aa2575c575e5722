"""``objections.yaml``: answers that promise nothing the business does not stand by."""

import re
from collections.abc import Iterator

from commerce.packs.draft import Draft
from commerce.packs.problem import Problem, describe
from commerce.packs.rules.unique import repeated

NEEDS = ("pack.yaml", "catalogue.yaml", "objections.yaml")
KEY = "objections.yaml"
FIGURE = re.compile(r"\d(?:[\d.,]*\d)?")


def find(draft: Draft) -> Iterator[Problem]:
    objections = draft.objections.objections
    if not objections:
        return
    yield from repeated(draft, KEY, ("objections",), "kind", [objection.kind for objection in objections])
    backed = _figures_of_the_business(draft)
    for index, objection in enumerate(objections):
        if not objection.answers:
            yield draft.at(KEY, ("objections", index, "answers"), "no answer", "at least one")
        for place, answer in enumerate(objection.answers):
            for language, text in answer.items():
                for figure in FIGURE.findall(text):
                    if _digits(figure) not in backed:
                        path = ("objections", index, "answers", place, language)
                        wanted = "a figure of the catalogue or of a policy"
                        yield draft.at(KEY, path, describe(figure), wanted)


def _figures_of_the_business(draft: Draft) -> set[str]:
    said = [policy.text for policy in draft.file.policies]
    for item in draft.catalogue.items:
        said += [item.name, item.description, *item.benefits]
    texts = [text for each in said for text in each.values()]
    texts += [item.price for item in draft.catalogue.items]
    texts += [value for item in draft.catalogue.items for value in item.attributes.values()]
    texts += [str(item.minutes) for item in draft.catalogue.items]
    texts += [str(kind.duration_minutes) for kind in draft.file.appointments]
    return {_digits(figure) for text in texts for figure in FIGURE.findall(text)}


def _digits(figure: str) -> str:
    return re.sub(r"[.,]", "", figure)
