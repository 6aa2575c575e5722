"""Visitors: recognised by a token that is renewed, brought by a page and a campaign, vouched for by the business."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from fastapi import FastAPI

from commerce.carts import change
from commerce.visitors.repository import add_key, drop_key
from graphs.inbox import Opening
from kit.clock import StillClock
from server.secrets import Vault
from server.wiring import House
from tests.houses import MONDAY, house_of
from tests.server.sessions import BASE, TENANT, ask, begin, client_of, problem, say

SECRET = "a secret that only the business and this house know"
NOW = int(MONDAY.timestamp())
PAGE = "https://www.colombiatic.example"


@pytest.fixture
async def opened(database_url: str, tmp_path: Path) -> AsyncIterator[tuple[httpx.AsyncClient, FastAPI]]:
    async with client_of(lambda: house_of(database_url, tmp_path)) as opened:
        yield opened


@pytest.fixture
def client(opened: tuple[httpx.AsyncClient, FastAPI]) -> httpx.AsyncClient:
    return opened[0]


@pytest.fixture
def house(opened: tuple[httpx.AsyncClient, FastAPI]) -> House:
    found: House = opened[1].state.house
    return found


async def rows(house: House, query: Any, *params: Any) -> list[dict[str, Any]]:
    async with house.store.unit(TENANT) as unit:
        return await unit.rows(query, params)


def later(house: House, **span: float) -> None:
    assert isinstance(house.clock, StillClock)
    house.clock.move(timedelta(**span))


async def renew(client: httpx.AsyncClient, session: dict[str, Any], visitor: str | None = None) -> httpx.Response:
    body = {"tenant": TENANT, "visitor": visitor or session["visitor"]}
    return await client.post(f"{BASE}/session/{session['session_id']}/token", json=body)


# ---- tokens


async def test_a_session_token_expires_and_the_visitors_token_gets_another(
    client: httpx.AsyncClient, house: House
) -> None:
    session = await begin(client)
    later(house, hours=25)
    assert "expired" in problem(await say(client, session, "hola"), 401)
    renewed = (await renew(client, session)).json()
    assert renewed["session_id"] == session["session_id"]
    assert (await say(client, {**session, **renewed}, "hola")).status_code == 200


async def test_a_visitor_token_that_was_replaced_opens_nothing_after_a_minute(
    client: httpx.AsyncClient, house: House
) -> None:
    session = await begin(client)
    newer = (await renew(client, session)).json()["visitor"]
    assert (await renew(client, session)).status_code == 200  # another tab, at the same moment
    later(house, minutes=2)
    assert "replaced" in problem(await renew(client, session), 401)
    assert (await renew(client, session, newer)).status_code == 200


async def test_another_visitors_token_renews_no_session(client: httpx.AsyncClient) -> None:
    mine, other = await begin(client), await begin(client)
    assert "another visitor" in problem(await renew(client, mine, other["visitor"]), 403)
    for wrong in ("nonsense", mine["token"]):
        problem(await renew(client, mine, wrong), 401)
    problem(await say(client, {**mine, "token": mine["visitor"]}, "hola"), 401)


async def test_who_comes_back_is_the_same_contact_and_a_stranger_is_not(
    client: httpx.AsyncClient, house: House
) -> None:
    first = await begin(client)
    again = await begin(client, visitor=first["visitor"])
    other = await begin(client, visitor="not a token of ours")
    found = await rows(house, "SELECT id::text, contact_id FROM conversations")
    contacts = {row["id"]: row["contact_id"] for row in found}
    assert contacts[first["session_id"]] == contacts[again["session_id"]]
    assert contacts[first["session_id"]] != contacts[other["session_id"]]


# ---- touches


async def touches(house: House, session: dict[str, Any]) -> dict[str, Any]:
    query = "SELECT first_touch, last_touch FROM conversation_touches WHERE conversation_id = %s"
    (row,) = await rows(house, query, session["session_id"])
    return row


async def test_the_first_touch_stays_and_the_last_one_follows_the_visitor(
    client: httpx.AsyncClient, house: House
) -> None:
    first = {"page_url": f"{PAGE}/blog", "referrer": "https://www.google.com/", "utm": {"utm_source": "google"}}
    session = await begin(client, page_url=f"{PAGE}/precios", utm={"utm_source": "boletin"}, first=first)
    told = await ask(client, session, "context", {"page_url": f"{PAGE}/demo", "utm": {"utm_campaign": "grano"}})
    assert told.status_code == 204
    kept = await touches(house, session)
    assert kept["first_touch"]["utm"] == {"utm_source": "google"}
    assert kept["first_touch"]["referrer_domain"] == "google.com"
    assert (kept["last_touch"]["page_url"], kept["last_touch"]["utm"]) == (f"{PAGE}/demo", {"utm_campaign": "grano"})
    again = await begin(client, visitor=session["visitor"], page_url=f"{PAGE}/otra")
    assert (await touches(house, again))["first_touch"] == kept["first_touch"]


async def test_addresses_that_are_none_of_the_web_are_not_kept(client: httpx.AsyncClient, house: House) -> None:
    session = await begin(client, page_url="javascript:alert(1)", referrer="data:text/html,x", utm={"evil": "<b>"})
    kept = (await touches(house, session))["last_touch"]
    assert (kept["page_url"], kept["referrer"], kept["utm"]) == (None, None, {})


# ---- known users


def token(key: str = SECRET, algorithm: str = "HS256", **claims: Any) -> str:
    told = {"tenant": TENANT, "sub": "customer-7", "iat": NOW, "exp": NOW + 3600, "jti": "j1", **claims}
    return jwt.encode({name: value for name, value in told.items() if value is not None}, key, algorithm=algorithm)


async def trust(house: House, key: str = SECRET, algorithm: str = "HS256", name: str = "k1") -> None:
    async with house.store.unit(TENANT) as unit:
        await add_key(unit, name, algorithm, Vault(house.settings).seal(key.encode()), house.clock.now())


async def test_a_user_whom_the_business_vouches_for_is_known_by_name_and_mail(
    client: httpx.AsyncClient, house: House
) -> None:
    await trust(house)
    session = await begin(client)
    answer = await ask(client, session, "user", {"jwt": token(name="Marcela Ríos", email="marcela@union.com.co")})
    new = answer.json()
    assert new["session_id"] == session["session_id"]
    assert (await say(client, {**session, **new}, "hola")).status_code == 200
    (profile,) = await rows(house, "SELECT fields FROM user_profiles")
    assert profile["fields"]["email"]["value"] == "marcela@union.com.co"
    assert profile["fields"]["customer_name"]["confirmed"] is True
    (contact,) = await rows(house, "SELECT contact_id FROM contact_channels WHERE channel = 'user'")
    (row,) = await rows(house, "SELECT contact_id FROM conversations")
    assert row == contact


async def test_the_same_user_on_another_device_is_the_same_contact(client: httpx.AsyncClient, house: House) -> None:
    await trust(house)
    phone, desk = await begin(client), await begin(client)
    await ask(client, phone, "user", {"jwt": token()})
    await ask(client, desk, "user", {"jwt": token(jti="j2")})
    contacts = {row["contact_id"] for row in await rows(house, "SELECT contact_id FROM conversations")}
    assert len(contacts) == 1


async def test_carts_of_a_user_become_one_across_devices_and_whatsapp(client: httpx.AsyncClient, house: House) -> None:
    await trust(house)
    phone, desk = await begin(client), await begin(client)
    written = await house.inbox.start(TENANT, Opening(channel="whatsapp", external_id="573104567890"))
    for talk, item, count in ((phone["session_id"], "hosting", 1), (desk["session_id"], "hosting", 2),
                              (written.conversation, "capacitacion", 1)):  # fmt: skip
        async with house.store.unit(TENANT) as unit:
            pack = house.tenant(TENANT).pack
            await change.add(unit, UUID(str(talk)), item, count, pack=pack, now=house.clock.now())
    await ask(client, phone, "user", {"jwt": token(phone="+57 310 456 7890")})
    await ask(client, desk, "user", {"jwt": token(jti="j2")})
    (cart,) = await rows(house, "SELECT items, contact_id FROM cart_sessions WHERE status = 'open'")
    held = {line["item"]: line["quantity"] for line in cart["items"]}
    assert held == {"hosting": 2, "capacitacion": 1}
    found = await rows(house, "SELECT DISTINCT contact_id FROM conversations")
    assert [row["contact_id"] for row in found] == [cart["contact_id"]]


async def test_the_next_user_of_a_browser_does_not_see_what_the_one_before_said(
    client: httpx.AsyncClient, house: House
) -> None:
    await trust(house)
    session = await begin(client)
    first = (await ask(client, session, "user", {"jwt": token()})).json()
    second = (await ask(client, {**session, **first}, "user", {"jwt": token(sub="customer-8", jti="j2")})).json()
    assert (second["session_id"], second["token"]) == (None, None)
    fresh = await begin(client, visitor=second["visitor"])
    query = "SELECT contact_id FROM conversations WHERE id::text = ANY(%s)"
    found = await rows(house, query, [session["session_id"], fresh["session_id"]])
    assert len({row["contact_id"] for row in found}) == 2


async def test_a_sign_in_replaces_the_visitors_token(client: httpx.AsyncClient, house: House) -> None:
    await trust(house)
    session = await begin(client)
    await ask(client, session, "user", {"jwt": token()})
    later(house, minutes=2)
    problem(await renew(client, session), 401)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (token(key="another secret of the same length, or longer"), "signed by none"),
        (token(key="", algorithm="none"), "signed by none"),
        (token(tenant="roofing"), "for tenant"),
        (token(exp=NOW - 120), "expired"),
        (token(iat=NOW + 600, exp=NOW + 700), "begins in the future"),
        (token(exp=NOW + 7200), "lives too long"),
        (token(sub=None), "lacks sub"),
        (token(jti=None), "lacks jti"),
        (token(exp="soon"), "seconds since 1970"),
        ("not.a.token", "signed by none"),
    ],
)
async def test_a_users_token_that_is_not_as_it_should_be_is_explained(
    client: httpx.AsyncClient, house: House, wrong: str, why: str
) -> None:
    await trust(house)
    assert why in problem(await ask(client, await begin(client), "user", {"jwt": wrong}), 401)


async def test_a_users_token_of_one_browser_opens_nothing_in_another(client: httpx.AsyncClient, house: House) -> None:
    await trust(house)
    assert (await ask(client, await begin(client), "user", {"jwt": token()})).status_code == 200
    assert "another browser" in problem(await ask(client, await begin(client), "user", {"jwt": token()}), 403)


async def test_keys_are_changed_without_a_gap_and_a_dropped_one_counts_no_more(
    client: httpx.AsyncClient, house: House
) -> None:
    pair = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    public = pair.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
    private = pair.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    await trust(house)
    await trust(house, public.decode(), "RS256", "k2")
    by_rsa = token(key=private.decode(), algorithm="RS256", jti="j2")
    for told in (token(), by_rsa):
        assert (await ask(client, await begin(client), "user", {"jwt": told})).status_code == 200
    async with house.store.unit(TENANT) as unit:
        assert await drop_key(unit, "k1")
    problem(await ask(client, await begin(client), "user", {"jwt": token(jti="j3")}), 401)


async def test_a_business_without_a_key_vouches_for_nobody(client: httpx.AsyncClient) -> None:
    assert "parley widget key" in problem(await ask(client, await begin(client), "user", {"jwt": token()}), 401)
