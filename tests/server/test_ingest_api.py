"""Content sent in over HTTP: taken at once, done by a job, told with what was left out."""

import io
import zipfile
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import httpx
import pytest
from asgi_lifespan import LifespanManager
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.load.fetch import Fetcher
from server.app import create_app
from server.deliveries import Deliveries
from server.uploads import parted
from server.wiring import House
from tests.houses import house_of
from tests.knowledge.load.made import WORDPRESS

BASE = "/api/v5/knowledge"
STAFF = "staff-key-of-the-test"
TENANT = {"tenant": "colombiatic"}


class Server:
    def __init__(self, client: httpx.AsyncClient, house: House) -> None:
        self.client = client
        self.house = house

    async def send(self, **more: Any) -> httpx.Response:
        return await self.client.post(f"{BASE}/ingest", params=TENANT, **more)

    async def work(self) -> None:
        """Does the jobs that wait, as a worker does."""
        async with self.house.store.unit("colombiatic") as unit:
            rows = await unit.rows("SELECT id FROM outbox WHERE status = 'waiting' ORDER BY created_at")
        for row in rows:
            await Deliveries(self.house).deliver("colombiatic", row["id"])

    async def ingested(self, answer: httpx.Response) -> dict[str, Any]:
        assert answer.status_code == 202, answer.text
        await self.work()
        found = await self.client.get(f"{BASE}/ingestions/{answer.json()['ingestion_id']}", params=TENANT)
        return dict(found.json())

    async def documents(self, **more: Any) -> dict[str, Any]:
        return dict((await self.client.get(f"{BASE}/documents", params={**TENANT, **more})).json())


@pytest.fixture
async def server(database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Server]:
    monkeypatch.setenv("PARLEY_STAFF_KEY", STAFF)
    app = create_app(lambda: house_of(database_url, tmp_path), worker=False)
    async with LifespanManager(app, startup_timeout=60, shutdown_timeout=60) as manager:
        transport = httpx.ASGITransport(manager.app, raise_app_exceptions=False)
        headers = {"Authorization": f"Bearer {STAFF}"}
        async with httpx.AsyncClient(transport=transport, base_url="http://test", headers=headers) as opened:
            yield Server(opened, app.state.house)


def _export() -> dict[str, Any]:
    return {"files": {"file": ("colombiatic.xml", WORDPRESS.read_bytes(), "text/xml")}}


def _problem(answer: httpx.Response, status: int) -> str:
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    return str(answer.json()["detail"])


async def test_the_newest_ingestions_are_listed_first(server: Server) -> None:
    first = (await server.send(**_export())).json()["ingestion_id"]
    second = (await server.send(json={"sources": ["catalogue"]})).json()["ingestion_id"]
    listed = (await server.client.get(f"{BASE}/ingestions", params={**TENANT, "limit": 5})).json()["ingestions"]
    assert {each["id"] for each in listed} == {first, second}
    assert [each["created_at"] for each in listed] == sorted((each["created_at"] for each in listed), reverse=True)
    assert {each["state"] for each in listed} == {"waiting"}


async def test_an_export_that_is_sent_is_searched_without_a_restart(server: Server) -> None:
    told = await server.ingested(await server.send(**_export()))
    assert told["state"] == "done"
    report = told["report"]["wordpress:https://www.colombiatic.example"]
    assert (report["added"], report["skipped"], report["reasons"]["a draft"]) == (17, 20, 1)
    found = await server.house.tenant("colombiatic").knowledge.search("¿firman acuerdo de confidencialidad?", "es")
    assert "acuerdo de confidencialidad antes de recibir sus listas" in found[0]["text"]


async def test_the_packs_own_documents_stay_and_a_source_is_taken_out_whole(server: Server) -> None:
    before = (await server.documents())["sources"]
    await server.ingested(await server.send(**_export()))
    source = "wordpress:https://www.colombiatic.example"
    listed = await server.documents(source=source)
    assert {document["source"] for document in listed["documents"]} == {source}
    assert all(document["chunks"] > 0 for document in listed["documents"])
    gone = await server.client.delete(f"{BASE}/documents", params={**TENANT, "source": source})
    assert gone.json() == {"removed": 17}
    assert (await server.documents())["sources"] == before
    again = await server.client.delete(f"{BASE}/documents", params={**TENANT, "source": source})
    assert "Nothing is indexed of" in _problem(again, 404)
    own = await server.client.delete(f"{BASE}/documents", params={**TENANT, "source": "pack"})
    assert "come with the pack" in _problem(own, 422)


async def test_an_ingestion_waits_until_a_worker_does_it_and_its_files_are_let_go(server: Server) -> None:
    answer = await server.send(**_export())
    id = answer.json()["ingestion_id"]
    assert (await server.client.get(f"{BASE}/ingestions/{id}", params=TENANT)).json()["state"] == "waiting"
    await server.ingested(answer)
    async with server.house.store.unit("colombiatic") as unit:
        assert await unit.rows("SELECT name FROM ingestion_files") == []


