"""What does a web archive hold? Its pages, one at a time, and why the rest of it is none.

WARC and ARC, packed or not, whatever the file is called. Pages are answers of a server (`response`), files kept as they
are (`resource`) and texts drawn from pages (`conversion`, as WET files have them). An `offset` counts bytes of the file
as it lies on the disk; only where several records share one gzip member, bytes of the unpacked content.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

import msgspec

from onrecord.errors import UnreadableInput
from onrecord.model import Refusal, Source
from onrecord.read.payload import content_of, response_of
from onrecord.read.records import HEADER_ROOM, HTTP, SIGN, SIGN_ROOM, Broken, Record, records_of
from onrecord.read.unpacked import BEGINNING, Place, Unpacked

READ_TYPES: dict[str, str] = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
}
"""Content types that are pages, and what they are read as. Pictures, scripts and feeds are passed over."""

KINDS = frozenset({"response", "resource", "conversion"})
"""Types of records that may hold a page."""

MARKUP = re.compile(rb"\r?\n\r?\n\s*<(?:!doctype html|html)\b", re.IGNORECASE)
"""How an answer's content begins that is HTML and does not say so."""

CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)

ARC_DATE = "%Y%m%d%H%M%S"

OK = frozenset({200, 203})
"""Status codes of an answer that holds the page; 203 is a page that a proxy has touched (RFC 9110, 15.3.4)."""

PAGE_URI = re.compile(r"(?:https?|ftp|file):", re.IGNORECASE)
"""Addresses of pages among `resource` and `conversion` records; crawlers keep logs and screenshots under others."""

CLASSES: tuple[tuple[range, str], ...] = (
    (range(300, 400), "are redirects, which hold no page ({}); the pages they lead to are records of their own"),
    (range(400, 500), "are of pages that the server did not give ({}); fetch again what you miss"),
    (range(500, 600), "are errors of the server ({}); fetch again what you miss"),
    (range(1000), "are answers without a whole page ({}); fetch again what you miss"),
)
"""What an answer other than 200 means, by status code; the first range that holds it counts."""

BROKEN = "a broken record begins at byte {}; the records after it were read; fetch this one again"
BROKEN_LAST = "a broken record begins at byte {}, and behind it nothing can be read; fetch the file again"
ENDS = "the archive ends inside the record at byte {}; fetch the file again"
TOO_LARGE = "the record at byte {} of {} is larger than {} MB; leave it out"
CUT_OFF = "the record at byte {} of {} was cut off when it was made ({}); fetch it again"
UNREADABLE = "the record at byte {} of {} {}; fetch it again"
NO_ARCHIVE = "is no web archive: it holds no WARC or ARC record; fetch it again, or name it for what it is"
NO_PAGE = "holds no page: none of its {} is one of HTML or text; nothing to do"
ELSEWHERE = (
    "the record at byte {} of {} says that the page was as in an earlier capture ({}), which the file does not hold; "
    "read the archive that holds it too"
)

HEAD = 1 << 16
"""Bytes at the beginning of a file by which it is known again."""


@dataclass(frozen=True, slots=True)
class Reached:
    """How far an archive was read, so that a stopped run goes on there.

    `seal` tells whether the file is still the same; `given` counts its pages so far, `refused` those that cannot be
    had, `records` all its records, `answers` those that are no page by their status code, and `revisits` those that
    refer to an earlier capture. `begun` marks the place where a run begins, `done` the end.
    """

    container: str
    seal: str
    place: Place = BEGINNING
    given: int = 0
    refused: int = 0
    records: int = 0
    answers: tuple[tuple[int, int], ...] = ()
    revisits: int = 0
    begun: bool = True
    done: bool = False


def written(reached: Reached) -> str:
    """A place as text, which `steps_in` takes up again."""
    return msgspec.json.encode(reached).decode()


def is_archive(head: bytes) -> bool:
    """Whether a file that begins so is a web archive, whatever its name says."""
    stream = Unpacked(io.BytesIO(head))
    stream.has(SIGN_ROOM)
    return SIGN.match(stream.held) is not None


