"""Where does each record of a web archive begin and end, WARC (ISO 28500) or ARC (Internet Archive, 1996)?

Each record is cut out whole before anything reads it, so that what is wrong inside one cannot reach the next. Libraries
that read archives as one stream lose records behind some damage without a word: FastWARC 2.0 ends behind a response
that is packed in chunks, and shortens the record at which a file breaks off.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.read.unpacked import Place, Unpacked

WARC_SIGN = rb"WARC/\d\.\d{1,2}[ \t]*\r?\n(?=[A-Za-z][\w-]*:)"
ARC_SIGN = rb"(?:https?|ftp|dns|filedesc)://?[^ \r\n]{1,4096} [\da-fA-F.:]{1,45} \d{8,14} [^\r\n]{1,512}\r?\n"
"""How a record begins: a WARC header, or the one line of an ARC header (address, IP, time, type, ..., length)."""

SIGN = re.compile(b"%s|%s" % (WARC_SIGN, ARC_SIGN))
NEXT_SIGN = re.compile(rb"%s|(?<=\n)%s" % (WARC_SIGN, ARC_SIGN))
"""The same, wherever a broken record ends. An ARC header is a line, and stands at the beginning of one."""

ARC = re.compile(rb"(?P<uri>\S+) \S+ (?P<date>\d+) (?P<type>\S+)(?: .*)? (?P<length>\d{1,18})\r?\n")
FIELD = re.compile(rb"^([A-Za-z][\w-]*):[ \t]*(.*(?:\n[ \t]+.*)*)", re.MULTILINE)
"""A field of a WARC header; a line that begins with a space goes on with the one before it."""

HEADER = re.compile(rb"WARC/[^\n]*\n(?>[^\s:][^\n:]*+:[^\n]*\n|[ \t][^\n]*\n){0,100}+\r?\n")
"""A WARC header whole: it ends at a blank line, and at once where a line is no field. Real ones have under 30 lines."""

PARTINGS = (b"\r\n\r\n", b"\n\n")
"""What stands behind a record. Some writers leave it out, or half of it."""

BLANKS = re.compile(rb"[\r\n]+")

HEADER_ROOM = 1 << 16
"""Bytes that a header may take; real ones take under 2 KB. So much is shown of a record that is too large to hold."""

SIGN_ROOM = 8192
"""Bytes that a record's sign may take."""

LONGEST_LENGTH = 18
"""Digits of a length that is believed."""

HTTP = "application/http"


@dataclass(frozen=True, slots=True)
class Record:
    """A record as it was cut out. `begin` and `end` are where it and the next one begin.

    `kind` is its WARC-Type, `uri` the address without brackets, `date` as it is written, `media_type` that of `block`,
    which is the record's content; `whole` is False for the first bytes of what is too large to hold.
    """

    begin: Place
    end: Place
    kind: str
    uri: str
    date: str
    media_type: str
    fields: dict[str, str]
    block: bytes
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Broken:
    """A stretch of the file that is no record; `ends` says that the file breaks off in it."""

    begin: Place
    ends: bool


@dataclass(frozen=True, slots=True)
class _Head:
    kind: str
    uri: str
    date: str
    media_type: str
    fields: dict[str, str]
    size: int
    length: int


def records_of(stream: Unpacked, *, limit: int) -> Iterator[Record | Broken]:
    """The records in the order of the file; of a record over `limit` bytes only the first are held.

    A stretch of damage is given once, however long it is; the records behind it follow.
    """
    damaged: Place | None = None
    while _at_something(stream):
        begin = stream.place()
        record = _record(stream, limit)
        if record is None:
            damaged = damaged or begin
            if not _to_next_sign(stream):
                yield Broken(damaged, stream.broken is None or stream.cut)
                return
        elif damaged:
            yield Broken(damaged, ends=False)
            damaged = None
        if record:
            yield record
    if damaged:
        yield Broken(damaged, ends=False)


def _at_something(stream: Unpacked) -> bool:
    """Pass over blank lines; False at the end of the file."""
    while stream.has(1):
        blank = BLANKS.match(stream.held)
        stream.drop(blank.end() if blank else 0)
        if stream.held:
            return True
    return stream.broken is not None


def _to_next_sign(stream: Unpacked) -> bool:
    """Go on to where the next record may begin, behind the first byte held; False when there is none."""
    begin = 1
    while True:
        found = _sign(stream, begin)
        if found is not None:
            stream.drop(found)
            return True
        surplus = len(stream.held) - SIGN_ROOM
        if surplus > begin:
            stream.drop(surplus)
            begin = 1
        if not stream.more():
            if stream.broken is None or not stream.recover():
                return False
            begin = 0


