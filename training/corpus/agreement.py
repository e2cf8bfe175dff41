"""How well do two annotations of the same texts agree?

    python training/corpus/agreement.py FIRST SECOND --data FILE.jsonl [--without belief,hyp]

FIRST and SECOND are folders or files of stand-off annotation; documents are paired by id. Precision and recall take
FIRST as the truth; F1 does not depend on which is first. `exact` asks for the same start and end, `partial` for half
of the words in common (their intersection over their union), `full` for source and content to match in part,
`full exact` for both to match exactly. `speaker` is the part of matched attributions that name the same speaker.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from annotation import Article, Attribution, Span, article_of

from read import inherited_source, named, texts_of

HALF = 0.5
ROLES = ("source", "cue", "content")


def articles_of(path: Path, texts: dict[str, str]) -> dict[str, Article]:
    """The annotated documents of a folder or file whose text is at hand, by id."""
    files = sorted(path.glob("*.json")) if path.is_dir() else [path]
    values = [json.loads(file.read_text(encoding="utf-8")) for file in files]
    return {row["id"]: named(article_of(row, texts[row["id"]])) for row in values if row["id"] in texts}


def words_of(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words begin that the spans touch."""
    return frozenset(start + match.start() for start, end in spans for match in re.finditer(r"\w+", text[start:end]))


def likeness(first: frozenset[int], second: frozenset[int]) -> float:
    """The words in common over all words of either; two empty sets are alike."""
    return len(first & second) / len(first | second) if first | second else 1.0


def matched(first: int, second: int, like: Callable[[int, int], float]) -> list[tuple[int, int]]:
    """Pairs of indices with a likeness of a half or more, the best first, each index once."""
    pairs = sorted((-like(a, b), a, b) for a in range(first) for b in range(second) if like(a, b) >= HALF)
    one: set[int] = set()
    other: set[int] = set()
    kept = []
    for _, a, b in pairs:
        if a not in one and b not in other:
            one.add(a)
            other.add(b)
            kept.append((a, b))
    return kept


def scores_of(first: Article, second: Article) -> Counter[str]:
    """Counts of one document: `<what> first`, `<what> second` (how many there are) and `<what> both` (matched)."""
    counts: Counter[str] = Counter()
    for role in ROLES:
        sides = [
            sorted({span for one in article.attributions for span in getattr(one, role)}) for article in (first, second)
        ]
        words = [[words_of(first.text, [span]) for span in side] for side in sides]
        _count(counts, f"{role} exact", len(sides[0]), len(sides[1]), len(set(sides[0]) & set(sides[1])))
        pairs = matched(len(sides[0]), len(sides[1]), lambda a, b, words=words: likeness(words[0][a], words[1][b]))  # type: ignore[misc]
        _count(counts, f"{role} partial", len(sides[0]), len(sides[1]), len(pairs))
    counts.update(_full(first, second))
    return counts


def _full(first: Article, second: Article) -> Counter[str]:
    counts: Counter[str] = Counter()
    sides = (first.attributions, second.attributions)
    pairs = matched(len(sides[0]), len(sides[1]), lambda a, b: _both(first, sides[0][a], second, sides[1][b]))
    exact = [(a, b) for a, b in pairs if _spans(first, sides[0][a]) == _spans(second, sides[1][b])]
    _count(counts, "full", len(sides[0]), len(sides[1]), len(pairs))
    _count(counts, "full exact", len(sides[0]), len(sides[1]), len(exact))
    for name, same in SAME.items():
        hits = sum(same(first, sides[0][a], second, sides[1][b]) for a, b in pairs)
        _count(counts, name, len(pairs), len(pairs), hits)
    return counts


def _both(first: Article, one: Attribution, second: Article, other: Attribution) -> float:
    like = [
        likeness(words_of(first.text, a), words_of(second.text, b))
        for a, b in zip(_spans(first, one), _spans(second, other), strict=True)
    ]
    return sum(like) / len(like) if min(like) >= HALF else 0.0


def _spans(article: Article, one: Attribution) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    return inherited_source(article, one.id), one.content


def _speakers(article: Article, one: Attribution) -> set[str]:
    names = {member.key: member.name for member in article.cast}
    return {names.get(key, key) for key in one.speakers}


def _is_same(some: set[str], others: set[str]) -> bool:
    """Whether two sets of names share a speaker; one pass may know a fuller name than the other."""
    return some == others or any(name in other or other in name for name in some for other in others)


SAME: dict[str, Callable[[Article, Attribution, Article, Attribution], bool]] = {
    "speaker": lambda first, one, second, other: _is_same(_speakers(first, one), _speakers(second, other)),
    "form": lambda first, one, second, other: one.form == other.form,
    "belief": lambda first, one, second, other: ("belief" in one.labels) == ("belief" in other.labels),
    "hyp": lambda first, one, second, other: ("hyp" in one.labels) == ("hyp" in other.labels),
}


def _count(counts: Counter[str], what: str, first: int, second: int, both: int) -> None:
    counts.update({f"{what} first": first, f"{what} second": second, f"{what} both": both})


def without(article: Article, labels: set[str]) -> Article:
    """The article without the attributions that carry one of the labels."""
    kept = tuple(one for one in article.attributions if not labels & set(one.labels))
    return Article(article.id, article.meta, article.cast, article.text, kept)


def table_of(counts: Counter[str]) -> str:
    """Precision, recall and F1 in percent, one line for each thing compared."""
    lines = [f"{'':16} {'P':>6} {'R':>6} {'F1':>6} {'first':>6} {'second':>6}"]
    for name in dict.fromkeys(key.removesuffix(" both") for key in counts if key.endswith(" both")):
        first, second, both = (counts[f"{name} {part}"] for part in ("first", "second", "both"))
        parts = (100 * both / max(second, 1), 100 * both / max(first, 1), 200 * both / max(first + second, 1))
        lines.append(f"{name:16} " + " ".join(f"{part:6.1f}" for part in parts) + f" {first:6} {second:6}")
    return "\n".join(lines)


def main() -> None:
    """Print how the two annotations agree."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("first", type=Path)
    parser.add_argument("second", type=Path)
    parser.add_argument("--data", type=Path, action="append", required=True)
    parser.add_argument("--without", default="", help="labels to leave out: belief,hyp")
    wanted = parser.parse_args()
    texts = texts_of(wanted.data)
    labels = set(filter(None, wanted.without.split(",")))
    sides = [articles_of(path, texts) for path in (wanted.first, wanted.second)]
    counts: Counter[str] = Counter()
    for name in sorted(sides[0].keys() & sides[1].keys()):
        counts += scores_of(*(without(side[name], labels) for side in sides))
    print(f"{len(sides[0].keys() & sides[1].keys())} documents\n{table_of(counts)}")


if __name__ == "__main__":
    sys.exit(main())
