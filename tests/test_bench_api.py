"""Does the measuring of the API measure?"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path[:0] = [str(Path(__file__).parents[1] / "bench"), str(Path(__file__).parent / "serve")]

import api  # noqa: E402
import newsroom  # noqa: E402


def test_every_sort_of_address_gets_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    newsroom.record_at(tmp_path / "news.db", newsroom.rows()).close()
    monkeypatch.setattr(sys, "argv", ["api.py", str(tmp_path / "news.db"), "--times", "2"])
    api.main()
    told = capsys.readouterr().out
    assert "| `/pages` | 2 |" in told and "| `/statements?held_back=true` | 2 |" in told
