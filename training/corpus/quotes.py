"""Which stretches of a text stand in quotation marks?

Marks are paired within a line, by their shape and by what stands around them. A quote that runs over several
paragraphs opens each of them and closes the last, so an open mark is fine where the next paragraph opens again.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

CLOSER = {"“": "”", "„": "”", "«": "»", '"': '"', "‘": "’", "'": "'", "``": "''"}
OPENING = frozenset(CLOSER) - {'"', "'"}
SINGLE = frozenset("‘'")
MARK = re.compile(r"``|''|[“”„«»\"‘’']")
BEFORE_OPENING = frozenset(" \t\xa0([/")
CLAUSE_END = frozenset(",;:.?!)")
DASHES = frozenset("-–—")


@dataclass(frozen=True, slots=True)
class Quote:
    """What stands between two marks, from `start` to `end`; `depth` 0 is the outermost."""

    start: int
    end: int
    depth: int


@dataclass(frozen=True, slots=True)
class Stray:
    """A quotation mark without its partner."""

    at: int
    mark: str


def quotes_of(text: str) -> tuple[list[Quote], list[Stray]]:
    """All quoted stretches of the text in order, and the double marks that have no partner."""
    quotes: list[Quote] = []
    strays: list[Stray] = []
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        found, lost = _paired(line.group(), after.group() if after else "")
        quotes += [Quote(quote.start + line.start(), quote.end + line.start(), quote.depth) for quote in found]
        strays += [Stray(stray.at + line.start(), stray.mark) for stray in lost]
    return sorted(quotes, key=lambda quote: (quote.start, -quote.end)), strays


def _paired(line: str, after: str) -> tuple[list[Quote], list[Stray]]:
    open_marks: list[tuple[str, int, int]] = []
    quotes: list[Quote] = []
    strays: list[Stray] = []
    for match in MARK.finditer(line):
        mark = match.group()
        if mark == "“" and open_marks and open_marks[-1][0] == "„":
            mark = "”"  # German quotes close with the mark that opens English ones
        waiting = [CLOSER[opened] for opened, _, _ in open_marks]
        if _opens(line, match.start(), mark, waiting, after):
            open_marks.append((mark, match.start(), match.end()))
        elif mark in waiting and _closes(line, match):
            while CLOSER[open_marks[-1][0]] != mark:
                strays += _kept(open_marks.pop())
            _, _, start = open_marks.pop()
            quotes.append(Quote(start, match.start(), len(open_marks)))
        elif mark in {'"', "”", "»"}:
            strays.append(Stray(match.start(), mark))
    for depth, opened in enumerate(open_marks):
        if after.lstrip().startswith(opened[0]):
            quotes.append(Quote(opened[2], len(line), depth))
        else:
            strays += _kept(opened)
    return quotes, strays


def _kept(opened: tuple[str, int, int]) -> list[Stray]:
    # a single mark without a partner is an apostrophe
    return [] if opened[0] in SINGLE else [Stray(opened[1], opened[0])]


def _opens(line: str, at: int, mark: str, waiting: list[str], after: str) -> bool:
    if mark in OPENING:
        return True
    if mark not in CLOSER:
        return False
    before, behind = line[at - 1 : at], line[at + 1 : at + 2]
    if not behind or (mark in waiting and (behind.isspace() or behind in CLAUSE_END)):
        return False
    edge = not before or before in BEFORE_OPENING
    inner = before in DASHES or before in {'"', "“", "‘", "'"}
    shaped = edge or (inner and (behind.isalnum() or behind in {"'", "‘", "$", "£", "€"}))
    if mark == '"':
        return shaped
    return shaped and behind.isalnum() and (_has_closer(line, at) or (not before and after.startswith("'")))


def _has_closer(line: str, at: int) -> bool:
    return re.search(r"\S'(?!\w)", line[at + 1 :]) is not None


def _closes(line: str, match: re.Match[str]) -> bool:
    if match.group() not in {"’", "'"}:
        return True
    before, behind = line[match.start() - 1 : match.start()], line[match.end() : match.end() + 1]
    rest = line[match.end() :]
    if before == "s" and re.match(r" [a-z]", rest) and re.match(r"[^‘]*?[^\s‘]" + match.group() + r"(?!\w)", rest):
        return False  # the bakers' hall: a possessive, as the quote closes further on
    return bool(before.strip()) and not behind.isalnum()
