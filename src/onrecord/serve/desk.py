"""How does a record become views?

A `Desk` looks rows up in the holdings and words them. It is the one place that decides which statement goes where:
what harm.py holds back appears on its page and in the review list, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from onrecord.model import (
    Cite,
    Designation,
    Entity,
    Entry,
    Figure,
    Judgement,
    Link,
    Membership,
    Office,
    Page,
    Series,
    Statement,
    Story,
    Utterance,
)
from onrecord.serve.harm import (
    DIFFER,
    LINK_WORDS,
    PERSON,
    VERDICTS,
    given,
    held_back,
    manner_of,
    may_have_page,
    names_of,
    outlet_of,
    reported,
    review_state,
    verbatim,
    words_of,
)
from onrecord.serve.holdings import Holdings, T, Table
from onrecord.serve.passages import Passage, Text, passage_of
from onrecord.serve.views import (
    Actor,
    Counted,
    DesignationLine,
    EntryLine,
    Joined,
    Linked,
    MembershipLine,
    OfficeLine,
    PageHit,
    PageLine,
    PageView,
    Renderings,
    Run,
    StoryView,
    Told,
)
from onrecord.serve.words import bounds_of, day_of, many, scope_of

V = TypeVar("V", Told, Counted, OfficeLine)

PASSAGE_ONLY = "rule:carried_passage"
"""A page that carries one passage of another along is no copy of it."""

WITHHELD = "(words not carried)"
"""What stands in place of words in a report made with `--text none`."""

SAME = re.compile(r"\w+")
"""What of two wordings must be the same for one of them to be shown for both: the words, not marks and spaces."""

LONGEST_CITED = 1_000
"""Characters of a title or address in a citation: more than any honest one has."""

OPENING = 120
"""Characters of an entry without a heading that tell it from the others."""

MERGES = 40
"""Joinings of names that an entity shows; the most doubtful, since these are what one may want to take back."""

SCORE = re.compile(r"score (\d\.\d+)")
"""How a rule's joining says what speaks for it."""

DAY = re.compile(r"\d{4}(?:-\d\d){0,2}")
"""A day, month or year inside an EDTF date of any kind."""

NO_ACTOR = "no page of the record names an office or public role for this name, so there is no list of statements"
"""Why somebody has no actor's page (victims, minors, suspects, passers-by stay words on a page)."""


class Cited(Protocol):
    """A row whose words stand at one place of one page."""

    @property
    def page(self) -> Any:
        """The page's id."""

    @property
    def start(self) -> int:
        """Where the words begin."""

    @property
    def end(self) -> int:
        """Where the words end."""


