"""Does a record that was killed while it was written open as it was before or after, never between?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import shelf

from onrecord.store import Record

WRITER = """
import sys
sys.path[:0] = sys.argv[2:]
import shelf
from onrecord.store import Record
with Record.open(sys.argv[1], create=True) as record:
    print("ready", flush=True)
    for n in range(1000):
        record.add([shelf.gates(f"{n}-{i}.html") for i in range(20)])
        shelf.settle(record)
"""

TRIES = 5


@pytest.mark.parametrize("seed", range(TRIES))
def test_a_killed_writer_leaves_whole_batches_and_a_whole_settling(tmp_path, seed):
    path = tmp_path / "r.db"
    here = Path(__file__).parent
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), str(here), str(here.parent)], stdout=subprocess.PIPE
    )
    with writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(random.Random(seed).uniform(0, 0.6))
        os.kill(writer.pid, signal.SIGKILL)
    with Record.open(path, create=True) as record:
        pages = len(record.pages())
        assert pages % 20 == 0
        assert len(list(record.readings())) == pages
        assert len(record.statements()) == (pages if record.settled else max(pages - 20, 0))
        record.add([shelf.gates("last.html")])
        shelf.settle(record)
        assert len(record.statements()) == pages + 1
