"""May we connect there? Names become addresses, and only those of the public internet are asked.

The address that was checked is the address that is connected to, at every request and every redirect, so that a name
which changes its address in between (DNS rebinding), or an address in odd spelling (2130706433, 0x7f.1), leads nowhere.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

Resolve = Callable[[str, int], Awaitable[Sequence[str]]]
"""The addresses of a host name, best first; raises OSError where it has none."""

CLOSED_V4: tuple[IPv4Network, ...] = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
"""IPv4 that is private, loopback, link-local, multicast, reserved or for documentation (IANA's special purposes)."""

OPEN_V6 = IPv6Network("2000::/3")
"""All of IPv6 that is given out as global unicast; loopback, mapped IPv4, link-local, unique local lie outside."""

CLOSED_V6: tuple[IPv6Network, ...] = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
"""What is special inside it: protocol assignments with Teredo, documentation, and 6to4, which wraps any IPv4."""

NAT64 = IPv6Network("64:ff9b::/96")
"""How networks without IPv4 spell an IPv4 address; the last four bytes decide."""


async def resolve(host: str, port: int) -> Sequence[str]:
    """The addresses the system knows for a host, each once."""
    found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(place[4][0]) for place in found))


def is_public(address: str) -> bool:
    """Whether an address belongs to the public internet."""
    place = ip_address(address)
    if isinstance(place, IPv4Address):
        return not any(place in network for network in CLOSED_V4)
    if place in NAT64:
        return is_public(str(IPv4Address(place.packed[-4:])))
    return _bare(place) in OPEN_V6 and not any(place in network for network in CLOSED_V6)


def _bare(place: IPv6Address) -> IPv6Address:
    """The address without the network card it was given for (fe80::1%eth0)."""
    return IPv6Address(int(place))