class Desk:
    """Makes views of one record. `text` is how much page text a view may carry."""

    def __init__(self, holdings: Holdings, *, text: Text = "cites") -> None:
        self.holdings = holdings
        self.text = text
        self._pages: dict[str, PageLine] = {}
        self._told: dict[str, tuple[Statement, Told]] = {}

    def page(self, page_id: str) -> PageLine:
        """A page in one line."""
        if page_id not in self._pages:
            self._pages[page_id] = self._page(page_id)
        return self._pages[page_id]

    def _page(self, page_id: str) -> PageLine:
        page = self.holdings.pages[page_id]
        links = [link for link in self.holdings.links.where("a", page_id) if link.kind == "reuses"]
        links = [link for link in links if link.by != PASSAGE_ONLY]
        return PageLine(
            id=page.id,
            source=page.source,
            outlet=outlet_of(page),
            title=page.title or page.source,
            day=day_of(page.published),
            url=next((u for u in (page.url, page.source) if u and u.startswith(("https://", "http://"))), None),
            copies=tuple(outlet_of(other) for link in links if (other := self.holdings.pages.get(link.b))),
            refused=page.refused,
            corrected=passage_of(page, (page.corrected,), text=self.text) if page.corrected else None,
            revision_of=page.revision_of,
        )

    def bring_pages(self, pages: Iterable[str]) -> None:
        """Ask at once for what it takes to put some pages in a line each."""
        new = [page for page in dict.fromkeys(pages) if page not in self._pages]
        self.holdings.pages.bring(new)
        self.holdings.links.bring_where("a", new)
        links = (link for page in new for link in self.holdings.links.where("a", page))
        self.holdings.pages.bring(link.b for link in links if link.kind == "reuses")

    def _bring(self, rows: Iterable[Statement | Figure]) -> None:
        """Ask at once for what it takes to word some rows."""
        pages = dict.fromkeys(row.page for row in rows)
        self.bring_pages(pages)
        self.holdings.offices.bring_where("page", pages)

    def all_told(self, rows: Sequence[Statement]) -> list[Told]:
        """Statements as they may be shown."""
        self._bring(rows)
        return [self.told(row) for row in rows]

    def all_counted(self, rows: Sequence[Figure]) -> list[Counted]:
        """Figures as they may be shown."""
        self._bring(rows)
        self.holdings.statements.bring(row.statement for row in rows)
        return [self.counted(row) for row in rows]

    def all_linked(self, links: Sequence[Link]) -> list[Linked]:
        """Links with both ends, or with those that need not be held back."""
        held = self.holdings
        ends = dict.fromkeys(end for link in links for end in (link.a, link.b))
        for table in (held.statements, held.figures, held.offices, held.pages):
            table.bring(ends)
        said = [held.statements[end] for end in ends if held.statements.get(end)]
        counted = [held.figures[end] for end in ends if held.figures.get(end)]
        held.statements.bring(row.statement for row in counted)
        self._bring([*said, *counted])
        self.bring_pages(end for end in ends if held.pages.get(end))
        return [self.linked(link) for link in links]

    def told(self, statement: Statement) -> Told:
        """A statement as it may be shown; on a story's screen one is shown in several places."""
        row, told = self._told.get(statement.id, (None, None))
        if told is None or row is not statement:  # as it stood in an earlier build it is another row of the same id
            told = self._telling(statement)
            self._told[statement.id] = statement, told
        return told

    def _telling(self, statement: Statement) -> Told:
        page = self.holdings.pages[statement.page]
        line = self.page(statement.page)
        office = self._office(statement)
        review = review_state(self.holdings.judged(statement.id))
        return Told(
            id=statement.id,
            lead=reported(statement, page, office=office),
            speaker=names_of(statement),
            office=office,
            words=WITHHELD if self.text == "none" else words_of(statement),
            manner=manner_of(statement),
            verbatim=verbatim(statement) and self.text != "none",
            repaired=statement.repaired,
            cue=statement.cue.text if statement.cue and self.text != "none" else "",
            day=day_of(statement.said),
            occasion=_occasion(statement),
            confidence=statement.confidence,
            review=review,
            held_back=self.held_back(statement),
            page=line,
            passage=passage_of(page, statement.content, text=self.text),
            citation=_citation(statement, page, review, self.text),
            utterance=statement.utterance,
        )

    def held_back(self, statement: Statement) -> str | None:
        """Why the statement is shown on its page and in the review list only, or None."""
        return held_back(statement, self.holdings.judged(statement.id))

    def _office(self, statement: Statement) -> str:
        """The office of a single speaker, as the statement's page names it, or else as another page does."""
        if len(statement.speakers) != 1:
            return ""
        speaker = statement.speakers[0]
        row = self.holdings.office_of(speaker.entity, speaker.name, page=statement.page)
        if row is None:
            return ""
        title, body = row.title, row.organization
        return title if not body or body.lower() in title.lower() else f"{title}, {body}"

    def counted(self, figure: Figure) -> Counted:
        """A figure as it may be shown."""
        page = self.holdings.pages[figure.page]
        cite = page.cite(figure.start, figure.end)
        return Counted(
            id=figure.id,
            lead=outlet_of(page) + " reports" if self._doubtful(figure) else given(figure, page),
            words=WITHHELD if self.text == "none" else " ".join(figure.text.split()),
            bounds=bounds_of(figure),
            low=figure.low,
            high=figure.high,
            modifier=figure.modifier,
            unit=figure.unit,
            counted=figure.counted,
            as_of=day_of(figure.as_of),
            via=figure.via,
            confidence=figure.confidence,
            review=review_state(self.holdings.judged(figure.id)),
            page=self.page(figure.page),
            passage=passage_of(page, (cite,), text=self.text),
        )

    def _doubtful(self, figure: Figure) -> bool:
        """Whether the statement that gives the figure is held back: then its speaker is not named with the figure."""
        statement = self.holdings.statements.get(figure.statement)
        return statement is not None and self.held_back(statement) is not None

    def renderings(self, utterance: Utterance) -> Renderings:
        """An utterance with the renderings that may be passed on, the one closest to the spoken words first."""
        self.holdings.statements.bring(utterance.statements)
        rows = [row for name in utterance.statements if (row := self.holdings.statements.get(name))]
        rows.sort(key=lambda row: (row.id != utterance.best, row.page, row.content[0].start if row.content else 0))
        return Renderings(
            id=utterance.id,
            speaker=utterance.speaker,
            day=day_of(utterance.said),
            origins=many(utterance.origins, "independent origin"),
            variants=() if self.text == "none" else utterance.variants,
            tellings=once(telling for telling in self.all_told(rows) if telling.held_back is None),
        )

    def run(self, series: Series, *, on: Collection[str] | None = None) -> Run:
        """A figure series, or those of its figures that stand `on` some pages."""
        if on is None:
            self.holdings.figures.bring(series.figures)
            rows = [row for name in series.figures if (row := self.holdings.figures.get(name))]
        else:
            place = {name: at for at, name in enumerate(series.figures)}
            rows = [row for page in on for row in self.holdings.figures.where("page", page) if row.id in place]
            rows.sort(key=lambda row: place[row.id])
        return Run(
            id=series.id,
            counted=series.counted,
            unit=series.unit,
            scope=scope_of(series.scope, told=series.counted),
            verdict=VERDICTS[series.verdict],
            figures=_collapsed(self.all_counted(rows), _same_figure),
        )

    def linked(self, link: Link) -> Linked:
        """A link with both ends, or with those that need not be held back."""
        told = [self.told(row) for row in _rows(self.holdings.statements, link)]
        shown = tuple(telling for telling in told if telling.held_back is None)
        held = len(told) - len(shown)
        figures = tuple(self.counted(row) for row in _rows(self.holdings.figures, link))
        names = dict.fromkeys(
            [
                *(telling.speaker for telling in shown),
                *(figure.bounds if figure.words == WITHHELD else figure.words for figure in figures),
                *(f"{office.person}, {office.title}" for office in _rows(self.holdings.offices, link)),
            ]
        )
        return Linked(
            id=link.id,
            kind=LINK_WORDS[link.kind],
            between=" and ".join(names),
            why="" if held else _reason(link),
            by=link.by,
            statements=shown,
            figures=figures,
            pages=tuple(self.page(row.id) for row in _rows(self.holdings.pages, link)),
            held_back=held,
        )

    def differences(self, links: Iterable[Link]) -> tuple[Linked, ...]:
        """All conflicts among some links that may be shown."""
        shown = self.all_linked([link for link in links if LINK_WORDS[link.kind] == DIFFER])
        return tuple(pair for pair in shown if not pair.held_back)

    def story(self, story: Story) -> StoryView:
        """A story with what its pages report."""
        held = self.holdings
        self.bring_pages(story.pages)
        held.statements.bring_where("page", story.pages)
        held.figures.bring_where("page", story.pages)
        pages = sorted(story.pages, key=self._copies_last)
        rows = [row for page in pages for row in held.said_on(page)]
        told = self.all_told(rows)
        shown = [telling for telling in told if telling.held_back is None]
        figures = [row for page in pages for row in held.counted_on(page)]
        renderings = self._renderings_of(shown)
        several = {name for group in renderings for name in held.utterances[group.id].statements}
        return StoryView(
            id=story.id,
            headline=story.headline,
            days=days_of(story.first, story.last),
            origins=origins_of(story),
            pages=tuple(self.page(page) for page in pages if held.pages.get(page)),
            renderings=renderings,
            statements=once(telling for telling in shown if telling.id not in several),
            runs=self._runs_of(figures, frozenset(story.pages)),
            differences=self._differences_at({row.id for row in rows} | {row.id for row in figures}),
            held_back=len(told) - len(shown),
        )

    def _copies_last(self, page: str) -> tuple[bool, str, str]:
        """Pages of a story in order of time, those that copy another after all others."""
        found = self.holdings.pages.get(page)
        return bool(found and self.page(page).copies), (found.published.edtf if found else None) or "9", page

    def _renderings_of(self, shown: Iterable[Told]) -> tuple[Renderings, ...]:
        names = dict.fromkeys(telling.utterance for telling in shown if telling.utterance)
        self.holdings.utterances.bring(names)
        utterances = [row for name in names if (row := self.holdings.utterances.get(name))]
        several = [row for row in utterances if len(row.statements) > 1]
        self.holdings.statements.bring(name for row in several for name in row.statements)
        groups = (self.renderings(utterance) for utterance in several)
        return tuple(group for group in groups if len(group.tellings) > 1)

    def _runs_of(self, figures: Iterable[Figure], pages: Collection[str]) -> tuple[Run, ...]:
        """The series of some figures, as far as these pages give them; the series' own screen has the others."""
        names = dict.fromkeys(row.series for row in figures if row.series)
        self.holdings.series.bring(names)
        return tuple(self.run(row, on=pages) for name in names if (row := self.holdings.series.get(name)))

    def _differences_at(self, ends: set[str]) -> tuple[Linked, ...]:
        self.holdings.bring_links(ends)
        links = {link.id: link for end in sorted(ends) for link in self.holdings.links_of(end)}
        return self.differences(links.values())

    def has_page(self, entity: Entity, *, named_on: str | None = None) -> bool:
        """Whether an actor's page may exist: one office on any page is enough for a person.

        The page `named_on` is asked first: there it is told mostly.
        """
        office = None if entity.kind != PERSON else self.holdings.office_of(entity.id, entity.name, page=named_on)
        return may_have_page(entity, (office,) if office else ())

    def actor(self, entity: Entity, *, whole: bool = True) -> Actor:
        """An actor's page. Somebody without an office or public role gets a note and no statements.

        `whole`: with all offices and statements, however many; else with neither.
        """
        offices = self.holdings.offices_of(entity.id, entity.name) if whole else ()
        allowed = may_have_page(entity, offices) if whole else self.has_page(entity)
        return Actor(
            id=entity.id,
            name=entity.name,
            kind=entity.kind,
            aliases=entity.aliases if allowed else (),
            offices=_collapsed(map(self.office, offices), _same_office),
            statements=tuple(self._told_by(entity)) if allowed and whole else (),
            note=entity.why if allowed else NO_ACTOR,
        )

    def _told_by(self, entity: Entity) -> Iterable[Told]:
        for row in self.holdings.said_by(entity.id):
            told = self.told(row)
            if told.held_back is None:
                yield told

    def hit(self, page: Page, cite: Cite | None) -> PageHit:
        """A page that was found, with the words that were looked for."""
        return PageHit(self.page(page.id), passage_of(page, (cite,), text=self.text) if cite else None)

    def office(self, row: Office) -> OfficeLine:
        """An office as its page words it."""
        return OfficeLine(
            row.id, row.title, row.organization or "", day_of(row.as_of), self.page(row.page), self._at(row)
        )

    def membership(self, row: Membership) -> MembershipLine:
        """A membership as its page words it."""
        return MembershipLine(
            row.id, row.member, row.body, row.role, day_of(row.as_of), self.page(row.page), self._at(row)
        )

    def designation(self, row: Designation) -> DesignationLine:
        """A step of listing as its page words it."""
        return DesignationLine(
            id=row.id,
            target=row.target,
            status=row.status.replace("_", " "),
            authority=row.authority or "",
            by=row.by or "",
            day=day_of(row.date),
            basis=row.basis or "",
            effect=row.effect or "",
            page=self.page(row.page),
            passage=self._at(row),
        )

    def page_view(self, page: Page) -> PageView:
        """A page with all that was read on it, held-back statements included."""
        line = self.page(page.id)
        return PageView(
            line=line,
            language=page.language or "language unknown",
            dated=", ".join(filter(None, (line.day, f"basis: {page.published.basis}", page.published.why))),
            story=page.story,
            about=_about(page),
            entries=tuple(
                EntryLine(each.when.edtf or "at an unknown time", self._opening(page, each)) for each in page.entries
            ),
            statements=tuple(self.all_told(self.holdings.said_on(page.id))),
            figures=tuple(self.all_counted(self.holdings.counted_on(page.id))),
        )

    def _opening(self, page: Page, entry: Entry) -> str:
        """How an entry is told from the others: its heading or its first words; no words where none may be shown."""
        words = entry.heading or page.text[entry.start : min(entry.end, entry.start + OPENING)].partition("\n")[0]
        return words if self.text != "none" else ""

    def passage(self, page: Page, start: int, end: int) -> Passage:
        """The passage around `start:end` of a page."""
        return passage_of(page, (page.cite(start, end),), text=self.text)

    def _at(self, row: Cited) -> Passage:
        return self.passage(self.holdings.pages[row.page], row.start, row.end)

    def joined(self, row_id: str) -> tuple[Joined, ...]:
        """The links of a row, as sentences; of an entity also what joined its names, the most doubtful first."""
        merges = sorted(self.holdings.merges_of(row_id), key=lambda row: (row.why, row.id))
        return tuple(map(_merged, merges[:MERGES])) + tuple(
            Joined(
                id=link.id,
                kind=link.kind,
                words=LINK_WORDS[link.kind],
                other=link.b if link.a == row_id else link.a,
                why=link.why,
                by=link.by,
                score=link.score,
            )
            for link in self.holdings.links_of(row_id)
        )


