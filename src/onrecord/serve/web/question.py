"""What does a person ask in the search box?

Words and "phrases", and between them what narrows the search: `speaker:"Oda Brenn" outlet:Courier from:2031-04-01
to:2031-04-30 kind:figures`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.store.seeking import SEARCHED

NARROWING = re.compile(r'\b(?P<name>speaker|outlet|from|to|kind):(?:"(?P<quoted>[^"]*)"|(?P<plain>\S+))', re.IGNORECASE)

DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
"""A day, month or year as the search takes it."""

LONGEST = 1000
"""Characters of a question that are read: nobody types more."""


@dataclass(frozen=True, slots=True)
class Question:
    """The words to look for, and what narrows the search; empty where nothing does."""

    words: str
    speaker: str = ""
    outlet: str = ""
    since: str = ""
    until: str = ""
    kind: str = ""

    @property
    def asks(self) -> bool:
        """Whether anything is asked: words, or all that is left by what narrows the search."""
        return any((self.words, self.speaker, self.outlet, self.since, self.until, self.kind))

    def trouble(self) -> str:
        """What cannot be answered, and how to ask instead; empty when all can."""
        for name, day in (("from", self.since), ("to", self.until)):
            if day and not DAY.fullmatch(day):
                return f"{name}:{day} is no day; write it as {name}:2031-04-03, {name}:2031-04 or {name}:2031"
        if self.kind and self.kind not in SEARCHED:
            return f"kind:{self.kind} is not searched; kinds are {', '.join(SEARCHED)}"
        return ""


def question_of(typed: str) -> Question:
    """What was typed, taken apart; the last of two narrowings of one name counts."""
    typed = typed[:LONGEST]
    found = {each["name"].lower(): each["quoted"] or each["plain"] or "" for each in NARROWING.finditer(typed)}
    return Question(
        words=" ".join(NARROWING.sub(" ", typed).split()),
        speaker=found.get("speaker", ""),
        outlet=found.get("outlet", ""),
        since=found.get("from", ""),
        until=found.get("to", ""),
        kind=found.get("kind", "").lower(),
    )


def narrowed(typed: str, name: str, value: str) -> str:
    """The question with one narrowing more, in place of one of the same name."""
    rest = NARROWING.sub(lambda each: "" if each["name"].lower() == name else each.group(), typed[:LONGEST])
    quoted = f'"{value.replace(chr(34), "")}"' if " " in value else value
    return " ".join([*rest.split(), f"{name}:{quoted}"])
