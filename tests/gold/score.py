"""How much of what the labels name does a record hold, and how much else does it claim?

Every measure is a number between 0 and 1 (1 is best). `content` and `surface` match when the F1 of their words is at
least 0.6 (0.3 for figures, whose surfaces are short); each row is used once, the most alike first. Optional labels
count neither way. Names are one when their words agree, or when an alias list of the labels joins them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from labels import name_of

Row = dict[str, Any]
WORD = re.compile(r"\w+")
PLAIN = frozenset({"the", "a", "an", "of", "s", "commander", "so", "called"})
"""Words that do not tell two names apart."""
BODY = frozenset({"lead", "paragraph", "heading", "dateline"})
ALIKE, ALIKE_SHORT = 0.6, 0.3


def words(text: str | None) -> list[str]:
    """The words of a text, lower case."""
    return WORD.findall((text or "").lower())


def likeness(a: str | None, b: str | None) -> float:
    """F1 of two texts' words, counted with repeats."""
    left, right = Counter(words(a)), Counter(words(b))
    return 2 * (left & right).total() / max(1, left.total() + right.total())


def share(part: float, whole: float) -> float:
    """Part of whole; 1 when nothing was asked for."""
    return round(part / whole, 4) if whole else 1.0


def f1(right: int, found: int, wanted: int) -> float:
    """Harmonic mean of precision and recall."""
    return share(2 * right, found + wanted)


@dataclass(frozen=True, slots=True)
class Names:
    """Which names are one, by the alias lists of the labels."""

    groups: Mapping[str, int]

    @classmethod
    def of(cls, lists: Sequence[Sequence[str]]) -> Names:
        """Read the alias lists."""
        return cls({key(name): number for number, names in enumerate(lists) for name in names})

    def same(self, a: str | None, b: str | None) -> bool:
        """Whether two names are one."""
        left, right = key(a), key(b)
        if not left or not right:
            return False
        return left == right or (left in self.groups and self.groups[left] == self.groups.get(right))

    def any(self, got: Iterable[str | None], wanted: str | Sequence[str | None] | None) -> bool:
        """Whether one of the names is one of the wanted ones; a label that names nobody asks for nobody."""
        listed = [wanted] if isinstance(wanted, str) or wanted is None else wanted
        return listed in ([None], []) or any(self.same(a, b) for a in got for b in listed)


def key(name: str | None) -> str:
    """A name without the words that do not tell names apart."""
    return " ".join(word for word in words(name) if word not in PLAIN)


def paired(
    gold: Sequence[Row], found: Sequence[Row], alike: Callable[[Row, Row], float], least: float
) -> dict[int, int]:
    """Labels and rows of one page, matched one to one, the most alike first: {place in gold: place in found}."""
    candidates = sorted(
        (-score, i, j)
        for i, label in enumerate(gold)
        for j, row in enumerate(found)
        if label["file"] == row["file"] and (score := alike(label, row)) >= least
    )
    matched: dict[int, int] = {}
    for _, i, j in candidates:
        if i not in matched and j not in matched.values():
            matched[i] = j
    return matched


def dated(got: Row | None, wanted: str | None) -> bool:
    """Whether a date is the wanted one or lies inside it, all ends of it."""
    edtf = (got or {}).get("edtf") or ""
    parts = re.split(r",|/|\.\.", edtf.strip("[]{}"))
    return bool(edtf and wanted) and all(part.strip().startswith((wanted or "")[:10]) for part in parts)


def scores(export: Mapping[str, list[Row]], gold: Row) -> dict[str, float]:
    """All measures of an export (file kind to rows, as written) against the labels."""
    names = Names.of(gold["aliases"])
    rows = _with_files(export)
    said, of_statements = statements(rows["statements"], gold["statements"], names)
    counted, of_figures = figures(rows["figures"], gold["figures"], gold["figures_optional"], names)
    return {
        "cites": cites(rows),
        **pages(rows["pages"], gold, names),
        "refusals": refusals(rows["refusals"], gold["refused"]),
        **of_statements,
        **of_figures,
        **links(rows["links"], gold, said | counted),
        **entities(rows["entities"], gold),
        "stories": stories(rows["pages"], gold["stories"]),
        "references": references(rows, gold["references"]),
        **offices(rows["offices"], gold["offices"], names),
        **memberships(rows["memberships"], gold["memberships"], names),
        **designations(rows["designations"], gold["designations"], names),
    }


