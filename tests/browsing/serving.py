"""How is an app served to a real browser while a test runs?"""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn
from starlette.types import ASGIApp

PATIENCE = 60.0
"""Seconds that a server may take to end on a busy machine."""


@contextmanager
def running(app: ASGIApp, *, alive: bool = False) -> Iterator[str]:
    """The address of a server of an app, which runs in a thread; `alive` also builds in what was brought."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        config = uvicorn.Config(app, log_level="error", access_log=False, ws="none", lifespan="on" if alive else "off")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([door],))
        thread.start()
        try:
            yield f"http://127.0.0.1:{door.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
