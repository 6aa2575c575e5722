"""An OpenID Connect provider on this machine, with keys of its own: what it tells is for the test to say."""

import json
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "parley-console", "a secret of the client"


class LocalProvider:
    def __init__(self, now: datetime) -> None:
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.now = now
        self.issuer = ""
        self.claims: dict[str, Any] = {"sub": "eva-1", "email": "eva@example.com", "email_verified": True}
        self.signs_with = self.key
        self.asked: dict[str, str] = {}
        self.forms: list[dict[str, str]] = []

    def agree(self, address: str) -> dict[str, str]:
        """Somebody signs in there: the query with which their browser comes back."""
        self.asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        return {"code": "a-code", "state": self.asked["state"]}

    def description(self) -> dict[str, str]:
        places = {"authorization_endpoint": "authorize", "token_endpoint": "token", "jwks_uri": "keys"}
        return {"issuer": self.issuer, **{name: f"{self.issuer}/{place}" for name, place in places.items()}}

    def keys(self) -> dict[str, Any]:
        public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
        return {"keys": [{**public, "kid": "one", "use": "sig", "alg": "RS256"}]}

    def token(self, form: dict[str, str]) -> tuple[int, dict[str, str]]:
        """Only for the code that it gave, to who knows what the challenge was made of."""
        self.forms.append(form)
        made = urlsafe_b64encode(sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        if form["code"] != "a-code" or made != self.asked["code_challenge"]:
            return 400, {"error": "invalid_grant"}
        at = int(self.now.timestamp())
        own = {"iss": self.issuer, "aud": CLIENT, "iat": at, "exp": at + 300, "nonce": self.asked["nonce"]}
        signed = jwt.encode({**own, **self.claims}, self.signs_with, algorithm="RS256", headers={"kid": "one"})
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": signed}


@contextmanager
def local_provider(now: datetime) -> Iterator[LocalProvider]:
    told = LocalProvider(now)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer(200, told.keys() if self.path == "/keys" else told.description())

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(*told.token({name: values[0] for name, values in parse_qs(body).items()}))

        def _answer(self, status: int, body: dict[str, Any]) -> None:
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, format: str, *args: object) -> None:
            """Says nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    told.issuer = f"http://127.0.0.1:{server.server_address[1]}"
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield told
    server.shutdown()
    server.server_close()
    thread.join()