def _sign(stream: Unpacked, begin: int) -> int | None:
    """The first held byte from `begin` on where a record may begin: on a line of its own, or at a gzip member."""
    found = NEXT_SIGN.search(stream.held, begin)
    end = found.start() if found else len(stream.held)
    return next((at for at in stream.borders(begin, end) if SIGN.match(stream.held, at)), end if found else None)


def _record(stream: Unpacked, limit: int) -> Record | None:
    """The record that begins with the first byte held, let go of; None when there is none, or it is damaged."""
    begin, head = stream.place(), _head(stream)
    if head is None:
        return None
    whole = head.length <= limit + HEADER_ROOM
    block = _block(stream, begin, head) if whole else _first_bytes(stream, head)
    if block is None:
        return None
    _at_something(stream)
    return Record(begin, stream.place(), head.kind, head.uri, head.date, head.media_type, head.fields, block, whole)


def _head(stream: Unpacked) -> _Head | None:
    stream.has(SIGN_ROOM)
    if SIGN.match(stream.held) is None:
        return None
    return _warc_head(stream) if stream.held.startswith(b"WARC/") else _arc_head(stream)


def _warc_head(stream: Unpacked) -> _Head | None:
    header = HEADER.match(stream.held, 0, SIGN_ROOM)
    if header is None and stream.has(SIGN_ROOM):
        stream.has(HEADER_ROOM)
        header = HEADER.match(stream.held, 0, HEADER_ROOM)
    if header is None:
        return None
    found = FIELD.findall(header[0])
    fields = {name.decode().lower(): " ".join(value.decode("utf-8", "replace").split()) for name, value in found}
    length = fields.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= LONGEST_LENGTH):
        return None
    return _Head(
        kind=fields.get("warc-type", "").lower(),
        uri=fields.get("warc-target-uri", "").strip("<>"),
        date=fields.get("warc-date", ""),
        media_type=fields.get("content-type", ""),
        fields=fields,
        size=header.end(),
        length=int(length),
    )


def _arc_head(stream: Unpacked) -> _Head | None:
    found = ARC.match(stream.held)
    if found is None:
        return None
    uri, date, media_type = (found[name].decode("utf-8", "replace") for name in ("uri", "date", "type"))
    over_http = uri.startswith("http")
    kind = "response" if over_http else "resource" if uri.startswith("ftp") else "warcinfo"
    return _Head(kind, uri, date, HTTP if over_http else media_type, {}, found.end(), int(found["length"]))


def _block(stream: Unpacked, begin: Place, head: _Head) -> bytes | None:
    """The content of a record, let go of with its header; None, and nothing let go, where it is damaged."""
    end = head.size + head.length
    if not stream.has(end) or any(SIGN.match(stream.held, at) for at in stream.borders(1, end)):
        return None
    stream.has(end + SIGN_ROOM)  # the member's own checksum is compared only when its end is reached
    if not _ends_at(stream, end) or (stream.broken == begin.member and not begin.inside):
        return None
    block = bytes(stream.held[head.size : end])
    stream.drop(end)
    return block


def _ends_at(stream: Unpacked, end: int) -> bool:
    """Whether a record ends at a held byte: a wrong length would let it hold the beginning of the next one."""
    behind = bytes(stream.held[end : end + SIGN_ROOM])
    if behind.startswith(PARTINGS) or stream.borders(end, end + 1):
        return True
    behind = behind.lstrip(b"\r\n")
    return not behind or SIGN.match(behind) is not None


def _first_bytes(stream: Unpacked, head: _Head) -> bytes | None:
    """The first bytes of a record that is too large to hold, let go of with the rest; None where it is damaged.

    It cannot be looked at twice, so a line like the beginning of a record ends it: the length is then wrong. (A page is
    never so large; an archive inside the archive may be.)
    """
    stream.has(head.size + HEADER_ROOM)
    first = bytes(stream.held[head.size : head.size + HEADER_ROOM])
    stream.drop(head.size)
    left = head.length
    while left:
        if not stream.has(min(left, 2 * SIGN_ROOM)):
            return None
        sign = NEXT_SIGN.search(stream.held, 1, left)
        step = sign.start() - 1 if sign else left if left <= len(stream.held) else len(stream.held) - SIGN_ROOM
        stream.drop(step)
        left -= step
        if sign:
            return None
    return first
