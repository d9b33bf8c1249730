"""Which database to talk to, as whom: the embedded server, or any PostgreSQL by its URL."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit, urlunsplit

from igum.config.errors import CannotStart
from igum.config.postgres import ADMIN, Cluster, embedded_binaries
from igum.config.private_data import secret

DATABASE = os.environ.get("IGUM_DATABASE", "igum")
ROLES = {"owner": "igum_owner", "app": "igum_app", "backup": "igum_backup"}
PASSWORDS = {"owner": "IGUM_OWNER_PASSWORD", "app": "IGUM_APP_PASSWORD", "backup": "IGUM_BACKUP_PASSWORD"}


def embedded_cluster(data: Path) -> Cluster:
    """The server that belongs to this data directory; not started by being named."""
    return Cluster(data, embedded_binaries(), secret("IGUM_ADMIN_PASSWORD"))


def is_embedded() -> bool:
    """Whether Igum runs its own server, because no ``DATABASE_URL`` names another."""
    return not os.environ.get("DATABASE_URL")


def url_of(role: str, data: Path) -> str:
    """The connection URL of one role: ``app``, ``owner``, ``backup`` or ``admin``; empty when none was given.

    Raises:
        CannotStart: there is no embedded server to speak of.
    """
    if is_embedded():
        cluster = embedded_cluster(data)
        if role == "admin":
            return cluster.url(ADMIN, cluster.admin_password, "postgres")
        return cluster.url(ROLES[role], secret(PASSWORDS[role]), DATABASE)
    url = os.environ.get("DATABASE_URL" if role == "app" else f"DATABASE_{role.upper()}_URL", "")
    if url and role != "admin" and "IGUM_DATABASE" in os.environ:
        return urlunsplit(urlsplit(url)._replace(path=f"/{DATABASE}"))
    return url


def databases(data: Path) -> dict[str, dict[str, Any]]:
    """Django's DATABASES: ``default`` serves requests and owns nothing; ``owner`` only migrates."""
    configured = {"default": _as_django(url_of("app", data))}
    owner = url_of("owner", data)
    configured["owner"] = _as_django(owner) if owner else dict(configured["default"])
    configured["owner"]["CONN_MAX_AGE"] = 0
    return configured


def _as_django(url: str) -> dict[str, Any]:
    parts = _parts(url)
    options = dict(parse_qsl(parts.query))
    pooled = options.pop("pooled", "") == "1"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or "") if "%" not in parts.netloc else _socket_folder(parts.netloc),
        "PORT": str(parts.port or ""),
        # A new connection costs 7 ms (fork and scram), a query 0.1 ms: keep connections.
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Behind PgBouncer in transaction mode neither server-side cursors nor prepared statements survive.
        "DISABLE_SERVER_SIDE_CURSORS": pooled,
        "OPTIONS": {**options, **({"prepare_threshold": None} if pooled else {})},
    }


def _parts(url: str) -> SplitResult:
    """The parts of a URL that has them all. The URL itself is not repeated: it holds a password."""
    try:
        parts = urlsplit(url)
        whole = parts.scheme in {"postgres", "postgresql"} and parts.username and parts.path.strip("/")
        _ = parts.port
    except ValueError:
        whole = ""
    if not whole:
        raise CannotStart(
            "DATABASE_URL and its companions must look like postgresql://user:password@host:5432/name "
            "(for a socket: its folder in place of the host, with %2F for each /)."
        )
    return parts


def _socket_folder(netloc: str) -> str:
    """The host part with its case kept: ``urlsplit(...).hostname`` lowers it, and folders have case."""
    host = netloc.rpartition("@")[2]
    return unquote(host.rpartition(":")[0] if ":" in host else host)
