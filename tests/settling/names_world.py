"""A small town whose pages call everybody by whatever name is at hand: what names of all sorts do to each other."""

from __future__ import annotations

import random
from collections.abc import Sequence

import make
from onrecord.corroborate import trace_of
from onrecord.model import Claims, EntityKind, Named, Reading

PEOPLE: tuple[tuple[str, str, str], ...] = (
    ("Ada Lindqvist", "mayor", "Ansel Town Hall"),
    ("Lindqvist", "mayor", "Ansel Town Hall"),
    ("Ada Lindqvist", "striker", "Vell Rovers"),
    ("A. Lindqvist", "mayor", "Ansel Town Hall"),
    ("Zora Lindqvist", "mayor", "Ansel Town Hall"),
    ("Sergei Volkov", "energy minister", "Norway"),
    ("Sergey Wolkov", "energy minister", "Norway"),
    ("Volkov", "energy minister", "Chile"),
    ("Ilen Marrow", "", ""),
    ("Ansel", "", ""),
    ("Orle", "director", "Orle Hospital"),
    ("Mira Salonen", "judge", "Supreme Court"),
    ("Mira Holm-Voss", "judge", "Supreme Court"),
)
"""A name, and the office that a page may give with it: some are places too, and two are stated to be one person's."""

THINGS: tuple[tuple[str, EntityKind, tuple[str, ...]], ...] = (
    ("Ansel River Commission", "organization", ("ARC",)),
    ("Arts Round Council", "organization", ("ARC",)),
    ("ARC", "organization", ()),
    ("Norwegian River Service", "organization", ("River Service",)),
    ("River Service", "organization", ()),
    ("Chilean River Service", "organization", ()),
    ("Foreign Ministry", "organization", ()),
    ("Norwegian Foreign Ministry", "organization", ()),
    ("NATO", "organization", ()),
    ("North Atlantic Treaty Organization", "organization", ("NATO",)),
    ("Supreme Court", "organization", ()),
    ("Orle Hospital", "organization", ("Orle",)),
    ("Orle", "place", ()),
    ("Orle", "organization", ()),
    ("Ansel", "place", ()),
    ("Vell Rovers", "group", ("Rovers",)),
    ("Rovers", "group", ()),
    ("Norway", "state", ()),
    ("Norway", "place", ("Kingdom of Norway",)),
    ("Chile", "state", ()),
    ("Moscow", "place", ()),
    ("Russia", "state", ()),
)


def town(seed: int, pages: int) -> list[Reading]:
    """That many pages of the town, in the order in which they were written."""
    drawn = random.Random(seed)
    return [_page(drawn, number) for number in range(pages)]


def _page(drawn: random.Random, number: int) -> Reading:
    people = drawn.sample(PEOPLE, drawn.randrange(4))
    things = drawn.sample(THINGS, drawn.randrange(1, 7))
    people = list({name: (name, *rest) for name, *rest in people}.values())
    things = list({name: (name, *rest) for name, *rest in things}.values())
    lines = [f"{name}, the {title} of {body}, spoke at noon." for name, title, body in people]
    lines += [f"{name} waited for the {drawn.choice(('ferry', 'verdict', 'tide'))}." for name, *_ in things]
    both = {name for name, *_ in people} >= {"Mira Salonen", "Mira Holm-Voss"}
    lines += ["Mira Holm-Voss, born Mira Salonen, opened it."] if both else []
    day = f"2031-{drawn.randrange(1, 13):02}-{drawn.randrange(1, 28):02}" if drawn.random() < 0.9 else None
    page = make.page("\n\n".join(lines), published=day, name=f"{number}.txt", outlet="The Harvany Courier")
    named = _named(drawn, people, things)
    mentions = tuple(make.mention(page, one.name, cluster=one.cluster, label=one.kind, subject=True) for one in named)
    offices = tuple(
        make.office(page, name, title, body, f"{name}, the {title} of {body}")
        for name, title, body in people
        if title and drawn.random() < 0.7
    )
    said = tuple(
        make.statement(page, drawn.choice(named).name, "at noon", cue="spoke") for _ in range(1) if people and named
    )
    born = [make.alias(page, "Mira Holm-Voss", "Mira Salonen", "Mira Holm-Voss, born Mira Salonen")] if both else []
    claims = Claims(page.id, said, (), offices, mentions=mentions, aliases=tuple(born), named=named)
    return Reading(page, claims, trace_of(page))


def _named(
    drawn: random.Random,
    people: Sequence[tuple[str, str, str]],
    things: Sequence[tuple[str, EntityKind, tuple[str, ...]]],
) -> tuple[Named, ...]:
    found: list[Named] = []
    for name, title, _ in people:
        traits = tuple(title.split()) if drawn.random() < 0.5 else ()
        names = (name, name.split()[-1]) if drawn.random() < 0.5 else (name,)
        found.append(Named(len(found), name, "person", names, traits, drawn.randrange(4)))
    for name, kind, others in things:
        names = (name, *(other for other in others if drawn.random() < 0.5))
        found.append(Named(len(found), name, kind, names, (), drawn.randrange(4)))
    return tuple(found)
