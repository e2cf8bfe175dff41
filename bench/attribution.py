"""How well is reported speech read: every mark of the tagger, beside the rules, textacy and a comparison model?

    python bench/attribution.py [--part PART ...] [--data ../shared/data] [--compare FOLDER] [--misses]

The data and their scorers are no part of the project: the data folder holds labels and texts, the folders `tools` and
`seeds` beside it the scorers and more labelled pages. Prints one table in which every row is a measure and every column
a system, then the tables by phenomenon. Nothing but `--misses` prints words of the texts.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import articles
import judged
import pace
import phenomena
import quality
import reliability
import said_by
import speakers
from judged import Judged
from phenomena import shown
from predicted import Row, page_of_lines
from said_by import COMPARISON, RULES, TAGGER

from onrecord.extract import Attribution, Parsed, parse
from onrecord.store import Record

HERE = Path(__file__).resolve().parent.parent
NO_VALUE = "–"
OURS: tuple[Attribution, ...] = ("tagger", "rules")
"""The systems that make statements; the others make spans."""

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Span:
    """A measure of spans: what the scorer calls it, the marks of the systems that have one, F1 or p or r."""

    what: str
    key: str
    marks: Mapping[str, float] = field(default_factory=dict)
    quoted: bool = False
    of: str = "f1"


REAL_TEST = (
    Span("source, exact", "source", {TAGGER: 0.85}),
    Span("cue, exact", "cue", {TAGGER: 0.85}),
    Span("content, exact", "content", {TAGGER: 0.80}),
    Span("full", "full", {TAGGER: 0.80}),
)
UNMARKED = (
    *(Span(one.what, one.key) for one in REAL_TEST),
    Span("full, precision", "full", of="p"),
    Span("full, recall", "full", of="r"),
)
SPANS: dict[str, tuple[str, tuple[Span, ...]]] = {
    "real-test": ("own real test part", REAL_TEST),
    "real-dev": ("own real development part", UNMARKED),
    "invented-test": ("own invented test part (no quality)", UNMARKED),
}
"""Part of the corpus -> how it is called and what is measured on it."""
POLNEAR = (
    Span("source, exact", "source", {COMPARISON: 0.80}),
    Span("content, exact", "content", {COMPARISON: 0.67}),
    Span("source and content (full_src)", "full_src", {TAGGER: 0.62, COMPARISON: 0.73}),
    Span("with quotation marks, full", "full", {TAGGER: 0.78}, quoted=True),
)
PAGES: dict[str, tuple[str, str, dict[str, float | None]]] = {
    "seeds": (
        "seeds/*.txt", "seeds/gold.json",
        {"content.f1": 0.95, "content_and_speaker.f1": 0.93, "form.share": 0.9, "said.f1": 0.9},
    ),
    "gold": (
        "data/gold/pages", "data/gold/gold.json",
        {"content.f1": 0.90, "content_and_speaker.f1": 0.84, "form.share": None, "said.f1": None},
    ),
}  # fmt: skip
"""Labelled pages beside the data folder: pages, labels, and what is measured with its mark, if it has one."""
MARKED = "own real test part and gold pages"
JUDGED: dict[str, tuple[str, ...]] = {MARKED: ("real-test", "gold"), "own real development part": ("real-dev",)}
"""Where speakers and confidences are judged: what the marks are for, and what may be looked at."""
WRONG = 0.02
MISCALIBRATED = 0.05
NAMED = 0.85
FASTER, WHOLE = 1.2, 0.45
"""Marks: wrong speakers, calibration error, pronouns and roles, tagger and extraction against the parse."""


@dataclass(frozen=True)
class Bench:
    """What the parts measure with; each text is parsed and read once."""

    data: Path
    folder: Path
    picture: Path
    misses: bool
    systems: Mapping[str, said_by.System]
    kept: dict[str, tuple[Parsed, ...]] = field(default_factory=dict)
    said: dict[str, dict[str, dict[str, list[Row]]]] = field(default_factory=dict)
    judged: dict[tuple[str, str], list[Judged]] = field(default_factory=dict)

    @property
    def shared(self) -> Path:
        """The folder of the data folder, of the tools and of the seeds."""
        return self.data.parent

    @property
    def ours(self) -> list[Attribution]:
        """The systems of ours that are here."""
        return [how for how in OURS if how in self.systems]

    def rows(self, name: str) -> list[Row]:
        """The labelled texts of a part."""
        if name == "polnear":
            return quality.rows_of(self.data / "attribution/polnear_dev.jsonl", None)
        return articles.part(name, self.data)

    def parsed(self, name: str) -> tuple[Parsed, ...]:
        """The parse of a part's texts."""
        if name not in self.kept:
            self.kept[name] = tuple(parse(map(page_of_lines, self.rows(name))))
        return self.kept[name]

    def attributions(self, name: str) -> dict[str, dict[str, list[Row]]]:
        """What each system says about each text of a part."""
        if name not in self.said:
            texts = self.parsed(name)
            self.said[name] = {
                system: {parsed.page.source: read(parsed) for parsed in texts} for system, read in self.systems.items()
            }
        return self.said[name]

    @cached_property
    def records(self) -> dict[tuple[str, str], Path]:
        """The record of each set of labelled pages by each system of ours, built and exported."""
        return {(name, how): self._built(name, how) for name in PAGES for how in self.ours}

    def _built(self, name: str, how: str) -> Path:
        record = self.folder / f"{name}.{how}.db"
        for old in record.parent.glob(f"{record.name}*"):
            old.unlink()
        pages = PAGES[name][0]
        inputs = sorted(map(str, self.shared.glob(pages)))
        run = [sys.executable, "-m", "onrecord.cli"]
        for command in (
            [*run, "build", *inputs, "--record", str(record), "--attribution", how],
            [*run, "export", str(record), str(exported(record))],
        ):
            done = subprocess.run(command, capture_output=True, text=True)
            if done.returncode:
                raise SystemExit(f"{' '.join(command[2:])} failed: {done.stderr.strip()}")
        return record

    def judged_by(self, how: Attribution, name: str) -> list[Judged]:
        """The statements of a part of the corpus or of the gold pages by one system of ours, judged by the labels."""
        key = (how, name)
        if key not in self.judged:
            self.judged[key] = list(self._judged_gold(how) if name == "gold" else self._judged_part(how, name))
        return self.judged[key]

    def _judged_part(self, how: Attribution, name: str) -> Iterator[Judged]:
        rows = {row["id"]: row for row in self.rows(name)}
        for parsed in self.parsed(name):
            yield from judged.judged_article(rows[parsed.page.source], judged.statements_of(parsed, how))

    def _judged_gold(self, how: Attribution) -> Iterator[Judged]:
        tool = articles.module_at(self.shared / "tools" / "score_record.py")
        gold = json.loads((self.shared / PAGES["gold"][1]).read_text(encoding="utf-8"))
        with Record.open(self.records["gold", how]) as record:
            yield from judged.judged_pages(gold, record.pages(), record.statements(), tool)


