"""How does a test look at the web app? Every screen of a record, as a page and as JSON, asked over HTTP in process."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser
from typing import Any

from httpx import Response
from starlette.testclient import TestClient

from onrecord.serve.web.app import app_of
from onrecord.store import Record

WHOLE = ("/", "/changes?since=0", "/conflicts", "/designations", "/quality", "/timeline", "/network", "/map")
"""Screens that stand for the whole record, but for the review list and a search."""

OF_KIND: dict[str, str] = {
    "pages": "/page/",
    "statements": "/statement/",
    "entities": "/actor/",
    "stories": "/story/",
    "utterances": "/utterance/",
    "series": "/series/",
}
"""The screens of single rows by kind; every row has a trail besides."""

LISTS = ("entities", "stories", "utterances", "series")
"""Kinds whose screens must not show what waits for review."""

TRAILS = ("pages", "figures", "entities", "offices", "memberships", "designations", "stories", "utterances", "links")


def browser(record: Record) -> TestClient:
    """A client of the app; redirects are not followed."""
    return TestClient(app_of(record), base_url="http://127.0.0.1", follow_redirects=False)


def lists(record: Record) -> Iterator[str]:
    """Every address on which nothing may stand that waits for a person's look."""
    yield from WHOLE
    for kind in LISTS:
        yield from (OF_KIND[kind] + row.id for row in record.rows(kind))
    for kind in TRAILS:
        yield from ("/why/" + row.id for row in record.rows(kind))


def screens(record: Record) -> Iterator[str]:
    """Every address there is, with a search or two."""
    yield from lists(record)
    yield from ("/review", "/search", "/search?q=gates", "/search?q=kind:nothing", "/nowhere", "/page/p-none")
    for kind in ("pages", "statements"):
        yield from (OF_KIND[kind] + row.id for row in record.rows(kind))
    yield from ("/why/" + row.id for kind in ("statements", "series") for row in record.rows(kind))


def twin(path: str, ending: str = "json") -> str:
    """The address of a screen's JSON or CSV."""
    address, mark, asked = path.partition("?")
    return f"{'/index' if address == '/' else address}.{ending}{mark}{asked}"


def fill(client: TestClient, path: str, screen: str, **words: Any) -> Response:
    """Send a form to `path` with the token that a screen gives to its forms."""
    page = Markup(client.get(screen).text)
    token = next(found["value"] for tag, found in page.tags if tag == "input" and found.get("name") == "token")
    return client.post(path, data={"token": token, **words})


class Markup(HTMLParser):
    """The tags of a page with their attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep the tag."""
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep the words."""
        self.said.append(data)

    @property
    def words(self) -> str:
        """What a reader sees, on one line."""
        return " ".join("".join(self.said).split())

    def values(self, name: str) -> list[str]:
        """All values of an attribute."""
        return [found[name] for _, found in self.tags if name in found]
