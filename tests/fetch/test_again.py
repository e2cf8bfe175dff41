"""Does a later run ask only for what is new or changed, and does a crash lose nothing that was kept?"""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time as wall
from pathlib import Path

import pytest
from newsstand import BEGAN, HTML, Behaviour, Fetch, Site, Time, cached, gives, in_turn, page, rss
from typer.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

import make
from onrecord import cli
from onrecord.errors import UnreadableInput
from onrecord.fetch import Options, World, fetch
from onrecord.model import Source
from onrecord.read.sources import sources_of

UPDATED = "<pubDate>Thu, 03 Apr 2031 0{}:00:00 GMT</pubDate>"


def types_in(warc: Path) -> list[str]:
    with warc.open("rb") as file:
        return [record.rec_type for record in ArchiveIterator(file)]


def pages_in(warc: Path) -> list[bytes]:
    """The pages that a build would read; what it tells besides is of revisits only."""
    found = list(sources_of([str(warc)]))
    assert all(isinstance(source, Source) or "revisit" in source.why for source in found), found
    return [source.data for source in found if isinstance(source, Source)]


def test_an_unchanged_page_is_not_sent_again_and_a_revisit_is_kept(site: Site, get: Fetch, warc: Path) -> None:
    site.paths["/a.html"] = cached(page("Sarn"))
    assert get(site.url("/a.html")).new == 1
    told = get(site.url("/a.html"))
    assert (told.new, told.unchanged) == (0, 1)
    assert site.last("/a.html")["if-none-match"] == '"one"'
    with warc.open("rb") as file:
        (revisit,) = [record for record in ArchiveIterator(file) if record.rec_type == "revisit"]
    assert revisit.rec_headers.get_header("WARC-Profile").endswith("/revisit/server-not-modified")
    assert revisit.rec_headers.get_header("WARC-Refers-To-Target-URI") == site.url("/a.html")
    assert revisit.http_headers.get_statuscode() == "304"
    assert pages_in(warc) == [page("Sarn")]


def test_a_last_modified_day_is_enough(site: Site, get: Fetch) -> None:
    day = "Thu, 03 Apr 2031 08:00:00 GMT"
    site.paths["/a.html"] = in_turn(gives(200, page("Sarn"), Last_Modified=day), gives(304))
    get(site.url("/a.html"))
    assert get(site.url("/a.html")).unchanged == 1
    assert site.last("/a.html")["if-modified-since"] == day


def test_the_same_bytes_from_a_server_that_knows_no_conditions_are_a_revisit_too(
    site: Site, get: Fetch, warc: Path
) -> None:
    site.paths["/a.html"] = page("Sarn")
    get(site.url("/a.html"))
    assert get(site.url("/a.html")).unchanged == 1
    assert types_in(warc).count("response") == 1


def test_a_changed_page_is_kept_beside_the_old_one(site: Site, get: Fetch, warc: Path) -> None:
    site.paths["/a.html"] = cached(page("Sarn"))
    get(site.url("/a.html"))
    site.paths["/a.html"] = cached(page("Sarn, corrected"), '"two"')
    told = get(site.url("/a.html"))
    assert (told.new, told.changed) == (0, 1)
    assert pages_in(warc) == [page("Sarn"), page("Sarn, corrected")]


def test_of_a_feed_only_new_and_changed_articles_are_asked_for(site: Site, get: Fetch) -> None:
    site.paths |= {f"/{name}.html": page(name) for name in "abc"}
    site.paths["/news.xml"] = rss("/a.html", "/b.html", more=UPDATED.format(1))
    assert get(site.url("/news.xml")).new == 2
    site.paths["/news.xml"] = rss("/a.html", more=UPDATED.format(2)).replace(
        b"</channel>", rss("/b.html", "/c.html", more=UPDATED.format(1)).split(b"</title>", 1)[1].split(b"</rss>")[0]
    )
    told = get(site.url("/news.xml"))
    assert (told.new, told.unchanged, told.known) == (1, 1, 1)
    assert [site.count(f"/{name}.html") for name in "abc"] == [2, 1, 1]


def test_an_unchanged_feed_is_not_read_again_once_all_it_names_was_dealt_with(site: Site, get: Fetch) -> None:
    site.paths |= {"/news.xml": cached(rss("/a.html", "/b.html")), "/a.html": page("Sarn"), "/b.html": gives(503)}
    assert get(site.url("/news.xml")).new == 1
    assert "if-none-match" not in site.last("/news.xml")
    site.paths["/b.html"] = page("Lurin")
    assert get(site.url("/news.xml")).new == 1
    assert "if-none-match" not in site.last("/news.xml"), "a page of it was still to come"
    assert get(site.url("/news.xml")).unchanged == 1
    assert "if-none-match" in site.last("/news.xml")


