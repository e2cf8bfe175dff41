"""The two ways to move a floor; neither is ever used by `make gate`."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    gate = parser.getgroup("quality gate")
    gate.addoption("--raise-floors", action="store_true", help="lift the floors to the scores measured now")
    gate.addoption("--lower-floors", action="store_true", help="pin the scores measured now, even where they fell")
