"""What does the trained tagger find on a page? Its weights come from a package of their own, `onrecord-en`.

The network runs on one thread, a window at a time: what it says of a page depends on that page alone, whatever else is
read beside it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from onrecord.errors import NoTagger
from onrecord.extract.pieces import pieces_of, windows_of
from onrecord.extract.tagging import Scored, Tagged, tagged
from onrecord.networks import network_of

PACKAGES: dict[str, str] = {"en": "onrecord_en"}
"""Language (ISO 639-1) -> the package that holds its tagger."""


class Tagger:
    """A trained tagger: the network and its tokenizer.

    `weights` is an ONNX model from `ids`, `case`, `quote` [1, n] to `tags`, `links`, `labels` [1, n, scores]
    (`onrecord.extract.tagging` tells what they mean); `tokenizer` is the text of a tokenizers file.
    """

    def __init__(self, weights: bytes, tokenizer: str) -> None:
        self._model = network_of(weights)
        self._tokenizer = Tokenizer.from_str(tokenizer)
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def read(self, paragraphs: Sequence[str]) -> list[list[Tagged]]:
        """For each paragraph of a page, in order, what is reported there in the order of the text."""
        found: list[list[Tagged]] = [[] for _ in paragraphs]
        pieces = pieces_of(paragraphs, self._tokenizer)
        for window in windows_of(pieces):
            columns = {"ids": pieces.ids, "case": pieces.case, "quote": pieces.quote}
            given = {name: column[np.newaxis, window.start : window.end] for name, column in columns.items()}
            scores = self._model.run(["tags", "links", "labels"], given)
            for each in tagged(pieces, window, Scored(*(array[0] for array in scores))):
                found[each.paragraph].append(each)
        return [sorted(here, key=lambda each: (each.nested, each.content)) for here in found]


def is_there(language: str) -> bool:
    """Whether the tagger of a language is installed, weights and all."""
    package = _package(language)
    return package is not None and (package.files() / "tagger.onnx").is_file()


@cache
def check(language: str) -> None:
    """Look once per process whether a tagger can be used, without loading it. Raises NoTagger as `tagger_of` does."""
    if not is_there(language):
        known = PACKAGES.get(language, "").replace("_", "-")
        missing = f"is not installed; pip install {known}, or" if known else "does not exist;"
        raise NoTagger(f"the tagger for {language!r} {missing} build with --attribution rules")
    package = _package(language)
    try:
        package.check()
    except package.DamagedFile as error:
        raise NoTagger(str(error)) from error


@cache
def tagger_of(language: str) -> Tagger:
    """The tagger of a language, loaded once per process. Raises NoTagger when it is not installed, or damaged."""
    return Tagger(_read(language, "tagger.onnx"), _read(language, "tokenizer.json").decode())


@cache
def settings_of(language: str) -> dict[str, Any]:
    """What was chosen on development data for this tagger: calibration and thresholds (see its model card)."""
    settings: dict[str, Any] = json.loads(_read(language, "tagger.json"))
    return settings


def _package(language: str) -> Any:
    name = PACKAGES.get(language, "")
    return import_module(name) if name and find_spec(name) is not None else None


def _read(language: str, name: str) -> bytes:
    check(language)
    held: bytes = (_package(language).files() / name).read_bytes()
    return held
