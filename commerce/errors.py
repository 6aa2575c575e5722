"""What the domain refuses at the last moment."""

from kit.errors import ConflictError


class ConflictAtCommit(ConflictError):  # noqa: N818 - a family that reads as a condition, caught by the turn
    """The world changed between what was shown and the commit: nothing is written and the turn runs again."""

    title = "This changed in the meantime"
