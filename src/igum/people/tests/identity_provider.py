"""A small identity provider on loopback, as a municipality would run one: OpenID Connect, authorization code flow."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt

CLIENT, SECRET, CODE, TOKEN = "igum", "a secret of the client", "one-time-code", "an access token"


@dataclass
class IdentityProvider:
    """Where it listens, and who signs in there next."""

    url: str
    person: dict[str, Any]
    asked: list[dict[str, str]] = field(default_factory=list)

    def app(self) -> dict[str, Any]:
        """Its entry in SOCIALACCOUNT_PROVIDERS, as the settings make it."""
        return {
            "provider_id": "municipality",
            "name": "Municipality",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": {"server_url": self.url},
        }


@contextmanager
def identity_provider(**person: Any) -> Iterator[IdentityProvider]:
    """Run one for a while."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    provider = IdentityProvider(f"http://127.0.0.1:{server.server_port}", person)
    server.provider = provider  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class _Handler(BaseHTTPRequestHandler):
    @property
    def provider(self) -> IdentityProvider:
        return self.server.provider  # type: ignore[attr-defined]

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        if path == "/.well-known/openid-configuration":
            self._answer(self._configuration())
        elif path == "/authorize":
            self._send_back()
        elif path == "/userinfo" and self.headers["Authorization"] == f"Bearer {TOKEN}":
            self._answer(self.provider.person)
        else:
            self._answer({"error": "invalid_request"}, status=400)

    def do_POST(self) -> None:
        form = dict(parse_qsl_bytes(self.rfile.read(int(self.headers["Content-Length"]))))
        self.provider.asked.append(form)
        right = form.get("code") == CODE and form.get("client_secret") == SECRET and form.get("code_verifier")
        if not right:
            self._answer({"error": "invalid_grant"}, status=400)
            return
        now = int(time.time())
        claims = {"iss": self.provider.url, "aud": CLIENT, "iat": now, "exp": now + 60, **self.provider.person}
        token = jwt.encode(claims, "a key of the provider, 32 bytes long", algorithm="HS256")
        self._answer({"access_token": TOKEN, "token_type": "Bearer", "expires_in": 60, "id_token": token})

    def _configuration(self) -> dict[str, Any]:
        url = self.provider.url
        return {
            "issuer": url,
            "authorization_endpoint": f"{url}/authorize",
            "token_endpoint": f"{url}/token",
            "userinfo_endpoint": f"{url}/userinfo",
            "jwks_uri": f"{url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _send_back(self) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
        self.provider.asked.append(asked)
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode({'code': CODE, 'state': asked['state']})}")
        self.end_headers()

    def _answer(self, body: dict[str, Any], status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(json.dumps(body).encode())

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


def parse_qsl_bytes(body: bytes) -> list[tuple[str, str]]:
    return [(name, values[0]) for name, values in parse_qs(body.decode()).items()]
