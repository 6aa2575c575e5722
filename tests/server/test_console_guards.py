"""Every endpoint of the console asks who it is; privileged ones for role, sight, second factor and business."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from starlette.routing import BaseRoute

from commerce.accounts.model import RANK, Role
from server.console.access import CSRF, Guard, signed_in
from tests.server.browsers import Agent, Site

PUBLIC = {"/console", "/console/api/sign-in", "/console/oidc/start", "/console/oidc/callback"}
OWN = {
    "/console/api/sign-out", "/console/api/available", "/console/api/password", "/console/api/here",
    "/console/api/factor", "/console/api/factor/confirm", "/console/api/tenants/leave",
}  # fmt: skip
"""Changes to nobody but who asks."""
FOR_ALL = {
    "/console/api/approvals/{approval}",
    "/console/api/contacts/{contact_id}/consent",
}
"""Who may decide depends on the discount: the domain says it. A customer's wish is noted by whom they tell it."""
OF_THE_DESK = ("/console/api/conversations/", "/console/api/quotes")
"""The daily work of every agent, in what they see."""
PLACES = {"name": "x", "number": "1", "seq": "1", "tenant": "colombiatic"}
NOBODY = "00000000-0000-0000-0000-000000000000"


def routes(site: Site) -> list[APIRoute]:
    found: list[APIRoute] = []
    todo: list[BaseRoute] = list(site.app.routes)
    while todo:
        route = todo.pop()
        if router := getattr(route, "original_router", None):  # an included router stands as one route
            todo += router.routes
        elif isinstance(route, APIRoute) and route.path.startswith("/console") and route.path not in PUBLIC:
            found.append(route)
    assert len(found) > 50
    return found


def guards(dependant: Dependant) -> Iterator[Any]:
    for each in dependant.dependencies:
        yield each.call
        yield from guards(each)


def guard_of(route: APIRoute) -> Guard | None:
    return next((each for each in guards(route.dependant) if isinstance(each, Guard)), None)


async def ask(agent: Agent, route: APIRoute) -> tuple[int, str]:
    path = route.path
    for name in route.param_convertors:
        path = path.replace(f"{{{name}}}", PLACES.get(name, NOBODY))
    (method,) = route.methods or set()
    answer = await agent.client.request(method, path, json=None if method == "GET" else {})
    return answer.status_code, answer.json().get("title", "")


async def test_every_endpoint_asks_who_it_is_and_every_change_for_the_page_s_own_token(site: Site) -> None:
    ana, stranger = await site.agent("ana@example.com"), site.browser()
    del ana.client.headers[CSRF]
    for route in routes(site):
        assert signed_in in guards(route.dependant), route.path
        assert (await ask(stranger, route))[0] == 401, route.path
        if route.methods != {"GET"}:
            assert (await ask(ana, route))[0] == 403, route.path


async def test_every_change_outside_of_a_conversation_is_guarded(site: Site) -> None:
    for route in routes(site):
        if route.methods == {"GET"} or route.path in OWN | FOR_ALL or route.path.startswith(OF_THE_DESK):
            continue
        assert guard_of(route) is not None, route.path


async def test_every_guarded_endpoint_refuses_a_lower_role_a_branch_and_an_old_factor(site: Site) -> None:
    guarded = [(route, guard) for route in routes(site) if (guard := guard_of(route))]
    assert len(guarded) > 25
    by_role = {role: await site.agent(f"{role}@example.com", role) for role in RANK}  # type: ignore[arg-type]
    of_branch = await site.agent("norte@example.com", "owner", branch="norte")
    for route, guard in guarded:
        if below := [role for role in RANK if RANK[role] < RANK[guard.role]]:
            assert await ask(by_role[below[-1]], route) == (403, "Your role does not allow this"), route.path
        if guard.whole:
            assert await ask(of_branch, route) == (403, "Your role does not allow this"), route.path
        if guard.fresh:
            assert await ask(by_role["owner"], route) == (403, "Show your second factor again"), route.path


@pytest.mark.parametrize("role", ["admin", "owner"])
async def test_a_second_factor_opens_what_is_privileged_for_ten_minutes(site: Site, role: Role) -> None:
    eva = await site.proven("eva@example.com", role)
    key = {"name": "tablero", "scopes": ["reports"]}
    site.wait(minutes=9)
    assert (await eva.post("/keys", **key)).status_code == 201
    site.wait(minutes=2)
    assert (await eva.post("/keys", **key)).json()["title"] == "Show your second factor again"


async def test_codes_and_passwords_in_a_session_cannot_be_guessed_for_long(site: Site) -> None:
    eva = await site.proven("eva@example.com", "admin")
    answers = [(await eva.post("/factor/confirm", code="000000")).status_code for _ in range(5)]
    assert answers == [401, 401, 401, 429, 429]
