"""Where does a page stand: under which URL, and in which section of its outlet?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit, urlunsplit

from onrecord.read.markup import Markup
from onrecord.read.outlets import Site, joined

URLS = ("link canonical", "meta og:url", "json-ld url")
SECTIONS = (
    "meta article:section",
    "json-ld articleSection",
    "microdata articleSection",
    "meta articlesection",
    "meta parsely-section",
)
CRUMBS = ("json-ld breadcrumb",)
"""Sayings that answer a question, the surest first."""

SECTION_ROOM = 60
SECTION_WORDS = 5
"""Characters and words of a section's name: longer values are headlines and lists of keywords."""

PAGE_TYPES: frozenset[str] = frozenset({"article", "website", "web", "page", "post", "story", "default", "none"})
"""What templates call every page, in the place of a section."""

FRONT_PAGES: frozenset[str] = frozenset(
    {
        *(
            "home",
            "homepage",
            "startseite",
            "start",
            "accueil",
            "inicio",
            "portada",
            "início",
            "forside",
            "hem",
            "etusivu",
        ),
        *("voorpagina", "strona główna", "domů", "pagrindinis", "beranda", "trang chủ", "главная", "головна", "ホーム"),
        *("トップ", "首页", "首頁", "홈", "الرئيسية", "होम"),
    }
)
"""What the first step of a breadcrumb trail is called."""

NO_SECTIONS: frozenset[str] = frozenset(
    {
        *("article", "articles", "artikel", "artikkel", "articulo", "articolo", "clanek", "news", "story", "stories"),
        *("nachrichten", "noticias", "noticia", "notizie", "nyheter", "nyhet", "berita", "content", "contents", "cnt"),
        *(
            "post",
            "posts",
            "blog",
            "blogs",
            "web",
            "index",
            "archive",
            "archives",
            "archiv",
            "amp",
            "id",
            "page",
            "pages",
        ),
        *(
            "sections",
            "section",
            "category",
            "topic",
            "topics",
            "live",
            "html",
            "read",
            "detail",
            "main",
            "site",
            "wiki",
        ),
    }
)
"""Steps of a URL's path that name no section."""

STEP = re.compile(r"[a-z]{3,}(?:-[a-z]+){0,2}")
STEP_ROOM = 20
"""A step of a path that may name a section: few words and no number; headlines in paths are longer."""


def canonical_of(markup: Markup, own: str | None) -> tuple[str | None, tuple[str, ...]]:
    """The page's URL, absolute, and notes. `own` is where the page came from.

    What the markup calls canonical is taken when it lies on the page's own site. Another site is where a syndicated
    page comes from, and a front page is not the page: they are left to the notes.
    """
    notes: dict[str, None] = {}
    for saying in markup.sayings(URLS):
        url = absolute(saying.words, own)
        if url is None or (_is_front(url) and not _is_front(own or "")):
            continue
        if own is None or _one_site(url, own):
            return url, tuple(notes)
        notes[f"{saying.by} names a page of another site: {url}"] = None
    return own, tuple(notes)


def absolute(href: str, own: str | None) -> str | None:
    """A link of the page as an absolute http(s) URL without fragment; None when it cannot be made one."""
    try:
        parts = urlsplit(urljoin(own or "", href.strip()))
        return urlunsplit(parts._replace(fragment="")) if parts.scheme in ("http", "https") and parts.hostname else None
    except ValueError:
        return None


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path.strip("/") in ("", "index.html", "index.php") and not parts.query


def _one_site(a: str, b: str) -> bool:
    """Whether two URLs' hosts are one, or one a subdomain of the other's domain: `m.kalven.example`."""
    one, other = (_host(url) for url in (a, b))
    return one == other or one.endswith("." + other) or other.endswith("." + one)


def _host(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return re.sub(r"^(?:www|m|amp|mobile)\d?\.", "", host)


def section_of(markup: Markup, site: Site, url: str | None) -> str | None:
    """The section: as the markup names it, else the first step of the breadcrumb trail, else of the URL's path."""
    told = (words for words in _named(markup) if len(words) <= SECTION_ROOM and len(words.split()) <= SECTION_WORDS)
    named = (words for words in told if words.lower() not in PAGE_TYPES and not site.is_named(words))
    return next(named, None) or next(_steps(url or ""), None)


def _named(markup: Markup) -> Iterator[str]:
    for saying in markup.sayings(SECTIONS):
        yield re.split(r"\s*[,;|>/]\s*", saying.words)[0]
    titles = {joined(saying.words) for saying in markup.sayings(("json-ld headline", "meta og:title"))}
    for saying in list(markup.sayings(CRUMBS))[:-1]:
        if saying.words.lower() not in FRONT_PAGES and joined(saying.words) not in titles:
            yield saying.words


def _steps(url: str) -> Iterator[str]:
    """The steps of a path that may name a section; the last is the page itself."""
    for step in urlsplit(url).path.lower().strip("/").split("/")[:-1]:
        if STEP.fullmatch(step) and len(step) <= STEP_ROOM and step not in NO_SECTIONS:
            yield step.replace("-", " ")
