"""Does the whole flow give the same record, whatever the order, the number of workers and the number of builds?"""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from onrecord import pipeline
from onrecord.model import Judgement, Statement, id_of
from onrecord.settling import STAGES
from onrecord.store import Record, anchor_of, export, forget, judge

ROOT = Path(__file__).parents[1]
EXAMPLES = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "examples" / "pages").iterdir())
AGENCY, BROADCASTER = "examples/pages/tpa-minsel-session.txt", "examples/pages/sorrenia-one-data.txt"

Files = dict[str, bytes]
Row = dict[str, Any]

PAGE = """Sarn Post

Gates stay shut, says Belmara

By Lio Anders
3 April 2031

The gates of the Sarn dam stay shut, Water Minister Oda Brenn said on Thursday. "Nobody in the valley is in danger," \
she told reporters in Lurin after a long meeting of the river commission.

About 1,700 families were moved from the lower valley, Brenn said. The camps have room for many more of them, and the \
schools of the upper valley will open their halls before the week is over.
"""

MARKUP = "<html><body>" + "".join(f"<p>{part}</p>" for part in PAGE.split("\n\n")) + "</body></html>"

OTHER = """Lurin Courier

Ferries return to the lake

5 April 2031

The ferries will sail again on Sunday, harbour master Tol Iverra said on Friday. "We have checked every rope," he said.

Some 40 boats were repaired over the winter, according to the harbour office.
"""


