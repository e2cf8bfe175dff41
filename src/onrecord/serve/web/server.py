"""How is the app put on a port of this machine, and taken off again?"""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import uvicorn

from onrecord.errors import OnRecordError
from onrecord.serve.web.app import app_of
from onrecord.serve.web.assets import NOT_BUILT, address_of
from onrecord.serve.web.guard import is_loopback
from onrecord.store import Record

PATIENCE = 2
"""Seconds that requests under way get when the server ends."""

TROUBLE: dict[int, str] = {
    errno.EADDRINUSE: "port {port} is taken; give another one with --port, or 0 for any that is free",
    errno.EACCES: "port {port} needs more rights; give one from 1024 on with --port",
}
"""Errors of the system when a port is opened, and what to do."""


def serve(where: Path, *, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve a record until it is interrupted; `ready` gets the address once it can be asked.

    Raises OnRecordError for a host that others could reach or a port that cannot be had, and what `Record.open` does.
    """
    if not is_loopback(host):
        raise OnRecordError(
            f"--host {host}: others could reach it, and there are no accounts yet; serve on 127.0.0.1 or ::1"
        )
    if not address_of("core.js"):
        print(NOT_BUILT, file=sys.stderr)
    with Record.open(where) as record, _opened(host, port) as door:
        config = uvicorn.Config(
            app_of(record, closing=lambda: server.should_exit), log_level="error", access_log=False, server_header=False,
            timeout_graceful_shutdown=PATIENCE,
        )  # fmt: skip
        server = uvicorn.Server(config)
        shown = f"[{host}]" if ":" in host else host
        ready(f"http://{shown}:{door.getsockname()[1]}/")
        server.run(sockets=[door])


def _opened(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        told = TROUBLE.get(error.errno or 0, "cannot serve on {host} port {port} ({why}); give another --port")
        raise OnRecordError(told.format(host=host, port=port, why=error.strerror)) from error
