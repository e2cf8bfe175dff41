from __future__ import annotations

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from onrecord.model import Refusal, Source
from onrecord.read.sources import LIMIT, how_many, sources_of

PAGES = {
    "b/two.html": "<p>Two</p>",
    "a/one.txt": "One",
    "a/deep/three.HTM": "<p>Three</p>",
    "a/picture.png": "?",
    "z.txt": "Z",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in PAGES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def names(*inputs: str) -> list[str]:
    return [found.name for found in sources_of(inputs) if isinstance(found, Source)]


def refusals(*inputs: str) -> list[Refusal]:
    return [found for found in sources_of(inputs) if isinstance(found, Refusal)]


def test_a_folder_gives_its_pages_in_a_stable_order_and_passes_over_other_files(folder: Path) -> None:
    assert names(".") == ["z.txt", "a/one.txt", "a/deep/three.HTM", "b/two.html"]
    assert refusals(".") == []
    assert how_many(["."]) == 4


def test_files_folders_and_patterns_mix_and_each_file_comes_once(folder: Path) -> None:
    assert names("b/two.html", "./a/", "**/*.txt", "b//two.html") == [
        "b/two.html",
        "a/one.txt",
        "a/deep/three.HTM",
        "z.txt",
    ]


@pytest.mark.parametrize(
    ("given", "why"),
    [("gone.txt", "does not exist"), ("*.nothing", "matches no file"), ("a/picture.png", "known kind")],
)
def test_an_input_that_cannot_be_taken_is_refused_by_name(folder: Path, given: str, why: str) -> None:
    [refusal] = refusals(given)
    assert refusal.source == given
    assert why in refusal.why


def test_a_folder_linked_into_itself_is_read_once(folder: Path) -> None:
    (folder / "a" / "again").symlink_to(folder / "a", target_is_directory=True)
    assert names("a") == ["a/one.txt", "a/deep/three.HTM"]


def test_a_link_to_nowhere_and_a_pipe_are_refused(folder: Path) -> None:
    (folder / "lost.txt").symlink_to(folder / "nowhere")
    os.mkfifo(folder / "pipe.txt")
    assert {refusal.source for refusal in refusals("lost.txt", "pipe.txt")} == {"lost.txt", "pipe.txt"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_refused_and_the_rest_is_read(folder: Path) -> None:
    (folder / "a" / "one.txt").chmod(0)
    assert "permission" in refusals("a")[0].why
    assert names("a") == ["a/deep/three.HTM"]


def test_a_file_of_200_megabytes_is_refused_without_being_loaded(folder: Path) -> None:
    with (folder / "huge.html").open("wb") as file:
        file.truncate(200_000_000)
    [refusal] = refusals("huge.html")
    assert "larger than 20 MB" in refusal.why


def test_a_source_the_record_knows_is_passed_over(folder: Path) -> None:
    [first] = [found for found in sources_of(["z.txt"]) if isinstance(found, Source)]
    assert list(sources_of(["z.txt"], known=lambda name, sha256: (name, sha256) == ("z.txt", first.sha256))) == []


def test_jsonl_rows_are_sources_named_by_source_or_url(tmp_path: Path) -> None:
    rows = [
        {
            "source": "clip 1",
            "url": "https://tavra.example/1",
            "text": "The gates opened.",
            "fetched_at": "2031-04-01T00:00:00Z",
        },
        {"url": "https://tavra.example/2", "html": "<p>The gates closed.</p>"},
    ]
    path = tmp_path / "rows.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows))
    first, second = (found for found in sources_of([str(path)]) if isinstance(found, Source))
    assert (first.name, first.url, first.media_type, first.fetched_at) == (
        "clip 1",
        "https://tavra.example/1",
        "text/plain",
        "2031-04-01T00:00:00Z",
    )
    assert (second.name, second.media_type, second.data) == (
        "https://tavra.example/2",
        "text/html",
        b"<p>The gates closed.</p>",
    )
    assert how_many([str(path)]) is None


@pytest.mark.parametrize("day", ["2031", "2031-04", "2031-04-03"])
def test_a_row_may_give_the_day_of_its_page(tmp_path: Path, day: str) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"source": "clip", "text": "The gates opened.", "published": day}))
    assert [found.published for found in sources_of([str(path)]) if isinstance(found, Source)] == [day]


@pytest.mark.parametrize(
    "day", ["2031-02-30", "last week", "31-04-03", "2031-4-3", "\u0662\u0660\u0663\u0661", 2031, None]
)
def test_a_day_that_is_none_is_not_taken(tmp_path: Path, day: object) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"source": "clip", "text": "The gates opened.", "published": day}))
    assert [found.published for found in sources_of([str(path)]) if isinstance(found, Source)] == [None]


