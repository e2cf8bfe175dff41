"""Does every page of a web archive come out, with its place, and does what is no page say why, once?"""

from __future__ import annotations

import gzip
import io
import os
import random
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import brotli
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.model import Refusal, Source
from onrecord.read import read
from onrecord.read.sources import LIMIT, sources_of, steps_of
from onrecord.read.warc import Reached, steps_in, written

WORDS = ("gate", "river", "valley", "dam", "council", "ferry", "bridge", "harvest", "winter", "lantern")


def page(number: int) -> bytes:
    words = random.Random(number)
    lines = (" ".join(words.choices(WORDS, k=12)) for _ in range(4))
    return f"<!DOCTYPE html><html><body><h1>Gate {number}</h1>{''.join(f'<p>{line}.</p>' for line in lines)}".encode()


def http(body: bytes, *headers: tuple[str, str], status: str = "200 OK", kind: str = "text/html") -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Type: {kind}", *(f"{name}: {value}" for name, value in headers)]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def record(number: int, block: bytes | None = None, *, kind: str = "response", **fields: str) -> bytes:
    block = http(page(number)) if block is None else block
    known = {
        "WARC-Type": kind,
        "WARC-Target-URI": f"https://tavra.example/{number}",
        "WARC-Date": "2031-04-03T10:00:00Z",
        "WARC-Record-ID": f"<urn:uuid:{number:032x}>",
        "Content-Type": "application/http; msgtype=response",
        "Content-Length": str(len(block)),
        **{name.replace("_", "-"): value for name, value in fields.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in known.items())
    return b"WARC/1.0\r\n" + lines.encode() + b"\r\n" + block + b"\r\n\r\n"


def arc(number: int, block: bytes | None = None) -> bytes:
    block = http(page(number)) if block is None else block
    return f"https://tavra.example/{number} 10.0.0.1 20310403100000 text/html {len(block)}\n".encode() + block + b"\n"


FILEDESC = b"1 1 Sarn\nURL IP-address Archive-date Content-type Archive-length\n"
ARC_BEGINNING = b"filedesc://crawl.arc 0.0.0.0 20310403100000 text/plain %d\n" % len(FILEDESC) + FILEDESC + b"\n"


@pytest.fixture
def found(tmp_path: Path) -> Callable[..., list[Source | Refusal]]:
    def found(data: bytes, name: str = "crawl.warc") -> list[Source | Refusal]:
        path = tmp_path / name
        path.write_bytes(data)
        return list(sources_of([str(path)]))

    return found


Found = Callable[..., list[Source | Refusal]]


def numbers(found: list[Source | Refusal]) -> list[int]:
    return [int(one.name.rpartition("/")[2]) for one in found if isinstance(one, Source)]


def reasons(found: list[Source | Refusal]) -> list[str]:
    return [one.why for one in found if isinstance(one, Refusal)]


def packed(*records: bytes) -> bytes:
    return b"".join(map(gzip.compress, records))


def offsets(*records: bytes) -> list[int]:
    return [sum(map(len, records[:number])) for number in range(len(records))]


PLAIN = tuple(record(number) for number in range(4))
MEMBERS = tuple(map(gzip.compress, PLAIN))


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.html", "crawl", "crawl.dat"])
@pytest.mark.parametrize("pieces", [PLAIN, MEMBERS, (ARC_BEGINNING, *map(arc, range(4)))], ids=["plain", "gz", "arc"])
def test_an_archive_is_known_by_its_content_whatever_its_name(found: Found, name: str, pieces: tuple[bytes]) -> None:
    one = found(b"".join(pieces), name)
    assert reasons(one) == []
    assert [(source.name, source.data, source.offset) for source in one if isinstance(source, Source)] == [
        (f"https://tavra.example/{number}", page(number), offset) for number, offset in enumerate(offsets(*pieces)[-4:])
    ]
    assert {source.fetched_at for source in one if isinstance(source, Source)} == {"2031-04-03T10:00:00+00:00"}


def test_an_arc_file_of_version_2_is_read_too(found: Found) -> None:
    lines = b"https://tavra.example/1 10.0.0.1 20310403100000 text/html 200 - - 0 crawl.arc "
    block = http(page(1))
    assert numbers(found(gzip.compress(lines + b"%d\n" % len(block) + block + b"\n"), "crawl.arc.gz")) == [1]


def zipped(data: bytes, wbits: int) -> bytes:
    packer = zlib.compressobj(wbits=wbits)
    return packer.compress(data) + packer.flush()


def chunks(data: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(some), some) for some in (data[:50], data[50:], b""))


