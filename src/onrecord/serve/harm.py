"""How may a person's words be shown, and where?

A wrong speaker is the worst error we can make. Every door (terminal, JSON, report) builds its sentences and its
lists with the functions of this module and with nothing else.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from urllib.parse import urlsplit

from onrecord.model import PUBLISHED_CONFIDENCE, Entity, Figure, Judgement, Office, Page, Speaker, Statement
from onrecord.store.doubts import PRONOUNS

RESTORED = "quotation marks restored"
"""How words are marked whose quotation marks were lost in the scrape: they are never printed as verbatim."""

MANNER: dict[str, str] = {
    "direct": "in quotation marks on the page",
    "indirect": "in the outlet's words",
    "mixed": "partly in the outlet's words",
}
"""What a statement's form says about whose words they are."""

DIFFER = "accounts differ"
"""What we say of two rows that cannot both hold. Nothing in a record says which one is true."""

VERDICTS: dict[str, str] = {
    "single": "given once",
    "agrees": "accounts agree",
    "changes": "changes over time",
    "conflicts": DIFFER,
}
"""The verdict of a figure series, worded for a reader."""

LINK_WORDS: dict[str, str] = {
    "same_utterance": "two reports of one act of saying",
    "repeats": "said again",
    "agrees": "accounts agree",
    "changes": "a later value",
    "conflicts": DIFFER,
    "reuses": "copies passages of",
    "refers_to": "points to",
    "same_story": "tells the same event",
}
"""The kind of a link, worded for a reader."""

UNSETTLED: dict[str, str] = {
    "reject": "rejected by a person; it goes when the record is settled",
    "speaker": "a person named another speaker; the record says so when it is settled",
}
"""Why a row is held back that a person judged, until settling has honoured it."""

WORDED: dict[str, str] = {
    "confirm": "confirmed",
    "speaker": "speaker set",
    "said": "day set",
    "span": "words set",
    "value": "number set",
    "as_of": "day set",
    "reject": "rejected",
}
"""What a person did to a row, worded for a reader."""

PERSON = "person"

ARTICLES: frozenset[str] = frozenset({"A", "An", "The"})
"""Written small inside our sentence when they began the page's."""


def outlet_of(page: Page) -> str:
    """Who publishes the page: its outlet, or where that is unknown its site, or the source's name."""
    return page.outlet or urlsplit(page.url or page.source).hostname or page.source


def name_of(speaker: Speaker) -> str:
    """A speaker's name; somebody without one is called as the page calls them, article and all ("the operator")."""
    named = speaker.name[:1].isupper() or not speaker.mention or speaker.name not in speaker.mention
    words = speaker.name if named else speaker.mention or ""
    first, *others = words.split() or [""]
    return " ".join([first.lower() if not named and first in ARTICLES else first, *others])


def names_of(statement: Statement) -> str:
    """The speakers as one phrase: "A and B" spoke together, "A or B" is one of them, nobody found is said so."""
    names = [name_of(speaker) for speaker in statement.speakers if speaker.name]
    if not names:
        return "somebody the page does not name"
    if len(names) == 1:
        return names[0]
    return f"{', '.join(names[:-1])} {'and' if statement.joint else 'or'} {names[-1]}"


def reported(statement: Statement, page: Page, *, office: str = "") -> str:
    """The only way we introduce words: "OUTLET reports that X said", with the speaker's office where it is known."""
    return f"{outlet_of(page)} reports that {names_of(statement)}{f' ({office})' if office else ''} said"


def given(figure: Figure, page: Page) -> str:
    """The only way we introduce a number: "OUTLET reports, citing X", or "OUTLET reports" where nobody is cited."""
    givers = " and ".join(figure.given_by)
    return f"{outlet_of(page)} reports, citing {givers}" if givers else f"{outlet_of(page)} reports"


def manner_of(statement: Statement) -> str:
    """Whose words they are: quoted, the outlet's, or restored by us."""
    return RESTORED if statement.repaired else MANNER[statement.form]


def verbatim(statement: Statement) -> bool:
    """Whether the words may stand in quotation marks of ours: only when the page itself quotes them whole."""
    return statement.form == "direct" and not statement.repaired


def words_of(statement: Statement) -> str:
    """The statement's words, span by span; only verbatim words stand in quotation marks."""
    spans = (" ".join(cite.text.split()) for cite in statement.content)
    return " … ".join(f"“{span}”" if verbatim(statement) else span for span in spans)


def looked_at(judgements: Iterable[Judgement]) -> list[Judgement]:
    """The judgements in force that people gave, of those on one row, oldest first."""
    by_people = [j for j in judgements if j.by.startswith("person:") and j.withdrawn is None]
    return sorted(by_people, key=lambda judgement: (judgement.at, judgement.id))


def review_state(judgements: Iterable[Judgement]) -> str:
    """Whether a person has looked at a row, and what came of it, from the judgements on it."""
    last = looked_at(judgements)[-1:]
    for judgement in last:
        done = WORDED.get(judgement.kind, judgement.kind)
        return f"{done} by {judgement.by.removeprefix('person:')} on {judgement.at[:10]}"
    return "not reviewed by a person"


def held_back(statement: Statement, judgements: Iterable[Judgement] = ()) -> str | None:
    """Why the statement is shown on its page and in the review list only; None when it may be passed on.

    `judgements` are those on this statement.
    """
    looked = looked_at(judgements)
    if looked and looked[-1].kind == "reject":
        return UNSETTLED["reject"]
    if statement.confidence < 1.0 and any(judgement.kind == "speaker" for judgement in looked):
        return UNSETTLED["speaker"]
    if any(judgement.kind == "confirm" for judgement in looked):
        return None
    named = [speaker for speaker in statement.speakers if speaker.name]
    if not named:
        return "no speaker was found"
    if all(speaker.name.lower() in PRONOUNS for speaker in named):
        return f"the page's words for the speaker name nobody: {names_of(statement)}"
    if len(named) > 1 and not statement.joint:
        return f"one of several may have spoken: {names_of(statement)}"
    if statement.confidence < PUBLISHED_CONFIDENCE:
        least = math.floor(round(100 * statement.confidence, 6)) / 100  # .499 is no .50: doubt is never rounded away
        return f"confidence {least:.2f} lies under the published threshold {PUBLISHED_CONFIDENCE:.2f}"
    return statement.review


def may_have_page(entity: Entity, offices: Sequence[Office]) -> bool:
    """Whether an actor's page may exist: a body or a state, or a person for whom some page names an office."""
    return entity.kind != PERSON or bool(offices)
