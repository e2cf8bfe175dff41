"""How often may somebody try to log in?

Tries are counted where they are made, by name and by address, before a password is looked at, and in the record: a
restart forgets none, and many tries at once do not slip past. By both, since a guesser may have many addresses, or try
one password under many names.
"""

from __future__ import annotations

import hashlib
import ipaddress
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from onrecord.serve.accounts.audit import told
from onrecord.store import Record
from onrecord.store.schema import TRIES

LIMITS: dict[str, int] = {"name": 10, "address": 50}
"""Tries in WITHIN that may be made under a name and from an address. NIST SP 800-63B-4, 3.2.2, asks for a limit of
at most 100 in a row; a newsroom behind one address logs in more often than one person mistypes."""

WITHIN = timedelta(minutes=15)


def whose(kind: str, told_by: str) -> str:
    """What a name or an address is counted under; addresses of version 6 by the network that one customer gets."""
    if kind == "address":
        told_by = _network(told_by)
    return hashlib.sha256(f"{kind}:{told_by}".encode("utf-8", "surrogatepass")).hexdigest()


def counted(record: Record, name: str, address: str, at: datetime) -> int:
    """Count a try, and tell how many seconds to wait: 0 when this one may go on, else it is not counted."""
    keys = {whose("name", name): LIMITS["name"], whose("address", address): LIMITS["address"]}
    with record.writing() as connection:
        connection.execute(delete(TRIES).where(TRIES.c.at <= told(at - WITHIN)))
        seconds = max(_wait(connection, key, most, at) for key, most in keys.items())
        if not seconds:
            connection.execute(insert(TRIES), [{"whose": key, "at": told(at)} for key in keys])
    return seconds


def forgive(connection: Connection, name: str) -> None:
    """Forget the tries under a name whose password was given."""
    connection.execute(delete(TRIES).where(TRIES.c.whose == whose("name", name)))


def _wait(connection: Connection, key: str, most: int, at: datetime) -> int:
    latest = select(TRIES.c.at).where(TRIES.c.whose == key).order_by(TRIES.c.at.desc()).limit(most)
    made = list(connection.execute(latest).scalars())
    if len(made) < most:
        return 0
    return max(1, int((datetime.fromisoformat(made[-1]) + WITHIN - at).total_seconds()))


def _network(address: str) -> str:
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((found, 64), strict=False)) if found.version == 6 else str(found)
