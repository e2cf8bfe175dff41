"""How do the lines of a page look among their neighbours, in numbers? What the trained model of lines is asked.

`features_of` tells what each line is made of, what stands around it, how the prose of the page lies, and which words a
line shares with the stretch that holds most of it: pointers to other articles read like prose, but speak of other
things. Only the tables of words behind `Line` know languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.read.lines import Line
from onrecord.read.trained import Features

Column = NDArray[Any]

OTHER, SPACE, SMALL, CAPITAL, DIGIT, IDEOGRAPH, STOP, COMMA, QUOTE, COLON, BAR, DASH, SLASH, BRACKET, RIGHTS = range(15)
CLASSES = 15

SIGNS: dict[int, str] = {
    STOP: ".!?…。！？؟।",
    COMMA: ",;،、，",
    QUOTE: '"“”„«»‘’「」『』',
    COLON: ":：",
    BAR: "|·•*›»>→",
    DASH: "-–—",
    SLASH: "/@#_=&+",
    BRACKET: "()[]",
    RIGHTS: "©®™$€£%",
}
"""Signs that tell kinds of lines apart; the rest are classed by what Unicode calls them."""

LAST_CODE = 0xFFFF
"""Signs beyond are pictures and rare scripts: one class for all."""

IDEOGRAPHS = range(0x3100, 0xAC00)
HANGUL = range(0xAC00, 0xD7B0)
PRIVATE = range(0xD7B0, 0xF900)

KINDS: dict[str | None, int] = {None: 0, "junk": 1, "link_out": 2, "byline": 3, "caption": 4}
"""Numbers for what a line's own words give away."""

AROUND = (1, -1, 2, -2, 3, -3)
"""Neighbours that are looked at one by one: so many lines above (below, when negative)."""

WINDOWS = ((3, 0), (0, 3), (8, 0), (0, 8), (10, 10), (20, 20))
"""Lines above and below that are looked at together."""

WIDEST = max(max(window) for window in WINDOWS)

FAR = 60
"""Lines from which a distance is only far."""

LONG_LINE = 25
TEASER = 12
"""Words from which a line is a long one, and words from which it may be a teaser between headlines."""

MOST_WORDS = 100
"""What one line counts at most where words are summed: a page in one line is no other than its like."""

LENGTH = -1
"""The column of `Looks.near` that holds the length."""


def _class_of(code: int) -> int:
    sign = chr(code)
    if sign.isspace():
        return SPACE
    if sign.isdigit():
        return DIGIT
    if not sign.isalpha():
        return OTHER
    return CAPITAL if sign.isupper() else IDEOGRAPH if code > 0x3040 else SMALL


def _classes() -> NDArray[np.uint8]:
    classes = np.full(LAST_CODE + 1, OTHER, np.uint8)
    low = [*range(IDEOGRAPHS.start), *range(PRIVATE.stop, LAST_CODE)]
    classes[low] = [_class_of(code) for code in low]
    classes[IDEOGRAPHS] = IDEOGRAPH
    classes[HANGUL] = SMALL
    for kind, signs in SIGNS.items():
        classes[[ord(sign) for sign in signs]] = kind
    return classes


CLASS_OF = _classes()
WORDY = np.isin(np.arange(CLASSES), (SMALL, CAPITAL, DIGIT))


@dataclass(frozen=True, slots=True)
class Looks:
    """What the lines of one page look like by themselves, a row or an entry for each.

    `own` are the columns that stay with the line, `near` those that are told of neighbours too, `summed` those that are
    summed over windows. `terms` are the pairs of line and term, as two arrays.
    """

    lengths: Column
    words: Column
    prose: Column
    known: Column
    tail: Column
    own: Column
    near: Column
    summed: Column
    terms: tuple[Column, Column]


def looks_of(lines: Sequence[Line]) -> Looks:
    """What the lines look like. There must be one at least."""
    texts, words_, stopped_, known_, *marks, folded = zip(*lines, strict=True)
    numbers = [words_, stopped_, [KINDS[kind] for kind in known_], *marks[:-1]]
    words, stopped, known, tail, prose, dotted, bound, site, address = np.array(numbers, np.float32)
    lengths, counts, first, last, capitalised = _signs_of(texts)
    some = np.maximum(words, 1)
    letters = np.maximum(counts[:, SMALL] + counts[:, CAPITAL] + counts[:, IDEOGRAPH], 1)
    seen = Counter(folded)
    again = np.array([min(seen[words], 5) for words in folded])
    log_words, log_length = np.log1p(words), np.log1p(lengths)
    shares = [bound / some, capitalised / some, site / some, address / some, counts[:, COMMA] / some]
    own = [
        *(words, stopped, known, tail, prose, log_length, first, last, again, dotted, *shares),
        *(counts[:, kind] for kind in (*SIGNS, OTHER)),
        *(counts[:, DIGIT] / np.maximum(lengths, 1), counts[:, CAPITAL] / letters, letters / some),
        counts[:, STOP] / some,
    ]
    teaser = words >= TEASER
    by_turns = teaser & ~_moved(teaser, 1) & ~_moved(teaser, -1) & (_moved(teaser, 2) | _moved(teaser, -2))
    near = [log_words, stopped, known, bound / some, capitalised / some, first, log_length]
    summed = [
        *(
            prose * np.minimum(words, MOST_WORDS),
            words,
            known == KINDS["junk"],
            known == KINDS["link_out"],
            prose,
            tail,
        ),
        *(site, address, dotted, by_turns, teaser, log_length, log_length**2, np.ones(len(lines))),
    ]
    return Looks(lengths, words, prose, known, tail, _table(own), _table(near), _table(summed), _terms_of(lines))


