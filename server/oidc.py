"""Signing in at an OpenID Connect provider: discovery, code flow with PKCE, state and nonce, and the token proven."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import httpx
import jwt
from authlib.common.security import generate_token
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.httpx_client import AsyncOAuth2Client

from kit.clock import Clock
from kit.errors import NotAuthenticatedError, UnavailableError
from kit.settings import Settings

ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "ES256", "ES384", "EdDSA"]
"""Only those with a public key: a client secret signs nothing here."""
KEPT = timedelta(hours=1)
"""How long the provider's addresses and keys are remembered; an unknown key is asked for at once."""
LEEWAY_S = 60
TIMEOUT_S = 10.0
OWN_MACHINE = {"localhost", "127.0.0.1"}


class ProviderError(UnavailableError):
    title = "The sign-in provider does not answer as it should"


class RefusedTokenError(NotAuthenticatedError):
    title = "The sign-in could not be proven"


@dataclass(frozen=True, slots=True)
class Begun:
    """What the browser keeps, sealed, between going there and coming back."""

    tenant: str
    state: str
    nonce: str
    verifier: str

    @classmethod
    def new(cls, tenant: str) -> "Begun":
        return cls(tenant, generate_token(32), generate_token(32), generate_token(64))

    def plain(self) -> dict[str, str]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Known:
    """Who it is. ``subject`` is the provider's own name for them, ``issuer|sub``; ``email`` is None where the provider
    does not vouch for it."""

    subject: str
    email: str | None


class Provider:
    """The provider that the settings name."""

    def __init__(self, settings: Settings, http: httpx.AsyncClient, clock: Clock) -> None:
        secret = settings.oidc_client_secret
        self._issuer = (settings.oidc_issuer or "").rstrip("/")
        self._client, self._secret = settings.oidc_client_id or "", secret.get_secret_value() if secret else None
        self._scopes, self._trusts = settings.oidc_scopes, settings.oidc_trust_email
        self._back = f"{settings.address}/console/oidc/callback"
        self._http, self._clock = http, clock
        self._kept: dict[str, tuple[datetime, dict[str, Any]]] = {}

    async def address(self, begun: Begun) -> str:
        """Where the browser goes."""
        place = await self._described("authorization_endpoint")
        async with self._asking() as client:
            address, _ = client.create_authorization_url(
                place, state=begun.state, code_verifier=begun.verifier, nonce=begun.nonce
            )
        return str(address)

    async def who(self, begun: Begun, code: str) -> Known:
        """Trades the code for a token and proves it. Raises RefusedTokenError, ProviderError."""
        place = await self._described("token_endpoint")
        try:
            async with self._asking() as client:
                answer = await client.fetch_token(place, code=code, code_verifier=begun.verifier)
        except OAuthError as error:
            raise RefusedTokenError(f"The provider gave no token: {error.error}.") from error
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderError(f"The provider gave no token: {type(error).__name__}.") from error
        return self._known(await self._proven(str(answer.get("id_token", "")), begun.nonce))

    def _asking(self) -> AsyncOAuth2Client:
        return AsyncOAuth2Client(
            self._client, self._secret, scope=self._scopes, redirect_uri=self._back, timeout=TIMEOUT_S,
            code_challenge_method="S256",
        )  # fmt: skip

    async def _proven(self, token: str, nonce: str) -> Mapping[str, Any]:
        """The token's claims: signed by a key of the provider, for us, now, and for this very sign-in."""
        try:
            key = await self._key(jwt.get_unverified_header(token).get("kid"))
            claims: dict[str, Any] = jwt.decode(
                token, key, algorithms=ALGORITHMS, audience=self._client, issuer=await self._described("issuer"),
                options={"require": ["exp", "iat", "sub"], "verify_exp": False, "verify_iat": False},
            )  # fmt: skip
        except jwt.PyJWTError as error:
            raise RefusedTokenError(f"The provider's token is not valid: {error}.") from error
        now = self._clock.now().timestamp()
        if not claims["iat"] - LEEWAY_S <= now <= claims["exp"] + LEEWAY_S:
            raise RefusedTokenError("The provider's token is not of now: look at the clocks of both.")
        if claims.get("nonce") != nonce or claims.get("azp", self._client) != self._client:
            raise RefusedTokenError("The provider's token is of another sign-in.")
        return claims

    def _known(self, claims: Mapping[str, Any]) -> Known:
        verified = self._trusts or claims.get("email_verified") in (True, "true")
        email = str(claims.get("email") or "").strip().lower()
        return Known(f"{self._issuer}|{claims['sub']}", email if verified and email else None)

    async def _key(self, id: str | None) -> jwt.PyJWK:
        """Raises PyJWTError where the provider has no such key."""
        place = await self._described("jwks_uri")
        for fresh in (False, True):
            found = jwt.PyJWKSet.from_dict(await self._read(place, fresh=fresh)).keys
            mine = [key for key in found if key.key_id == id] if id else found[:1]
            if mine:
                return mine[0]
        raise jwt.InvalidTokenError(f"signed by key {id!r}, which the provider does not have")

    async def _described(self, name: str) -> str:
        """Raises ProviderError where the description is another's, or names no such address."""
        told = await self._read(f"{self._issuer}/.well-known/openid-configuration")
        value = str(told.get(name) or "")
        if str(told.get("issuer", "")).rstrip("/") != self._issuer:
            raise ProviderError(
                f"The provider calls itself {told.get('issuer')!r}, PARLEY_OIDC_ISSUER {self._issuer!r}."
            )
        if name != "issuer" and not _is_safe(value):
            raise ProviderError(f"The provider's {name} is {value!r}: expected an https address.")
        return value

    async def _read(self, place: str, *, fresh: bool = False) -> dict[str, Any]:
        now = self._clock.now()
        kept = self._kept.get(place)
        if kept and not fresh and now - kept[0] < KEPT:
            return kept[1]
        try:
            answer = await self._http.get(place, timeout=TIMEOUT_S)
            found: dict[str, Any] = answer.raise_for_status().json()
        except (httpx.HTTPError, ValueError) as error:
            raise ProviderError(f"{place} cannot be read: {type(error).__name__}.") from error
        self._kept[place] = (now, found)
        return found


def provider_of(settings: Settings, http: httpx.AsyncClient, clock: Clock) -> Provider | None:
    """None where the settings name none."""
    if not (settings.oidc_issuer and settings.oidc_client_id):
        return None
    return Provider(settings, http, clock)


def _is_safe(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in OWN_MACHINE)
