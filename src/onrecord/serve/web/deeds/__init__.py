"""What can a person do to the record from a screen?"""

from __future__ import annotations

from onrecord.serve.intake.taking import LARGEST
from onrecord.serve.web.asking import Deed
from onrecord.serve.web.deeds import add
from onrecord.serve.web.deeds.judge import judge

DEEDS: tuple[Deed, ...] = (
    Deed("/judge/{name}", "reviewer", judge),
    Deed("/add", "editor", add.add, "add.html", largest=LARGEST),
    Deed("/add/stop/{name}", "editor", add.stop),
    Deed("/add/on/{name}", "editor", add.go_on),
)
"""Each deed: its address, who may do it, and the function that does it."""