def _with_files(export: Mapping[str, list[Row]]) -> dict[str, list[Row]]:
    file_of = {page["id"]: name_of(page["source"]) for page in export["pages"]}
    rows = {kind: [row | {"file": file_of.get(row.get("page", ""))} for row in export[kind]] for kind in export}
    return rows | {"pages": [page | {"file": file_of[page["id"]]} for page in export["pages"]]}


def cites(rows: Mapping[str, list[Row]]) -> float:
    """The share of spans whose words stand where they say."""
    text = {page["id"]: page["text"] for page in rows["pages"]}
    spans = [(row["page"], span) for row in rows["statements"] for span in (*row["content"], row["cue"]) if span]
    spans += [
        (row["page"], row)
        for kind in ("figures", "offices", "memberships", "designations", "events", "times", "mentions")
        for row in rows[kind]
    ]
    return share(sum(text[page][span["start"] : span["end"]] == span["text"] for page, span in spans), len(spans))


def pages(found: list[Row], gold: Row, names: Names) -> dict[str, float]:
    """Title, outlet, author and day of each page, the edges of its body, and the junk kept out of it."""
    page_of = {page["file"]: page for page in found}
    asked: dict[str, list[bool]] = {}
    for article in gold["articles"]:
        page = page_of.get(article["file"], {"text": "", "blocks": []})
        for name, right in _page_checks(page, article, names):
            asked.setdefault(f"pages.{name}", []).append(right)
    return {name: share(sum(right), len(right)) for name, right in asked.items()}


def refusals(found: list[Row], gold: list[Row]) -> float:
    """F1 of the files that are refused, in whole or in part, with a reason."""
    got = {name_of(row["source"]) for row in found if row["why"]}
    wanted = {row["file"] for row in gold}
    return f1(len(got & wanted), len(got), len(wanted))


def _page_checks(page: Row, article: Row, names: Names) -> Iterable[tuple[str, bool]]:
    body = "\n".join(page["text"][block["start"] : block["end"]] for block in page["blocks"] if block["kind"] in BODY)
    titles = (article["title"], article.get("title_also"))
    yield "title", any(likeness(page.get("title"), title) > 0.9 for title in titles if title)
    yield "published", dated(page.get("published"), article["published"])
    yield "outlet", names.same(page.get("outlet"), article["outlet"])
    yield "language", page.get("language") == article["language"]
    yield (
        "body",
        " ".join(words(article["first"])) in (flat := " ".join(words(body)))
        and (" ".join(words(article["last"])) in flat),
    )
    yield from (("junk", bool(body) and junk not in body) for junk in article["junk"])
    if article["author"]:
        yield "author", likeness(page.get("author"), article["author"]) > 0.9


def statements(found: list[Row], gold: list[Row], names: Names) -> tuple[dict[str, str], dict[str, float]]:
    """Which row stands for which label, and the measures of statements."""
    matched = paired(gold, found, _content_likeness, ALIKE)
    must = [i for i, label in enumerate(gold) if not label["optional"]]
    hits = [(gold[i], found[matched[i]]) for i in must if i in matched]
    claimed = len(found) - (len(matched) - len(hits))
    right = sum(_speakers_right(label, row, names) for label, row in hits)
    told = [(label, row) for label, row in hits if label["said"]]
    relayed = [(label, row) for label, row in hits if label["via"]]
    direct = [(label, row) for label, row in hits if row["form"] == "direct"]
    repaired = [row["repaired"] for label, row in hits if label.get("repaired")]
    measures = {
        "statements.content": f1(len(hits), claimed, len(must)),
        "statements.content_and_speaker": f1(right, claimed, len(must)),
        "statements.speaker": share(right, len(hits)),
        "statements.direct_speaker": share(sum(_speakers_right(g, r, names) for g, r in direct), len(direct)),
        "statements.form": share(sum(row["form"] in either(label["form"]) for label, row in hits), len(hits)),
        "statements.said": share(sum(dated(row["said"], label["said"]) for label, row in told), len(told)),
        "statements.repaired": share(sum(repaired), sum(bool(label.get("repaired")) for label in gold)),
        "statements.via": share(sum(names.same(row["via"], label["via"]) for label, row in relayed), len(relayed)),
    }
    return {gold[i]["id"]: found[j]["id"] for i, j in matched.items()}, measures