def exported(record: Path) -> Path:
    """The folder that a record is exported to."""
    return record.with_suffix("")


def line(what: str, marks: str, values: Values) -> str:
    """A row of the table: a value for each system."""
    return f"| {what} | {marks or NO_VALUE} | {' | '.join(values.get(name, NO_VALUE) for name in said_by.NAMES)} |"


def marked(marks: Mapping[str, float], sign: str = "≥") -> str:
    """The marks of a row; named when not that of the tagger."""
    return ", ".join(f"{'' if name == TAGGER else name + ' '}{sign} {shown(mark)}" for name, mark in marks.items())


def spans_told(bench: Bench, name: str, called: str, spans: Iterable[Span]) -> Iterator[str]:
    """The rows of one set of labelled texts."""
    rows = bench.rows(name)
    if not rows:
        yield from missing(f"{called}: its texts are not in {bench.data}")
        return
    labels = quality.written(rows, bench.folder / f"{name}.labels.jsonl")
    scores = {}
    for system, said in bench.attributions(name).items():
        told = ({"id": text, "attributions": found} for text, found in said.items())
        path = quality.written(told, bench.folder / f"{name}.{system.replace(' ', '-')}.jsonl")
        tool = bench.shared / "tools" / "score_attribution.py"
        scores[system] = {
            quoted: json.loads(
                quality.scored(tool, labels, path, ["--json", *(["--quoted", "only"] if quoted else [])])
            )
            for quoted in {span.quoted for span in spans}
        }
    for span in spans:
        cells = {system: by_quoted[span.quoted][span.key] for system, by_quoted in scores.items()}
        found = {system: shown(cell.get("exact", cell)[span.of] / 100) for system, cell in cells.items()}
        yield line(f"{called}: {span.what}", marked(span.marks), found)


def missing(why: str) -> Iterator[str]:
    """A row for what could not be measured."""
    yield line(f"not measured: {why}", "", {})


def corpus(bench: Bench) -> Iterator[str]:
    """Spans on our own corpus."""
    for name, (called, spans) in SPANS.items():
        yield from spans_told(bench, name, called, spans)


