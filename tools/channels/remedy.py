"""What to do about a channel's refusal; each vendor's codes lead to one of these."""

from enum import StrEnum


class Remedy(StrEnum):
    SLOW_DOWN = "slow_down"
    """Too much at once: the same again, later."""
    AGAIN = "again"
    """Passing trouble on the other side."""
    REPAIR = "repair"
    """What was sent is to be put right first: synced anew, uploaded anew."""
    WINDOW_CLOSED = "window_closed"
    """The customer has been silent for a day: only a template goes out."""
    NO_MARKETING = "no_marketing"
    """This customer gets no marketing any more."""
    OPTED_OUT = "opted_out"
    """This customer has told the carrier that they want nothing from this line."""
    UNREACHABLE = "unreachable"
    """This customer cannot be reached here, or not with this: another channel."""
    OURS = "ours"
    """A mistake of ours: the same again would end the same."""
    STOP = "stop"
    """Nothing more on this line until a person has looked: keys, payment, policy."""


ANOTHER_TIME = {Remedy.SLOW_DOWN, Remedy.AGAIN, Remedy.REPAIR}
PASSING = {*ANOTHER_TIME, Remedy.STOP}
"""After these the same message may leave later; ``STOP`` once a person has looked."""