def _content_likeness(label: Row, row: Row) -> float:
    whole = " ".join((label["content"], *label.get("content_more", ())))
    return likeness(whole, " ".join(span["text"] for span in row["content"]))


def _speakers_right(label: Row, row: Row, names: Names) -> bool:
    listed = row["speakers"]
    top = max((speaker["weight"] for speaker in listed), default=0)
    who = [speaker["name"] for speaker in listed if row["joint"] or speaker["weight"] == top]
    fair = bool(who) and all(names.any([name], label["speaker"]) for name in who)
    return fair and (not label.get("joint") or all(names.any(who, [name]) for name in label["speaker"]))


def either(value: str | list[str] | None) -> list[Any]:
    """One label or several, as a list."""
    return value if isinstance(value, list) else [value]


def figures(
    found: list[Row], gold: list[Row], optional: list[Row], names: Names
) -> tuple[dict[str, str], dict[str, float]]:
    """Which row stands for which label, and the measures of figures."""
    every = [*gold, *optional]
    matched = paired(every, found, _surface_likeness, ALIKE_SHORT)
    hits = [(gold[i], found[j]) for i, j in matched.items() if i < len(gold)]
    given = [(label, row) for label, row in hits if label["given_by"]]
    measures = {
        "figures.found": f1(len(hits), len(found) - (len(matched) - len(hits)), len(gold)),
        "figures.value": share(sum(_bounds(label) == _bounds(row) for label, row in hits), len(hits)),
        "figures.modifier": share(sum(label["modifier"] == row["modifier"] for label, row in hits), len(hits)),
        "figures.given_by": share(sum(names.any(r["given_by"], [g["given_by"]]) for g, r in given), len(given)),
    }
    return {every[i]["id"]: found[j]["id"] for i, j in matched.items()}, measures


def _surface_likeness(label: Row, row: Row) -> float:
    alike = likeness(label["surface"], row["text"])
    near = not label.get("span") or max(label["span"][0], row["start"]) < min(label["span"][1], row["end"])
    return alike if near else 0.0


def _bounds(row: Row) -> tuple[float | None, float | None]:
    """Low and high; a vague number is open, whatever its bounds."""
    return (None, None) if row["modifier"] == "vague" else (row["low"], row["high"])


WANTED = {
    "figure_changes": {"changes"},
    "figure_agrees": {"agrees"},
    "figure_same_utterance": {"same_utterance", "agrees"},
    "repeats": {"repeats", "same_utterance"},  # whether he said it twice that day no page tells
}
"""Kinds of labelled links that a record may word otherwise; all others are the record's own words."""


def links(found: list[Row], gold: Row, row_of: Mapping[str, str]) -> dict[str, float]:
    """The share of labelled links that the record holds, and of the links it draws between labelled rows."""
    kinds: dict[frozenset[str], set[str]] = {}
    for link in found:
        kinds.setdefault(frozenset((link["a"], link["b"])), set()).add(link["kind"])
    held = {True: [0, 0], False: [0, 0]}
    for label in gold["links"]:
        got = kinds.get(frozenset(row_of.get(label[end], label[end]) for end in "ab"), set())
        right = bool(got & WANTED.get(label["kind"], {label["kind"]}))
        held[bool(label.get("hard"))][0] += right
        held[bool(label.get("hard"))][1] += 1
    fair = {frozenset(row_of.get(label[end]) for end in "ab") for label in gold["links"] + gold["links_optional"]}
    known = set(row_of.values())
    claimed = [pair for pair in kinds if pair <= known and len(pair) == 2]
    return {
        "links.plain": share(*held[False]),
        "links.hard": share(*held[True]),
        "links.fair": share(sum(pair in fair for pair in claimed), len(claimed)),
    }


