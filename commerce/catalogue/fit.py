"""Whether a part fits a vehicle."""

import re
from collections.abc import Mapping
from typing import Any

from commerce.catalogue.words import fold, words_of
from commerce.packs.model import Fit, Item

_DISPLACEMENT = re.compile(r"\d\.\d")


def fits(item: Item, vehicle: Mapping[str, Any]) -> bool:
    """Whether ``item`` fits ``{"make", "model", "year", "engine"}``; what is not known of the vehicle does
    not exclude.

    An item that names no vehicle fits any.
    """
    return not item.fits or any(_matches(fit, vehicle) for fit in item.fits)


def _matches(fit: Fit, vehicle: Mapping[str, Any]) -> bool:
    return (
        _same_name(fit.make, vehicle.get("make"))
        and _same_name(fit.model, vehicle.get("model"))
        and _in_years(fit, vehicle.get("year"))
        and _has_engine(fit, vehicle.get("engine"))
    )


def _same_name(listed: str, given: Any) -> bool:
    return given is None or words_of(listed) == words_of(str(given))


def _in_years(fit: Fit, year: Any) -> bool:
    return year is None or fit.from_year <= int(year) <= fit.to_year


def _has_engine(fit: Fit, engine: Any) -> bool:
    if engine is None or not fit.engines:
        return True
    return _engine(str(engine)) in {_engine(listed) for listed in fit.engines}


def _engine(text: str) -> str:
    """``2.5L``, ``2.5 litros`` and ``2.5`` are the same engine."""
    found = _DISPLACEMENT.search(text)
    return found.group() if found else fold(text)
