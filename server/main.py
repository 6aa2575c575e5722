"""The application as servers start it."""

from typing import TYPE_CHECKING

from kit.settings import Settings, settings
from server.app import create_app
from server.wiring import Say, open_house, quiet

if TYPE_CHECKING:
    from fastapi import FastAPI


def application(chosen: Settings, say: Say = quiet) -> "FastAPI":
    return create_app(lambda: open_house(chosen, say=say), worker=chosen.worker_inside)


def __getattr__(name: str) -> "FastAPI":
    """``server.main:app`` for servers that import a name (reload mode); made only when asked for."""
    if name == "app":
        return application(settings())
    raise AttributeError(name)
