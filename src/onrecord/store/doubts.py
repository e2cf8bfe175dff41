"""Which statements wait for a person's look before they are passed on?

The rule of the harm rules' first line, told of a statement as it was read: what a person decided comes on top
(serve/harm.py, which words it). It stands here so that a large record can be asked for those that wait.
"""

from __future__ import annotations

from onrecord.model import PUBLISHED_CONFIDENCE, Statement

PRONOUNS: frozenset[str] = frozenset(
    {"i", "we", "us", "me", "you", "he", "him", "himself", "she", "her", "herself", "it", "they", "them", "themselves"}
    | {"who", "whom", "this", "that", "these", "those", "one"}
)
"""Words that name nobody: a statement whose speaker is one of them has no speaker yet."""


def is_doubted(statement: Statement) -> bool:
    """Whether a statement waits: nobody is named, one of several may have spoken, or the reading is not sure enough."""
    names = [speaker.name.lower() for speaker in statement.speakers if speaker.name]
    nobody = all(name in PRONOUNS for name in names)
    several = len(names) > 1 and not statement.joint
    return nobody or several or statement.confidence < PUBLISHED_CONFIDENCE or statement.review is not None