@pytest.fixture(autouse=True)
def stands_at_the_root(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sources are named by the path as given, so pages are named from one place."""
    monkeypatch.chdir(ROOT)


def built(inputs: list[str], record: Path, **known: Any) -> pipeline.Built:
    return pipeline.build(inputs, record, **known)


def files_of(record: Path) -> Files:
    """The export, byte for byte."""
    folder = record.with_suffix(".out")
    with Record.open(record) as held:
        export(held, folder)
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def rows_of(record: Path, kind: str) -> list[Row]:
    return [json.loads(line) for line in files_of(record)[f"{kind}.jsonl"].splitlines()]


def page_from(record: Path, source: str) -> Row:
    (page,) = [page for page in rows_of(record, "pages") if page["source"] == source]
    return page


def said_in(record: Path, words: str) -> list[Row]:
    return [row for row in rows_of(record, "statements") if any(words in cite["text"] for cite in row["content"])]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The export of the examples, built in one go by one process."""
    record = tmp_path_factory.mktemp("whole") / "r.db"
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        done = built(EXAMPLES, record)
        assert done.pages == len(EXAMPLES) + 1  # one of the files is two rows of a crawl
        return files_of(record)


def folder_of(place: Path, monkeypatch: pytest.MonkeyPatch, **pages: str) -> Path:
    monkeypatch.chdir(place)
    for name, text in pages.items():
        (place / f"{name}.txt").write_text(text)
    return place / "r.db"


# The same record


def test_two_workers_give_the_same_bytes_as_one(whole: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pipeline, "BATCH_PAGES", 3)  # so that there are batches to share
    built(EXAMPLES, tmp_path / "r.db", workers=2)
    assert files_of(tmp_path / "r.db") == whole


@pytest.mark.parametrize("seed", range(3))
def test_the_order_of_inputs_and_the_size_of_batches_change_nothing(
    seed: int, whole: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)
    monkeypatch.setattr(pipeline, "BATCH_PAGES", chance.randint(1, 5))
    built(chance.sample(EXAMPLES, len(EXAMPLES)), tmp_path / "r.db")
    assert files_of(tmp_path / "r.db") == whole


@pytest.mark.parametrize("first", [EXAMPLES[:6], EXAMPLES[6:]], ids=["the first half first", "the second half first"])
def test_two_builds_give_what_one_gives(first: list[str], whole: Files, tmp_path: Path) -> None:
    second = [name for name in EXAMPLES if name not in first]
    built(first, tmp_path / "r.db")
    built(second, tmp_path / "r.db")
    assert files_of(tmp_path / "r.db") == whole


def test_building_again_with_nothing_new_changes_nothing(whole: Files, tmp_path: Path) -> None:
    built(EXAMPLES, tmp_path / "r.db")
    stages: list[str] = []
    again = built(EXAMPLES, tmp_path / "r.db", progress=lambda state: stages.append(state.stage))
    assert (again.pages, again.skipped, again.refusals) == (0, len(EXAMPLES) + 1, ())
    assert "settling" not in stages
    assert files_of(tmp_path / "r.db") == whole


def test_a_stopped_build_is_taken_up_and_ends_as_if_it_had_not_been_stopped(
    whole: Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "BATCH_PAGES", 4)

    def stopped(state: pipeline.Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(EXAMPLES, tmp_path / "r.db", progress=stopped)
    with Record.open(tmp_path / "r.db") as record:
        kept = len(record.pages())
        assert 0 < kept < len(EXAMPLES)
        assert not record.settled
    assert built(EXAMPLES, tmp_path / "r.db").skipped == kept
    assert files_of(tmp_path / "r.db") == whole


def test_a_build_stopped_before_settling_is_settled_by_the_next_one(whole: Files, tmp_path: Path) -> None:
    def stopped(state: pipeline.Progress) -> None:
        if state.stage == "settling":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        built(EXAMPLES, tmp_path / "r.db", progress=stopped)
    assert built(EXAMPLES, tmp_path / "r.db").pages == 0
    assert files_of(tmp_path / "r.db") == whole


def test_every_cite_of_the_export_holds(whole: Files) -> None:
    rows = {kind: [json.loads(line) for line in lines.splitlines()] for kind, lines in whole.items()}
    texts = {page["id"]: page["text"] for page in rows["pages.jsonl"]}
    checked = 0
    for kind, found in rows.items():
        for row in found if kind != "pages.jsonl" else []:
            for cite in cites_in(row):
                words = cite.get("text", cite.get("mention"))
                assert texts[row["page"]][cite["start"] : cite["end"]] == words, (kind, row["id"])
                checked += 1
    assert checked > 500


def cites_in(value: Any) -> list[Row]:
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    inner = [cite for part in parts for cite in cites_in(part)]
    return [value, *inner] if isinstance(value, dict) and value.get("start") is not None else inner


def test_one_page_more_can_date_a_page_without_a_year(tmp_path: Path) -> None:
    built([name for name in EXAMPLES if name != BROADCASTER], tmp_path / "r.db")
    assert page_from(tmp_path / "r.db", AGENCY)["published"]["edtf"] == "XXXX-03-12"
    built([BROADCASTER], tmp_path / "r.db")
    day = page_from(tmp_path / "r.db", AGENCY)["published"]
    assert (day["edtf"], day["basis"]) == ("2031-03-12", "cross_reference")
    times = [
        time
        for time in rows_of(tmp_path / "r.db", "times")
        if time["page"] == page_from(tmp_path / "r.db", AGENCY)["id"]
    ]
    assert {time["anchor"] for time in times if time["value"]["basis"] in ("weekday", "relative")} == {"2031-03-12"}
    assert BROADCASTER in day["why"]


# Sources


def test_the_same_bytes_from_another_source_are_a_second_page_that_reuses_the_first(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = folder_of(tmp_path, monkeypatch, first=PAGE, second=PAGE)
    assert built(["first.txt"], record).pages == 1
    done = built(["first.txt", "second.txt"], record)
    assert (done.pages, done.skipped) == (1, 1)
    pages = rows_of(record, "pages")
    assert len({page["id"] for page in pages}) == 2
    (link,) = [link for link in rows_of(record, "links") if link["kind"] == "reuses"]
    assert {link["a"], link["b"]} == {page["id"] for page in pages}


def test_a_source_whose_content_changed_is_a_revision_beside_the_old_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = folder_of(tmp_path, monkeypatch, page=PAGE)
    built(["page.txt"], record)
    (tmp_path / "page.txt").write_text(PAGE.replace("1,700", "2,100"))
    assert built(["page.txt"], record).revised == 1
    old, new = sorted(rows_of(record, "pages"), key=lambda page: page["revision_of"] is not None)
    assert new["revision_of"] == old["id"]
    assert ("1,700" in old["text"], "2,100" in new["text"]) == (True, True)


def test_a_source_that_returns_to_what_it_was_is_not_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = folder_of(tmp_path, monkeypatch, page=PAGE)
    for text in (PAGE, OTHER, PAGE):
        (tmp_path / "page.txt").write_text(text)
        done = built(["page.txt"], record)
    assert (done.pages, done.skipped, len(rows_of(record, "pages"))) == (0, 1, 2)


JSONL_FORMS: dict[str, tuple[Row, str]] = {
    "text with a source": ({"source": "post/1", "text": PAGE}, "post/1"),
    "text with an address": ({"url": "https://sarn-post.example/1", "text": PAGE}, "https://sarn-post.example/1"),
    "HTML": ({"source": "post/1", "html": MARKUP}, "post/1"),
    "a source and an address": ({"source": "post/1", "url": "https://sarn-post.example/1", "text": PAGE}, "post/1"),
    "with the time of fetching": ({"source": "post/1", "text": PAGE, "fetched_at": "2031-05-01T10:00:00Z"}, "post/1"),
    "an unknown field beside them": ({"source": "post/1", "text": PAGE, "crawl": 7}, "post/1"),
}


@pytest.mark.parametrize("form", JSONL_FORMS)
def test_a_row_of_jsonl_is_a_page_under_its_own_name(
    form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, source = JSONL_FORMS[form]
    record = folder_of(tmp_path, monkeypatch)
    (tmp_path / "crawl.jsonl").write_text(json.dumps(row) + "\n\n")
    assert built(["crawl.jsonl"], record).pages == 1
    assert page_from(record, source)["published"]["edtf"] == "2031-04-03"
    assert said_in(record, "Nobody in the valley")


# People's decisions


def decide(record: Path, kind: str, value: str, on: Callable[[Statement], bool]) -> None:
    with Record.open(record) as held:
        (statement,) = [one for one in held.statements() if on(one)]
        anchor = anchor_of(held.reading(statement.page).page, statement)
        judge(held, Judgement(id_of("j", kind), kind, anchor, value, "person:ada", "2031-05-01T10:00:00Z", "misread"))


def says(words: str) -> Callable[[Statement], bool]:
    return lambda statement: any(words in cite.text for cite in statement.content)


def test_a_rejected_statement_stays_away_from_every_later_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = folder_of(tmp_path, monkeypatch, page=PAGE, other=OTHER)
    built(["page.txt"], record)
    decide(record, "reject", "", says("Nobody in the valley"))
    built(["page.txt"], record)
    assert not said_in(record, "Nobody in the valley")
    built(["other.txt"], record)
    assert not said_in(record, "Nobody in the valley")
    assert said_in(record, "stay shut") and said_in(record, "every rope")


def test_a_corrected_speaker_stays_corrected_and_what_was_said_is_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = folder_of(tmp_path, monkeypatch, page=PAGE, other=OTHER)
    built(["page.txt"], record)
    decide(record, "speaker", "Tol Iverra", says("Nobody in the valley"))
    built(["other.txt"], record)
    (corrected,) = said_in(record, "Nobody in the valley")
    assert [speaker["name"] for speaker in corrected["speakers"]] == ["Tol Iverra"]
    assert corrected["confidence"] == 1.0


@pytest.mark.parametrize("order", [("page.txt", "other.txt"), ("other.txt", "page.txt")])
def test_what_was_forgotten_does_not_come_back(
    order: tuple[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = folder_of(tmp_path, monkeypatch, page=PAGE, other=OTHER)
    built(list(order), record)
    with Record.open(record) as held:
        forget(held, "page.txt", by="person:ada", why="takedown", at="2031-05-01T10:00:00Z")
    (tmp_path / "copy.txt").write_text(PAGE)
    (tmp_path / "page.txt").write_text(PAGE.replace("1,700", "2,100"))
    built(["page.txt", "other.txt", "copy.txt"], record)
    assert [page["source"] for page in rows_of(record, "pages")] == ["other.txt"]
    assert b"Nobody in the valley" not in b"".join(files_of(record).values())


def test_progress_counts_up_to_the_total(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = folder_of(tmp_path, monkeypatch, page=PAGE, other=OTHER)
    monkeypatch.setattr(pipeline, "BATCH_PAGES", 1)
    seen: list[pipeline.Progress] = []
    built(["page.txt", "other.txt"], record, progress=seen.append)
    assert [(state.done, state.total) for state in seen if state.stage == "reading"] == [(1, 2), (2, 2)]
    settling = [state for state in seen if state.stage == "settling"]
    assert replace(settling[0], total=None) == pipeline.Progress(2, 0, None, "settling")
    assert [state.step for state in settling[1:]] == [name for name, _ in STAGES]
