"""Which inputs are there? Files, folders, patterns and containers become sources, one at a time, in a stable order.

Nothing is held but the source at hand: folders are walked, WARC files and JSONL rows are streamed. What cannot be
taken is a refusal that names the input and says what to do.
"""

from __future__ import annotations

import errno
import glob
import hashlib
import json
import os
import re
import stat
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from pathlib import Path, PurePath

from onrecord.errors import UnreadableInput
from onrecord.model import Refusal, Source
from onrecord.read.dates import is_day
from onrecord.read.decode import EMPTY, unpacked
from onrecord.read.warc import HEAD, Reached, is_archive, steps_in

LIMIT = 20_000_000
"""Bytes a source may have. News pages lie under 5 MB; what is larger is a dump or a film under another name."""

PAGES: dict[str, str] = {".html": "text/html", ".htm": "text/html", ".txt": "text/plain"}
MEDIA_TYPES: dict[str, str] = PAGES | {f"{ending}.gz": media_type for ending, media_type in PAGES.items()}
"""File endings that are one page each, as they are or packed by gzip."""

ARCHIVES: tuple[str, ...] = (".warc", ".warc.gz", ".wet", ".wet.gz", ".arc", ".arc.gz")
"""File endings of web archives. A file that is named is also known for one by its first bytes."""

CONTAINERS: tuple[str, ...] = (*ARCHIVES, ".jsonl")
"""File endings that hold many pages."""

KINDS = ", ".join((*MEDIA_TYPES, *CONTAINERS))

SURROGATE = re.compile("[\ud800-\udfff]")
"""What stands in a name for bytes that are no text; it cannot be written to any file."""

PATTERN_SIGNS = frozenset("*?[")

TROUBLES: dict[int, str] = {
    errno.EACCES: "no permission to read it; change its permissions or leave it out",
    errno.ENOENT: "does not exist; check the spelling and the folder you are in",
    errno.ELOOP: "links to itself; remove the link",
    errno.EIO: "the disk cannot read it; copy it from a backup",
}
"""What an operating system error means to a person, and what to do."""


def unknown(name: str, sha256: str) -> bool:
    """The answer of an empty record: it knows no source."""
    return False


def unread(container: str) -> None:
    """How far an empty record has read a container: it has not."""


def sources_of(inputs: Sequence[str], *, known: Callable[[str, str], bool] = unknown) -> Iterator[Source | Refusal]:
    """Every page source of the inputs, in the order given; folders by path, containers by place in the file.

    `known(name, sha256)` says that the record holds the source already: it is then passed over. A file that two
    inputs name is given once. Files of other kinds are passed over inside folders and refused when named.
    """
    return (step for step in steps_of(inputs, known=known) if not isinstance(step, Reached))


def steps_of(
    inputs: Sequence[str],
    *,
    known: Callable[[str, str], bool] = unknown,
    begun: Callable[[str], str | None] = unread,
) -> Iterator[Source | Refusal | Reached]:
    """The same, and between them how far each web archive is read: what is before that place need not be read again.

    `begun(path)` is how far an earlier run came with an archive, as `written`, or None.
    """
    for found in _all_of(inputs, begun):
        step = found if isinstance(found, Reached) else _writable(found)
        if not isinstance(step, Source) or not known(step.name, step.sha256):
            yield step


def _writable(found: Source | Refusal) -> Source | Refusal:
    """The same under names that can be written down: a file name may hold bytes, and a row escapes, that are no text.

    They are spelled out ("caf\\udce9.txt"), so that such a page is read like any other.
    """
    named = ((field.name, getattr(found, field.name)) for field in fields(found))
    odd = {name: value for name, value in named if isinstance(value, str) and SURROGATE.search(value)}
    if not odd:
        return found
    spelled = {name: value.encode("utf-8", "backslashreplace").decode() for name, value in odd.items()}
    return replace(found, **spelled)  # type: ignore[arg-type]  # the odd fields are strings


def how_many(inputs: Sequence[str]) -> int | None:
    """How many sources there will be, without reading any; None when a container would have to be read to tell."""
    count = 0
    for found in _files_of(inputs):
        if isinstance(found, str):
            if ending_of(found) in CONTAINERS:
                return None
            count += 1
    return count


def source_of(name: str, data: bytes, media_type: str, *, charset: str | None = None) -> Source:
    """A source made of bytes in hand."""
    return Source(name, data, media_type, hashlib.sha256(data).hexdigest(), charset=charset)


def refusal_of(name: str, trouble: OSError) -> Refusal:
    """What the operating system would not let us read, in words for a person."""
    known = TROUBLES.get(trouble.errno or 0)
    return Refusal(name, "read", known or f"cannot be read ({trouble.strerror or trouble}); check the file")


def _all_of(inputs: Sequence[str], begun: Callable[[str], str | None]) -> Iterator[Source | Refusal | Reached]:
    for found in _files_of(inputs):
        if isinstance(found, Refusal):
            yield found
            continue
        try:
            yield from _sources_in(found, begun)
        except OSError as trouble:
            yield refusal_of(found, trouble)


def _files_of(inputs: Sequence[str]) -> Iterator[str | Refusal]:
    """Paths of known kinds, each once."""
    named: set[str] = set()
    folders: list[str] = []
    for given in inputs:
        for found in _expanded(given):
            if isinstance(found, Refusal):
                yield found
                continue
            inside = any(found == folder or found.startswith(folder.rstrip("/") + "/") for folder in folders)
            if inside or found in named:
                continue
            if Path(found).is_dir():
                yield from (path for path in _walk(found) if path not in named)
                folders.append(found)
            else:
                named.add(found)
                yield found if ending_of(found) or _begins_an_archive(found) else _other_kind(found)


