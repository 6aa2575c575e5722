"""``pack.yaml``: addresses that a customer or a machine can reach."""

import re
from collections.abc import Iterator

from commerce.packs.draft import Draft
from commerce.packs.problem import Path, Problem, describe

NEEDS = ("pack.yaml",)
KEY = "pack.yaml"
E164 = re.compile(r"\+[1-9]\d{7,14}")
WEB = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?")
ORIGIN = re.compile(r"https?://[^\s/]+")


def find(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    company: Path = ("company",)
    for index, person in enumerate(file.people):
        yield from _mail(draft, ("people", index, "email"), person.email)
    yield from _mail(draft, (*company, "email"), file.company.email)
    yield from _phone(draft, (*company, "phone"), file.company.phone)
    for index, branch in enumerate(file.branches):
        yield from _phone(draft, ("branches", index, "phone"), branch.phone)
    if not WEB.fullmatch(file.company.website):
        found = describe(file.company.website)
        yield draft.at(KEY, (*company, "website"), found, "an address such as https://www.business.com")
    for index, origin in enumerate(file.channels.web.allowed_origins):
        if not ORIGIN.fullmatch(origin):
            path: Path = ("channels", "web", "allowed_origins", index)
            yield draft.at(KEY, path, describe(origin), "scheme and host alone, such as https://www.business.com")


def _mail(draft: Draft, path: Path, text: str) -> Iterator[Problem]:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError:
        yield draft.at(KEY, path, describe(text), "an e-mail address")


def _phone(draft: Draft, path: Path, text: str) -> Iterator[Problem]:
    if not E164.fullmatch(text):
        yield draft.at(KEY, path, describe(text), "a number in E.164 form, such as +576015550100")