def steps_in(path: str, *, limit: int, begun: str | None = None) -> Iterator[Source | Refusal | Reached]:
    """The pages of an archive in the order of the file; first where that begins, and behind each record how far it is.

    `begun` is how far an earlier run came, as `written`; a file that has changed since is read from its beginning.
    A page over `limit` bytes is a refusal. Raises OSError where the file cannot be read.
    """
    with Path(path).open("rb") as file:
        head = file.read(HEAD)
        reached = _taken_up(begun, Reached(path, _seal(file, head)))
        yield reached
        if reached.done:
            return
        broken: Broken | None = None
        for piece in records_of(Unpacked(file, reached.place), limit=limit):
            if broken:
                yield Refusal(path, "read", BROKEN.format(broken.begin.offset))
                broken = None
            if isinstance(piece, Broken):
                broken = piece
                continue
            found = _found(piece, path, limit)
            reached = _further(reached, piece, found)
            if isinstance(found, Source | Refusal):
                yield found
            yield reached
        if broken:
            yield Refusal(path, "read", _damage(broken, is_archive(head) or reached.records > 0))
        yield from _told(path, reached, broken is not None)
        yield replace(reached, begun=False, done=True)


def source_at(path: str, offset: int, *, limit: int) -> Source | None:
    """The page whose record begins at a byte of an archive; None where none begins there.

    Only that record is read. Where several records share one gzip member an offset is no byte of the file, and what is
    found there, if anything, is not the page: whoever asks compares. Raises OSError where the file cannot be read.
    """
    with Path(path).open("rb") as file:
        piece = next(records_of(Unpacked(file, Place(offset)), limit=limit), None)
    found = _found(piece, path, limit) if isinstance(piece, Record) else None
    return found if isinstance(found, Source) else None


def _taken_up(begun: str | None, fresh: Reached) -> Reached:
    """The place where an earlier run stopped, if it is in the same file; else the beginning."""
    if begun is None:
        return fresh
    try:
        earlier = msgspec.json.decode(begun, type=Reached)
    except msgspec.MsgspecError:  # written by another version
        return fresh
    return replace(earlier, begun=True) if earlier.seal == fresh.seal else fresh


def _seal(file: BinaryIO, head: bytes) -> str:
    status = os.fstat(file.fileno())
    return f"{status.st_size} {status.st_mtime_ns} {hashlib.sha256(head).hexdigest()}"


def _further(reached: Reached, record: Record, found: Source | Refusal | int | None) -> Reached:
    answers = Counter(dict(reached.answers))
    if isinstance(found, int):
        answers[found] += 1
    return replace(
        reached,
        place=record.end,
        begun=False,
        given=reached.given + isinstance(found, Source),
        refused=reached.refused + isinstance(found, Refusal),
        records=reached.records + 1,
        answers=tuple(sorted(answers.items())),
        revisits=reached.revisits + (record.kind == "revisit"),
    )


def _damage(broken: Broken, archive: bool) -> str:
    if not archive:
        return NO_ARCHIVE
    return (ENDS if broken.ends else BROKEN_LAST).format(broken.begin.offset)


def _told(path: str, reached: Reached, damaged: bool) -> Iterator[Refusal]:
    """What is to be said of the whole file: in a few lines, however many records each is about."""
    answers = dict(reached.answers)
    for codes, why in CLASSES:
        theirs = {code: answers.pop(code) for code in sorted(answers) if code in codes}
        if theirs:
            each = ", ".join(f"{code}: {count}" for code, count in theirs.items())
            yield Refusal(path, "read", f"{_many(sum(theirs.values()))} {why.format(each)}")
    if reached.revisits:
        yield from _revisits(path)
    if not (reached.given or reached.refused or reached.answers or reached.revisits or damaged):
        yield Refusal(path, "read", NO_PAGE.format(_many(reached.records)))


def _many(count: int) -> str:
    return f"{count} record" if count == 1 else f"{count} records"