def _expanded(given: str) -> Iterator[str | Refusal]:
    """The paths an input names: itself, or what its pattern matches (a pattern passes over files of other kinds)."""
    if os.path.lexists(given):
        yield _normal(given)
    elif PATTERN_SIGNS.isdisjoint(given):
        yield Refusal(given, "read", TROUBLES[errno.ENOENT])
    else:
        found = sorted(_normal(path) for path in glob.iglob(given, recursive=True))  # noqa: PTH207 (absolute patterns too)
        taken = [path for path in found if ending_of(path) or Path(path).is_dir()]
        yield from taken
        if not taken:
            yield Refusal(given, "read", f"the pattern matches no file of a known kind ({KINDS}); check the pattern")


def _walk(folder: str) -> Iterator[str | Refusal]:
    """Files of known kinds under a folder, by path. A folder that is linked into itself is entered once."""
    entered: set[tuple[int, int]] = set()
    refused: list[OSError] = []
    for place, folders, files in os.walk(folder, followlinks=True, onerror=refused.append):
        status = os.stat(place)  # noqa: PTH116 (a string is at hand, and a pile has many)
        if (status.st_dev, status.st_ino) in entered:
            folders.clear()
            continue
        entered.add((status.st_dev, status.st_ino))
        folders.sort()
        yield from (_normal(os.path.join(place, name)) for name in sorted(files) if ending_of(name))  # noqa: PTH118
        yield from (refusal_of(_normal(str(trouble.filename)), trouble) for trouble in refused)
        refused.clear()
    yield from (refusal_of(_normal(str(trouble.filename)), trouble) for trouble in refused)


def _normal(path: str) -> str:
    return PurePath(os.path.normpath(path)).as_posix()


def ending_of(path: str) -> str:
    """The ending of a path by which its kind is known; empty for a file of another kind."""
    lower = path.lower()
    return next((kind for kind in (*MEDIA_TYPES, *CONTAINERS) if lower.endswith(kind)), "")


def _other_kind(path: str) -> Refusal:
    return Refusal(path, "read", f"is not of a known kind ({KINDS}); convert or rename it")


def _begins_an_archive(path: str) -> bool:
    try:
        if not stat.S_ISREG(Path(path).stat().st_mode):
            return False
        with Path(path).open("rb") as file:
            return is_archive(file.read(HEAD))
    except OSError:
        return False  # what is wrong with it is told where it is read


def _sources_in(path: str, begun: Callable[[str], str | None]) -> Iterator[Source | Refusal | Reached]:
    status = Path(path).stat()
    if not stat.S_ISREG(status.st_mode):
        yield Refusal(path, "read", "is not a regular file; name the file itself")
        return
    ending = ending_of(path)
    if status.st_size == 0:
        yield Refusal(path, "read", EMPTY)
    elif ending == ".jsonl":
        yield from _rows_of(path)
    elif ending in ARCHIVES or _begins_an_archive(path):
        yield from steps_in(path, limit=LIMIT, begun=begun(path))
    elif status.st_size > LIMIT:
        yield too_large(path)
    else:
        yield _page(path, MEDIA_TYPES[ending])


def _page(path: str, media_type: str) -> Source | Refusal:
    try:
        return source_of(path, unpacked(Path(path).read_bytes(), limit=LIMIT), media_type)
    except UnreadableInput as trouble:
        return Refusal(path, "read", str(trouble))


def too_large(name: str) -> Refusal:
    """The refusal of a source over `LIMIT`."""
    return Refusal(name, "read", f"is larger than {LIMIT // 1_000_000} MB; split it, or extract its text first")


def _rows_of(path: str) -> Iterator[Source | Refusal]:
    with Path(path).open("rb") as lines:
        for number in range(1, 1 << 62):
            offset = lines.tell()
            line = lines.readline(LIMIT + 1)
            if not line:
                return
            if len(line) > LIMIT:
                while line and not line.endswith(b"\n"):
                    line = lines.readline(LIMIT)
                yield too_large(f"{path}, line {number}")
            elif line.strip():
                yield _row(path, line, number, offset)


def _row(path: str, line: bytes, number: int, offset: int) -> Source | Refusal:
    try:
        row = json.loads(line.decode("utf-8-sig"))
        return _row_source(row, path, offset)
    except (UnreadableInput, UnicodeDecodeError, json.JSONDecodeError, RecursionError) as trouble:
        return Refusal(f"{path}, line {number}", "read", f"no page in the row ({trouble}); correct or remove the line")


def _row_source(row: object, path: str, offset: int) -> Source:
    if not isinstance(row, dict):
        raise UnreadableInput("it is no JSON object")
    name, form = row.get("source") or row.get("url"), "html" if row.get("html") else "text"
    if not isinstance(name, str):
        raise UnreadableInput("it has neither source nor url")
    if not isinstance(row.get(form), str):
        raise UnreadableInput("it has neither text nor html")
    data = row[form].encode("utf-8", "replace")
    fetched, published = row.get("fetched_at"), row.get("published")
    return Source(
        name=name,
        data=data,
        media_type="text/html" if form == "html" else "text/plain",
        sha256=hashlib.sha256(data).hexdigest(),
        container=path,
        offset=offset,
        charset="utf-8",
        fetched_at=fetched if isinstance(fetched, str) else None,
        url=row["url"] if isinstance(row.get("url"), str) else None,
        published=published if isinstance(published, str) and is_day(published) else None,
    )
