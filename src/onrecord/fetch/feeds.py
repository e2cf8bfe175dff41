"""Which articles does a feed or sitemap name? RSS, Atom, JSON Feed, sitemaps and their indexes, told by content."""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from calendar import timegm
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Literal

import feedparser
import httpx
from lxml import etree

from onrecord.errors import NotFetched
from onrecord.fetch.visits import address_of

Kind = Literal["pages", "index"]

ROOTS: dict[str, str] = {
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
    "channel": "feed",
    "urlset": "sitemap",
    "sitemapindex": "index",
}
"""The first element of an XML listing, in lower case and without its namespace, and which reader reads it."""

ROOT = re.compile(rb"<(?:[\w.-]+:)?([\w.-]+)")
"""The first element's name."""

BEFORE_ROOT: tuple[tuple[bytes, bytes], ...] = ((b"<?", b"?>"), (b"<!--", b"-->"), (b"<!", b">"))
"""What may stand before the first element: how it begins and ends. A document type may hold declarations in []."""

ROOT_ROOM = 8192
"""Bytes in which the first element begins."""

GZIP_MARK = b"\x1f\x8b"

JSON_FEED = "jsonfeed.org/version/"
"""What the `version` of every JSON Feed holds."""

MARK_BYTES = 12
"""Bytes of a hash that tell two versions of an entry apart."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One page or sitemap that a listing names. `mark` changes when the listing says something new of it."""

    url: str
    mark: str
    day: datetime | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed or sitemap: pages, or in an index the addresses of sitemaps; newest first where it has times."""

    kind: Kind
    entries: tuple[Entry, ...]


def listing_of(data: bytes, base: str, *, limit: int) -> Listing | None:
    """The listing that bytes hold, None when they hold none. Relative addresses are taken from `base`.

    `limit` bounds what a packed sitemap unpacks to. Raises NotFetched for a listing that is broken beyond reading.
    """
    data = _unpacked(data, base, limit)
    kind = _kind(data)
    if kind is None:
        return None
    try:
        named = list(READERS[kind](data, base))
    except Exception as trouble:  # readers of feeds fail in many ways, and the other pages are still to come
        raise NotFetched(base, f"is a broken {kind} ({trouble}); tell the outlet, or name the pages") from trouble
    return Listing("index" if kind == "index" else "pages", newest_first(_distinct(named, base)))


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Entries with a time before those without, latest first, else in the order given."""
    return tuple(sorted(entries, key=lambda entry: -entry.day.timestamp() if entry.day else float("inf")))


def _unpacked(data: bytes, base: str, limit: int) -> bytes:
    if not data.startswith(GZIP_MARK):
        return data
    state = zlib.decompressobj(zlib.MAX_WBITS | 16)
    try:
        unpacked = state.decompress(data, limit + 1)
    except zlib.error as trouble:
        raise NotFetched(base, f"is a broken gzip file ({trouble}); fetch it again later", again=True) from trouble
    if len(unpacked) > limit:
        raise NotFetched(base, f"unpacks to more than {limit:,} bytes; raise --max-size if you want it")
    if not state.eof:
        raise NotFetched(base, "is a broken gzip file (it ends early); fetch it again later", again=True)
    return unpacked


def _kind(data: bytes) -> str | None:
    head = data[:ROOT_ROOM].removeprefix(b"\xef\xbb\xbf")
    if head[:2] in (b"\xff\xfe", b"\xfe\xff"):
        head = head.decode("utf-16", "replace").encode()
    if head.lstrip().startswith(b"{"):
        return "json" if JSON_FEED.encode() in data[:ROOT_ROOM].replace(b"\\/", b"/") else None
    root = ROOT.match(_from_root(head))
    if root:
        return ROOTS.get(root[1].decode("ascii", "replace").lower())
    return "lines" if _is_lines(head) else None


def _from_root(head: bytes) -> bytes:
    """Bytes from the first element on: declarations, comments and the document type before it are passed over."""
    while True:
        head = head.lstrip()
        end = next((end for begin, end in BEFORE_ROOT if head.startswith(begin)), None)
        if end is None:
            return head
        if end == b">" and 0 <= head.find(b"[") < head.find(b">"):
            _, _, head = head.partition(b"]")
        _, _, head = head.partition(end)


