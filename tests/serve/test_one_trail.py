"""Do the screens, the API and the terminal tell one trail, with the same left out of it?"""

from __future__ import annotations

import json
from typing import Any

import browser
import newsroom
import pytest
from starlette.testclient import TestClient
from typer.testing import CliRunner

from onrecord.cli import app
from onrecord.serve.api.app import api_of
from onrecord.store import Record

KINDS = ("pages", "statements", "figures", "entities", "designations", "stories", "utterances", "series", "links")

FIELDS = ("says", "speakers", "parts", "joined", "origins", "chains")
"""What of a trail depends on what may be shown."""


def trails(record: Record, name: str) -> list[Any]:
    """The trail of a row at each door; None where there is none."""
    screen = browser.browser(record).get(f"/why/{name}.json")
    api = TestClient(api_of(record), base_url="http://127.0.0.1").get(f"/why/{name}")
    told = CliRunner().invoke(app, ["why", record.where, name, "--json"])
    return [
        screen.json()["body"]["why"] if screen.status_code == 200 else None,
        api.json() if api.status_code == 200 else None,
        json.loads(told.stdout) if told.exit_code == 0 else None,
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_every_door_tells_the_same_trail_or_none(record: Record, kind: str) -> None:
    for row in list(record.rows(kind))[:4]:
        screen, *others = (
            {name: trail[name] for name in FIELDS} if trail else None for trail in trails(record, row.id)
        )
        assert others == [screen, screen], row.id


def test_the_trail_of_a_private_person_s_words_leads_to_no_entity(record: Record) -> None:
    said = next(row for row in record.rows("statements") if row.speakers[0].name == "Ilo Venn")
    assert newsroom.VENN.id in {speaker.entity for speaker in said.speakers}
    for trail in trails(record, said.id):
        assert [(speaker["name"], speaker["entity"]) for speaker in trail["speakers"]] == [("Ilo Venn", None)]
        assert "no list of statements" in trail["speakers"][0]["why"]
