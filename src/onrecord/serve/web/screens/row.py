"""Where does a row of any kind stand?"""

from __future__ import annotations

from onrecord.serve.web.asking import Answer, Asked, Elsewhere, address_of


def row(asked: Asked) -> Answer:
    """`/row/<id>`: wherever a row of any kind stands."""
    kind, found = asked.desk.holdings.find(asked.name)
    return Elsewhere(address_of(kind, found))
