"""By which steps did a page or a saying get its day? The chain of reasons that dating by other rows left behind."""

from __future__ import annotations

import re

STEP = re.compile(r"(?<=\)); ")
"""Between two steps: each names its row in brackets at its end. A semicolon inside a page's own words parts nothing."""


def steps_of(why: str | None) -> tuple[str, ...]:
    """The reasons of a date, in the order of reasoning; one for a date that a page tells by itself."""
    return tuple(STEP.split(why)) if why else ()
