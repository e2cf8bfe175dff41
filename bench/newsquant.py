"""What does onrecord say about the labelled sentences of NewsQuant, by the policy of its labels?

The labels count what the record leaves out (ages, "one solution", "the two sides") and word units and changes their own
way. That is a setting of this bench alone: the extractor is handed another policy, and its figures are reworded here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from predicted import UNITS, Row, page_of_lines
from spacy.tokens import Doc

from onrecord.extract import parse
from onrecord.extract.counted import Counted, token_at
from onrecord.extract.figures import figures_of
from onrecord.extract.lexicon.en.changes import FALLS, RISES
from onrecord.extract.lexicon.en.measures import AGES, DURATIONS, MEASURES, MULTIPLE, SYMBOLS
from onrecord.extract.lexicon.en.things import NUMBER_NOUNS
from onrecord.extract.moves import LESS, MORE
from onrecord.extract.parse import Parsed
from onrecord.extract.quantities import Quantity
from onrecord.model import Figure

BOUNDS: dict[str, str] = {"up_to": "high", "under": "high", "over": "low", "at_least": "low"}
"""Modifiers that leave one side open, and the bound that the page names."""

CHANGES: dict[str, str] = {"under": "up_to", "at_least": "over", "range": "exact", "vague": "exact"}
"""The labels' word for a modifier that they have no word of their own for."""

DIRECTIONS = {"rise": "up", "fall": "down"}

NO_ONE = re.compile(r"\b(?:no|any|every|some|this|that|each|which|another|the|same)\s$", re.IGNORECASE)
"""Words before a "one" that is a pronoun."""

LABEL_UNITS: dict[str, str] = UNITS | {
    "years of age": "year of age",
    "months of age": "month of age",
    MULTIPLE: "count",
    "": "-",
    "°": "degree",
    "t": "metric ton",
    "µm": "micrometre",
    "nm": "nanometre",
    "mAh": "milliampere-hour",
    "kn": "knot",
    "bhp": "brake horsepower",
    "ft3": "cubic foot",
    "yd3": "cubic yard",
    "in2": "square inch",
    "kWh": "kilowatt hour",
    "MWh": "megawatt hour",
    "GWh": "gigawatt hour",
    "TWh": "terawatt hour",
    "TW": "terawatt",
    "lb": "pound-mass",
    "pence": "penny",
    "m/s": "metre per second",
    "Gt": "gigaton",
    "Mt": "megaton",
    "kt": "kiloton",
    "R": "roentgen",
    "kg": "kilogram",
    "pt": "pint",
    "MJ": "megajoule",
    "kJ": "kilojoule",
    "J": "joule",
    "cal": "calorie",
    "kcal": "kilocalorie",
    "dB": "decibel",
    "kV": "kilovolt",
    "V": "volt",
    "A": "ampere",
    "psi": "pound per square inch",
    "rpm": "revolution per minute",
    "mpg": "mile per gallon",
    "cm3": "cubic centimetre",
    "in3": "cubic inch",
    "km3": "cubic kilometre",
    "cm2": "square centimetre",
    "yd2": "square yard",
    "Mbit/s": "megabit per second",
    "Gbit/s": "gigabit per second",
    "kB": "kilobyte",
    "PB": "petabyte",
    "acre": "acre",
    "CHF": "swiss franc",
    "SEK": "swedish krona",
    "NOK": "norwegian krone",
    "DKK": "danish krone",
    "PLN": "polish zloty",
    "KRW": "south korean won",
    "THB": "thai baht",
    "IDR": "indonesian rupiah",
    "PHP": "philippine peso",
    "MXN": "mexican peso",
    "ZAR": "south african rand",
    "NGN": "nigerian naira",
    "KES": "kenyan shilling",
    "PKR": "pakistani rupee",
    "TRY": "turkish lira",
    "BRL": "brazilian real",
    "UAH": "ukrainian hryvnia",
    "HRK": "croatian kuna",
}
"""Units of the record in the words of the labels, where they differ."""


SINGULAR: tuple[tuple[str, str], ...] = (
    (r"^children$", "child"),
    (r"men$", "man"),
    (r"(?<=\w)ies$", "y"),
    (r"(?<=ss|sh|ch|zz|.x)es$", ""),
    (r"(?<=[^su])s$", ""),
)
"""Endings of plural nouns and what stands in their place, the first that fits."""


def singular(noun: str) -> str:
    """The noun in the singular, as far as its ending tells."""
    return next((re.sub(ending, end, noun) for ending, end in SINGULAR if re.search(ending, noun)), noun)


