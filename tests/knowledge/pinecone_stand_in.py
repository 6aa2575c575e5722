"""A local server that speaks the part of Pinecone's data API that Parley uses, and refuses what Pinecone would.

Checked against the vendor's published limits: 1,000 vectors and 2 MB a request, 40 KB of flat metadata and 2,048 sparse
values a vector, ASCII ids of 512 characters, 1,000 ids a deletion, no dense vector of zeros.
"""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

KEY = "pc-key"
DIMENSIONS = 8
VERSION = "2026-07"
LISTED = 2
"""Ids of one page of a list, so that every test turns pages."""

Vectors = dict[str, dict[str, Any]]


class RefusedError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class StandIn:
    """``requests`` are the paths that were asked for; ``down`` makes it fail like a service in trouble."""

    def __init__(self) -> None:
        self.namespaces: dict[str, Vectors] = {}
        self.requests: list[str] = []
        self.url = ""
        self.down = False

    def answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> dict[str, Any]:
        asked = urlsplit(path)
        self.requests.append(asked.path)
        if self.down:
            raise RefusedError(403, "the project is paused")
        _check_headers(headers, method)
        if (method, asked.path) == ("GET", "/vectors/list"):
            return self._list({name: values[0] for name, values in parse_qs(asked.query).items()})
        _need(method == "POST", f"{method} {path} is no operation", 404)
        _need(len(body) <= 2 * 2**20, "the request is larger than 2 MB", 413)
        said = json.loads(body)
        namespace = said.pop("namespace", "")
        _need(isinstance(namespace, str) and namespace.isascii(), "namespace: expected ASCII text")
        operations = {"/vectors/upsert": self._upsert, "/query": self._query, "/vectors/delete": self._delete}
        _need(asked.path in operations, f"{path} is no operation", 404)
        return operations[asked.path](self.namespaces.setdefault(namespace, {}), said)

    def _upsert(self, held: Vectors, said: dict[str, Any]) -> dict[str, Any]:
        _only(said, {"vectors"})
        _need(1 <= len(said["vectors"]) <= 1000, "vectors: expected 1 to 1000")
        for vector in said["vectors"]:
            _check_vector(vector)
            held[vector["id"]] = vector
        return {"upsertedCount": len(said["vectors"])}

    def _query(self, held: Vectors, said: dict[str, Any]) -> dict[str, Any]:
        _only(said, {"vector", "sparseVector", "topK", "filter", "includeValues", "includeMetadata"})
        _need(1 <= said["topK"] <= 10_000, "topK: expected 1 to 10000")
        _check_dense(said["vector"])
        _check_sparse(said["sparseVector"])
        language = said["filter"]["language"]["$eq"]
        scored = [
            (_product(said, vector), id) for id, vector in held.items() if vector["metadata"]["language"] == language
        ]
        best = sorted(scored, key=lambda pair: (-pair[0], pair[1]))[: said["topK"]]
        return {"matches": [{"id": id, "score": score} for score, id in best], "usage": {"readUnits": 1}}

    def _delete(self, held: Vectors, said: dict[str, Any]) -> dict[str, Any]:
        _only(said, {"ids"})
        _need(1 <= len(said["ids"]) <= 1000, "ids: expected 1 to 1000")
        for id in said["ids"]:
            held.pop(id, None)
        return {}

    def _list(self, said: dict[str, str]) -> dict[str, Any]:
        held, start = self.namespaces.get(said["namespace"], {}), int(said.get("paginationToken", "0"))
        ids = sorted(id for id in held if id.startswith(said["prefix"]))
        following = {"pagination": {"next": str(start + LISTED)}} if len(ids) > start + LISTED else {}
        return {"vectors": [{"id": id} for id in ids[start : start + LISTED]], **following}


@contextmanager
def pinecone_here() -> Iterator[StandIn]:
    """A running stand-in, gone at the end."""
    stand_in = StandIn()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(stand_in))
    stand_in.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield stand_in
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(stand_in: StandIn) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            try:
                status, said = 200, stand_in.answer(self.command, self.path, headers, body)
            except RefusedError as refusal:
                status, said = refusal.status, {"code": 3, "message": str(refusal), "details": []}
            self._send(status, json.dumps(said).encode())

        do_GET = do_POST  # noqa: N815 - the base class's name

        def _send(self, status: int, raw: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(raw)))
            self.end_headers()
            self.wfile.write(raw)

        def log_message(self, format: str, *args: object) -> None:
            """Quiet."""

    return Handler


def _check_headers(headers: dict[str, str], method: str) -> None:
    _need(headers.get("api-key") == KEY, "Invalid API key", 401)
    _need(headers.get("x-pinecone-api-version") == VERSION, "unknown API version")
    _need(method == "GET" or headers.get("content-type") == "application/json", "expected JSON", 415)


def _check_vector(vector: dict[str, Any]) -> None:
    _only(vector, {"id", "values", "sparseValues", "metadata"})
    _need(vector["id"].isascii() and 1 <= len(vector["id"]) <= 512, "id: expected ASCII of up to 512 characters")
    _check_dense(vector["values"])
    if "sparseValues" in vector:
        _check_sparse(vector["sparseValues"])
    metadata = vector.get("metadata", {})
    _need(len(json.dumps(metadata)) <= 40 * 1024, "metadata: larger than 40 KB")
    flat = all(isinstance(value, str | int | float | bool) for value in metadata.values())
    _need(flat, "metadata: expected texts, numbers and booleans")


def _check_dense(values: list[float]) -> None:
    _need(len(values) == DIMENSIONS, f"Vector dimension {len(values)} does not match the dimension of the index")
    _need(any(values), "Dense vectors must contain at least one non-zero value")


def _check_sparse(sparse: dict[str, list[Any]]) -> None:
    _only(sparse, {"indices", "values"})
    indices = sparse["indices"]
    _need(1 <= len(indices) == len(sparse["values"]) <= 2048, "sparse: expected 1 to 2048 indices with their values")
    _need(len(set(indices)) == len(indices), "sparse: an index comes twice")
    _need(all(isinstance(index, int) and 0 <= index < 2**32 for index in indices), "sparse: no unsigned integer")


def _product(said: dict[str, Any], vector: dict[str, Any]) -> float:
    sparse = vector.get("sparseValues", {"indices": [], "values": []})
    weights = dict(zip(sparse["indices"], sparse["values"], strict=True))
    asked = zip(said["sparseVector"]["indices"], said["sparseVector"]["values"], strict=True)
    dense = float(sum(one * other for one, other in zip(said["vector"], vector["values"], strict=True)))
    return dense + float(sum(value * weights.get(index, 0.0) for index, value in asked))


def _only(said: dict[str, Any], known: set[str]) -> None:
    _need(set(said) <= known, f"unknown fields {sorted(set(said) - known)}")


def _need(holds: bool, message: str, status: int = 400) -> None:
    if not holds:
        raise RefusedError(status, message)
