"""A stock system that speaks SOAP: a real server that checks what it is asked against its own schema."""

# mypy: disable-error-code="misc,untyped-decorator,no-untyped-call"
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # the library still finds some modules in an old way
    from spyne import Application, Array, ComplexModel, DateTime, Fault, Integer, ServiceBase, Unicode, rpc
    from spyne.protocol.soap import Soap11
    from spyne.server.wsgi import WsgiApplication

COUNTED = datetime.fromisoformat("2026-11-23T14:57:00+00:00")
SHELVES = {"BD-4471": 6, "BT-4475": 0}
BRANCHES = {"BD-4471": {"centro": 4, "satelite": 2}}


class Codigos(ComplexModel):
    codigo = Unicode(min_len=1, max_len=40, max_occurs=100)


class Sucursal(ComplexModel):
    sucursal = Unicode(min_occurs=1)
    existencia = Integer(min_occurs=1)


class Existencia(ComplexModel):
    codigo = Unicode(min_occurs=1)
    existencia = Integer(min_occurs=1)
    fecha = DateTime
    sucursales = Array(Sucursal)


def _at(code: str) -> list[Sucursal]:
    return [Sucursal(sucursal=branch, existencia=count) for branch, count in BRANCHES.get(code, {}).items()]


class Inventario(ServiceBase):
    @rpc(Codigos, _returns=Array(Existencia))
    def ConsultarInventario(ctx: Any, codigos: Any) -> Any:  # noqa: N802, N805 - named as such services are
        if "ROTO" in codigos.codigo:
            raise Fault("Server", "el almacén está cerrado")
        return [
            Existencia(codigo=code, existencia=SHELVES[code], fecha=COUNTED, sucursales=_at(code))
            for code in codigos.codigo
            if code in SHELVES
        ]


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        """A test's server tells nothing."""


@contextmanager
def soap_stock() -> Iterator[str]:
    """The address of its WSDL, on this machine, until the end."""
    application = Application([Inventario], "parley.test.stock", in_protocol=Soap11(validator="lxml"),
                              out_protocol=Soap11())  # fmt: skip
    with make_server("127.0.0.1", 0, WsgiApplication(application), handler_class=_Silent) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/?wsdl"
        server.shutdown()
        thread.join()
