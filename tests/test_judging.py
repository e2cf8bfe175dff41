"""Can one say on the command line who is whom, and take it back?"""

from __future__ import annotations

import json
from pathlib import Path

from typer.testing import CliRunner

from onrecord import cli
from onrecord.store import Record

HEAD = "The news of the day\n\n3 May 2031\n\n"
PAGES = {
    "lock.txt": (
        "Ada Lindqvist, the mayor of Ansel, said on Friday that the lock was safe after the flood of last week.\n\n"
        "The lock stays open until the autumn, Lindqvist told reporters at the harbour, where the boats were waiting.\n"
    ),
    "boats.txt": (
        "The boats are back on the river, Ada Lindqvist, the mayor of Ansel, said after the council met on Friday.\n\n"
        "No boat was late this year, Lindqvist said, and the ferries will sail again from the first of June.\n"
    ),
    "match.txt": (
        "The keeper Ada Lindqvist said on Friday that she was sorry for the goal that cost the team the cup.\n\n"
        "The team lost the match in the last minute, Lindqvist said, and the supporters went home in the rain.\n"
    ),
}


def ask(*words: str) -> str:
    done = CliRunner().invoke(cli.app, [*words])
    assert done.exit_code == 0, done.output
    return done.stdout


def people(record: str) -> dict[str, str]:
    """File -> the entity that speaks there."""
    with Record.open(record) as held:
        sources = {page.id: Path(page.source).name for page in held.pages()}
        return {sources[s.page]: s.speakers[0].entity or "" for s in held.statements()}


def test_people_part_and_join_entities_and_take_a_rules_joining_back(tmp_path: Path) -> None:
    for name, text in PAGES.items():
        (tmp_path / name).write_text(HEAD + text)
    record = str(tmp_path / "news.db")
    ask("build", str(tmp_path), "--record", record, "--attribution", "rules")
    first = people(record)
    assert first["lock.txt"] == first["boats.txt"] != first["match.txt"]

    shown = json.loads(ask("show", record, first["lock.txt"], "--json"))
    (joined,) = (row for row in shown["joined"] if row["kind"] == "same")
    assert joined["why"].startswith("score ")
    ask("judge", record, joined["id"], "withdraw", "--why", "mother and daughter")
    parted = people(record)
    assert len(set(parted.values())) == 3

    made = json.loads(ask("judge", record, parted["lock.txt"], "same", parted["match.txt"], "--json"))
    assert people(record)["lock.txt"] == people(record)["match.txt"]
    ask("judge", record, made["id"], "withdraw")
    assert len(set(people(record).values())) == 3


def test_judgements_are_written_as_lines_and_taken_in_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text(HEAD + PAGES["lock.txt"])
    one, other = str(tmp_path / "one.db"), str(tmp_path / "other.db")
    for record in (one, other):
        ask("build", str(tmp_path / "lock.txt"), "--record", record, "--attribution", "rules")
    with Record.open(one) as held:
        said = next(iter(held.statements()))
    ask("judge", one, said.id, "reject", "--why", "a film title")
    lines = tmp_path / "judgements.jsonl"
    lines.write_text(ask("judgements", one))
    assert json.loads(lines.read_text())["why"] == "a film title"
    assert ask("judgements", other, "--take", str(lines)) == "1 judgement taken in, 0 withdrawn, 0 known already\n"
    with Record.open(other) as held:
        assert held.settled and said.id not in {row.id for row in held.statements()}
    assert json.loads(ask("judgements", other, "--take", str(lines), "--json")) == {
        "new": 0,
        "withdrawn": 0,
        "known": 1,
    }
    lines.write_text("{}")
    refused = CliRunner().invoke(cli.app, ["judgements", other, "--take", str(lines)])
    assert "line 1: no judgement" in str(refused.exception)
