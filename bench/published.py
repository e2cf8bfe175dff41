"""Which of the published scores does the app show, and how far do confidences hold?

    python bench/published.py            writes src/onrecord/serve/measured.json
    python bench/published.py --check    fails when that file says anything else than the docs

The scores stand in docs/quality.md, which says how each was measured and what it does not mean; the reliability of
confidences in docs/pictures/reliability.svg, which `make bench-attribution` draws. Nothing is measured here.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
DOCS = HERE / "docs/quality.md"
PICTURE = HERE / "docs/pictures/reliability.svg"
WRITTEN = HERE / "src/onrecord/serve/measured.json"

BLIND, SEEN, MADE = "pages nobody had looked at", "labelled data", "invented, no quality"
"""What a score was measured on."""


@dataclass(frozen=True, slots=True)
class Published:
    """A score: of which field, what it measures, on what, by which command; `row` finds it in the docs as group 1."""

    field: str
    what: str
    data: str
    standing: str
    command: str
    row: str


ROWS = "onrecord build, then score_record.py"
QUALITY, CLAIMS, READ = "make bench-quality", "make bench-claims", "make bench-read"
TAGGER, SEVERAL = "make bench-attribution", "make bench-corroborate"

SCORES: tuple[Published, ...] = (
    Published(
        "statements",
        "words found, F1",
        "9 pages, 118 statements",
        BLIND,
        ROWS,
        r"\| 9 pages, the last \| 118 \| \*\*(\S+?)\*\*",
    ),
    Published(
        "statements",
        "words and speaker right, F1",
        "9 pages, 118 statements",
        BLIND,
        ROWS,
        r"\| 9 pages, the last \| 118 \| \*\*\S+\*\* \| \*\*(\S+?)\*\*",
    ),
    Published(
        "statements",
        "source and content, F1",
        "PolNeAR, 2,192 attributions",
        SEEN,
        TAGGER,
        r"\| PolNeAR, development part: source and content[^|]*\| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "quotations",
        "precision, before the tagger",
        "PolNeAR, words in quotation marks",
        SEEN,
        QUALITY,
        r"both \.678 \(precision (\S+?),",
    ),
    Published(
        "quotations",
        "recall, before the tagger",
        "PolNeAR, words in quotation marks",
        SEEN,
        QUALITY,
        r"both \.678 \(precision \S+ recall (\S+?)\)",
    ),
    Published(
        "speakers",
        "direct quotations shown with a wrong speaker",
        "57 texts of Wikinews and 7 gold pages",
        SEEN,
        TAGGER,
        r"\| direct quotations shown with a wrong speaker[^|]*\| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "confidence",
        "calibration error",
        "57 texts of Wikinews and 7 gold pages",
        SEEN,
        TAGGER,
        r"\| calibration error of content and speaker[^|]*\| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "figures",
        "value right, F1",
        "NewsQuant, 587 quantities",
        SEEN,
        CLAIMS,
        r"\| quantities [^|]*\|[^|]*\| value \*\*(\S+?)\*\*",
    ),
    Published(
        "figures",
        "value right, F1, sentences never read",
        "an eighth of NewsQuant",
        SEEN,
        CLAIMS,
        r"an eighth of the sentences never read: (\S+?),",
    ),
    Published(
        "times", "span overlaps, F1", "118 texts of Wikinews, 364 times", SEEN, CLAIMS, r"overlap \*\*(\S+?)\*\* \(mark"
    ),
    Published(
        "times",
        "day right, F1",
        "118 texts of Wikinews, 364 times",
        SEEN,
        CLAIMS,
        r"overlap \*\*\S+\*\* \(mark \S+?\), value \*\*(\S+?)\*\*",
    ),
    Published(
        "offices", "F1", "1,371 sentences", MADE, "python bench/claims_invented.py", r"offices (\.\d+), memberships"
    ),
    Published(
        "memberships",
        "F1",
        "1,371 sentences",
        MADE,
        "python bench/claims_invented.py",
        r"memberships (\.\d+), designations",
    ),
    Published(
        "designations",
        "F1",
        "1,371 sentences",
        MADE,
        "python bench/claims_invented.py",
        r"designations (\.\d+), events",
    ),
    Published("events", "F1", "1,371 sentences", MADE, "python bench/claims_invented.py", r"events (\.\d+), aliases"),
    Published(
        "pages",
        "body, F1",
        "150 pages from 41 countries",
        SEEN,
        READ,
        r"\| 150 pages from 41 countries \| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "pages",
        "title exact",
        "150 pages from 41 countries",
        SEEN,
        READ,
        r"\| title, exact \|[^|]*\| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "pages",
        "authors, F1",
        "150 pages from 41 countries",
        SEEN,
        READ,
        r"\| authors, F1 \|[^|]*\| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published("pages", "day right", "400 pages", SEEN, READ, r"\| day \| 400 pages[^|]*\| \S+ \| \*\*(\S+?)\*\*"),
    Published(
        "stories",
        "B³ F1",
        "973 articles in 101 events",
        SEEN,
        SEVERAL,
        r"\| stories \(`stories`\) \| 973 articles in 101 events \| B³ F1 \S+ ARI \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "utterances",
        "recall of one quotation in two articles",
        "559 pairs",
        SEEN,
        SEVERAL,
        r"recall of clear pairs \| 559 \| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "links",
        "precision, judged by reading both",
        "300 links of a run",
        SEEN,
        SEVERAL,
        r"\| links judged by reading both[^|]*\|[^|]*\| \S+ \| precision \*\*(\S+?)\*\*",
    ),
    Published(
        "conflicts",
        "precision of what is shown",
        "50 pairs and 100 look-alikes",
        MADE,
        SEVERAL,
        r"precision of what is shown \|[^|]*\| \S+ \| \*\*(\S+?)\*\*",
    ),
    Published(
        "conflicts",
        "recall",
        "50 pairs and 100 look-alikes",
        MADE,
        SEVERAL,
        r"precision of what is shown \|[^|]*\| \S+ \| \*\*\S+\*\* \(27 of 30\), recall (\.\d+)",
    ),
    Published(
        "series",
        "precision of the verdict on two figures",
        "65 pairs",
        MADE,
        SEVERAL,
        r"verdict on two figures \|[^|]*\| [^|]*\| precision (\S+) ",
    ),
    Published(
        "series",
        "recall",
        "65 pairs",
        MADE,
        SEVERAL,
        r"verdict on two figures \|[^|]*\| [^|]*\| precision \S+ \([^)]*\), recall (\.\d+)",
    ),
    Published(
        "persons",
        "precision of joining names",
        "83 pairs",
        MADE,
        SEVERAL,
        r"pairs joined \|[^|]*\| [^|]*\| precision (\S+) ",
    ),
    Published(
        "persons",
        "recall of joining names",
        "83 pairs",
        MADE,
        SEVERAL,
        r"pairs joined \|[^|]*\| [^|]*\| precision \S+ \([^)]*\), recall (\.\d+)",
    ),
)
"""What the app shows, in its order."""

BIN = re.compile(
    r'<path class="spread" d="M[\d.]+ (?P<low>[\d.]+)V(?P<high>[\d.]+)"/>'
    r'<circle class="bin" cx="(?P<sure>[\d.]+)" cy="(?P<right>[\d.]+)"'
)
"""One bin of the picture: how sure, how often right, and the spread of that share."""

EDGE, SIDE = 44.0, 280.0
"""Where the axes of the picture begin, and how long they are (see reliability.py)."""

STATEMENTS = re.compile(r"share that is right, (\d+) statements")


class Stale(SystemExit):
    """The docs do not have a score where the table above looks for it, or the file says something else."""


def measured() -> dict[str, object]:
    """What the file holds, but for the day."""
    docs = DOCS.read_text("utf-8")
    return {
        "made_by": "python bench/published.py, from docs/quality.md and docs/pictures/reliability.svg",
        "scores": [_scored(each, docs) for each in SCORES],
        "reliability": {"made_by": TAGGER, **_reliability(PICTURE.read_text("utf-8"))},
    }


def _scored(each: Published, docs: str) -> dict[str, str]:
    found = re.search(each.row, docs)
    if not found:
        raise Stale(f"docs/quality.md has no row for {each.field}, {each.what}: mend the table in bench/published.py")
    told = asdict(each)
    del told["row"]
    return told | {"value": found[1].rstrip(",;")}


def _reliability(picture: str) -> dict[str, object]:
    counted = STATEMENTS.search(picture)
    bins = list(_bins(picture))
    if not counted or not bins:
        raise Stale("docs/pictures/reliability.svg has no bins as reliability.py draws them")
    return {"statements": int(counted[1]), "bins": bins}


def _bins(picture: str) -> Iterator[dict[str, float]]:
    for found in BIN.finditer(picture):
        shares = {name: (SIDE + EDGE - float(found[name])) / SIDE for name in ("right", "low", "high")}
        told = {"sure": (float(found["sure"]) - EDGE) / SIDE} | shares
        yield {name: round(share, 3) for name, share in told.items()}


def main() -> None:
    """Write the file, or check it."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--check", action="store_true", help="write nothing; fail when the file is stale")
    given = asked.parse_args()
    told = measured()
    if given.check:
        written = json.loads(WRITTEN.read_text("utf-8"))
        if {name: written.get(name) for name in told} != told:
            raise Stale("src/onrecord/serve/measured.json is stale: run python bench/published.py")
        return
    day = subprocess.run(
        ["git", "log", "-1", "--format=%cs", "--", str(DOCS)], cwd=HERE, capture_output=True, text=True, check=True
    ).stdout.strip()
    WRITTEN.write_text(json.dumps({"day": day} | told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
