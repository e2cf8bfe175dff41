"""What are the words that every part of the house speaks?

Frozen records, one for each file of the export (see docs/record.md). Public field names are the names of
the export. A record never changes: a later stage hands on `dataclasses.replace(...)`.

Every `start` and `end` counts Unicode code points of `Page.text`, and `page.text[start:end] == text` holds
for each of them. Dates are EDTF (ISO 8601-2:2019).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, fields
from typing import Any, Literal, NewType, get_args

import msgspec

PageId = NewType("PageId", str)
EntityId = NewType("EntityId", str)

Basis = Literal["stated", "metadata", "url", "dateline", "weekday", "relative", "cross_reference", "none"]
BlockKind = Literal[
    "title", "subtitle", "byline", "dateline", "lead", "paragraph", "heading", "caption", "link_out", "junk"
]
Form = Literal["direct", "indirect", "mixed"]
Direction = Literal["rise", "fall"]
Move = Literal["by", "to", "from"]
Measure = Literal["stock", "flow"]
Modifier = Literal["exact", "about", "up_to", "over", "at_least", "under", "range", "vague"]
EntityKind = Literal["person", "organization", "state", "place", "group", "work"]
MentionKind = Literal["name", "role", "pronoun"]
Role = Literal["member", "observer", "partner", "candidate", "former"]
Status = Literal["listed", "proposed", "blocked", "called_for", "denounced", "lifted"]
LinkKind = Literal["same_utterance", "repeats", "agrees", "changes", "conflicts", "reuses", "refers_to", "same_story"]
TimeType = Literal["DATE", "TIME", "DURATION", "SET"]
Granularity = Literal[
    "second", "minute", "hour", "part_of_day", "day", "weekend", "week", "month", "quarter", "season", "half_year",
    "year", "decade", "century",
]  # fmt: skip
Heard = Literal["told", "credited", "published"]
Verdict = Literal["single", "agrees", "changes", "conflicts"]

PageKind = Literal["article", "live_blog", "index", "video", "wall", "error"]

BODY: frozenset[str] = frozenset({"lead", "paragraph", "heading", "dateline"})
"""Block kinds that make up the article's body."""

PUBLISHED_CONFIDENCE = 0.5
"""A statement under this confidence is shown on its page and in the review list only, until a person has looked."""


def id_of(prefix: str, *parts: object) -> str:
    """An id computed from what was observed: `prefix` + 16 hex digits of SHA-256 over `parts`.

    The same parts give the same id on every machine; parts are joined by a separator no text holds.
    """
    joined = "\x1f".join(str(part) for part in parts)
    return f"{prefix}{hashlib.sha256(joined.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}"


@dataclass(frozen=True, slots=True)
class Cite:
    """Words on a page, and where they stand."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class When:
    """A date as far as the text tells it: EDTF or None, on what basis, and the words or page that decided."""

    edtf: str | None = None
    basis: Basis = "none"
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Where:
    """Where a place is: the state it is or lies in (ISO 3166-1 alpha-2), a city's point in degrees (WGS 84), why so."""

    country: str
    lat: float | None = None
    lon: float | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a page's text. `raw` is its byte range in the raw source and `path` its place in the markup."""

    kind: BlockKind
    start: int
    end: int
    raw: tuple[int, int] | None = None
    path: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a live blog: the stretch of the page it takes, its own heading, and when it was posted."""

    start: int
    end: int
    when: When = When()
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the markup says about a page, as it says it: `field` as a page calls it, `by` the element that says so."""

    field: str
    value: str
    by: str


