"""What do the extractors find in sentences invented by somebody who had not seen their rules?

    python bench/claims_invented.py [KIND ...] [--labels tests/claims] [--misses]

Each sentence is a page of its own, on the day of its row, read by all extractors and dated as in a build. A found row
is right when its words overlap those of a wanted row, one to one; where several fit, the pair that agrees on most
fields is taken. The fields are the share right among the pairs whose wanted row states them (tests/claims/README.md).
`--misses` prints, instead of the tables, what was missed, found for nothing, or told wrong.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from math import isclose
from pathlib import Path
from typing import Any, TypeAlias

from predicted import UNITS, Row, page_of_lines
from timex import value_of

from onrecord import resolve
from onrecord.extract import extract
from onrecord.model import Claims, Figure, Office, Page, Time

LABELS = Path(__file__).resolve().parent.parent / "tests" / "claims"

Read: TypeAlias = tuple[Row, Page, list[Any]]
Pair: TypeAlias = tuple[dict[str, Any], Any]

SURFACES: dict[str, str] = {"offices": "person", "memberships": "member", "designations": "target", "aliases": "alias"}
"""The field whose words a row is matched by, where that is not all the words that the row cites."""

FIELDS: dict[str, tuple[str, ...]] = {
    "figures": ("value", "modifier", "unit", "counted", "direction"),
    "times": ("type", "value"),
    "offices": ("title", "organization", "status"),
    "memberships": ("body", "role"),
    "designations": ("authority", "status", "by", "date"),
    "events": ("kind", "participants", "place", "date"),
    "aliases": ("name",),
}

STATES: dict[str, str] = {
    "former": r"\b(?:former\w*|ex|one-time|onetime|late|then|ousted|erstwhile|previous\w*)\b",
    "elect": r"\b(?:elect|designate|incoming)\b",
    "acting": r"\b(?:acting|interim|caretaker)\b",
    "deputy": r"\b(?:deputy|vice|assistant)\b",
}
"""How far somebody holds an office -> the words of a title that tell it; the others are current."""

OF_MEASURE: dict[str, str] = {"h": "hour", "l": "litre", "m³": "cubic metre", "percentage_points": "percentage point"}
"""Units as the labels write them, beside those that `predicted.UNITS` knows."""

SEASONS: dict[str, tuple[int, int]] = {
    **{str(21 + n): (3 + 3 * n, 5 + 3 * n) for n in range(3)},
    "24": (12, 14),  # a winter runs into the next year
    **{str(33 + n): (1 + 3 * n, 3 + 3 * n) for n in range(4)},
    **{str(40 + n): (1 + 6 * n, 6 + 6 * n) for n in range(2)},
}
"""EDTF's codes of seasons, quarters and halves -> first and last month."""

KINDS: dict[str, str] = {"conference": "meeting", "crash": "disaster", "outbreak": "disaster"}
"""Finer kinds of events that the record tells -> the plain ones of the labels."""

FILLING = frozenset(["a", "an", "the", "of", "and"])


@dataclass
class Tally:
    """The counts of one kind."""

    wanted: int = 0
    found: int = 0
    right: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    stated: Counter[str] = field(default_factory=Counter)
    phenomena: dict[str, Counter[str]] = field(default_factory=dict)


def read(rows: list[Row]) -> Iterator[Read]:
    """Each row with its page and the dated claims of its kind."""
    kind = rows[0]["id"].partition("-")[0]
    pages = [page_of_lines({**row, "date": row["day"]}) for row in rows]
    told = (claims for claims in extract(pages) if isinstance(claims, Claims))
    for row, page, claims in zip(rows, pages, told, strict=True):
        yield row, page, list(getattr(resolve.dated(page, claims), kind))


