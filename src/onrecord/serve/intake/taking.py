"""How does what comes from outside become a file that we keep?

Names come from anywhere and are taken for nothing but names: they are cleaned, and the folder is one of our own that
is named by the content. So the same file is kept once, and no name can lead anywhere else.
"""

from __future__ import annotations

import errno
import hashlib
import re
import tempfile
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import msgspec

from onrecord.errors import OnRecordError
from onrecord.read.dates import is_day
from onrecord.read.sources import CONTAINERS, KINDS, LIMIT, ending_of
from onrecord.serve.intake.deliveries import OURS, Item

LARGEST = 2_000_000_000
"""Bytes that all files of one delivery may have; a crawl of that size is better given to `onrecord build`."""

MOST = 500
"""Files of one delivery."""

LONGEST = 60
"""Characters of a file's name that are kept: file systems take 255 bytes, and a character has up to four."""

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

MARKUP = re.compile(r"</(?:p|div|article|main|body|html|section|span|h[1-6])\s*>", re.IGNORECASE)
"""By what a pasted text is known for markup: no article for people to read has it."""


class NotTaken(OnRecordError):
    """What a person typed cannot be taken; the words say what to write instead."""


def named(name: str) -> str:
    """A name from anywhere as the name of a file: one part, no sign that steers or hides, its ending kept."""
    last = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    plain = "".join("_" if unicodedata.category(sign)[0] in "CZ" and sign != " " else sign for sign in last)
    plain = re.sub(r'[<>:"|?*\ufffd]', "_", plain).strip(" .") or "page"
    ending = ending_of(plain)
    return plain[: len(plain) - len(ending)][: LONGEST - len(ending)] + ending if ending else plain[:LONGEST]


def keep(folder: Path, name: str, pieces: Iterable[bytes]) -> Item:
    """Write a file to the folder as it comes, and say where; or say why it is refused.

    `path` of the item counts from the folder's parent. Nothing of a refused file is left.
    """
    called = named(name)
    ending = ending_of(called)
    if not ending:
        return Item(called, refused=f"is not of a known kind ({KINDS}); convert or rename it")
    most = LARGEST if ending in CONTAINERS else LIMIT
    folder.mkdir(mode=OURS, parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix="coming-", delete=False) as file:
        coming = Path(file.name)
        try:
            size, digest = _written(file, pieces, most)
            file.close()
            return Item(called, _placed(coming, folder, digest, called), size)
        except _TooMuch:
            return Item(called, refused=f"is larger than {most // 1_000_000} MB; split it, or use: onrecord build")
        except OSError as trouble:
            if trouble.errno not in NO_ROOM:
                raise
            return Item(called, refused="there is no room for it on the disk of the record; make room")
        finally:
            coming.unlink(missing_ok=True)


class _TooMuch(Exception):
    """More bytes came than a file may have."""


def _written(file: IO[bytes], pieces: Iterable[bytes], most: int) -> tuple[int, str]:
    size, digest = 0, hashlib.sha256()
    for piece in pieces:
        size += len(piece)
        if size > most:
            raise _TooMuch
        digest.update(piece)
        file.write(piece)
    return size, digest.hexdigest()


def _placed(coming: Path, folder: Path, digest: str, name: str) -> str:
    place = folder / digest[:16]
    place.mkdir(mode=OURS, exist_ok=True)
    coming.replace(place / name)
    return (place / name).relative_to(folder.parent).as_posix()


def pasted(folder: Path, words: str, *, address: str = "", day: str = "") -> Item:
    """A page that was pasted, as text or markup, kept as a row of JSON lines with its address and day.

    Raises NotTaken where there are no words, or the address or the day is none.
    """
    if not words.strip():
        raise NotTaken("There is nothing to read: paste the text or the markup of a page, or choose files.")
    if address and not _is_address(address):
        raise NotTaken("The address must be one of the web, like https://example.org/2031/04/03/gates.")
    if day and not is_day(day):
        raise NotTaken("The day must be one of the calendar, like 2031-04-03, 2031-04 or 2031.")
    # A browser sends every line's end as two signs, and could send what is no text.
    words = words.replace("\r\n", "\n").encode("utf-8", "replace").decode()
    digest = hashlib.sha256(words.encode()).hexdigest()
    row = {"source": address or f"pasted text {digest[:12]}", "html" if MARKUP.search(words) else "text": words}
    row |= {name: told for name, told in (("url", address), ("published", day)) if told}
    return keep(folder, "pasted.jsonl", [msgspec.json.encode(row) + b"\n"])


def _is_address(words: str) -> bool:
    try:
        parts = urlsplit(words)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and words.isprintable() and " " not in words
