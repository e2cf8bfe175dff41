"""Does `read` end in a page or a reason, whatever the bytes? 10,000 cases: 3,000 of markup and text, 7,000 mutations.

The pages mutated are those of `examples/`, each some 2 KB, and a few of the shapes that readers stumble over. Every
case checks the promises of a page: its blocks and entries lie in order inside its text, and a refusal says why.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import make
from onrecord.model import Page
from onrecord.read import read

MUTATIONS = 7000
MARKUPS = 2000
TEXTS = 1000
PORTIONS = 20
"""In how many tests the mutations run, so that two workers share them."""

EXAMPLES = [path.read_bytes() for path in sorted(Path("examples/pages").glob("*.[ht]*"))]
SHAPES = [
    b'<script type=\'application/ld+json\'>{"@type": "LiveBlogPosting", "liveBlogUpdate": [{"headline": "Gates",'
    b' "articleBody": "The gates of Kalven stay shut", "datePublished": "2031-04-17T10:00:00Z"}]}</script>'
    b"<title>Live: gates</title><div><time datetime='2031-04-17T10:00Z'></time><p>The gates of Kalven stay shut</div>",
    b"<table><tr><td>Gate<td>7<tr><td>Ferry<br>now</table><p hidden>no</p><a href=x>READ MORE: gates &amp;amp; all</a>",
    b"Gates live\n\n17 April 2031\n\n14:05 GMT\n\nGates stay shut.\n\n13:50\n\nThe ferry sails.\n\n12:01 - Wells dry",
    "<meta charset=shift_jis><p>水門は閉じたままだ。".encode("cp932"),
    "<html dir=rtl><p>البوابات \u200fمغلقة\u200e — قال الوزير\u00ad اليوم".encode(),
    "\ufeffGates\x00 stay shut \u2028\u0085\u3000 and \U0001f30a".encode("utf-16-le"),
]
PIECES = [
    *(b"<", b">", b"</", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"&", b"&#x110000;", b"&#0;", b"&amp;amp;", b"<p>"),
    *(b"</div>", b"<br>", b"<table><tr><td>", b"<svg><style>", b"<plaintext>", b"<select><option>", b"<template>"),
    *(b"<script type='application/ld+json'>", b'{"@type":"NewsArticle"', b"[[[[", b"\\ud800", b"</script>"),
    *(b"<time datetime='2031-02-30T25:61'>", b"<meta charset=utf-16>", b"<base href='//'>", b"<?xml encoding='x'?>"),
    *(b"<!ENTITY a '&a;&a;'>", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1b$B", b"\x1f\x8b\x08", b"\xed\xa0\x80"),
    *("\u202e".encode(), "\u00ad".encode(), "\u0301".encode() * 9, "\u2028".encode(), "\u200b".encode(), b"\r\r\n"),
    *(b"By ", b"Updated: ", b"99/99/9999", b"31.02.2031", b"14:05 ", b"READ MORE: ", b"https://[", b"(c) 2031 "),
]
CHARSETS = ("utf-8", "utf-16", "utf-16-be", "utf-32-le", "cp1251", "latin-1", "gb18030", "shift_jis", "utf-7", "cp500")

Mutation = Callable[[random.Random, bytes], bytes]


def flipped(chance: random.Random, data: bytes) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, 20)):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def cut(chance: random.Random, data: bytes) -> bytes:
    begin, end = sorted(chance.choices(range(len(data) + 1), k=2))
    return data[begin:end] if chance.random() < 0.5 else data[:begin] + data[end:]


def spliced(chance: random.Random, data: bytes) -> bytes:
    other = chance.choice(EXAMPLES + SHAPES)
    return data[: chance.randrange(len(data) + 1)] + other[chance.randrange(len(other)) :]


def repeated(chance: random.Random, data: bytes) -> bytes:
    begin = chance.randrange(len(data))
    part = data[begin : begin + chance.randint(1, 60)]
    return data[:begin] + part * chance.randint(2, 60) + data[begin:]


def pierced(chance: random.Random, data: bytes) -> bytes:
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(data) + 1)
        data = data[:place] + chance.choice(PIECES) * chance.choice((1, 1, 2, 30)) + data[place:]
    return data


def recoded(chance: random.Random, data: bytes) -> bytes:
    return data.decode("utf-8", "replace").encode(chance.choice(CHARSETS), "replace")


MUTATED: tuple[Mutation, ...] = (flipped, cut, spliced, repeated, pierced, recoded)


def assert_promises_hold(data: bytes, name: str, charset: str | None = None) -> None:
    [found] = read([make.source(data, name=name, charset=charset)])
    if not isinstance(found, Page):
        assert found.stage == "read"
        assert len(found.why) > 10
        return
    for spans in (found.blocks, found.entries):
        end = 0
        for span in spans:
            assert end <= span.start < span.end <= len(found.text)
            end = span.end
    assert found.corrected is None or found.text[found.corrected.start : found.corrected.end] == found.corrected.text
    assert (found.refused is None) == (found.kind in ("article", "live_blog"))
    assert found.refused is None or found.refused.startswith("no article on the page: ")
    for words in (found.text, found.title or "", found.author or "", found.outlet or ""):
        words.encode()  # half a surrogate pair could be written to no file


@pytest.mark.parametrize("portion", range(PORTIONS))
def test_a_mutated_page_ends_in_a_page_or_a_reason(portion: int) -> None:
    for number in range(portion, MUTATIONS, PORTIONS):
        chance = random.Random(number)
        data = chance.choice(EXAMPLES + SHAPES)
        for mutation in chance.choices(MUTATED, k=chance.randint(1, 3)):
            data = mutation(chance, data or b"x")
        name = chance.choice(("a.html", "a.html", "a.txt"))
        charset = chance.choice((None, None, None, *CHARSETS, "rot13", "no-such"))
        assert_promises_hold(data, name, charset)


WORDS = st.one_of(
    st.text(max_size=40),
    st.sampled_from([piece.decode("utf-8", "replace") for piece in PIECES]),
    st.sampled_from(
        ["The gates stay shut until the council has met, Ilen Marrow said. ", "17 April 2031", "\n\n", "\n"]
    ),
    st.from_regex(
        r"<(p|div|a|h1|li|td|time|article|span)( (class|id|datetime|content)='[^'<>]{0,9}')?>", fullmatch=True
    ),
)


@settings(max_examples=MARKUPS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(WORDS, max_size=25))
def test_any_markup_ends_in_a_page_or_a_reason(parts: list[str]) -> None:
    assert_promises_hold("".join(parts).encode("utf-8", "replace"), "a.html")


@settings(max_examples=TEXTS, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(st.lists(WORDS, max_size=25))
def test_any_text_ends_in_a_page_or_a_reason(parts: list[str]) -> None:
    assert_promises_hold("".join(parts).encode("utf-8", "replace"), "a.txt")
