"""A small invented record: a dam on the Tavra, told by four outlets. Every rule of showing has a row in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeAlias

import make
from onrecord.model import (
    KINDS,
    Figure,
    Judgement,
    Link,
    Page,
    Refusal,
    Scope,
    Series,
    Statement,
    Story,
    Utterance,
    id_of,
)
from onrecord.store import Record

COURIER = """Belmara will keep the gates of the Sarn dam closed until the talks resume, \
Water Minister Oda Brenn said on Thursday. "The gates stay shut until the commission meets," \
she told reporters in Lurin.

About 1,700 families have been moved from the lower valley, the ministry said.

Nobody is in danger, said Brenn.

A neighbour, Ilo Venn, said the water had reached his door.

Correction: an earlier version of this page gave the wrong name of the lower lock."""

HERALD = """The closed gates will not be opened before a meeting of the commission, Brenn said in Lurin on Thursday.

Up to 4,000 families were moved, the relief council said.

The lower valley is in grave danger, said Commissioner Tam Rusk. We were never asked about the gates" he added.

Brenn or her deputy Sil Maro said the turbines would run again.

The spokesman said the locks would hold."""

BLOG = """The Tavra Commission has three members: Belmara, Osk and Vell. Norrin sits as an observer.

Belmara listed the River Front in March. Osk proposed a listing at the commission; Vell blocked it."""


Kinds: TypeAlias = dict[str, list[Any]]
"""Rows by kind."""


def pages(folder: Path | None = None) -> tuple[Page, Page, Page]:
    """The pages; with a folder they are written there, so that their files can be checked."""

    def page(name: str, text: str, title: str, published: str, outlet: str | None) -> Page:
        made = make.page(text, title=title, name=str(folder / name) if folder else name, published=published)
        if folder:
            (folder / name).write_text(made.text, encoding="utf-8")
        return replace(made, outlet=outlet, encoding="utf-8")

    courier = page("courier.txt", COURIER, "Gates stay shut, says Belmara", "2031-04-03", "Tavra Courier")
    courier = replace(courier, corrected=make.cite(courier, COURIER[COURIER.index("Correction") :]))
    herald = page("herald.txt", HERALD, "Fear in the lower valley", "2031-04-04", "Osk Herald")
    blog = page("blog.txt", BLOG, "Who sits on the commission", "2031-04-05", None)
    return courier, herald, blog


BRENN = make.entity("Oda Brenn", "Brenn", kind="person", mentions=4, why="same surname on pages of one story")
RUSK = make.entity("Tam Rusk", kind="person", mentions=1, why="one name")
VENN = make.entity("Ilo Venn", kind="person", mentions=1, why="one name")
MARO = make.entity("Sil Maro", kind="person", mentions=1, why="one name")


def statements(courier: Page, herald: Page) -> dict[str, Statement]:
    """The statements by a short name of their case."""
    return {
        "quote": make.statement(
            courier, "Oda Brenn", "The gates stay shut until the commission meets", cue="told", form="direct",
            said="2031-04-03", venue="Lurin", audience="reporters", by="attribution.en.v1:quote",
        ),
        "calm": make.statement(courier, "Oda Brenn", "Nobody is in danger", cue="said Brenn", said="2031-04-03"),
        "private": make.statement(courier, "Ilo Venn", "the water had reached his door", said="2031-04-03"),
        "retold": make.statement(
            herald, "Oda Brenn", "The closed gates will not be opened before a meeting of the commission", cue="said",
            said="2031-04-03", venue="Lurin",
        ),
        "alarm": make.statement(
            herald, "Tam Rusk", "The lower valley is in grave danger", cue="said", said="2031-04-04",
        ),
        "repaired": make.statement(
            herald, "Tam Rusk", "We were never asked about the gates", cue="he added", form="direct", repaired=True,
            confidence=0.7,
        ),
        "either": make.statement(herald, ("Oda Brenn", "Sil Maro"), "the turbines would run again", cue="said"),
        "doubtful": make.statement(herald, "Oda Brenn", "the locks would hold", cue="said", confidence=0.31),
    }  # fmt: skip


def figures(courier: Page, herald: Page) -> tuple[Figure, Figure]:
    """Two counts of the moved families."""
    first = make.figure(courier, "About 1,700 families", 1700, 1700, modifier="about", as_of="2031-04-03")
    second = make.figure(herald, "Up to 4,000 families", None, 4000, modifier="up_to", as_of="2031-04-04")
    return replace(first, given_by=("the ministry",), series="x1"), replace(
        second, given_by=("the relief council",), series="x1"
    )


def link(kind: Any, a: str, b: str, why: str) -> Link:
    """A link found by a rule."""
    return Link(id_of("l", kind, a, b), kind, a, b, 0.9, why, "rule:tests")


def rows(folder: Path | None = None) -> Kinds:
    """All rows by kind; a test may change them before it writes them."""
    courier, herald, blog = pages(folder)
    said = statements(courier, herald)
    first, second = figures(courier, herald)
    heard = Utterance("u1", "Oda Brenn", said["quote"].said, (said["quote"].id, said["retold"].id), said["quote"].id, 1)
    heard = replace(heard, variants=("stay shut / will not be opened",))
    for name in ("quote", "retold"):
        said[name] = replace(said[name], utterance="u1")
    return {kind: [] for kind in KINDS} | {
        "pages": [courier, herald, blog],
        "statements": list(said.values()),
        "figures": [first, second],
        "entities": [BRENN, RUSK, VENN, MARO],
        "offices": [
            make.office(courier, "Oda Brenn", "Water Minister", "Belmara", "Water Minister Oda Brenn", entity=BRENN.id),
            make.office(herald, "Tam Rusk", "Commissioner", None, "Commissioner Tam Rusk", entity=RUSK.id),
        ],
        "memberships": [
            make.membership(blog, "Osk", "Tavra Commission", "member", "Osk"),
            make.membership(blog, "Norrin", "Tavra Commission", "observer", "Norrin sits as an observer"),
        ],
        "designations": [
            make.designation(blog, "Belmara", "River Front", "listed", "Belmara listed the River Front in March"),
            make.designation(blog, "Tavra Commission", "River Front", "blocked", "Vell blocked it", by="Vell"),
        ],
        "stories": [Story("t1", "Gates stay shut", (courier.id, herald.id), "2031-04-03", "2031-04-04", 2)],
        "utterances": [heard],
        "series": [
            Series(
                "x1", "families", "people", Scope("families", place="lower valley"), (first.id, second.id), "changes"
            )
        ],
        "links": [
            link("conflicts", said["calm"].id, said["alarm"].id, "one denies the danger the other reports"),
            link("changes", second.id, first.id, "a later count of the same families"),
            link("same_utterance", said["quote"].id, said["retold"].id, "same speaker, day and place"),
        ],
        "refusals": [Refusal("broken.warc", "read", "the archive ends in the middle of a record: fetch it again")],
    }


def confirmed(statement: Statement) -> Judgement:
    """A person has looked and lets the statement pass."""
    return Judgement("j1", "confirm", (statement.id,), "", "person:Ada", "2031-05-01T09:00:00Z", "heard the tape")


def record_at(path: Path, kinds: Kinds) -> Record:
    """The rows written to a real record on disk, settled."""
    record = Record.open(path, create=True)
    record.add([make.reading(page) for page in kinds["pages"]], kinds["refusals"])
    with record.settling() as new:
        new.put(_derived(kinds))
        new.judged((row.id, target) for row in kinds["judgements"] for target in row.target)
    return record


def _derived(kinds: Kinds) -> Iterator[Any]:
    for kind, some in kinds.items():
        if kind not in ("pages", "refusals"):
            yield from some
