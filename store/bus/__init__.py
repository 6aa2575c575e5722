"""What passes between processes and may be lost: realtime events, presence, rate limits, caches."""

from store.bus.open import open_bus
from store.bus.port import GAP, Bus, Event

__all__ = ["GAP", "Bus", "Event", "open_bus"]