async def test_a_job_that_runs_twice_ends_the_same(server: Server) -> None:
    answer = await server.send(**_export())
    told = await server.ingested(answer)
    async with server.house.store.unit("colombiatic") as unit:
        await unit.run("UPDATE outbox SET status = 'waiting'")
    assert await server.ingested(answer) == told


async def test_sites_are_read_by_their_address_and_the_catalogue_by_its_name(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path != "/":
            return httpx.Response(404)
        page = b"<html lang=en><main><h1>Opening hours</h1><p>We open at nine every weekday.</p></main></html>"
        return httpx.Response(200, stream=httpx.ByteStream(page), headers={"content-type": "text/html"})

    plain = Fetcher.__init__

    def pretended(self: Fetcher, clock: Any, *, private: bool, **_more: Any) -> None:
        plain(self, clock, private=private, transport=httpx.MockTransport(answer), resolve=lambda _: ["93.184.216.34"])

    monkeypatch.setattr(Fetcher, "__init__", pretended)
    told = await server.ingested(await server.send(json={"sources": ["https://shop.example/", "catalogue"]}))
    assert told["report"]["web:https://shop.example/"]["added"] == 1
    assert told["report"]["catalogue"]["added"] > 10


async def test_a_private_address_is_refused_by_the_job_with_its_reason(server: Server) -> None:
    told = await server.ingested(await server.send(json={"sources": ["http://169.254.169.254/latest/meta-data/"]}))
    assert told["state"] == "failed"
    assert "not an address of the public internet" in told["error"]


@pytest.mark.parametrize(
    "sources",
    [
        [],
        ["/etc/passwd"],
        ["file:///etc/passwd"],
        ["packs/colombiatic"],
        ["ftp://x.example/"],
        [1],
        "https://x.example",
    ],
)
async def test_a_path_of_the_server_is_never_a_source(server: Server, sources: object) -> None:
    _problem(await server.send(json={"sources": sources}), 422)


@pytest.mark.parametrize(
    ("name", "told"),
    [("page.exe", "of no kind that is read"), ("", "Extra inputs"), ("..", "of no kind"), (".xml", "of no kind")],
)
async def test_a_file_of_no_known_kind_is_refused_at_once(server: Server, name: str, told: str) -> None:
    assert told in _problem(await server.send(files={"file": (name, b"x", "text/plain")}), 422)


async def test_a_name_that_leads_elsewhere_is_only_a_name(server: Server) -> None:
    sent = {"file": ("../../etc/cron.d/notes.md", b"# Notes\n\nWe open at nine.", "text/markdown")}
    told = await server.ingested(await server.send(files=sent))
    assert told["report"]["file:notes.md"]["added"] == 1


async def test_a_hostile_file_ends_with_its_reason(server: Server) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 20_000_000)
    told = await server.ingested(await server.send(files={"file": ("bomb.docx", packed.getvalue())}))
    assert "a zip bomb" in str(told["report"]["file:bomb.docx"]["reasons"])


async def test_an_upload_that_is_too_large_is_cut_off(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    server.house.settings.ingest_upload_mb = 1
    detail = _problem(await server.send(files={"file": ("big.md", b"x" * 1_200_000)}), 413)
    assert "more than 1 MB" in detail


async def test_two_files_of_one_name_and_a_form_without_its_boundary_are_refused(server: Server) -> None:
    twice = [("file", ("a.md", b"x")), ("file", ("a.md", b"y"))]
    assert "Two files are named" in _problem(await server.send(files=twice), 422)
    bare = await server.send(content=b"x", headers={"content-type": "multipart/form-data"})
    assert "expected multipart/form-data with its boundary" in _problem(bare, 422)


async def test_it_is_for_staff_and_each_tenant_sees_its_own(server: Server) -> None:
    plain = {"Authorization": ""}
    for method, path in (
        ("POST", "ingest"),
        ("GET", f"ingestions/{uuid4()}"),
        ("GET", "documents"),
        ("DELETE", "documents"),
    ):
        answer = await server.client.request(method, f"{BASE}/{path}", params={**TENANT, "source": "x"}, headers=plain)
        _problem(answer, 401)
    _problem(await server.client.get(f"{BASE}/ingestions/{uuid4()}", params=TENANT), 404)
    _problem(await server.client.get(f"{BASE}/documents", params={"tenant": "nobody"}), 404)
    other = UUID((await server.send(**_export())).json()["ingestion_id"])
    async with server.house.store.unit("roofing") as unit:
        assert await unit.row("SELECT id FROM ingestions WHERE id = %s", (other,)) is None


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=2000))
def test_a_file_comes_out_of_the_form_as_it_went_in(content: bytes) -> None:
    boundary = "----parley-test-boundary"
    body = (
        f'--{boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
        "Content-Type: application/pdf\r\n\r\n"
    ).encode() + content + f"\r\n--{boundary}--\r\n".encode()  # fmt: skip
    assert parted(f"multipart/form-data; boundary={boundary}", body).files == {"a.pdf": content}
