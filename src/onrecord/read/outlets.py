"""Which outlet published a page? Its markup, its host, its title's tail and the lines of its furniture name it.

A platform that many outlets publish on is no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from urllib.parse import urlsplit

from onrecord.model import BODY, Page
from onrecord.read.markup import Markup

WORD = re.compile(r"\w+")

OUTLETS = (
    "meta og:site_name",
    "json-ld publisher",
    "microdata publisher",
    "json-ld WebSite.name",
    "meta application-name",
    "meta dc.publisher",
    "meta publisher",
    "meta twitter:app:name:iphone",
    "meta cre",
    "meta al:ios:app_name",
)
"""Sayings that name the outlet, the surest first."""

PLATFORMS: frozenset[str] = frozenset(
    {
        *("facebook", "twitter", "x", "instagram", "telegram", "whatsapp", "youtube", "tiktok", "linkedin", "reddit"),
        *("pinterest", "threads", "bluesky", "mastodon", "vk", "blogger", "blogspot", "wordpress", "wordpresscom"),
        *("medium", "substack", "tumblr", "livejournal", "typepad", "ghost", "squarespace", "wix", "weebly"),
        *("google", "googlenews", "googleplay", "applenews", "appstore", "msn", "yahoo", "flipboard", "feedly"),
    }
)
"""Platforms, as `joined` writes them: pages on them have an outlet of their own."""

EDITIONS: frozenset[str] = frozenset({"www", "m", "amp", "mobile", "edition", "news", "en", "blog", "blogs", "web"})
"""Labels of a host that name no outlet."""

HOST_SHARE = 0.5
"""Share of a name's letters that a label of the host must make up: `Kalven Daily` at kalven.example."""

LEAST_LABEL = 3

DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a page's site: the names its markup gives it, and the labels of its host."""

    names: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()

    @property
    def outlet(self) -> str | None:
        """The outlet's name: the surest that is a name rather than a domain."""
        return next((name for name in self.names if not DOMAIN.fullmatch(name)), next(iter(self.names), None))

    def is_named(self, words: str) -> bool:
        """Whether words are a name of the site."""
        key = joined(words)
        if not key:
            return False
        return any(key == joined(name) for name in self.names) or any(
            label in key and len(label) >= HOST_SHARE * len(key) for label in self.labels
        )


def joined(words: str) -> str:
    """Words as a host name writes them: lower case, letters and digits only."""
    return "".join(WORD.findall(words.lower())).replace("_", "")


def site_of(markup: Markup, *urls: str | None) -> Site:
    """The site of a page: named by its markup, at the host of its URLs."""
    names = (saying.words for saying in markup.sayings(OUTLETS) if "://" not in saying.words)
    labels = {label for url in urls for label in _labels(url or "")}
    return Site(tuple(dict.fromkeys(name for name in names if joined(name) not in PLATFORMS)), frozenset(labels))


def _labels(url: str) -> Iterator[str]:
    """The labels of a URL's host that may name its outlet, alone and joined to the one behind."""
    try:
        labels = (urlsplit(url).hostname or "").split(".")
    except ValueError:
        return
    for index, label in enumerate(labels[:-1]):
        if len(label) >= LEAST_LABEL and label not in EDITIONS | PLATFORMS:
            yield joined(label)
            yield joined(label + labels[index + 1])


PROPER_WORD = r"[A-Z][\w&'’]*(?:\.\w+)*"
PROPER = rf"(?P<outlet>{PROPER_WORD}(?:\s+{PROPER_WORD}){{0,4}})"
RIGHTS = r"(?:©|\([cC]\)|\bCopyright)\s*(?:©\s*)?(?:\d{4}\s*[-–]?\s*(?:\d{4})?,?\s*)?(?:by\s+)?"
OUTLET_SIGNS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b[Jj]oin\b.{{0,40}}\b(?:fans|followers|readers|members|subscribers)\s+of\s+(?:the\s+)?{PROPER}"),
    re.compile(rf"\b(?:fans|followers|readers|people|subscribers)\s+follow\s+(?:the\s+)?{PROPER}"),
    re.compile(
        rf"\b(?:Follow|Like|Find|Join)\s+{PROPER}\s+on\s+(?:Facebook|FB|Twitter|X|Telegram|Instagram|WhatsApp)\b"
    ),
    re.compile(RIGHTS + r"(?P<outlet>[A-Z][\w.&'’]*(?:\s+(?:[A-Z][\w&'’]*|of|the|and)){0,5})(?=[.,|]|\s+All\b|\s*$)"),
    re.compile(r"^\W*(?:Source|Publisher|Published (?:by|in))\s*:\s*(?P<outlet>[A-Z][\w.&'’ -]{1,40})$"),
    re.compile(r"\bAbout\s+(?!Us\b|Me\b|This\b|The\b|Our\b|Cookies\b)(?P<outlet>[A-Z]\w+(?:\s[A-Z]\w+){1,3})\s*$"),
)
"""Lines of the page's furniture that name its outlet, the surest first."""

SIGN_ROOM = 300
NAME_ROOM = 60
"""Characters of lines in which a sign, or a bare name, is looked for."""

ABOUT = re.compile(
    r"^\W*about (?:this|the|our) (?:blog|site|newspaper|project|paper|magazine|channel)\W*$", re.IGNORECASE
)
QUOTED_NAME = re.compile(r"^[\"“«](?P<outlet>[^\"”»]{3,60})[\"”»]")
"""An 'About this blog' box begins with the blog's quoted name."""

ON_SOCIAL = re.compile(r"\s+(?:on|at|via)$", re.IGNORECASE)

BARS = re.compile(r"\s*[|·•]\s*")


def outlet_of(page: Page) -> str | None:
    """The outlet that the page's furniture names."""
    furniture = [page.text[b.start : b.end] for b in page.blocks if b.kind not in BODY]
    for line, following in pairwise(furniture):
        named = QUOTED_NAME.match(following) if ABOUT.match(line) else None
        if named:
            return named["outlet"].strip()
    for sign in OUTLET_SIGNS:
        for line in furniture:
            found = sign.search(line) if len(line) < SIGN_ROOM else None
            if found:
                return ON_SOCIAL.sub("", found["outlet"]).strip(" .,")
    return _named_like(page.url or "", furniture)


def _named_like(url: str, furniture: Sequence[str]) -> str | None:
    """The words of a short line that are the name of the page's host: "Al Kalven" at alkalven.example."""
    labels = set(_labels(url))
    for line in furniture:
        for part in BARS.split(line) if len(line) < NAME_ROOM else ():
            if joined(part) in labels:
                return part.strip()
    return None
