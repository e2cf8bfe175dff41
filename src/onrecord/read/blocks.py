"""Which lines of a flattened page are the article? Menus, shares, footers and pointers elsewhere are told apart.

`kinds_of` labels a sequence of lines by what they say, how long they are, how they end and where they stand. The body
is the stretch that gains most when prose counts for and other lines count against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model import BlockKind
from onrecord.read.dates import stamps_in
from onrecord.read.languages import STOP_WORDS
from onrecord.read.phrases import AGO, BYLINE, CAPTION, FURNITURE, JUNK_START, JUNK_WITHIN, LINK_OUT, STAMP_WORDS, TAIL

FURNITURE_SHARE = 0.06
"""Share of such words (at least two different ones) from which a line is the site's own."""

STOPS = ".!?…。！？؟"
"""Marks that end a sentence."""

CLOSERS = "\"”’'»)]“›」』*"
"""Marks that may follow the end of a sentence."""

PROSE_WORDS = 9
"""Words from which a line that ends in a stop is prose (nine of ten menu entries have fewer than seven)."""

LONG_WORDS = 22
"""Words from which a line is prose even without a stop."""

GAIN = 4
"""What a word of prose counts, at most `GAIN_WORDS` of a line."""

GAIN_WORDS = 40

LOSS = 18
"""What a line that is not prose counts against the stretch it stands in: some five words of prose."""

JUNK_LOSS = 30
"""The same for a line known to be junk."""

TAIL_LOSS = 400
"""The same for the heading of what stands below: only a long text beyond outweighs it."""

LENGTH_BONUS = 0.5
"""What eight words add to a headline's score: kickers and section names above it are shorter."""

SIGNED_BONUS = 0.25
"""What a byline or date close below adds."""

TEASER_SHARE = 0.12
"""Share of the stretch's prose that may be teasers above the title."""

SIGNED_WITHIN = 4
LEAST_SCORE = 0.4

LONGEST = 100_000
"""Characters up to which a line may be prose: whole articles on one line have a tenth of it."""

MOST_BLOCKS = 20_000
"""Blocks up to which a page is looked at: articles have hundreds; lists and logs have more and would take minutes."""

TITLE_WORDS = range(3, 36)

STANDFIRST_WORDS = 5
"""Words from which a line between title and body is a standfirst."""

HEADING_WORDS = 16
"""Words a heading between two paragraphs has at most."""

FLUENT_SHARE = 0.15
"""Share of function words in a long line without a stop from which it is prose; sentences have 0.3 to 0.5."""

FUNCTION_WORDS: frozenset[str] = frozenset().union(*STOP_WORDS.values())
LETTERED = re.compile("[A-Za-zÀ-ÿА-я]")
"""Scripts in which we know function words; a line in another script is believed to be prose when it is long."""

SIGNED_WORDS = 6
PARTED = re.compile(r"[|·•]|^[^\W\d_]+(?: [^\W\d_]+)?, ")
"""What parts a name or place from the date in one line, and how many words it may have."""

LETTERS = re.compile(r"[^\W\d_]{2}[^\W\d_]*\W+[^\W\d_]|[^\W\d_]{5}|[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]{2}")
"""What a heading holds at least: two words or a longer one, and not only a clock time."""

DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph and what it looks like. `words` counts words (two ideographs make one)."""

    text: str
    words: int
    stopped: bool
    known: BlockKind | None
    tail: bool

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph: a sentence with its stop, or long."""
        long_enough = self.words >= PROSE_WORDS and self.stopped
        return self.known is None and (long_enough or (self.words >= LONG_WORDS and self.fluent))

    @property
    def fluent(self) -> bool:
        """Whether function words bind it together, as they do sentences and not lists of names."""
        words = [word.lower() for word in WORD.findall(self.text)]
        bound = sum(word in FUNCTION_WORDS for word in words)
        return bound >= FLUENT_SHARE * len(words) or not LETTERED.search(self.text)


