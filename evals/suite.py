"""The shape of a suite: customers to play, and the end state that each must leave."""

from pathlib import Path
from typing import Any, Literal

import yaml
from pydantic import AwareDatetime, BaseModel, ConfigDict, ValidationError

from kit.errors import InvalidInputError, NotFoundError
from kit.settings import ROOT

SUITES = ROOT / "evals" / "suites"


class Expected(BaseModel):
    """Rows by table. Each listed row must be found with these values, and no other row of that table."""

    model_config = ConfigDict(extra="forbid")

    owner: Literal["bot", "human", "queue"] | None = None
    appointments: list[dict[str, Any]] | None = None
    quotes: list[dict[str, Any]] | None = None
    orders: list[dict[str, Any]] | None = None
    handoffs: list[dict[str, Any]] | None = None
    profile: dict[str, Any] = {}
    lead_at_least: int | None = None


class Case(BaseModel):
    model_config = ConfigDict(extra="forbid")

    script: str
    tenant: str
    now: AwareDatetime
    channel: Literal["web", "whatsapp"] = "web"
    expect: Expected

    @property
    def path(self) -> Path:
        return ROOT / self.script


class Suite(BaseModel):
    model_config = ConfigDict(extra="forbid")

    suite: str
    cases: list[Case]


def available() -> list[str]:
    return sorted(path.stem for path in SUITES.glob("*.yaml"))


def read_suite(name: str) -> Suite:
    """Raises NotFoundError for a suite that is not there, InvalidInputError naming the place of a mistake."""
    path = SUITES / f"{name}.yaml"
    if not path.is_file():
        raise NotFoundError(f"There is no suite {name!r}: expected one of {', '.join(available())}.")
    try:
        return Suite.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
    except yaml.YAMLError as error:
        raise InvalidInputError(f"{path.name}: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise InvalidInputError(f"{path.name}: {where}: {first['msg']}") from error
