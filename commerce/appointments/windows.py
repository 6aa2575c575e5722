"""When a person works."""

from collections.abc import Sequence
from datetime import date

from commerce.packs.company import Hours, Person
from commerce.packs.model import Pack
from commerce.tenants.hours import Window, windows


def working_windows(pack: Pack, person: Person, day: date) -> list[Window]:
    """The spans in which the person can be booked on ``day`` of the business's calendar."""
    return windows(pack, hours_of(pack, person), day)


def hours_of(pack: Pack, person: Person) -> Sequence[Hours]:
    """The person's own hours, else the branch's, else the company's."""
    branch = next((entry for entry in pack.file.branches if entry.id == person.branch), None)
    return person.hours or (branch.hours if branch else []) or pack.file.hours
