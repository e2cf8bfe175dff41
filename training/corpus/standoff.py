"""How does a real text get annotated without its words entering the corpus?

    python training/corpus/standoff.py start --data FILE.jsonl --id ID copy.txt    # a copy to mark, kept outside
    python training/corpus/standoff.py show --data FILE.jsonl --id ID copy.txt     # a copy of what is committed
    python training/corpus/standoff.py keep --data FILE.jsonl copy.txt ...         # writes real/<id>.json

`keep` refuses a copy whose text without its marks is not the source text, byte for byte. `--second` keeps a second,
independent pass under real/second/. Keys of the cast become e1, e2, ..., and names become the places where they stand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from annotation import UNNAMED, Article, Member, article_of, standoff_of
from check import CHECKS, faults_of_standoff
from marks import PRONOUN, Marked, read_marked

from read import REAL, SECOND, named, real_splits

ADVICE = ("_missed_cues", "_size", "_quotation")
"""Checks that only advise on a real text: its quotation marks and sizes are as they are."""

CHAIN_KINDS = {"person": "person", "organization": "organization", "place": "place"}
FEWEST_MENTIONS = 2
NAME = re.compile(r"[A-Z][\w.'’-]*(?: (?:[A-Z][\w.'’-]*|of|the|de|van|von))*")


def start_of(row: dict[str, Any]) -> str:
    """A copy to mark: header, the cast that the coreference chains suggest, and the text as it is."""
    head = {"id": row["id"], "date": row.get("date") or row.get("dct") or "", "source": row.get("source", "")}
    lines = [f"{name}: {value}" for name, value in head.items()]
    members = [f"  {one.key} | {one.name} | {one.kind}" for one in _suggested(row)]
    return "\n".join([*lines, "cast:", *members, "---", row["text"]]) + "\n"


def _suggested(row: dict[str, Any]) -> Iterator[Member]:
    """Named people and organizations of the chains, each by its longest name; a key is the name's last word."""
    taken: set[str] = set()
    for chain in row.get("coreference", ()):
        kind = CHAIN_KINDS.get(chain["type"])
        words = [row["text"][start:end] for start, end in chain["mentions"]]
        names = [word for word in words if NAME.fullmatch(word) and not PRONOUN.fullmatch(word)]
        if kind and names and (len(words) >= FEWEST_MENTIONS or kind == "person"):
            name = max(names, key=len)
            key = re.sub(r"[^a-z0-9]", "", name.split()[-1].lower()) or "x"
            while key in taken:
                key += "2"
            taken.add(key)
            yield Member(key, name, kind)


def keep(marked: Marked, text: str) -> Article:
    """The annotation of a real text. Raises ValueError where the copy's text is not `text` or a name is not in it."""
    article = marked.article
    if article.text != text:
        at = next((i for i, (a, b) in enumerate(zip(article.text, text, strict=False)) if a != b), len(text))
        near = text[max(0, at - 30) : at + 10]
        raise ValueError(f"line {marked.line_of(at)}: the text differs from the source after {near!r}")
    keys = {member.key: f"e{number}" for number, member in enumerate(article.cast, 1)}
    return replace(
        article,
        meta={name: article.meta[name] for name in ("date", "source") if name in article.meta}
        | {"words": str(len(text.split()))},
        cast=tuple(_placed(member, keys[member.key], text) for member in article.cast),
        attributions=tuple(
            replace(one, speakers=tuple(keys[key] for key in one.speakers)) for one in article.attributions
        ),
        namings=tuple(replace(one, key=keys[one.key]) for one in article.namings),
        offices=tuple(replace(one, person=keys[one.person]) for one in article.offices),
    )


def _placed(member: Member, key: str, text: str) -> Member:
    if member.name == UNNAMED:
        return Member(key, UNNAMED, member.kind)
    start = text.find(member.name)
    if start < 0:
        raise ValueError(f"the name {member.name!r} of the cast must be words of the text (or -)")
    return Member(key, "", member.kind, name_at=(start, start + len(member.name)))


