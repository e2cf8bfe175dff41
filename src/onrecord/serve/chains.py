"""By which way did words come to the page that carries them, and from how many places do they come in all?

From a row back to its origin: the page, the pages it was copied from, the newsroom that heard it, whom it is attributed
to, whose words those relay. Counts are of reports; nothing here says whether they are true (docs/origins.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from onrecord.corroborate.newsrooms import same_newsroom
from onrecord.corroborate.origins import key_of
from onrecord.model import Designation, Figure, Lineage, Link, Page, Statement, Story, Utterance
from onrecord.serve.desk import PASSAGE_ONLY, Desk
from onrecord.serve.words import many

StepKind = Literal["page", "copied_from", "credited", "told", "published", "points_to", "speaker", "via"]

NEWSROOM: dict[str, str] = {
    "told": "its words name {name} as the newsroom that heard it",
    "credited": "the page credits {name} with its text",
    "published": "the page names no other newsroom than its own, {name}",
}
"""How it is known which newsroom heard something (see `model.Lineage`)."""

DIMENSIONS: dict[str, str] = {
    "speaker": "speaker",
    "agency": "body",
    "via": "source relayed",
    "outlet": "newsroom",
    "text": "text",
    "translation": "language",
}
"""What origins may differ in, and how it is called."""

COUNTED: dict[type, tuple[str, str]] = {
    Utterance: ("newsroom", "reported by {count}; pages that copy each other or print one agency's text count once"),
    Figure: ("giver", "this number is given by {count}; officials of one body, and pages that relay them, count once"),
    Designation: ("newsroom", "reported by {count}; pages that copy each other count once"),
    Story: ("origin", "told from {count}; copies, one agency's text, and pages that relay one another count once"),
}
"""What is counted of each kind of row, and how that is said."""

UNGIVEN = ("newsroom", "this number is given by {count}, and no page says whose number it is")
"""The same of a figure that nobody is named for."""

MOST_CHAINS = 12
"""Chains that are shown of one row; their number is told in full by the count."""


@dataclass(frozen=True, slots=True)
class Step:
    """One link of a chain. `row` is the page or link that stands behind it, empty when the row itself tells it."""

    kind: StepKind
    words: str
    row: str = ""


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins a row has, in a sentence, and of how many speakers, bodies, newsrooms and so on."""

    count: int
    words: str
    vector: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Branch:
    """A step of one or several chains, seen from their origin, and what comes after it on the way to the pages."""

    step: Step
    after: tuple[Branch, ...]


def branches_of(chains: Iterable[Sequence[Step]]) -> tuple[Branch, ...]:
    """The chains from their origins on, each step that they share once."""
    onward: dict[Step, list[Sequence[Step]]] = {}
    for chain in chains:
        if chain:
            *rest, origin = chain
            onward.setdefault(origin, []).append(rest)
    return tuple(Branch(step, branches_of(rests)) for step, rests in onward.items())


def chains_of(desk: Desk, row: Any) -> tuple[tuple[Step, ...], ...]:
    """The chain of a statement, figure or step of listing; of an utterance one for each independent origin."""
    if isinstance(row, Utterance):
        held = [desk.holdings.statements.get(name) for name in row.statements]
        first = {repr(said.lineage): said for said in reversed(held) if said}
        told = [said for lineage in row.lineage if (said := first.get(repr(lineage)))]
        return tuple(tuple(_chain(desk, said)) for said in told[:MOST_CHAINS])
    if isinstance(row, Statement | Figure | Designation):
        return (tuple(_chain(desk, row)),)
    if isinstance(row, Page):
        return (tuple(_copied(desk, row.id, None)),)
    return ()


def origins_of(desk: Desk, row: Any) -> Origins | None:
    """How many origins a row has; None for a row of which they are not counted."""
    if type(row) not in COUNTED:
        return None
    noun, said = COUNTED[type(row)]
    vector = _vector(desk, row)
    if isinstance(row, Figure) and not vector["speaker"] and not vector["source relayed"]:
        noun, said = UNGIVEN
    return Origins(row.origins, said.format(count=many(row.origins, f"independent {noun}")), vector)


def _vector(desk: Desk, row: Any) -> dict[str, int]:
    """How many speakers, bodies, newsrooms, texts and languages the row's reports name between them."""
    lineages = list(_lineages(desk, row))
    return {
        called: len({key_of(getattr(each, name)) for each in lineages} - {""}) for name, called in DIMENSIONS.items()
    }


def _lineages(desk: Desk, row: Any) -> Iterator[Lineage]:
    rows: Iterable[Any] = (row,)
    if isinstance(row, Utterance):
        rows = (desk.holdings.statements.get(name) for name in row.statements)
    elif isinstance(row, Figure) and row.series:
        alike = desk.holdings.figures.where("series", row.series)
        rows = (each for each in alike if (each.low, each.high) == (row.low, row.high))
    yield from (each.lineage for each in rows if each is not None and getattr(each, "lineage", None))


def _chain(desk: Desk, row: Statement | Figure | Designation) -> Iterator[Step]:
    lineage = row.lineage or Lineage()
    yield from _copied(desk, row.page, lineage.text)
    if lineage.outlet and lineage.heard:
        yield Step(lineage.heard, NEWSROOM[lineage.heard].format(name=lineage.outlet))
    if lineage.heard == "told":
        yield from _pointed(desk, row.page, lineage.outlet)
    if lineage.speaker:
        body = f", in an office of {lineage.agency}" if lineage.agency else ""
        yield Step("speaker", f"attributed to {lineage.speaker}{body}")
    if lineage.via:
        yield Step("via", f"relaying {lineage.via}")


def _copied(desk: Desk, page: str, text: str | None) -> Iterator[Step]:
    """The page, and the pages from which it was copied, up to `text`; with None as far as copies lead."""
    line = desk.page(page)
    yield Step("page", f"{line.outlet} carries it: {line.title} ({line.day})", page)
    for link in _way(desk, page, text):
        line = desk.page(link.b)
        yield Step("copied_from", f"copied from {line.outlet}: {line.title} ({line.day}). {link.why}", link.id)


def _way(desk: Desk, page: str, text: str | None) -> list[Link]:
    """The shortest way over `reuses` links from a page to the one whose text it has, else to one that copies nobody."""
    ways: list[tuple[str, tuple[Link, ...]]] = [(page, ())]
    seen = {page}
    while ways:
        at, way = ways.pop(0)
        reused = [link for link in desk.holdings.links_of(at) if link.kind == "reuses" and link.a == at]
        if text is None:
            reused = [link for link in reused if link.by != PASSAGE_ONLY]
        if at == text or (text is None and not reused):
            return list(way)
        ways += [(link.b, (*way, link)) for link in _strongest(reused) if link.b not in seen]
        seen.update(link.b for link in reused)
    return []


def _strongest(links: Sequence[Link]) -> list[Link]:
    return sorted(links, key=lambda link: (-link.score, link.id))


def _pointed(desk: Desk, page: str, outlet: str | None) -> Iterator[Step]:
    """The pages on record to which the page points as those of the newsroom that it names."""
    for link in desk.holdings.links_of(page):
        line = desk.page(link.b) if link.kind == "refers_to" and link.a == page else None
        if line and same_newsroom(line.outlet, outlet):
            yield Step("points_to", f"whose page is on record: {line.title} ({line.day})", link.id)
