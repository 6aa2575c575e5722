"""Every error as an RFC 9457 problem document, in one place; surprises are logged once and told as an apology."""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from kit.errors import ParleyError, TooManyRequestsError
from kit.logging import logger

log = logger("http")
MEDIA_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str, **more: Any) -> JSONResponse:
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail, **more}
    return JSONResponse(body, status, media_type=MEDIA_TYPE)


def explain_problems(app: FastAPI) -> None:
    @app.exception_handler(ParleyError)
    async def known(_request: Request, error: ParleyError) -> JSONResponse:
        answer = problem(error.status, error.title, error.detail)
        if isinstance(error, TooManyRequestsError):
            answer.headers["Retry-After"] = str(error.retry_after_s)
        return answer

    @app.exception_handler(RequestValidationError)
    async def invalid(_request: Request, error: RequestValidationError) -> JSONResponse:
        wrong = [{"where": ".".join(map(str, found["loc"])), "expected": found["msg"]} for found in error.errors()]
        detail = "; ".join(f"{entry['where']}: {entry['expected']}" for entry in wrong[:5])
        return problem(422, "The input is not valid", detail, errors=wrong[:20])

    @app.exception_handler(HTTPException)
    async def refused(_request: Request, error: HTTPException) -> JSONResponse:
        return problem(error.status_code, str(error.detail), f"{error.detail}.")

    @app.exception_handler(UnicodeDecodeError)
    async def undecodable(_request: Request, _error: UnicodeDecodeError) -> JSONResponse:
        return problem(400, "The body cannot be read", "The body is not UTF-8: expected JSON in UTF-8.")

    @app.exception_handler(Exception)
    async def surprise(request: Request, error: Exception) -> JSONResponse:
        log.error("unexpected", path=request.url.path, exc_info=error)
        return problem(500, "Something went wrong", "Something went wrong on our side; what you sent is not lost.")
