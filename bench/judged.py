"""Is a statement of ours right, and is its speaker? Judged by the labels of annotated articles and of labelled pages.

A speaker is `right` (the labelled one), `open` (a shorter or longer form of the name, or a phrase that names nobody) or
`wrong`: somebody else. Statements that no label holds have no speaker to compare with.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import PurePath
from types import ModuleType
from typing import Any, Literal, TypeAlias

from paired import HALF, Words, likeness, pairs_of
from predicted import Row
from speakers import forms_of, name_of, outcome

from onrecord import resolve
from onrecord.extract import Attribution, Parsed, claims_of, extractors
from onrecord.model import Page, Statement
from onrecord.serve.harm import PRONOUNS, held_back

Worth: TypeAlias = Literal["right", "open", "wrong", "unlabelled"]

OPTIONAL = frozenset({"belief", "headline"})
"""Labels of reports that count neither way, as in the labels of pages; so do reports inside reports."""
NOT_SAID = "hyp"
"""The label of a saying that did not happen: to report it is a mistake."""
SURE = 1.96
"""Standard deviations of a 95 % interval."""
FIRST = frozenset({"a", "an", "the", "both", "some", "many", "several", "his", "her", "its", "their", "our", "my"})
"""Words that open a phrase; their capital is that of a sentence."""
INSIDE = 0.8
"""Share of a statement's words that a labelled page's content must hold for its speaker to be the one to compare."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A statement and what the labels say: `found` None where they count it neither way."""

    where: str
    statement: Statement
    found: bool | None
    speaker: Worth
    wanted: tuple[str, ...] = ()

    @property
    def named(self) -> bool:
        """Whether somebody is named: to a statement that nobody is said to have made no confidence can be held."""
        return any(name.lower() not in PRONOUNS for name in best_names(self.statement))

    @property
    def shown(self) -> bool:
        """Whether it is shown under its speaker's name without a person having looked."""
        return held_back(self.statement) is None


def statements_of(parsed: Parsed, how: Attribution) -> tuple[Statement, ...]:
    """The statements of one page as a build makes them of this page alone."""
    claims, broken = claims_of(parsed, extractors(how))
    if broken:
        raise SystemExit(broken[0].why)  # scores without one extractor's claims would mean nothing
    return resolve.named(parsed.page, claims).statements


def best_names(statement: Statement) -> tuple[str, ...]:
    """Who speaks: all who speak together, else whoever weighs most."""
    most = max((speaker.weight for speaker in statement.speakers), default=0)
    some = (speaker for speaker in statement.speakers if statement.joint or speaker.weight == most)
    return tuple(dict.fromkeys(speaker.name for speaker in some if speaker.name))


def judged_article(row: Row, statements: Sequence[Statement]) -> Iterator[Judged]:
    """The statements of one annotated article."""
    words, forms = Words(row["text"]), forms_of(row, row["text"])
    labelled = row["attributions"]
    wanted = [words.of(one["content"]) for one in labelled]
    given = [words.of((cite.start, cite.end) for cite in s.content) for s in statements]
    paired = pairs_of(len(given), len(wanted), lambda a, b: likeness(given[a], wanted[b]))
    for number, statement in enumerate(statements):
        where = f"{row['id']}:{statement.content[0].start}"
        at = paired.get(number)
        holder = at if at is not None else _holder(given[number], wanted)
        if holder is None:
            yield Judged(where, statement, False, "unlabelled")
            continue
        one = labelled[holder]
        found = _counts(one) if at is not None else False
        yield Judged(where, statement, found, _worth(one, statement, forms, row["text"]), _wanted(row, one))


def _holder(given: frozenset[int], wanted: Sequence[frozenset[int]]) -> int | None:
    """The smallest labelled content that holds most of the words: a part of a long quotation has its speaker."""
    holders = [number for number, words in enumerate(wanted) if len(given & words) > HALF * len(given)]
    return min(holders, key=lambda number: (len(wanted[number]), number), default=None)


