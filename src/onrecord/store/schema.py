"""Which tables hold a record?

One table for each file of the export, made from the model's dataclasses: a column per field, scalars as they are,
lists and objects as JSON. The private tables below hold what a build needs to go on and what makes search quick.
"""

from __future__ import annotations

from dataclasses import fields
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

from onrecord.model import KINDS

VERSIONS: tuple[str, ...] = (
    *("0001", "0002", "0003", "0004", "0005", "0006", "0007", "0008", "0009", "0010", "0011", "0012", "0013"),
    *("0014", "0015", "0016", "0017"),
)
"""Every version of the schema, oldest first: the numbers of the migrations. The last one is this code's."""

APPLICATION_ID = 0x4F4E5243
"""Bytes 68-71 of the file ("ONRC"): how a record differs from any other SQLite file."""

SCALARS: dict[Any, type[TypeEngine[Any]]] = {str: Text, int: Integer, float: Float, bool: Boolean}

INDEXED: dict[str, tuple[str, ...]] = {
    "pages": ("source", "sha256", "story", "outlet", "revision_of"),
    "statements": ("page", "utterance", "story"),
    "figures": ("page", "statement", "series"),
    "entities": ("name",),
    "offices": ("page", "entity"),
    "memberships": ("page", "member", "body"),
    "designations": ("page",),
    "events": ("page",),
    "times": ("page",),
    "mentions": ("page", "entity"),
    "links": ("a", "b"),
    "judgements": ("kind", "value"),
}
"""Columns that a named question looks up; `tests/store/test_schema.py` checks that each is a column."""

ORDERED: dict[str, tuple[tuple[str, ...], ...]] = {
    "pages": (("id", "outlet", "published"),),  # what a search needs of each page, without walking through the page
    "offices": (("entity", "id"), ("person", "id")),  # the first of the thousand offices of a popular speaker
    "designations": (("target", "id"),),
    "series": (("verdict", "counted", "id"),),
    "links": (("kind", "id"),),
}
"""Columns by which rows are found and at once stand in order, or are all that a question needs."""

SETTLED: tuple[str, ...] = (
    *("title", "outlet", "author", "published", "language", "dateline_place", "story", "refused", "located", "notes"),
)
"""What later stages may write on a page; it goes back to what was read when the record is settled again."""

METADATA = MetaData()


def _plain(hint: Any) -> Any:
    """The type without `| None`, NewType and Literal."""
    if get_origin(hint) in (Union, UnionType):
        kept = [part for part in get_args(hint) if part is not type(None)]
        return _plain(kept[0]) if len(kept) == 1 else hint
    if get_origin(hint) is Literal:
        return str
    return getattr(hint, "__supertype__", hint)


def is_optional(hint: Any) -> bool:
    """Whether a field may be None."""
    return get_origin(hint) in (Union, UnionType) and type(None) in get_args(hint)


def column_of(name: str, hint: Any) -> Column[Any]:
    """The column of one field: a scalar type, or JSON for lists and objects."""
    kind = SCALARS.get(_plain(hint))
    declared: Any = kind() if kind else JSON(none_as_null=True)
    return Column(name, declared, primary_key=name == "id", nullable=is_optional(hint))


def _columns(kind: type[Any]) -> list[Column[Any]]:
    # A page's text comes last: SQLite reads the other columns without walking through its overflow pages.
    hints = get_type_hints(kind)
    names = sorted((field.name for field in fields(kind)), key=lambda name: kind is KINDS["pages"] and name == "text")
    return [column_of(name, hints[name]) for name in names]


def _table(name: str, kind: type[Any]) -> Table:
    table = Table(name, METADATA, *_columns(kind))
    for column in INDEXED.get(name, ()):
        Index(f"ix_{name}_{column}", table.c[column])
    for several in ORDERED.get(name, ()):
        Index(f"ix_{name}_{'_'.join(several)}", *(table.c[column] for column in several))
    return table


PUBLIC: dict[str, Table] = {name: _table(name, kind) for name, kind in KINDS.items() if name != "refusals"}
"""The tables of the export, by kind."""

PUBLIC["refusals"] = Table(
    "refusals",
    METADATA,
    Column("n", Integer, primary_key=True),
    *_columns(KINDS["refusals"]),
    Column("build", Integer),  # None: made while settling, so it goes when the record is settled again
    UniqueConstraint("source", "stage", "why"),
)

READINGS = Table(
    "readings",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("page", Text, ForeignKey("pages.id", ondelete="CASCADE"), nullable=False, unique=True),
    Column("build", Integer, nullable=False, index=True),
    Column("own", LargeBinary, nullable=False),  # the page as read, without text and blocks: what settling starts from
    Column("claims", LargeBinary, nullable=False),
    Column("trace", LargeBinary, nullable=False),
)
"""What the first half of a build learned about each page; `n` is also the page's row in the full-text index."""

