"""How good is what a record says across pages: stories, copies, utterances, figures, conflicts, and what does it cost?

    python bench/corroborate.py [PART ...] [--data ../shared/data] [--kept] [--misses] [--limit N]

Every part prints its measures with their marks. `stories`, `uci`, `neardup` and `quotes` read labelled data that are no
part of the project, as do `seeds` and `gold`, whose records are made as in docs/quality.md; `conflicts`, `persons` and
`series` read pages invented for it (tests/corroborate/sets), `growth` and `signatures` none at all. Records are made
under build/bench; `--kept` settles those of an earlier run again, which is enough while only that half has changed.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any, TypeAlias

import grow
import invented
import quality
import retold
import signed
from predicted import Row
from quality import Part

from onrecord.model import Link, Statement
from onrecord.pipeline import build
from onrecord.settling import settle
from onrecord.store import Record, export

SETS = quality.HERE / "tests" / "corroborate" / "sets"


@dataclass(frozen=True, slots=True)
class Told:
    """One row of the table: what is measured, on how many rows, the mark, the scores."""

    about: str
    rows: int | str
    mark: str
    scores: str


Reader: TypeAlias = Callable[[argparse.Namespace], Iterator[Told]]

UCI = Part(
    "stories/uci.dev.jsonl",
    "score_clusters.py",
    ("id", "title", "text", "source"),  # the timestamps leak the label
    quality.PARTS["stories"].reader,
    {"b3_f1": "B³ F1", "b3_p": "precision", "b3_r": "recall"},
    flags=("--json",),
)

CLUSTERED: Mapping[str, tuple[Part, str]] = {
    "stories": (quality.PARTS["stories"], "B³ F1 .95, ARI .93"),
    "uci": (UCI, "B³ F1 .88"),
    "neardup": (quality.PARTS["neardup"], "ARI .99"),
}

RECORDS: Mapping[str, tuple[str, str]] = {
    "seeds": ("../seeds/*.txt", "../seeds/gold.json"),
    "gold": ("gold/pages", "gold/gold.json"),
}
"""Pages and labels of the records of real pages, beside the labelled data."""

SHOWN: Mapping[str, Mapping[str, str]] = {
    "seeds": {
        "links.plain": "6 of 6",
        "links.hard": "2 of 3",
        "links.same_utterance_extra": "0",
        "stories": "1.0",
        "references": "1.0",
        "pages.published": "5 of 5",
    },
    "gold": {"links.plain": ".8", "links.hard": ".5", "links.same_utterance_extra": "0", "stories": "1.0"},
}
"""What is shown of the scores of a record, and the marks."""


def clustered(name: str, given: argparse.Namespace) -> Iterator[Told]:
    """A grouping of texts, judged by the scorer."""
    part, mark = CLUSTERED[name]
    scored = quality.scores_of(name, part, given.data, given.folder, given.limit)
    yield Told("all", scored.rows, mark, quality.cell(scored.measures))


def copies(given: argparse.Namespace) -> Iterator[Told]:
    """Copies: the grouping, each way of copying, and articles on one event that were taken for copies."""
    yield from clustered("neardup", given)
    labels = quality.rows_of(given.data / CLUSTERED["neardup"][0].labels, given.limit)
    cluster = {row["id"]: row["cluster"] for row in _rows(given.folder / "neardup.onrecord.jsonl")}
    counts: Counter[str] = Counter()
    for kind, right in found(labels, cluster):
        counts.update({kind: 1, f"{kind} right": int(right)})
    for kind in sorted(kind for kind in counts if not kind.endswith(" right")):
        yield Told(f"copies made by {kind}", counts[kind], ".97", _share(counts[f"{kind} right"], counts[kind]))
    wrong = len(list(merged(labels, cluster)))
    yield Told("same event, wrongly merged", len(labels), "0", f"{wrong} pairs")


def found(labels: list[Row], cluster: Mapping[str, str]) -> Iterator[tuple[str, bool]]:
    """For each copy how it was made, and whether it is grouped with the text it was made from."""
    source = {row["cluster"]: row["id"] for row in labels if row["kind"] == "source"}
    for row in labels:
        if row["kind"] != "source" and row["cluster"] in source:
            yield row["kind"], cluster.get(row["id"]) == cluster.get(source[row["cluster"]], "")


def merged(labels: list[Row], cluster: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Pairs of texts on one event that are no copies and stand in one group."""
    events: dict[str, list[Row]] = {}
    for row in labels:
        if row["event"] is not None:
            events.setdefault(row["event"], []).append(row)
    for rows in events.values():
        for a, b in combinations(rows, 2):
            if a["cluster"] != b["cluster"] and cluster[a["id"]] == cluster[b["id"]]:
                yield a["id"], b["id"]


