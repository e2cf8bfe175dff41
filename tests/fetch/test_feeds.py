"""Are the articles of every kind of feed and sitemap found, told by content and not by name or type?"""

from __future__ import annotations

import gzip
import json
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis.strategies import binary, integers, sampled_from
from newsstand import Behaviour, Fetch, Site, cached, gives, page, rss

from onrecord.errors import NotFetched
from onrecord.fetch.feeds import listing_of

BASE = "https://news.example/feeds/all.xml"
FIRST, SECOND = "https://news.example/a.html", "https://news.example/feeds/b.html"

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Sarn</title>
<entry><title>A</title><link rel="alternate" href="/a.html"/><link rel="edit" href="/edit/a"/>
<updated>2031-04-03T08:00:00Z</updated></entry>
<entry><title>B</title><link href="b.html"/><updated>2031-04-02T08:00:00Z</updated></entry></feed>"""

RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/"><channel><title>Sarn</title></channel>
<item><title>A</title><link>https://news.example/a.html</link></item>
<item><title>B</title><link>b.html</link></item></rdf:RDF>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Sarn",
        "items": [
            {"id": "1", "url": "/a.html", "date_published": "2031-04-03T08:00:00+02:00"},
            {"id": "https://news.example/feeds/b.html", "content_text": "Words"},
            {"id": "3"},
            "no item",
        ],
    }
)

NEWS = """<?xml version="1.0" encoding="UTF-8"?><!-- made today -->
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>b.html</loc><lastmod>2031-04-02</lastmod></url>
<url><loc> https://news.example/a.html
</loc><image:image><image:loc>https://news.example/a.jpg</image:loc></image:image>
<news:news><news:publication_date>2031-04-03T10:00+02:00</news:publication_date><news:title>A</news:title></news:news>
</url></urlset>"""

LISTINGS: dict[str, bytes] = {
    "RSS": rss("https://news.example/a.html", "b.html"),
    "RSS with a document type": b"<!DOCTYPE rss [<!ENTITY x 'y'>]>" + rss("/a.html", "b.html").partition(b"?>")[2],
    "RSS with the same page twice": rss("/a.html", "b.html", "https://news.example/a.html#top", "b.html"),
    "RSS with links to no page": rss("/a.html", "mailto:desk@example.org", "b.html", "javascript:void(0)", ""),
    "RSS that is not well-formed": rss("/a.html", "b.html").replace(b"<title>Sarn", b"<title>Sarn & <b>Co"),
    "RSS that is cut off": rss("/a.html", "b.html", "/c.html")[:-60],
    "RSS in UTF-16": rss("/a.html", "b.html").decode().replace("?>", ' encoding="utf-16"?>').encode("utf-16"),
    "Atom": ATOM.encode(),
    "RSS 1.0": RDF.encode(),
    "JSON Feed": JSON_FEED.encode(),
    "JSON Feed with a mark": JSON_FEED.encode("utf-8-sig"),
    "sitemap": NEWS.encode(),
    "sitemap without namespace": b"<urlset><url><loc>/a.html</loc></url><url><loc>b.html</loc></url></urlset>",
    "sitemap that is cut off": NEWS.encode()[:-20],
    "packed sitemap": gzip.compress(NEWS.encode()),
    "plain list": b"https://news.example/a.html\r\nhttps://news.example/feeds/b.html\r\n",
}


@pytest.mark.parametrize("name", LISTINGS)
def test_a_listing_names_its_pages_once_each_in_full(name: str) -> None:
    listing = listing_of(LISTINGS[name], BASE, limit=100_000)
    assert listing is not None
    assert sorted(entry.url for entry in listing.entries) == [FIRST, SECOND]


@pytest.mark.parametrize("name", ["Atom", "JSON Feed", "sitemap"])
def test_the_newest_page_comes_first(name: str) -> None:
    listing = listing_of(LISTINGS[name], BASE, limit=100_000)
    assert listing is not None
    assert listing.entries[0].url == FIRST
    assert (listing.entries[0].day or datetime.min.replace(tzinfo=UTC)).date() == date(2031, 4, 3)


def test_a_mark_changes_when_the_listing_says_something_new() -> None:
    marks = {
        (listing.entries[0].mark if listing else "")
        for text in (ATOM, ATOM.replace("T08", "T09"), ATOM.replace(">A<", ">A, corrected<"))
        for listing in [listing_of(text.encode(), BASE, limit=100_000)]
    }
    assert len(marks) == 3


PAGES: dict[str, bytes] = {
    "a page": page("Sarn"),
    "a page about feeds": page("Sarn", "<link rel=alternate type=application/rss+xml href=/news.xml>"),
    "nothing": b"",
    "words": b"rss feeds are fine",
    "JSON": b'{"version": 7}',
    "a picture": b"\x89PNG\r\n",
    "some XML": b"<?xml version='1.0'?><svg/>",
    "many comments": b"<!-- -->" * 100_000,
    "an open comment": b"<!--" * 50_000,
    "an open document type": b"<!DOCTYPE rss [" * 20_000,
}


@pytest.mark.parametrize("name", PAGES)
def test_what_is_no_listing_is_told_so(name: str) -> None:
    assert listing_of(PAGES[name], BASE, limit=100_000) is None


LAUGHS = "<!DOCTYPE rss [<!ENTITY a 'ha'>" + "".join(
    f"<!ENTITY {after} '{f'&{before};' * 10}'>" for before, after in zip("abcdefgh", "bcdefghi", strict=True)
)

BROKEN: dict[str, bytes] = {
    "a gzip bomb": gzip.compress(bytes(10_000_000)),
    "half a gzip file": gzip.compress(NEWS.encode())[:20] + b"no more",
    "broken JSON": JSON_FEED.encode()[:-1],
    "deep JSON": b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 100_000,
    "JSON of another shape": b'{"version": "https://jsonfeed.org/version/1", "items": 7}',
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_listing_that_cannot_be_read_is_refused(name: str) -> None:
    with pytest.raises(NotFetched, match=r"is a broken|unpacks to more than"):
        listing_of(BROKEN[name], BASE, limit=100_000)


@pytest.mark.parametrize(
    "root", ["<rss><channel><item><link>/&i;</link></item></channel></rss>", "<urlset><url><loc>&i;"]
)
def test_entities_that_grow_without_end_do_not(root: str) -> None:
    listing = listing_of((LAUGHS + "]>" + root).encode(), BASE, limit=100_000)
    assert listing is None or all(len(entry.url) < 1000 for entry in listing.entries)


@given(
    listing=sampled_from(sorted(LISTINGS)), cut=integers(0, 400), length=integers(0, 40), instead=binary(max_size=20)
)
def test_a_damaged_listing_is_read_or_refused(listing: str, cut: int, length: int, instead: bytes) -> None:
    data = LISTINGS[listing]
    with suppress(NotFetched):
        found = listing_of(data[:cut] + instead + data[cut + length :], BASE, limit=100_000)
        assert found is None or all(entry.url.startswith("http") for entry in found.entries)


def test_a_sitemap_index_is_followed_newest_first_until_there_is_enough(site: Site, get: Fetch) -> None:
    maps = "".join(f"<sitemap><loc>/{day}.xml.gz</loc><lastmod>2031-04-0{day}</lastmod></sitemap>" for day in (1, 2, 3))
    site.paths["/sitemap.xml"] = f"<sitemapindex>{maps}</sitemapindex>".encode()
    for day in (1, 2, 3):
        urls = "".join(f"<url><loc>/{day}{name}.html</loc><lastmod>2031-04-0{day}</lastmod></url>" for name in "ab")
        site.paths[f"/{day}.xml.gz"] = gives(
            200, gzip.compress(f"<urlset>{urls}</urlset>".encode()), Content_Type="application/x-gzip"
        )
        site.paths |= {f"/{day}{name}.html": page(f"{day}{name}") for name in "ab"}
    assert get(site.url("/sitemap.xml"), limit=3).new == 3
    assert {asked.path for asked in site.asked if asked.path.endswith((".html", ".gz"))} == {
        "/3.xml.gz",
        "/2.xml.gz",
        "/3a.html",
        "/3b.html",
        "/2a.html",
    }


def test_pages_before_a_day_are_passed_over(site: Site, get: Fetch) -> None:
    site.paths |= {"/news.xml": ATOM.encode(), "/a.html": page("Sarn"), "/b.html": page("Lurin")}
    assert get(site.url("/news.xml"), since=date(2031, 4, 3)).new == 1
    assert site.count("/b.html") == 0


@pytest.mark.parametrize("media_type", ["text/html", "text/plain", "application/octet-stream", "application/rss+xml"])
def test_a_feed_is_a_feed_whatever_its_declared_type(media_type: str, site: Site, get: Fetch) -> None:
    site.paths |= {"/news": gives(200, rss("/a.html"), Content_Type=media_type), "/a.html": page("Sarn")}
    assert get(site.url("/news")).new == 1


def test_an_address_in_any_script_is_asked_for_and_kept_in_ascii(site: Site, get: Fetch) -> None:
    site.paths |= {
        "/news.xml": rss("/für alle/дамба.html?q=ü"),
        "/f%C3%BCr%20alle/%D0%B4%D0%B0%D0%BC%D0%B1%D0%B0.html?q=%C3%BC": page("Sarn"),
    }
    told = get(site.url("/news.xml"))
    assert (told.new, told.refusals) == (1, ())


def test_a_page_that_two_feeds_name_is_asked_for_once(site: Site, get: Fetch) -> None:
    site.paths |= {"/one.xml": rss("/a.html"), "/two.xml": rss("/a.html"), "/a.html": page("Sarn")}
    assert get(site.url("/one.xml"), site.url("/two.xml"), site.url("/one.xml")).new == 1
    assert (site.count("/a.html"), site.count("/one.xml")) == (1, 1)


def test_a_feed_among_articles_is_refused_and_not_followed(site: Site, get: Fetch) -> None:
    site.paths |= {"/news.xml": rss("/more.xml"), "/more.xml": rss("/a.html"), "/a.html": page("Sarn")}
    told = get(site.url("/news.xml"))
    assert "where a page was expected" in told.refusals[0].why
    assert site.count("/a.html") == 0


EMPTY: tuple[bytes | Behaviour, ...] = (rss(), b"<urlset/>", cached(rss("mailto:a@b.example")))


@pytest.mark.parametrize("feed", EMPTY)
def test_a_feed_that_names_no_page_is_told(feed: bytes | Behaviour, site: Site, get: Fetch) -> None:
    site.paths["/news.xml"] = feed
    assert "names no pages" in get(site.url("/news.xml")).refusals[0].why
