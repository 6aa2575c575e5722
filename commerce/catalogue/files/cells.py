"""What one cell says: refused where it is a formula, an amount that is none, or a vehicle that cannot be told."""

import re
from typing import Any

from commerce.catalogue.files.problem import BadCellError
from commerce.packs.problem import describe
from kit.errors import InvalidInputError
from kit.money import MINOR_DIGITS, Money

FIRST_YEAR, LAST_YEAR = 1900, 2100
LONGEST = 4000
_FORMULA = re.compile(r"[=@]|[+\-]\s*[^\W\d]|[+\-]\s*\(")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_AMOUNT = {
    ".": re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?", re.ASCII),
    ",": re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?", re.ASCII),
}
_SIGNS = re.compile(r"^(?:\$|[A-Z]{3}\s|US\$)\s*|\s*[A-Z]{3}$")
_YEARS = re.compile(r"(\d{4})(?:\s*[-–]\s*(\d{4}))?", re.ASCII)


def checked_text(column: str, value: Any) -> str:
    """Text that a spreadsheet would not run and a page can show; raises BadCellError."""
    text = str(value).strip()
    if _FORMULA.match(text):
        raise BadCellError(column, f"{describe(text)}, a formula", "plain text or a number")
    if _CONTROL.search(text):
        raise BadCellError(column, "control characters", "plain text")
    if len(text) > LONGEST:
        raise BadCellError(column, f"{len(text):,} characters", f"at most {LONGEST:,}")
    return text


def amount(column: str, text: str, currency: str, decimal: str) -> str:
    """``"$1,290.50"`` as ``"1290.50"``; raises BadCellError for less than nothing and for fractions of a cent."""
    bare = _SIGNS.sub("", text)
    if not _AMOUNT[decimal].fullmatch(bare):
        raise BadCellError(column, describe(text), f"an amount of at least 0 such as 1290{decimal}50")
    group = "," if decimal == "." else "."
    plain = bare.replace(group, "").replace(decimal, ".")
    try:
        minor = Money.parse(plain, currency).minor
    except InvalidInputError as error:
        raise BadCellError(column, describe(text), f"an amount in {currency}: {error.detail}") from error
    units, cents = divmod(minor, 10 ** MINOR_DIGITS[currency])
    return f"{units}.{cents:0{MINOR_DIGITS[currency]}d}" if cents else str(units)


def whole(column: str, text: str) -> int:
    """A count; raises BadCellError for what is below zero or no whole number."""
    if not re.fullmatch(r"[0-9]{1,9}(?:\.0+)?", text):
        raise BadCellError(column, describe(text), "a whole number of at least 0")
    return int(text.partition(".")[0])


def members(column: str, value: Any, separator: str) -> list[str]:
    parts = value if isinstance(value, list) else str(value).split(separator)
    return [text for part in parts if (text := checked_text(column, part))]


def fits(column: str, value: Any, separator: str) -> list[dict[str, Any]]:
    """``Volkswagen:Jetta:2011-2018:2.0/2.5|Nissan:Versa:2012`` as what a part fits; raises BadCellError."""
    parts = value if isinstance(value, list) else str(value).split(separator)
    return [_fit(column, part) for part in parts if part]


def _fit(column: str, part: Any) -> dict[str, Any]:
    if isinstance(part, dict):
        return {name: _plain_year(value) if name.endswith("_year") else value for name, value in part.items()}
    names = [name.strip() for name in checked_text(column, part).split(":")]
    make, model, years, engines = [*names, "", "", ""][:4]
    found = _YEARS.fullmatch(years)
    if not (make and model and found) or len(names) > 4:
        raise BadCellError(
            column, describe(part), "make:model:years:engines such as Volkswagen:Jetta:2011-2018:2.0/2.5"
        )
    first, last = int(found[1]), int(found[2] or found[1])
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise BadCellError(
            column, f"the years {first} to {last}", f"{FIRST_YEAR} to {LAST_YEAR}, the earlier one first"
        )
    listed = [engine.strip() for engine in engines.split("/") if engine.strip()]
    return {"make": make, "model": model, "from_year": first, "to_year": last, "engines": listed}


def _plain_year(value: Any) -> Any:
    return int(value) if str(value).isdigit() else value
