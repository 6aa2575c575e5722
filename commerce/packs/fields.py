"""The kinds of value that the files of a pack hold."""

from typing import Annotated, Literal

from pydantic import StringConstraints

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{1,62}$")]
Language = Literal["es", "en"]
Currency = Literal["COP", "MXN", "USD", "EUR"]
Text = dict[Language, str]
"""The same words by language; the pack's first language is required."""
Amount = Annotated[str, StringConstraints(pattern=r"^\d{1,12}(\.\d{1,2})?$")]
"""Major units as text, so that no float ever holds it: ``"1290.50"``."""
