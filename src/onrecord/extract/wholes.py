"""Which figure is a part of which: "12 people, including 3 children", "40 percent of the 1,200 farms"?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.model import Figure

NAMES_PARTS = re.compile(
    r"^[^.;:!?]{0,60}?\b(?:including|includes|included|among\s(?:them|whom|those)|of\s(?:them|whom|which|those)|comprising"
    r"|consisting\sof|made\sup\sof|at\sleast\sone\sof\sthem)\b[^.;:!?]{0,40}$",
    re.IGNORECASE,
)
"""What stands between a total and its part."""

OF_THE_WHOLE = re.compile(r"\s(?:out\s)?of\s(?:(?:the|its|their|those|these|all|some|about)\s){0,2}$", re.IGNORECASE)
"""What stands between a part and the total behind it ("three of the 12")."""

OF_THEM = re.compile(r"\sof\s(?:them|whom|which|those|these|it)\b", re.IGNORECASE)
"""What stands behind a part whose total was told before ("1,200 of them")."""

JOINED = re.compile(r"^\s?(?:,|,?\sand|\splus|,?\sas\swell\sas)\s$", re.IGNORECASE)
"""What stands between two parts of one total ("3 children and 2 nurses")."""

REACH = 120
"""Characters between a total and its part at most."""


def with_wholes(figures: Sequence[Figure], text: str) -> Iterator[Figure]:
    """The figures of one paragraph in their order, parts with the id of their total; `text` is the page's."""
    told: list[Figure] = []
    for place, figure in enumerate(figures):
        after = figures[place + 1] if place + 1 < len(figures) else None
        whole = _behind(figure, after, text) or _before(figure, told, text)
        told.append(replace(figure, part_of=whole) if whole else figure)
    yield from told


def _behind(figure: Figure, after: Figure | None, text: str) -> str | None:
    if after is None or not OF_THE_WHOLE.search(text[figure.start : after.start]):
        return None
    return after.id if figure.unit == "percent" or _fits(figure, after) else None


def _before(figure: Figure, told: Sequence[Figure], text: str) -> str | None:
    for earlier in reversed(told):
        between = text[earlier.end : figure.start]
        if len(between) > REACH:
            return None
        if _tells_a_part(earlier, figure, between, text) and (figure.unit == "percent" or _fits(figure, earlier)):
            return earlier.id
        if earlier.part_of and JOINED.match(between) and (figure.unit == earlier.unit or figure.unit == "people"):
            return earlier.part_of
    return None


def _tells_a_part(whole: Figure, part: Figure, between: str, text: str) -> bool:
    if NAMES_PARTS.match(between) or OF_THEM.match(text, part.end) or OF_THEM.search(part.text):
        return True
    return between == ", " and text[max(0, whole.start - 3) : whole.start].lower() == "of "  # "of the 57, 12 were"


def _fits(part: Figure, whole: Figure) -> bool:
    """Whether a total may hold a part: of one unit, and no smaller than it."""
    size, limit = part.low or part.high or 0, whole.high or whole.low
    return part.unit == whole.unit and (limit is None or whole.modifier == "vague" or size <= limit)
