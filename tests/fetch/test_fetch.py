"""Do pages get from a site into the file, and from the file into a record, under their own addresses?"""

from __future__ import annotations

from pathlib import Path

from newsstand import Fetch, Site, page, rss
from warcio.archiveiterator import ArchiveIterator

from onrecord.model import Source
from onrecord.read.sources import sources_of


def records_in(warc: Path) -> list[tuple[str, str | None]]:
    with warc.open("rb") as file:
        return [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(file)]


def sources_in(warc: Path) -> list[Source]:
    found = list(sources_of([str(warc)]))
    assert all(isinstance(source, Source) for source in found), found
    return [source for source in found if isinstance(source, Source)]


def test_the_pages_of_a_feed_are_read_back_under_their_addresses(site: Site, get: Fetch, warc: Path) -> None:
    site.paths |= {"/news.xml": rss("/a.html", "/b.html"), "/a.html": page("Sarn"), "/b.html": page("Lurin")}
    told = get(site.url("/news.xml"))
    assert (told.new, told.refusals) == (2, ())
    read = sources_in(warc)
    assert {source.url for source in read} == {site.url("/a.html"), site.url("/b.html")}
    assert {source.data for source in read} == {page("Sarn"), page("Lurin")}
