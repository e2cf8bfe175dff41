"""Does every extractor cite its words where they stand, whatever the page looks like?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings, strategies

import make
from onrecord.extract import EXTRACTORS, Claim, Parsed, extract, parse
from onrecord.model import Claims, Page, Refusal

HOSTILE = (
    "“He said “we will ‘never’ sign” and left,” Ilen Marrow said.",
    "“The gates stay shut, Ilen Marrow said. ”Nobody",
    '"""" said Oru Tashkel, "told" ""said"" reporters: "',
    "«Die Tore», „bleiben“ ‚zu‘, said ‹Oda› Brenn",
    "Oda Brenn (the minister [of water {in Belmara) said] 1,700} people (left",
    "))) 12% of ((( $4.5m, said [",
    "🚣🏽‍♀️ “🌊🌊 rising” 👩‍👩‍👧‍👦 said Oda 🏳️‍🌈 Brenn, 1,700 🚣 crews",
    "قال “the gates” Oda Brenn \u202esaid\u202c on Thursday שלום 1,700 people",
    "The gates\r\nstay shut,\r\n“Oda Brenn” said\r\r\n\non\tFriday.\r\n\r\nAbout\r\n40 boats",
    "“The\u200b gates\ufeff stay\u200d shut,” Oda\u2060 Brenn sa\u00adid on Fri\u200bday",
    "“The ga\u0301tes stay\u0308 shu\u0327t,” O\u0301da Bre\u0308nn said; 1\u0301,700\u0308 people",
    "ﬁve of ½ a million ﬂoods, said Ｏｄａ Ｂｒｅｎｎ, ①②③ ４０ people, ͏ x² ₂",
    "THE GATES STAY SHUT, ODA BRENN SAID. “NOBODY IS IN DANGER,” SHE TOLD REPORTERS",
    "said said said told told: said, said; “said” said",
    "...,,,;;;:::!!!???---———…… “” '' \"\" said .",
    "1,700 1.700 1 700 1,7,0,0 1e9 -0 00 9999999999999999999999999999 people said",
    "Oda Brenn of the of the of the (OB) (OB (OB), formerly OB, known as OB, said",
    "\x00 “zero\x00 bytes” said Oda\x00 Brenn \x1f \x7f \x85 \u2028 \u2029 on Friday",
    "Ǆ İstanbul ẞ ŉ said İlen Ŀarrow, “ﬀ İ”, the İ ministry",  # letters whose lower case has another length
    "𝕿𝖍𝖊 𝖌𝖆𝖙𝖊𝖘 “𝖘𝖙𝖆𝖞 𝖘𝖍𝖚𝖙” said 𝕺𝖉𝖆 𝕭𝖗𝖊𝖓𝖓 to 1,700 𝖕𝖊𝖔𝖕𝖑𝖊",
)
"""Lines that mislead whoever counts bytes, UTF-16 units, graphemes or words instead of code points."""

ORDINARY = """Water Minister Oda Brenn said on Thursday that the gates of the Sarn dam stay shut.

“About 1,700 families were moved,” the minister told reporters in Lurin. She added: “Nobody is in danger.”

Belmara, a member of the Tavra River Commission (TRC), has put Free Current on its list of banned organisations.

The minister will travel to the third Tavra River summit in Minsel.

On 9 March 2031 an explosion killed 14 people, according to the Relief Directorate.
"""


@strategies.composite
def hostile_text(draw: strategies.DrawFn) -> str:
    """Hostile lines in any order, cut anywhere, between lines that are ordinary or anything at all."""
    line = strategies.sampled_from((*HOSTILE, *ORDINARY.split("\n\n")))
    cut = strategies.tuples(line, strategies.integers(0, 120)).map(lambda pair: pair[0][: pair[1]])
    lines = draw(strategies.lists(line | cut | strategies.text(max_size=30), min_size=1, max_size=5))
    return draw(strategies.sampled_from(("\n\n", "\r\n\r\n", " ", "\n", "\u2029"))).join(lines)


def parsed(page: Page) -> Parsed:
    (found,) = parse([page])
    return found


def cites_in(value: Any) -> Iterator[tuple[str, int, int]]:
    """Every (words, start, end) in a claim, however deep."""
    if isinstance(value, tuple):
        for part in value:
            yield from cites_in(part)
    elif is_dataclass(value):
        words = getattr(value, "text", None) or getattr(value, "mention", None)
        start = getattr(value, "start", None)
        if words is not None and start is not None:
            yield words, start, value.end  # type: ignore[attr-defined]
        for field in fields(value):
            yield from cites_in(getattr(value, field.name))


def holds_its_cites(page: Page, claims: Iterable[Claim]) -> None:
    for claim in claims:
        for words, start, end in cites_in(claim):
            assert 0 <= start < end <= len(page.text), claim
            assert page.text[start:end] == words, claim
        if clause := getattr(claim, "clause", None):
            assert 0 <= clause[0] <= clause[1] <= len(page.text), claim


