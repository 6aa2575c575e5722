"""What the customer was shown of the action that waits: a reply that repeats it changes nothing."""

from agents.state import Pending
from language.port import Shown
from language.values import tagged_in

_BEFORE = "old_slot"
"""The value that the action would replace."""


def shown_of(pending: Pending) -> Shown:
    values = pending["shown"]["values"]
    new = {name: value for name, value in values.items() if name != _BEFORE}
    return {"values": list(tagged_in(new)), "before": list(tagged_in(values.get(_BEFORE)))}
