"""What can be wrong about contacts."""

from kit.errors import ConflictError, NotFoundError


class UnknownContactError(NotFoundError):
    title = "There is no such contact"


class NotMergeableError(ConflictError):
    title = "These contacts cannot be made one"


class NotUndoneError(ConflictError):
    title = "This merge cannot be undone"
