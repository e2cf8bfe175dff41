"""How are dates, numbers and scopes worded for a reader?"""

from __future__ import annotations

import re

from onrecord.model import Figure, Scope, When

MONTHS: tuple[str, ...] = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

UNKNOWN_DAY = "day unknown"

_DAY = re.compile(r"(?P<year>-?\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?")

_ANY_YEAR = re.compile(r"XXXX-(?P<month>0[1-9]|1[0-2])-(?P<day>\d\d)")


def day_of(when: When | str | None) -> str:
    """An EDTF date in words: "3 April 2031", "April 2031", "3 April 2031 or 10 April 2031"; unknown is said so."""
    edtf = when.edtf if isinstance(when, When) else when
    if not edtf:
        return UNKNOWN_DAY
    if edtf.startswith(("[", "{")):
        between = "or" if edtf.startswith("[") else "and"
        return _listed([_single(part) for part in edtf.strip("[]{}").split(",")], between)
    if "/" in edtf:
        return _interval(*edtf.split("/", 1))
    return _single(edtf)


def _interval(first: str, last: str) -> str:
    if first in ("", ".."):
        return f"until {_single(last)}"
    if last in ("", ".."):
        return f"from {_single(first)}"
    return _listed([_single(first), _single(last)], "to")


def _listed(days: list[str], between: str) -> str:
    """Days as a list; a month and year that all of them share is said once: "3, 10 or 17 April 2031"."""
    apart = [day.split(" ", 1) for day in days]
    shared = {rest for first, *rests in apart for rest in rests if first.isdigit()}
    if len(shared) == 1 and all(len(parts) == 2 and parts[0].isdigit() for parts in apart):
        *early, last = [parts[0] for parts in apart]
        rest = f" {shared.pop()}"
    else:
        *early, last = days
        rest = ""
    return f"{', '.join(early)} {between} {last}{rest}" if early else f"{last}{rest}"


def _single(edtf: str) -> str:
    """One EDTF date; what this function has no words for (seasons, masked digits) is shown as it is."""
    edtf = edtf.strip()
    if ".." in edtf:
        return _interval(*edtf.split("..", 1))
    if any_year := _ANY_YEAR.fullmatch(edtf):
        return f"{int(any_year['day'])} {MONTHS[int(any_year['month']) - 1]}, year unknown"
    found = _DAY.match(edtf)
    if found is None or "X" in edtf:
        return edtf
    rough = "about " if "~" in edtf else "perhaps " if "?" in edtf else "about, perhaps " if "%" in edtf else ""
    month = int(found["month"] or 0)
    if month > 12:
        return edtf
    parts = [str(int(found["day"])) if found["day"] else "", MONTHS[month - 1] if month else "", found["year"]]
    return rough + " ".join(part for part in parts if part)


def number_of(value: float) -> str:
    """A number with separators: 1,700; 2.5."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,.6g}"


def bounds_of(figure: Figure) -> str:
    """A figure's bounds: "1,700", "100 to 999", "at most 4,000", "no number given"."""
    low, high = figure.low, figure.high
    if low is None and high is None:
        return "no number given"
    if low is None:
        return f"at most {number_of(high or 0)}"
    if high is None:
        return f"at least {number_of(low)}"
    return number_of(low) if low == high else f"{number_of(low)} to {number_of(high)}"


def scope_of(scope: Scope, *, told: str = "") -> str:
    """What narrows a figure, in one phrase, without the parts that `told` holds already; empty when nothing does."""
    parts = (
        (scope.what, "{}"),
        (scope.of, "of {}"),
        (scope.doing, "{}"),
        (scope.place, "in {}"),
        (scope.side, "{}"),
    )
    return ", ".join(words.format(part) for part, words in parts if part and part.lower() not in told.lower())


def many(count: int, one: str, more: str | None = None) -> str:
    """A count with its noun: "1 page", "3 pages"."""
    return f"{count:,} {one if count == 1 else more or one + 's'}"
