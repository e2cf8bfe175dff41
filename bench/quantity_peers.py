"""What do other libraries read as quantities in the same sentences?

With the settings of their documentation; measured where they are installed (`make bench-claims` installs them). A unit
is a peer's own name for it, in lower case and as far as its spelling differs from the labels'.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from typing import Any

from peers import Reader
from predicted import Row

NEEDS: dict[str, tuple[str, str]] = {
    "quantulum3": ("quantulum3", "quantulum3"),
    "Recognizers-Text": ("recognizers_number_with_unit", "recognizers-text-number-with-unit"),
}
"""The module and the distribution that a peer needs."""

SPELLED: dict[str, str] = {"dimensionless": "-", "percent": "percentage", "kilometer": "kilometre", "meter": "metre"}

SHORT: dict[str, str] = {"c": "celsius", "f": "fahrenheit", "year": "year of age"}
"""What Recognizers-Text calls degrees and ages."""


def quantulum(rows: Iterable[Row]) -> Iterator[Row]:
    """Every quantity of quantulum3 0.10; one with an uncertainty is a range."""
    parser = import_module("quantulum3.parser")
    # its classifier is pickled for a scikit-learn of years ago, which another peer's newer one cannot read
    import_module("quantulum3.classifier").USE_CLF = False  # type: ignore[attr-defined]
    for row in rows:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            found = parser.parse(row["text"])
        yield {"id": row["id"], "figures": [_of_quantulum(one) for one in found]}


def _of_quantulum(found: Any) -> Row:
    spread = found.uncertainty or 0
    return {
        "low": found.value - spread,
        "high": found.value + spread,
        "unit": SPELLED.get(found.unit.name, found.unit.name),
        "modifier": "exact",
        "surface": found.surface,
    }


def recognizers(rows: Iterable[Row]) -> Iterator[Row]:
    """Numbers of Recognizers-Text, those with a unit first: a bare number inside one of them is the same quantity."""
    units, numbers = import_module("recognizers_number_with_unit"), import_module("recognizers_number")
    readers = (
        units.recognize_currency,
        units.recognize_dimension,
        units.recognize_temperature,
        units.recognize_age,
        numbers.recognize_percentage,
        numbers.recognize_number,
    )
    for row in rows:
        found: list[Any] = []
        for read in readers:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                told = read(row["text"], "en-us")
            found += [one for one in told if not any(o.start <= one.end and one.start <= o.end for o in found)]
        yield {"id": row["id"], "figures": [told for one in found if (told := _of_recognizers(one))]}


def _of_recognizers(found: Any) -> Row | None:
    value = (found.resolution or {}).get("value")
    if value is None:
        return None
    unit = (found.resolution.get("unit") or ("percentage" if value.endswith("%") else "-")).lower()
    number = float(value.rstrip("%"))
    return {
        "low": number,
        "high": number,
        "unit": SHORT.get(unit, SPELLED.get(unit, unit)),
        "modifier": "exact",
        "surface": found.text,
    }


FIGURES: dict[str, Reader] = {
    f"{name} {version(NEEDS[name][1])}": reader
    for name, reader in {"quantulum3": quantulum, "Recognizers-Text": recognizers}.items()
    if find_spec(NEEDS[name][0])
}
"""The peers that are installed, by name and version."""
