"""What do pages and claims say about each other: copies, pointers, stories, utterances, series, conflicts, origins?"""

from __future__ import annotations

from onrecord.corroborate.acts import same
from onrecord.corroborate.facts import PageFacts, body_of, facts_of
from onrecord.corroborate.occasions import dated_twice
from onrecord.corroborate.occasions import keys_of as event_keys
from onrecord.corroborate.origins import (
    Around,
    Borrowed,
    act_of,
    borrowed,
    families,
    of_designation,
    of_designations,
    of_figure,
    of_figures,
    of_statement,
    of_stories,
    of_utterances,
)
from onrecord.corroborate.posts import disputed, posts_of
from onrecord.corroborate.references import pointed
from onrecord.corroborate.reuse import Shared, carried, copies, shared
from onrecord.corroborate.stories import told
from onrecord.corroborate.traces import trace_of
from onrecord.corroborate.voices import voice_of

__all__ = [
    "Around",
    "Borrowed",
    "PageFacts",
    "Shared",
    "act_of",
    "body_of",
    "borrowed",
    "carried",
    "copies",
    "dated_twice",
    "disputed",
    "event_keys",
    "facts_of",
    "families",
    "of_designation",
    "of_designations",
    "of_figure",
    "of_figures",
    "of_statement",
    "of_stories",
    "of_utterances",
    "pointed",
    "posts_of",
    "same",
    "shared",
    "told",
    "trace_of",
    "voice_of",
]
