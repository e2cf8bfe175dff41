"""What did the server send? An HTTP response as an archive keeps it becomes status, type, charset and content.

FastWARC reads a response, alone, so that damage stays inside it; warcio does where a server says chunks and sends none.
Content is unpacked here, to no more than is asked for: FastWARC takes a stream that breaks off for a whole one.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO

from fastwarc.stream_io import BrotliReader, ZstdReader
from fastwarc.warc import WarcRecord
from warcio.bufferedreaders import ChunkedDataReader

from onrecord.errors import UnreadableInput

ENVELOPE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
"""What makes an HTTP response a record that FastWARC reads."""

CHUNK = re.compile(rb"[ \t]*[\da-fA-F]+[ \t]*(?:;[^\n]*)?\r?\n")
GZIP = re.compile(rb"\x1f\x8b")
ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
NOT_MARKUP = re.compile(rb"(?!\s*<)[\x00-\xff]")
"""How content begins that is in chunks, or packed (RFC 9112, 7.1; RFC 1952, 2.3.1; RFC 1950, 2.2). A bare deflate or a
brotli stream has no sign: there markup shows that nothing is packed."""

MOST_MEMBERS = 100
"""Gzip members that one page is put together from; servers send one."""

NO_HTTP = "is no HTTP response"
BREAKS_OFF = "breaks off while it is unpacked"


@dataclass(frozen=True, slots=True)
class Response:
    """A response's first line and header, with its content still as it was sent.

    `media_type` is lower case and empty when the server gave none; `charset` is what it declared.
    """

    status: int
    media_type: str
    charset: str | None
    record: WarcRecord
    block: bytes


def response_of(block: bytes) -> Response:
    """The header of an HTTP response. Raises UnreadableInput where there is none."""
    if not block[:5].upper() == b"HTTP/":
        raise UnreadableInput(NO_HTTP)
    record = WarcRecord.from_bytes(ENVELOPE % len(block) + block)
    try:
        record.parse_http(auto_decode="none", quirks_mode=True)
    except (OSError, ValueError) as trouble:
        raise UnreadableInput(NO_HTTP) from trouble
    charset = (record.http_charset or "").strip("\"' ")
    media_type = (record.http_content_type or "").strip().lower()
    return Response(record.http_headers.status_code or 0, media_type, charset or None, record, block)


def content_of(response: Response, *, limit: int) -> bytes:
    """The content, its chunks joined and unpacked: at most `limit` bytes, and one more when there are more.

    What the header calls packed and is not is given as it is, as browsers do. Raises UnreadableInput where the content
    breaks off: the end of a page is not to be missed without a word.
    """
    data = _joined(response)
    packings = (response.record.http_headers.get("Content-Encoding") or "").lower().split(",")
    for packing in reversed([name.strip() for name in packings]):
        signs, unpack = PACKINGS.get(packing, (NEVER, None))
        if unpack and signs.match(data):
            data = unpack(data, limit)
    return data[: limit + 1]


def _joined(response: Response) -> bytes:
    headers, block = response.record.http_headers, response.block
    if "chunked" not in (headers.get("Transfer-Encoding") or "").lower():
        return bytes(response.record.reader.read())
    try:
        record = WarcRecord.from_bytes(ENVELOPE % len(block) + block)
        record.parse_http(auto_decode="transfer", quirks_mode=True)
        return bytes(record.reader.read())
    except (OSError, ValueError) as trouble:
        body = response.record.reader.read()
        if CHUNK.match(body):
            raise UnreadableInput(BREAKS_OFF) from trouble
        return bytes(ChunkedDataReader(io.BytesIO(body)).read())


def _inflated(data: bytes, limit: int, wbits: int) -> tuple[bytes, bytes]:
    """The content of a gzip, zlib or bare deflate stream, and what stands behind its end."""
    packed = zlib.decompressobj(wbits)
    try:
        found = packed.decompress(data, limit + 1)
    except zlib.error as trouble:
        raise UnreadableInput(BREAKS_OFF) from trouble
    if len(found) <= limit and not packed.eof:
        raise UnreadableInput(BREAKS_OFF)
    return found, packed.unused_data


def _gunzipped(data: bytes, limit: int) -> bytes:
    content = b""
    for _ in range(MOST_MEMBERS):
        found, data = _inflated(data, limit - len(content), zlib.MAX_WBITS | 16)
        content += found
        if len(content) > limit or not GZIP.match(data):  # what is no further member is no part of the page
            return content
    raise UnreadableInput(BREAKS_OFF)


def _deflated(data: bytes, limit: int) -> bytes:
    # The standard means zlib's frame around the stream; servers that send it bare are as old as the standard.
    return _inflated(data, limit, zlib.MAX_WBITS if ZLIB.match(data) else -zlib.MAX_WBITS)[0]


def _read_by(reader: Callable[[BinaryIO], Any]) -> Callable[[bytes, int], bytes]:
    def unpacked(data: bytes, limit: int) -> bytes:
        try:
            return bytes(reader(io.BytesIO(data)).read(limit + 1))
        except (OSError, ValueError) as trouble:
            raise UnreadableInput(BREAKS_OFF) from trouble

    return unpacked


NEVER = re.compile(rb"(?!)")

PACKINGS: dict[str, tuple[re.Pattern[bytes], Callable[[bytes, int], bytes]]] = {
    "gzip": (GZIP, _gunzipped),
    "x-gzip": (GZIP, _gunzipped),
    "deflate": (NOT_MARKUP, _deflated),
    "br": (NOT_MARKUP, _read_by(BrotliReader)),
    "zstd": (re.compile(rb"\x28\xb5\x2f\xfd"), _read_by(ZstdReader)),
}
"""Content-Encoding -> how content begins that is packed so, and what unpacks it (RFC 9110, 8.4; RFC 8878)."""