@dataclass(frozen=True, slots=True)
class Source:
    """One input as it came: a file, a WARC response or a JSONL row. `name` is the path as given, or the URL.

    `container` and `offset` say where the bytes lie when the source is a part of a larger file. `charset` is what
    the transport declared, `fetched_at` an ISO 8601 time; it is kept as evidence and never used as a date of news.
    `published` is the day (EDTF) that whoever brought the page gives it: it counts where the page tells none.
    """

    name: str
    data: bytes
    media_type: str
    sha256: str
    container: str | None = None
    offset: int | None = None
    charset: str | None = None
    fetched_at: str | None = None
    url: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page as read. `text` is frozen: blocks mark it, nothing rewrites it.

    `renderer` names the version of what drew the text: the same bytes give the same text under the same name.
    `refused` says why a page that is no article was not read further; `kind` says what it is instead. `entries` are
    the posts of a live blog, `evidence` what the markup says of it, `notes` doubts about the fields above.
    """

    id: PageId
    source: str
    sha256: str
    media_type: str
    text: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: When = When()
    language: str | None = None
    dateline_place: str | None = None
    blocks: tuple[Block, ...] = ()
    story: str | None = None
    revision_of: PageId | None = None
    refused: str | None = None
    url: str | None = None
    modified: When = When()
    encoding: str | None = None
    container: str | None = None
    offset: int | None = None
    fetched_at: str | None = None
    corrected: Cite | None = None
    kind: PageKind = "article"
    renderer: str = ""
    subtitle: str | None = None
    section: str | None = None
    entries: tuple[Entry, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    located: Where | None = None
    """Where the place of the dateline is."""

    def cite(self, start: int, end: int) -> Cite:
        """The words from `start` to `end` (code points), as a cite."""
        return Cite(self.text[start:end], start, end)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What a stage would not take further, and why. `why` ends with what to do where something can be done."""

    source: str
    stage: str
    why: str


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever words are attributed to. `mention` stands at `start:end` of the page (None: no words name them there)."""

    entity: EntityId | None
    name: str
    mention: str | None = None
    start: int | None = None
    end: int | None = None
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Lineage:
    """Where a row comes from, link by link, as far as its page tells; None where nothing is told.

    `speaker` said it or gave it, `agency` is the body the speaker holds an office of, `via` whose words or data the
    speaker relays. `outlet` is the newsroom that heard it, and `heard` how that is known: the words say so (`told`),
    the page credits it with its text (`credited`), it published the page (`published`). `text` is the page whose text
    the words are (another one than the row's when they were copied), `translation` the language of the page.
    """

    speaker: str | None = None
    agency: str | None = None
    via: str | None = None
    outlet: str | None = None
    heard: Heard | None = None
    text: PageId | None = None
    translation: str | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """Somebody said something, and `content` is where we read it."""

    id: str
    page: PageId
    speakers: tuple[Speaker, ...]
    content: tuple[Cite, ...]
    form: Form
    cue: Cite | None = None
    joint: bool = False
    said: When = When()
    audience: str | None = None
    venue: str | None = None
    medium: str | None = None
    via: str | None = None
    polarity: Literal["positive", "negative"] = "positive"
    modality: Literal["asserted", "hedged", "demanded", "asked", "expected"] = "asserted"
    repaired: bool = False
    confidence: float = 0.0
    utterance: str | None = None
    story: str | None = None
    said_words: Cite | None = None
    """The time expression that dates the saying, as worded ("on Friday"); `resolve` turns it into `said`."""
    clause: tuple[int, int] | None = None
    """The stretch around the cue where day, place and audience stand (None without a cue)."""
    by: str = ""
    """Extractor and rule that made the row, as `attribution.en.v1:complement`."""
    review: str | None = None
    """Why a person should look before the row is passed on (None: nothing speaks against it)."""
    event: str | None = None
    """The event it was made at, where the clause of its cue names one ("told the 12th session of the council")."""
    lineage: Lineage | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """What narrows a figure: whom it counts, of which body, where, doing what, on which side."""

    what: str | None = None
    of: str | None = None
    place: str | None = None
    doing: str | None = None
    side: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A reported quantity. `low` and `high` are None where open; `unit`: people, ISO 4217 code, percent, SI or noun."""

    id: str
    page: PageId
    text: str
    start: int
    end: int
    low: float | None
    high: float | None
    modifier: Modifier
    unit: str
    counted: str
    scope: Scope = Scope()
    statement: str | None = None
    given_by: tuple[str, ...] = ()
    via: str | None = None
    as_of: When = When()
    place: str | None = None
    series: str | None = None
    confidence: float = 0.0
    as_of_words: Cite | None = None
    by: str = ""
    direction: Direction | None = None
    move: Move | None = None
    """Whether a changing amount rose or fell `by` the number, `to` it or `from` it."""
    base: str | None = None
    """What a change is told from, as worded ("2014", "50 percent")."""
    per: str | None = None
    """The noun of a rate ("month" of "$15 a month")."""
    measure: Measure | None = None
    period: str | None = None
    """A `stock` is counted on a day, a `flow` over a period, as worded ("last year", "over seven years")."""
    about: tuple[str, ...] = ()
    """What the clause tells the number of, beside the counted ("Marrow Mills" of "Marrow Mills has 130 workers")."""
    part_of: str | None = None
    """The figure whose part this one is ("12, including 3 children")."""
    giver: Cite | None = None
    """Who gave the number, where its own phrase says so ("the 40 beds promised by the mayor")."""
    located: Where | None = None
    """Where `place` is, as far as the page tells."""
    lineage: Lineage | None = None
    origins: int = 1
    """Independent origins of the number: of all figures of its series that give it (see docs/origins.md)."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that point at somebody or something. `cluster` numbers the things of one page, from 0."""

    id: str
    page: PageId
    text: str
    start: int
    end: int
    kind: MentionKind
    entity: EntityId | None = None
    label: EntityKind | None = None
    cluster: int | None = None
    head: str = ""
    """The noun that heads the words, lower case ("minister" in "the Russian foreign minister")."""
    subject: bool = False
    """Whether the words are the subject of a clause."""


@dataclass(frozen=True, slots=True)
class Alias:
    """A page says that two names are one: "River Commission (RC)", "formerly the Lake Board", "known as X"."""

    page: PageId
    name: str
    alias: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Office:
    """A person holds an office, as a page words it. `person` is a name here and on export the canonical one."""

    id: str
    page: PageId
    person: str
    title: str
    organization: str | None
    start: int
    end: int
    text: str
    as_of: When = When()
    entity: EntityId | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """A state or organisation belongs to a body, in a role."""

    id: str
    page: PageId
    member: str
    body: str
    role: Role
    start: int
    end: int
    text: str
    as_of: When = When()
    by: str = ""


@dataclass(frozen=True, slots=True)
class Designation:
    """An act of listing: whose list (`authority`), whom (`target`), which step (`status`), who took it (`by`).

    `rule` is the extractor that read it.
    """

    id: str
    page: PageId
    authority: str | None
    target: str
    status: Status
    start: int
    end: int
    text: str
    by: str | None = None
    date: When = When()
    basis: str | None = None
    effect: str | None = None
    origin: str | None = None
    date_words: Cite | None = None
    rule: str = ""
    statement: str | None = None
    """The statement by which it was called for, proposed, blocked or denounced, where the page tells one there."""
    lineage: Lineage | None = None
    origins: int = 1
    """Independent newsrooms that report this step, over all pages (see docs/origins.md)."""


@dataclass(frozen=True, slots=True)
class Participant:
    """Who took part in an event, and as what."""

    entity: EntityId | None
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, as a page tells it.

    `code` and `mode` are its PLOVER event and mode code, where one fits; `date_words` the words that date it.
    """

    id: str
    page: PageId
    kind: str
    name: str
    start: int
    end: int
    text: str
    participants: tuple[Participant, ...] = ()
    date: When = When()
    place: str | None = None
    by: str = ""
    code: str | None = None
    mode: str | None = None
    date_words: Cite | None = None
    located: Where | None = None
    """Where `place` is, as far as the page tells."""


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression. `reading` is what it says before it is anchored (see extract/times.py for the notation).

    `granularity` is the smallest unit that the words tell, `anchor` the date they count from.
    """

    id: str
    page: PageId
    text: str
    start: int
    end: int
    type: TimeType
    value: When = When()
    anchor: str | None = None
    reading: str = ""
    granularity: Granularity | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """Somebody or something under the fullest name one page gives it. `cluster` is the number its mentions carry.

    `names` are all its names there, `traits` the words that describe it (titles, bodies), lower case.
    """

    cluster: int
    name: str
    kind: EntityKind
    names: tuple[str, ...] = ()
    traits: tuple[str, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Claims:
    """All that extraction read on one page; the unit that travels from `extract` to `resolve`."""

    page: PageId
    statements: tuple[Statement, ...] = ()
    figures: tuple[Figure, ...] = ()
    offices: tuple[Office, ...] = ()
    memberships: tuple[Membership, ...] = ()
    designations: tuple[Designation, ...] = ()
    events: tuple[Event, ...] = ()
    times: tuple[Time, ...] = ()
    mentions: tuple[Mention, ...] = ()
    aliases: tuple[Alias, ...] = ()
    named: tuple[Named, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """What a page leaves behind for comparison with others, small enough to hold for a whole pile.

    `signature` is a MinHash signature of the body's word shingles (little-endian uint32), `shingles` how many there
    were, `terms` the page's telling terms, `references` the words that point at another page (READ MORE lines),
    `credits` the agencies and outlets it names as where its text comes from. `anchors` are hashes that pages with a
    longer stretch of words in common share (little-endian uint32, sorted); `relayed` the names of newsrooms that the
    page says heard or told something ("told the Courier").
    """

    page: PageId
    signature: bytes = b""
    shingles: int = 0
    terms: tuple[str, ...] = ()
    references: tuple[Cite, ...] = ()
    credits: tuple[str, ...] = ()
    anchors: bytes = b""
    relayed: tuple[Cite, ...] = ()
    lead: tuple[str, ...] = ()
    """The telling terms of headline and lead."""
    days: tuple[str, ...] = ()
    """The years and weekdays that the text names (see corroborate/days_told.py)."""
    dated: str | None = None
    """The day that the top of the text names in full, as EDTF: when it was written, where nothing else tells it."""
    sense: bytes = b""
    """What a page of a headline alone means, as a vector (see onrecord/meaning.py); empty for a page of more words."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One page as read and extracted, before other pages had a say: what the first half of a build stores."""

    page: Page
    claims: Claims
    trace: Trace


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something the record knows under one name. `why` says what joined its names."""

    id: EntityId
    kind: EntityKind
    name: str
    aliases: tuple[str, ...] = ()
    mentions: int = 0
    why: str = ""
    located: Where | None = None
    """Which state it is, or where the place is, as far as its name tells."""


@dataclass(frozen=True, slots=True)
class Story:
    """Pages that tell one event. `origins` counts the independent ones."""

    id: str
    headline: str
    pages: tuple[PageId, ...]
    first: str | None = None
    last: str | None = None
    origins: int = 1


@dataclass(frozen=True, slots=True)
class Utterance:
    """One act of saying, in all its renderings. `best` is the statement that is closest to the words spoken.

    `origins` counts the independent newsrooms that report it, and `lineage` has one row for each of them.
    """

    id: str
    speaker: str
    said: When
    statements: tuple[str, ...]
    best: str
    origins: int = 1
    variants: tuple[str, ...] = ()
    lineage: tuple[Lineage, ...] = ()


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of one counted thing and scope, in time order."""

    id: str
    counted: str
    unit: str
    scope: Scope
    figures: tuple[str, ...]
    verdict: Verdict = "single"


@dataclass(frozen=True, slots=True)
class Link:
    """Two rows belong together; `why` is a sentence, `by` is `rule:NAME` or `person:NAME`."""

    id: str
    kind: LinkKind
    a: str
    b: str
    score: float
    why: str
    by: str


@dataclass(frozen=True, slots=True)
class Judgement:
    """A person's or a rule's decision: a new row, never an edit. `at` and `withdrawn` are ISO 8601 times."""

    id: str
    kind: str
    target: tuple[str, ...]
    value: str
    by: str
    at: str
    why: str
    withdrawn: str | None = None


KINDS: dict[str, type] = {
    "pages": Page,
    "statements": Statement,
    "figures": Figure,
    "entities": Entity,
    "offices": Office,
    "memberships": Membership,
    "designations": Designation,
    "events": Event,
    "stories": Story,
    "utterances": Utterance,
    "series": Series,
    "links": Link,
    "times": Time,
    "mentions": Mention,
    "judgements": Judgement,
    "refusals": Refusal,
}
"""The files of the export and the record that each row of them is."""


def row_of(record: Any) -> dict[str, Any]:
    """The record as plain JSON values (dicts, lists, strings, numbers), keys in field order."""
    row: dict[str, Any] = msgspec.to_builtins(record)
    return row


def record_of(kind: type[Any], row: dict[str, Any]) -> Any:
    """The inverse of `row_of`: a record of type `kind`. Raises `msgspec.ValidationError` on a row of another shape."""
    return msgspec.convert(row, kind)


def names_of(kind: type[Any]) -> tuple[str, ...]:
    """The public field names of a record type, in order."""
    return tuple(field.name for field in fields(kind))


def vocabulary(alias: Any) -> tuple[str, ...]:
    """The words of a vocabulary such as `BlockKind`, in order."""
    return get_args(alias)
