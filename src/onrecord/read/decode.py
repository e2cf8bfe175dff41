"""Which characters do the bytes mean? The declared charset first, then the bytes themselves.

A wrong declaration is common: pages say ISO 8859-1 and mean Windows-1252 (as browsers read it), or say UTF-8 and hold
a few stray bytes. A page is refused only when it is no text at all.
"""

from __future__ import annotations

import codecs
import re
import zlib

from charset_normalizer import from_bytes

from onrecord.errors import UnreadableInput
from onrecord.model import Source

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Byte order marks, the longer before the shorter that begins it."""

MEANT: dict[str, str] = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
}
"""What a declared charset is read as: the superset that pages use under its name (WHATWG Encoding Standard)."""

NO_CHARSETS = frozenset({"utf-7", "punycode", "idna", "unicode_escape", "raw_unicode_escape", "unicode-escape"})
"""Codecs that no page is read in: their ASCII means other letters, and some take time with the square of a page."""

WIDE = re.compile("utf-?(?:16|32)", re.IGNORECASE)
"""Charsets that their own bytes tell: a declaration of them in ASCII is false (WHATWG Encoding Standard)."""

WIDE_FORMS: tuple[tuple[str, tuple[int, ...], tuple[int, ...]], ...] = (
    ("utf-32-le", (2, 3), ()),
    ("utf-32-be", (0, 1), ()),
    ("utf-16-le", (), (1, 3)),
    ("utf-16-be", (), (0, 2)),
)
"""Charset, which of four bytes are zero in every character, and which in Latin letters, signs and spaces only."""

EVERY, SOME = 0.9, 0.08
"""Share of characters with a zero at such a place: all but rare ones; spaces, marks and digits in any script."""

ODD_ZEROS = 0.1
"""How many zeros may stand at the other places, for each one that tells."""

SHIFTED = (b"\x1b$B", b"\x1b$@", b"\x1b(J")
"""How ISO-2022-JP begins Japanese: it is ASCII to look at, and no other page holds these bytes."""

GZIP = b"\x1f\x8b"

META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
META_ROOM = 4096
"""Bytes in which a page declares its charset; the standard asks for the first 1,024, pages are laxer."""

SAMPLE = 65_536
"""Bytes from which an undeclared charset is guessed: enough for a stable answer, little enough to be quick."""

STRAY_SHARE = 0.01
"""Share of undecodable bytes up to which a UTF-8 page is a UTF-8 page with flaws."""

FEW = 0.005
"""Share of bytes beyond ASCII up to which nothing can be guessed from them: then they are Western European."""

BEYOND_ASCII = re.compile("[^\x00-\x7f]")
HIGH_BYTE = re.compile(rb"[\x80-\xff]")

CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE = 0.005
"""Share of control characters from which bytes are a program, picture or archive and no text."""

SIGNATURES: tuple[bytes, ...] = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", GZIP, b"\x7fELF")
"""First bytes of files that are no text, whatever their name says."""

EMPTY = "is empty; fetch it again or leave it out"
NOT_TEXT = "is not text but binary data; convert it to HTML or plain text first"
NOT_GZIP = "is a gzip file that cannot be unpacked ({}); fetch it again"
BOMB = "unpacks to more than {} MB; unpack it, and split it or extract its text"


def unpacked(data: bytes, *, limit: int) -> bytes:
    """The bytes of a page, out of their gzip file if they are in one; no more than `limit` are ever made.

    Raises UnreadableInput for a gzip file that is broken or holds more.
    """
    if not data.startswith(GZIP):
        return data
    parts: list[bytes] = []
    size = 0
    while data.startswith(GZIP):
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            parts.append(member.decompress(data, limit + 1 - size))
        except zlib.error as trouble:
            raise UnreadableInput(NOT_GZIP.format(trouble)) from trouble
        size += len(parts[-1])
        if size > limit:
            raise UnreadableInput(BOMB.format(limit // 1_000_000))
        if not member.eof:
            raise UnreadableInput(NOT_GZIP.format("its end is missing"))
        data = member.unused_data
    return b"".join(parts)


def decoded(source: Source) -> tuple[str, str]:
    """The text (byte order mark removed, nothing else changed) and the charset it was read in.

    Raises UnreadableInput for empty or binary data.
    """
    data = source.data
    if not data.strip():
        raise UnreadableInput(EMPTY)
    if data.startswith(SIGNATURES):
        raise UnreadableInput(NOT_TEXT)
    text, charset = (
        _marked(data) or _wide(data) or _shifted(data) or _declared(source) or _flawed(source) or _guessed(data)
    )
    if not text.strip():
        raise UnreadableInput(EMPTY)
    if len(CONTROL.findall(text[:SAMPLE])) > CONTROL_SHARE * len(text[:SAMPLE]):
        raise UnreadableInput(NOT_TEXT)
    return text, charset


def _marked(data: bytes) -> tuple[str, str] | None:
    for mark, charset in MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(charset, "replace"), charset
    return None


def _wide(data: bytes) -> tuple[str, str] | None:
    """The text of unmarked UTF-16 or UTF-32, which the places of its zeros tell."""
    sample = data[: SAMPLE - SAMPLE % 4]
    zeros = [sample[place::4].count(0) / max(1, len(sample) // 4) for place in range(4)]
    for charset, every, some in WIDE_FORMS:
        telling = sum(zeros[place] for place in some)
        if (every and min(zeros[place] for place in every) >= EVERY) or (
            telling >= 2 * SOME and sum(zeros) - telling <= ODD_ZEROS * telling
        ):
            return data.decode(charset, "replace"), charset
    return None


def _shifted(data: bytes) -> tuple[str, str] | None:
    if not any(sign in data[:SAMPLE] for sign in SHIFTED):
        return None
    try:
        return data.decode("iso2022_jp_2"), "iso2022_jp_2"
    except UnicodeDecodeError:
        return None


def _declared(source: Source) -> tuple[str, str] | None:
    """The text in the first declared charset that fits, with UTF-8 tried before all: it does not fit by chance."""
    for charset in ("utf-8", *_charsets(source)):
        try:
            return source.data.decode(charset), charset
        except UnicodeError:
            continue
    return None


def _flawed(source: Source) -> tuple[str, str] | None:
    """The text in UTF-8 or the declared charset with a few bytes that do not fit: a page cut short, a quoted line."""
    if b"\x00" in source.data[:SAMPLE]:
        return None
    for charset in ("utf-8", *_charsets(source)):
        text = source.data.decode(charset, "replace")
        flaws = text.count("\ufffd")
        if flaws <= STRAY_SHARE * len(text) and sum(1 for _ in BEYOND_ASCII.finditer(text)) > 2 * flaws:
            return text, charset
    return None


def _charsets(source: Source) -> list[str]:
    """What transport and page declare, as far as it is a charset."""
    head = source.data[:META_ROOM]
    in_page = [found.group(1).decode("ascii") for found in (XML.search(head), META.search(head)) if found]
    names = (source.charset, *(in_page if source.media_type == "text/html" else ()))
    return [charset for charset in map(_known, names) if charset]


def _known(name: str | None) -> str | None:
    try:
        b" ".decode(name or "")  # some codecs (rot13, hex) are no charsets
        charset = codecs.lookup(name or "").name
    except (LookupError, UnicodeError, ValueError):
        return None
    return None if charset in NO_CHARSETS or WIDE.match(charset) else MEANT.get(charset, charset)


def _guessed(data: bytes) -> tuple[str, str]:
    """The text in the charset that its bytes look like."""
    sample = data[:SAMPLE]
    beyond = sum(1 for _ in HIGH_BYTE.finditer(sample))
    best = from_bytes(sample).best() if beyond > FEW * len(sample) else None
    charset = best.encoding if best else "cp1252"
    return data.decode(charset, "replace"), charset
