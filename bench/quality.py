"""How good is each part of onrecord by itself, on labelled data, and beside its peers?

    python bench/quality.py [PART ...] [--data ../shared/data] [--limit N]

The data and their scorers are no part of the project: the data folder holds labels, the folder `tools` beside it the
scorers. For each part the predictions are written to build/bench/ (with --limit also the labels of the rows that were
read), the scorer is run on them, and one row of the table is printed.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeAlias

import peers
import predicted
import said_by
from predicted import Row

HERE = Path(__file__).resolve().parent.parent

Reader: TypeAlias = Callable[[Iterable[Row]], Iterable[Row]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its labels (under the data folder), its scorer, and what is shown of what the scorer prints.

    `seen` are the fields of a row that a reader is given: the others are labels. `scale` is what the scorer calls full
    marks.
    """

    labels: str
    scorer: str
    seen: tuple[str, ...]
    reader: Reader
    shown: Mapping[str, str]
    flags: tuple[str, ...] = ()
    scale: float = 1.0
    peers: Mapping[str, Reader] = field(default_factory=dict)


WHO_SAID_WHAT = {
    "source.exact.f1": "source",
    "cue.exact.f1": "cue",
    "content.exact.f1": "content",
    "full_src.f1": "both",
    "full_src.p": "precision of both",
    "full_src.r": "recall of both",
}
CLUSTERS = {"b3_f1": "B³ F1", "ari": "ARI"}

PARTS: dict[str, Part] = {
    "pages": Part(
        "pages/truth.dev.jsonl",
        "score_pages.py",
        ("file",),
        predicted.pages,
        {"body.f1": "body", "title_exact": "title", "authors_f1": "authors", "published.accuracy": "day"},
        peers=peers.PAGES,
    ),
    "dates": Part(
        "pages/dates.dev.jsonl",
        "score_pages.py",
        ("file",),
        predicted.pages,
        {"published.accuracy": "day"},
        peers=peers.DAYS,
    ),
    "lines": Part(
        "pages/textscrape.dev.jsonl.gz",
        "score_lines.py",
        ("id", "flattener", "lines"),
        predicted.lines,
        {"char F1": "characters F1"},
        peers=peers.LINES,
    ),
    "attribution": Part(
        "attribution/polnear_dev.jsonl",
        "score_attribution.py",
        ("id", "text"),
        said_by.shipped,
        WHO_SAID_WHAT,
        flags=("--json",),
        scale=100,
    ),
    "quotations": Part(
        "attribution/polnear_dev.jsonl",
        "score_attribution.py",
        ("id", "text"),
        said_by.shipped,
        WHO_SAID_WHAT,
        flags=("--json", "--quoted", "only"),
        scale=100,
    ),
    "time": Part(
        "time/meantime.dev.jsonl",
        "score_time.py",
        ("id", "text", "dct"),
        predicted.times,
        {"strict.F1": "exact span", "relaxed.F1": "overlap", "value.F1": "value"},
        scale=100,
    ),
    "figures": Part(
        "figures/newsquant.dev.jsonl",
        "score_figures.py",
        ("id", "text"),
        predicted.figures,
        {
            "value.F1": "value",
            "value+unit.F1": "+ unit",
            "value+modifier.F1": "+ change",
            "value+concept_partial.F1": "+ concept partial",
        },
        scale=100,
    ),
    "stories": Part(
        "stories/stories.dev.jsonl",
        "score_clusters.py",
        ("id", "title", "text", "date", "source"),
        predicted.stories,
        CLUSTERS,
        flags=("--json",),
    ),
    "neardup": Part(
        "stories/neardup.dev.jsonl",
        "score_clusters.py",
        ("id", "title", "text", "date"),
        predicted.near_copies,
        CLUSTERS,
        flags=("--json",),
    ),
}

LINES = re.compile(r"(\S+)\s+pages.*?(char F1) ([\d.]+)")
"""What the scorer of lines prints for each way of flattening."""


def rows_of(path: Path, limit: int | None) -> list[Row]:
    """The labelled rows, or `limit` of them: the same ones every time, in their order."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines if line.strip()]
    if limit is None or limit >= len(rows):
        return rows
    return [rows[i] for i in sorted(random.Random(0).sample(range(len(rows)), limit))]


def seen(rows: Iterable[Row], fields: Iterable[str], folder: Path) -> Iterator[Row]:
    """The rows without their labels; a row that names a `file` of `folder` comes with its bytes as `data`."""
    for row in rows:
        given = {name: row[name] for name in fields}
        if "file" in given:
            given["data"] = gzip.decompress((folder / given["file"]).read_bytes())
        yield given


def written(rows: Iterable[Row], path: Path) -> Path:
    """`path`, holding the rows as JSON lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(row) + "\n" for row in rows)
    return path


