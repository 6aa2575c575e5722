"""A real server with its own database, and a real browser."""

import os
import shutil
import socket
import subprocess
import sys
import uuid
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import psycopg
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from psycopg import sql

from kit.settings import ROOT
from tests.houses import data_of

PATIENCE_MS = 30_000
SECRET_KEY = "a key for tests alone, which seals what vendors gave"


@pytest.fixture(scope="module")
def database(server_url: str, template: str) -> Iterator[str]:
    """A fresh, migrated database for the tests of this file."""
    name = f"e2e_{uuid.uuid4().hex[:16]}"
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(template)))
    yield psycopg.conninfo.make_conninfo(server_url, dbname=name)
    with psycopg.connect(server_url, autocommit=True) as admin:
        admin.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(scope="module")
def address(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server as ``parley serve`` starts it; its address, once it says that it is ready."""
    command = [
        sys.executable,
        "-c",
        "from server.cli.app import main; main()",
        "serve",
        "--port",
        str(_free_port()),
    ]
    environment = os.environ | {
        "DATABASE_URL": database,
        "PARLEY_DATA_DIR": str(data_of(tmp_path_factory.mktemp("site"))),
        "PARLEY_SECRET_KEY": SECRET_KEY,
    }
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        lines = iter(server.stdout.readline, "")
        found = next((line.strip().rstrip("/") for line in lines if line.startswith("http://")), None)
        assert found, "the server stopped before it was ready: its own words are above"
        yield found
        server.terminate()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    assert chromium, "chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    """A visitor from Colombia whose browser must report no error."""
    context = browser.new_context(locale="es-CO", timezone_id="America/Bogota", viewport={"width": 1100, "height": 900})
    context.set_default_timeout(PATIENCE_MS)
    expect.set_options(timeout=PATIENCE_MS)
    yield context
    context.close()


@pytest.fixture
def page(visitor: BrowserContext) -> Page:
    return visitor.new_page()


@pytest.fixture
def site(address: str) -> Iterator[str]:
    """Another site, with one page that carries the widget."""

    class OnePage(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            tag = f'<script src="{address}/widget.js" data-tenant="colombiatic" async></script>'
            self.wfile.write(f'<!doctype html><html lang="es"><title>Tienda</title>{tag}'.encode())

        def log_message(self, format: str, *args: object) -> None:
            """Keeps the tests' output clean."""

    with ThreadingHTTPServer(("127.0.0.1", 0), OnePage) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://localhost:{server.server_port}"
        server.shutdown()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
