"""``pack.yaml``: people, appointments, hours and taxes that hold together."""

from collections.abc import Iterator
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from commerce.packs.channels import Mailbox, SmsNumber, WhatsAppNumber
from commerce.packs.company import Hours
from commerce.packs.draft import Draft
from commerce.packs.problem import Path, Problem, describe, one_of
from commerce.packs.rules.unique import repeated
from commerce.stages.names import PROFILE_FIELDS

NEEDS = ("pack.yaml",)
KEY = "pack.yaml"


def find(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    if file.id != draft.tenant:
        yield draft.at(KEY, ("id",), describe(file.id), f"{draft.tenant!r}, the name of its folder")
    for name in ("branches", "people", "appointments", "policies"):
        ids = [part.id for part in getattr(file, name)]
        yield from repeated(draft, KEY, (name,), "id", ids)
    yield from _place(draft)
    yield from _references(draft)
    yield from _roles(draft)
    yield from _taxes(draft)
    yield from _fields(draft)
    yield from _all_hours(draft)


def timezone_known(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def locale_known(language: Literal["es", "en"], locale: str) -> bool:
    """Whether ``locale`` is a place where ``language`` is spoken, as ``es_CO`` is."""
    from babel.localedata import exists

    return locale.startswith(f"{language}_") and exists(locale)


def _place(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    if not timezone_known(file.timezone):
        yield draft.at(KEY, ("timezone",), describe(file.timezone), "an IANA zone such as America/Bogota")
    for language, locale in file.locale.items():
        if not locale_known(language, locale):
            wanted = f"a locale of that language such as {language}_{file.region}"
            yield draft.at(KEY, ("locale", language), describe(locale), wanted)
    for language in set(file.languages):
        if file.languages.count(language) > 1:
            yield draft.at(KEY, ("languages",), f"{language!r} twice", "each language once")


def _references(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    branches = [branch.id for branch in file.branches]
    kinds = [kind.id for kind in file.appointments]
    named: list[tuple[Path, str | None, list[str]]] = [
        (("sales_agent", "appointment_scheduling", "default_kind"), _default_kind(draft), kinds)
    ]
    for index, person in enumerate(file.people):
        named.append((("people", index, "branch"), person.branch, branches))
        for place, kind in enumerate(person.appointments):
            named.append((("people", index, "appointments", place), kind, kinds))
    for path, line in _lines(draft):
        named.append(((*path, "branch"), line.branch, branches))
    for path, value, known in named:
        if value is not None and value not in known:
            yield draft.at(KEY, path, describe(value), one_of(known))
    channels = file.channels
    ids = [number.phone_number_id for number in channels.whatsapp.numbers]
    yield from repeated(draft, KEY, ("channels", "whatsapp", "numbers"), "phone_number_id", ids)
    numbers = [number.number for number in channels.sms.numbers]
    yield from repeated(draft, KEY, ("channels", "sms", "numbers"), "number", numbers)
    addresses = [mailbox.address for mailbox in channels.email.addresses]
    yield from repeated(draft, KEY, ("channels", "email", "addresses"), "address", addresses)


def _lines(draft: Draft) -> Iterator[tuple[Path, WhatsAppNumber | SmsNumber | Mailbox]]:
    """Every line of the business, and where it is written."""
    channels = draft.file.channels
    for index, number in enumerate(channels.whatsapp.numbers):
        yield ("channels", "whatsapp", "numbers", index), number
    for index, sms in enumerate(channels.sms.numbers):
        yield ("channels", "sms", "numbers", index), sms
    for index, mailbox in enumerate(channels.email.addresses):
        yield ("channels", "email", "addresses", index), mailbox


def _default_kind(draft: Draft) -> str | None:
    scheduling = draft.file.sales_agent.appointment_scheduling
    return scheduling.default_kind if scheduling.enabled else None


def _roles(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    taken = {kind for person in file.people for kind in person.appointments}
    for index, kind in enumerate(file.appointments):
        if kind.id not in taken:
            found = f"{kind.id!r}, which nobody takes"
            yield draft.at(KEY, ("appointments", index), found, "a person with it in their appointments")
    if not any(person.receives_handoffs for person in file.people):
        yield draft.at(KEY, ("people",), "nobody with receives_handoffs", "at least one such person")


def _taxes(draft: Draft) -> Iterator[Problem]:
    tax = draft.file.tax
    ids = [each.id for each in tax.classes]
    yield from repeated(draft, KEY, ("tax", "classes"), "id", ids)
    if tax.default not in ids:
        yield draft.at(KEY, ("tax", "default"), describe(tax.default), one_of(ids))


def _fields(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    capture = file.sales_agent.profile_capture
    lists: list[tuple[Path, list[str]]] = [
        (("sales_agent", "profile_capture", "required_fields"), capture.required_fields),
        (("sales_agent", "profile_capture", "optional_fields"), capture.optional_fields),
    ]
    lists += [(("appointments", index, "needs"), kind.needs) for index, kind in enumerate(file.appointments)]
    for path, fields in lists:
        for place, name in enumerate(fields):
            if name not in PROFILE_FIELDS:
                yield draft.at(KEY, (*path, place), describe(name), one_of(list(PROFILE_FIELDS)))


def _all_hours(draft: Draft) -> Iterator[Problem]:
    file = draft.file
    if not file.hours:
        yield draft.at(KEY, ("hours",), "no hours", "the days and hours on which the business is open")
    yield from _hours(draft, ("hours",), file.hours)
    for index, branch in enumerate(file.branches):
        yield from _hours(draft, ("branches", index, "hours"), branch.hours)
    for index, person in enumerate(file.people):
        yield from _hours(draft, ("people", index, "hours"), person.hours)


def _hours(draft: Draft, path: Path, spans: list[Hours]) -> Iterator[Problem]:
    for index, span in enumerate(spans):
        if span.open >= span.close:
            yield draft.at(KEY, (*path, index), f"{span.open} to {span.close}", "an opening before the closing")
        for other in spans[:index]:
            days = [day for day in span.days if day in other.days]
            if days and span.open < other.close and other.open < span.close:
                yield draft.at(KEY, (*path, index), f"hours of {days[0]} that overlap", "each hour of a day once")