def _signs_of(texts: Sequence[str]) -> tuple[Column, Column, Column, Column, Column]:
    """For each line its length, its signs by class, the classes of its first and last sign, and capitalised words."""
    codes = np.frombuffer("\n".join([*texts, ""]).encode("utf-32-le", "surrogatepass"), np.uint32)
    classes = CLASS_OF[np.minimum(codes, LAST_CODE)]
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    starts = np.cumsum(lengths + 1) - lengths - 1
    owner = np.repeat(np.arange(len(texts)), lengths + 1)
    counts = np.bincount(owner * CLASSES + classes, minlength=len(texts) * CLASSES).reshape(-1, CLASSES)
    capital = classes == CAPITAL
    capital[1:] &= ~WORDY[classes[:-1]]
    capitalised = np.bincount(owner[capital], minlength=len(texts))
    return lengths, counts, classes[starts], classes[starts + np.maximum(lengths - 1, 0)], capitalised


def _terms_of(lines: Sequence[Line]) -> tuple[Column, Column]:
    terms = list(chain.from_iterable(line.terms for line in lines))
    ids = dict(zip(terms, count()))
    owner = np.repeat(np.arange(len(lines)), [len(line.terms) for line in lines])
    return owner, np.fromiter(map(ids.__getitem__, terms), np.int64, len(terms))


def _table(columns: Iterable[Column]) -> Features:
    return np.array(list(columns), np.float32).T


def _moved(column: Column, by: int) -> Column:
    """The column, each entry or row taken from `by` lines above; nothing where there is no such line."""
    moved = np.zeros_like(column)
    if by > 0:
        moved[by:] = column[:-by]
    else:
        moved[:by] = column[-by:]
    return moved


def _sums(table: Column, windows: Iterable[tuple[int, int]]) -> list[Column]:
    """For each window the sums of the columns over it, by line."""
    many, width = table.shape
    # nothing above the first line, and below the last one no more: each window is then one slice less another
    total = np.zeros((many + 1 + 2 * WIDEST, width))
    np.cumsum(table, axis=0, out=total[WIDEST + 1 : WIDEST + 1 + many])
    total[WIDEST + 1 + many :] = total[WIDEST + many]
    return [
        total[WIDEST + 1 + after : WIDEST + 1 + after + many] - total[WIDEST - before : WIDEST - before + many]
        for before, after in windows
    ]


def _since(flags: Column) -> Column:
    """For each row of flags the lines since the last flagged one, 0 on it, at most `FAR`."""
    places = np.arange(flags.shape[1])
    return np.minimum(places - np.maximum.accumulate(np.where(flags, places, -FAR), axis=1), FAR)


def _distances(*flags: Column) -> list[Column]:
    """For each column of flags the lines since the last flagged one, and those up to the next."""
    rows = np.array(flags)
    pairs = zip(_since(rows), _since(rows[:, ::-1])[:, ::-1], strict=True)
    return [distance for pair in pairs for distance in pair]


def _shared(terms: tuple[Column, Column], weight: Column) -> list[Column]:
    """For each line the share of its terms that other lines say, by their weight: said at all, and how often."""
    line, term = terms
    many = len(weight)
    counted = np.maximum(np.bincount(line, minlength=many), 1)
    mine = weight[line]
    said = np.bincount(term, weights=mine, minlength=1)[term] - mine if len(term) else mine
    return [
        np.bincount(line, weights=said > 0.5, minlength=many) / counted,
        np.bincount(line, weights=np.minimum(said, 5), minlength=many) / counted,
    ]


def _stretch(gains: Column) -> tuple[int, int]:
    """First and behind the last of the stretch with the greatest sum; an empty one where nothing gains."""
    sums = np.concatenate(([0.0], np.cumsum(gains)))
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return int(np.argmin(sums[: end + 1])), end


def features_of(looks: Looks, gains: Column) -> Features:
    """A row for each line of what the model is asked. `gains` are what rules say of the lines (see `blocks`)."""
    near = [_moved(looks.near, by) for by in AROUND]
    unlike = [np.abs(looks.near[:, LENGTH] - table[:, LENGTH]) for table in near]
    windows = (window[:, :-1] / window[:, -1:] for window in _sums(looks.summed, WINDOWS))
    begin, end = _stretch(gains)
    inside = _inside(begin, end, len(gains)) * looks.prose
    prose = looks.prose * np.minimum(looks.words, MOST_WORDS)
    columns = [
        *unlike,
        *_place(prose),
        *_place(looks.words)[:2],
        *_distances(
            looks.prose > 0,
            (looks.prose > 0) & (looks.words >= LONG_LINE),
            looks.tail > 0,
            *(looks.known == KINDS[kind] for kind in ("byline", "junk", "link_out")),
        ),
        *_ends(begin, end, len(gains)),
        *_shared(looks.terms, inside),
    ]
    return np.hstack([looks.own, *near, *windows, _table(columns)], dtype=np.float32)


def _place(amounts: Column) -> list[Column]:
    """Where each line stands: the share of the page's lines and of the amount above it, and the amounts around it."""
    below = np.cumsum(amounts[::-1])[::-1]
    above = np.cumsum(amounts) - amounts
    return [above / max(float(below[0]), 1.0), np.arange(len(amounts)) / len(amounts), above, below]


def _inside(begin: int, end: int, many: int) -> Column:
    inside = np.zeros(many)
    inside[begin:end] = 1
    return inside


def _ends(begin: int, end: int, many: int) -> list[Column]:
    """How far each line is from both ends of a stretch, and whether it is within."""
    places = np.arange(many)
    return [
        np.clip(places - begin, -FAR, FAR),
        np.clip(end - 1 - places, -FAR, FAR),
        _inside(begin, end, many),
    ]
