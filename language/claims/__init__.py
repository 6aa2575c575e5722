"""What a message claims in figures, and whether facts prove it. No model: the same words, the same answer."""

from language.claims.claim import Claim
from language.claims.find import find_claims
from language.claims.prove import unproven

__all__ = ["Claim", "find_claims", "unproven"]
