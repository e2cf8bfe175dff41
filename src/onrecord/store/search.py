"""Where do these words stand: on which pages, in whose statements, in which figures and names?

The databases' indexes of words lie behind fulltext.py and seeking.py alone. They keep no text of their own: what is
shown is cut from the page, so it is a cite. What is indexed is a plain copy of the words: a page's soft hyphens hide
none of them.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, delete, func, insert, select

from onrecord.errors import UnknownName
from onrecord.model import BODY, Cite, Entity, Figure, Page, Statement
from onrecord.store import forgotten, questions
from onrecord.store.excerpts import CITED, folded, has_phrase, plain, terms_of
from onrecord.store.fulltext import full_text
from onrecord.store.rows import batches, chunks, stream
from onrecord.store.schema import NAMES, PASSAGES
from onrecord.store.seeking import EVERYWHERE, INDEXES, SEARCHED, Asked, Hit, Narrowing, among

if TYPE_CHECKING:
    from onrecord.store.record import Record

MOST_FACETS = 8
"""Values of a facet that are told, those with most rows."""


@dataclass(frozen=True, slots=True)
class Found:
    """A row that holds the words: `text` are words of the page at `cite` (of an entity, which has none, its name).

    Smaller `rank` is better; ranks of pages and of other kinds come from two indexes and compare roughly. `row` is the
    row itself.
    """

    kind: str
    id: str
    page: str | None
    text: str
    cite: Cite | None
    rank: float
    row: Any = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Finding:
    """Rows that were found, in their order from the one asked for on.

    `total` rows fit, or (`more`) at least so many: not all were looked at. `newest` tells that they stand by day,
    because that was asked for or because they are too many to be ranked. `alike` are the ids of those that do not hold
    the words and are like them in meaning. `kinds` and `outlets` count the first
    `counted` of them.
    """

    found: tuple[Found, ...] = ()
    total: int = 0
    more: bool = False
    newest: bool = False
    kinds: tuple[tuple[str, int], ...] = ()
    outlets: tuple[tuple[str, int], ...] = ()
    counted: int = 0
    alike: frozenset[str] = frozenset()


def find(
    record: Record,
    words: str,
    narrowing: Narrowing = EVERYWHERE,
    *,
    start: int = 0,
    limit: int = 50,
    by_day: bool = False,
    also: Sequence[Hit] = (),
) -> Finding:
    """Rows that hold all the words, best first; any string is a valid question.

    `also` are rows that are like the words in meaning, the likest first: they are put among the others where these are
    ranked.

    Words in quotation marks are a phrase, a star after a word stands for any ending. Raises UnknownName for a kind that
    is not searched.
    """
    if narrowing.kind is not None and narrowing.kind not in SEARCHED:
        raise UnknownName("searched kind", narrowing.kind, SEARCHED)
    with record.asking() as connection:
        asked = Asked(full_text(connection).question(words), phrased=has_phrase(words))
        if not asked.words:
            return Finding()
        several = [among(connection, index, asked, narrowing, by_day) for index in INDEXES[connection.dialect.name]]
        hits = [hit for each in several for hit in each.hits]
        newest = by_day or any(each.newest for each in several)
        hits.sort(key=_by_day if newest else _by_rank, reverse=newest)
        held = {hit.row for hit in hits}
        others = [] if newest else [hit for hit in also if hit.row not in held]
        hits = fused(hits, also) if others else hits
        return Finding(
            tuple(found_of(connection, hits[start : start + limit], words)),
            sum(each.total for each in several) + len(others),
            any(each.more for each in several),
            newest,
            _most(hit.kind for hit in hits),
            _most(hit.outlet for hit in hits if hit.outlet),
            len(hits),
            frozenset(hit.row for hit in others),
        )


def search(
    record: Record,
    words: str,
    *,
    speaker: str | None = None,
    outlet: str | None = None,
    since: str | None = None,
    until: str | None = None,
    kind: str | None = None,
    limit: int = 50,
) -> list[Found]:
    """The first rows that hold all the words (see `find`)."""
    return list(find(record, words, Narrowing(kind, speaker, outlet, since, until), limit=limit).found)


RRF = 60
"""The constant of reciprocal rank fusion (Cormack, Clarke and Büttcher 2009): how little the first ranks stand out."""


def fused(*ranked: Sequence[Hit]) -> list[Hit]:
    """Several lists of hits as one: each row by the sum of 1 / (60 + its rank) over the lists that have it."""
    scores: dict[str, float] = defaultdict(float)
    rows: dict[str, Hit] = {}
    for hits in ranked:
        for rank, hit in enumerate(hits, start=1):
            scores[hit.row] += 1 / (RRF + rank)
            rows.setdefault(hit.row, hit)
    return sorted(rows.values(), key=lambda hit: (-scores[hit.row], hit.kind, hit.row))


def _by_rank(hit: Hit) -> tuple[float, str, str]:
    return hit.rank, hit.kind, hit.row


def _by_day(hit: Hit) -> tuple[str, float, str, str]:
    days = re.findall(r"\d{4}(?:-\d\d){0,2}", hit.day or "")
    return max(days, default=""), -hit.rank, hit.kind, hit.row


def _most(values: Iterable[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(values).items(), key=lambda each: (-each[1], each[0]))[:MOST_FACETS])


def found_of(connection: Connection, hits: Iterable[Hit], words: str) -> Iterator[Found]:
    """Hits with the words that are shown of them."""
    several, terms = list(hits), terms_of(words)
    rows: dict[tuple[str, str], Any] = {}
    for kind in {hit.kind for hit in several}:
        names = [hit.row for hit in several if hit.kind == kind]
        rows |= {(kind, row.id): row for row in questions.quick_rows(connection, kind, "id", names)}
    for hit in several:
        row = rows[hit.kind, hit.row]
        cite = CITED[hit.kind](row, terms)
        yield Found(hit.kind, row.id, hit.page, cite.text if cite else row.name, cite, hit.rank, row)


def words_like(connection: Connection, word: str) -> list[str]:
    """The words on pages with the same first letter, as the index has them: without case and accents."""
    begun = folded(word)[:1]
    if not begun:
        return []
    return full_text(connection).terms(connection, begun, chr(ord(begun) + 1))


def names_like(connection: Connection, name: str) -> list[tuple[str, str]]:
    """The entities one of whose names has the same first letter, each with that name, case folded."""
    begun = name.casefold()[:1]
    if not begun:
        return []
    asked = select(NAMES.c.entity, NAMES.c.name).where(NAMES.c.name >= begun, NAMES.c.name < chr(ord(begun) + 1))
    return [(entity, known) for entity, known in connection.execute(asked).all()]


# Writing the index


def index_pages(connection: Connection, pages: Iterable[tuple[int, Page]], known: forgotten.Marks) -> None:
    """Make pages findable: title and body, not the menus around them. The number is the page's `readings.n`."""
    rows = []
    for n, page in pages:
        words = {"title": page.title or "", "body": body_of(page)}
        told = {name: plain(forgotten.blanked(text, known, page=page.id)) for name, text in words.items()}
        rows.append({"n": n, **told})
    if rows:
        full_text(connection).add_pages(connection, rows)