TRANSFERS: dict[str, tuple[Callable[[bytes], bytes], tuple[tuple[str, str], ...]]] = {
    "plain": (bytes, ()),
    "gzip": (gzip.compress, (("Content-Encoding", "gzip"),)),
    "brotli": (brotli.compress, (("Content-Encoding", "br"),)),
    "deflate": (zlib.compress, (("Content-Encoding", "deflate"),)),
    "bare deflate": (lambda data: zipped(data, -15), (("Content-Encoding", "deflate"),)),
    "chunked": (chunks, (("Transfer-Encoding", "chunked"),)),
    "gzip with something behind it": (lambda data: gzip.compress(data) + b"\n", (("Content-Encoding", "gzip"),)),
    "gzip in two members": (
        lambda data: packed(data[:90], data[90:]),
        (("Content-Encoding", "x-gzip"),),
    ),
    "gzip twice": (lambda data: gzip.compress(gzip.compress(data)), (("Content-Encoding", "gzip, gzip"),)),
    "brotli that is none": (bytes, (("Content-Encoding", "br"),)),
    "chunked gzip": (
        lambda data: chunks(gzip.compress(data)),
        (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")),
    ),
    "gzip that is none": (bytes, (("Content-Encoding", "gzip"),)),
    "chunks that are none": (bytes, (("Transfer-Encoding", "chunked"),)),
    "an encoding nobody knows": (bytes, (("Content-Encoding", "none"),)),
}


@pytest.mark.parametrize("transfer", TRANSFERS)
def test_content_is_unpacked_as_the_server_sent_it_and_the_next_record_is_read(found: Found, transfer: str) -> None:
    sent, headers = TRANSFERS[transfer]
    pieces = [record(number, http(sent(page(number)), *headers)) for number in range(3)]
    for data in (b"".join(pieces), packed(*pieces)):
        assert [one.data for one in found(data) if isinstance(one, Source)] == [page(number) for number in range(3)]


def test_files_and_drawn_texts_are_pages_and_what_a_crawler_keeps_besides_is_not(found: Found) -> None:
    pieces = [
        record(0, page(0), kind="resource", Content_Type="text/html; charset=iso-8859-1"),
        record(1, b"The gates opened.", kind="conversion", Content_Type="text/plain"),
        record(2, b"GET / HTTP/1.1\r\n\r\n", kind="request"),
        record(3, b"fetchTimeMs: 12", kind="metadata", Content_Type="text/plain"),
        record(4, b"software: x", kind="warcinfo", Content_Type="text/plain"),
        record(5, b"a log", kind="resource", Content_Type="text/plain", WARC_Target_URI="metadata://log"),
        record(6, http(b"\x89PNG", kind="image/png")),
    ]
    one = found(packed(*pieces), "crawl.warc.wet.gz")
    assert [(source.name[-1], source.media_type, source.charset) for source in one if isinstance(source, Source)] == [
        ("0", "text/html", "iso-8859-1"),
        ("1", "text/plain", None),
    ]
    assert reasons(one) == []


def test_an_archive_without_a_page_says_so(found: Found) -> None:
    [why] = reasons(found(record(1, b"software: x", kind="warcinfo", Content_Type="application/warc-fields")))
    assert why.startswith("holds no page: none of its 1 record")


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.arc.gz"])
@pytest.mark.parametrize("data", [b"<html><p>A page</p></html>", b"\0" * 90_000, gzip.compress(b"notes " * 9000)])
def test_a_file_that_is_no_archive_is_told_so(found: Found, name: str, data: bytes) -> None:
    [why] = reasons(found(data, name))
    assert why.startswith("is no web archive")


@pytest.mark.parametrize("pieces", [PLAIN, MEMBERS], ids=["plain", "gz"])
def test_a_file_that_breaks_off_says_where_and_keeps_what_is_whole(found: Found, pieces: tuple[bytes]) -> None:
    data, last = b"".join(pieces), offsets(*pieces)[-1]
    for end in range(last + 1, len(data) - 4, 7):
        one = found(data[:end])
        assert numbers(one) == [0, 1, 2]
        assert reasons(one) == [f"the archive ends inside the record at byte {last}; fetch the file again"] or (
            # two bytes do not yet show what they are
            end < last + 30
        )


def damaged(pieces: tuple[bytes, ...], number: int, how: Callable[[bytes], bytes]) -> bytes:
    return b"".join(how(piece) if at == number else piece for at, piece in enumerate(pieces))


def flipped(piece: bytes) -> bytes:
    middle = len(piece) // 2
    return piece[:middle] + bytes([piece[middle] ^ 0xFF]) + piece[middle + 1 :]


DAMAGES: dict[str, tuple[tuple[bytes, ...], Callable[[bytes], bytes]]] = {
    "a member with a wrong byte": (MEMBERS, flipped),
    "a member with a wrong checksum": (MEMBERS, lambda piece: piece[:-8] + b"????" + piece[-4:]),
    "a member that is cut": (MEMBERS, lambda piece: piece[:200]),
    "a member whose head is gone": (MEMBERS, lambda piece: b"???" + piece[3:]),
    "a member that is not packed": (MEMBERS, lambda piece: gzip.decompress(piece)),
    "a member that is no record": (MEMBERS, lambda piece: gzip.compress(b"<p>nothing</p>" * 99)),
    "a packed record that is cut": (MEMBERS, lambda piece: gzip.compress(gzip.decompress(piece)[:400])),
    "a packed record that says to be longer": (
        MEMBERS,
        lambda piece: gzip.compress(gzip.decompress(piece).replace(b"Length: ", b"Length: 1")),
    ),
    "a record that is cut": (PLAIN, lambda piece: piece[:400]),
    "a record that says to be longer": (PLAIN, lambda piece: piece.replace(b"Length: ", b"Length: 1")),
    "a record that says to be far longer": (PLAIN, lambda piece: piece.replace(b"Length: ", b"Length: 99999999")),
    "a record that says to be shorter": (PLAIN, lambda piece: piece.replace(b"Length: 4", b"Length: 3")),
    "a record without a length": (PLAIN, lambda piece: piece.replace(b"Content-Length", b"Content-Longth")),
    "a record with a length that is no number": (PLAIN, lambda piece: piece.replace(b"Length: ", b"Length: -")),
    "noise for a record": (PLAIN, lambda piece: random.Random(7).randbytes(len(piece))),
    "a header without an end": (PLAIN, lambda piece: piece.replace(b"\r\n\r\n", b"\r\n..")),
}


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_record_is_told_with_its_place_and_all_others_are_read(found: Found, damage: str) -> None:
    pieces, how = DAMAGES[damage]
    for number in (1, 2) if "not packed" in damage else (0, 1, 2):  # the first one says how to read a file
        one = found(damaged(pieces, number, how))
        assert numbers(one) == [at for at in range(4) if at != number]
        assert reasons(one) == [
            f"a broken record begins at byte {offsets(*pieces)[number]}; "
            "the records after it were read; fetch this one again"
        ]


def test_a_record_that_was_cut_off_when_it_was_made_is_refused_by_its_address(found: Found) -> None:
    one = found(record(0, WARC_Truncated="length") + record(1))
    assert numbers(one) == [1]
    [refusal] = [each for each in one if isinstance(each, Refusal)]
    assert (refusal.source, refusal.why) == (
        "https://tavra.example/0",
        f"the record at byte 0 of {one[1].container} was cut off when it was made (length); fetch it again",
    )


def test_an_answer_that_breaks_off_or_is_none_is_refused_and_the_next_is_read(found: Found) -> None:
    noise, packing = random.Random(3).randbytes(90_000), "Content-Encoding"
    for block in (
        http(chunks(page(0))[:60] + b"zz\r\n" + page(0), ("Transfer-Encoding", "chunked")),
        http(chunks(page(0))[:-20], ("Transfer-Encoding", "chunked")),
        http(gzip.compress(noise)[:-50_000], (packing, "gzip")),
        http(gzip.compress(noise)[:1000] + b"?" * 70_000, (packing, "gzip")),
        http(zlib.compress(noise)[:-50_000], (packing, "deflate")),
        http(brotli.compress(noise, quality=1)[:-50_000], (packing, "br")),
        http(b"\x28\xb5\x2f\xfd" + noise, (packing, "zstd")),
        page(0),
        b"",
    ):
        one = found(record(0, block) + record(1))
        assert numbers(one) == [1]
        [why] = reasons(one)
        assert "fetch it again" in why


def test_records_in_one_gzip_member_have_their_place_in_the_unpacked_file(found: Found) -> None:
    one = found(gzip.compress(b"".join(PLAIN)))
    assert [source.offset for source in one if isinstance(source, Source)] == offsets(*PLAIN)


def test_one_member_that_is_cut_or_damaged_gives_what_is_before_the_damage(found: Found) -> None:
    data = gzip.compress(b"".join(PLAIN) + record(9, http(os.urandom(40_000))))
    one = found(data[:-20_000])
    assert numbers(one) == [0, 1, 2, 3]
    [why] = reasons(one)
    assert f"at byte {sum(map(len, PLAIN))}" in why


def test_padding_and_members_of_any_size_do_not_matter(found: Found) -> None:
    whole = b"".join(PLAIN)
    blocks = [gzip.compress(whole[at : at + 100]) for at in range(0, len(whole), 100)]
    assert numbers(found(b"".join(blocks))) == [0, 1, 2, 3]
    assert numbers(found(b"\0\0".join(MEMBERS) + b"\0" * 1024)) == [0, 1, 2, 3]
    assert numbers(found(b"\r\n".join(PLAIN))) == [0, 1, 2, 3]
    assert numbers(found(b"".join(piece.replace(b"\r\n", b"\n") for piece in PLAIN[:1]) + PLAIN[1])) == [1]


def test_a_page_over_the_limit_is_refused_and_the_next_is_read(found: Found) -> None:
    for large in (
        record(0, http(b"x" * (LIMIT + 1))),
        record(0, http(b"x" * (LIMIT + 90_000))),
        record(0, http(gzip.compress(b"x" * (4 * LIMIT), 1), ("Content-Encoding", "gzip"))),
        record(0, http(brotli.compress(b"x" * (LIMIT + 1), quality=1), ("Content-Encoding", "br"))),
    ):
        one = found(packed(large, record(1)))
        assert numbers(one) == [1]
        [why] = reasons(one)
        assert "is larger than 20 MB" in why


def test_a_picture_over_the_limit_is_passed_over(found: Found) -> None:
    one = found(packed(record(0, http(b"x" * (LIMIT + 90_000), kind="image/png")), record(1)))
    assert (numbers(one), reasons(one)) == ([1], [])


DIGEST = "sha1:GTQLJ5CBN66ZPHM5VLU2J64AODYE5INI"


@pytest.mark.parametrize(
    ("of", "refers"),
    [
        ({"WARC_Payload_Digest": DIGEST}, {"WARC_Payload_Digest": DIGEST}),
        ({}, {"WARC_Refers_To": f"<urn:uuid:{1:032x}>"}),
        (
            {},
            {
                "WARC_Refers_To_Target_URI": "https://tavra.example/1",
                "WARC_Refers_To_Date": "2031-04-03T10:00:00Z",
            },
        ),
    ],
)
def test_a_revisit_of_a_page_in_the_file_is_no_new_page_and_one_of_another_file_is_refused(
    found: Found, of: dict[str, Any], refers: dict[str, Any]
) -> None:
    again = record(2, http(b""), kind="revisit", **refers)
    one = found(packed(record(1, **of), again, again))
    assert numbers(one) == [1]
    assert reasons(one) == []
    elsewhere = found(packed(record(3), again))
    assert [each.name if isinstance(each, Source) else each.source for each in elsewhere] == [
        "https://tavra.example/3",
        "https://tavra.example/2",
    ]
    assert "which the file does not hold" in reasons(elsewhere)[0]


def test_memory_does_not_grow_with_the_number_of_records(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        path = tmp_path / f"{count}.warc.gz"
        with path.open("wb") as file:
            file.writelines(gzip.compress(record(number, http(page(number) * 40)), 1) for number in range(count))
        tracemalloc.start()
        assert sum(1 for _ in sources_of([str(path)])) == count
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return most

    peak(20)  # what is loaded once
    assert peak(1500) < peak(150) + 200_000


@pytest.mark.parametrize(
    "data",
    [b"".join(PLAIN), b"".join(MEMBERS), gzip.compress(b"".join(PLAIN)), damaged(MEMBERS, 1, flipped)],
    ids=["plain", "gz", "one member", "damaged"],
)
def test_reading_goes_on_at_every_place_it_reached(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(data + packed(record(7, http(b"", status="404 Gone"))) * data.startswith(b"\x1f"))
    steps = list(steps_in(str(path), limit=LIMIT))
    for at, step in enumerate(steps):
        if isinstance(step, Reached):
            rest = list(steps_in(str(path), limit=LIMIT, begun=written(step)))
            assert [one for one in rest if not isinstance(one, Reached)] == [
                one for one in steps[at + 1 :] if not isinstance(one, Reached)
            ]
            assert rest[-1] == steps[-1] or (step.done and rest[-1].done)


def test_a_file_that_changed_is_read_from_its_beginning(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    path.write_bytes(b"".join(PLAIN))
    last = next(step for step in reversed(list(steps_of([str(path)]))) if isinstance(step, Reached))
    assert last.done
    path.write_bytes(b"".join(PLAIN[::-1]))
    again = steps_of([str(path)], begun=lambda container: written(last))
    assert numbers([one for one in again if not isinstance(one, Reached)]) == [3, 2, 1, 0]
    assert numbers([one for one in steps_of([str(path)], begun=lambda _: "?") if isinstance(one, Source)])


MUTATED = (
    b"".join(PLAIN[:3]),
    b"".join(MEMBERS[:3]),
    gzip.compress(b"".join(PLAIN[:3])),
    ARC_BEGINNING + arc(1) + arc(2),
)


@settings(max_examples=150, deadline=None)
@given(
    data=st.sampled_from(MUTATED),
    edits=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 40)), min_size=1, max_size=4),
)
def test_no_damage_whatever_raises(tmp_path_factory: pytest.TempPathFactory, data: bytes, edits: list[Any]) -> None:
    for place, new, gone in edits:
        at = int(place * len(data))
        data = data[:at] + new + data[at + gone :]
    path = tmp_path_factory.getbasetemp() / "mutated.warc"
    path.write_bytes(data or b"?")
    given_up = list(read(one for one in sources_of([str(path)]) if isinstance(one, Source)))
    assert all(one.source for one in given_up)


def test_what_warcio_writes_is_read(found: Found) -> None:
    def records() -> Iterator[bytes]:
        for number in range(3):
            file = io.BytesIO()
            writer = WARCWriter(file, gzip=True)
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            url = f"https://tavra.example/{number}"
            made = writer.create_warc_record(url, "response", io.BytesIO(page(number)), http_headers=headers)
            writer.write_record(made)
            made.raw_stream.close()
            yield file.getvalue()

    pieces = list(records())
    one = found(b"".join(pieces))
    assert [source.offset for source in one if isinstance(source, Source)] == offsets(*pieces)
