"""Are the bytes read as they were meant, whatever a page declares?"""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

import make
from onrecord.errors import UnreadableInput
from onrecord.model import Refusal, Source
from onrecord.read import page_of
from onrecord.read.decode import decoded, unpacked
from onrecord.read.sources import sources_of

LATIN = "The café of Kalven stays shut, said the mayor – nobody knew why. " * 6
CYRILLIC = "Вода стоит высоко в долине, и ворота останутся закрытыми, сказал министр в пятницу. " * 4
JAPANESE = "水門は閉じたままだ。大臣は金曜日にそう述べた。" * 6
LIMIT = 100_000


@pytest.mark.parametrize("charset", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("words", [LATIN, CYRILLIC, JAPANESE])
@pytest.mark.parametrize("declared", [None, "utf-8", "utf-16", "iso-8859-1"])
def test_wide_characters_need_no_mark(charset: str, words: str, declared: str | None) -> None:
    markup = f"<html><body><p>{words}</p></body></html>"
    text, found = decoded(make.source(markup.encode(charset), name="a.html", charset=declared))
    assert (text, found) == (markup, charset)


@pytest.mark.parametrize("declared", ["utf-16", "utf-7", "punycode", "idna", "unicode_escape", "rot13", "hex", "x-no"])
def test_a_charset_that_no_page_is_in_is_not_believed(declared: str) -> None:
    markup = f"<meta charset={declared}><p>The café of Kalven stays shut +AOk- \\ud800</p>"
    for known in (None, declared):
        assert decoded(make.source(markup.encode(), name="a.html", charset=known))[0] == markup
        assert decoded(make.source(markup.encode("cp1252"), name="a.html", charset=known))[0] == markup


def test_japanese_in_escape_sequences_is_read() -> None:
    markup = f"<p>{JAPANESE}</p>"
    assert decoded(make.source(markup.encode("iso2022_jp"), name="a.html"))[0] == markup


@pytest.mark.parametrize(
    ("words", "charset"),
    [(CYRILLIC, "windows-1251"), (JAPANESE, "shift_jis"), (LATIN, "windows-1252"), (LATIN, "utf-8")],
)
def test_a_few_broken_bytes_do_not_change_the_charset(words: str, charset: str) -> None:
    data = 4 * words.encode(charset, "replace") + b" and \x81 a line \x98\xff in another charset "
    text, _ = decoded(make.source(data, charset=charset))
    assert text.startswith(words)


def test_one_letter_beyond_ascii_in_a_long_page_is_western_european() -> None:
    words = "The café of Kalven " + "stays shut until the council has met " * 20
    assert decoded(make.source(words.encode("cp1252")))[0] == words


def test_a_page_of_null_bytes_between_words_is_read_without_them() -> None:
    data = f"<p>The\x00 {LATIN}</p>".encode()
    assert page_of(make.source(data, name="a.html")).text == f"The {LATIN}".strip()


def test_a_packed_page_is_unpacked() -> None:
    data = LATIN.encode()
    assert unpacked(data, limit=LIMIT) == data
    assert unpacked(gzip.compress(data), limit=LIMIT) == data
    assert unpacked(gzip.compress(data) + gzip.compress(data), limit=LIMIT) == data * 2
    assert unpacked(gzip.compress(bytes(LIMIT)), limit=LIMIT) == bytes(LIMIT)


@pytest.mark.parametrize(
    ("packed", "why"),
    [
        (gzip.compress(bytes(50_000_000)), "unpacks to more than 1 MB"),
        (gzip.compress(bytes(600_000)) * 9, "unpacks to more than 1 MB"),
        (gzip.compress(LATIN.encode())[:-9], "its end is missing"),
        (b"\x1f\x8b" + b"water" * 99, "cannot be unpacked"),
    ],
    ids=["a bomb", "many small bombs", "a cut file", "no gzip behind the mark"],  # their bytes hold the time of packing
)
def test_a_gzip_bomb_or_a_broken_file_is_refused(packed: bytes, why: str) -> None:
    with pytest.raises(UnreadableInput, match=why):
        unpacked(packed, limit=1_000_000)


def test_a_packed_file_is_read_like_the_page_it_holds(tmp_path: Path) -> None:
    for name in ("a.html.gz", "b.htm.gz", "c.txt.gz", "packed-without-a-word.html"):
        (tmp_path / name).write_bytes(gzip.compress(f"<html><p>{LATIN}</p>".encode()))
    (tmp_path / "bomb.html.gz").write_bytes(gzip.compress(bytes(30_000_000)))
    *bomb, a, b, c, d = sorted(sources_of([str(tmp_path)]), key=lambda found: isinstance(found, Source))
    assert [isinstance(found, Refusal) and found.why.split(";")[0] for found in bomb] == ["unpacks to more than 20 MB"]
    assert {page_of(found).text for found in (a, b, c, d) if isinstance(found, Source)} == {LATIN.strip()}
