"""How fast does the tagger read, beside the parse and the whole extraction, on one thread?

    python bench/pace.py [--data ../shared/data]

Prints words per second of CPU of each, the quickest of three rounds in which they take turns, as JSON; nothing of the
tagger where its weights are not installed. The articles are those of the real development part, or of the invented
one where its texts are not there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
"""What the numeric libraries read when they are loaded."""

ROUNDS = 3
PARTS = ("real-dev", "invented-dev")


def paces(data: Path | None) -> dict[str, float]:
    """Words per second of CPU of `parse`, `tagger`, `extract` and `extract by rules`."""
    import articles
    import said_by
    from predicted import page_of_lines

    from onrecord.extract import extract, extractors, parse
    from onrecord.extract.tagger import tagger_of

    rows = next(found for name in PARTS if (found := articles.part(name, data)))
    pages = [page_of_lines(row) for row in rows]
    blocks = [[page.text[block.start : block.end] for block in page.blocks] for page in pages]
    list(parse(pages[:1]))  # loads the pipeline
    work: dict[str, Callable[[], object]] = {
        "parse": lambda: list(parse(pages)),
        "extract by rules": lambda: list(extract(pages, by=extractors("rules"))),
    }
    if said_by.TAGGER in said_by.systems(None)[0]:
        work["tagger"] = lambda: [tagger_of("en").read(texts) for texts in blocks]
        work["extract"] = lambda: list(extract(pages, by=extractors("tagger")))
    rounds = [{name: _seconds(one) for name, one in work.items()} for _ in range(ROUNDS)]
    return {name: articles.words_in(rows) / min(each[name] for each in rounds) for name in work}


def _seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> None:
    """Measure and print; starts itself anew where the libraries might use more than one thread."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, help="folder of the real texts")
    given = asked.parse_args()
    if any(os.environ.get(name) != "1" for name in ONE_THREAD):
        os.execve(sys.executable, [sys.executable, *sys.orig_argv[1:]], os.environ | dict.fromkeys(ONE_THREAD, "1"))
    print(json.dumps(paces(given.data)))


if __name__ == "__main__":
    main()
