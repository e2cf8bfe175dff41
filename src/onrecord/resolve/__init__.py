"""Whom, which day and which place do the words mean?

On one page first (`named`), then across the record (`known_from`, `linked`, `dated`), and on the map (`placed`).
"""

from __future__ import annotations

from onrecord.resolve.cities import Atlas, atlas
from onrecord.resolve.coref import named
from onrecord.resolve.entities import Known, known_from
from onrecord.resolve.links import dated, given, linked, spoken
from onrecord.resolve.placing import dateline_of, placed, seated
from onrecord.resolve.undated import dated_pages

__all__ = [
    "Atlas",
    "Known",
    "atlas",
    "dated",
    "dated_pages",
    "dateline_of",
    "given",
    "known_from",
    "linked",
    "named",
    "placed",
    "seated",
    "spoken",
]
