"""Signing in at a provider: who comes back, and who does not."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from pydantic import SecretStr

from server.oidc import provider_of
from tests.houses import MONDAY
from tests.server.browsers import PASSWORD, TENANT, Agent, Site
from tests.server.provider import CLIENT, SECRET, LocalProvider, local_provider


@pytest.fixture
def provider(site: Site) -> Iterator[LocalProvider]:
    with local_provider(MONDAY) as told:
        settings = site.house.settings.model_copy(
            update={
                "oidc_issuer": told.issuer,
                "oidc_client_id": CLIENT,
                "oidc_client_secret": SecretStr(SECRET),
                "public_url": "http://test",
            }
        )
        site.app.state.provider = provider_of(settings, site.house.http, site.house.clock)
        yield told


async def begin(agent: Agent) -> httpx.Response:
    return await agent.client.get("/console/oidc/start", params={"tenant": TENANT})


async def sign_in(agent: Agent, provider: LocalProvider, **changed: str) -> str:
    """Where the browser is in the end."""
    back = provider.agree((await begin(agent)).headers["location"])
    answer = await agent.client.get("/console/oidc/callback", params={**back, **changed})
    assert answer.status_code == 303
    return answer.headers["location"]


async def test_who_was_added_signs_in_with_their_verified_address(site: Site, provider: LocalProvider) -> None:
    await site.hire("eva@example.com", "admin")
    eva = site.browser()
    going = await begin(eva)
    asked = {name: values[0] for name, values in parse_qs(urlsplit(going.headers["location"]).query).items()}
    assert (asked["response_type"], asked["code_challenge_method"], asked["client_id"]) == ("code", "S256", CLIENT)
    assert asked["redirect_uri"] == "http://test/console/oidc/callback"
    assert len(asked["nonce"]) >= 32
    assert "HttpOnly" in going.headers["set-cookie"]
    assert asked["state"] not in going.headers["set-cookie"]
    assert await sign_in(eva, provider) == "/console"
    me = (await eva.get("/me")).json()
    assert (me["email"], me["role"], me["has_factor"]) == ("eva@example.com", "admin", False)
    eva.client.headers["X-CSRF"] = me["csrf"]
    assert (await eva.post("/keys", name="x", scopes=["reports"])).json()["title"] == "Show your second factor again"
    assert (await eva.post("/factor")).status_code == 200


async def test_a_second_factor_is_begun_without_the_password_only_right_after_the_provider(
    site: Site, provider: LocalProvider
) -> None:
    await site.hire("eva@example.com")
    eva = site.browser()
    await sign_in(eva, provider)
    eva.client.headers["X-CSRF"] = (await eva.get("/me")).json()["csrf"]
    site.wait(minutes=11)
    assert (await eva.post("/factor")).status_code == 401
    assert (await eva.post("/factor", password=PASSWORD)).status_code == 200


@pytest.mark.parametrize(
    ("claims", "where"),
    [
        ({"email": "nobody@example.com"}, "unknown"),
        ({"email_verified": False}, "unknown"),
        ({"email": None}, "unknown"),
        ({"nonce": "of another sign-in"}, "failed"),
        ({"aud": "another-client"}, "failed"),
        ({"iss": "https://elsewhere.example"}, "failed"),
        ({"exp": 1}, "failed"),
        ({"azp": "another-client"}, "failed"),
    ],
)
async def test_who_is_not_proven_or_not_added_stays_outside(
    site: Site, provider: LocalProvider, claims: dict[str, object], where: str
) -> None:
    await site.hire("eva@example.com")
    eva = site.browser()
    provider.claims |= claims
    assert await sign_in(eva, provider) == f"/console?sign_in={where}"
    assert (await eva.get("/me")).status_code == 401


async def test_another_state_another_code_and_another_s_signature_open_nothing(
    site: Site, provider: LocalProvider
) -> None:
    await site.hire("eva@example.com")
    eva = site.browser()
    assert await sign_in(eva, provider, state="guessed") == "/console?sign_in=failed"
    assert await sign_in(eva, provider, code="stolen") == "/console?sign_in=failed"
    assert await sign_in(eva, provider, code="") == "/console?sign_in=cancelled"
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert await sign_in(eva, provider) == "/console?sign_in=failed"
    bare = site.browser()
    answer = await bare.client.get("/console/oidc/callback", params={"code": "a-code", "state": ""})
    assert answer.headers["location"] == "/console?sign_in=failed"


async def test_an_address_that_goes_to_somebody_else_later_opens_nothing(site: Site, provider: LocalProvider) -> None:
    await site.hire("eva@example.com")
    assert await sign_in(site.browser(), provider) == "/console"
    provider.claims["email"] = "eva.new@example.com"
    assert await sign_in(site.browser(), provider) == "/console"
    provider.claims |= {"sub": "somebody-else", "email": "eva@example.com"}
    assert await sign_in(site.browser(), provider) == "/console?sign_in=unknown"


async def test_without_a_provider_in_the_settings_there_is_no_such_door(site: Site) -> None:
    assert (await begin(site.browser())).status_code == 404
