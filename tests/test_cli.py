"""Does the command line say what it did, what went wrong and what to do next, and never show a traceback?"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

import make
from onrecord import cli
from onrecord.store import Record

COMMANDS = (
    *("fetch", "build", "show", "why", "changes", "search", "vectors"),
    *("serve", "export", "report", "forget", "judge", "judgements", "audit"),
    *(f"user {deed}" for deed in ("add", "list", "role", "password", "remove", "token")),
)
ROOT = Path(__file__).parents[1]

PAGE = """Gates stay shut, says Belmara

The gates of the Sarn dam stay shut, Water Minister Oda Brenn said on Thursday. "Nobody is in danger," she told \
reporters in Lurin.

About 1,700 families were moved from the lower valley, Brenn said.
"""

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a page, something that is no page, and their record."""
    place = tmp_path_factory.mktemp("cli")
    (place / "pages").mkdir()
    (place / "pages" / "gates.txt").write_text(PAGE)
    (place / "pages" / "empty.txt").write_text("")
    built = CliRunner().invoke(cli.app, ["build", str(place / "pages"), "--record", str(place / "news.db")])
    assert built.exit_code == 0, built.output
    (place / "built.txt").write_text(built.stdout)
    return place


def ask(*words: str | Path) -> Result:
    return CliRunner().invoke(cli.app, [str(word) for word in words])


def statement_in(folder: Path) -> str:
    found = json.loads(ask("search", folder / "news.db", "danger", "--kind", "statements", "--json").stdout)
    return str(found["found"][0]["id"])


def test_build_ends_in_a_summary_with_what_was_refused_and_what_to_do_next(folder: Path) -> None:
    shown = (folder / "built.txt").read_text()
    assert "1 new page" in shown
    assert "empty.txt" in shown
    assert f"onrecord show {folder / 'news.db'}" in shown


def test_a_second_build_says_that_all_is_known(folder: Path) -> None:
    done = ask("build", folder / "pages" / "gates.txt", "--record", folder / "news.db", "--json")
    summary = json.loads(done.stdout)
    assert (summary["pages"], summary["skipped"]) == (0, 1)


def test_show_why_and_search_lead_from_words_to_bytes(folder: Path) -> None:
    record = folder / "news.db"
    assert "Oda Brenn" in ask("show", record).stdout
    name = statement_in(folder)
    assert "reports that Oda Brenn" in ask("show", record, name).stdout
    assert "checked in the file" in ask("why", record, name).stdout
    assert "found for 'valley'" in ask("search", record, "valley").stdout
    assert ask("show", record, "--review").exit_code == 0


@pytest.mark.parametrize("words", [["show"], ["show", "--review"], ["search", "gates"], ["why"], ["show", "ID"]])
def test_json_is_json(words: list[str], folder: Path) -> None:
    command, *rest = words
    rest = [statement_in(folder) if word == "ID" else word for word in rest]
    rest += [statement_in(folder)] if command == "why" else []
    assert json.loads(ask(command, folder / "news.db", *rest, "--json").stdout)


def test_export_and_report_write_files(folder: Path, tmp_path: Path) -> None:
    assert "holds" in ask("export", folder / "news.db", tmp_path / "out", "--format", "csv").stdout
    assert (tmp_path / "out" / "statements.csv").exists()
    done = ask("report", folder / "news.db", tmp_path / "news.html", "--title", "The dam", "--json")
    assert json.loads(done.stdout)["bytes"] == (tmp_path / "news.html").stat().st_size
    assert "<h1>The dam</h1>" in (tmp_path / "news.html").read_text()


def test_forget_asks_first_and_then_the_words_are_gone(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "gates.txt").write_text(PAGE)
    record = tmp_path / "news.db"
    ask("build", tmp_path / "gates.txt", "--record", record)
    asked = CliRunner().invoke(cli.app, ["forget", str(record), str(tmp_path / "gates.txt"), "--why", "x"], input="n\n")
    assert asked.exit_code == 1
    assert ask("search", record, "danger", "--json").stdout.count('"id"')
    gone = ask("forget", record, tmp_path / "gates.txt", "--why", "takedown", "--yes")
    assert "1 page removed" in gone.stdout
    assert json.loads(ask("search", record, "danger", "--json").stdout)["found"] == []


