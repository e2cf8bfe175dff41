"""Whom and which day do the words mean?

On one page first (`named`), then across the record (`known_from`, `linked`, `dated`).
"""

from __future__ import annotations

from onrecord.resolve.coref import named
from onrecord.resolve.entities import Known, known_from
from onrecord.resolve.links import dated, given, linked, spoken
from onrecord.resolve.undated import dated_pages

__all__ = ["Known", "dated", "dated_pages", "given", "known_from", "linked", "named", "spoken"]
