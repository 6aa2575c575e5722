"""Which branch of the business a message names."""

from agents.state import State
from commerce.catalogue.words import fold
from commerce.packs.company import Branch
from commerce.packs.model import Pack


def named_branch(state: State, pack: Pack) -> Branch | None:
    """By its whole name as words of their own; of two that fit, the longer."""
    said = f" {fold(' '.join(message['text'] for message in state['turn']['inbound']))} "
    words = "".join(letter if letter.isalnum() else " " for letter in said)
    named = [each for each in pack.file.branches if f" {fold(each.name)} " in words]
    return max(named, key=lambda each: len(each.name), default=None)
