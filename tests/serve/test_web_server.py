"""Does `onrecord serve` answer over HTTP, end quietly, and say in one line why it cannot?"""

from __future__ import annotations

import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.serve.accounts import accounts
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
def test_another_address_is_refused_unless_one_must_log_in(record: Record, host: str) -> None:
    told = refused(record.where, "--host", host)
    assert "nobody would have to log in" in told and "127.0.0.1" in told and "--users" in told


@pytest.mark.parametrize("options", [("--allow-host", "record.example"), ("--proxy", "127.0.0.1")])
def test_other_names_and_a_proxy_are_refused_unless_one_must_log_in(record: Record, options: tuple[str, str]) -> None:
    assert "nobody would have to log in" in refused(record.where, *options)


@pytest.mark.parametrize("host", ["127.0.0.1", "0.0.0.0"])
def test_accounts_of_which_none_is_an_admin_s_are_refused_with_the_way_to_make_one(record: Record, host: str) -> None:
    told = refused(record.where, "--users", "--host", host, "--port", "0")
    assert f"onrecord user add {record.where} NAME --role admin" in told


def test_a_record_that_is_not_there_is_told_with_the_way_to_make_it(tmp_path: Path) -> None:
    assert "no such record; make it with: onrecord build" in refused(str(tmp_path / "none.db"))


def test_a_port_that_is_none_is_a_wrong_argument(record: Record) -> None:
    assert "65535" in refused(record.where, "--port", "70000")


def test_a_proxy_is_believed_where_it_was_named_and_nowhere_else(tmp_path: Path) -> None:
    path, https = str(tmp_path / "news.db"), {"host": "record.example", "x-forwarded-proto": "https"}
    with Record.open(path, create=True) as made:
        accounts.add(made, "root", "admin", "four plain words will do", by="shell", at=datetime.now(UTC))
    options = ("--users", "--allow-host", "record.example")
    for named, told in ((options, 403), ((*options, "--proxy", "127.0.0.1"), 200)):
        with served(path, *named) as (_, address), httpx.Client(base_url=address, timeout=PATIENCE) as client:
            assert client.get("/login", headers=https).status_code == told
            assert client.get("/login", headers={"host": "record.example"}).status_code == 403
            assert client.get("/login", headers={"host": "other.example"}).status_code == 421
            assert client.get("/login").status_code == 200
            assert client.get("/", headers=https).headers["location"] == "/login"


@pytest.mark.parametrize(
    ("host", "own"), [("localhost", True), ("127.8.8.8", True), ("::1", True), ("::", False), ("localhost.evil", False)]
)
def test_only_this_machine_is_loopback(host: str, own: bool) -> None:
    assert is_loopback(host) is own