def pairs_of(kind: str, row: Row, found: list[Any]) -> tuple[list[Pair], list[Row], list[Any]]:
    """Wanted and found rows of one sentence that meet; what was missed; what was found for nothing."""
    places = list(_places(row["want"], row["text"]))
    spans = [_span(kind, claim) for claim in found]
    meeting = [
        (-sum(_agreed(kind, want, claim).values()), w, f)
        for w, want in enumerate(row["want"])
        for f, claim in enumerate(found)
        if places[w][0] < spans[f][1] and spans[f][0] < places[w][1]
    ]
    met: dict[int, int] = {}
    for _, w, f in sorted(meeting):
        if w not in met and f not in met.values():
            met[w] = f
    spare = list(_places([{"text": words} for words in row.get("optional", ())], row["text"]))
    extra = [
        claim
        for f, claim in enumerate(found)
        if f not in met.values() and not any(s < spans[f][1] and spans[f][0] < e for s, e in spare)
    ]
    missed = [want for w, want in enumerate(row["want"]) if w not in met]
    return [(row["want"][w], found[f]) for w, f in met.items()], missed, extra


def _places(wanted: Iterable[Row], text: str) -> Iterator[tuple[int, int]]:
    """Where each surface stands; words that come again are met from left to right."""
    ends: dict[str, int] = {}
    for want in wanted:
        words = want["text"]
        place = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)").search(text, ends.get(words, 0))
        start = place.start() if place else text.index(words)
        ends[words] = start + len(words)
        yield start, start + len(words)


def _span(kind: str, claim: Any) -> tuple[int, int]:
    """Where the words of a found row stand: those of its telling field, if the cite holds them, else all."""
    words = getattr(claim, SURFACES[kind]) if kind in SURFACES else claim.text
    within = claim.text.find(words)
    return (claim.start + within, claim.start + within + len(words)) if within >= 0 else (claim.start, claim.end)


def _agreed(kind: str, want: Row, claim: Any) -> dict[str, bool]:
    """For each field that the wanted row states: is it right?"""
    stated = {name for name in FIELDS[kind] if name in want or (name == "value" and "low" in want)}
    return {name: bool(_judge(kind, name)(want, claim)) for name in FIELDS[kind] if name in stated}


def _judge(kind: str, name: str) -> Callable[[Row, Any], bool]:
    own: dict[tuple[str, str], Callable[[Row, Any], bool]] = {
        ("figures", "value"): _same_bounds,
        ("figures", "unit"): lambda want, found: _unit(want["unit"]) == _unit(found.unit),
        ("figures", "counted"): lambda want, found: _words(want["counted"]) <= _words(found.counted),
        ("times", "value"): _same_time,
        ("offices", "title"): lambda want, found: _alike(_bare(want["title"]), _bare(found.title)),
        ("offices", "status"): lambda want, found: want["status"] == _state(found),
        ("events", "kind"): lambda want, found: want["kind"] in (found.kind, KINDS.get(found.kind)),
        ("events", "participants"): _all_there,
    }
    if judge := own.get((kind, name)):
        return judge
    if name == "date":
        return lambda want, found: want["date"] == found.date.edtf
    if name in ("kind", "type", "role", "status", "modifier", "direction"):
        return lambda want, found: want[name] == getattr(found, name)
    return lambda want, found: _alike(want[name], getattr(found, name) or "")


def _same_bounds(want: Row, found: Figure) -> bool:
    """Both bounds open on the same side, or within a hundredth of each other ("a third")."""
    bounds = ((want["low"], found.low), (want["high"], found.high))
    return all(a is b if a is None or b is None else isclose(a, b, rel_tol=0.01) for a, b in bounds)


def _unit(unit: str) -> str:
    known = OF_MEASURE.get(unit.lower()) or UNITS.get(unit) or unit
    return known.lower().removesuffix("s")


def _same_time(want: Row, found: Time) -> bool:
    value = want["value"]
    if value is None:
        return found.value.edtf is None
    return value == value_of(found) if value[0] == "P" else _stretch(value) == _stretch(found.value.edtf or "")


def _stretch(edtf: str) -> str:
    """Seasons, quarters and halves as the months they are; no marks of doubt."""
    plain = edtf.rstrip("~?%")
    year, _, code = plain.partition("-")
    if code not in SEASONS:
        return plain
    first, last = SEASONS[code]
    end = f"{year}-{last:02d}" if last <= 12 else f"{int(year) + 1}-{last - 12:02d}"
    return f"{year}-{first:02d}/{end}"


def _state(found: Office) -> str:
    return next((state for state, words in STATES.items() if re.search(words, found.title.lower())), "current")


