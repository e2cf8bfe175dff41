"""Whom, which day and which place do the words mean?

On one page first (`named`), then across the record (`known_from`, `linked`, `dated`), and on the map (`placed`).
"""

from __future__ import annotations

from onrecord.resolve.cities import Atlas, atlas
from onrecord.resolve.coref import named
from onrecord.resolve.entities import Decided, Known
from onrecord.resolve.everybody import known_from
from onrecord.resolve.evidence import Dateable, Surroundings, dateable, session_of, speaker_of
from onrecord.resolve.impossible import doubts_between, doubts_of
from onrecord.resolve.links import dated, given, linked, spoken
from onrecord.resolve.placing import dateline_of, placed, seated
from onrecord.resolve.sightings import sightings_of
from onrecord.resolve.undated import Dates, dated_pages, is_closer

__all__ = [
    "Atlas",
    "Dateable",
    "Dates",
    "Decided",
    "Known",
    "Surroundings",
    "atlas",
    "dateable",
    "dated",
    "dated_pages",
    "dateline_of",
    "doubts_between",
    "doubts_of",
    "given",
    "is_closer",
    "known_from",
    "linked",
    "named",
    "placed",
    "seated",
    "session_of",
    "sightings_of",
    "speaker_of",
    "spoken",
]
