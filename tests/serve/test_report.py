"""Is the report one page that anybody can open, and is nothing in it run that a page's text brought along?"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import doors
import newsroom
import pytest
from lxml import etree
from lxml import html as markup

from onrecord.errors import OnRecordError
from onrecord.model import PageId, Refusal
from onrecord.serve import front, report
from onrecord.store import Record

Write = Callable[[], Record]

HOSTILE = '</title><script>alert(1)</script><img src=x onerror="alert(2)"> {{ 7 * 7 }} "\'><b>'


def tree_of(page: str) -> Any:
    return markup.document_fromstring(page)


def test_the_same_record_gives_the_same_page(record: Record) -> None:
    assert doors.html_of(record) == doors.html_of(record)


def test_no_clock_stands_on_the_page_unless_a_day_is_handed_in(record: Record) -> None:
    desk = doors.desk_of(record)
    assert "Made" not in report.page_of(front.front_of(desk, title="Dam")).split("<footer>")[0]
    assert "Made 2031-07-01" in report.page_of(front.front_of(desk, title="Dam", made="2031-07-01"))


def test_the_page_asks_no_server_for_anything(record: Record) -> None:
    tree = tree_of(doors.html_of(record))
    loads = tree.xpath("//link | //img | //iframe | //object | //embed | //script[@src] | //*[@srcset] | //form")
    assert loads == []
    assert not re.search(r"@import|url\(", doors.html_of(record))


def test_the_policy_names_the_hashes_of_our_own_style_and_script(record: Record) -> None:
    tree = tree_of(doors.html_of(record))
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    assert "default-src 'none'" in policy
    for part in (*tree.xpath("//style/text()"), *tree.xpath("//script/text()")):
        assert base64.b64encode(hashlib.sha256(part.encode()).digest()).decode() in policy
    assert tree.xpath("//@style | //@onclick | //@onload") == []


def test_hostile_words_stay_words(write: Write, kinds: newsroom.Kinds) -> None:
    courier = replace(kinds["pages"][0], title=HOSTILE, outlet=HOSTILE, url="javascript:alert(3)")
    kinds["pages"][0] = courier
    kinds["stories"] = [replace(kinds["stories"][0], headline=HOSTILE)]
    kinds["refusals"] = [Refusal(HOSTILE, "read", HOSTILE)]
    kinds["entities"] = [replace(row, aliases=(HOSTILE,)) for row in kinds["entities"]]
    tree = tree_of(doors.html_of(write(), title=HOSTILE))
    assert len(tree.xpath("//script")) == 1
    assert tree.xpath("//img | //@onerror") == []
    assert "49" not in tree.xpath("string(//h1)")
    assert HOSTILE in tree.xpath("string(//h1)")
    assert not [link for link in tree.xpath("//a/@href") if not link.startswith(("#", "http://", "https://"))]


def test_every_link_inside_the_page_leads_somewhere_and_every_id_is_one(record: Record) -> None:
    tree = tree_of(doors.html_of(record))
    ids = tree.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in tree.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_the_cited_words_are_marked_in_their_line(write: Write, kinds: newsroom.Kinds) -> None:
    tree = tree_of(doors.html_of(write()))
    quote = kinds["statements"][0]
    marked = tree.xpath(f"//article[@id='{quote.id}']//mark/text()")
    assert marked == [quote.content[0].text]


@pytest.mark.parametrize(("text", "shown"), [("cites", True), ("full", True), ("none", False)])
def test_how_much_text_leaves_is_what_was_asked(text: str, shown: bool, record: Record) -> None:
    page = doors.html_of(record, text)
    assert ("The gates stay shut until the commission meets" in page) is shown
    assert ("wrong name of the lower lock" in page) is shown
    assert ("the lower valley, the ministry said" in page) is shown


def test_cites_carry_a_short_line_and_no_whole_page(write: Write, kinds: newsroom.Kinds) -> None:
    filler = " The river ran as it always does." * 80
    courier = kinds["pages"][0]
    blocks = (*courier.blocks[:-1], replace(courier.blocks[-1], end=courier.blocks[-1].end + len(filler)))
    kinds["pages"][0] = replace(courier, text=courier.text + filler, blocks=blocks)
    assert len(filler) > 2_000
    cites, full = doors.html_of(write(), "cites"), doors.html_of(write(), "full")
    assert cites.count("The river ran") <= 10
    assert full.count("The river ran") >= 80


def test_a_page_can_be_read_without_seeing_it(record: Record) -> None:
    tree = tree_of(doors.html_of(record))
    assert tree.xpath("//html/@lang") == ["en"]
    assert all(len(tree.xpath(f"//{landmark}")) >= 1 for landmark in ("main", "nav", "footer", "h1"))
    assert all(svg.get("aria-label") or svg.getparent().get("aria-hidden") for svg in tree.xpath("//svg"))
    assert all(cell.get("scope") for cell in tree.xpath("//th"))
    levels = [int(heading.tag[1]) for heading in tree.xpath("//h1|//h2|//h3|//h4")]
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_an_empty_record_gives_a_page_too(write: Write, kinds: newsroom.Kinds) -> None:
    for kind in kinds:
        kinds[kind] = []
    page = doors.html_of(write())
    assert "No stories yet" in page
    assert etree.tostring(tree_of(page))


def test_a_page_that_no_story_tells_is_shown_all_the_same(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["stories"] = []
    assert "Nobody is in danger" in doors.section_of(doors.html_of(write()), "stories")


def test_the_report_is_written_whole_or_not_at_all(tmp_path: Path, record: Record) -> None:
    whole = front.front_of(doors.desk_of(record), title="Dam")
    written = report.write(whole, tmp_path / "r.html")
    assert written.bytes == (tmp_path / "r.html").stat().st_size
    with pytest.raises(OnRecordError, match="cannot write"):
        report.write(whole, tmp_path / "missing" / "r.html")
    assert not list(tmp_path.glob(".r.html*"))


def test_a_copy_is_named_with_the_original_and_not_shown_again(write: Write, kinds: newsroom.Kinds) -> None:
    courier, first = kinds["pages"][0], kinds["figures"][0]
    copy = replace(courier, id=PageId("p-copy"), source="splash.txt", outlet="Lurin Splash", corrected=None)
    kinds["pages"].append(copy)
    kinds["stories"] = [replace(kinds["stories"][0], pages=(copy.id, *kinds["stories"][0].pages))]
    kinds["statements"] += [
        replace(row, id=f"{row.id}-copy", page=copy.id, utterance=None)
        for row in kinds["statements"]
        if row.page == courier.id and row.utterance is None
    ]
    kinds["figures"].append(replace(first, id=f"{first.id}-copy", page=copy.id))
    kinds["series"] = [replace(kinds["series"][0], figures=(f"{first.id}-copy", *kinds["series"][0].figures))]
    kinds["links"].append(newsroom.link("reuses", copy.id, courier.id, "the same paragraphs"))
    page = doors.html_of(write())
    stories = doors.section_of(page, "stories")
    assert stories.count("Tavra Courier reports that Ilo Venn said") == 2  # the sentence and its citation
    assert "Lurin Splash reports that" not in stories
    assert "The same words in Lurin Splash" in stories
    assert "copies passages of Tavra Courier" in stories
    assert "Tavra Courier reports, citing the ministry; the same in Lurin Splash" in doors.section_of(page, "figures")


def schemes() -> list[dict[str, str]]:
    """The colours of the style sheet by name: light, and dark."""
    style = (Path(report.__file__).parent / "templates" / "report.css").read_text()
    return [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in style.split(":root")[1:3]]


def brightness(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


PAIRS = ("ink paper", "ink sheet", "soft paper", "soft sheet", "soft faint", "accent paper", "accent sheet")


@pytest.mark.parametrize("pair", [*PAIRS, "warn sheet", "warn warn-soft", "mark-ink mark"])
def test_every_word_stands_out_from_its_ground(pair: str) -> None:
    for colours in schemes():
        dark, light = sorted(brightness(colours[name]) for name in pair.split())
        assert (light + 0.05) / (dark + 0.05) >= 4.5