def test_a_correction_holds_through_a_rebuild_and_can_be_withdrawn(tmp_path: Path) -> None:
    (tmp_path / "gates.txt").write_text(PAGE)
    record = tmp_path / "news.db"
    ask("build", tmp_path / "gates.txt", "--record", record)

    def speakers() -> dict[str, list[str]]:
        with Record.open(record) as held:
            return {s.id: [one.name for one in s.speakers] for s in held.statements()}

    before = speakers()
    name, said = next(iter(before.items()))
    told = ask("judge", record, name, "speaker", "Ottoline Brask", "--why", "the tape", "--by", "mira", "--json")
    assert speakers()[name] == ["Ottoline Brask"]
    (tmp_path / "more.txt").write_text(PAGE.replace("danger", "peril"))
    ask("build", tmp_path / "more.txt", "--record", record)
    assert speakers()[name] == ["Ottoline Brask"]
    ask("judge", record, json.loads(told.stdout)["id"], "withdraw")
    assert speakers()[name] == said
    ask("judge", record, name, "reject")
    assert name not in speakers()


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("doubt",), "no decision named 'doubt'"),
        (("speaker",), "takes the speaker's name"),
        (("said", "yesterday"), "takes a day as EDTF"),
    ],
)
def test_a_decision_that_is_none_is_told_in_one_line(folder: Path, words: tuple[str, ...], told: str) -> None:
    with Record.open(folder / "news.db") as held:
        name = next(iter(held.statements())).id
    done = run("judge", folder / "news.db", name, *words)
    assert done.returncode == 1
    assert told in done.stderr
    assert len(done.stderr.splitlines()) == 1


def run(*words: str | Path, **known: object) -> subprocess.CompletedProcess[str]:
    """The command as a person runs it, in a process of its own."""
    command = [sys.executable, "-m", "onrecord.cli", *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, **known)  # type: ignore[call-overload, no-any-return]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("show", "missing.db"), "onrecord build"),
        (("show", "no-record.txt"), "no-record.txt"),
        (("report", "news.db", "no/such/folder/r.html"), "cannot write"),
        (("why", "news.db", "s00000000"), "s00000000"),
    ],
)
def test_an_error_is_one_line_on_stderr_and_exit_code_1(words: tuple[str, ...], told: str, folder: Path) -> None:
    (folder / "no-record.txt").write_text("just words")
    done = run(*words, cwd=folder)
    assert done.returncode == 1
    assert done.stderr.startswith("onrecord: ") and done.stderr.count("\n") == 1
    assert told in done.stderr and "Traceback" not in done.stderr
    assert done.stdout == ""


def test_debug_shows_the_traceback(folder: Path) -> None:
    done = run("--debug", "show", "missing.db", cwd=folder)
    assert done.returncode == 1
    assert "Traceback" in done.stderr


@pytest.mark.parametrize("words", [("show",), ("build", "x"), ("export", "a", "b", "--format", "xml"), ("nonsense",)])
def test_bad_usage_is_exit_code_2(words: tuple[str, ...]) -> None:
    assert ask(*words).exit_code == 2


def test_an_error_inside_is_told_in_one_line_too(capsys: pytest.CaptureFixture[str]) -> None:
    def broken() -> None:
        raise TypeError("two\nlines")

    with pytest.raises(SystemExit) as left:
        cli.main(broken)
    assert left.value.code == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "TypeError: two lines" in told and "--debug" in told


def test_a_reader_that_stops_reading_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m onrecord.cli show {folder / 'news.db'} --json | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout == "{\n"
    assert done.stderr == ""


def test_ctrl_c_says_what_is_kept_and_how_to_go_on(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for number in range(400):
        (tmp_path / "pages" / f"{number}.txt").write_text(PAGE.replace("1,700", str(number + 2)))
    words = [sys.executable, "-m", "onrecord.cli", "build", "pages", "--record", "news.db"]
    pipes = {"stderr": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(words, cwd=tmp_path, preexec_fn=make.heeds_ctrl_c, **pipes) as build:
        while not (tmp_path / "news.db").exists():
            time.sleep(0.02)
        time.sleep(0.3)
        build.send_signal(signal.SIGINT)
        _, told = build.communicate(timeout=60)
    assert build.returncode == 130
    assert told.splitlines()[-1] == "onrecord: stopped; the pages so far are kept in news.db, the same command goes on"
    assert "Traceback" not in told


def test_help_needs_nothing_heavy() -> None:
    ours = ("onrecord.store", "onrecord.pipeline", "onrecord.serve.web")
    heavy = ("spacy", "sqlalchemy", "pyarrow", "lxml", "jinja2", "fastapi", "uvicorn", *ours)
    code = f"import sys, onrecord.cli; print([name for name in {heavy!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_documented(command: str) -> None:
    assert f"onrecord {command}" in (ROOT / "docs" / "cli.md").read_text()


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_teaches_by_example(command: str) -> None:
    shown = ask(*command.split(), "--help").stdout
    assert "Examples:" in shown
    assert re.search(rf"onrecord {command} \S+", shown)


def test_the_list_of_commands_is_whole() -> None:
    whole = {command.callback.__name__ for command in cli.app.registered_commands if command.callback}
    whole |= {f"user {command.name}" for command in cli.user.registered_commands}
    assert whole == set(COMMANDS)


def test_the_version_is_printed() -> None:
    assert re.fullmatch(r"onrecord \d+\.\d+\.\d+\S*\n", ask("--version").stdout)


def test_away_from_a_terminal_no_line_is_broken(folder: Path) -> None:
    done = run("show", folder / "news.db", env={**os.environ, "COLUMNS": "40"})
    assert any(len(line) > 80 for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout
