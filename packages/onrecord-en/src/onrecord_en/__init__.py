"""Where is the English tagger of onrecord, and are its files the ones that were released?

    onrecord_en.read_bytes("tagger.onnx")

The files: `tagger.onnx` (the network), `tokenizer.json` (its word pieces), `tagger.json` (thresholds, calibration,
seeds, and what it was trained on). MODEL_CARD.md tells what it is for and how well it reads.
"""

from __future__ import annotations

from hashlib import sha256
from importlib.resources import files as resources
from importlib.resources.abc import Traversable

VERSION = "0.1.0"
"""Of the weights and of this package."""

FILES = ("tagger.onnx", "tokenizer.json", "tagger.json")
SUMS = "SHA256SUMS"
"""A line a file: its SHA-256 in hexadecimal digits, two spaces, its name."""

__all__ = ["FILES", "SUMS", "VERSION", "DamagedFile", "check", "files", "read_bytes"]


class DamagedFile(Exception):
    """A file is missing or not the one that was released. `name` is the file's; the message tells what to do next."""

    def __init__(self, name: str, what: str) -> None:
        super().__init__(
            f"onrecord-en {VERSION}: {name} {what}; install it again: "
            f"pip install --force-reinstall --no-deps onrecord-en=={VERSION} (in a checkout: make train)"
        )
        self.name = name


def files() -> Traversable:
    """The folder that holds `FILES` and `SUMS`."""
    return resources(__name__) / "weights"


def read_bytes(name: str, *, folder: Traversable | None = None) -> bytes:
    """What one of `FILES` holds. Raises DamagedFile unless it is the file that `SUMS` tells of.

    The sums guard against broken copies, not against somebody who changes them too.
    """
    where = files() if folder is None else folder
    wanted = _sums(where).get(name)
    if wanted is None:
        raise DamagedFile(SUMS, f"does not name {name}")
    held = _held(where, name)
    if sha256(held).hexdigest() != wanted:
        raise DamagedFile(name, "is not the file that was released (its SHA-256 differs)")
    return held


def check(folder: Traversable | None = None) -> None:
    """Read every file once. Raises DamagedFile for the first that is missing or not the one that was released."""
    for name in FILES:
        read_bytes(name, folder=folder)


def _sums(where: Traversable) -> dict[str, str]:
    """File name -> SHA-256."""
    rows = (line.split(maxsplit=1) for line in _held(where, SUMS).decode("utf-8", "replace").splitlines())
    return {row[1].strip(): row[0] for row in rows if len(row) == 2}


def _held(where: Traversable, name: str) -> bytes:
    try:
        return (where / name).read_bytes()
    except OSError as error:
        raise DamagedFile(name, "is missing or cannot be read") from error
