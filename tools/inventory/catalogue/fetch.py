"""Fetches the supplier's catalogue: a CSV, JSON or XLSX file at an address."""

from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import httpx

from kit.errors import UnavailableError

TIMEOUT_S = 60.0
MOST_BYTES = 64 * 1024 * 1024


class CatalogueAwayError(UnavailableError):
    title = "The supplier's catalogue cannot be had"


async def fetch(client: httpx.AsyncClient, address: str, token: str | None, folder: Path) -> Path:
    """The file in ``folder``, named as at its address; raises CatalogueAwayError."""
    file = folder / (PurePosixPath(urlsplit(address).path).name or "catalogue")
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        async with client.stream("GET", address, headers=headers, timeout=TIMEOUT_S) as answer:
            answer.raise_for_status()
            await _write(answer, file)
    except httpx.HTTPStatusError as error:
        raise CatalogueAwayError(f"The supplier answered {error.response.status_code}.") from error
    except httpx.HTTPError as error:
        raise CatalogueAwayError(f"The supplier does not answer: {type(error).__name__}.") from error
    return file


async def _write(answer: httpx.Response, file: Path) -> None:
    size = 0
    with file.open("wb") as opened:
        async for piece in answer.aiter_bytes():
            size += len(piece)
            if size > MOST_BYTES:
                raise CatalogueAwayError(f"The file is larger than {MOST_BYTES // 1024**2} MB.")
            opened.write(piece)
