"""For whom, where and when a price is asked."""

from dataclasses import dataclass
from datetime import date

from commerce.packs.prices import Valid


@dataclass(frozen=True, slots=True)
class Terms:
    """``on``: the day in the business's own zone; without it nothing that begins or ends holds.

    ``price_list``: the customer's. ``complexity``: of the job. ``postal_code``: where it is delivered or done.
    """

    on: date | None = None
    price_list: str | None = None
    complexity: str | None = None
    postal_code: str | None = None


ORDINARY = Terms()


def holds(rule: Valid, on: date | None) -> bool:
    if on is None:
        return rule.starts is None and rule.ends is None
    return (rule.starts is None or rule.starts <= on) and (rule.ends is None or on <= rule.ends)
