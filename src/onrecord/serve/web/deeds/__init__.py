"""What can a person do to the record from a screen?"""

from __future__ import annotations

from onrecord.serve.web.asking import Deed
from onrecord.serve.web.deeds.judge import judge

DEEDS: tuple[Deed, ...] = (Deed("/judge/{name}", "reviewer", judge),)
"""Each deed: its address, who may do it, and the function that does it."""
