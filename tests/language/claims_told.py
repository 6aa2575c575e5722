"""Facts and the three readers that the tests of claims use."""

from datetime import datetime
from typing import Any

from language.claims import find_claims, unproven
from language.values import Value

NOW = datetime.fromisoformat("2026-11-23T09:00:00-05:00")
READERS = {
    "es_CO": ("es", "es_CO", "America/Bogota"),
    "es_MX": ("es", "es_MX", "America/Mexico_City"),
    "en_US": ("en", "en_US", "America/New_York"),
}


def fact(value: Value, expires: str | None = None) -> dict[str, Any]:
    return {"id": "f", "kind": value["$"], "value": value, "source": "test", "expires": expires}


def found(text: str, reader: str = "es_CO") -> list[tuple[str, str]]:
    """``(kind, words)`` of each claim."""
    language, locale, zone = READERS[reader]
    return [(claim.kind, claim.text) for claim in find_claims(text, language, locale, NOW, zone)]


def missing(text: str, *known: Value, reader: str = "es_CO") -> list[str]:
    """The words that ``known`` do not prove."""
    return missing_of(text, [fact(value) for value in known], reader)


def missing_of(text: str, facts: list[dict[str, Any]], reader: str = "es_CO") -> list[str]:
    language, locale, zone = READERS[reader]
    return [claim.text for claim in unproven(text, facts, language, locale, zone, NOW)]
