"""Things that cost less together."""

from collections.abc import Sequence

from commerce.packs.model import Pack
from commerce.packs.prices import Bundle
from commerce.pricing.plain import plain
from commerce.pricing.price import Priced, less
from commerce.pricing.steps import Steps
from commerce.pricing.terms import Terms, holds
from commerce.pricing.unit import WHOLE_BP
from kit.money import Money


def with_bundles(lines: Sequence[Priced], pack: Pack, terms: Terms) -> tuple[list[Priced], Steps]:
    """Each bundle of the pack, in its order, as often as the lines hold it whole. One unit is in one bundle only."""
    lines, steps = list(lines), Steps()
    free = [int(line.quantity) for line in lines]
    for bundle in pack.catalogue.pricing.bundles:
        used = _used(bundle, lines, free)
        if used is None or not holds(bundle, terms.on):
            continue
        parts = [line.unit.times(count) for line, count in zip(lines, used, strict=True)]
        whole = sum(parts[1:], parts[0])
        saved = _saved(bundle, whole, _times(bundle, lines, free))
        free = [left - count for left, count in zip(free, used, strict=True)]
        if saved.minor <= 0:
            continue
        shares = saved.allocate([part.minor for part in parts])
        step = {"step": "bundle", "bundle": bundle.id, "name": dict(bundle.name)}
        steps.append({**step, "off": plain(saved)})
        lines = [
            less(line, share, {**step, "off": plain(share)}, pack) if share.minor else line
            for line, share in zip(lines, shares, strict=True)
        ]
    return lines, steps


def _times(bundle: Bundle, lines: Sequence[Priced], free: Sequence[int]) -> int:
    """How many whole bundles are among the lines."""
    held = {part.item: 0 for part in bundle.parts}
    for line, left in zip(lines, free, strict=True):
        if line.item.id in held:
            held[line.item.id] += left
    return min(held[part.item] // part.quantity for part in bundle.parts)


def _used(bundle: Bundle, lines: Sequence[Priced], free: Sequence[int]) -> list[int] | None:
    """How many units of each line go into bundles; None where there is no whole one."""
    times = _times(bundle, lines, free)
    if times == 0:
        return None
    wanted = {part.item: part.quantity * times for part in bundle.parts}
    used = []
    for line, left in zip(lines, free, strict=True):
        taken = min(left, wanted.get(line.item.id, 0))
        used.append(taken)
        if taken:
            wanted[line.item.id] -= taken
    return used


def _saved(bundle: Bundle, whole: Money, times: int) -> Money:
    if bundle.price is not None:
        return whole - Money.parse(bundle.price, whole.currency).times(times)
    return whole - whole.share(WHOLE_BP - (bundle.off_bp or 0))
