"""What is still to be asked."""

from collections.abc import Iterable, Mapping
from typing import Any


def missing(profile: Mapping[str, Any], required: Iterable[str]) -> list[str]:
    """The required fields that are not known, in the order in which they are required."""
    return [field for field in required if field not in profile]