def test_another_choice_of_pages_reads_an_unchanged_feed_again(site: Site, get: Fetch) -> None:
    site.paths |= {"/news.xml": cached(rss("/a.html", "/b.html")), "/a.html": page("Sarn"), "/b.html": page("Lurin")}
    assert get(site.url("/news.xml"), limit=1).new == 1
    assert get(site.url("/news.xml"), limit=2).new == 1


def test_rounds_follow_each_other_and_ask_only_for_what_is_new(
    site: Site, warc: Path, world: World, time: Time
) -> None:
    site.paths |= {
        "/news.xml": rss("/a.html"),
        "/a.html": page("Sarn"),
        "/b.html": page("Lurin"),
        "/c.html": gives(410),
    }
    options = Options(agent="sarnbot/1.0", private=True, every=900.0)
    going = fetch([site.url("/news.xml")], warc, options, world=world)
    assert next(going).new == 1
    site.paths["/news.xml"] = rss("/a.html", "/b.html", "/c.html")
    second = next(going)
    assert (second.new, second.known, len(second.refusals)) == (1, 1, 1)
    assert 900 <= time.seconds < 910
    third = next(going)
    assert (third.new, third.known) == (0, 3)
    assert site.count("/c.html") == 1, "a page that is gone is not asked for at every round"
    going.close()
    assert types_in(warc).count("warcinfo") == 1