def polnear(bench: Bench) -> Iterator[str]:
    """Spans on PolNeAR, which the shipped weights have never seen."""
    yield from spans_told(bench, "polnear", "PolNeAR, development part", POLNEAR)


def pages(bench: Bench) -> Iterator[str]:
    """Statements of the labelled pages, from their bytes to the export."""
    for name, (_, labels, measures) in PAGES.items():
        found = {how: _measures(bench, bench.records[name, how], bench.shared / labels) for how in bench.ours}
        for measure, mark in measures.items():
            what = measure.partition(".")[0].replace("_", " ")
            values = {how: shown(told[measure]) for how, told in found.items() if measure in told}
            yield line(f"{name}, end to end: {what}", marked({TAGGER: mark} if mark else {}), values)


def _measures(bench: Bench, record: Path, labels: Path) -> dict[str, float]:
    tool = bench.shared / "tools" / "score_record.py"
    command = [sys.executable, str(tool), str(exported(record)), str(labels), "--json"]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)["statements"]
    return {f"{what}.{how}": score for what, cell in told.items() for how, score in cell.items() if score is not None}


def wrong(bench: Bench) -> Iterator[str]:
    """Direct quotations shown with a speaker who is somebody else."""
    for called, names in JUDGED.items():
        quotes = {how: judged.shown_quotes(_judged(bench, how, names)) for how in bench.ours}
        labelled = {how: [one for one in found if one.speaker != "unlabelled"] for how, found in quotes.items()}
        mark = marked({TAGGER: WRONG}, "≤") if called == MARKED else ""
        yield line(f"{called}: direct quotes shown with a wrong speaker (95 % interval)", mark, _each(labelled, _rate))
        yield line("… with a role or a part of the name", "", _each(labelled, lambda some: _of(some, "open")))
        yield line("… that no label holds", "", _each(quotes, lambda some: _of(some, "unlabelled")))
    if bench.misses:
        for how in bench.ours:
            for name in {name: None for names in JUDGED.values() for name in names}:
                quotes = judged.shown_quotes(bench.judged_by(how, name))
                yield from (_miss(how, name, one) for one in quotes if one.speaker in ("wrong", "unlabelled"))


def _judged(bench: Bench, how: Attribution, names: Iterable[str]) -> list[Judged]:
    return [one for name in names for one in bench.judged_by(how, name)]


def _each(found: Mapping[Attribution, list[Judged]], told: Callable[[list[Judged]], str]) -> Values:
    return {how: told(some) for how, some in found.items()}


def _of(some: list[Judged], worth: str) -> str:
    return f"{sum(one.speaker == worth for one in some)} of {len(some)}"


def _rate(some: list[Judged]) -> str:
    hits = sum(one.speaker == "wrong" for one in some)
    low, high = judged.wilson(hits, len(some))
    return f"{shown(hits / max(len(some), 1))} ({shown(low)} to {shown(high)}), {_of(some, 'wrong')}"


def _miss(how: str, name: str, one: Judged) -> str:
    place = f"{how}: {one.speaker} speaker, confidence {one.statement.confidence:.2f}, {one.where}"
    if name.endswith("-test"):
        return f"<!-- {place} -->"  # whoever writes rules must be able to run this without reading the test part
    words = " ".join(one.statement.content[0].text.split())[:70]
    return f"<!-- {place}: {judged.best_names(one.statement)}, wanted {one.wanted}: {words} -->"


def names(bench: Bench) -> Iterator[str]:
    """The names that pronouns and role phrases get, sources and contents as annotated."""
    for part, found in speakers.measured(("real-test", "real-dev"), bench.data).items():
        unnamed = [one for one in found if one.mention in ("pronoun", "role")]
        if unnamed:
            right = shown(sum(one.outcome == "right" for one in unnamed) / len(unnamed))
            mark = marked({TAGGER: NAMED}) if part == "real-test" else ""
            yield line(f"{part.replace('-', ' ')}: right name for {len(unnamed)} pronouns and roles (resolver alone)",
                       mark, {TAGGER: right})  # fmt: skip


