"""The run-time world of a turn: what agents may reach, given to them and never taken from a message."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kit.clock import Clock

if TYPE_CHECKING:
    from commerce.desk import Desk
    from commerce.packs.model import Pack
    from commerce.quotes.link import QuoteLinks
    from knowledge.port import Knowledge
    from language.port import Engine
    from tools.calendar.port import Calendar
    from tools.inventory.port import Inventory
    from tools.payments.pay_links import PayLinks


@dataclass(frozen=True, slots=True)
class Context:
    """Injected into every node. Tenant and caller come from here, never from a tool's arguments."""

    tenant: str
    pack: "Pack"
    clock: Clock
    engine: "Engine"
    desk: "Desk"
    """The tenant's records, read only."""
    knowledge: "Knowledge"
    calendar: "Calendar"
    inventory: "Inventory"
    pay_links: "PayLinks"
    """Where orders are paid and receipts are read."""
    timezone: str
    """The customer's IANA zone, or the business's where it is not known."""
    links: "QuoteLinks | None" = None
    """Makes links to quotes; None where nobody could open one."""
    release: Callable[[str], Awaitable[None]] | None = None
    """Shows a sentence of the draft to the customer, once it has been checked; None where nobody watches."""
    trace: list[list[object]] = field(default_factory=list)
    """``[node, milliseconds]`` in the order in which nodes began."""
