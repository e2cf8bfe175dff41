"""How do views read in a terminal, and as JSON?

Page text is printed as text: control characters and direction overrides in it are made visible, and nothing in it is
taken for markup of ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import singledispatch
from typing import Any

import msgspec
from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from onrecord.model import Judgement, Refusal
from onrecord.serve.dating import steps_of
from onrecord.serve.front import UNSETTLED
from onrecord.serve.news import Item, News
from onrecord.serve.passages import Passage
from onrecord.serve.report import Written
from onrecord.serve.views import (
    Actor,
    ActorLine,
    Counted,
    DesignationLine,
    EntryLine,
    Finds,
    Joined,
    Linked,
    MembershipLine,
    OfficeLine,
    Overview,
    PageHit,
    PageLine,
    PageView,
    Plain,
    Renderings,
    Review,
    Run,
    Shown,
    StoryLine,
    StoryView,
    Summary,
    Told,
)
from onrecord.serve.visible import visible
from onrecord.serve.why import CiteTrail, FileTrail, Why
from onrecord.serve.words import many
from onrecord.store.carrying import Brought
from onrecord.store.export import Exported
from onrecord.store.forget import Forgotten

INDENT = "  "

FILES: dict[str, str] = {
    "unchanged": "the file still holds these bytes",
    "changed": "the file has changed since it was read",
    "gone": "the file is not where it was read",
}
"""What became of a page's file, in words."""

TOLD: frozenset[str] = frozenset(
    {"pages", "statements", "figures", "stories", "utterances", "series", "entities", "memberships", "designations"}
)
"""Kinds whose numbers stand in the summary of a build."""

MOST_LISTED = 20
"""Rows of one kind on the overview in the terminal; the rest are counted."""

MOST_REFUSALS = 5
"""Names given for each reason of refusal; the rest are counted."""


def json_of(view: object) -> str:
    """A view as JSON, indented, ending without a line break."""
    return msgspec.json.format(msgspec.json.encode(view, enc_hook=str), indent=2).decode("utf-8")


def line(*parts: str | tuple[str, str]) -> Text:
    """A line of plain and styled parts; nothing in it is read as markup."""
    safe = (visible(part) if isinstance(part, str) else (visible(part[0]), part[1]) for part in parts)
    return Text.assemble(*safe)


def show(console: Console, view: object) -> None:
    """Print a view for reading."""
    for text in printed(view):
        if text.plain.startswith("\n"):
            console.print()
            text = text[1:]
        indent = len(text.plain) - len(text.plain.lstrip(" "))
        console.print(Padding(text[indent:], (0, 0, 0, indent), expand=False), highlight=False)


@singledispatch
def printed(view: object) -> Iterator[Text]:
    """The lines of a view; each kind of view has a printer of its own."""
    raise NotImplementedError(type(view).__name__)


def inset(parts: Iterable[Text]) -> Iterator[Text]:
    """Lines moved to the right, under the line they belong to."""
    return (line(INDENT).append_text(part) for part in parts)


def _heading(words: str) -> Text:
    return line("\n", (words, "bold"))


def _passage(passage: Passage) -> Text:
    before, after = ("… " if passage.cut[0] else "", " …" if passage.cut[1] else "")
    return line(before, *((piece.text, "reverse") if piece.cited else piece.text for piece in passage.pieces), after)


def _where(page: PageLine, passage: Passage) -> Text:
    return line(
        (f"{page.outlet}, {page.title}, {page.day}; {page.source}, characters {passage.start} to {passage.end}", "dim")
    )


@printed.register
def _(view: Told) -> Iterator[Text]:
    state = f"{view.manner} · confidence {view.confidence:.2f} · {view.review} · {view.id}"
    occasion = f", {view.occasion}" if view.occasion else ""
    yield line((view.lead, "bold"), f", {view.day}{occasion}:")
    yield line(INDENT, view.words)
    yield line(INDENT, (state, "dim"))
    if view.also:
        yield line(INDENT, (f"the same words in {', '.join(view.also)}", "dim"))
    if view.held_back:
        yield line(INDENT, (f"for review: {view.held_back}", "yellow"))


