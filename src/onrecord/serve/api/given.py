"""What may stand after the question mark? One class for each list; what is in none of them is refused.

Days are EDTF days, months or years, both ends included; a row whose day is unknown lies in no stretch of days.
"""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field

from onrecord.model import EntityKind, Form, LinkKind, MentionKind, Modifier, PageKind, Role, Status, TimeType, Verdict
from onrecord.store.history import TRACKED

MOST = 200
"""Rows of one stretch of a list, at most."""

LONGEST = 200
"""Characters of a name that can be asked for."""

NAME = r"^[0-9A-Za-z][0-9A-Za-z_.:-]{0,79}$"
"""What an id may look like."""

NUMBER = r"^[0-9]{1,15}$"
"""What the number of a refusal may look like."""

Id: TypeAlias = Annotated[str | None, Field(pattern=NAME)]
Words: TypeAlias = Annotated[str | None, Field(min_length=1, max_length=LONGEST, pattern=r"^[^\x00]*$")]
Day: TypeAlias = Annotated[
    str | None, Field(pattern=r"^[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$", examples=["2031-04-03"])
]
Confidence: TypeAlias = Annotated[float | None, Field(ge=0, le=1, allow_inf_nan=False)]
Decision = Literal[
    "confirm", "reject", "speaker", "said", "span", "value", "as_of", "same", "apart", "conflict"
]  # fmt: skip
Searched = Literal["pages", "statements", "figures", "entities"]


class Nothing(BaseModel):
    """Nothing may be asked for beside the address."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)


class Stretch(Nothing):
    """Which stretch of a list. It is in the order of ids: no row is left out or told twice while others come."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    """Rows at most."""
    after: Id = None
    """Where the stretch before ended: taken from its `next`."""


class OnPage(Stretch):
    """Rows that were read on pages."""

    page: Id = None
    """The page the row was read on."""


class Days(Nothing):
    """A stretch of days."""

    since: Day = None
    """The first day, month or year."""
    until: Day = None
    """The last day, month or year."""


class Sure(Nothing):
    """How sure the reading is."""

    confidence: Confidence = None
    """The least confidence."""


class Outlet(Nothing):
    """Who published it."""

    outlet: Words = None
    """The outlet of the page, whatever its case."""


class OnePage(Nothing):
    """How much of a page is sent."""

    text: Literal["cites", "full"] = "cites"
    """`full` sends the page's text too, which is its owner's own: it needs the role reviewer."""


class Pages(Stretch, Outlet, Days):
    """Pages; their day is the one they were published on."""

    source: Annotated[str | None, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")] = None
    """The path or address as it was given."""
    story: Id = None
    """The story they tell."""
    kind: PageKind | None = None
    """What the page is."""


class Statements(OnPage, Outlet, Days, Sure):
    """Statements; their day is the one the words were said on.

    Those that wait for review come by `page`, or by `held_back`, and nowhere else.
    """

    speaker: Words = None
    """An id, name or alias of somebody who has an entity here."""
    story: Id = None
    """The story their page tells."""
    utterance: Id = None
    """The act of saying they report."""
    form: Form | None = None
    """Whether the words are quoted."""
    held_back: bool | None = None
    """True: the review list, which needs the role reviewer. False: without those that wait for review."""


class Figures(OnPage, Outlet, Days, Sure):
    """Figures; their day is the one they are as of."""

    statement: Id = None
    """The statement that gives them."""
    series: Id = None
    """The series they are in."""
    unit: Words = None
    """`people`, an ISO 4217 code, `percent`, an SI symbol or the counted noun."""
    modifier: Modifier | None = None
    """How exact they are."""


class Times(OnPage):
    """Time expressions."""

    type: TimeType | None = None
    """What they tell."""


class Mentions(OnPage):
    """Words that point at somebody or something. Those of private persons come by `page` alone."""

    entity: Id = None
    """Whom they point at."""
    kind: MentionKind | None = None
    """Whether they are a name, a role or a pronoun."""


class Entities(Stretch):
    """Bodies, states and places, and persons in an office or public role."""

    kind: EntityKind | None = None
    """What they are."""
    name: Words = None
    """Their name, or an alias, whatever its case."""


class Offices(OnPage):
    """Offices that pages name."""

    entity: Id = None
    """Who holds it."""
    person: Words = None
    """The holder's name."""