def _merged(row: Judgement) -> Joined:
    """A rule's joining of two names, each on its page."""
    page, name, other, as_name = row.target
    words = f"joins {name} on {page} with {as_name} on"
    score = SCORE.match(row.why)
    return Joined(row.id, row.kind, words, other, row.why, row.by, float(score[1]) if score is not None else 0.0)


def _rows(table: Table[T], link: Link) -> list[T]:
    return [row for end in (link.a, link.b) if (row := table.get(end))]


def _reason(link: Link) -> str:
    """Why two rows are linked, without the kind of link that stands before it anyway."""
    kind = LINK_WORDS[link.kind]
    return link.why[len(kind) :].lstrip(": ") if link.why.lower().startswith(kind) else link.why


def _occasion(statement: Statement) -> str:
    """Where, to whom and through what the words were said, as far as the page tells."""
    audience = statement.audience and f"to {statement.audience}"
    venue = statement.venue and f"{'at' if ' ' in statement.venue else 'in'} {statement.venue}"
    medium = statement.medium and f"via {statement.medium}"
    source = statement.via and f"relaying {statement.via}"
    return ", ".join(part for part in (audience, venue, medium, source) if part)


def _about(page: Page) -> dict[str, str]:
    """What is known of a page beside its line, by name; what is unknown is left out."""
    known = {
        "kind": page.kind.replace("_", " "),
        "subtitle": page.subtitle,
        "by": page.author,
        "section": page.section,
        "changed": day_of(page.modified) if page.modified.edtf else None,
        "doubts": "; ".join(page.notes),
    }
    return {name: words for name, words in known.items() if words}


