"""How common is each English stem in news? Counted on our own corpus, invented and real articles alike.

    python training/commonness/count.py [--data FOLDER] [--out FILE]

Prints one line for each share: the share in thousandths, then the stems of that share. The two parts of the corpus
count the same, so that neither the many invented articles nor the few real ones decide alone. What only one part has
is left out unless it is common there: the invented cast is no part of the language. Shares and single stems leave the
corpus, no text does. The same corpus gives the same bytes.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from onrecord.corroborate.words import telling

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent.parent / "bench"))

from articles import TEXTS, reader  # noqa: E402

LEAST = 4
"""Thousandths under which a stem is rare, and so told from any other rare one by nothing."""

ALONE = 20
"""Thousandths that a stem of one part only must reach there."""


def shares_of(texts: Iterable[str]) -> dict[str, float]:
    """In how many of a thousand texts each stem stands."""
    spread: Counter[str] = Counter()
    total = 0
    for text in texts:
        spread.update(set(telling(text)))
        total += 1
    return {stem: 1000 * count / total for stem, count in spread.items()}


def common(one: dict[str, float], other: dict[str, float]) -> dict[str, int]:
    """The stems that are common in both parts taken together, with their share in thousandths."""
    found = {}
    for stem in one.keys() | other.keys():
        shares = one.get(stem, 0.0), other.get(stem, 0.0)
        share = round(sum(shares) / 2)
        if share >= LEAST and (min(shares) or max(shares) >= ALONE):
            found[stem] = share
    return found


def told(shares: dict[str, int]) -> str:
    """The table as text, the most common first."""
    by_share: dict[int, list[str]] = {}
    for stem in sorted(shares):
        by_share.setdefault(shares[stem], []).append(stem)
    return "".join(f"{share} {' '.join(by_share[share])}\n" for share in sorted(by_share, reverse=True))


def main() -> None:
    """Count and write."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument(
        "--data", type=Path, default=HERE.parents[2] / "shared" / "data", help="folder of the real texts"
    )
    asked.add_argument("--out", type=Path, help="where the table is written (by default it is printed)")
    given = asked.parse_args()
    corpus = reader()
    real = corpus.texts_of([given.data / name for name in TEXTS])
    invented = [marked.article.text for _, marked in corpus.invented()]
    table = told(common(shares_of(invented), shares_of(real.values())))
    if given.out:
        given.out.write_text(table, encoding="utf-8")
    else:
        sys.stdout.write(table)


if __name__ == "__main__":
    main()
