"""Which characters do the bytes mean? The declared charset first, then the bytes themselves.

A wrong declaration is common: pages say ISO 8859-1 and mean Windows-1252 (as browsers read it), or say UTF-8 and hold
a few stray bytes. A page is refused only when it is no text at all.
"""

from __future__ import annotations

import codecs
import re

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

META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
XML = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,30})""", re.IGNORECASE)
META_ROOM = 4096
"""Bytes in which a page declares its charset; the standard asks for the first 1,024, pages are laxer."""

SAMPLE = 65_536
"""Bytes from which an undeclared charset is guessed: enough for a stable answer, little enough to be quick."""

STRAY_SHARE = 0.01
"""Share of undecodable bytes up to which a UTF-8 page is a UTF-8 page with flaws."""

CONTROL = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE = 0.005
"""Share of control characters from which bytes are a program, picture or archive and no text."""

SIGNATURES: tuple[bytes, ...] = (b"%PDF-", b"PK\x03\x04", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"\x1f\x8b", b"\x7fELF")
"""First bytes of files that are no text, whatever their name says."""

EMPTY = "is empty; fetch it again or leave it out"
NOT_TEXT = "is not text but binary data; convert it to HTML or plain text first"


def decoded(source: Source) -> tuple[str, str]:
    """The text (byte order mark removed, nothing else changed) and the charset it was read in.

    Raises UnreadableInput for empty or binary data.
    """
    data = source.data
    if not data.strip():
        raise UnreadableInput(EMPTY)
    if data.startswith(SIGNATURES):
        raise UnreadableInput(NOT_TEXT)
    text, charset = _marked(data) or _declared(source) or _guessed(data)
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


def _declared(source: Source) -> tuple[str, str] | None:
    """The text in the first declared charset that fits, with UTF-8 tried before all: it does not fit by chance."""
    head = source.data[:META_ROOM]
    in_page = [found.group(1).decode("ascii") for found in (XML.search(head), META.search(head)) if found]
    for name in ("utf-8", source.charset, *(in_page if source.media_type == "text/html" else ())):
        charset = _known(name)
        if charset:
            try:
                return source.data.decode(charset), charset
            except UnicodeDecodeError:
                continue
    return None


def _known(name: str | None) -> str | None:
    try:
        b"".decode(name or "")  # some codecs (rot13, hex) are no charsets
        charset = codecs.lookup(name or "").name
    except LookupError:
        return None
    return MEANT.get(charset, charset)


def _guessed(data: bytes) -> tuple[str, str]:
    text = data.decode("utf-8", "replace")
    if text.count("\ufffd") <= STRAY_SHARE * len(text) and b"\x00" not in data[:SAMPLE]:
        return text, "utf-8"
    best = from_bytes(data[:SAMPLE]).best()
    charset = best.encoding if best else "cp1252"
    return data.decode(charset, "replace"), charset