def quotes(given: argparse.Namespace) -> Iterator[Told]:
    """Pairs of one quotation in two articles, linked as one utterance; links that a person has judged."""
    rows = quality.rows_of(given.data / "stories" / "stories.dev.jsonl", given.limit)
    pairs = json.loads((given.data / "stories" / "quote_pairs.dev.json").read_text())
    with retold.settled(rows, given.folder / "stories.db", kept=given.kept) as record:
        statements, links = list(record.statements()), list(record.links())
        pages = {page.id: page.story for page in record.pages()}
    read = [pair for pair in pairs if {pair["a"], pair["b"]} <= pages.keys()]
    by_kind = retold.pairs_linked(read, statements)
    clear = sum((counts for kind, counts in by_kind.items() if kind != retold.NOISY), Counter[str]())
    for about, counts, mark in [("clear", clear, ".85"), *((kind, by_kind[kind], "") for kind in sorted(by_kind))]:
        told = f"recall {_share(counts['linked'], counts['all'])}, both quotations read {counts['found']}"
        yield Told(f"{about} pairs", counts["all"], mark, told)
    yield from _judged(statements, links)
    grouped = quality.written(({"id": page, "cluster": story} for page, story in pages.items()), _whole(given))
    printed = quality.scored(_tool(given, "score_clusters.py"), _labels(given, rows), grouped, ("--json",))
    yield Told("their stories in the whole record", len(rows), "", quality.cell(quality.measures(printed, _STORIES)))


_STORIES = quality.PARTS["stories"]


def _whole(given: argparse.Namespace) -> Path:
    return Path(given.folder) / "stories.whole.jsonl"


def _labels(given: argparse.Namespace, rows: list[Row]) -> Path:
    if given.limit is None:
        return Path(given.data) / _STORIES.labels
    return quality.written(rows, Path(given.folder) / "stories.labels.jsonl")


def _judged(statements: Iterable[Statement], shown: Iterable[Link]) -> Iterator[Told]:
    """Of the links that a person has judged and that the record still makes: how many are right?"""
    utterance = {statement.id: statement.utterance for statement in statements}
    said = [row for row in _rows(SETS / "quote_links.jsonl") if utterance.get(row["a"])]
    linked = [row for row in said if utterance[row["a"]] == utterance.get(row["b"])]
    yield Told("links judged by hand", len(said), ".95", f"precision {_rightly(linked)}")
    conflicts = {frozenset((link.a, link.b)) for link in shown if link.kind == "conflicts"}
    judged = _rows(SETS / "conflict_links.jsonl")
    still = [row for row in judged if {row["a"], row["b"]} in conflicts]
    told = f"{len(conflicts)} shown; of those judged by hand precision {_rightly(still)}"
    yield Told("conflicts", len(judged), "", told)


def _rightly(rows: list[Row]) -> str:
    return _share(sum(row["verdict"] == "right" for row in rows), len(rows))


def of_record(name: str, given: argparse.Namespace) -> Iterator[Told]:
    """The record of real pages, scored as in docs/quality.md."""
    pages, labels = (str(given.data / path) for path in RECORDS[name])
    where = given.folder / f"{name}.db"
    with made(pages, where, kept=given.kept) as record:
        export(record, given.folder / name)
    command = [sys.executable, str(_tool(given, "score_record.py")), "--json", str(given.folder / name), labels]
    scores = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    for about, mark in SHOWN[name].items():
        value = scores
        for key in about.split("."):
            value = value[key]
        yield Told(about, value.get("wanted", "") if isinstance(value, dict) else "", mark, _plain(value))


def made(pages: str, where: Path, *, kept: bool) -> Record:
    """The settled record of some pages; `kept` settles that of an earlier run again."""
    if kept and where.is_file():
        record = Record.open(where)
        settle(record)
        return record
    grow.fresh(where).close()
    build([pages], where)
    return Record.open(where)


def _plain(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value)
    extra = f", {value['extra']} extra" if "extra" in value else ""
    return _share(value["right"], value["wanted"]) + extra


