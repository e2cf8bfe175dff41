"""Does reading still tell of small pages of many templates what it told before?

`reading/pages` holds invented pages, `reading/labels.json` what reading should tell of them. Run with `-s` to see
every answer that is not full marks.
"""

from __future__ import annotations

from collections.abc import Iterator

import floors
import pytest
import readings
from floors import Floors, Move
from readings import Check, Row

from onrecord.model import BlockKind, Page, PageKind, vocabulary
from onrecord.read import read
from onrecord.read.sources import sources_of

LABELS = readings.labels()


@pytest.fixture(scope="module")
def pages() -> dict[str, Page]:
    """The pages as read, by file."""
    found = (read([source]) for source in sources_of([str(readings.PAGES)]))
    told = [page for one in found for page in one if isinstance(page, Page)]
    return {page.source.rpartition("/")[2]: page for page in told}


def answers(pages: dict[str, Page]) -> Iterator[Check]:
    for label in LABELS:
        yield from readings.checks(label, pages.get(label["file"]))


def test_no_score_of_reading_falls_below_its_floor(pages: dict[str, Page], move: Move) -> None:
    found = list(answers(pages))
    for check in found:
        if check.score < 1:
            print(f"{check.measure:10s} {check.file}: wanted {check.wanted!r}, told {check.told!r} ({check.score:.2f})")
    measured = Floors(readings.digest(), readings.scores(found))
    assert floors.held(readings.READING / "floors.json", measured, move=move) == []


def test_every_word_of_a_page_stands_where_its_block_says(pages: dict[str, Page]) -> None:
    for page in pages.values():
        blocks = [(block.start, block.end) for block in page.blocks]
        assert blocks == sorted(blocks)
        assert all(0 <= start < end <= len(page.text) for start, end in blocks)


def test_every_page_is_labelled() -> None:
    assert sorted(label["file"] for label in LABELS) == sorted(path.name for path in readings.PAGES.iterdir())


@pytest.mark.parametrize("label", LABELS, ids=lambda label: label["file"])
def test_labelled_paragraphs_and_lines_stand_on_their_page(label: Row) -> None:
    words = readings.words_of(label)
    assert len(readings.paragraphs(label)) == len(label.get("body", ()))
    assert [line for _, line in label.get("lines", ()) if line not in words] == []


def test_labels_use_the_public_words_of_pages() -> None:
    assert {label["kind"] for label in LABELS} == set(vocabulary(PageKind))
    assert {kind for label in LABELS for kind, _ in label.get("lines", ())} <= set(vocabulary(BlockKind))