def _citation(statement: Statement, page: Page, review: str, text: Text) -> str:
    """What "copy citation" copies: the words, and all that a reader needs to weigh them."""
    start = statement.content[0].start if statement.content else 0
    end = statement.content[-1].end if statement.content else 0
    words = [] if text == "none" else [f"{words_of(statement)} ({manner_of(statement)})"]
    page_day = day_of(page.published)
    return "; ".join(
        [
            f"{reported(statement, page)}" + (f": {words[0]}" if words else ""),
            f"said: {day_of(statement.said)}",
            f"published: {page_day}",
            f"{_brief(page.title or 'untitled')}, {_brief(page.source)}, characters {start} to {end}",
            review,
            f"confidence {statement.confidence:.2f}",
            f"onrecord {statement.id}",
        ]
    )


def citation_of(figure: Counted) -> str:
    """What "copy citation" of a figure copies."""
    page, place = figure.page, figure.passage
    return "; ".join(
        [
            f"{figure.lead}: {figure.words} ({figure.bounds})",
            f"as of: {figure.as_of}",
            f"published: {page.day}",
            f"{_brief(page.title)}, {_brief(page.source)}, characters {place.start} to {place.end}",
            figure.review,
            f"confidence {figure.confidence:.2f}",
            f"onrecord {figure.id}",
        ]
    )


