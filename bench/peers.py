"""What do other libraries say about the same pages?

With the settings their documentation gives for news articles; nothing is tuned to the pages. Trafilatura and htmldate
are parts of onrecord; the others are measured where they are installed (`make bench-read` installs them). What other
systems reach on these data is quoted in docs/quality.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any, TypeAlias

import trafilatura
from htmldate import find_date
from predicted import Row

Reader: TypeAlias = Callable[[Iterable[Row]], Iterator[Row]]
OneRow: TypeAlias = Callable[[Row], Row]

LONG = 90
"""Characters of a line that ends in a stop from which it is taken for prose: the plainest rule for flattened pages."""

STOPS = (".", "!", "?", "”", '"', "。", "؟", "।")


def _each(told: OneRow) -> Reader:
    """Rows in, rows out: what `told` says of each, beside the fields that name it."""

    def read(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield {name: row[name] for name in ("file", "id", "flattener") if name in row} | told(row)

    return read


def _trafilatura(**mode: bool) -> OneRow:
    def told(row: Row) -> Row:
        found = trafilatura.bare_extraction(row["data"], with_metadata=True, include_comments=False, **mode)
        if found is None:
            return {}
        authors = found.author.split("; ") if found.author else []
        return {"body": found.text, "title": found.title, "authors": authors, "published": found.date}

    return told


def _readability(row: Row) -> Row:
    document = import_module("readability").Document(row["data"])
    body = import_module("lxml.html").fromstring(document.summary())
    paragraphs = [" ".join(part.text_content().split()) for part in body.iter("p", "li", "h2", "h3", "h4", "td")]
    return {"body": "\n".join(paragraphs), "title": document.short_title()}


def _parsed_by_newspaper(row: Row, *, language: str | None) -> Any:
    article = import_module("newspaper").Article("https://news.example/", fetch_images=False)
    article.config.language = language  # None: what the page says
    article.download(input_html=row["data"].decode("utf-8", "replace"))
    article.parse()
    return article


def _newspaper(row: Row) -> Row:
    try:
        article = _parsed_by_newspaper(row, language=None)
    except (ImportError, LookupError):  # its word lists of some languages are packages, or data, of their own
        article = _parsed_by_newspaper(row, language="en")
    day = article.publish_date.isoformat() if article.publish_date else None
    return {"body": article.text, "title": article.title, "authors": article.authors, "published": day}


def _resiliparse(row: Row) -> Row:
    extract = import_module("resiliparse.extract.html2text").extract_plain_text
    return {"body": extract(row["data"].decode("utf-8", "replace"), main_content=True)}


def _justext(row: Row) -> Row:
    justext = import_module("justext")
    found = justext.justext(row["data"], justext.get_stoplist("English"))
    return {"body": "\n".join(paragraph.text for paragraph in found if not paragraph.is_boilerplate)}


def _day_alone(row: Row) -> Row:
    return {"published": find_date(row["data"], original_date=True)}


def _every_line(row: Row) -> Row:
    return {"keep": [1] * len(row["lines"])}


def _long_lines(row: Row) -> Row:
    return {"keep": [int(len(line) >= LONG and line.rstrip().endswith(STOPS)) for line in row["lines"]]}


NEEDS: dict[str, tuple[str, str]] = {
    "readability": ("readability", "readability-lxml"),
    "newspaper4k": ("newspaper", "newspaper4k"),
    "resiliparse": ("resiliparse", "resiliparse"),
    "jusText": ("justext", "justext"),
    "trafilatura": ("trafilatura", "trafilatura"),
    "htmldate": ("htmldate", "htmldate"),
    "textacy": ("textacy", "textacy"),
}
"""The module and the distribution that a peer needs, by the first word of its name."""


def _installed(peers: dict[str, OneRow]) -> dict[str, Reader]:
    first = {name: name.split()[0] for name in peers}
    return {
        name: _each(one) for name, one in peers.items() if first[name] not in NEEDS or find_spec(NEEDS[first[name]][0])
    }


PAGES: dict[str, Reader] = _installed(
    {
        "trafilatura": _trafilatura(),
        "trafilatura fast": _trafilatura(fast=True),
        "trafilatura precision": _trafilatura(favor_precision=True),
        "trafilatura recall": _trafilatura(favor_recall=True),
        "readability": _readability,
        "newspaper4k": _newspaper,
        "resiliparse": _resiliparse,
        "jusText": _justext,
    }
)
DAYS: dict[str, Reader] = _installed({"htmldate": _day_alone, "newspaper4k": _newspaper})
LINES: dict[str, Reader] = _installed({"keep all": _every_line, "long lines with a stop": _long_lines})
"""Peers by what they are asked."""


def named(peer: str) -> str:
    """The peer with the version of its library, where it has one."""
    needed = NEEDS.get(peer.split()[0])
    return f"{peer} {version(needed[1])}" if needed and find_spec(needed[0]) else peer
