"""Which items a rule is about."""

from commerce.packs.items import Item
from commerce.packs.prices import Scope


def covers(rule: Scope, item: Item) -> bool:
    if not rule.items and not rule.categories:
        return True
    return item.id in rule.items or item.category in rule.categories
