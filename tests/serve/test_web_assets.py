"""Does a page load nothing but our own files, each at an address that changes with them?"""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import browser
import pytest
from starlette.testclient import TestClient

from onrecord.serve.web import assets
from onrecord.store import Record

LIGHTEST = ("core.js", "first.js", "ground.css", "app.css", "icon.svg")


@pytest.fixture
def client(record: Record) -> TestClient:
    return browser.browser(record)


def test_every_file_that_a_page_names_is_there_and_may_be_kept(client: TestClient) -> None:
    page = browser.Markup(client.get("/").text)
    named = [link for link in page.values("href") + page.values("src") if link.startswith("/static/")]
    assert {Path(link).name for link in named} >= {"app.css", "icon.svg"}
    for link in named:
        answer = client.get(link)
        assert answer.status_code == 200 and "immutable" in answer.headers["cache-control"], link
        assert answer.headers["x-content-type-options"] == "nosniff"


def test_a_file_is_sent_packed_to_whoever_can_unpack_it(client: TestClient) -> None:
    where = assets.address_of("app.css")
    plain = client.get(where, headers={"accept-encoding": "identity"})
    packed = client.get(where, headers={"accept-encoding": "gzip"})
    assert "content-encoding" not in plain.headers and packed.headers["content-encoding"] == "gzip"
    assert plain.content == packed.content and packed.headers["vary"] == "accept-encoding"


def test_an_address_of_another_day_is_answered_but_not_kept(client: TestClient) -> None:
    answer = client.get("/static/0123456789ab/app.css")
    assert answer.status_code == 200 and "immutable" not in answer.headers["cache-control"]
    assert client.get("/static/0123456789ab/app.py").status_code == 404


def test_our_styles_and_scripts_ask_for_nothing_elsewhere() -> None:
    """What the libraries hold are names (of SVG and the like), not addresses that are asked for."""
    for name in ("app.css", "first.js", "ground.css"):
        if found := assets.assets().get(name):
            words = re.sub(rb"/\*.*?\*/|http://www\.w3\.org/2000/svg", b"", found.data, flags=re.DOTALL)
            assert b"//" not in words.replace(b"// ", b""), name


def test_a_screen_weighs_less_than_sixty_kilobytes(record: Record, client: TestClient) -> None:
    """HTML, styles, scripts and icon as sent (gzip), of every screen without a chart."""
    shared = sum(len(found.packed) for name in LIGHTEST if (found := assets.assets().get(name)))
    for path in browser.screens(record):
        assert shared + len(gzip.compress(client.get(path).content)) < 60_000, path


def test_every_screen_stands_without_what_is_built(monkeypatch: pytest.MonkeyPatch, client: TestClient) -> None:
    ours = {name: each for name, each in assets.assets().items() if name in ("app.css", "icon.svg", "first.js")}
    monkeypatch.setattr(assets, "assets", lambda: ours)
    page = client.get("/")
    assert page.status_code == 200 and "<script" not in page.text and "ground.css" not in page.text