def test_a_broken_row_is_refused_by_line_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    good = json.dumps({"source": "clip", "text": "The gates opened."}).encode()
    path.write_bytes(
        b"\n".join(
            [
                b'{"source": "cut", "te',
                b'["a list"]',
                b'{"text": "nameless"}',
                b'{"source": "x"}',
                b"\xff\xfe",
                b"",
                good,
            ]
        )
    )
    assert names(str(path)) == ["clip"]
    assert [refusal.source.rpartition(" ")[2] for refusal in refusals(str(path))] == ["1", "2", "3", "4", "5"]


def test_a_row_larger_than_the_limit_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_bytes(
        b'{"source": "x", "text": "' + b"y" * LIMIT + b'"}\n{"source": "clip", "text": "The gates opened."}\n'
    )
    assert names(str(path)) == ["clip"]
    assert "larger than" in refusals(str(path))[0].why


def warc(path: Path, *, compressed: bool, pages: int = 4) -> list[int]:
    """A WARC file of that many pages, the second compressed by the server; gives the offset of each page."""
    offsets = []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=compressed)
        record = writer.create_warcinfo_record(path.name, {"software": "a test"})
        writer.write_record(record)
        record.raw_stream.close()
        for number in range(pages):
            offsets.append(file.tell())
            body = f"<p>Gate {number} café</p>".encode("latin-1") + os.urandom(300).hex().encode()
            headers = [("Content-Type", "text/html; charset=iso-8859-1")]
            if number == 1:
                body, headers = gzip.compress(body), [*headers, ("Content-Encoding", "gzip")]
            response = StatusAndHeaders("200 OK", headers, protocol="HTTP/1.1")
            url = f"https://tavra.example/{number}"
            record = writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=response)
            writer.write_record(record)
            record.raw_stream.close()
    return offsets


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_warc_file_gives_its_responses_with_place_and_charset(tmp_path: Path, name: str) -> None:
    offsets = warc(tmp_path / name, compressed=name.endswith("gz"))
    found = [source for source in sources_of([str(tmp_path / name)]) if isinstance(source, Source)]
    assert [source.offset for source in found] == offsets
    assert [source.name for source in found] == [f"https://tavra.example/{number}" for number in range(4)]
    assert {source.charset for source in found} == {"iso-8859-1"}
    assert all(f"<p>Gate {number} café".encode("latin-1") in source.data for number, source in enumerate(found))


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
@pytest.mark.parametrize("cut", [40, 300])
def test_a_truncated_warc_file_gives_its_whole_records_and_refuses_the_last(
    tmp_path: Path, name: str, cut: int
) -> None:
    path = tmp_path / name
    offsets = warc(path, compressed=name.endswith("gz"))
    path.write_bytes(path.read_bytes()[:-cut])
    assert names(str(path)) == [f"https://tavra.example/{number}" for number in range(3)]
    [refusal] = refusals(str(path))
    assert str(offsets[3]) in refusal.why


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_a_broken_warc_record_is_refused_by_offset_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    offsets = warc(path, compressed=name.endswith("gz"))
    data = bytearray(path.read_bytes())
    data[offsets[1] + 6 : offsets[1] + 40] = b"?" * 34
    path.write_bytes(data)
    assert names(str(path)) == [f"https://tavra.example/{number}" for number in (0, 2, 3)]
    [refusal] = refusals(str(path))
    assert str(offsets[1]) in refusal.why


@pytest.mark.parametrize("data", [b"", b"not a WARC file at all\n" * 50, b"\x1f\x8b\x08nonsense"])
def test_a_file_that_is_no_warc_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "crawl.warc.gz"
    path.write_bytes(data)
    assert names(str(path)) == []
    assert len(refusals(str(path))) == 1


def test_answers_without_a_page_are_counted_by_status_and_told_once_for_the_file(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc"
    warc(path, compressed=False, pages=4)
    answers = (b"404 No", b"404 No", b"301 Go")
    data = path.read_bytes()
    for answer in answers:
        data = data.replace(b"HTTP/1.1 200 OK", b"HTTP/1.1 " + answer, 1)
    path.write_bytes(data)
    assert names(str(path)) == ["https://tavra.example/3"]
    assert [(refusal.source, refusal.why.partition(";")[0]) for refusal in refusals(str(path))] == [
        (str(path), "1 record are redirects, which hold no page (301: 1)"),
        (str(path), "2 records are of pages that the server did not give (404: 2)"),
    ]
