"""A weather service that lives in the process and knows what it was told of each place."""

from datetime import datetime

from tools.weather.port import PlaceNotFoundError, Storm, Warning


class MemoryWeather:
    def __init__(self) -> None:
        self._told: dict[str, list[Storm | Warning]] = {}

    def tell(self, postal_code: str, *events: Storm | Warning) -> None:
        """A place without events is known too: nothing happened there."""
        self._told.setdefault(postal_code, []).extend(events)

    async def storms(self, postal_code: str, since: datetime, until: datetime) -> list[Storm]:
        storms = [event for event in self._events(postal_code) if isinstance(event, Storm)]
        return sorted((storm for storm in storms if since <= storm.at < until), key=lambda storm: storm.at)[::-1]

    async def warnings(self, postal_code: str, now: datetime) -> list[Warning]:
        warnings = [event for event in self._events(postal_code) if isinstance(event, Warning)]
        standing = (warning for warning in warnings if warning.starts_at <= now < warning.ends_at)
        return sorted(standing, key=lambda warning: warning.ends_at)

    def _events(self, postal_code: str) -> list[Storm | Warning]:
        if postal_code not in self._told:
            raise PlaceNotFoundError(f"The weather service does not know the postal code {postal_code!r}.")
        return self._told[postal_code]