def _bare(title: str) -> str:
    return re.sub("|".join(STATES.values()), " ", title.lower())


def _all_there(want: Row, found: Any) -> bool:
    return all(any(_alike(name, one.name) for one in found.participants) for name in want["participants"])


def _alike(one: str, other: str) -> bool:
    """Whether the words of one are all among the words of the other."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (a <= b or b <= a)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W_]+", text.lower())) - FILLING


def tally_of(kind: str, rows: list[Row]) -> Tally:
    """All counts of one kind."""
    tally = Tally()
    for row, _, found in read(rows):
        pairs, _, extra = pairs_of(kind, row, found)
        tally.wanted += len(row["want"])
        tally.right += len(pairs)
        tally.found += len(pairs) + len(extra)
        counts = tally.phenomena.setdefault(row["phenomenon"], Counter())
        counts.update(texts=1, wanted=len(row["want"]), right=len(pairs), extra=len(extra))
        for want, claim in pairs:
            agreed = _agreed(kind, want, claim)
            tally.stated.update(agreed.keys())
            tally.fields.update(name for name, right in agreed.items() if right)
    return tally


def misses(kind: str, rows: list[Row]) -> Iterator[str]:
    """What is wrong, a line each."""
    for row, _, found in read(rows):
        pairs, missed, extra = pairs_of(kind, row, found)
        wrong = [(want, claim, [n for n, ok in _agreed(kind, want, claim).items() if not ok]) for want, claim in pairs]
        told = [f"  missed {want}" for want in missed]
        told += [f"  extra  {claim}" for claim in extra]
        told += [f"  wrong {', '.join(names)}: {want} / {claim}" for want, claim, names in wrong if names]
        if told:
            yield "\n".join((f"{row['id']} [{row['phenomenon']}] {row['text']}", *told))


def summary(kind: str, texts: int, tally: Tally) -> str:
    """The row of one kind in the first table."""
    precision = tally.right / tally.found if tally.found else 0.0
    recall = tally.right / tally.wanted
    f1 = 2 * precision * recall / (precision + recall) if tally.right else 0.0
    shares = (
        f"{name} {tally.fields[name] / tally.stated[name]:.2f} ({tally.stated[name]})"
        for name in FIELDS[kind]
        if tally.stated[name]
    )
    counts = f"| {kind} | {texts} | {tally.wanted} | {tally.found} "
    return f"{counts}| {precision:.2f} | {recall:.2f} | {f1:.2f} | {', '.join(shares)} |"


def by_phenomenon(kind: str, tally: Tally) -> Iterator[str]:
    """The rows of one kind in the second table: recall, and how many rows were found for nothing."""
    for name, counts in tally.phenomena.items():
        recall = f"{counts['right']} of {counts['wanted']}" if counts["wanted"] else "-"
        yield f"| {kind} | {name} | {counts['texts']} | {recall} | {counts['extra']} |"


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("kinds", nargs="*", metavar="KIND", help=f"all by default: {', '.join(FIELDS)}")
    asked.add_argument("--labels", type=Path, default=LABELS, help="folder of the labelled sentences")
    asked.add_argument("--misses", action="store_true", help="print what went wrong instead of the tables")
    given = asked.parse_args()
    if unknown := sorted(set(given.kinds) - set(FIELDS)):
        asked.error(f"no kind named {', '.join(unknown)}; known: {', '.join(FIELDS)}")
    kinds = given.kinds or list(FIELDS)
    rows = {kind: _rows(given.labels / f"{kind}.jsonl") for kind in kinds}
    if given.misses:
        print(*(line for kind in kinds for line in misses(kind, rows[kind])), sep="\n")
        return
    tallies = {kind: tally_of(kind, rows[kind]) for kind in kinds}
    print("| kind | texts | wanted | found | P | R | F1 | fields right (of pairs) |", "|---" * 8 + "|", sep="\n")
    print(*(summary(kind, len(rows[kind]), tally) for kind, tally in tallies.items()), sep="\n")
    print("\n| kind | phenomenon | texts | recall | found for nothing |", "|---" * 5 + "|", sep="\n")
    print(*(line for kind, tally in tallies.items() for line in by_phenomenon(kind, tally)), sep="\n")


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


if __name__ == "__main__":
    main()
