"""What did the server send? An HTTP response as an archive keeps it becomes status, type, charset and content.

FastWARC reads a response, alone, so that damage stays inside it; where it fails warcio does, which takes a server's
wrong word about chunks and compression as browsers do. What is inflated is never more than asked for.
"""

from __future__ import annotations

import io
import re
from contextlib import redirect_stderr
from dataclasses import dataclass

from fastwarc.warc import WarcRecord
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader

from onrecord.errors import UnreadableInput

ENVELOPE = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n"
)
"""What makes an HTTP response a record that FastWARC reads."""

PIECE = 1 << 16

TOLERATED: dict[str, str] = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}
"""Compressions that warcio tries in its way, and leaves out where the content has none. (Of brotli it would inflate
without bound.)"""

BEGINNINGS: dict[str, re.Pattern[bytes]] = {
    "chunked": re.compile(rb"[ \t]*[\da-fA-F]+[ \t]*(?:;[^\n]*)?\r?\n"),
    "gzip": re.compile(rb"\x1f\x8b"),
    "deflate": re.compile(rb"\x78[\x01\x5e\x9c\xda]"),
    "": re.compile(rb"(?!)"),
}
"""How content begins that is what its header says (RFC 9112, 7.1; RFC 1952, 2.3.1; RFC 1950, 2.2)."""

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
    """The content, unpacked and its chunks joined: at most `limit` bytes, and one more when there are more.

    Raises UnreadableInput where it breaks off.
    """
    record = WarcRecord.from_bytes(ENVELOPE % len(response.block) + response.block)
    pieces: list[bytes] = []
    room = limit + 1
    try:
        record.parse_http(auto_decode="all", quirks_mode=True)
        while room and (piece := record.reader.read(min(room, PIECE))):
            pieces.append(piece)
            room -= len(piece)
    except (OSError, ValueError) as trouble:
        return _tolerated(response, limit, trouble)
    return b"".join(pieces)


def _tolerated(response: Response, limit: int, failure: Exception) -> bytes:
    """The content where the header says something else of it; what is as the header says, and fails, breaks off."""
    headers, body = response.record.http_headers, response.record.reader.read()
    packing = TOLERATED.get((headers.get("Content-Encoding") or "").strip().lower())
    in_chunks = "chunked" in (headers.get("Transfer-Encoding") or "").lower()
    if BEGINNINGS["chunked" if in_chunks else packing or ""].match(body):
        raise UnreadableInput(BREAKS_OFF) from failure
    reader = (ChunkedDataReader if in_chunks else BufferedReader)(io.BytesIO(body), decomp_type=packing)
    try:
        with redirect_stderr(io.StringIO()):  # warcio tells there what it passes over
            data = reader.read(limit + 1)
    except Exception as trouble:  # whatever a library makes of damaged bytes, it is this response that is unreadable
        raise UnreadableInput(BREAKS_OFF) from trouble
    return bytes(data)
