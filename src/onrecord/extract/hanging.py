"""At which event was a statement made, and by which statement was somebody called for, proposed or denounced?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from onrecord.extract.lexicon.en.happenings import NOUNS
from onrecord.model import Claims, Designation, Event, Page, Statement

GATHERINGS: frozenset[str] = frozenset({"meeting", "conference", "hearing", "visit", "call"})
"""Kinds of events at which people speak."""

AT = re.compile(
    r"\b(?:at|during|in|to|before|told|address(?:ed|ing)|open(?:ed|ing)|clos(?:ed|ing)|chair(?:ed|ing)"
    r"|on the (?:sidelines|margins) of)\s(?:the\s|an?\s)?$",
    re.IGNORECASE,
)
"""Words right before an event that make it the place of a speech; "after" and "before" the event do not."""

REACH = 40
"""How many characters before an event those words are looked for in."""

SAID: frozenset[str] = frozenset({"called_for", "proposed", "blocked", "denounced"})
"""Acts of listing that are done by saying something."""

CALLED_BACK = re.compile(r"(?:the|this|that)\s(?:\w+\s)?(?P<noun>\w+)", re.IGNORECASE)


def hung(page: Page, claims: Claims) -> Claims:
    """The claims with the event of each statement and the statement of each act of listing, as far as told."""
    gatherings = [event for event in claims.events if event.kind in GATHERINGS]
    statements = tuple(replace(s, event=_event_of(s, gatherings, page)) for s in claims.statements)
    acts = tuple(replace(d, statement=_statement_of(d, statements)) for d in claims.designations)
    return replace(claims, statements=statements, designations=acts)


def _event_of(statement: Statement, gatherings: Sequence[Event], page: Page) -> str | None:
    """The event in the clause of the cue, or the last one before that its "the meeting" calls back."""
    if statement.clause is None:
        return None
    start, end = statement.clause
    for event in gatherings:
        inside = start <= event.start and event.end <= end
        said = any(cite.start < event.end and event.start < cite.end for cite in statement.content)
        if inside and not said and AT.search(page.text[max(start, event.start - REACH) : event.start]):
            return event.id
    back = CALLED_BACK.fullmatch(statement.venue or statement.audience or "")
    kind = NOUNS.get(back["noun"].lower()) if back else None
    before = [event for event in gatherings if kind and event.end <= start and event.kind == kind.name]
    return before[-1].id if before else None


def _statement_of(act: Designation, statements: Iterable[Statement]) -> str | None:
    """The statement whose cue stands in the sentence of the act, by the one who did it.

    Who did it may be told by a pronoun alone ("she called for a ban on X", "“We propose to list X,” she said"): then it
    is the one statement of the sentence that speaks of the target.
    """
    if act.status not in SAID:
        return None
    own = [s for s in statements if s.cue is not None and act.start <= s.cue.start and s.cue.end <= act.end]
    if act.by is not None:
        return next((s.id for s in own if _is_by(s, act.by)), None)
    told = [s.id for s in own if any(act.target in cite.text for cite in s.content)]
    return told[0] if len(told) == 1 else None


def _is_by(statement: Statement, name: str) -> bool:
    names = (speaker.mention or speaker.name for speaker in statement.speakers)
    return any(name in other or other in name for other in names)
