"""How is the app put on a port of this machine, and taken off again?"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from starlette.requests import Request

from onrecord.errors import OnRecordError
from onrecord.serve.accounts.accounts import has_admin
from onrecord.serve.accounts.person import Person
from onrecord.serve.web.app import Doors, app_of, who_asks
from onrecord.serve.web.assets import NOT_BUILT, address_of
from onrecord.serve.web.guard import is_loopback
from onrecord.store import Record

PATIENCE = 2
"""Seconds that requests under way get when the server ends."""

OPEN_TO_OTHERS = (
    "--host {host}: others could reach it, and nobody would have to log in; serve on 127.0.0.1 or ::1 alone, or with "
    "--users, which lets in who has an account (--allow-host and --proxy need it too)"
)

NO_ADMIN = "nobody may log in as admin yet; make that account first: onrecord user add {record} NAME --role admin"

TROUBLE: dict[int, str] = {
    errno.EADDRINUSE: "port {port} is taken; give another one with --port, or 0 for any that is free",
    errno.EACCES: "port {port} needs more rights; give one from 1024 on with --port",
}
"""Errors of the system when a port is opened, and what to do."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a record is served, and to whom.

    `users` lets in who has an account, else it is whoever sits at this machine; `names` are the server's names beside
    this machine's own; `proxy` is the address of the one that speaks https with browsers, and is believed. `by` is the
    name beside the decisions of whoever sits at this machine.
    """

    host: str
    port: int
    users: bool = False
    names: tuple[str, ...] = ()
    proxy: str | None = None
    by: str = "unknown"

    def who_asks(self, request: Request) -> Person:
        """Who asks, by name and role."""
        return who_asks(request) if self.users else Person(self.by, "admin")


def serve(where: Path, place: Place, *, ready: Callable[[str], None]) -> None:
    """Serve a record until it is interrupted; `ready` gets the address once it can be asked.

    Raises OnRecordError for a place that others could reach without an account, for accounts of which none is an
    admin's, or for a port that cannot be had, and what `Record.open` does.
    """
    if not place.users and not (is_loopback(place.host) and not place.names and place.proxy is None):
        raise OnRecordError(OPEN_TO_OTHERS.format(host=place.host))
    if not address_of("core.js"):
        print(NOT_BUILT, file=sys.stderr)
    with Record.open(where) as record, _opened(place.host, place.port) as door:
        if place.users and not has_admin(record):
            raise OnRecordError(NO_ADMIN.format(record=where))
        shown = f"[{place.host}]" if ":" in place.host else place.host
        ready(f"http://{shown}:{door.getsockname()[1]}/")
        server = uvicorn.Server(_config(record, place, closing=lambda: server.should_exit))
        server.run(sockets=[door])


def _config(record: Record, place: Place, closing: Callable[[], bool]) -> uvicorn.Config:
    names = frozenset(name.rstrip(".").lower() for name in (*place.names, place.host))
    return uvicorn.Config(
        app_of(record, who=place.who_asks, doors=Doors(users=place.users, names=names), closing=closing),
        log_level="error", access_log=False, server_header=False, timeout_graceful_shutdown=PATIENCE,
        proxy_headers=place.proxy is not None, forwarded_allow_ips=place.proxy or "",
    )  # fmt: skip


def _opened(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        told = TROUBLE.get(error.errno or 0, "cannot serve on {host} port {port} ({why}); give another --port")
        raise OnRecordError(told.format(host=host, port=port, why=error.strerror)) from error
