"""Which outlet published a page? Its markup, its host, its title's tail and the lines of its furniture name it.

A platform that many outlets publish on is no outlet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
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

LEAST_TITLE = 3
"""Words of a line that is a title."""

COMPANY = re.compile(
    r",?\s*\b(?:GmbH|AG|KG|Ltd|Limited|LLC|Inc|Corp|PLC|plc|S\.?p\.?A|S\.?r\.?l|B\.?V|S\.A|A/S|ApS|AB|Oy"
    r"|Media Group|Mediengruppe|Publications|Holdings?|Verlag)\b"
)
"""How a company is named that owns an outlet: by its legal form, or as a house of many."""

SLOGAN = re.compile(r"\s+[|•·–—-]\s+|\s*[|｜]\s*")

BRACKETED = re.compile(r"\s*\((?:www\.)?[\w-]+\.\w{2,}\)")

DOMAIN = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}/?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Site:
    """What is known of a page's site: the names its markup gives it, and the labels of its host."""

    names: tuple[str, ...] = ()
    labels: frozenset[str] = frozenset()

    def outlet(self, tail: str | None) -> str | None:
        """The outlet's name: the surest that is neither a domain nor a company's. `tail` stands behind the title."""
        names = [self._without_slogan(bare) for name in (*self.names, tail) if (bare := BRACKETED.sub("", name or ""))]
        plain = (name for name in names if not DOMAIN.fullmatch(name) and not COMPANY.search(name))
        return next(plain, next(iter(names), None))

    def _without_slogan(self, name: str) -> str:
        """The part of `Kalven Daily | News from the valley` that is the name: the host's, else the first."""
        parts = [part.strip() for part in SLOGAN.split(name) if part.strip()]
        return (
            next((part for part in parts if joined(part) in self.labels), parts[0]) if len(parts) > 1 else name.strip()
        )

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


PROPER_WORD = r"[A-Z0-9](?:[\w&!]|['’](?!s\b))*(?:[.-]\w+)*"
WITHIN = r"(?:of|the|and|de|la|le|el|del|des|da|do|der|die|das|und|et|y|e|di)"
NAME = rf"(?P<outlet>(?![0-9]){PROPER_WORD}(?:\s+(?:{WITHIN}\s+){{0,2}}{PROPER_WORD}){{0,5}})"
"""A proper name: words with capitals, few small ones between."""

SOCIAL = r"(?:Facebook|FB|Twitter|X|Telegram|Instagram|WhatsApp|YouTube|LinkedIn|TikTok|Threads|Bluesky|Mastodon|VK)"
READERS = r"(?:fans|followers|readers|people|members|subscribers|others)"
RIGHTS = r"(?:©|\([cC]\)|\b[Cc]opyright|\bCOPYRIGHT)\s*(?:©\s*|\([cC]\)\s*)?"
YEARS = r"\d{4}\s*(?:[-–—/]\s*(?:\d{4}|\d\d|[Pp]resent))?,?\s*(?:[-–|]\s*)?(?:by\s+|By\s+)?"
RESERVED = r"(?:All|Alle|Tous|Todos|Tutti|Wszelkie|Alla|Rights)\b"

ASKED = r"(?:Find|Follow|Like|Join|Share|Watch|See|Visit|Connect|Tweet|Post|Send|Save|Comment|Us|Me|Listen|Chat|Pin)"
"""What a reader is asked to do on a platform."""

OUTLET_SIGNS: tuple[re.Pattern[str], ...] = tuple(
    re.compile(form)
    for form in (
        rf"\b[Jj]oin\b.{{0,40}}\b{READERS}\s+of\s+(?:the\s+)?{NAME}",
        rf"\b{READERS}\s+(?:follow|like)\s+(?:the\s+)?{NAME}",
        rf"\b(?:Follow|Like|Find|Join|Watch)\s+(?:the\s+)?{NAME}(?:['’]s page)?\s+on\s+(?:our\s+)?{SOCIAL}\b",
        rf"^\W*About (?:[Tt]his|[Tt]he|[Oo]ur) (?:[Bb]log|[Ss]ite|[Nn]ewspaper|[Pp]aper|[Mm]agazine)\s*[:—–-]\s*{NAME}",
        rf"^\W*(?:From\s+|Welcome to\s+)(?:the\s+)?{NAME},\s+(?:the|your|an?)\s",
        rf"{RIGHTS}{YEARS}{NAME}(?=\s*[.,|;–—•·-]|\s+{RESERVED}|\s*$)",
        rf"{RIGHTS}{NAME},?\s+(?:\d{{4}}|{RESERVED})",
        rf"^\W*{NAME}\s+(?:©|\([cC]\)|[Cc]opyright)\s*\d{{4}}",
        rf"^\W*(?!{ASKED}\b){NAME}\s+on\s+{SOCIAL}\W*$",
        rf"\b(?:[Dd]ownload|[Gg]et|[Ii]nstall)\s+the\s+(?:free\s+|new\s+)?{NAME}\s+[Aa]pp\b",
        rf"\b(?:[Ss]ubscribe to|[Ss]ign up (?:for|to))\s+(?:the\s+)?{NAME}(?:['’]s)?\s+(?:daily\s+|weekly\s+)?"
        r"[Nn]ewsletters?\b",
        rf"^\W*(?:Source|Publisher|Published (?:by|in)|Quelle|Fuente|Fonte|Bron)\s*:\s*{NAME}\W*$",
        rf"{RIGHTS}{NAME}(?=[.,|]|\s*$)",
        rf"\bAbout\s+(?!Us\b|Me\b|This\b|The\b|Our\b|Cookies\b|[Tt]he [Aa]uthor\b){NAME}\s*$",
    )
)
"""Lines of the page's furniture that name its outlet, the surest first."""

