"""How does a program get at the corpus? Invented articles with their text, real ones joined with the text at hand.

    python training/corpus/read.py > corpus.jsonl                      # the invented part
    python training/corpus/read.py --data FILE.jsonl > corpus.jsonl  # and the real part

One article a line: `id`, `text`, `split`, and the annotation; `attributions` have `source`, `cue` and `content` as
lists of [start, end], so common scorers of attribution read the file as it is.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from annotation import Article, article_of, sha256_of, standoff_of
from marks import Marked, read_marked

HERE = Path(__file__).parent
INVENTED = HERE / "invented"
REAL = HERE / "real"
SECOND = "second"
"""The folder under `real/` that holds second, independent passes."""

SALT = "onrecord attribution corpus 1/"
TENTHS = {0: "test", 1: "dev"}
"""One article in ten is for the invented test part, one for development; the others are for training."""


def split_of(article: Article, real: dict[str, str] | None = None) -> str:
    """`train`, `dev` or `test`. Real documents stand in splits.json, invented ones go by the hash of story or id.

    Articles that tell one story fall on one side: they share names and words.
    """
    listed = real_splits() if real is None else real
    if article.id in listed:
        return listed[article.id]
    told = article.meta.get("story") or article.id
    return TENTHS.get(int(hashlib.sha256((SALT + told).encode()).hexdigest()[:8], 16) % 10, "train")


def real_splits(path: Path = HERE / "splits.json") -> dict[str, str]:
    """Which part each real document belongs to, by its id."""
    parts: dict[str, list[str]] = json.loads(path.read_text(encoding="utf-8"))["real"]
    return {name: part for part, names in parts.items() for name in names}


def invented(folder: Path = INVENTED) -> Iterator[tuple[Path, Marked]]:
    """The invented articles, in the order of their paths."""
    for path in sorted(folder.glob("*/*.txt")):
        yield path, read_marked(path.read_text(encoding="utf-8"))


def texts_of(paths: Iterable[Path]) -> dict[str, str]:
    """The texts of JSONL files whose lines have `id` and `text`."""
    rows = (json.loads(line) for path in paths for line in path.read_text(encoding="utf-8").splitlines() if line)
    return {row["id"]: row["text"] for row in rows}


def real(texts: dict[str, str], folder: Path = REAL) -> Iterator[Article]:
    """The real articles whose text is at hand. Raises ValueError where a text is not the one that was annotated."""
    for path in sorted(folder.glob("*.json")):
        values = json.loads(path.read_text(encoding="utf-8"))
        text = texts.get(values["id"])
        if text is not None:
            if sha256_of(text) != values["sha256"]:
                raise ValueError(f"{path}: the text of {values['id']} at hand is not the one that was annotated")
            yield named(article_of(values, text))


def named(article: Article) -> Article:
    """The article of a real text with the names of its cast, read where they stand."""
    cast = [replace(one, name=article.text[slice(*one.name_at)]) if one.name_at else one for one in article.cast]
    return replace(article, cast=tuple(cast))


def inherited_source(article: Article, number: int) -> tuple[tuple[int, int], ...]:
    """The source spans of an attribution, or of the one it inherits from where no words name its source again."""
    by_id = {one.id: one for one in article.attributions}
    seen: set[int] = set()
    while not by_id[number].source and by_id[number].inherits in by_id and number not in seen:
        seen.add(number)
        number = by_id[number].inherits or number
    return by_id[number].source


def main() -> None:
    """Write the corpus as JSONL to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--data", type=Path, action="append", default=[], help="JSONL file with `id` and `text`")
    wanted = parser.parse_args()
    articles = [marked.article for _, marked in invented()]
    for article in [*articles, *real(texts_of(wanted.data))]:
        row = {**standoff_of(article), "text": article.text, "split": split_of(article)}
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