def _is_lines(head: bytes) -> bool:
    """A sitemap may be a plain list of addresses, one a line."""
    first, _, _ = head.strip().partition(b"\n")
    return bool(re.fullmatch(rb"https?://\S+", first.strip()))


def _xml_feed(data: bytes, base: str) -> Iterator[tuple[str, str, object]]:
    told = {"content-location": base, "content-type": "application/xml"}
    feed = feedparser.parse(BytesIO(data), response_headers=told, resolve_relative_uris=False, sanitize_html=False)
    for entry in feed.entries:
        said = dict(entry)  # the entry itself gives one date for another that is not told
        link = said.get("feedburner_origlink") or said.get("link") or _if_address(said.get("id"))
        when = said.get("published_parsed") or said.get("updated_parsed")
        words = (str(said.get(name, "")) for name in ("title", "summary", "updated", "published"))
        yield link, mark_of(words), datetime.fromtimestamp(timegm(when), UTC) if when else None


def _if_address(name: object) -> str:
    """The name of an entry when it is an address; a number is none."""
    return name if isinstance(name, str) and name.startswith(("http://", "https://")) else ""


def _json_feed(data: bytes, base: str) -> Iterator[tuple[str, str, object]]:
    for item in json.loads(data.decode("utf-8-sig", "replace")).get("items", ()):
        if isinstance(item, Mapping):
            names = ("title", "summary", "date_modified", "date_published", "content_html", "content_text")
            words = [str(item.get(name, "")) for name in names]
            link = str(item.get("url") or _if_address(item.get("id")))
            yield link, mark_of(words), item.get("date_published") or item.get("date_modified")


def _sitemap(data: bytes, base: str) -> Iterator[tuple[str, str, object]]:
    """Each url or sitemap element; a news sitemap's publication date goes before the date of the last change."""
    parser = etree.XMLPullParser(events=("end",), recover=True, resolve_entities=False, no_network=True)
    parser.feed(data)
    with suppress(etree.LxmlError):  # what is cut off ends here
        parser.close()
    for _, element in parser.read_events():
        if _name(element) in ("url", "sitemap"):
            said = {_name(part): (part.text or "").strip() for part in reversed(list(element.iter()))}
            words = [said.get(name, "") for name in ("lastmod", "publication_date", "title")]
            yield said.get("loc", ""), mark_of(words), said.get("publication_date") or said.get("lastmod")


def _lines(data: bytes, base: str) -> Iterator[tuple[str, str, object]]:
    for line in data.decode("utf-8-sig", "replace").splitlines():
        if line.strip():
            yield line, "", None


READERS: dict[str, Callable[[bytes, str], Iterator[tuple[str, str, object]]]] = {
    "feed": _xml_feed,
    "json": _json_feed,
    "sitemap": _sitemap,
    "index": _sitemap,
    "lines": _lines,
}
"""A reader gives address, mark and time of each entry, as the listing tells them."""


def _name(element: Any) -> str:
    """An element's name without its namespace; empty for comments."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def mark_of(words: Iterable[str]) -> str:
    """A short word that is another one when any of the words changes."""
    joined = "\x1f".join(words).encode("utf-8", "surrogatepass")
    return hashlib.sha256(joined).hexdigest()[: 2 * MARK_BYTES]


def _distinct(named: Iterable[tuple[str, str, object]], base: str) -> Iterator[Entry]:
    """Entries with addresses that can be asked for, each address once; the others name no article on the web."""
    seen: set[str] = set()
    for link, mark, when in named:
        try:
            url = str(address_of(link, httpx.URL(base))) if link.strip() else ""
        except NotFetched:
            continue
        if url and url not in seen:
            seen.add(url)
            yield Entry(url, mark, when if isinstance(when, datetime) else _time(when))


def _time(told: object) -> datetime | None:
    """A W3C date or time; what has no zone counts as UTC."""
    if not isinstance(told, str):
        return None
    try:
        moment = datetime.fromisoformat(told.strip())
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
