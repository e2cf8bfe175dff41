"""Does the reader mark every row, show what was left out, and the saved page so that nothing of it runs or loads?"""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import browser
import newsroom
import pytest
from starlette.testclient import TestClient
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import make
from onrecord.model import Page, Source
from onrecord.read import read
from onrecord.read.sources import sources_of
from onrecord.store import Record

Write = Callable[[], Record]

MARKUP = """<!doctype html><html><head><meta charset="windows-1252"><title>Gates</title>
<link rel="preconnect" href="https://elsewhere.example"><LINK rel=stylesheet href="/static/x/app.css">
<meta http-equiv="refresh" content="0; url=https://elsewhere.example/"><base href="https://elsewhere.example/">
<style>h1 { color: teal }</style><script>document.title = "ran"</script></head>
<body onload="alert(1)"><nav><a href="https://elsewhere.example/all">All news</a> <a href="/b">Sport</a></nav>
<h1>Gates stay shut – for now</h1><p>The gates of the dam stay shut, the minister said on Thursday in Lurin, and nobody
will open them before the commission has met.</p><p>The commission meets on Monday in the old town hall of Lurin.</p>
<img src="https://elsewhere.example/gate.jpg" alt=""></body></html>"""


@contextmanager
def shown(folder: Path, where: Path) -> Iterator[tuple[TestClient, Page, Record]]:
    """A client of a record of the page that lies there."""
    sources = (each for each in sources_of([str(where)]) if isinstance(each, Source))
    (page,) = [page for page in read(sources) if isinstance(page, Page)]
    with Record.open(folder / "saved.db", create=True) as record:
        record.add([make.reading(page)])
        yield browser.browser(record), page, record


def as_file(folder: Path) -> Path:
    (folder / "gates.html").write_text(MARKUP, "cp1252")
    return folder / "gates.html"


def as_packed_file(folder: Path) -> Path:
    (folder / "gates.html.gz").write_bytes(gzip.compress(MARKUP.encode("cp1252")))
    return folder / "gates.html.gz"


def as_archive(folder: Path) -> Path:
    with (folder / "news.warc.gz").open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html")], protocol="HTTP/1.1")
        body = io.BytesIO(MARKUP.encode("cp1252"))
        record = writer.create_warc_record("https://courier.example/gates", "response", body, http_headers=headers)
        writer.write_record(record)
        record.raw_stream.close()
    return folder / "news.warc.gz"


@pytest.mark.parametrize("kept", [as_file, as_packed_file, as_archive])
def test_a_page_is_shown_as_saved_wherever_it_lies(tmp_path: Path, kept: Callable[[Path], Path]) -> None:
    with shown(tmp_path, kept(tmp_path)) as (client, page, _):
        frame = browser.Markup(client.get(f"/page/{page.id}?show=saved").text)
        (sandbox,) = [found for tag, found in frame.tags if tag == "iframe"]
        assert (sandbox["src"], sandbox["sandbox"]) == (f"/page/{page.id}/saved", "")
        answer = client.get(sandbox["src"])
        assert answer.headers["content-type"] == "text/html; charset=utf-8"
        assert "Gates stay shut – for now" in answer.text and "color: teal" in answer.text


def test_a_saved_page_runs_nothing_and_asks_for_nothing(tmp_path: Path) -> None:
    with shown(tmp_path, as_file(tmp_path)) as (client, page, _):
        answer = client.get(f"/page/{page.id}/saved")
    policy = answer.headers["content-security-policy"].split("; ")
    assert {"sandbox", "default-src 'none'", "img-src data:", "form-action 'none'", "base-uri 'none'"} <= set(policy)
    assert not [rule for rule in policy if "script" in rule or "http" in rule]
    assert answer.headers["x-frame-options"] == "SAMEORIGIN" and answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-dns-prefetch-control"] == "off"
    assert "link" not in {tag for tag, _ in browser.Markup(answer.text).tags}


def test_no_other_screen_may_be_framed_or_has_styles_of_its_own(record: Record) -> None:
    client = browser.browser(record)
    for path in browser.screens(record):
        headers = client.get(path).headers
        assert headers["x-frame-options"] == "DENY" and "unsafe" not in headers["content-security-policy"], path


def test_text_is_shown_as_text(tmp_path: Path) -> None:
    (tmp_path / "gates.txt").write_text("Gates stay shut\n\n<script>alert(1)</script> said the minister.\n", "utf-8")
    with shown(tmp_path, tmp_path / "gates.txt") as (client, page, _):
        answer = client.get(f"/page/{page.id}/saved")
    assert answer.headers["content-type"] == "text/plain; charset=utf-8" and "<script>" in answer.text


@pytest.mark.parametrize(
    ("happened", "told"),
    [(lambda file: file.unlink(), "not there any more"), (lambda file: file.write_text("new"), "has changed")],
)
def test_a_page_whose_file_is_gone_or_changed_is_not_shown_in_its_place(
    tmp_path: Path, happened: Callable[[Path], object], told: str
) -> None:
    file = as_file(tmp_path)
    with shown(tmp_path, file) as (client, page, _):
        happened(file)
        screen = client.get(f"/page/{page.id}?show=saved").text
        assert told in screen and "<iframe" not in screen
        assert client.get(f"/page/{page.id}/saved").status_code == 410


def test_what_was_left_out_stands_alone_with_its_kind(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    kinds["pages"][0] = replace(courier, blocks=(*courier.blocks[:-1], replace(courier.blocks[-1], kind="junk")))
    client = browser.browser(write())
    body = client.get(f"/page/{courier.id}.json?show=left-out").json()["body"]
    assert [part["left_out"] for part in body["sections"]] == [True]
    words = browser.Markup(client.get(f"/page/{courier.id}?show=left-out").text).words
    assert "junk Correction" in words and "1,700" not in words
    assert "Nothing was left out" in client.get(f"/page/{kinds['pages'][1].id}?show=left-out").text


def test_a_piece_tells_all_rows_in_which_it_lies_the_inmost_last(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    said, counted = kinds["statements"][0], kinds["figures"][0]
    inner = replace(counted, start=said.content[0].start + 4, end=said.content[0].start + 9)
    kinds["figures"][0] = replace(inner, text=courier.text[inner.start : inner.end])
    client = browser.browser(write())
    page = client.get(f"/page/{courier.id}").text
    assert f'data-rows="{said.id} {counted.id}"' in page and f'data-rows="{said.id}"' in page
    assert client.get(f"/page/{courier.id}?hide=statements").text.count(f'data-rows="{counted.id}"') == 1


def test_the_ways_to_look_at_a_page_keep_what_is_hidden(record: Record) -> None:
    client = browser.browser(record)
    page = next(iter(record.rows("pages"))).id
    body = client.get(f"/page/{page}.json?show=left-out&hide=times,names").json()
    assert body["path"] == f"/page/{page}?show=left-out&hide=times,names"
    turned = {layer["name"]: layer["turned"] for layer in body["body"]["layers"]}
    assert (
        turned["times"] == "?show=left-out&hide=names"
        and turned["figures"] == "?show=left-out&hide=figures,times,names"
    )
    assert client.get(f"/page/{page}.json?show=nothing").json()["body"]["tab"] == "text"


def test_the_card_of_a_figure_says_whether_a_person_has_looked(record: Record) -> None:
    figure = next(iter(record.rows("figures")))
    card = (
        browser.browser(record)
        .get(f"/page/{figure.page}")
        .text.partition(f'id="{figure.id}"')[2]
        .partition("</article>")[0]
    )
    assert "not reviewed by a person" in card.partition("copy citation")[0]