def test_what_a_crash_left_half_written_is_cut_off_and_the_next_run_goes_on(site: Site, get: Fetch, warc: Path) -> None:
    site.paths |= {"/a.html": page("Sarn"), "/b.html": page("Lurin")}
    get(site.url("/a.html"))
    whole = warc.read_bytes()
    for torn in (whole[:-1], whole[: len(whole) // 2], whole[:10]):
        warc.write_bytes(whole + torn)
        get(site.url("/a.html"))
        assert gzip.decompress(warc.read_bytes())
    get(site.url("/b.html"))
    assert page("Lurin") in pages_in(warc)


def test_a_crash_at_the_very_first_record_is_got_over(site: Site, get: Fetch, warc: Path) -> None:
    site.paths["/a.html"] = page("Sarn")
    get(site.url("/nothing.html"))
    assert not warc.exists(), "a file without a record is not made"
    warc.write_bytes(gzip.compress(b"WARC/1.1\r\nWARC-Type: warcinfo")[:-7])
    assert get(site.url("/a.html")).new == 1
    assert pages_in(warc) == [page("Sarn")]


def test_a_file_that_was_moved_away_is_begun_anew_without_fetching_all_again(
    site: Site, get: Fetch, warc: Path
) -> None:
    site.paths |= {"/news.xml": rss("/a.html", "/b.html"), "/a.html": page("Sarn"), "/b.html": page("Lurin")}
    assert get(site.url("/news.xml"), limit=1).new == 1
    warc.rename(warc.with_name("march.warc.gz"))
    told = get(site.url("/news.xml"))
    assert (told.new, told.known) == (1, 1)
    assert pages_in(warc) == [page("Lurin")]


def test_records_are_added_to_a_file_of_another_program(site: Site, get: Fetch, warc: Path) -> None:
    other = warc.with_name("other.warc.gz")
    site.paths |= {"/a.html": page("Sarn"), "/b.html": page("Lurin")}
    get(site.url("/a.html"))
    warc.rename(other)
    warc.with_name("news.warc.gz.state").unlink()
    other.rename(warc)
    get(site.url("/b.html"))
    assert pages_in(warc) == [page("Sarn"), page("Lurin")]


UNUSABLE: dict[str, tuple[str, bytes, str]] = {
    "another name": ("news.zip", b"", "ends in .warc.gz"),
    "not packed": ("news.warc", b"", "ends in .warc.gz"),
    "words": ("news.warc.gz", b"the only copy of my diary", "is no gzipped WARC file"),
    "other packed words": ("news.warc.gz", gzip.compress(b"diary"), "is no gzipped WARC file"),
    "torn, of another program": ("news.warc.gz", gzip.compress(b"WARC/1.0\r\n")[:-3], "ends in a broken record"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_a_file_that_cannot_be_added_to_is_left_as_it_was(case: str, tmp_path: Path, world: World) -> None:
    name, data, reason = UNUSABLE[case]
    path = tmp_path / name
    if data:
        path.write_bytes(data)
    with pytest.raises(UnreadableInput, match=reason):
        next(fetch(["http://127.0.0.1:9/"], path, Options(agent="a"), world=world))
    assert (path.read_bytes() if data else b"") == data
    assert data or list(tmp_path.iterdir()) == []


def test_a_state_that_is_none_is_told(tmp_path: Path, world: World) -> None:
    (tmp_path / "news.warc.gz.state").write_bytes(b"something else, and long enough to be looked at" * 20)
    with pytest.raises(UnreadableInput, match="is not the state of a fetch"):
        next(fetch(["http://127.0.0.1:9/"], tmp_path / "news.warc.gz", Options(agent="a"), world=world))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path, world: World) -> None:
    (tmp_path / "file").write_text("words")
    with pytest.raises(UnreadableInput, match="a folder you can write to"):
        next(fetch(["http://127.0.0.1:9/"], tmp_path / "file" / "news.warc.gz", Options(agent="a"), world=world))


def test_two_fetches_do_not_write_to_one_file(site: Site, warc: Path, world: World) -> None:
    site.paths["/a.html"] = page("Sarn")
    options = Options(agent="sarnbot", private=True, every=60.0)
    going = fetch([site.url("/a.html")], warc, options, world=world)
    next(going)
    with pytest.raises(UnreadableInput, match="another fetch is writing to it"):
        next(fetch([site.url("/a.html")], warc, options, world=world))
    going.close()


def started(site: Site, warc: Path, *more: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "onrecord.cli", "fetch", site.url("/news.xml"), "--warc", str(warc)]
    return subprocess.Popen(
        [*command, "--allow-private", "--rate", "1000", *more],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=make.heeds_ctrl_c,
    )


def waits_at(count: int, site: Site) -> Behaviour:
    """A page that is served to the first `count` who ask; the others wait."""

    def behave(handler) -> None:  # type: ignore[no-untyped-def]
        if sum(asked.path.endswith(".html") for asked in site.asked) > count:
            site.over.wait(20)
        handler.answer(200, page(handler.path), HTML)

    return behave


def wait_until_asked(site: Site, count: int) -> None:
    until = wall.monotonic() + 30
    while sum(asked.path.endswith(".html") for asked in site.asked) <= count:
        assert wall.monotonic() < until
        wall.sleep(0.01)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGINT])
def test_a_fetch_that_was_ended_in_the_middle_goes_on_where_it_was(
    ending: signal.Signals, site: Site, get: Fetch, warc: Path
) -> None:
    site.paths |= {f"/{number}.html": waits_at(3, site) for number in range(6)}
    site.paths["/news.xml"] = rss(*(f"/{number}.html" for number in range(6)))
    with started(site, warc, "--every", "15m") as going:
        wait_until_asked(site, 3)
        os.kill(going.pid, ending)
        _, told = going.communicate(timeout=30)
    if ending == signal.SIGINT:
        assert going.returncode == 130
        assert told == f"onrecord: stopped; the pages so far are kept in {warc}, the same command goes on\n"
    assert len(pages_in(warc)) == 3
    site.paths |= {f"/{number}.html": page(str(number)) for number in range(6)}
    done = get(site.url("/news.xml"))
    assert (done.new, done.known) == (3, 3)
    assert len(pages_in(warc)) == 6


def test_the_command_ends_with_a_summary_and_the_next_step(site: Site, warc: Path) -> None:
    site.paths |= {"/a.html": page("Sarn"), "/b.html": gives(200, page("Lurin"), X_Robots_Tag="noai")}
    words = [
        "fetch",
        site.url("/a.html"),
        site.url("/b.html"),
        "--warc",
        str(warc),
        "--allow-private",
        "--rate",
        "1000",
    ]
    shown = CliRunner().invoke(cli.app, words)
    assert shown.exit_code == 0, shown.output
    assert "1 new page" in shown.stdout
    assert "Kept back by their owners, with a note in the file: 1 source" in shown.stdout
    assert "reserved by its owner" in shown.stdout
    assert f"onrecord build {warc}" in shown.stdout
    assert site.last("/a.html")["user-agent"].startswith("onrecord/")


def test_the_command_fails_when_nothing_could_be_had(warc: Path) -> None:
    shown = CliRunner().invoke(cli.app, ["fetch", "http://127.0.0.1:9/a", "--warc", str(warc), "--json"])
    assert shown.exit_code == 1
    assert '"refusals"' in shown.stdout


@pytest.mark.parametrize("time_told", ["soon", "0", "-5m", "15 minutes", ""])
def test_a_time_between_rounds_that_is_none_is_a_usage_error(time_told: str, warc: Path) -> None:
    shown = CliRunner().invoke(cli.app, ["fetch", "http://a.example", "--warc", str(warc), "--every", time_told])
    assert shown.exit_code == 2
    assert "15m" in shown.output


@pytest.mark.parametrize("agent", [" ", "(desk)", "desk\r\nX-More: 1", "bücher/1.0"])
def test_an_agent_that_no_server_could_read_is_a_usage_error(agent: str, warc: Path) -> None:
    shown = CliRunner().invoke(cli.app, ["fetch", "http://a.example", "--warc", str(warc), "--agent", agent])
    assert shown.exit_code == 2
    assert not warc.exists()


def test_fetched_pages_carry_the_time_of_fetching(site: Site, get: Fetch, warc: Path) -> None:
    site.paths["/a.html"] = page("Sarn")
    get(site.url("/a.html"))
    (source,) = sources_of([str(warc)])
    assert isinstance(source, Source)
    assert (source.fetched_at or "").startswith(BEGAN.date().isoformat())
