"""What waits for a person's decision, and what refuses it."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from commerce.packs.prices import ROLES, Role
from kit.errors import ConflictError, NotAllowedError, NotFoundError

Status = Literal["waiting", "approved", "refused", "expired"]
HOURS = 48
"""How long a person has to decide."""


class UnknownApprovalError(NotFoundError):
    title = "There is no such approval"


class ApprovalClosedError(ConflictError):
    title = "The approval is decided already"


class RoleTooLowError(NotAllowedError):
    title = "This role may not decide that"


def digest_of(number: str, version: int, lines: Sequence[Mapping[str, Any]], off_bp: int) -> str:
    """Binds a decision to exactly this share of exactly these lines of that version of a quote."""
    told = json.dumps([number, version, [dict(line) for line in lines], off_bp], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def is_enough(role: Role, needs: Role) -> bool:
    return ROLES.index(role) >= ROLES.index(needs)
