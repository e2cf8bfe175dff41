"""Does every command of the tutorial run in its order?"""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord import store
from onrecord.cli import app

ROOT = Path(__file__).parents[1]
TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("onrecord ")
    for block in re.findall(r"```sh\n(.*?)```", TUTORIAL, re.DOTALL)
    for line in block.splitlines()
]


def test_every_command_of_the_tutorial_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    run = CliRunner()
    for command in COMMANDS:
        done = run.invoke(app, [_filled(word) for word in shlex.split(command)])
        assert done.exit_code == 0, f"{command}\n{done.output}"
    assert (tmp_path / "examples.html").stat().st_size > 10_000
    assert (tmp_path / "out" / "statements.csv").exists()


def _filled(word: str) -> str:
    """The word, or the id of a statement where the tutorial says ID."""
    if word != "ID":
        return word
    with store.Record.open("examples.db") as record:
        return next(iter(record.rows("statements"))).id