def _revisits(path: str) -> Iterator[Refusal]:
    """Records that refer to an earlier capture of which the file has none; where it has one, no page is missing.

    The file is read a second time for it, so that nothing has to be kept of the many files that have none.
    """
    captures: set[bytes] = set()
    revisits: list[tuple[Record, list[bytes]]] = []
    with Path(path).open("rb") as file:
        for record in records_of(Unpacked(file), limit=HEADER_ROOM):
            if isinstance(record, Broken):
                continue
            if record.kind == "revisit":
                revisits.append((replace(record, block=b""), _originals(record)))
            elif record.kind == "response":
                captures.update(_marks(record))
    for record, originals in revisits:
        if captures.isdisjoint(originals):
            original = record.fields.get("warc-refers-to-date") or record.fields.get("warc-refers-to") or "not named"
            name = record.uri or f"{path}@{record.begin.offset}"
            yield Refusal(name, "read", ELSEWHERE.format(record.begin.offset, path, original))


def _marks(record: Record) -> Iterator[bytes]:
    """By what a later record may refer to this one."""
    return _short(
        record.fields.get("warc-payload-digest"),
        record.fields.get("warc-record-id"),
        f"{record.uri} {record.date}",
    )


def _originals(record: Record) -> list[bytes]:
    """By what a record refers to an earlier one."""
    address = record.fields.get("warc-refers-to-target-uri", "").strip("<>") or record.uri
    date = record.fields.get("warc-refers-to-date")
    return list(
        _short(
            record.fields.get("warc-payload-digest"),
            record.fields.get("warc-refers-to"),
            f"{address} {date}" if date else None,
        )
    )


def _short(*words: str | None) -> Iterator[bytes]:
    # Eight bytes of each: a file may hold a million captures.
    return (hashlib.sha256(word.encode()).digest()[:8] for word in words if word)


def _found(record: Record, path: str, limit: int) -> Source | Refusal | int | None:
    """What a record holds: a page, one that cannot be had, an answer without one (its status), or nothing to read."""
    if record.kind not in KINDS or not (record.kind == "response" or PAGE_URI.match(record.uri)):
        return None
    if record.kind != "response" or not record.media_type.lower().startswith(HTTP):
        media_type, charset = _declared(record.media_type)
        return _page(record, path, media_type, charset, lambda: record.block, limit)
    try:
        answer = response_of(record.block)
    except UnreadableInput as trouble:
        return _refusal(record, path, UNREADABLE, trouble)
    if answer.status not in OK:
        return answer.status
    media_type = answer.media_type or ("text/html" if MARKUP.search(record.block) else "")
    return _page(record, path, media_type, answer.charset, lambda: content_of(answer, limit=limit), limit)


def _page(
    record: Record, path: str, media_type: str, charset: str | None, content: Callable[[], bytes], limit: int
) -> Source | Refusal | None:
    read_as = READ_TYPES.get(media_type)
    if read_as is None:
        return None
    if cut := record.fields.get("warc-truncated"):
        return _refusal(record, path, CUT_OFF, cut)
    try:
        data = content() if record.whole else None
    except UnreadableInput as trouble:
        return _refusal(record, path, UNREADABLE, trouble)
    if data is None or len(data) > limit:
        return _refusal(record, path, TOO_LARGE, limit // 1_000_000)
    offset, sha256 = record.begin.offset, hashlib.sha256(data).hexdigest()
    name = _name(record, path)
    return Source(name, data, read_as, sha256, path, offset, charset, fetched_at(record.date), url=record.uri or None)


def _name(record: Record, path: str) -> str:
    return record.uri or f"{path}@{record.begin.offset}"


def _refusal(record: Record, path: str, why: str, about: object) -> Refusal:
    return Refusal(_name(record, path), "read", why.format(record.begin.offset, path, about))


def _declared(content_type: str) -> tuple[str, str | None]:
    """The media type and charset of a Content-Type field."""
    charset = CHARSET.search(content_type)
    return content_type.partition(";")[0].strip().lower(), charset[1] if charset else None


def fetched_at(date: str) -> str | None:
    """The time in a record's header as ISO 8601; None where it is none."""
    try:
        if date.isdigit():
            return datetime.strptime(date, ARC_DATE).replace(tzinfo=UTC).isoformat()
        return datetime.fromisoformat(date).isoformat()
    except ValueError:
        return None