SPEAKING = re.compile(
    r"©|\([cC]\)|[Cc]opyright|COPYRIGHT|[Jj]oin|follow|like|[Ff]ollow|Like|Find|Watch|About|From|Welcome| on [A-Z]"
    r"|[Aa]pp\b|[Nn]ewsletter|Source|Publish|Quelle|Fuente|Fonte|Bron"
)
"""What every such line holds: most lines of a page hold none of it and need no closer look."""

NO_OUTLETS: frozenset[str] = frozenset(
    {
        *(
            "us",
            "me",
            "all",
            "this",
            "our",
            "your",
            "my",
            "more",
            "other",
            "these",
            "home",
            "terms",
            "privacy",
            "cookies",
        ),
        *("theauthor", "author", "allrightsreserved", "images", "image", "photo", "photos", "video", "design", "theme"),
        *(
            "gettyimages",
            "getty",
            "shutterstock",
            "istock",
            "alamy",
            "epa",
            "imago",
            "depositphotos",
            "unsplash",
            "adobestock",
        ),
        *("share", "email", "comments", "copyright", "advertisement", "newsletter", "newsletters"),
    }
)
"""What such lines name that is no outlet, as `joined` writes it: other things, and sellers of pictures."""

RESERVED_TAIL = re.compile(r"\s*\b(?:All|Alle) (?:[Rr]ights|Rechte)\b.*$")

SIGN_ROOM = 300
NAME_ROOM = 60
"""Characters of lines in which a sign, or a bare name, is looked for."""

ABOUT = re.compile(
    r"^\W*about (?:this|the|our) (?:blog|site|newspaper|project|paper|magazine|channel)\W*$", re.IGNORECASE
)
QUOTED_NAME = re.compile(r"^[\"“«](?P<outlet>[^\"”»]{3,60})[\"”»]")
"""An 'About this blog' box begins with the blog's quoted name."""

TAIL = re.compile(r"\s(?:[|•·»]|[-–—])\s+(?P<outlet>[^|•·»]{2,40})$")
"""The site behind a title."""

BARS = re.compile(r"\s*[|·•]\s*")


def outlet_of(page: Page) -> str | None:
    """The outlet that the page's furniture names."""
    furniture = [page.text[b.start : b.end] for b in page.blocks if b.kind not in BODY]
    named = chain(_boxed(furniture), _signed(furniture), _tailed(furniture))
    bare = (RESERVED_TAIL.sub("", name).strip(" .,") for name in named)
    found = [name for name in bare if joined(name) not in PLATFORMS | NO_OUTLETS]
    # the company behind an outlet signs the rights; the outlet's own name stands in other lines
    outlets = (name for name in found if name and not COMPANY.search(name))
    companies = (COMPANY.split(name)[0].strip(" .,") for name in found)
    return next(outlets, None) or _named_like(page.url or "", furniture) or next(filter(None, companies), None)


def _boxed(furniture: Sequence[str]) -> Iterator[str]:
    for line, following in pairwise(furniture):
        named = QUOTED_NAME.match(following) if ABOUT.match(line) else None
        if named:
            yield named["outlet"]


def _signed(furniture: Sequence[str]) -> Iterator[str]:
    lines = [line for line in furniture if len(line) < SIGN_ROOM and SPEAKING.search(line)]
    yield from (found["outlet"] for sign in OUTLET_SIGNS for line in lines for found in sign.finditer(line))


def _tailed(furniture: Sequence[str]) -> Iterator[str]:
    """Names behind a title that is shown without them too: `Gates stay shut | Kalven Daily`, `Gates stay shut`."""
    lines = set(furniture)
    for line in furniture:
        tail = TAIL.search(line) if len(line) < SIGN_ROOM else None
        if tail and line[: tail.start()].strip() in lines and len(line[: tail.start()].split()) >= LEAST_TITLE:
            yield tail["outlet"]


def host_of(url: str | None) -> str | None:
    """The host of a URL, as the name of an outlet that is named nowhere; a platform's own host names none."""
    try:
        host = re.sub(r"^(?:www|m|amp)\.", "", urlsplit(url or "").hostname or "")
    except ValueError:
        return None
    return host if host and joined(host.split(".")[0]) not in PLATFORMS else None


def _named_like(url: str, furniture: Sequence[str]) -> str | None:
    """The words of a short line that are the name of the page's host: "Al Kalven" at alkalven.example."""
    labels = set(_labels(url))
    for line in furniture:
        for part in BARS.split(line) if len(line) < NAME_ROOM else ():
            if joined(part) in labels:
                return part.strip()
    return None
