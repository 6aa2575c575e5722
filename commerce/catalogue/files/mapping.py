"""Which column of a file is which field, where a file does not use the field names themselves."""

from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from commerce.catalogue.files.problem import UnreadableFileError


class Mapping(BaseModel):
    """``columns``: field → column (``price: Precio público``, ``name.es: Descripción``, ``prices.workshop: Taller``).

    ``values``: field → what the file says → what it stands for (``category: {FRENOS: brakes}``). ``defaults``: field →
    text, where the cell is empty.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    columns: dict[str, str] = {}
    values: dict[str, dict[str, str]] = {}
    defaults: dict[str, str] = {}
    decimal: Literal[".", ","] = "."
    """The sign before the decimals; the other one may group thousands."""
    separator: str = "|"
    """Between the members of a list in one cell."""


def read_mapping(path: Path | None) -> Mapping:
    """The mapping of a YAML file; without one, columns are field names. Raises UnreadableFileError."""
    if path is None:
        return Mapping()
    try:
        return Mapping.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")) or {})
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"{path.name}: {' '.join(str(error).split())}") from error
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"])) or "the file"
        raise UnreadableFileError(f"{path.name}: {where}: {first['msg'].lower()}") from error
