"""The root of every error that a person reads: each carries its HTTP status and one clear sentence."""


class ParleyError(Exception):
    """Something that a person can be told. ``str(error)`` is the sentence; ``status`` is its HTTP status."""

    status = 500
    title = "Something went wrong"

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotFoundError(ParleyError):
    status = 404
    title = "Not found"


class InvalidInputError(ParleyError):
    status = 422
    title = "The input is not valid"


class NotAllowedError(ParleyError):
    status = 403
    title = "Not allowed"


class NotAuthenticatedError(ParleyError):
    status = 401
    title = "Sign-in needed"


class ConflictError(ParleyError):
    status = 409
    title = "Conflict"


class TooManyRequestsError(ParleyError):
    """``retry_after_s``: when it is worth trying again."""

    status = 429
    title = "Too many requests"

    def __init__(self, detail: str, retry_after_s: int) -> None:
        super().__init__(detail)
        self.retry_after_s = retry_after_s


class UnavailableError(ParleyError):
    status = 503
    title = "Not available right now"
