"""Are accounts made, listed and ended on the command line, and no password ever an argument?"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from onrecord import cli
from onrecord.store import Record

WORDS = "four plain words will do"


@pytest.fixture(scope="module")
def news(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record with an admin who has a token."""
    path = tmp_path_factory.mktemp("users") / "news.db"
    Record.open(path, create=True).close()
    made = ask("user", "add", path, "mira", "--role", "admin", "--password-stdin", typed=WORDS)
    assert "mira may log in as admin" in made.stdout
    return path


def ask(*words: str | Path, typed: str = "") -> Result:
    return CliRunner(env={"USER": "ops"}).invoke(cli.app, [str(word) for word in words], input=typed)


def test_a_password_is_asked_for_twice_and_is_never_printed(news: Path) -> None:
    done = ask("user", "add", news, "ada", typed=f"{WORDS}\n{WORDS}\n")
    assert "ada may log in as reader" in done.stdout and WORDS not in done.output
    other = ask("user", "add", news, "bo", typed=f"{WORDS}\nsomething else\n")
    assert other.exit_code != 0 and "do not match" in other.output


def test_no_option_takes_a_password() -> None:
    for command in cli.user.registered_commands:
        shown = ask("user", str(command.name), "--help").stdout
        assert "--password " not in shown and "--token " not in shown


def test_accounts_are_listed_with_their_tokens_and_changed(news: Path) -> None:
    made = json.loads(ask("user", "token", news, "mira", "--for", "nightly", "--days", "7", "--json").stdout)
    assert made["secret"].startswith("onrecord_")
    listed = ask("user", "list", news).stdout
    assert f"token {made['token']['id']}, reader, for nightly" in listed and made["secret"] not in listed
    assert "worth nothing" in ask("user", "token", news, "mira", "--revoke", made["token"]["id"]).stdout
    assert made["token"]["id"] not in ask("user", "list", news).stdout
    ask("user", "add", news, "eve", "--password-stdin", typed=WORDS)
    assert "eve is editor now" in ask("user", "role", news, "eve", "editor").stdout
    assert "another password" in ask("user", "password", news, "eve", "--password-stdin", typed=WORDS + "!").stdout
    assert ask("user", "remove", news, "eve", typed="n\n").exit_code == 1
    assert "eve has no account any more" in ask("user", "remove", news, "eve", "--yes").stdout
    assert "eve, removed" in ask("user", "list", news).stdout


def test_what_was_done_on_the_command_line_is_noted_under_who_did_it(news: Path) -> None:
    log = json.loads(ask("audit", news, "--json").stdout)["entries"]
    assert {line["who"] for line in log} == {"shell:ops"}
    assert (log[-1]["deed"], log[-1]["row"]) == ("account added, admin", "mira")
    assert "nothing was done" in ask("audit", news, "--who", "nobody").stdout
    assert "account added, admin  mira" in ask("audit", news, "--since", "2020-01-01").stdout


def test_a_record_without_accounts_says_how_to_make_one(tmp_path: Path) -> None:
    Record.open(tmp_path / "empty.db", create=True).close()
    assert "onrecord user add RECORD NAME --role admin" in ask("user", "list", tmp_path / "empty.db").stdout
