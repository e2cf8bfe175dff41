"""Which annotated articles do we measure on? The corpus of `training/corpus`, part by part.

Invented articles come with their text; real ones are joined with their texts, which are no part of the project.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

from predicted import Row

HERE = Path(__file__).resolve().parent.parent
CORPUS = HERE / "training" / "corpus"
TEXTS = ("attribution/open_news/gum_wikinews.jsonl", "time/meantime.dev.jsonl")
"""Where the texts of the real articles stand in the data folder."""


def module_at(path: Path) -> ModuleType:
    """A program as a module, whatever else is called like it."""
    named = f"{path.parent.name}_{path.stem}"
    if named not in sys.modules:
        spec = spec_from_file_location(named, path)
        assert spec is not None and spec.loader is not None
        sys.modules[named] = module = module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[named]


def reader() -> ModuleType:
    """The corpus's own reader, which imports its neighbours by their names."""
    if str(CORPUS) not in sys.path:
        sys.path.append(str(CORPUS))
    return module_at(CORPUS / "read.py")


def row_of(article: Any, split: str) -> Row:
    """An article as scorers read it. `part` is `real-test`, `invented-dev` and so on.

    The source of an attribution is the one it inherits, where that stands in its own paragraph: the annotation may
    write "..., she said, adding ..." with one source of two cues or with a heir, and means the same. `own` tells which
    attributions have a source of their own.
    """
    told = sys.modules["annotation"].standoff_of(article)
    by_id = {one["id"]: one for one in told["attributions"]}
    real = "real" if "style" not in article.meta else "invented"
    attributions = [
        {**one, "source": source_in(article.text, one, by_id), "own": bool(one["source"])} for one in by_id.values()
    ]
    return {**told, "attributions": attributions, "text": article.text, "split": split, "part": f"{real}-{split}"}


def source_in(text: str, one: Row, by_id: dict[int, Row]) -> list[list[int]]:
    """The source of an attribution: its own, or the inherited one of the same paragraph."""
    first, seen = one, set()
    while not one["source"] and one["inherits"] in by_id and one["id"] not in seen:
        seen.add(one["id"])
        one = by_id[one["inherits"]]
    places = [place for span in [*one["source"], *first["cue"], *first["content"]] for place in span]
    apart = one is not first and "\n" in text[min(places) : max(places)]
    return [] if apart else [list(span) for span in one["source"]]


@cache
def _invented() -> tuple[Row, ...]:
    corpus = reader()
    return tuple(row_of(marked.article, corpus.split_of(marked.article)) for _, marked in corpus.invented())


@cache
def _real(data: Path) -> tuple[Row, ...]:
    corpus = reader()
    texts = corpus.texts_of([data / name for name in TEXTS if (data / name).is_file()])
    return tuple(row_of(article, corpus.split_of(article)) for article in corpus.real(texts))


def rows_of(data: Path | None) -> tuple[Row, ...]:
    """All articles, the invented ones first; the real ones where their texts are in the data folder."""
    return _invented() + (_real(data) if data is not None else ())


def part(name: str, data: Path | None) -> list[Row]:
    """The articles of one part, in the order of the corpus; none of a real part whose texts are not there."""
    return [row for row in rows_of(data) if row["part"] == name]


def words_in(rows: Iterable[Row]) -> int:
    """Words of the articles: stretches without white space."""
    return sum(len(row["text"].split()) for row in rows)