def shown(article: Article) -> str:
    """The text with its marks again, as a copy to read or mend. `named` has given the cast its names."""
    opens: dict[int, list[tuple[int, str]]] = {}
    closes: dict[int, int] = {}
    for start, end, label in _labels(article):
        opens.setdefault(start, []).append((-end, label))
        closes[end] = closes.get(end, 0) + 1
    parts: list[str] = []
    for at in range(len(article.text) + 1):
        parts.append("}" * closes.get(at, 0))
        parts += ["{" + label + "|" for _, label in sorted(opens.get(at, ()))]
        parts.append(article.text[at : at + 1])
    head = [f"{name}: {value}" for name, value in {"id": article.id, **article.meta}.items()]
    cast = [f"  {one.key} | {one.name} | {one.kind}" for one in article.cast]
    return "\n".join([*head, "cast:", *cast, "---", "".join(parts)]) + "\n"


def _labels(article: Article) -> Iterator[tuple[int, int, str]]:
    sources: dict[tuple[tuple[int, int], str], list[int]] = {}
    for one in article.attributions:
        who = ("+" if one.joint else "/").join(one.speakers)
        for span in one.source:
            sources.setdefault((span, f"@{who} {one.mention}"), []).append(one.id)
        words = [*(label for label in one.labels if label != "headline"), one.form]
        if not one.source and one.inherits:
            words.append(f"s{one.inherits}")
        elif not one.source and who:
            words.append(f"@{who}")
        for span in one.cue:
            yield *span, f"c{one.id}"
        for span in one.content:
            yield *span, " ".join([f"q{one.id}", *words])
    for (span, words_of_source), numbers in sources.items():
        yield *span, f"s{','.join(map(str, numbers))} {words_of_source}"
    for span in article.decoys:
        yield *span, "x"
    for naming in article.namings:
        yield *naming.span, f"m @{naming.key}"
    for said in article.said:
        yield *said.span, f"t{','.join(map(str, said.of))} {said.edtf}"


def rows_of(paths: list[Path]) -> dict[str, dict[str, Any]]:
    """The documents of JSONL files, by id."""
    lines = (line for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {row["id"]: row for row in map(json.loads, lines)}


def path_of(name: str, second: bool) -> Path:
    """Where the annotation of a document is kept."""
    return (REAL / SECOND if second else REAL) / (re.sub(r"[^\w.@-]", "_", name) + ".json")


def kept(path: Path, rows: dict[str, dict[str, Any]], second: bool) -> int:
    """Check a marked copy and write its annotation; how many faults stood in the way."""
    marked = read_marked(path.read_text(encoding="utf-8"))
    faults = [f"{path}:{slip.line}: {slip.why}" for slip in marked.slips]
    advice: list[str] = []
    for check in () if faults else CHECKS:
        found = [f"{path}:{slip.line}: {slip.why}" for slip in check(marked)]
        (advice if check.__name__ in ADVICE else faults).extend(found)
    if not faults:
        try:
            faults += _written(keep(marked, rows[marked.article.id]["text"]), second)
        except (KeyError, ValueError) as error:
            faults.append(f"{path}:1: {error}")
    print("\n".join([*(f"{line} (advice)" for line in advice), *faults] or [f"{path}: kept"]))
    return len(faults)


def _written(article: Article, second: bool) -> list[str]:
    path = path_of(article.id, second)
    path.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(standoff_of(article), ensure_ascii=False, separators=(",", ":"))
    # one attribution a line, so that a change shows in a diff
    path.write_text(re.sub(r'(\{"id":\d|"namings")', r"\n\1", text) + "\n", encoding="utf-8")
    return [f"{path}: {fault}" for fault in faults_of_standoff(path, real_splits())]


def main() -> int:
    """Start, show or keep copies as the arguments say."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("verb", choices=("start", "show", "keep"))
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--id")
    parser.add_argument("--second", action="store_true", help="a second, independent pass")
    parser.add_argument("copies", type=Path, nargs="+")
    wanted = parser.parse_args()
    rows = rows_of(wanted.data)
    if wanted.verb == "keep":
        return min(1, sum(kept(path, rows, wanted.second) for path in wanted.copies))
    if wanted.verb == "start":
        text = start_of(rows[wanted.id])
    else:
        values = json.loads(path_of(wanted.id, wanted.second).read_text(encoding="utf-8"))
        text = shown(named(article_of(values, rows[wanted.id]["text"])))
    wanted.copies[0].write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