@printed.register
def _(view: Counted) -> Iterator[Text]:
    yield line((view.lead, "bold"), f", as of {view.as_of}: {view.words}")
    via = f" · relaying {view.via}" if view.via else ""
    state = f"{view.bounds} {view.unit}{via} · confidence {view.confidence:.2f} · {view.id}"
    yield line(INDENT, (state, "dim"))


@printed.register
def _(view: Renderings) -> Iterator[Text]:
    yield line(
        (f"One utterance, {many(len(view.tellings), 'rendering')}", "bold"),
        f": {view.speaker}, {view.day}; {view.origins}",
    )
    for telling in view.tellings:
        yield from inset(printed(telling))
    if view.variants:
        yield line("  where they differ: ", " · ".join(view.variants))


@printed.register
def _(view: Run) -> Iterator[Text]:
    scope = f" ({view.scope})" if view.scope else ""
    yield line((view.counted, "bold"), f"{scope}: {view.verdict}", (f"  {view.id}", "dim"))
    for counted in view.figures:
        also = f", as {' and '.join(counted.also)}" if counted.also else ""
        yield line(f"  {counted.as_of}: {counted.words}", (f"  {counted.lead}{also}  {counted.id}", "dim"))


@printed.register
def _(view: Linked) -> Iterator[Text]:
    yield line((view.kind.capitalize(), "bold"), f": {view.why}" if view.why else "", (f"  {view.id}", "dim"))
    for end in (*view.statements, *view.figures, *view.pages):
        yield from inset(printed(end))
    if view.held_back:
        yield line(INDENT, (f"{many(view.held_back, 'statement')} for review: not shown here", "yellow"))


@printed.register
def _(view: PageLine) -> Iterator[Text]:
    yield line((view.outlet, "bold"), f", {view.day}: {view.title}", (f"  {view.source}  {view.id}", "dim"))
    if view.corrected:
        yield line(("  the outlet prints a correction: ", "yellow"), *(piece.text for piece in view.corrected.pieces))
    if view.copies:
        yield line(f"  copies passages of {', '.join(view.copies)}")
    if view.refused:
        yield line((f"  not read further: {view.refused}", "yellow"))


@printed.register
def _(view: PageView) -> Iterator[Text]:
    yield from printed(view.line)
    yield line(f"  {view.dated}; {view.language}", (f"; story {view.story}" if view.story else "", "dim"))
    for name, words in view.about.items():
        yield line((f"  {name}: ", "dim"), words)
    yield from _listed("Entries", view.entries, most=MOST_LISTED)
    yield from _listed("Statements", view.statements)
    yield from _listed("Figures", view.figures)


@printed.register
def _(view: EntryLine) -> Iterator[Text]:
    yield line((view.when, "bold"), f"  {view.words}")


@printed.register
def _(view: StoryView) -> Iterator[Text]:
    yield line((view.headline, "bold"), f"  {view.days}; {view.origins}", (f"  {view.id}", "dim"))
    yield from _listed("Corrections", [page for page in view.pages if page.corrected])
    yield from _listed("Pages", view.pages)
    yield from _listed("Accounts differ", view.differences)
    yield from _listed("Utterances", view.renderings)
    yield from _listed("Statements", view.statements)
    yield from _listed("Figures", view.runs)
    if view.held_back:
        yield line(f"\n{many(view.held_back, 'statement')} for review: see the pages")


@printed.register
def _(view: Actor) -> Iterator[Text]:
    yield line((view.name, "bold"), f", {view.kind}", (f"  {view.id}", "dim"))
    if view.aliases:
        yield line(f"  also named {', '.join(view.aliases)}")
    if view.note:
        yield line((f"  {view.note}", "dim"))
    yield from _listed("Offices", view.offices)
    yield from _listed("Statements", view.statements)


@printed.register
def _(view: OfficeLine) -> Iterator[Text]:
    body = f", {view.organization}" if view.organization else ""
    outlets = " and ".join((view.page.outlet, *view.also))
    yield line(f"{view.title}{body}", (f"  according to {outlets}, {view.day}  {view.id}", "dim"))