def body_of(page: Page) -> str:
    """The words of a page's body, block by block; all its words when no block was told apart."""
    body = "\n".join(page.text[block.start : block.end] for block in page.blocks if block.kind in BODY)
    return body or page.text


def index_passages(connection: Connection, known: forgotten.Marks) -> None:
    """Make the derived rows findable, in place of those that were, after everything else is settled."""
    connection.execute(delete(PASSAGES))
    index = full_text(connection)
    index.empty(connection, "passage_words")
    for batch in batches(enumerate(_passages(connection, known))):
        connection.execute(insert(PASSAGES), [{"n": n, **cells} for n, (cells, _) in batch])
        index.add_passages(connection, [{"n": n, "words": words} for n, (_, words) in batch])


def reindex_passages(
    connection: Connection, known: forgotten.Marks, kind: str, changed: Mapping[str, tuple[Any | None, Any | None]]
) -> None:
    """Make changed rows of a kind findable by what they say now, and no more by what they said before."""
    index = full_text(connection)
    gone = {row: _passage(kind, before, known)[1] for row, (before, _) in changed.items() if before is not None}
    come = [_passage(kind, now, known) for _, now in changed.values() if now is not None]
    for some in chunks(gone):
        asked = select(PASSAGES.c.n, PASSAGES.c.row).where(PASSAGES.c.kind == kind, PASSAGES.c.row.in_(some))
        numbers = connection.execute(asked).all()
        index.drop_passages(connection, [{"n": n, "words": gone[row]} for n, row in numbers])
        connection.execute(delete(PASSAGES).where(PASSAGES.c.n.in_([n for n, _ in numbers])))
    first = 1 + (connection.execute(select(func.max(PASSAGES.c.n))).scalar() or 0)
    for batch in batches(enumerate(come, start=first)):
        connection.execute(insert(PASSAGES), [{"n": n, **cells} for n, (cells, _) in batch])
        index.add_passages(connection, [{"n": n, "words": words} for n, (_, words) in batch])


def _passages(connection: Connection, known: forgotten.Marks) -> Iterator[tuple[dict[str, str | None], str]]:
    for kind in PASSAGE_OF:
        for row in stream(connection, kind, questions.rows_of(kind)):
            yield _passage(kind, row, known)


def _passage(kind: str, row: Any, known: forgotten.Marks) -> tuple[dict[str, str | None], str]:
    """What stands beside a row in the index, and its words there."""
    words, page, day = PASSAGE_OF[kind](row)
    return {"kind": kind, "row": row.id, "page": page, "day": day}, plain(forgotten.blanked(words, known, page=page))


def _statement_passage(row: Statement) -> tuple[str, str | None, str | None]:
    return "\n".join(cite.text for cite in row.content), row.page, row.said.edtf


def _figure_passage(row: Figure) -> tuple[str, str | None, str | None]:
    return f"{row.text}\n{row.counted}", row.page, row.as_of.edtf


def _entity_passage(row: Entity) -> tuple[str, str | None, str | None]:
    return "\n".join((row.name, *row.aliases)), None, None


PASSAGE_OF: dict[str, Any] = {
    "statements": _statement_passage,
    "figures": _figure_passage,
    "entities": _entity_passage,
}
"""The words, the page and the day under which a row is found."""