@lru_cache(maxsize=10_000)
def line_of(text: str) -> Line:
    """What a line looks like. The menus and footers of a site come again on each of its pages: they are remembered."""
    text = text.strip()
    if len(text) > LONGEST:
        return Line(text, 0, False, "junk", False)
    ideographs = len(IDEOGRAPH.findall(text))
    words = len(WORD.findall(text)) if ideographs < 4 else ideographs // 2
    known = known_kind(text, words)
    stopped = text.rstrip(CLOSERS).endswith(tuple(STOPS))
    return Line(text, words, stopped, known, bool(words <= 10 and TAIL.search(text)))


def known_kind(text: str, words: int) -> BlockKind | None:
    """The kind a line's own words give away: `link_out`, `junk`, `byline` (or dates), `caption`; else None."""
    if words == 0:
        return "junk"
    if words <= 40 and LINK_OUT.search(text):
        return "link_out"
    if words <= 60 and _of_the_site(text) and not (words > 35 and text.rstrip(CLOSERS).endswith(tuple(STOPS))):
        return "junk"
    if _furniture(text):
        return "junk"
    if words <= 25 and is_stamp(text):
        return "byline"
    if words <= 45 and is_byline(text):
        return "byline"
    return "caption" if words <= 60 and CAPTION.search(text) else None


def _of_the_site(text: str) -> bool:
    lower = text.lower()
    return bool(JUNK_START.match(text)) or any(word in lower and within.search(text) for word, within in JUNK_WITHIN)


def _furniture(text: str) -> bool:
    words = [word.lower() for word in WORD.findall(text)]
    found = [word for word in words if word in FURNITURE]
    return len(set(found)) > 1 and len(found) >= FURNITURE_SHARE * len(words)


def is_stamp(text: str) -> bool:
    """Whether a line holds dates and nothing else, but perhaps a name or place parted from it."""
    if AGO.search(text):
        return True
    if not DIGIT.search(text):
        return False
    rest, found, end = "", False, 0
    for stamp in stamps_in(text):
        rest, end, found = rest + text[end : stamp.start] + " ", stamp.end, True
    rest += text[end:]
    parted = PARTED.search(text) is not None and len(WORD.findall(rest)) <= SIGNED_WORDS
    return found and (not rest.strip() or parted or bool(STAMP_WORDS.match(rest)))


def is_byline(text: str) -> bool:
    """Whether a line says who wrote: "By A. Writer", "-- A. Writer", "Reporting by ...", and the like."""
    return BYLINE.search(text) is not None


def kinds_of(texts: Sequence[str]) -> list[BlockKind]:
    """A kind for each line, the body found as a whole."""
    return kinds_of_lines([line_of(text) for text in texts])


def kinds_of_lines(lines: Sequence[Line]) -> list[BlockKind]:
    """A kind for each line, as `kinds_of` gives them."""
    begin, end = body_of(lines)
    title = title_of(lines, begin, end)
    if title is not None and title >= begin:
        begin = title + 1
    kinds: list[BlockKind] = [line.known or "junk" for line in lines]
    for index in range(begin, end):
        kinds[index] = _inside(lines, index, end)
    if title is not None:
        _mark_headline(lines, kinds, title, begin, end)
    _drop_boxes(kinds, end)
    return kinds


def body_of(lines: Sequence[Line]) -> tuple[int, int]:
    """The stretch (first, behind the last) that gains most; (n, n) when no line is prose."""
    return best_stretch([_gain(line) for line in lines])


def best_stretch(gains: Sequence[int]) -> tuple[int, int]:
    """The stretch (first, behind the last) with the greatest sum; (n, n) when no gain is positive."""
    best, best_range, total, begin = 0, (len(gains), len(gains)), 0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, begin = 0, index
        total += gain
        if total > best:
            best, best_range = total, (begin, index + 1)
    return best_range


def _gain(line: Line) -> int:
    if line.tail:
        return -TAIL_LOSS
    if line.prose:
        return GAIN * min(line.words, GAIN_WORDS)
    if line.known == "junk":
        return -JUNK_LOSS
    if line.known is not None:
        return -LOSS // 3
    # quotes and short sentences stand in bodies: they cost nothing
    return 0 if line.stopped and line.words >= 3 else -LOSS