FEW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("name", EXTRACTORS)
@FEW
@given(text=make.news_text())
@example(text=ORDINARY)
def test_every_claim_cites_the_words_it_quotes(name: str, text: str) -> None:
    page = make.page(text, published="2031-03-13")
    holds_its_cites(page, EXTRACTORS[name](parsed(page)))


@pytest.mark.parametrize("name", EXTRACTORS)
@FEW
@given(text=hostile_text())
@example(text="\n\n".join(HOSTILE))
def test_every_claim_cites_the_words_it_quotes_on_a_hostile_page(name: str, text: str) -> None:
    page = make.page(text, title="“Gates” stay shut", published="2031-03-13")
    holds_its_cites(page, EXTRACTORS[name](parsed(page)))


@FEW
@given(text=hostile_text() | make.news_text())
@example(text="\n\n".join(HOSTILE))
def test_nothing_breaks_ids_are_unique_and_a_second_reading_is_the_same(text: str) -> None:
    page = make.page(text, title="Gates stay shut")
    first, again = list(extract([page])), list(extract([page]))
    assert first == again
    (claims,) = [one for one in first if isinstance(one, Claims)]
    assert len(first) == 1, first[:-1]
    for field in fields(claims):
        kind = getattr(claims, field.name)
        if isinstance(kind, tuple):
            holds_its_cites(page, kind)
            ids = Counter(claim.id for claim in kind if hasattr(claim, "id"))
            assert not [name for name, count in ids.items() if count > 1]


def test_every_kind_of_claim_is_read_on_an_ordinary_page() -> None:
    (claims,) = [one for one in extract([make.page(ORDINARY, published="2031-03-13")]) if isinstance(one, Claims)]
    kinds = (
        "statements",
        "figures",
        "offices",
        "memberships",
        "designations",
        "events",
        "times",
        "mentions",
        "aliases",
    )
    assert [kind for kind in kinds if not getattr(claims, kind)] == []


def test_a_page_is_read_the_same_alone_and_among_others() -> None:
    pages = [make.page(text, name=f"{n}.txt") for n, text in enumerate((ORDINARY, *HOSTILE, ORDINARY * 3))]
    together = list(extract(pages))
    assert together == [claims for page in pages for claims in extract([page])]


def test_the_registry_lists_names_with_versions() -> None:
    assert all(re.fullmatch(r"[a-z]+(\.[a-z]{2})?\.v\d+", name) for name in EXTRACTORS)


@pytest.mark.parametrize("broken", EXTRACTORS)
def test_an_extractor_that_breaks_is_refused_by_name_and_the_others_still_read(broken: str) -> None:
    def breaks(page: Parsed) -> Iterator[Claim]:
        yield from list(EXTRACTORS[broken](page))[:1]
        raise ZeroDivisionError("sluice")

    pages = [make.page(ORDINARY, name=f"{n}.txt") for n in range(2)]
    found = list(extract(pages, by=EXTRACTORS | {broken: breaks}))
    assert [type(one) for one in found] == [Refusal, Claims] * 2
    refusal, claims = found[:2]
    assert isinstance(refusal, Refusal) and isinstance(claims, Claims)
    assert refusal.source == "0.txt"
    assert broken in refusal.why and "ZeroDivisionError: sluice" in refusal.why
    others = list(extract(pages[:1], by={name: EXTRACTORS[name] for name in EXTRACTORS if name != broken}))
    assert [claims] == others


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ilen Marrow, arrested on Monday, said on Tuesday that the weir is shut.", "Tuesday"),
        ("Ilen Marrow, who was arrested on Monday, said that the weir is shut.", None),
        ("Ilen Marrow, who spoke on Monday, said that the weir is shut.", "Monday"),
        ("The report, published on Monday, said that the weir is shut.", "Monday"),
        ("Speaking on Monday, Ilen Marrow said that the weir is shut.", "Monday"),
    ],
)
def test_what_else_is_told_of_a_speaker_does_not_date_the_saying(text: str, words: str | None) -> None:
    [claims] = extract([make.page(text)])
    assert isinstance(claims, Claims)
    [said] = claims.statements
    assert (said.said_words.text if said.said_words else None) == words


@pytest.mark.parametrize(
    "text",
    [
        "The water ministry urged all nations to ban the Red Oar as an extremist group.",
        "Ilen Marrow is a judge. She called on Belmara to designate the Red Oar as a terrorist group.",
    ],
)
def test_an_appeal_to_list_somebody_hangs_on_its_statement(text: str) -> None:
    [claims] = extract([make.page(text)])
    assert isinstance(claims, Claims)
    assert [act.statement for act in claims.designations] == [said.id for said in claims.statements] != []