def everything(quantity: Quantity, counted: Counted | None, doc: Doc) -> bool:
    """The labels' policy: every number counts, ages, "one solution" and "the two sides" too; no vague "several"."""
    if quantity.number == "one":
        return not NO_ONE.search(doc.text[: quantity.start])
    if quantity.number == "both":
        return False
    if quantity.unit in AGES:
        return doc.text[max(0, quantity.start - 2) : quantity.start] != ", " or doc.text[quantity.end] not in ",."
    if JOINED_DURATION.match(doc.text, quantity.end):
        return False
    name = counted.head if counted is not None and counted.adjacent else None
    if (
        quantity.unit is None
        and name is not None
        and name.tag_ == "NNP"
        and token_at(doc, quantity.core).nbor(-1).pos_ == "PROPN"
    ):
        return False
    if quantity.unit is None and counted is None:
        before = token_at(doc, max(quantity.start - 2, 0))
        return quantity.modifier != "exact" or before.pos_ not in ("NOUN", "PROPN")
    return quantity.modifier != "vague" or quantity.low is not None


def figures(rows: Iterable[Row]) -> Iterator[Row]:
    """Quantities with value, unit, change and concept, by the policy of the labels."""
    return newsquant(parse(map(page_of_lines, rows)))


def newsquant(pages: Iterable[Parsed]) -> Iterator[Row]:
    for parsed in pages:
        found = figures_of(parsed, kept=everything)
        yield {
            "id": parsed.page.source,
            "figures": [_labelled(figure, parsed.page.text) for figure in _paired(found, parsed.page.text)],
        }


JOINED_DURATION = re.compile(rf"-(?:{'|'.join(DURATIONS)})\s\$?\w")
"""The rest of "a five-year plan", which the labels leave out, as they do "Ilen Marrow, 54, said"."""


def _paired(found: Iterable[Figure], text: str) -> Iterator[Figure]:
    """The figures, "from 20 to 30" as one: the labels call the two ends of a change a range."""
    waiting: Figure | None = None
    joined = False
    for figure in found:
        pair = waiting is not None and waiting.move == "from" and text[waiting.end : figure.start].strip() == "to"
        if waiting and pair and waiting.unit in (figure.unit, ""):
            yield replace(figure, low=waiting.low or waiting.high, high=figure.low, modifier="range", move=None)
        elif waiting and not joined:
            yield waiting
        joined, waiting = pair, figure
    if waiting and not joined:
        yield waiting


def _labelled(figure: Figure, text: str) -> Row:
    low, high = figure.low, figure.high
    behind = text[figure.start : figure.end + 30]
    worded = figure.unit == "percent" and not PERCENT.search(figure.text)
    if worded:
        low, high = _fraction(low), _fraction(high)
    value = {"low": low, "high": high}[BOUNDS[figure.modifier]] if figure.modifier in BOUNDS else None
    if figure.modifier == "vague":
        high = high + 1 if high else high
    by = (
        figure.move == "by"
        and figure.modifier in ("exact", "about", "under", "vague")
        and not NOUN_OF_CHANGE.search(behind)
    )
    return {
        "value": value,
        "low": low,
        "high": high,
        "unit": _unit(figure, worded),
        "modifier": DIRECTIONS[figure.direction]
        if by and figure.direction
        else CHANGES.get(figure.modifier, figure.modifier),
        "concept": _concept(figure, worded),
        "surface": figure.text,
    }


PERCENT = re.compile(r"%|per\s?cent|pct|pc\b")


NOUN_OF_CHANGE = re.compile(
    rf"(?:%|percent|per\s?cent|points?|[\d)])\s(?:\w+\s)?(?:{'|'.join(sorted(RISES | FALLS | MORE | LESS))})\b",
    re.IGNORECASE,
)
"""The labels call "a 5 percent rise" no change: the noun says it."""


def _fraction(share: float | None) -> float | None:
    """The share in words as the labels have it: a third is 1/3."""
    if share is None:
        return None
    near = Fraction(share / 100).limit_denominator(12)
    return float(near) if abs(float(near) - share / 100) < 1e-4 else share / 100


def _unit(figure: Figure, worded: bool) -> str:
    if worded:
        return f"% {_noun(figure)}"
    per = f" per {LABEL_UNITS.get(figure.per) or singular(figure.per)}" if figure.per else ""
    if figure.unit in LABEL_UNITS:
        return LABEL_UNITS[figure.unit] + per
    return (singular(figure.unit) if _measured(figure) else _noun(figure)) + per


def _measured(figure: Figure) -> bool:
    """Whether the unit is none of the counted nouns: money, a measure, or a stretch of time."""
    unit = figure.unit
    return (
        unit.removesuffix("s") in DURATIONS or unit in MEASURES.values() or unit in SYMBOLS.values() or unit.isupper()
    )


def _noun(figure: Figure) -> str:
    words = (figure.scope.what or "-").lower().split()
    if singular(words[-1]) in NUMBER_NOUNS:
        return "-"  # the labels give a bare number no unit; the record says what it is the number of
    return " ".join([*words[:-1], singular(words[-1])])


def _concept(figure: Figure, worded: bool) -> str:
    counted = figure.counted
    if figure.scope.doing:
        counted = counted.replace(figure.scope.doing, "")
    if (figure.scope.what and not (_measured(figure) or figure.unit in LABEL_UNITS)) or worded:
        counted = counted.replace(figure.scope.what or "", "")
    return " ".join((counted, *figure.about))
