"""Which bytes does a file hold once it is unpacked, and where in the file does each of them lie?

A gzip file is a row of members; an archive packs each record as a member of its own, so that a reader may begin at
any of them. A file that is not packed is read as it is. Nothing is held but the bytes asked for and not yet let go.
"""

from __future__ import annotations

import zlib
from collections import deque
from typing import BinaryIO, NamedTuple

GZIP_MARK = b"\x1f\x8b\x08"
"""How a gzip member begins: its signature and the only method there is (RFC 1952, 2.3.1)."""

LAST_FLAG = 0x20
"""The byte behind the mark holds five flags; from here on its bits are reserved and zero (RFC 1952, 2.3.1.2)."""

PACKED_CHUNK = 16_384
"""Bytes read at a time from a packed file. What is left of a chunk behind a member is copied, so chunks are small."""

CHUNK = 1 << 18
"""Bytes read at a time from a plain file, and at most unpacked at a time."""


PLAIN_SIGNS = (b"WARC/", b"filedesc://")
"""What the beginning of an archive holds that is not packed, even when its first record is damaged."""


class Place(NamedTuple):
    """A place in a file where reading can begin: `inside` unpacked bytes behind the member that begins at `member`.

    `ahead` counts the unpacked bytes before that member. In a plain file every byte is a member by itself.
    """

    member: int = 0
    ahead: int = 0
    inside: int = 0

    @property
    def offset(self) -> int:
        """The place as one number: a byte of the file where a member begins, else a byte of the unpacked content."""
        return self.ahead + self.inside if self.inside else self.member


BEGINNING = Place()


class Unpacked:
    """The bytes of a file from a place on. `held` are those at hand; `more` gets the next ones, `drop` lets go.

    When `more` finds no more, `broken` is the byte of the file at which a gzip member begins that cannot be unpacked,
    or None at the end of the file; `cut` says that the file ends inside that member.
    """

    def __init__(self, file: BinaryIO, begin: Place = BEGINNING) -> None:
        self.packed = _is_packed(file)
        self.held = bytearray()
        self.broken: int | None = None
        self.cut = False
        self._file = file
        self._member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        self._inside = False
        self._rest, self._rest_at = b"", begin.member
        self._at = begin.ahead  # unpacked bytes before the held ones
        self._members: deque[tuple[int, int]] = deque([(begin.ahead, begin.member)])
        file.seek(begin.member)
        self._skip(begin.inside)

    def place(self) -> Place:
        """Where the first held byte lies."""
        if not self.packed:
            return Place(self._at, self._at)
        if self.broken is not None and not self.held:
            return Place(self.broken, self._at)
        ahead, member = self._members[0]
        return Place(member, ahead, self._at - ahead)

    def has(self, length: int) -> bool:
        """Whether so many bytes can be held; holds them if they are there."""
        while len(self.held) < length:
            if not self.more():
                return False
        return True

    def drop(self, length: int) -> None:
        """Let go of the first bytes held."""
        del self.held[:length]
        self._at += length
        while len(self._members) > 1 and self._members[1][0] <= self._at:
            self._members.popleft()

    def borders(self, begin: int, end: int) -> list[int]:
        """Which of the held bytes between two of them are the first of a member."""
        return [at - self._at for at, _ in self._members if begin <= at - self._at < end] if self.packed else []

    def more(self) -> bool:
        """Hold some more bytes; False at the end, or at a member that is broken."""
        if self.broken is not None:
            return False
        if not self.packed:
            found = self._file.read(CHUNK)
            self.held += found
            return bool(found)
        while self._inside or self._enters():
            unpacked = self._unpack()
            if unpacked is None:
                return False
            if unpacked:
                self.held += unpacked
                return True
        return False

    def recover(self) -> bool:
        """Let go of everything and go on at the next gzip member behind the broken one; False when there is none."""
        assert self.broken is not None
        self.drop(len(self.held))
        place = self._next_mark(self.broken + 1)
        if place is None:
            return False
        self._file.seek(place)
        self._rest, self._rest_at = b"", place
        self._inside, self.broken, self.cut = False, None, False
        self._members.clear()
        return self._enters()

    def _skip(self, length: int) -> None:
        while length and self.has(1):
            step = min(length, len(self.held))
            self.drop(step)
            length -= step

    def _enters(self) -> bool:
        """Begin the next member. Zeros between members are padding, as tapes have it."""
        while len(self._rest) <= len(GZIP_MARK):
            found = self._file.read(PACKED_CHUNK)
            kept = (self._rest + found).lstrip(b"\0")
            self._rest_at += len(self._rest) + len(found) - len(kept)
            self._rest = kept
            if not found:
                break
        if not self._rest:
            return False
        if not self._rest.startswith(GZIP_MARK):
            self.broken = self._rest_at
            return False
        self._inside, self._member = True, zlib.decompressobj(zlib.MAX_WBITS | 16)
        border = (self._at + len(self.held), self._rest_at)
        if not self._members or self._members[-1] != border:
            self._members.append(border)
        return True

    def _unpack(self) -> bytes | None:
        """The next bytes of the member at hand, maybe none; None when it is broken."""
        packed = self._rest or self._file.read(PACKED_CHUNK)
        try:
            found = self._member.decompress(packed, CHUNK)
        except zlib.error:
            self.broken = self._members[-1][1]
            return None
        if not (packed or found or self._member.eof):
            self.broken, self.cut = self._members[-1][1], True
            return None
        self._rest_at += len(self._rest or packed)
        self._rest = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
        self._rest_at -= len(self._rest)
        self._inside = not self._member.eof
        return found

    def _next_mark(self, begin: int) -> int | None:
        """Where the next gzip member may begin, at or behind a byte of the file."""
        self._file.seek(begin)
        kept, place = b"", begin
        while chunk := self._file.read(PACKED_CHUNK):
            window = kept + chunk
            found = window.find(GZIP_MARK)
            while 0 <= found < len(window) - len(GZIP_MARK):
                if window[found + len(GZIP_MARK)] < LAST_FLAG:
                    return place - len(kept) + found
                found = window.find(GZIP_MARK, found + 1)
            kept, place = window[-len(GZIP_MARK) :], place + len(chunk)
        return None


def _is_packed(file: BinaryIO) -> bool:
    file.seek(0)
    head = file.read(CHUNK)
    return head.startswith(GZIP_MARK) or (GZIP_MARK in head and not any(sign in head for sign in PLAIN_SIGNS))