def _inside(lines: Sequence[Line], index: int, end: int) -> BlockKind:
    """The kind of a line within the body."""
    line = lines[index]
    if line.known is not None:
        return line.known
    if line.prose or (line.stopped and line.words >= 2):
        return "paragraph"
    if not LETTERS.search(line.text):
        return "junk"
    followed = index + 1 < end and lines[index + 1].prose
    return (
        "heading"
        if followed and 1 < line.words <= HEADING_WORDS
        else "paragraph"
        if line.words > HEADING_WORDS
        else "junk"
    )


def _mark_headline(lines: Sequence[Line], kinds: list[BlockKind], title: int, begin: int, end: int) -> None:
    """Mark the title, its repetitions, and what stands between the title and the body."""
    kinds[title] = "title"
    same = _folded(lines[title].text)
    for index, line in enumerate(lines):
        if index != title and _folded(line.text) == same:
            kinds[index] = "title" if title < index < begin else "junk"
    for index in range(title + 1, min(begin + 1, len(lines))):
        line = lines[index]
        under_title = index < begin and not line.tail and line.words >= STANDFIRST_WORDS
        # the body's first line without a stop is a standfirst that was long enough to look like prose
        long_standfirst = index == begin < end - 1 and not line.stopped
        if line.known is None and ((under_title and kinds[index] == "junk") or long_standfirst):
            kinds[index] = "subtitle"


def title_of(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """Which line is the title: at the body's start, not furniture, and about what the body is about.

    Within the stretch (teasers may stand above the title) only a line that a byline or date follows is asked.
    """
    body = Counter(term for line in lines[begin:end] for term in _terms(line.text))
    repeated = Counter(_folded(line.text) for line in lines[:begin])
    best: tuple[float, int] | None = None
    for index in range(_behind_teasers(lines, begin, end)):
        line, signed = lines[index], _is_signed(lines, index)
        if line.known is not None or line.words not in TITLE_WORDS or (index >= begin and (line.prose or not signed)):
            continue
        score = _headline_score(line, body) + 0.3 * (repeated[_folded(line.text)] > 1) + SIGNED_BONUS * signed
        score -= 0.02 * min(max(begin - index, 0), 25)
        # of two headlines that follow each other the first is the title: the second must be clearly better
        margin = 0.3 if best and best[1] == index - 1 else 0.1
        if best is None or score > best[0] + margin:
            best = (score, index)
    return best[1] if best and best[0] >= LEAST_SCORE else None


def _behind_teasers(lines: Sequence[Line], begin: int, end: int) -> int:
    """The first line of the stretch that is surely body: before it lies little of the stretch's prose."""
    left = TEASER_SHARE * sum(line.words for line in lines[begin:end] if line.prose)
    for index in range(begin, end):
        left -= lines[index].words if lines[index].prose else 0
        if left < 0:
            return index
    return begin


def _headline_score(line: Line, body: Counter[str]) -> float:
    """How much a line looks like the headline over a body: its terms come again, and it is no mere label."""
    terms = _terms(line.text)
    about = sum(1 for term in terms if term in body) / len(terms) if terms else 0.0
    return about + LENGTH_BONUS * min(line.words, 8) / 8 - 0.3 * line.stopped - 0.3 * (len(terms) < 2)


def _is_signed(lines: Sequence[Line], index: int) -> bool:
    """Whether a byline or a date stands among the next lines."""
    return any(line.known == "byline" for line in lines[index + 1 : index + 1 + SIGNED_WITHIN])


def _terms(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text) if len(word) > 3}


def _folded(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _drop_boxes(kinds: list[BlockKind], end: int) -> None:
    """Below the body only pointers elsewhere and the bylines close to it keep their kind."""
    for index in range(end, len(kinds)):
        near = index <= end + 2
        if not (kinds[index] == "link_out" or (kinds[index] == "byline" and near)):
            kinds[index] = "junk"