def _counts(one: Row) -> bool | None:
    labels = set(one["labels"])
    if NOT_SAID in labels:
        return False
    return None if labels & OPTIONAL or one["inside"] is not None else True


def _worth(one: Row, statement: Statement, forms: dict[str, Any], text: str) -> Worth:
    names = best_names(statement)
    if not names:
        return "open"
    if not one["speakers"]:
        return "wrong"
    words = text[one["source"][0][0] : one["source"][-1][1]] if one["source"] else ""
    worth: Worth = outcome(one, names, forms, words)  # type: ignore[assignment]
    return worth


def _wanted(row: Row, one: Row) -> tuple[str, ...]:
    return tuple(name_of(row, key) for key in one["speakers"])


def judged_pages(
    gold: Row, pages: Iterable[Page], statements: Iterable[Statement], tool: ModuleType
) -> Iterator[Judged]:
    """The statements of labelled pages. `tool` is the scorer of records: what counts as found is its affair."""
    file_of = {page.id: PurePath(page.source.replace("\\", "/")).name for page in pages}
    files = {article["file"] for article in gold["articles"]}
    given = [statement for statement in statements if file_of[statement.page] in files]
    names = tool.Names(gold.get("aliases", []))
    labelled = [(one["file"], " ".join([one["content"], *one.get("content_more", [])])) for one in gold["statements"]]
    paired = tool.pairs(labelled, given, lambda file, s: file_of[s.page] == file, content_of)
    label_of = {number: label for label, number in paired.items()}
    for number, statement in enumerate(given):
        file = file_of[statement.page]
        where = f"{file}:{statement.content[0].start}"
        at = label_of.get(number)
        here = {i: words for i, (other, words) in enumerate(labelled) if other == file}
        holder = at if at is not None else _holder_of(content_of(statement), here, tool)
        if holder is None:
            yield Judged(where, statement, False, "unlabelled")
            continue
        one = gold["statements"][holder]
        found = False if at is None else None if one.get("optional") else True
        yield Judged(where, statement, found, _worth_of(statement, one, names), tuple(one["speaker"]))


def content_of(statement: Statement) -> str:
    """The words of a statement as the scorer of records compares them."""
    return " ".join(cite.text for cite in statement.content)


def _holder_of(content: str, whole: dict[int, str], tool: ModuleType) -> int | None:
    said = set(tool.words(content))
    shares = {number: len(said & set(tool.words(words))) for number, words in whole.items()}
    holders = [number for number, share in shares.items() if said and share >= INSIDE * len(said)]
    return min(holders, key=lambda number: (len(whole[number]), number), default=None)


def _worth_of(statement: Statement, one: Row, names: Any) -> Worth:
    given = best_names(statement)
    if not given:
        return "open"
    worths = {_worth_of_name(name, one["speaker"], names) for name in given}
    worst: Worth = next(worth for worth in ("wrong", "open", "right") if worth in worths)  # type: ignore[assignment]
    return worst


def _worth_of_name(name: str, wanted: Iterable[str], names: Any) -> Worth:
    if any(names.same(name, other) for other in wanted):
        return "right"
    words = set(names.key(name).split())
    others = [set(names.key(other).split()) for other in wanted]
    partly = any(words <= other or other <= words for other in others)
    return "open" if partly or not _is_name(name) else "wrong"


def _is_name(words: str) -> bool:
    """Whether the words name somebody; "both men" do not."""
    first, _, others = words.partition(" ")
    return any(letter.isupper() for letter in (others if first.lower() in FIRST else words))


def shown_quotes(judged: Iterable[Judged]) -> list[Judged]:
    """Direct quotations that are shown under a name."""
    return [one for one in judged if one.shown and one.statement.form == "direct"]


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % interval of a share (Wilson 1927): it holds for few cases and for shares near nought."""
    if not total:
        return 0.0, 1.0
    share, square = hits / total, SURE * SURE / total
    middle = (share + square / 2) / (1 + square)
    half = SURE * sqrt(share * (1 - share) / total + square / (4 * total)) / (1 + square)
    return max(0.0, middle - half), min(1.0, middle + half)
