"""Does a page load nothing but our own files, each at an address that changes with them?"""

from __future__ import annotations

import gzip
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import browser
import httpx
import pytest
from starlette.testclient import TestClient

from onrecord.serve.web import assets
from onrecord.store import Record

LOADED = re.compile(r'(?:src|href)="(/static/[^"]+)"')

PATIENCE = 60.0
"""Seconds that a server may take to answer or to end on a busy machine."""

CHARTS = frozenset({"charts.js", "network.js", "charts.css"})
"""A screen that loads one of these has a chart."""


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


def test_a_screen_weighs_less_than_sixty_kilobytes_and_one_with_a_chart_less_than_two_hundred_and_fifty(
    record: Record, client: TestClient
) -> None:
    """HTML, styles, scripts and icon as sent (gzip), but for what a script asks for by itself."""
    for path in browser.screens(record):
        page = client.get(path)
        named = {link for link in LOADED.findall(page.text) if not link.endswith(assets.LICENCES)}
        weight = sum(len(assets.assets()[Path(link).name].packed) for link in named) + len(gzip.compress(page.content))
        assert weight < (250_000 if CHARTS & {Path(link).name for link in named} else 60_000), path


def test_what_a_script_draws_anew_stands_there_first_and_its_data_is_the_screens_own(
    record: Record, client: TestClient
) -> None:
    drawn = set()
    for path in browser.screens(record):
        page = browser.Markup(client.get(path).text)
        for found in (found for _, found in page.tags if "data-drawn" in found):
            drawn.add(found["data-drawn"])
            data = client.get(found["data-from"])
            assert data.status_code == 200 and client.get(browser.twin(path)).content == data.content, path
            assert "svg" in {tag for tag, _ in page.tags}, path
    assert "series" in drawn


def test_without_what_is_built_the_server_says_so_once_and_every_screen_works(record: Record, tmp_path: Path) -> None:
    package = Path(assets.__file__).parents[2]
    shutil.copytree(package, tmp_path / "onrecord", ignore=shutil.ignore_patterns("built", "__pycache__"))
    command = [sys.executable, "-m", "onrecord.cli", "serve", record.where, "--port", "0"]
    there = os.environ | {"PYTHONPATH": str(tmp_path)}
    told: Any = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True, "env": there}
    with subprocess.Popen(command, cwd=tmp_path, **told) as server:
        try:
            page = httpx.get(server.stdout.readline().split()[-1], timeout=PATIENCE)
            style = next(link for link in browser.Markup(page.text).values("href") if link.endswith("app.css"))
            assert page.status_code == 200 and "<script" not in page.text and "ground.css" not in page.text
            assert httpx.get(str(page.url.join(style)), timeout=PATIENCE).status_code == 200
        finally:
            server.send_signal(signal.SIGINT)
            _, trouble = server.communicate(timeout=PATIENCE)
    assert trouble == f"{assets.NOT_BUILT}\n"