@printed.register
def _(view: MembershipLine) -> Iterator[Text]:
    yield line(f"{view.page.outlet} reports: {view.member}, {view.role} of {view.body}, {view.day}")
    yield _passage(view.passage)


@printed.register
def _(view: DesignationLine) -> Iterator[Text]:
    whose = f" on the list of {view.authority}" if view.authority else ""
    by = f", by {view.by}" if view.by else ""
    yield line(f"{view.page.outlet} reports: {view.target}, {view.status}{whose}{by}, {view.day}")
    yield _passage(view.passage)


@printed.register
def _(view: Joined) -> Iterator[Text]:
    yield line(f"{view.words} {view.other}: {view.why}", (f"  {view.by}, {view.score:.2f}  {view.id}", "dim"))


@printed.register
def _(view: Plain) -> Iterator[Text]:
    for name, value in view.fields.items():
        if value not in (None, "", [], {}):
            yield line((f"{name}: ", "dim"), value if isinstance(value, str) else msgspec.json.encode(value).decode())


@printed.register
def _(view: Shown) -> Iterator[Text]:
    yield from printed(view.view)
    passage, page = getattr(view.view, "passage", None), getattr(view.view, "page", None)
    if passage is not None and page is not None:
        yield line("")
        yield _passage(passage)
        yield _where(page, passage)
    yield from _listed("Joined with", view.joined)
    yield line((f"\nHow the record knows: onrecord why RECORD {view.id}", "dim"))


@printed.register
def _(view: PageHit) -> Iterator[Text]:
    yield from printed(view.page)
    if view.passage:
        yield from inset([_passage(view.passage)])


@printed.register
def _(view: StoryLine) -> Iterator[Text]:
    yield line(f"{view.days}: ", (view.headline, "bold"), f"; {view.origins}", (f"  {view.id}", "dim"))


@printed.register
def _(view: ActorLine) -> Iterator[Text]:
    said = many(view.statements, "reported statement")
    yield line((view.name, "bold"), f", {view.office}: {said}", (f"  {view.id}", "dim"))


@printed.register
def _(view: Finds) -> Iterator[Text]:
    for found in view.found:
        yield from printed(found)
    asked = f" for {view.words!r}" if view.words else ""
    yield line((f"\n{many(len(view.found), 'row')} found{asked}", "dim"))
    if view.held_back:
        which = "with these words" if view.words else "among them"
        yield line(f"{many(view.held_back, 'statement')} {which} for review: onrecord show RECORD --review")


@printed.register
def _(view: Review) -> Iterator[Text]:
    for telling in view.statements:
        yield from printed(telling)
        yield _where(telling.page, telling.passage)
    yield line((f"\n{many(len(view.statements), 'statement')} for review", "dim"))


@printed.register
def _(view: Exported) -> Iterator[Text]:
    rows = ", ".join(f"{count:,} {kind}" for kind, count in view.counts.items() if count)
    yield line(f"{view.folder} holds {rows or 'no rows'}")
    if not view.settled:
        yield line((UNSETTLED, "yellow"))


@printed.register
def _(view: Written) -> Iterator[Text]:
    yield line(f"{view.file}: {view.bytes / 1000:,.0f} kB, opens in any browser")


@printed.register
def _(view: Forgotten) -> Iterator[Text]:
    yield line(f"Forgotten: {view.what}; {many(len(view.pages), 'page')} removed")
    for names, told in ((view.naming, "still name the person in their text"), (view.copies, "hold the same bytes")):
        if names:
            yield line(f"{many(len(names), 'page')} stay and {told}: {', '.join(names)}")
    if not view.wiped:
        yield line(("The file is open elsewhere and may still hold the words: close it and run this again", "yellow"))


@printed.register
def _(view: Brought) -> Iterator[Text]:
    yield line(f"{many(view.new, 'judgement')} taken in, {view.withdrawn} withdrawn, {view.known} known already")


