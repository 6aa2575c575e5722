"""Which of the eight masks a QR code gets: the one of the lowest penalty (ISO/IEC 18004:2015, 7.8.3).

The library tries them module by module; eight arrays at once take a fraction of that.
"""

import numpy as np
from numpy.typing import NDArray

Modules = NDArray[np.bool_]
"""Dark where true; ``[…, row, column]``."""
Counts = NDArray[np.int64]
_FINDER = (True, False, True, True, True, False, True)
_LIGHT = 4
_OVERLAPS = (4, 6)
"""So many modules later a pattern may begin within another, which is counted alone."""


def masks(size: int) -> Modules:
    """What each mask turns over, ``[8, size, size]``; function patterns are not left out."""
    row, column = np.indices((size, size))
    both = row * column
    return np.stack([
        (row + column) % 2 == 0, row % 2 == 0, column % 3 == 0, (row + column) % 3 == 0,
        (row // 2 + column // 3) % 2 == 0, both % 2 + both % 3 == 0, (both % 2 + both % 3) % 2 == 0,
        ((row + column) % 2 + both % 3) % 2 == 0,
    ])  # fmt: skip


def best(candidates: Modules) -> int:
    """The first with the lowest penalty of ``[n, size, size]``."""
    turned = candidates.swapaxes(-1, -2)
    lines = _runs(candidates) + _runs(turned) + _finders(candidates) + _finders(turned)
    return int(np.argmin(lines + _blocks(candidates) + _balance(candidates)))


def _runs(modules: Modules) -> Counts:
    """Of five and more modules in a row of one colour: three, and one for each beyond five."""
    same = modules[..., 1:] == modules[..., :-1]
    pairs = same[..., 1:] & same[..., :-1]
    fives = pairs[..., 2:] & pairs[..., :-2]
    begun = fives.copy()
    begun[..., 1:] &= ~fives[..., :-1]
    return _many(fives) + 2 * _many(begun)


def _blocks(modules: Modules) -> Counts:
    """Three for each two by two of one colour."""
    across = modules[..., 1:] == modules[..., :-1]
    down = modules[..., 1:, 1:] == modules[..., :-1, 1:]
    return 3 * _many(across[..., 1:, :] & across[..., :-1, :] & down)


def _finders(modules: Modules) -> Counts:
    """Forty for each pattern like a finder's with four light modules, or the edge, before it or after it."""
    size = modules.shape[-1]
    dark = np.pad(modules, [(0, 0), (0, 0), (_LIGHT, _LIGHT)])
    pairs = dark[..., 1:] | dark[..., :-1]
    light = ~(pairs[..., 2:] | pairs[..., :-2])
    last = size - len(_FINDER) + 1
    like = np.logical_and.reduce([
        modules[..., at : at + last] == shade for at, shade in enumerate(_FINDER)
    ])  # fmt: skip
    after = _LIGHT + len(_FINDER)
    counted = like & (light[..., :last] | light[..., after : after + last])
    for at in range(_OVERLAPS[0], last):
        for back in _OVERLAPS:
            if back <= at:
                counted[..., at] &= ~counted[..., at - back]
    return 40 * _many(counted)


def _balance(modules: Modules) -> Counts:
    """Ten for each five percent of dark modules away from half."""
    area = modules.shape[-1] ** 2
    away: Counts = abs(200 * _many(modules) - 100 * area) // (10 * area)
    return 10 * away


def _many(modules: Modules) -> Counts:
    found: Counts = np.count_nonzero(modules, axis=(-1, -2))
    return found
