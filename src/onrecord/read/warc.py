"""What does a WARC file hold? Its HTML and text responses, one at a time, with the places where it is broken.

FastWARC reads records; this module finds its way round damage: after a broken record it looks for the next one that
begins with a record's own mark. Offsets count bytes of the file as it lies on the disk.
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from onrecord.model import Refusal, Source

READ_TYPES: dict[str, str] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
"""HTTP content types that are pages, and what they are read as. Pictures, scripts and feeds are passed over."""

GZIP_MARK = b"\x1f\x8b\x08"
PLAIN_MARK = b"WARC/1."

OK = 200

PARTING = b"\r\n\r\n"
"""What stands between a header and its content, and behind a record (the last record of a file may lack it)."""

CONTENT_LENGTH = re.compile(rb"\r\ncontent-length:\s*(\d+)", re.IGNORECASE)

CHUNK = 1 << 20
"""Bytes read at a time where a file is searched or checked."""

HEADER_ROOM = 1 << 16
"""Bytes that a WARC header may take; real ones take under 2 KB."""

BROKEN = "a broken WARC record begins at byte {}; the records after it were read; fetch this one again"
TOO_LARGE = "the record at byte {} of {} is larger than {} MB; leave it out"
TRUNCATED = "the WARC file ends inside the record at byte {}; fetch the file again"


def warc_sources(path: str, *, limit: int) -> Iterator[Source | Refusal]:
    """The pages of a WARC file (plain or gzip), in file order; a record over `limit` bytes is a refusal.

    Raises OSError where the file cannot be opened.
    """
    with Path(path).open("rb") as file:
        mark = GZIP_MARK if file.read(2) == GZIP_MARK[:2] else PLAIN_MARK
        last: tuple[int, Source | Refusal | None] | None = None
        for offset, found in _pieces(file, path, mark, limit):
            if last and last[1] and last[0] != offset:
                yield last[1]
            last = (offset, found)
        end = _unfinished(file, mark, last[0]) if last and not isinstance(last[1], Refusal) else None
        if last and last[1] and end != last[0]:
            yield last[1]
        if end is not None:
            yield Refusal(path, "read", TRUNCATED.format(end))


def _pieces(file: BinaryIO, path: str, mark: bytes, limit: int) -> Iterator[tuple[int, Source | Refusal | None]]:
    """(offset, what stands there) for each record; a stretch of damage is one refusal, at its first byte.

    A record that turns out to be cut short comes a second time, at its offset, as that refusal.
    """
    begin, well = 0, True
    while True:
        last = None
        try:
            file.seek(begin)
            for record in ArchiveIterator(file, record_types=WarcRecordType.any_type, auto_decode="all"):
                offset = record.stream_pos
                found = _source(record, path, offset, limit)
                last, well = offset, True
                yield offset, found
            return
        except (OSError, ValueError):
            broken = begin if last is None else _broken_after(file, mark, last)
        if well:
            yield broken, Refusal(path, "read", BROKEN.format(broken))
            well = False
        following = _next_mark(file, mark, broken + 1)
        if following is None:
            return
        begin = following


def _broken_after(file: BinaryIO, mark: bytes, last: int) -> int:
    """Where the damage begins that was met behind a record: at its end, or at itself when it runs into the next one.

    A record that was cut short holds, by the length it declares, the beginning of the record after it, and the words
    of another page must not be read as its own.
    """
    end = _end_of(file, mark, last)
    inner = _next_mark(file, mark, last + 1) if mark == PLAIN_MARK else None
    return last if inner is not None and inner < end else end


def _next_mark(file: BinaryIO, mark: bytes, begin: int) -> int | None:
    """Where the next record may begin, at or after a byte."""
    file.seek(begin)
    kept, place = b"", begin
    while chunk := file.read(CHUNK):
        window = kept + chunk
        found = window.find(mark)
        if found >= 0:
            return place - len(kept) + found
        kept, place = window[-len(mark) :], place + len(chunk)
    return None


def _unfinished(file: BinaryIO, mark: bytes, offset: int) -> int | None:
    """Where the record begins that the end of the file cuts off, looking from a record's offset; None when none is."""
    if mark == PLAIN_MARK:
        size = file.seek(0, 2)
        return offset if _end_of(file, mark, offset) > size + len(PARTING) else None
    end = _end_of(file, mark, offset)
    return end if end < file.seek(0, 2) else None


def _end_of(file: BinaryIO, mark: bytes, offset: int) -> int:
    """Where the sound stretch ends that begins with the record at an offset.

    In a gzip file that is the end of the last member which can be unpacked; else the end that the record declares.
    """
    file.seek(offset)
    return _end_of_members(file, offset) if mark == GZIP_MARK else _declared_end(file, offset)


def _end_of_members(file: BinaryIO, offset: int) -> int:
    member, place, end, data = zlib.decompressobj(zlib.MAX_WBITS | 16), offset, offset, b""
    while data or (data := file.read(CHUNK)):
        try:
            member.decompress(data, CHUNK)
        except zlib.error:
            return end
        rest = member.unused_data if member.eof else member.unconsumed_tail
        place += len(data) - len(rest)
        data = rest
        if member.eof:
            member, end = zlib.decompressobj(zlib.MAX_WBITS | 16), place
    return end


def _declared_end(file: BinaryIO, offset: int) -> int:
    header, _, _ = file.read(HEADER_ROOM).partition(PARTING)
    length = CONTENT_LENGTH.search(header)
    return offset + len(header) + 2 * len(PARTING) + (int(length[1]) if length else 0)


def _source(record: WarcRecord, path: str, offset: int, limit: int) -> Source | Refusal | None:
    """The page in a record; a refusal where the server sent no page; None for what is no page by its type."""
    if record.record_type != WarcRecordType.response or not record.is_http:
        return None
    if not record.is_http_parsed:
        record.parse_http()
    media_type = READ_TYPES.get((record.http_content_type or "").lower())
    if media_type is None:
        return None
    name = (record.headers.get("WARC-Target-URI") or f"{path}@{offset}").strip("<>")
    status = record.http_headers.status_code
    if status is not None and status != OK:
        return Refusal(name, "read", f"the server answered {status}, not with the page; fetch it again")
    data = record.reader.read(limit + 1)
    if len(data) > limit:
        return Refusal(name, "read", TOO_LARGE.format(offset, path, limit // 1_000_000))
    fetched = record.record_date.isoformat() if record.record_date else None
    sha256 = hashlib.sha256(data).hexdigest()
    return Source(name, data, media_type, sha256, path, offset, record.http_charset, fetched, url=name)
