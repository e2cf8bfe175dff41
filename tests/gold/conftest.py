"""The two ways to move a floor; neither is ever used by `make gate`."""

from __future__ import annotations

import pytest
from floors import Move


def pytest_addoption(parser: pytest.Parser) -> None:
    gate = parser.getgroup("quality gate")
    gate.addoption("--raise-floors", action="store_true", help="lift the floors to the scores measured now")
    gate.addoption("--lower-floors", action="store_true", help="pin the scores measured now, even where they fell")


@pytest.fixture
def move(request: pytest.FixtureRequest) -> Move:
    """Which way the floors are to be moved, if any."""
    if request.config.getoption("--lower-floors", default=False):
        return "lower"
    return "raise" if request.config.getoption("--raise-floors", default=False) else None
