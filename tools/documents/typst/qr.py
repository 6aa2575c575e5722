"""A link as a QR code."""

from functools import lru_cache
from io import BytesIO

import numpy as np
import segno
from segno import consts

from tools.documents.typst.mask import Modules, best, masks

_DATA = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)
_TOLD_LATER = (consts.TYPE_FORMAT_DARK, consts.TYPE_FORMAT_LIGHT, consts.TYPE_DARKMODULE,
               consts.TYPE_VERSION_DARK, consts.TYPE_VERSION_LIGHT)  # fmt: skip
"""Modules that name the mask and the version: masks are weighed without them."""


def qr_svg(url: str) -> str:
    """SVG without a fixed size; a quarter of it may be hidden and it is still read."""
    out = BytesIO()
    masked(url).save(out, kind="svg", border=2, omitsize=True, xmldecl=False)
    return out.getvalue().decode()


def masked(url: str) -> segno.QRCode:
    """With the mask that reads best."""
    first = segno.make(url, error="q", micro=False, mask=0)
    told_later, turned = _plan(int(first.version))
    bare = np.array([list(row) for row in first.matrix], np.bool_)
    bare[told_later] = False
    chosen = best(bare ^ turned)
    return segno.make(url, error="q", micro=False, mask=chosen) if chosen else first


@lru_cache(maxsize=40)
def _plan(version: int) -> tuple[Modules, Modules]:
    """Of every symbol of that version: which modules are told later, and what each mask turns over beside the first."""
    drawn = segno.make("", version=version, error="l", micro=False, mask=0)
    kinds = np.array([list(row) for row in drawn.matrix_iter(border=0, verbose=True)])
    kinds[8, -9] = consts.TYPE_DATA_LIGHT  # told as part of the format, which ends a module later
    whole = masks(len(kinds)) & np.isin(kinds, _DATA)
    return np.isin(kinds, _TOLD_LATER), whole ^ whole[0]