def scored(scorer: Path, labels: Path, predictions: Path, flags: Iterable[str]) -> str:
    """What the scorer prints."""
    command = [sys.executable, str(scorer), *flags, str(labels), str(predictions)]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise SystemExit(f"{scorer.name} failed on {predictions}: {done.stderr.strip()}")
    return done.stdout


def measures(printed: str, part: Part) -> Iterator[tuple[str, str, float]]:
    """Group of rows (empty where there is one), measure and score in 0 to 1, as far as the part shows them."""
    for group, name, score in _numbers(printed):
        if name in part.shown:
            yield group, part.shown[name], score / part.scale


def _numbers(printed: str) -> Iterator[tuple[str, str, float]]:
    if printed.startswith("{"):
        yield from (("", *found) for found in _flat(json.loads(printed)))
        return
    for line in printed.splitlines():
        group, brace, told = line.partition(" {")
        if brace:
            yield from ((group, *found) for found in _flat(json.loads("{" + told)))
        elif found := LINES.match(line):
            yield found[1], found[2], float(found[3])


def _flat(told: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, float]]:
    for name, value in told.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{before}{name}.")
        else:
            yield before + name, value


def rows_told(
    name: str, data: Path, folder: Path, limit: int | None, *, parts: Mapping[str, Part] = PARTS
) -> Iterator[str]:
    """The rows of the table for one of the parts: onrecord first, then its peers."""
    part = parts[name]
    for reader in ("onrecord", *part.peers):
        found = scores_of(name, part, data, folder, limit, reader=reader)
        told = cell(found.measures)
        yield f"| {name} | {found.rows} | {peers.named(reader)} | {told} | {found.seconds:.1f} s |"


@dataclass(frozen=True, slots=True)
class Scores:
    """What a part scored: on how many rows, its measures (group, measure, score), and the CPU seconds it took."""

    rows: int
    measures: tuple[tuple[str, str, float], ...]
    seconds: float


def scores_of(
    name: str, part: Part, data: Path, folder: Path, limit: int | None, *, reader: str = "onrecord"
) -> Scores:
    """The scores of one reader. Its predictions are left in `folder` as `name.reader.jsonl`."""
    rows = rows_of(data / part.labels, limit)
    labels = written(rows, folder / f"{name}.labels.jsonl") if limit else data / part.labels
    read = {"onrecord": part.reader, **part.peers}[reader]
    began = time.process_time()
    given = seen(rows, part.seen, (data / part.labels).parent)
    predictions = written(read(given), folder / f"{name}.{reader}.jsonl")
    seconds = time.process_time() - began
    printed = scored(data.parent / "tools" / part.scorer, labels, predictions, part.flags)
    return Scores(len(rows), tuple(measures(printed, part)), seconds)


def cell(found: Iterable[tuple[str, str, float]]) -> str:
    """Scores in one cell, group by group: `one: body .961, title .747; other: body .950`.

    A score of nought is left out: a library that tells no authors is not wrong about them.
    """
    groups: dict[str, list[str]] = {}
    for group, measure, score in (one for one in found if one[2]):
        groups.setdefault(group, []).append(f"{measure} {score:.3f}".replace(" 0.", " ."))
    return "; ".join(f"{group}: {', '.join(some)}" if group else ", ".join(some) for group, some in groups.items())


def no_more(asked: argparse.ArgumentParser) -> None:
    """A bench without flags of its own."""


def arguments(
    about: str | None, names: Sequence[str], *, more: Callable[[argparse.ArgumentParser], None] = no_more
) -> argparse.Namespace:
    """Which parts are asked for, on which data; stops with a sentence where a part or the data are not there.

    `more` adds the flags of one bench.
    """
    asked = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", metavar="PART", help=f"all by default: {', '.join(names)}")
    asked.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data", help="folder of the labelled data")
    asked.add_argument("--limit", type=int, help="rows of each part that are read (by default all, for a cost 20)")
    asked.add_argument("--folder", type=Path, default=HERE / "build" / "bench", help="where predictions are written")
    more(asked)
    given = asked.parse_args()
    if unknown := sorted(set(given.parts) - set(names)):
        asked.error(f"no part named {', '.join(unknown)}; known: {', '.join(names)}")
    if not given.data.is_dir():
        raise SystemExit(f"no labelled data in {given.data}: name their folder with --data")
    given.parts = given.parts or list(names)
    return given


HEAD = "| part | rows | read by | scores | CPU |\n|---|---|---|---|---|"


def main() -> None:
    """Measure and print."""
    given = arguments(__doc__, tuple(PARTS))
    print(HEAD, flush=True)
    for name in given.parts:
        for row in rows_told(name, given.data, given.folder, given.limit):
            print(row, flush=True)


if __name__ == "__main__":
    main()