def _brief(words: str) -> str:
    """A title or address as a citation gives it: a page may claim one of megabytes, and has many statements."""
    return words if len(words) <= LONGEST_CITED else words[:LONGEST_CITED] + "…"


def once(tellings: Iterable[Told]) -> tuple[Told, ...]:
    """Statements with the same words of the same speaker once, on the first page, with the other outlets named."""

    def same(telling: Told) -> tuple[str, ...]:
        words = telling.id if telling.words == WITHHELD else " ".join(SAME.findall(telling.words.lower()))
        return telling.speaker, words

    return _collapsed(tellings, same)


def _collapsed(views: Iterable[V], key: Callable[[V], tuple[str, ...]]) -> tuple[V, ...]:
    """One view of each key, from a page that copies nobody where there is one, with the other outlets in `also`."""
    groups: dict[tuple[str, ...], list[V]] = {}
    for view in views:
        groups.setdefault(key(view), []).append(view)
    return tuple(_first_of(group) for group in groups.values())


def _first_of(group: list[V]) -> V:
    first = min(group, key=lambda view: bool(view.page.copies))
    others = dict.fromkeys(view.page.outlet for view in group if view.page.id != first.page.id)
    return replace(first, also=tuple(others))


def _same_figure(view: Counted) -> tuple[str, ...]:
    giver = view.lead.removeprefix(view.page.outlet)
    return view.words.lower(), view.bounds, view.as_of, giver


def _same_office(view: OfficeLine) -> tuple[str, ...]:
    return view.title.lower(), view.organization.lower()


def days_of(first: str | None, last: str | None) -> str:
    """The days a story spans, in words."""
    ends = [DAY.findall(first or last or "")[:1], DAY.findall(last or first or "")[-1:]]
    return day_of("/".join(dict.fromkeys(day for end in ends for day in end)))


def origins_of(story: Story) -> str:
    """How many pages tell a story, and from how many independent origins."""
    return f"{many(len(story.pages), 'page')}, {many(story.origins, 'independent origin')}"


def title_of(actor: Actor) -> str:
    """An actor's first office in one phrase, or its kind."""
    if not actor.offices:
        return actor.kind
    office = actor.offices[0]
    return f"{office.title}, {office.organization}" if office.organization else office.title
