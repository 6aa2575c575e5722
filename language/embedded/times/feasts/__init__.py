"""Days with a name: national, religious and international days, seasons."""

from language.embedded.times.feasts.find import feast_days
from language.embedded.times.feasts.names import names

__all__ = ["feast_days", "names"]
