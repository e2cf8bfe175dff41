"""Which kinds of attribution are found and which are missed, and what is taken for one that is none?

Each labelled attribution stands in all classes that it belongs to. It counts as found when a found attribution shares
half of the words of either content with it (`content`), and as found in full when the sources do so too (`full`). What
is found and matches no label is a false alarm of the first kind that fits.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from paired import HALF, Words, likeness, pairs_of
from predicted import Row

MARKS = frozenset('"“”„«»')


def cue_place(one: Row) -> str:
    """Where the cue stands: before, in the middle of or after what is said."""
    if not one["cue"]:
        return "no cue"
    if one["cue"][0][1] <= one["content"][0][0]:
        return "before"
    return "after" if one["cue"][0][0] >= one["content"][-1][1] else "middle"


def is_interview(row: Row) -> bool:
    """Whether an article is one of questions and answers."""
    return row["meta"].get("style") == "interview" or row["id"].startswith("GUM_interview")


def _paragraphs(row: Row, one: Row) -> bool:
    return "\n" in row["text"][one["content"][0][0] : one["content"][-1][1]]


CLASSES: dict[str, Callable[[Row, Row], bool]] = {
    "all": lambda row, one: True,
    "direct": lambda row, one: one["form"] == "direct",
    "mixed": lambda row, one: one["form"] == "mixed",
    "indirect": lambda row, one: one["form"] == "indirect",
    "cue before": lambda row, one: cue_place(one) == "before",
    "cue in the middle": lambda row, one: cue_place(one) == "middle",
    "cue after": lambda row, one: cue_place(one) == "after",
    "no cue": lambda row, one: not one["cue"],
    "source is a name": lambda row, one: one["mention"] == "name",
    "source is a role": lambda row, one: one["mention"] == "role",
    "source is a pronoun": lambda row, one: one["mention"] == "pronoun",
    "no source there": lambda row, one: not one["source"] and "sourceless" not in one["labels"],
    "sourceless": lambda row, one: "sourceless" in one["labels"],
    "several pieces": lambda row, one: len(one["content"]) > 1,
    "several paragraphs": _paragraphs,
    "lost marks": lambda row, one: "lost" in one["labels"],
    "nested": lambda row, one: one["inside"] is not None,
    "belief": lambda row, one: "belief" in one["labels"],
    "not said (hyp)": lambda row, one: "hyp" in one["labels"],
    "headline": lambda row, one: "headline" in one["labels"],
    "in an interview": lambda row, one: is_interview(row),
    "elsewhere": lambda row, one: not is_interview(row),
}
"""Class -> whether an attribution of an article belongs to it."""


@dataclass(frozen=True, slots=True)
class Alarm:
    """An attribution that was found and is none, with what it shares with labels and decoys, in shares of its words."""

    row: Row
    one: Row
    labelled: float
    decoy: float

    @property
    def aside(self) -> str:
        """Why the finder itself takes it for no statement; empty where it does not, or does not tell."""
        return str(self.one.get("aside", ""))

    @property
    def quoted(self) -> bool:
        """Whether quotation marks stand at its ends or in it."""
        text = self.row["text"]
        return any(MARKS & set(text[max(0, start - 1) : end + 1]) for start, end in self.one["content"])


ALARMS: dict[str, Callable[[Alarm], bool]] = {
    "other bounds of something labelled": lambda alarm: alarm.labelled > 0,
    "title, scare quote or idle verb": lambda alarm: alarm.decoy > 0,
    "nested": lambda alarm: alarm.aside == "nested",
    "belief": lambda alarm: alarm.aside == "belief",
    "other asides": lambda alarm: bool(alarm.aside),
    "in quotation marks": lambda alarm: alarm.quoted,
    "no source": lambda alarm: not alarm.one["source"],
    "indirect": lambda alarm: True,
}
"""Kind of false alarm -> whether it is one; the first that fits counts."""


@dataclass(slots=True)
class Tally:
    """What one system found in one part: attributions by class, and false alarms by kind."""

    content: Counter[str]
    full: Counter[str]
    alarms: Counter[str]
    missed: list[tuple[Row, Row]]


def tally(rows: Iterable[Row], said: Mapping[str, Sequence[Row]]) -> Tally:
    """Count what a system found; `said` holds its attributions by article."""
    counted = Tally(Counter(), Counter(), Counter(), [])
    for row in rows:
        _count(row, said.get(row["id"], ()), counted)
    return counted


def _count(row: Row, said: Sequence[Row], counted: Tally) -> None:
    words = Words(row["text"])
    wanted = [words.of(one["content"]) for one in row["attributions"]]
    given = [words.of(one["content"]) for one in said]
    paired = pairs_of(len(wanted), len(given), lambda a, b: likeness(wanted[a], given[b]))
    for number, one in enumerate(row["attributions"]):
        if number not in paired:
            counted.missed.append((row, one))
            continue
        sources = (words.of(each["source"]) for each in (one, said[paired[number]]))
        classes = classes_of(row, one)
        counted.content.update(classes)
        counted.full.update(classes if likeness(*sources) >= HALF else ())
    labelled = frozenset[int]().union(*wanted)
    decoys = words.of(row["decoys"])
    for number in sorted(set(range(len(given))) - set(paired.values())):
        size = max(1, len(given[number]))
        near = given[number] | words.of(said[number]["cue"])
        alarm = Alarm(row, said[number], len(given[number] & labelled) / size, len(near & decoys) / size)
        counted.alarms[next(kind for kind, fits in ALARMS.items() if fits(alarm))] += 1


def classes_of(row: Row, one: Row) -> list[str]:
    """The classes that a labelled attribution belongs to."""
    return [name for name, belongs in CLASSES.items() if belongs(row, one)]


def table(rows: Sequence[Row], tallies: Mapping[str, Tally]) -> Iterator[str]:
    """The recall of each class by each system, then the false alarms by kind."""
    total = Counter(name for row in rows for one in row["attributions"] for name in classes_of(row, one))
    heads = [f"{name}: {what}" for name in tallies for what in ("content", "full")]
    yield from (f"| attributions | labelled | {' | '.join(heads)} |", "|---|" + "---|" * (1 + len(heads)))
    for name in CLASSES:
        if total[name]:
            found = [counts[name] / total[name] for t in tallies.values() for counts in (t.content, t.full)]
            yield f"| {name} | {total[name]} | {' | '.join(shown(share) for share in found)} |"
    yield from ("", f"| false alarms | {' | '.join(tallies)} |", "|---|" + "---|" * len(tallies))
    for kind in ALARMS:
        yield f"| {kind} | {' | '.join(str(t.alarms[kind]) for t in tallies.values())} |"


def shown(share: float) -> str:
    """A share as the tables write it: .974."""
    return f"{share:.3f}".replace("0.", ".", 1) if share < 1 else f"{share:.3f}"