def entities(found: list[Row], gold: Row) -> dict[str, float]:
    """Alias lists held as one entity (where two names are known), entities that mix no lists, names of the right kind.

    A name is of the right kind when each entity that carries it is: a state that is also a person elsewhere is wrong.
    """
    groups = [{key(name) for name in names} for names in gold["aliases"]]
    held = [{key(name) for name in (row["name"], *row["aliases"])} for row in found]
    known = set().union(*held)
    asked = [group for group in groups if len(group & known) > 1]
    joined = [any(len(group & one) == len(group & known) for one in held) for group in asked]
    apart = [sum(bool(group & one) for group in groups) < 2 for one in held]
    kinds = [
        {row["kind"] for row, one in zip(found, held, strict=True) if key(g["name"]) in one} for g in gold["entities"]
    ]
    right = [bool(got) and got <= set(label["kind"]) for got, label in zip(kinds, gold["entities"], strict=True)]
    return {
        "entities.joined": share(sum(joined), len(asked)),
        "entities.apart": share(sum(apart), len(held)),
        "entities.kind": share(sum(right), len(right)),
    }


def stories(found: list[Row], gold: list[list[str]]) -> float:
    """The share of page pairs that stand together or apart as labelled."""
    story = {page["file"]: page["story"] for page in found}
    label = {file: number for number, files in enumerate(gold) for file in files}
    pairs = list(combinations(sorted(label), 2))
    agree = [(label[a] == label[b]) == (story.get(a) is not None and story.get(a) == story.get(b)) for a, b in pairs]
    return share(sum(agree), len(agree))


def references(rows: Mapping[str, list[Row]], gold: list[Row]) -> float:
    """The share of labelled references and reprints that the record holds, in their direction."""
    file_of = {page["id"]: page["file"] for page in rows["pages"]}
    got = {(link["kind"], file_of.get(link["a"]), file_of.get(link["b"])) for link in rows["links"]}
    return share(sum((row["kind"], row["file"], row["to"]) in got for row in gold), len(gold))


def offices(found: list[Row], gold: list[Row], names: Names) -> dict[str, float]:
    """Person and title must be the labelled ones (a title may carry up to three words more), on the labelled page."""

    def same(label: Row, row: Row) -> bool:
        title, wanted = words(row["title"]), words(label["office"])
        return (
            names.same(row["person"], label["person"])
            and set(wanted) <= set(title)
            and len(title) <= len(wanted) + 3
            and _agree(label["organization"], row["organization"])
        )

    return _held("offices", [row | {"file": file} for row in gold for file in row["files"]], found, same)


def _agree(wanted: str | None, got: str | None) -> bool:
    return not wanted or not got or likeness(wanted, got) > 0.3


def memberships(found: list[Row], gold: list[Row], names: Names) -> dict[str, float]:
    """Member, body and role must be the labelled ones, on the labelled page."""

    def same(label: Row, row: Row) -> bool:
        pairs = ((row["member"], label["member"]), (row["body"], label["body"]))
        return row["role"] == label["role"] and all(names.same(a, b) for a, b in pairs)

    return _held("memberships", [row | {"member": name} for row in gold for name in row["members"]], found, same)


def designations(found: list[Row], gold: list[Row], names: Names) -> dict[str, float]:
    """Target, step, list, actor and day must be the labelled ones where the labels name them."""

    def same(label: Row, row: Row) -> bool:
        actors = [row["by"]] if label["status"] in ("proposed", "blocked") else [row["by"], row["authority"]]
        return (
            row["status"] == label["status"]
            and names.same(row["target"], label["target"])
            and names.any([row["authority"]], label["authority"])
            and names.any(actors, label.get("by"))
            and (not label.get("date") or dated(row["date"], label["date"]))
        )

    return _held("designations", [row | {"file": file} for row in gold for file in row["files"]], found, same)


def _held(kind: str, gold: list[Row], found: list[Row], same: Callable[[Row, Row], bool]) -> dict[str, float]:
    """Recall of the labels that must be held, precision of the rows on labelled pages."""
    met = [[j for j, row in enumerate(found) if row["file"] == label["file"] and same(label, row)] for label in gold]
    must = [bool(rows) for label, rows in zip(gold, met, strict=True) if not label.get("optional")]
    used = {j for rows in met for j in rows}
    return {f"{kind}.recall": share(sum(must), len(must)), f"{kind}.precision": share(len(used), len(found))}
