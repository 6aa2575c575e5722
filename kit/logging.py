"""Structured logs, one JSON line an event, with secrets struck out before anything is written."""

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_SECRET_NAME = re.compile(r"token|secret|password|authorization|api_key|cookie", re.IGNORECASE)


def redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Strikes out the value of every field whose name says that it is a secret."""
    for name in event:
        if _SECRET_NAME.search(name):
            event[name] = "[redacted]"
    return event


def configure(level: str = "INFO", *, plain: bool = False) -> None:
    """Sets up the process's logs on stderr; ``plain`` writes for a person instead of a machine."""
    renderer: Any = (
        structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)
        if plain
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            *([] if plain else [structlog.processors.format_exc_info]),
            redact,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=structlog.WriteLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.basicConfig(level=max(logging.WARNING, logging.getLevelNamesMapping()[level.upper()]), stream=sys.stderr)


def logger(name: str) -> Any:
    """A logger; where nobody has set logs up, only warnings are written."""
    if not structlog.is_configured():
        configure("WARNING")
    return structlog.get_logger(name)