@printed.register
def _(view: Judgement) -> Iterator[Text]:
    stands = "withdrawn" if view.withdrawn else "stands"
    yield line((f"{view.kind} {view.value}".rstrip(), "bold"), f": {stands}  ", (view.id, "dim"))
    yield line(f"on the words “{view.target[-1]}”; {view.by}, {view.at}" + (f": {view.why}" if view.why else ""))
    if not view.withdrawn:
        yield line(f"Undo with: onrecord judge RECORD {view.id} withdraw")


@printed.register
def _(view: Summary) -> Iterator[Text]:
    revised = f", {view.revised:,} of them revisions" if view.revised else ""
    skipped = f"; {view.skipped:,} known already" if view.skipped else ""
    yield line((f"{many(view.pages, 'new page')}{revised}{skipped}", "bold"), f", in {view.seconds:.1f} s")
    holds = [f"{count:,} {kind}" for kind, count in view.counts.items() if count and kind in TOLD]
    yield line(f"{view.record} holds {', '.join(holds) or 'nothing yet'}")
    yield from refused(view.refusals)
    yield line(("\nNext: ", "bold"), f"onrecord show {view.record}")
    yield line(f"      onrecord report {view.record} report.html")


@printed.register
def _(view: Overview) -> Iterator[Text]:
    if view.notice:
        yield line((view.notice, "yellow"))
    yield line(" · ".join(f"{count:,} {kind}" for kind, count in view.counts.items() if count))
    yield from _listed("Corrections that outlets print", view.corrections, most=MOST_LISTED)
    yield from _listed("Stories", view.stories, most=MOST_LISTED)
    yield from _listed("Accounts differ", view.differences, most=MOST_LISTED)
    yield from _listed("Figures given more than once", view.runs, most=MOST_LISTED)
    yield from _listed("Speakers in an office or public role", view.actors)
    if view.review:
        yield line(f"\n{many(view.review, 'statement')} for review: onrecord show RECORD --review")
    yield from refused(view.refusals)


@printed.register
def _(view: News) -> Iterator[Text]:
    for build in view.builds:
        yield line((f"Build {build.number}", "bold"), f", {build.at}: {many(build.pages, 'new page')}")
    for section in view.sections:
        yield _heading(section.title)
        for item in section.items:
            yield from printed(item)
        rest = [(section.more, "more; see --limit"), (section.held_back, "for review: onrecord show RECORD --review")]
        yield from (line(INDENT, (f"{count:,} {words}", "dim")) for count, words in rest if count)
    if not view.sections:
        yield line("\nNothing changed.")


@printed.register
def _(view: Item) -> Iterator[Text]:
    now = f": {view.was or 'nothing'} → {view.now}" if view.now else ""
    if view.what:
        yield line((view.what, "bold"), now, (f"  {view.id}", "dim"))
    for cite in view.cites:
        yield from inset(printed(cite)) if view.what else printed(cite)


@printed.register
def _(view: Why) -> Iterator[Text]:
    yield line((view.says, "bold"), (f"  {view.kind} {view.id}", "dim"))
    for cite in view.cites:
        yield from _cite(cite)
    if view.page:
        yield _heading("Page")
        yield from printed(view.page)
    if view.file:
        yield from _file(view.file)
    yield from _way(view)
    yield _heading("Read by")
    yield line(view.rule or "derived from the rows below")
    for evidence in view.evidence:
        yield line((f"{evidence.field}: ", "dim"), evidence.value, (f"  {evidence.by}", "dim"))
    for note in view.notes:
        yield line((note, "yellow"))
    yield line((", ".join(f"{part} {number}" for part, number in view.versions.items()), "dim"))
    if view.confidence is not None:
        yield line(f"confidence {view.confidence:.2f}{'; ' + view.review if view.review else ''}")
    yield from _resolved(view)
    yield from _decided(view)


def _way(view: Why) -> Iterator[Text]:
    """By which way the row came to its page, each link of the chain on a line, and from how many origins in all."""
    if view.origins or view.chains:
        yield _heading("Where it comes from")
    if view.origins:
        counts = ", ".join(f"{called}: {count}" for called, count in view.origins.vector.items())
        yield line(view.origins.words, (f"  ({counts})", "dim"))
    for chain in view.chains:
        for place, step in enumerate(chain):
            yield line((f"{INDENT * place}{'→ ' if place else ''}", "dim"), step.words, (f"  {step.row}", "dim"))
    if view.passages:
        yield _heading(f"Words in common: {many(len(view.passages), 'passage')}")
    for ours, theirs in view.passages:
        yield line(f"characters {ours.start} to {ours.end} and {theirs.start} to {theirs.end}: “{ours.text}”")