class Memberships(OnPage):
    """Who belongs to which body."""

    member: Words = None
    """The state or organisation that belongs to it."""
    body: Words = None
    """What it belongs to."""
    role: Role | None = None
    """As what."""


class Designations(OnPage, Days):
    """Steps of listing; their day is the one they were taken on."""

    authority: Words = None
    """Whose list it is."""
    target: Words = None
    """Who is listed."""
    status: Status | None = None
    """Which step it is."""


class Events(OnPage, Days):
    """Things that happened, as pages tell them. Those that name private persons come by `page` alone."""

    kind: Words = None
    """What happened."""


class Utterances(Stretch, Days):
    """Acts of saying; their day is the one the words were said on."""

    speaker: Words = None
    """The speaker's name, as it is on record."""


class Series(Stretch):
    """Figures of one counted thing."""

    unit: Words = None
    """What they are counted in."""
    verdict: Verdict | None = None
    """What can be said of them together."""


class Links(Stretch):
    """What belongs together, agrees, changes or conflicts."""

    kind: LinkKind | None = None
    """How two rows belong together."""
    row: Id = None
    """The row at either end."""


class Judgements(Stretch):
    """Decisions of people, and of the rules that join names."""

    kind: Words = None
    """What was decided."""
    row: Id = None
    """The row it holds on."""
    by: Words = None
    """Who decided: `person:NAME` or `rule:NAME`."""


class Refusals(Stretch):
    """What was not read further."""

    after: Annotated[str | None, Field(pattern=NUMBER)] = None
    """Where the stretch before ended: taken from its `next`."""
    stage: Words = None
    """Which stage would not go on."""
    source: Annotated[str | None, Field(min_length=1, max_length=2000, pattern=r"^[^\x00]*$")] = None
    """The path or address as it was given."""


class Changes(Nothing):
    """What changed after a build or day."""

    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    """Rows at most."""
    after: Annotated[str | None, Field(pattern=rf"^({'|'.join(TRACKED)})\.[0-9A-Za-z_.:-]{{1,80}}$")] = None
    """Where the stretch before ended: taken from its `next`."""
    since: Annotated[
        str | None, Field(pattern=r"^([0-9]{1,9}|[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01]))$", examples=["0"])
    ] = None
    """A build or a day; by default the build before the last."""


class Search(Nothing):
    """What is looked for: words, "phrases" and beginnings of words*, all of which a row must hold; or no words, and all
    that the rest leaves is found, the newest first."""

    q: Annotated[str, Field(max_length=1000, pattern=r"^[^\x00]*$", examples=["gates"])]
    """The words; empty where what is narrowed is enough."""
    speaker: Words = None
    """An id, name or alias of somebody who has an entity here."""
    outlet: Words = None
    """The outlet of the page, whatever its case."""
    since: Day = None
    """The first day, month or year."""
    until: Day = None
    """The last day, month or year."""
    kind: Searched | None = None
    """The kind of row."""
    limit: Annotated[int, Field(ge=1, le=MOST)] = 50
    """Rows at most; the best ones are sent."""


class Undoing(Nothing):
    """Why a decision is taken back."""

    why: Words = None
    """The reason; kept where a rule's decision is taken back, since that is a decision of its own."""


class Judging(BaseModel):
    """A decision about a row: what it says (`value`) where its kind asks for something, and why."""

    model_config = ConfigDict(extra="forbid", use_attribute_docstrings=True)

    row: Annotated[str, Field(pattern=NAME)]
    """The id of the row it is about."""
    kind: Decision
    """What is decided of it (docs/howto-judge.md)."""
    value: Annotated[str, Field(max_length=LONGEST)] = ""
    """What the kind asks for: a name, a day (EDTF), a span, a number, a ruling, the other entity or the page."""
    why: Annotated[str, Field(min_length=1, max_length=2000, pattern=r"\S")]
    """The reason, in words."""
