"""How are answers kept? As WARC 1.1 records, each a gzip member of its own, appended whole.

A group of records is made in memory, appended at once and flushed to the disk before anything is said of it. What a
crash leaves half-written at the end is cut off when the file is opened again; all before it is readable at any time.
"""

from __future__ import annotations

import hashlib
import os
import zlib
from base64 import b32encode
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.errors import UnreadableInput
from onrecord.fetch.asking import Answer

ENDING = ".warc.gz"
VERSION = "1.1"
UNCHANGED = "http://netpreserve.org/warc/1.1/revisit/server-not-modified"
SAME_BYTES = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
"""The two kinds of revisit: the server says so, or the bytes do."""

RENAMED: dict[str, str] = {"transfer-encoding": "X-Crawler-Transfer-Encoding", "content-length": ""}
"""Headers that no longer fit a body whose chunks were joined: under this name, or left out; the length is set anew."""

CHUNK = 1 << 20
"""Bytes read at a time where a file is checked."""

MARK = b"WARC/1."

BEGINNING = 128
"""First bytes of a file by which it is known again; our first record is longer."""

Fields = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Kept:
    """Where an answer is kept: its record's id and date, the hash of its bytes, and the page's address."""

    record: str
    date: str
    digest: str
    url: str


def folder_made(path: Path) -> None:
    """Make the folder for a WARC file. Raises UnreadableInput when the name is none for one, or nothing can be made."""
    if not path.name.endswith(ENDING):
        raise UnreadableInput(f"{path}: pages are kept in gzipped WARC files; give a name that ends in {ENDING}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as trouble:
        raise UnreadableInput(f"{path.parent}: {trouble.strerror}; give --warc a folder you can write to") from trouble


class Archive:
    """A WARC file to add to. Raises UnreadableInput for a file that cannot be added to."""

    def __init__(self, path: Path, about: Fields, *, known: int, own: bool) -> None:
        """`about` says who adds records; `known` bytes are whole records; not `own` is what another program wrote."""
        self.path = path
        self.size = _whole(path, known, own)
        self._about: Fields | None = about

    def keep(self, answer: Answer, about: Fields) -> Kept:
        """Keep an answer with its request, and what is known about them."""
        records = _Records()
        response = records.response(answer)
        records.request(answer, response)
        records.about(answer.url, about, response)
        self._append(records.data)
        named = response.rec_headers.get_header
        return Kept(named("WARC-Record-ID"), named("WARC-Date"), named("WARC-Payload-Digest"), answer.url)

    def keep_unchanged(self, answer: Answer, kept: Kept, *, profile: str, about: Fields) -> None:
        """Keep that an answer is what was kept before: by the server's word, or because the bytes are the same."""
        records = _Records()
        revisit = records.revisit(answer, kept, profile)
        records.request(answer, revisit)
        records.about(answer.url, about, revisit)
        self._append(records.data)

    def keep_note(self, url: str, about: Fields, at: datetime) -> None:
        """Keep what is known of a page whose words are not kept."""
        records = _Records()
        records.note(url, about, at)
        self._append(records.data)

    def _append(self, data: bytes) -> None:
        """Add records, before the first of a run one that says who adds them."""
        if self._about is not None:
            begun = _Records()
            begun.info(self.path.name, self._about)
            data, self._about = begun.data + data, None
        with self.path.open("ab") as file:
            try:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            except BaseException:  # a full disk, or Ctrl-C: no half record stays
                with suppress(OSError):
                    os.truncate(self.path, self.size)
                raise
        self.size += len(data)


class _Records:
    """Records in the making, as bytes."""

    def __init__(self) -> None:
        self._buffer = BytesIO()
        self._writer = WARCWriter(self._buffer, gzip=True, warc_version=VERSION)

    @property
    def data(self) -> bytes:
        return self._buffer.getvalue()

    def info(self, name: str, about: Fields) -> None:
        self._writer.write_record(self._writer.create_warcinfo_record(name, dict(about)))

    def response(self, answer: Answer) -> Any:
        head = _status(answer, _fitting(answer))
        return self._written(answer.url, "response", answer, payload=answer.body, http_headers=head)

    def request(self, answer: Answer, other: Any) -> None:
        head = StatusAndHeaders(f"GET {answer.target} HTTP/1.1", list(answer.asked), is_http_request=True)
        concurrent = {"WARC-Concurrent-To": other.rec_headers.get_header("WARC-Record-ID")}
        self._written(answer.url, "request", answer, payload=b"", http_headers=head, more=concurrent)

    def revisit(self, answer: Answer, kept: Kept, profile: str) -> Any:
        record = self._writer.create_revisit_record(
            answer.url,
            kept.digest,
            kept.url,
            kept.date,
            http_headers=_status(answer, list(answer.headers)),
            warc_headers_dict={"WARC-Date": _date(answer.at), "WARC-Refers-To": kept.record},
        )
        record.rec_headers.replace_header("WARC-Profile", profile)
        record.rec_headers.add_header("WARC-IP-Address", answer.address)
        self._writer.write_record(record)
        return record

    def about(self, url: str, about: Fields, other: Any) -> None:
        if about:
            headers = {
                "WARC-Date": other.rec_headers.get_header("WARC-Date"),
                "WARC-Concurrent-To": other.rec_headers.get_header("WARC-Record-ID"),
            }
            self._metadata(url, about, headers)

    def note(self, url: str, about: Fields, at: datetime) -> None:
        self._metadata(url, about, {"WARC-Date": _date(at)})

    def _metadata(self, url: str, about: Fields, headers: dict[str, str]) -> None:
        data = "".join(f"{name}: {' '.join(value.split())}\r\n" for name, value in about).encode("utf-8", "replace")
        record = self._writer.create_warc_record(
            url, "metadata", payload=BytesIO(data), length=len(data), warc_headers_dict=headers
        )
        self._writer.write_record(record)

    def _written(
        self,
        url: str,
        kind: str,
        answer: Answer,
        *,
        payload: bytes,
        http_headers: StatusAndHeaders,
        more: dict[str, str] | None = None,
    ) -> Any:
        headers = {"WARC-Date": _date(answer.at), "WARC-IP-Address": answer.address} | (more or {})
        record = self._writer.create_warc_record(
            url,
            kind,
            payload=BytesIO(payload),
            length=len(payload),
            http_headers=http_headers,
            warc_headers_dict=headers,
        )
        self._writer.write_record(record)
        return record


def _date(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S.%fZ")


def _status(answer: Answer, headers: list[tuple[str, str]]) -> StatusAndHeaders:
    return StatusAndHeaders(f"{answer.status} {answer.reason}".strip(), headers, protocol="HTTP/1.1")


def _fitting(answer: Answer) -> list[tuple[str, str]]:
    """The headers of an answer as they fit the body that is kept."""
    named = ((RENAMED.get(name.lower(), name), value) for name, value in answer.headers)
    return [(name, value) for name, value in named if name] + [("Content-Length", str(len(answer.body)))]


def digest_of(body: bytes) -> str:
    """The hash of a body as WARC files write it."""
    return f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode('ascii')}"


def beginning_of(path: Path) -> str:
    """What tells a file from another under its name: its first bytes, which hold the id of its first record."""
    with path.open("rb") as file:
        return file.read(BEGINNING).hex()


def _whole(path: Path, known: int, own: bool) -> int:
    """The size of a file after what a crash left half-written is cut off; 0 for a file that is to be made."""
    if not path.exists():
        return 0
    size = path.stat().st_size
    with path.open("rb") as file:
        if not own and size and not _is_warc(file):
            raise UnreadableInput(f"{path}: is no gzipped WARC file; give --warc another name")
        end = _end_of_members(file, known if known <= size else 0)
    if end < size:
        if not own:
            raise UnreadableInput(f"{path}: ends in a broken record at byte {end:,}; give --warc another name")
        os.truncate(path, end)
    return end


def _is_warc(file: BinaryIO) -> bool:
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(file.read(CHUNK), len(MARK)) == MARK
    except zlib.error:
        return False


def _end_of_members(file: BinaryIO, begin: int) -> int:
    """Where the last whole gzip member ends that follows a place."""
    member, place, end, data = zlib.decompressobj(zlib.MAX_WBITS | 16), begin, begin, b""
    file.seek(begin)
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