def _cite(cite: CiteTrail) -> Iterator[Text]:
    yield _heading("Cited" if cite.role == "words" else "Cue")
    yield line("“", (cite.text, "reverse"), "”")
    yield line((f"in: {cite.sentence}", "dim"))
    held = "holds" if cite.holds else "DOES NOT HOLD"
    yield line(f"characters {cite.start} to {cite.end} of the page ({cite.block or 'no block'}): the cite {held}")
    if cite.path:
        yield line(f"markup: {cite.path}")
    if cite.bytes:
        checked = {True: ", checked in the file", False: ", NOT FOUND in the file", None: ""}[cite.bytes_hold]
        yield line(f"bytes {cite.bytes[0]} to {cite.bytes[1]} of the source{checked}")


def _file(file: FileTrail) -> Iterator[Text]:
    inside = f" at byte {file.offset} of {file.container}" if file.container else ""
    yield line(f"source {file.source}{inside}, {file.media_type}, {file.encoding or 'encoding unknown'}")
    yield line(f"sha256 {file.sha256}")
    now = f" (sha256 now {file.sha256_now})" if file.state == "changed" else ""
    yield line((FILES[file.state] + now, "green" if file.state == "unchanged" else "yellow"))


def _resolved(view: Why) -> Iterator[Text]:
    if view.speakers:
        yield _heading("Speaker")
    for speaker in view.speakers:
        words = (
            f"“{speaker.mention}” at {speaker.start} to {speaker.end}" if speaker.mention else "no words on the page"
        )
        yield line(f"{words} -> {speaker.name}, weight {speaker.weight:.2f}", (f"  {speaker.entity or ''}", "dim"))
        yield line(f"  {speaker.why}")
    if view.dates:
        yield _heading("Dates")
    for date in view.dates:
        words = f", from “{date.words.text}”" if date.words else ""
        known, *chain = f"{date.field}: {date.edtf or 'unknown'} (basis: {date.basis}){words}", *steps_of(date.why)
        yield line("; ".join((known, *chain)) if len(chain) < 2 else known)
        for number, step in enumerate(chain if len(chain) > 1 else (), start=1):
            yield line(f"  {number}. {step}")


def _decided(view: Why) -> Iterator[Text]:
    if view.parts:
        yield _heading(f"Made of {many(view.parts_in_all, 'row')}")
    for part in view.parts:
        yield line(part.words, (f"  {part.id}", "dim"))
    yield from _listed("Joined with", view.joined)
    if view.judgements:
        yield _heading("Judgements")
    for judgement in view.judgements:
        gone = f", withdrawn {judgement.withdrawn}" if judgement.withdrawn else ""
        yield line(f"{judgement.kind} {judgement.value} by {judgement.by} at {judgement.at}: {judgement.why}{gone}")


def _listed(heading: str, views: Sequence[Any], *, most: int | None = None) -> Iterator[Text]:
    if views:
        yield _heading(heading)
    for view in views[:most]:
        yield from printed(view)
    if most and len(views) > most:
        yield line((f"and {len(views) - most:,} more; --json prints all", "dim"))


def refused(refusals: Sequence[Refusal], heading: str = "Not read further") -> Iterator[Text]:
    """What was not taken, grouped by reason, with a few names each."""
    reasons: dict[str, list[str]] = {}
    for refusal in refusals:
        reasons.setdefault(refusal.why, []).append(refusal.source)
    if reasons:
        yield _heading(f"{heading}: {many(len(refusals), 'source')}")
    for why, names in sorted(reasons.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        more = f" and {len(names) - MOST_REFUSALS} more" if len(names) > MOST_REFUSALS else ""
        yield line(f"{INDENT}{len(names):,} × {why}", (f"  {', '.join(names[:MOST_REFUSALS])}{more}", "dim"))
