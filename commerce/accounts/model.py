"""Who is signed in, and what their role lets them do."""

from dataclasses import dataclass
from typing import Literal, cast, get_args
from uuid import UUID

from kit.errors import InvalidInputError, NotAllowedError

Role = Literal["agent", "supervisor", "admin", "owner"]
RANK: dict[str, int] = {role: place for place, role in enumerate(get_args(Role))}
"""Each role may do all that those before it may."""


def as_role(name: str) -> Role:
    """Raises InvalidInputError for a name that is no role."""
    if name not in RANK:
        raise InvalidInputError(f"Role {name!r} is not known: expected one of {', '.join(RANK)}.")
    return cast(Role, name)


class RoleError(NotAllowedError):
    title = "Your role does not allow this"


@dataclass(frozen=True, slots=True)
class Account:
    """``branch``: the only one whose conversations they see; None sees all."""

    id: UUID
    tenant: str
    email: str
    name: str
    role: Role
    branch: str | None
    has_factor: bool

    def require(self, role: Role) -> None:
        """Raises RoleError for those of a lower role."""
        if RANK[self.role] < RANK[role]:
            raise RoleError(f"This is for {role}s and above; {self.email} is {self.role}.")

    @property
    def may_force(self) -> bool:
        """Whether they may take a conversation out of a colleague's hands."""
        return RANK[self.role] >= RANK["supervisor"]

    def sees(self, branch: str | None) -> bool:
        return self.branch is None or branch is None or branch == self.branch
