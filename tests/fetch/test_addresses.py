"""Is nothing connected to but the public internet, however an address is spelled, named or reached?"""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from newsstand import Fetch, Site, gives, page, rss

from onrecord.fetch.addresses import is_public

CLOSED = (
    "127.0.0.1",
    "127.8.9.10",
    "0.0.0.0",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "192.0.2.7",
    "198.19.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fe80::1%2",
    "fc00::1",
    "fd12:3456::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "2001:db8::1",
    "2001:0:4136:e378::1",
    "2002:7f00:1::1",
    "fec0::1",
)

OPEN = ("93.184.215.14", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450::1", "64:ff9b::1.1.1.1")

SPELLINGS = (
    "http://{port}@127.0.0.1:{port}/a.html",
    "http://127.1:{port}/a.html",
    "http://2130706433:{port}/a.html",
    "http://0x7f000001:{port}/a.html",
    "http://0177.0.0.1:{port}/a.html",
    "http://localhost:{port}/a.html",
    "http://[::ffff:127.0.0.1]:{port}/a.html",
    "http://[::1]:{port}/a.html",
    "http://127.0.0.1.:{port}/a.html",
    "http://\u2461\u2467\u2460\u2460.0.0.1:{port}/a.html",
)


@pytest.mark.parametrize("address", CLOSED)
def test_an_address_that_is_not_of_the_public_internet_is_closed(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", OPEN)
def test_an_address_of_the_public_internet_is_open(address: str) -> None:
    assert is_public(address)


def test_the_site_on_loopback_is_refused_unless_private_addresses_are_allowed(site: Site, get: Fetch) -> None:
    site.paths["/a.html"] = page("Sarn")
    told = get(site.url("/a.html"), private=False)
    assert "127.0.0.1, which is no public address; --allow-private" in told.refusals[0].why
    assert site.asked == []
    assert get(site.url("/a.html")).new == 1


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_a_private_address_is_connected_to(spelling: str, site: Site, get: Fetch) -> None:
    site.paths["/a.html"] = page("Sarn")
    told = get(spelling.format(port=site.address.rpartition(":")[2]), private=False)
    assert len(told.refusals) == 1
    assert site.asked == []


def test_a_name_that_stands_for_a_private_address_is_refused(site: Site, guarded: Fetch) -> None:
    async def inside(host: str, port: int) -> Sequence[str]:
        return ("10.0.0.8", "fd00::8")

    told = guarded("http://news.example/a.html", resolve=inside)
    assert "is at 10.0.0.8, fd00::8, which is no public address" in told.refusals[0].why


def test_a_name_that_moves_into_ones_own_network_between_requests_is_refused_there(site: Site, guarded: Fetch) -> None:
    asked: list[str] = []

    async def moving(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ("127.0.0.1",) if len(asked) < 4 else ("192.168.1.1",)

    site.paths |= {"/news.xml": rss("/a.html"), "/a.html": page("Sarn")}
    told = guarded(f"http://news.example:{site.address.rpartition(':')[2]}/news.xml", resolve=moving)
    assert "192.168.1.1, which is no public address" in told.refusals[0].why
    assert site.last("/news.xml")["host"].startswith("news.example:")


@pytest.mark.parametrize("place", ["http://169.254.10.20/latest/", "http://[::ffff:10.0.0.1]/", "//192.168.0.1/"])
def test_a_redirect_into_ones_own_network_is_refused(place: str, site: Site, guarded: Fetch) -> None:
    site.paths["/in"] = gives(302, Location=place)
    told = guarded(site.url("/in"))
    assert "which is no public address" in told.refusals[0].why


@pytest.mark.parametrize(
    "address",
    ["ftp://example.org/a", "/var/news.xml", "news.xml", "example.org", "http://", "http:///a", "javascript:1"],
)
def test_what_is_no_web_address_is_refused_with_how_to_write_one(address: str, get: Fetch) -> None:
    told = get(address)
    assert told.refusals[0].source == address
    assert "write it like https://" in told.refusals[0].why


def test_a_password_in_an_address_is_not_sent_and_not_told(site: Site, get: Fetch) -> None:
    told = get(site.url("/a.html").replace("http://", "http://me:hush@"))
    assert "carries a user name or password" in told.refusals[0].why
    assert "hush" not in str(told)
    assert site.asked == []
