"""Which files does a page load, and at what address?

Ours lie in static/; those bundled from npm in built/, which a wheel carries and a checkout makes (`make built`).
Without them every screen still works: Pico's ground, keys, copying by one press and drawings by script are missing.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

KINDS: dict[str, str] = {
    "css": "text/css; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "txt": "text/plain; charset=utf-8",
}
"""What is sent, by the ending of its name."""

FOLDERS: tuple[str, ...] = ("static", "built")

LICENCES = "licences.txt"
"""Whose work the bundles hold, and on what terms."""

PATH = "/static/{digest}/{name}"

KEPT = "public, max-age=31536000, immutable"
"""A browser may keep what stands at an address with the digest of all files; another digest is one of another day."""

NOT_BUILT = "the browser's comforts are not built: run `make built`; all screens work without them"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent, plain and gzipped."""

    kind: str
    data: bytes
    packed: bytes


@cache
def assets() -> Mapping[str, Asset]:
    """All files by name; they do not change while the server runs."""
    return dict(_assets())


def _assets() -> Iterator[tuple[str, Asset]]:
    for folder in FOLDERS:
        for file in _in(files("onrecord.serve.web") / folder):
            if kind := KINDS.get(file.name.rpartition(".")[2]):
                data = file.read_bytes()
                yield file.name, Asset(kind, data, gzip.compress(data, mtime=0))


def _in(folder: Traversable) -> list[Traversable]:
    return sorted(folder.iterdir(), key=lambda file: file.name) if folder.is_dir() else []


@cache
def digest() -> str:
    """One digest of all files, so that an address tells which day's they are."""
    whole = hashlib.sha256()
    for name, asset in assets().items():
        whole.update(name.encode() + b"\0" + asset.data)
    return whole.hexdigest()[:12]


def address_of(name: str) -> str:
    """Where a file stands; empty for one that was not built."""
    return PATH.format(digest=digest(), name=name) if name in assets() else ""


def asset(request: Request) -> Response:
    """`/static/<digest>/<name>`: a file. Raises HTTPException where there is none."""
    found = assets().get(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    headers = {"vary": "accept-encoding"}
    if request.path_params["digest"] == digest():
        headers["cache-control"] = KEPT
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(found.packed, headers=headers | {"content-encoding": "gzip"}, media_type=found.kind)
    return Response(found.data, headers=headers, media_type=found.kind)
