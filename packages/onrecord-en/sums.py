"""Renew SHA256SUMS after the tagger's files were made anew (`make sums`).

python packages/onrecord-en/sums.py [FOLDER]
"""

from __future__ import annotations

import sys
from hashlib import sha256
from pathlib import Path

from onrecord_en import FILES, SUMS

WEIGHTS = Path(__file__).parent / "src" / "onrecord_en" / "weights"


def renew(folder: Path) -> str:
    """Write the sums of the files in a folder, and return them."""
    lines = "".join(f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in FILES)
    (folder / SUMS).write_text(lines, encoding="utf-8", newline="\n")
    return lines


if __name__ == "__main__":
    sys.stdout.write(renew(Path(sys.argv[1]) if len(sys.argv) > 1 else WEIGHTS))