def calibration(bench: Bench) -> Iterator[str]:
    """Whether confidences are shares of right statements."""
    for called, names in JUDGED.items():
        found = {how: _judged(bench, how, names) for how in bench.ours}
        told = {how: told_of(some) for how, some in found.items()}
        mark = marked({TAGGER: MISCALIBRATED}, "≤") if called == MARKED else ""
        errors = {how: f"{shown(reliability.calibration_error(some))} of {len(some)}" for how, some in told.items()}
        yield line(f"{called}: calibration error, content and speaker right", mark, errors)
        chance = {how: shown(reliability.error_by_chance(some)) for how, some in told.items()}
        yield line("… that as few would show if they were calibrated", "", chance)
        alone = {how: told_of(some, speaker=False) for how, some in found.items()}
        errors = {how: shown(reliability.calibration_error(some)) for how, some in alone.items()}
        yield line("… of the content alone", "", errors)
        if called == MARKED:
            bench.picture.parent.mkdir(parents=True, exist_ok=True)
            drawn = reliability.diagram(told[bench.ours[0]], f"How sure and how often right: {called}")
            bench.picture.write_text(drawn, encoding="utf-8")


def told_of(found: Iterable[Judged], *, speaker: bool = True) -> list[reliability.Told]:
    """Confidence and outcome of each statement that counts and names somebody; with a wrong speaker it is not right."""
    counted = [one for one in found if one.found is not None and one.named]
    return [
        (one.statement.confidence, float(bool(one.found) and not (speaker and one.speaker == "wrong")))
        for one in counted
    ]


def speed(bench: Bench) -> Iterator[str]:
    """Words per second of CPU on one thread."""
    command = [sys.executable, "-W", "ignore", pace.__file__, "--data", str(bench.data)]
    told = json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    yield line(f"speed: the parse alone reads {told['parse']:,.0f} words/s", "", {})
    if "tagger" in told:
        ratio = told["tagger"] / told["parse"]
        yield line("… the network against the parse", marked({TAGGER: FASTER}),
                   {TAGGER: f"{ratio:.2f} ({told['tagger']:,.0f} words/s)"})  # fmt: skip
    whole = {TAGGER: "extract", RULES: "extract by rules"}
    ratios = {n: f"{told[w] / told['parse']:.2f} ({told[w]:,.0f} words/s)" for n, w in whole.items() if w in told}
    yield line("… the whole extraction against the parse", marked({TAGGER: WHOLE}), ratios)


def by_phenomenon(bench: Bench) -> Iterator[str]:
    """Tables of what is missed, on parts that may be looked at."""
    for name in ("real-dev", "invented-test"):
        rows = bench.rows(name)
        if not rows:
            continue
        said = bench.attributions(name)
        tallies = {system: phenomena.tally(rows, said[system]) for system in (TAGGER, RULES) if system in said}
        yield from ("", f"By phenomenon, {SPANS[name][0]}:", "", *phenomena.table(rows, tallies))
        if bench.misses:
            for row, one in next(iter(tallies.values())).missed:
                words = " ".join(row["text"][one["content"][0][0] : one["content"][-1][1]].split())[:80]
                classes = ", ".join(phenomena.classes_of(row, one)[1:])
                yield f"<!-- missed {row['id']}:{one['content'][0][0]} ({classes}): {words} -->"


PARTS: dict[str, Callable[[Bench], Iterator[str]]] = {
    "corpus": corpus,
    "polnear": polnear,
    "pages": pages,
    "wrong": wrong,
    "names": names,
    "calibration": calibration,
    "speed": speed,
    "phenomena": by_phenomenon,
}


def tables(bench: Bench, parts: Iterable[str]) -> Iterator[str]:
    """All lines that are printed."""
    columns = [quality.peers.named(name) for name in said_by.NAMES]
    yield from (f"| measure | mark | {' | '.join(columns)} |", "|---|---|" + "---|" * len(columns))
    for name in PARTS:
        if name in parts:
            yield from PARTS[name](bench)


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--part", nargs="+", choices=PARTS, default=list(PARTS), help="all by default")
    asked.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data", help="folder of the labelled data")
    asked.add_argument("--compare", type=Path, metavar="FOLDER", help="a model that make train-compare made")
    asked.add_argument("--folder", type=Path, default=HERE / "build" / "bench", help="where predictions are written")
    asked.add_argument("--picture", type=Path, help="where the reliability diagram goes (an SVG file)")
    asked.add_argument("--misses", action="store_true", help="also list what is missed and which speakers are wrong")
    given = asked.parse_args()
    if not given.data.is_dir():
        raise SystemExit(f"no labelled data in {given.data}: name their folder with --data")
    given.folder.mkdir(parents=True, exist_ok=True)
    systems, absent = said_by.systems(given.compare)
    print(*absent, "", sep="\n", flush=True)
    picture = given.picture or given.folder / "reliability.svg"
    for told in tables(Bench(given.data, given.folder, picture, given.misses, systems), given.part):
        print(told, flush=True)


if __name__ == "__main__":
    main()
