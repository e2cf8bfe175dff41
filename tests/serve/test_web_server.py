"""Does `onrecord serve` answer over HTTP, end quietly, and say in one line why it cannot?"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.serve.web.assets import NOT_BUILT, address_of
from onrecord.serve.web.guard import is_loopback
from onrecord.store import Record

PATIENCE = 60.0
"""Seconds that a server may take to start or to end on a busy machine."""


@contextmanager
def served(where: str, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A server of a record as a process of its own, and its address."""
    command = [sys.executable, "-m", "onrecord.cli", "serve", where, "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout
            yield server, server.stdout.readline().split()[-1]
        finally:
            server.kill()


def test_a_record_is_served_until_it_is_interrupted(record: Record) -> None:
    with served(record.where) as (server, address):
        assert address.startswith("http://127.0.0.1:")
        with httpx.Client(base_url=address, timeout=PATIENCE) as client:
            page = client.get("/")
            assert page.status_code == 200 and "What is on record" in page.text
            assert client.get("/index.json").json()["title"] == "What is on record"
            style = client.get(address_of("app.css"))
            assert style.headers["content-type"].startswith("text/css")
            assert "immutable" in style.headers["cache-control"]
            assert client.head("/review").status_code == 200
            assert "server" not in page.headers and "set-cookie" not in page.headers
        server.send_signal(signal.SIGINT)
        out, err = server.communicate(timeout=PATIENCE)
        assert (server.returncode, out) == (0, "") and err in ("", f"{NOT_BUILT}\n")


def refused(*words: str) -> str:
    done = CliRunner().invoke(app, ["serve", *words])
    assert done.exit_code != 0
    return " ".join(str(done.exception or "").split()) + " ".join(done.output.replace("│", "").split())


def test_a_port_that_is_taken_is_told_with_a_way_out(record: Record) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        assert f"port {port} is taken; give another one with --port" in refused(record.where, "--port", str(port))


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "news.example"])
def test_another_address_is_refused_since_there_are_no_accounts(record: Record, host: str) -> None:
    told = refused(record.where, "--host", host)
    assert "there are no accounts yet" in told and "127.0.0.1" in told


def test_a_record_that_is_not_there_is_told_with_the_way_to_make_it(tmp_path: Path) -> None:
    assert "no such record; make it with: onrecord build" in refused(str(tmp_path / "none.db"))


def test_a_port_that_is_none_is_a_wrong_argument(record: Record) -> None:
    assert "65535" in refused(record.where, "--port", "70000")


@pytest.mark.parametrize(
    ("host", "own"), [("localhost", True), ("127.8.8.8", True), ("::1", True), ("::", False), ("localhost.evil", False)]
)
def test_only_this_machine_is_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own