INPUTS = Table(
    "inputs",
    METADATA,
    Column("source", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
)
"""Every input that was dealt with, taken or refused, so that a build skips it."""

REACHED = Table(
    "reached",
    METADATA,
    Column("container", Text, primary_key=True),
    Column("place", Text, nullable=False),
)
"""How far each container was read by the build that is under way; emptied when the record is settled."""

SPEAKERS = Table(
    "speakers",
    METADATA,
    Column("statement", Text, primary_key=True),
    Column("place", Integer, primary_key=True),
    Column("entity", Text, index=True),
    Column("name", Text, nullable=False, index=True),
)
"""`statements.speakers` unfolded, for "what did X say": computed whenever a statement is written."""

NAMES = Table(
    "names",
    METADATA,
    Column("entity", Text, primary_key=True),
    Column("name", Text, primary_key=True, index=True),
)
"""Names and aliases of entities, case folded, for "who is called so": computed whenever an entity is written."""

DOUBTS = Table("doubts", METADATA, Column("statement", Text, primary_key=True))
"""Statements that wait for a person's look (see doubts.py): computed whenever a statement is written."""

QUEUED = Table(
    "queued",
    METADATA,
    Column("row", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("tenth", Integer, nullable=False),
    Column("uses", Integer, nullable=False),
    Column("sure", Float, nullable=False),
)
"""Rows that a person may look at, with what they are ordered by (see queued.py): computed by settling."""

Index("ix_queued_order", *(QUEUED.c.kind, QUEUED.c.tenth, QUEUED.c.uses.desc(), QUEUED.c.sure, QUEUED.c.row))

STATE = Table(
    "state",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("build", Integer, nullable=False),
    Column("settled", Boolean, nullable=False),
)
"""One row. `build` numbers the builds; a build that was stopped keeps its number until the record is settled."""

BUILDS = Table(
    "builds",
    METADATA,
    Column("build", Integer, primary_key=True),
    Column("at", Text, nullable=False),
)
"""Every build that ended, and when (ISO 8601)."""

CHANGES = Table(
    "changes",
    METADATA,
    Column("kind", Text, primary_key=True),
    Column("row", Text, primary_key=True),
    Column("build", Integer, primary_key=True, index=True),
    Column("before", LargeBinary),  # None: the row was not there
)
"""What each build but the first changed: the row as it was."""

JUDGED = Table(
    "judged",
    METADATA,
    Column("judgement", Text, primary_key=True),
    Column("row", Text, primary_key=True, index=True),
)
"""On which rows a person's judgement holds, where its words stand on record now; written when it is given, and by
settling. A judgement of which there is nothing here waits: its words are gone."""

REMARKS = Table(
    "remarks",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("row", Text, nullable=False, index=True),
    Column("kind", Text, nullable=False),
    Column("words", Text, nullable=False),
    Column("by", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("withdrawn", Text),
)
"""What reviewers say to one another about a row: a comment, or whose it is to look at (see remarks.py)."""

MEETINGS = Table(
    "meetings",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),
    Column("row", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Under which keys the rows of each comparing step stand, and where in a crowd (see ledger.py): written by settling."""

TIES = Table(
    "ties",
    METADATA,
    Column("step", Integer, primary_key=True, autoincrement=False),
    Column("a", BigInteger, primary_key=True, autoincrement=False),
    Column("b", BigInteger, primary_key=True, autoincrement=False),
    Column("weight", Float, nullable=False),
    sqlite_with_rowid=False,
)
"""Which rows of a step hold on to each other, each pair both ways."""

KEPT = Table(
    "kept",
    METADATA,
    Column("shelf", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)
"""What else steps of settling keep of a row, each on a shelf of its own, packed."""

VECTORS = Table(
    "vectors",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("row", Text, nullable=False, unique=True),
    Column("page", Text, nullable=False, index=True),
    Column("signs", LargeBinary, nullable=False),
    Column("vector", LargeBinary, nullable=False),
)
"""What the words of rows mean (see vectors.py), as far as it was computed: filled by a command of its own."""

PASSAGES = Table(
    "passages",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("row", Text, nullable=False, index=True),
    Column("page", Text, index=True),
    Column("day", Text),  # EDTF of the saying or the figure, else None: the page's own day counts
    Index("ix_passages_kind_n", "kind", "n"),
    Index("ix_passages_day_kind_n", "day", "kind", "n"),
)
"""Rows of the full-text index that are not pages: which statement, figure or entity row `n` is."""

ACCOUNTS = Table(
    "accounts",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),  # as argon2id writes it, with its salt and parameters
    Column("made", Text, nullable=False),
    Column("removed", Text),  # the row stays, so that the name beside old decisions is never somebody else's
)
"""Who may ask over the network. All times of accounts are ISO 8601, UTC, in seconds."""

SESSIONS = Table(
    "sessions",
    METADATA,
    Column("digest", Text, primary_key=True),  # SHA-256 of what the browser holds, which is nowhere on disk
    Column("account", Text, nullable=False, index=True),
    Column("made", Text, nullable=False),
    Column("seen", Text, nullable=False),
)
"""Who is logged in."""

TOKENS = Table(
    "tokens",
    METADATA,
    Column("id", Text, primary_key=True),
    Column("digest", Text, nullable=False, unique=True),  # SHA-256 of the token, which is shown once
    Column("account", Text, nullable=False, index=True),
    Column("label", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("made", Text, nullable=False),
    Column("ends", Text, nullable=False),
    Column("used", Text),
    Column("revoked", Text),
)
"""With what programs ask in an account's name."""

TRIES = Table(
    "tries",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("whose", Text, nullable=False, index=True),  # a digest: people type passwords where the name belongs
    Column("at", Text, nullable=False, index=True),
)
"""Tries to log in of late, so that a restart does not forget them."""

AUDIT = Table(
    "audit",
    METADATA,
    Column("n", Integer, primary_key=True),
    Column("at", Text, nullable=False),
    Column("who", Text, nullable=False, index=True),
    Column("deed", Text, nullable=False),
    Column("row", Text, nullable=False, index=True),  # an id or a name of ours, never words of a page
)
"""Who did what, to which row and when: only ever added to."""
