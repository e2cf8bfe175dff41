"""Who speaks about whom, and to whom?"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote

from onrecord.errors import NotOnRecord
from onrecord.model import Entity
from onrecord.serve.network import Network, network_of
from onrecord.serve.once import once
from onrecord.serve.placing import Drawing, drawing_of
from onrecord.serve.web.asking import PRIVATE, Answer, Asked, screen_of

TIES: dict[str, str] = {
    "about": "speaks about",
    "to": "speaks to",
    "office": "holds an office of",
    "member": "belongs to",
}
"""What a tie of each kind says."""


@dataclass(frozen=True, slots=True)
class NetworkScreen:
    """`/network`: the names with most statements, or with `?actor=` those around one; `centre_name` is that one's."""

    centre_name: str
    network: Network

    def drawing(self) -> Drawing:
        """The network as drawn."""
        return drawing_of(self.network)

    def names(self) -> dict[str, str]:
        """What each name is called, by its id."""
        return {node.id: node.name for node in self.network.nodes}

    def ties(self) -> dict[str, str]:
        """What a tie of each kind says."""
        return TIES


def network(asked: Asked) -> Answer:
    """`/network`: who speaks about whom."""
    name = asked.given.get("actor", "")
    centre: Entity | None = None
    if name:
        kind, centre = asked.desk.holdings.find(name)
        if kind != "entities" or centre is None:
            raise NotOnRecord(f"{name} is a row of {kind}, not of entities")
        if not asked.desk.has_page(centre):
            return PRIVATE
    found = once(asked.record, ("network", name), lambda: network_of(asked.record, asked.desk, centre))
    body = NetworkScreen(centre.name if centre else "", found)
    path = f"/network?actor={quote(centre.id)}" if centre else "/network"
    return screen_of(asked, f"Network · {centre.name}" if centre else "Network", path, body)
