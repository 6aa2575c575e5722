"""Asks a SOAP service by its WSDL.

``ConsultarInventario(codigos: {codigo: […]})`` answers rows of ``codigo, existencia, fecha``, and where its schema has
them ``sucursales``, rows of ``sucursal, existencia``. zeep reads the WSDL once and checks what is sent and what comes
back by its schema. It waits on threads, so that no turn stands still.
"""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import cached_property
from typing import Any, cast

from kit.clock import Clock
from tools.inventory.port import Level, StockUnknownError

OPERATION = "ConsultarInventario"


class SoapInventory:
    """``code_of`` gives the code by which the service knows an item. Times without an offset are in UTC."""

    def __init__(self, wsdl: str, code_of: Callable[[str], str], clock: Clock, timeout_s: float) -> None:
        self._wsdl = wsdl
        self._code_of = code_of
        self._clock = clock
        self._timeout_s = timeout_s
        self._reading = asyncio.Lock()

    async def levels(self, items: Sequence[str]) -> dict[str, Level]:
        codes = {self._code_of(item): item for item in items}
        if not codes:
            return {}
        async with self._reading:  # one client, one question at a time: its session is not for several threads
            answers = await asyncio.to_thread(self._ask, list(codes))
        return {codes[code]: level for code, level in answers.items() if code in codes}

    @cached_property
    def _client(self) -> Any:
        from zeep import Client, Settings
        from zeep.transports import Transport

        make, client = cast(Any, Transport), cast(Any, Client)
        transport = make(timeout=self._timeout_s, operation_timeout=self._timeout_s)
        return client(self._wsdl, transport=transport, settings=Settings(strict=True, xml_huge_tree=False))

    def _ask(self, codes: list[str]) -> dict[str, Level]:
        from zeep.exceptions import Error, Fault

        try:
            rows = self._client.service[OPERATION](codigos={"codigo": codes})
            return dict(self._levels(rows or []))
        except Fault as error:
            raise StockUnknownError(f"The stock system refused the question: {error.message}.") from error
        except OSError as error:
            raise StockUnknownError(f"The stock system does not answer: {type(error).__name__}.") from error
        except (Error, SyntaxError, AttributeError, TypeError, ValueError) as error:  # lxml's own are SyntaxErrors
            raise StockUnknownError("The stock system's answer is not what its schema says.") from error

    def _levels(self, rows: Iterable[Any]) -> Iterable[tuple[str, Level]]:
        for row in rows:
            at = row.fecha or self._clock.now()
            yield str(row.codigo), Level(_count(row), _aware(at), dict(_branches(row)))


def _branches(row: Any) -> Iterable[tuple[str, int]]:
    """Not every such service has them in its schema; an empty list comes as None."""
    listed = getattr(row, "sucursales", None)
    for each in (listed.Sucursal if listed else None) or []:
        yield str(each.sucursal), _count(each)


def _count(row: Any) -> int:
    count = int(row.existencia)
    if count < 0:
        raise ValueError(count)
    return count


def _aware(at: datetime) -> datetime:
    return at if at.tzinfo else at.replace(tzinfo=UTC)
