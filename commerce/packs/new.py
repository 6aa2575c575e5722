"""Starts a pack: small, complete, and sound under the check. Its owner fills in the rest."""

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

from commerce.packs.business import PackFile
from commerce.packs.fields import Language
from commerce.packs.problem import describe, one_of
from commerce.packs.rules.business import locale_known, timezone_known
from commerce.packs.schema import FOLDER
from commerce.packs.sources import SLUG
from kit.clock import Clock, SystemClock
from kit.errors import ConflictError, InvalidInputError

SKELETON = Path(__file__).parent / "skeleton"
TAXES = {
    "CO": {"name": "IVA", "included": False, "rate_bp": 1900},
    "MX": {"name": "IVA", "included": True, "rate_bp": 1600},
    "ES": {"name": "IVA", "included": True, "rate_bp": 2100},
}
"""General rates. Elsewhere there is no national one: the pack starts with none and its owner sets it."""
CLOCK = SystemClock()
UNTAXED = {"es": "impuesto", "en": "sales tax"}


def create(
    root: Path,
    tenant: str,
    *,
    name: str,
    language: str,
    currency: str,
    timezone: str,
    region: str,
    clock: Clock = CLOCK,
) -> Path:
    """Writes the pack of ``tenant`` under ``root`` and returns its folder; ``region`` is a country, ``MX``.

    Raises InvalidInputError for a parameter that no pack may have, ConflictError where the folder exists.
    """
    locale = f"{language}_{region}"
    _refuse(tenant=tenant, name=name, language=language, currency=currency, timezone=timezone, region=region)
    facts = {
        "tenant": tenant,
        "name": name.strip(),
        "locale": locale,
        "currency": currency,
        "timezone": timezone,
        "region": region,
        "country": _country(locale),
        "phone": _phone(region),
        "domain": f"{tenant.replace('_', '-').strip('-')}.example",
        "prefix": (re.sub(r"[^a-z]", "", tenant) + "q")[:2].upper(),
        "tax": TAXES.get(region, {"name": UNTAXED[language], "included": False, "rate_bp": 0}),
        "today": clock.now().date().isoformat(),
    }
    return _write(root / tenant, dict(_filled(language, facts)))


def _refuse(*, tenant: str, name: str, language: str, currency: str, timezone: str, region: str) -> None:
    currencies = list(get_args(PackFile.model_fields["currency"].annotation))
    tests = [
        (
            bool(SLUG.fullmatch(tenant)) and tenant != FOLDER,
            "name of the pack",
            tenant,
            "lower case, as in my-shop",
        ),
        (bool(name.strip()) and name.isprintable(), "name of the business", name, "its name, on one line"),
        (language in get_args(Language), "language", language, one_of(list(get_args(Language)))),
        (currency in currencies, "currency", currency, one_of(currencies)),
        (timezone_known(timezone), "time zone", timezone, "an IANA name such as America/Bogota"),
        (bool(re.fullmatch(r"[A-Z]{2}", region)), "region", region, "a country of two capitals, such as MX"),
    ]
    for passed, what, value, wanted in tests:
        if not passed:
            raise InvalidInputError(f"the {what} is {describe(value)}: expected {wanted}")
    if not locale_known("es" if language == "es" else "en", f"{language}_{region}") or not _phone(region):
        raise InvalidInputError(f"the region is {region!r}: expected a country where {language!r} is spoken")


def _country(locale: str) -> str:
    from babel import Locale

    return Locale.parse(locale).get_territory_name() or locale


def _phone(region: str) -> str | None:
    """A number of the right form that belongs to nobody in particular, E.164."""
    import phonenumbers

    number = phonenumbers.example_number(region)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if number else None


def _filled(language: str, facts: dict[str, Any]) -> Iterator[tuple[str, str]]:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(undefined=StrictUndefined, keep_trailing_newline=True, autoescape=False)
    environment.filters["text"] = lambda text: json.dumps(str(text), ensure_ascii=False)
    for folder in (SKELETON / "any", SKELETON / language):
        for path in sorted(folder.rglob("*.*")):
            text = environment.from_string(path.read_text(encoding="utf-8")).render(facts)
            yield path.relative_to(folder).as_posix(), text


def _write(folder: Path, files: dict[str, str]) -> Path:
    """All files or none."""
    try:
        folder.mkdir(parents=True)
    except FileExistsError:
        raise ConflictError(f"{folder} exists already: choose another name or remove it") from None
    try:
        for key, text in files.items():
            path = folder / key
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
    except OSError:
        shutil.rmtree(folder)
        raise
    return folder
