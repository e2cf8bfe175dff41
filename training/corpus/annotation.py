"""What does the corpus say about one text? The records of its annotation, and how they are written as JSON.

Offsets count Unicode code points of the plain text, end exclusive. The records hold no words of the text, so the
same form serves invented articles (whose text we own) and real ones (whose text stays where it is).
"""

from __future__ import annotations

import hashlib
from dataclasses import asdict, dataclass, field
from typing import Any

Span = tuple[int, int]

FORMS = ("direct", "indirect", "mixed")
LABELS = ("belief", "hyp", "sourceless", "nocue", "lost", "headline")
MENTIONS = ("name", "role", "pronoun", "none")
KINDS = ("person", "organization", "state", "place", "group", "work")
MODIFIERS = ("exact", "about", "up_to", "over", "at_least", "under", "range", "vague")
STATUSES = ("former", "acting", "deputy")
UNNAMED = "-"
"""Stands in the cast for the name of somebody whom the text never names."""


@dataclass(frozen=True, slots=True)
class Member:
    """One speaker of the cast: a key, the fullest name the text gives (`-`: none), a kind, roles in the text's words.

    In a real text `name_at` says where the name stands and `name` and `roles` are empty.
    """

    key: str
    name: str
    kind: str
    roles: str = ""
    name_at: Span | None = None


@dataclass(frozen=True, slots=True)
class Attribution:
    """Somebody's words, thoughts made public, claims or orders: source, cue and content, each in one piece or several.

    `speakers` are keys of the cast: several with `joint` all speak, several without are alternatives. `inherits` is
    the attribution whose source speaks here too, where no words name it again. `inside` is the attribution whose
    content holds this one. `mention` says by what kind of words the source is named.
    """

    id: int
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str
    speakers: tuple[str, ...] = ()
    joint: bool = False
    inherits: int | None = None
    inside: int | None = None
    mention: str = "none"
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Naming:
    """Words outside any source that name somebody of the cast."""

    span: Span
    key: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity: `low` and `high` are None where open; `counted` is the noun phrase that it counts."""

    span: Span
    modifier: str
    low: float | None
    high: float | None
    unit: str
    counted: Span | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """Words that say when attributions `of` were said (none listed: the one whose words stand around them)."""

    span: Span
    edtf: str
    of: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Office:
    """A title with its organization, held by somebody of the cast."""

    span: Span
    person: str
    status: str | None = None
    organization: Span | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One annotated text. `meta` holds the header without the cast; `text` is empty where it is kept elsewhere."""

    id: str
    meta: dict[str, str]
    cast: tuple[Member, ...]
    text: str
    attributions: tuple[Attribution, ...]
    namings: tuple[Naming, ...] = ()
    figures: tuple[Figure, ...] = ()
    said: tuple[Said, ...] = ()
    offices: tuple[Office, ...] = ()
    decoys: tuple[Span, ...] = field(default=())


def sha256_of(text: str) -> str:
    """The SHA-256 of the text's UTF-8 bytes, in hex."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def standoff_of(article: Article) -> dict[str, Any]:
    """The annotation as JSON values, with the text's hash and length in place of the text."""
    values = asdict(article)
    text = values.pop("text")
    return {"id": values.pop("id"), "sha256": sha256_of(text), "chars": len(text), **values}


def article_of(values: dict[str, Any], text: str = "") -> Article:
    """The annotation that `standoff_of` wrote, joined with `text` where it is at hand."""
    return Article(
        id=values["id"],
        meta=dict(values["meta"]),
        cast=tuple(Member(**{**row, "name_at": _span(row["name_at"])}) for row in values["cast"]),
        text=text,
        attributions=tuple(_attribution(row) for row in values["attributions"]),
        namings=tuple(Naming(_must(row["span"]), row["key"]) for row in values["namings"]),
        figures=tuple(
            Figure(**{**row, "span": _must(row["span"]), "counted": _span(row["counted"])}) for row in values["figures"]
        ),
        said=tuple(Said(_must(row["span"]), row["edtf"], tuple(row["of"])) for row in values["said"]),
        offices=tuple(
            Office(**{**row, "span": _must(row["span"]), "organization": _span(row["organization"])})
            for row in values["offices"]
        ),
        decoys=tuple(_must(span) for span in values["decoys"]),
    )


def _attribution(row: dict[str, Any]) -> Attribution:
    spans = {role: tuple(_must(span) for span in row[role]) for role in ("source", "cue", "content")}
    return Attribution(**{**row, **spans, "speakers": tuple(row["speakers"]), "labels": tuple(row["labels"])})


def _must(span: list[int]) -> Span:
    start, end = span
    return start, end


def _span(span: list[int] | None) -> Span | None:
    return None if span is None else _must(span)
