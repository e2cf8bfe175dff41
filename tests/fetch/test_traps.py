"""Does a site that is slow, endless, broken or cunning cost no more than the limits, and is it told what was wrong?"""

from __future__ import annotations

import errno
import gzip
from pathlib import Path

import pytest
from newsstand import (
    HTML,
    Behaviour,
    Fetch,
    Site,
    Time,
    breaks_off,
    drips,
    drips_headers,
    gives,
    in_turn,
    never_ends,
    page,
    rss,
    served,
)

from onrecord.fetch import Fetched, Options, Step, World, fetch
from onrecord.model import Source
from onrecord.read.sources import sources_of

BOMB = gzip.compress(bytes(50_000_000), 9)


def why(told: Fetched) -> str:
    assert told.new == 0
    (refusal,) = told.refusals
    return refusal.why


TRAPS: dict[str, tuple[Behaviour, str]] = {
    "slow drip": (drips, "did not end within 0.3 seconds"),
    "slow headers": (drips_headers, "did not end within 0.3 seconds"),
    "endless page": (never_ends, "larger than 1,000,000 bytes"),
    "gzip bomb": (gives(200, BOMB, Content_Encoding="gzip"), "larger than 1,000,000 bytes"),
    "unasked coding": (gives(200, b"abc", Content_Encoding="br"), "not asked for (br)"),
    "false coding": (gives(200, b"no gzip at all", Content_Encoding="gzip"), "gave no answer"),
    "cut coding": (gives(200, gzip.compress(page("Sarn"))[:-9], Content_Encoding="gzip"), "ended early"),
    "a picture": (gives(200, b"\x89PNG", Content_Type="image/png"), "is image/png, which is no page"),
    "plain text": (gives(200, b"words", Content_Type="text/plain"), "is text/plain, which is no page"),
    "redirect to itself": (gives(302, Location="/trap"), "in a circle"),
    "redirect to nowhere": (gives(302), "in a circle"),
    "redirect to a file": (gives(302, Location="file:///etc/hostname"), "no http or https address"),
    "redirect to mail": (gives(301, Location="mailto:desk@example.org"), "no http or https address"),
    "reset": (breaks_off, "gave no answer"),
    "no HTTP": (lambda handler: handler.wfile.write(b"SSH-2.0\r\n\r\n") and None, "gave no answer"),
    "gone": (gives(410), "the server answered 410"),
    "broken for good": (gives(500), "the server answered 500"),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_a_trap_is_refused_with_its_reason_and_the_other_pages_are_kept(
    trap: str, site: Site, get: Fetch, warc: Path
) -> None:
    behave, reason = TRAPS[trap]
    site.paths |= {"/trap": behave, "/a.html": page("Sarn")}
    told = get(site.url("/trap"), site.url("/a.html"), seconds=0.3, size=1_000_000)
    assert told.new == 1
    (refusal,) = told.refusals
    assert refusal.source == site.url("/trap")
    assert reason in refusal.why
    assert ";" in refusal.why or "circle" in refusal.why, "a refusal says what to do"
    assert len(list(sources_of([str(warc)]))) == 1


def test_redirects_are_followed_to_the_last_address_and_noted(site: Site, get: Fetch, warc: Path) -> None:
    site.paths |= {
        "/short": gives(301, Location="/long?a=1#part"),
        "/long?a=1": gives(307, Location="final.html"),
        "/final.html": page("Sarn"),
    }
    assert get(site.url("/short")).new == 1
    (source,) = sources_of([str(warc)])
    assert getattr(source, "url", "") == site.url("/final.html")
    noted = gzip.decompress(warc.read_bytes()).decode("utf-8", "replace")
    assert f"redirect: 301 {site.url('/short')}\r\nredirect: 307 {site.url('/long?a=1')}\r\n" in noted


def test_a_redirect_may_be_written_in_any_script(site: Site, get: Fetch) -> None:
    site.paths |= {
        "/in": gives(302, Location="/дамба".encode().decode("latin-1")),
        "/%D0%B4%D0%B0%D0%BC%D0%B1%D0%B0": page("Sarn"),
    }
    assert get(site.url("/in")).new == 1


def test_odd_headers_are_kept_and_sent_back_only_when_they_can_be(site: Site, get: Fetch, warc: Path) -> None:
    odd = {"X_Odd": "caf\xe9\xff", "ETag": '"\xe9"', "X_Empty": ""}
    site.paths["/a.html"] = gives(200, page("Sarn"), **odd)
    assert get(site.url("/a.html")).new == 1
    assert get(site.url("/a.html")).unchanged == 1
    assert "if-none-match" not in site.last("/a.html")
    assert len([found for found in sources_of([str(warc)]) if isinstance(found, Source)]) == 1


def test_what_breaks_a_round_is_told_as_it_is(site: Site, warc: Path, world: World) -> None:
    def full(step: Step) -> None:
        if step.done > 1:
            raise OSError(errno.ENOSPC, "No space left on device")

    site.paths |= {"/news.xml": rss("/a.html", "/b.html"), "/a.html": page("Sarn"), "/b.html": page("Lurin")}
    options = Options(agent="sarnbot", private=True)
    with pytest.raises(OSError, match="No space left"):
        next(fetch([site.url("/news.xml")], warc, options, world=world, progress=full))
    assert len(list(sources_of([str(warc)]))) == 1


def test_a_chain_of_redirects_without_end_is_left(site: Site, get: Fetch) -> None:
    def onward(number: int) -> Behaviour:
        return gives(302, Location=f"/{number + 1}")

    site.paths |= {f"/{number}": onward(number) for number in range(50)}
    assert "redirects more than 8 times" in why(get(site.url("/0")))
    assert site.count("/12") == 0


def test_a_redirect_to_another_host_heeds_the_rules_of_that_host(site: Site, get: Fetch) -> None:
    with served() as other:
        site.paths["/away"] = gives(302, Location=other.url("/secret.html"))
        other.paths |= {"/robots.txt": b"User-agent: *\nDisallow: /secret", "/secret.html": page("Sarn")}
        told = get(site.url("/away"))
    assert told.new == 0
    assert "robots.txt" in told.reserved[0].why
    assert other.count("/secret.html") == 0


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_given_the_time_it_asks_for(site: Site, get: Fetch, time: Time, status: int) -> None:
    site.paths["/a.html"] = in_turn(
        gives(status, Retry_After="30"), lambda handler: handler.answer(200, page("Sarn"), HTML)
    )
    assert get(site.url("/a.html")).new == 1
    assert max(time.slept) == pytest.approx(30, abs=1)
    assert site.count("/a.html") == 2


def test_a_time_of_day_to_come_back_is_kept_too(site: Site, get: Fetch, time: Time) -> None:
    busy = gives(503, Retry_After="Thu, 03 Apr 2031 12:01:00 GMT")
    site.paths["/a.html"] = in_turn(busy, lambda handler: handler.answer(200, page("Sarn"), HTML))
    assert get(site.url("/a.html")).new == 1
    assert 50 < max(time.slept) <= 60


def test_a_server_that_asks_for_hours_is_left_until_the_next_run(site: Site, get: Fetch, time: Time) -> None:
    site.paths["/a.html"] = gives(429, Retry_After="7200")
    assert "asks to wait 7,200 seconds" in why(get(site.url("/a.html")))
    assert site.count("/a.html") == 1
    assert sum(time.slept) < 10


def test_a_passing_error_is_tried_again_and_waited_for_longer_each_time(site: Site, get: Fetch, time: Time) -> None:
    site.paths["/a.html"] = in_turn(
        gives(500), gives(502), breaks_off, lambda handler: handler.answer(200, page("Sarn"), HTML)
    )
    assert get(site.url("/a.html")).new == 1
    assert [round(seconds) for seconds in time.slept[-3:]] == [1, 2, 4]


def test_a_huge_feed_gives_its_newest_pages_and_no_more(site: Site, get: Fetch) -> None:
    site.paths["/news.xml"] = rss(*(f"/{number}.html" for number in range(1000)))
    site.paths |= {f"/{number}.html": page(f"Sarn {number}") for number in range(5)}
    told = get(site.url("/news.xml"), limit=5)
    assert (told.new, told.refusals) == (5, ())


def test_a_feed_over_the_size_limit_is_refused(site: Site, get: Fetch) -> None:
    site.paths["/news.xml"] = rss(*(f"/{number}.html" for number in range(5000)))
    assert "larger than 100,000 bytes" in why(get(site.url("/news.xml"), size=100_000))
