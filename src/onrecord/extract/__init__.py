"""What does one page claim? Each extractor reads the shared parse and yields cited claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from onrecord.extract.parse import Parsed, parse
from onrecord.model import Alias, Designation, Event, Figure, Membership, Mention, Office, Statement, Time

Claim: TypeAlias = Statement | Figure | Office | Membership | Designation | Event | Time | Mention | Alias
Extractor: TypeAlias = Callable[[Parsed], Iterable[Claim]]

__all__ = ["Claim", "Extractor", "Parsed", "parse"]
