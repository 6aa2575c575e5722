"""A circuit breaker: an endpoint that keeps failing is left alone for a while, then tried once."""

from datetime import datetime, timedelta

from kit.clock import Clock


class Breaker:
    """Opens after ``failures`` in a row; after ``rest_s`` seconds one call may try, and decides."""

    def __init__(self, clock: Clock, failures: int = 5, rest_s: float = 30.0) -> None:
        self._clock, self._failures, self._rest = clock, failures, timedelta(seconds=rest_s)
        self._in_a_row = 0
        self._until: datetime | None = None

    def allows(self) -> bool:
        """Whether a call may be made. The one that tries first after the rest keeps others out until it has ended."""
        if self._until is None:
            return True
        if self._clock.now() < self._until:
            return False
        self._until = self._clock.now() + self._rest
        return True

    @property
    def is_open(self) -> bool:
        """Whether the endpoint is being left alone."""
        return self._until is not None and self._clock.now() < self._until

    def worked(self) -> None:
        self._in_a_row, self._until = 0, None

    def failed(self) -> None:
        self._in_a_row += 1
        if self._in_a_row >= self._failures:
            self._until = self._clock.now() + self._rest