def on_invented(name: str, given: argparse.Namespace) -> Iterator[Told]:
    """Pages invented for the project, built one by one."""
    tally = invented.READERS[name](given.folder / "invented", kept=given.kept, limit=given.limit)
    for about, scores in invented.cells(name, tally):
        mark = f"precision {invented.MARK}".replace("0.", ".") if (name, about) == ("conflicts", "all") else ""
        yield Told(about, tally.sum(None if about == "all" else about)["rows"], mark, scores)
    if given.misses:
        print(*invented.by_kind(tally), *tally.misses, sep="\n", file=sys.stderr)


def growth(given: argparse.Namespace) -> Iterator[Told]:
    """What one more page costs."""
    sizes = [size for size in grow.SIZES if given.limit is None or size <= given.limit]
    grown = [grow.apart(size, grow.ADDS, given.folder, equal=size == sizes[0]) for size in sizes]
    for one in grown:
        yield Told("a page", f"{one.pages:,}", "", f"{1000 * one.each:.2f} ms, memory {one.peak / 1e6:.0f} MB")
    first, last = grown[0], grown[-1]
    if first is not last:
        bytes_each = (last.peak - first.peak) / (last.pages - first.pages)
        yield Told("dearer a page", f"{last.pages:,}", f"{grow.SLOWER} x", f"{last.each / first.each:.2f} x")
        yield Told("memory a page", f"{last.pages:,}", f"{grow.SIGNATURE:,} B", f"{bytes_each:,.0f} B")
    same = "equal" if first.equal else "NOT equal"
    yield Told("grown page by page against from nothing", f"{first.pages:,}", "equal", same)
    mean, high = grow.late(last)
    yield Told("one page more", f"{last.pages:,}", f"{grow.ONE_MORE} s", f"{mean:.3f} s, 95 of 100 in {high:.3f} s")


def signatures(given: argparse.Namespace) -> Iterator[Told]:
    """A million signatures grouped, in a process of its own."""
    many = given.limit or signed.MANY
    command = [sys.executable, signed.__file__, str(many)]
    one = signed.Signed(**json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout))
    yield Told("grouped", f"{many:,}", f"{signed.SECONDS} s", f"{one.cpu:.0f} s of CPU, {one.wall:.0f} s on the clock")
    yield Told("memory", f"{many:,}", "", f"{one.peak / 1e6:,.0f} MB, of it signatures {one.size / 1e6:,.0f} MB")
    yield Told("copies grouped", f"{many:,}", "", f"{one.found:.4f}, {one.wrong} groups joined wrongly")


PARTS: dict[str, Reader] = {
    "stories": lambda given: clustered("stories", given),
    "uci": lambda given: clustered("uci", given),
    "neardup": copies,
    "quotes": quotes,
    "seeds": lambda given: of_record("seeds", given),
    "gold": lambda given: of_record("gold", given),
    "conflicts": lambda given: on_invented("conflicts", given),
    "persons": lambda given: on_invented("persons", given),
    "series": lambda given: on_invented("series", given),
    "growth": growth,
    "signatures": signatures,
}

HEAD = "| part | measure | rows | mark | onrecord | CPU |\n|---|---|---|---|---|---|"


def _share(right: int, whole: int) -> str:
    return f"{right / whole:.3f} ({right} of {whole})".replace("0.", ".", 1) if whole else "-"


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _tool(given: argparse.Namespace, name: str) -> Path:
    return Path(given.data).parent / "tools" / name


def _spent() -> float:
    """CPU seconds of this process and of those it waited for."""
    own, others = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(used.ru_utime + used.ru_stime for used in (own, others))


def main() -> None:
    """Measure and print."""
    given = quality.arguments(__doc__, tuple(PARTS), more=_flags)
    print(HEAD, flush=True)
    for name in given.parts:
        began = _spent()
        for row in list(PARTS[name](given)):
            spent, began = _spent() - began, _spent()
            cost = f"{spent:.1f} s" if spent > 0.05 else ""
            print(f"| {name} | {row.about} | {row.rows} | {row.mark} | {row.scores} | {cost} |", flush=True)


def _flags(asked: argparse.ArgumentParser) -> None:
    asked.add_argument("--kept", action="store_true", help="settle the records of an earlier run again")
    asked.add_argument("--misses", action="store_true", help="tell what went wrong in the invented sets, by phenomenon")


if __name__ == "__main__":
    main()
