"""Has the owner reserved a page against text and data mining? Then it is not kept, and what said so is.

Read are the TDM Reservation Protocol (a file of the site, a header, a meta element) and the robots words `noai` and
`noimageai` (header and meta element). One reservation is enough: a page that its site reserves is not opened by
another sign on the page. `noindex` and `noarchive` speak of what a search engine shows to the public; a record is for
its owner's own use, so they are kept with the page and do not hold it back.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from lxml import etree
from protego import Protego

RESERVED = "1"
"""The value of `tdm-reservation` that reserves; 0 says that nothing is reserved."""

RESERVING: frozenset[str] = frozenset({"noai", "noimageai"})
"""Robots words that reserve a page."""

WELL_KNOWN = "/.well-known/tdmrep.json"

PREFIX = re.compile(r"\s*([\w.-]+)\s*:\s*(.*)", re.DOTALL)
"""`X-Robots-Tag: somebot: noai, noindex` speaks to one agent, up to the next name of one."""

VALUED: frozenset[str] = frozenset({"max-snippet", "max-image-preview", "max-video-preview", "unavailable_after"})
"""Robots words that have a value behind a colon: no names of agents."""

META_PIECE = 1 << 16
"""Bytes given to the parser at a time."""


@dataclass(frozen=True, slots=True)
class Reservation:
    """What reserves a page: where it stands (`by`), its words, and the address of the owner's terms."""

    by: str
    words: str
    policy: str | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """One entry of a site's file. `matcher` answers like a robots.txt that forbids what `location` names."""

    location: str
    reserved: bool
    policy: str | None
    matcher: Protego


def rules_in(data: bytes) -> tuple[Rule, ...]:
    """The rules of a site's file, in its order. A file that is none gives no rules: it reserves nothing."""
    try:
        rows = json.loads(data.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return ()
    return tuple(_rules(rows if isinstance(rows, list) else [rows]))


def _rules(rows: Sequence[object]) -> Iterator[Rule]:
    for row in rows:
        location = row.get("location") if isinstance(row, dict) else None
        if not isinstance(row, dict) or not isinstance(location, str) or not location.startswith(("/", "*")):
            continue
        pattern = "".join(location.split())  # a line break would begin another rule
        matcher = Protego.parse(f"User-agent: *\nDisallow: {pattern}\n")
        policy = row.get("tdm-policy")
        reserved = str(row.get("tdm-reservation")).strip() == RESERVED
        yield Rule(location, reserved, policy if isinstance(policy, str) else None, matcher)


def by_rules(rules: Iterable[Rule], url: str) -> Reservation | None:
    """What a site's file says of a page: its first rule that names the page decides."""
    for rule in rules:
        if not rule.matcher.can_fetch(url, "*"):
            words = f"location {rule.location}, tdm-reservation {RESERVED}"
            return Reservation(WELL_KNOWN, words, rule.policy) if rule.reserved else None
    return None


def by_headers(headers: Iterable[tuple[str, str]], token: str) -> Reservation | None:
    """What the headers of an answer reserve; `token` is our name in robots rules."""
    named = [(name.lower(), value.strip()) for name, value in headers]
    policy = next((value for name, value in named if name == "tdm-policy"), None)
    for name, value in named:
        if name == "tdm-reservation" and value == RESERVED:
            return Reservation("header", f"{name}: {value}", policy)
        if name == "x-robots-tag" and not RESERVING.isdisjoint(_words_for(token, value)):
            return Reservation("header", f"{name}: {value}", policy)
    return None


def _words_for(token: str, value: str) -> Iterator[str]:
    """The robots words of a header, or of a meta element, that are for everybody or for us."""
    for_us = True
    for part in value.lower().split(","):
        named = PREFIX.fullmatch(part)
        if named and named[1] not in VALUED:
            for_us, part = named[1] == token.lower(), named[2]
        if for_us:
            yield part.strip()


def by_markup(markup: bytes, token: str) -> Reservation | None:
    """What the meta elements of a page reserve."""
    named = list(_metas(markup))
    policy = next((value for name, value in named if name == "tdm-policy"), None)
    for name, value in named:
        reserved = name == "tdm-reservation" and value == RESERVED
        if reserved or (name in {"robots", token.lower()} and not RESERVING.isdisjoint(_words_for(token, value))):
            return Reservation("meta element", f"{name}: {value}", policy)
    return None


def _metas(markup: bytes) -> Iterator[tuple[str, str]]:
    """Name and content of each meta element, wherever it stands: pages put them into the body too."""
    parser = etree.HTMLPullParser(events=("start",), tag="meta", huge_tree=True)
    for begin in range(0, len(markup), META_PIECE):
        try:
            parser.feed(markup[begin : begin + META_PIECE])
        except etree.LxmlError:
            break
    for _, element in parser.read_events():
        yield (element.get("name") or "").strip().lower(), (element.get("content") or "").strip()
