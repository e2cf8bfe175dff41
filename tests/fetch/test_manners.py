"""Is a host asked slowly, one request at a time, and only for what its robots.txt allows?"""

from __future__ import annotations

import threading
from typing import Any

import pytest
from newsstand import HTML, Fetch, Handler, Site, Time, breaks_off, gives, in_turn, page, rss, served

from onrecord.fetch import Fetched

ALL = b"User-agent: *\nDisallow:\n"
NOTHING = b"User-agent: *\nDisallow: /\n"


def pages(site: Site, count: int) -> str:
    """A feed of so many pages."""
    site.paths |= {f"/{number}.html": page(f"Sarn {number}") for number in range(count)}
    site.paths["/news.xml"] = rss(*(f"/{number}.html" for number in range(count)))
    return site.url("/news.xml")


def test_a_host_is_asked_once_a_second(site: Site, get: Fetch, time: Time) -> None:
    assert get(pages(site, 5)).new == 5
    assert time.seconds == pytest.approx(len(site.asked) - 1)


def test_the_rate_can_be_set(site: Site, get: Fetch, time: Time) -> None:
    get(pages(site, 5), rate=0.25)
    assert time.seconds == pytest.approx(4 * (len(site.asked) - 1))


def test_a_host_that_asks_for_longer_pauses_gets_them(site: Site, get: Fetch, time: Time) -> None:
    site.paths["/robots.txt"] = b"User-agent: *\nCrawl-delay: 10\n"
    get(pages(site, 5))
    assert time.seconds >= 50


def test_a_host_that_asks_for_hour_long_pauses_is_left_alone(site: Site, get: Fetch) -> None:
    site.paths["/robots.txt"] = b"User-agent: *\nCrawl-delay: 3600\n"
    told = get(pages(site, 1))
    assert "3,600 seconds between two visits" in told.reserved[0].why
    assert site.count("/news.xml") == 0


def test_a_host_has_one_request_at_a_time_and_two_hosts_are_asked_side_by_side(site: Site, get: Fetch) -> None:
    both = threading.Barrier(2, timeout=5)
    busy = {"one": 0, "two": 0}

    def meets(name: str) -> Any:
        def behave(handler: Handler) -> None:
            busy[name] += 1
            assert busy[name] == 1
            both.wait()
            busy[name] -= 1
            handler.answer(200, page(name), HTML)

        return behave

    with served("localhost") as other:
        for place, name in ((site, "one"), (other, "two")):
            place.paths |= {"/a.html": meets(name), "/b.html": meets(name)}
            place.paths["/news.xml"] = rss("/a.html", "/b.html")
        told = get(site.url("/news.xml"), other.url("/news.xml"))
    assert (told.new, told.refusals) == (4, ())


def test_what_robots_txt_forbids_is_not_asked_for_and_told(site: Site, get: Fetch) -> None:
    site.paths["/robots.txt"] = b"User-agent: *\nDisallow: /1.html\n"
    told = get(pages(site, 3))
    assert told.new == 2
    assert [refusal.source for refusal in told.reserved] == [site.url("/1.html")]
    assert "does not allow sarnbot" in told.reserved[0].why
    assert site.count("/1.html") == 0


def test_rules_for_our_own_name_go_before_those_for_all(site: Site, get: Fetch) -> None:
    site.paths["/robots.txt"] = b"User-agent: *\nDisallow: /\n\nUser-agent: SarnBot\nDisallow: /0.html\n"
    assert get(pages(site, 3)).new == 2


def robots_then(site: Site, get: Fetch, robots: Any) -> Fetched:
    site.paths |= {"/robots.txt": robots, "/a.html": page("Sarn")}
    return get(site.url("/a.html"))


@pytest.mark.parametrize("robots", [gives(404), gives(403), gives(410), ALL, b"", b"\xff\xfe<html>no rules</html>"])
def test_without_readable_rules_everything_is_allowed(site: Site, get: Fetch, robots: Any) -> None:
    assert robots_then(site, get, robots).new == 1


@pytest.mark.parametrize("robots", [gives(500), gives(503), gives(429), breaks_off, gives(302, Location="/robots.txt")])
def test_rules_that_cannot_be_read_forbid_everything(site: Site, get: Fetch, robots: Any) -> None:
    told = robots_then(site, get, robots)
    assert (told.new, len(told.refusals)) == (0, 1)
    assert site.count("/a.html") == 0


def test_rules_that_come_at_the_second_try_are_heeded(site: Site, get: Fetch) -> None:
    assert robots_then(site, get, in_turn(gives(500), gives(200, ALL))).new == 1


def test_redirected_rules_hold_for_the_host_that_redirects(site: Site, get: Fetch) -> None:
    site.paths["/rules"] = NOTHING
    assert len(robots_then(site, get, gives(301, Location="/rules")).reserved) == 1


def test_of_endless_rules_the_beginning_is_heeded(site: Site, get: Fetch) -> None:
    rules = b"User-agent: *\nDisallow: /a.html\n" + b"# and so on\n" * 200_000
    assert len(robots_then(site, get, rules).reserved) == 1


def test_rules_are_asked_for_once(site: Site, get: Fetch) -> None:
    get(pages(site, 5))
    assert site.count("/robots.txt") == 1
    assert site.count("/.well-known/tdmrep.json") == 1


def test_the_agent_is_named_in_every_request(site: Site, get: Fetch) -> None:
    get(pages(site, 1), agent="Belmara Desk/2.0 (+https://example.org/reading)")
    assert {asked.headers["user-agent"] for asked in site.asked} == {"Belmara Desk/2.0 (+https://example.org/reading)"}
