"""The pages that visitors see."""

import gzip
import re
from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace

import orjson
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from commerce.packs.load import load
from commerce.packs.model import Pack
from graphs.sales import build
from kit.errors import NotFoundError
from kit.settings import ROOT, Settings
from server.problems import explain_problems
from server.routes import demo, graph


def _open(pack: Pack, folder: Path) -> TestClient:
    """The pages alone, on a house with one business and nothing behind it."""

    def tenant(name: str) -> SimpleNamespace:
        if name != pack.id:
            raise NotFoundError(f"Tenant {name!r} is not known: expected one of {pack.id}.")
        return SimpleNamespace(id=name, pack=pack)

    app = FastAPI()
    app.state.house = SimpleNamespace(
        tenants={pack.id: tenant(pack.id)}, tenant=tenant, settings=Settings(data_dir=folder), graph=build()
    )
    explain_problems(app)
    app.include_router(demo.router)
    app.include_router(graph.router)
    return TestClient(app)


@pytest.fixture(scope="module")
def pack(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return load(ROOT / "packs", "colombiatic", tmp_path_factory.mktemp("cache"))


@pytest.fixture
def visitor(pack: Pack, tmp_path: Path) -> TestClient:
    return _open(pack, tmp_path)


def _directive(policy: str, name: str) -> list[str]:
    return next(rule.split()[1:] for rule in policy.split("; ") if rule.split()[0] == name)


def _framed_by(visitor: TestClient) -> list[str]:
    return _directive(visitor.get("/demo/colombiatic?embed=1").headers["content-security-policy"], "frame-ancestors")


def _with_company(pack: Pack, **changes: object) -> Pack:
    company = pack.file.company.model_copy(update=changes)
    return pack.model_copy(update={"file": pack.file.model_copy(update={"company": company})})


def test_the_index_leads_to_every_business_to_the_graph_and_to_the_api(visitor: TestClient) -> None:
    text = visitor.get("/").text
    assert all(f'href="{address}"' in text for address in ("/demo/colombiatic", "/graph", "/docs"))


def test_a_chat_page_speaks_the_first_language_of_the_business(visitor: TestClient, pack: Pack) -> None:
    text = visitor.get("/demo/colombiatic").text
    assert '<html lang="es-CO">' in text
    assert pack.file.company.tagline["es"][1:] in text


def test_a_chat_page_speaks_another_language_of_the_business_when_asked(visitor: TestClient, pack: Pack) -> None:
    text = visitor.get("/demo/colombiatic?lang=en").text
    assert '<html lang="en-US">' in text
    assert pack.file.company.tagline["en"][1:] in text


def test_a_language_that_the_business_does_not_speak_is_passed_over(visitor: TestClient) -> None:
    assert '<html lang="es-CO">' in visitor.get("/demo/colombiatic?lang=fr").text


def test_the_page_of_an_unknown_business_is_a_problem_that_names_the_known(visitor: TestClient) -> None:
    answer = visitor.get("/demo/nobody")
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert "colombiatic" in answer.json()["detail"]


def test_what_a_business_calls_itself_cannot_become_markup(pack: Pack, tmp_path: Path) -> None:
    visitor = _open(_with_company(pack, name='<script>"x"</script>'), tmp_path)
    for address in ("/", "/demo/colombiatic"):
        assert "<script>" not in visitor.get(address).text


@pytest.mark.parametrize("address", ["/", "/demo/colombiatic", "/demo/colombiatic?embed=1", "/graph"])
def test_a_page_runs_no_script_and_takes_no_style_that_is_not_a_file_of_ours(visitor: TestClient, address: str) -> None:
    answer = visitor.get(address)
    policy = answer.headers["content-security-policy"]
    assert _directive(policy, "default-src") == ["'none'"]
    assert _directive(policy, "script-src") == ["'self'"]
    assert "unsafe" not in policy
    assert not re.search(r"<script(?![^>]* src=)|\son\w+=|\sstyle=", answer.text)


@pytest.mark.parametrize("address", ["/", "/demo/colombiatic", "/graph"])
def test_every_file_that_a_page_names_is_there(visitor: TestClient, address: str) -> None:
    named = re.findall(r'(?:href|src)="/assets/([^"]+)"', visitor.get(address).text)
    assert named
    for path in re.findall(r'href="(/theme/[^"]+)"', visitor.get(address).text):
        assert visitor.get(path).headers["content-type"].startswith("text/css")
    assert all((ROOT / "web" / name).is_file() for name in named)


def test_every_module_that_the_chat_imports_is_there() -> None:
    chat = ROOT / "web" / "chat"
    for file in chat.glob("*.js"):
        for name in re.findall(r'from "\./([^"]+)"', file.read_text(encoding="utf-8")):
            assert (chat / name).is_file()


def test_the_chat_writes_text_and_never_markup() -> None:
    code = "".join(file.read_text(encoding="utf-8") for file in (ROOT / "web").rglob("*.js"))
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(", code)


def test_only_the_sites_that_the_business_names_may_frame_its_chat(visitor: TestClient, pack: Pack) -> None:
    allowed = pack.file.channels.web.allowed_origins
    assert _framed_by(visitor) == ["'self'", "http://localhost:*", "http://127.0.0.1:*", *allowed]


def test_a_business_that_names_no_site_can_be_framed_anywhere(pack: Pack, tmp_path: Path) -> None:
    web = pack.file.channels.web.model_copy(update={"allowed_origins": []})
    channels = pack.file.channels.model_copy(update={"web": web})
    altered = pack.model_copy(update={"file": pack.file.model_copy(update={"channels": channels})})
    assert "*" in _framed_by(_open(altered, tmp_path))


def test_the_index_and_the_graph_cannot_be_framed(visitor: TestClient) -> None:
    for address in ("/", "/graph"):
        policy = visitor.get(address).headers["content-security-policy"]
        assert _directive(policy, "frame-ancestors") == ["'none'"]


def test_the_loader_is_a_small_script(visitor: TestClient) -> None:
    answer = visitor.get("/widget.js")
    assert answer.headers["content-type"].startswith("text/javascript")
    assert len(answer.content) < 10_000
    assert len(gzip.compress(answer.content)) < 4_000


def test_the_page_has_the_same_strings_in_every_language() -> None:
    words = orjson.loads((ROOT / "web" / "chat" / "strings.json").read_bytes())
    assert words["es"].keys() == words["en"].keys()
    assert all(text for language in words.values() for text in language.values())


def test_the_strings_that_the_page_uses_are_there() -> None:
    words = orjson.loads((ROOT / "web" / "chat" / "strings.json").read_bytes())["es"]
    sources = [*(ROOT / "web" / "chat").glob("*.js"), ROOT / "web" / "templates" / "chat.html"]
    used = set(re.findall(r"\bwords\.(\w+)", "".join(file.read_text(encoding="utf-8") for file in sources)))
    assert used <= words.keys()
    shown_by_name = {"bot", "human", "queue", "offline", "busy", "failed"}
    assert words.keys() == used | shown_by_name


def test_the_graph_page_lights_the_path_that_it_is_asked_for(visitor: TestClient) -> None:
    text = visitor.get("/graph?path=intent,router,composer").text
    assert 'class="node lit" data-node="router"' in text
    assert 'class="node faint" data-node="quoter"' in text
    assert "router -.-&gt; quoter" in text


def test_the_policy_of_the_graph_page_admits_the_style_of_its_drawing_alone(visitor: TestClient) -> None:
    answer = visitor.get("/graph")
    [style] = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert _directive(answer.headers["content-security-policy"], "style-src") == [
        "'self'",
        f"'sha256-{digest}'",
    ]


def test_a_path_through_an_unknown_node_is_a_problem(visitor: TestClient) -> None:
    answer = visitor.get("/graph.svg?path=intent,nowhere")
    assert answer.status_code == 422
    assert "'nowhere' is no node" in answer.json()["detail"]


def test_the_graph_comes_as_svg_and_as_mermaid_text(visitor: TestClient) -> None:
    assert visitor.get("/graph.svg").headers["content-type"] == "image/svg+xml"
    assert visitor.get("/graph.svg").text.startswith("<svg")
    assert "graph TD;" in visitor.get("/graph.mmd").text
