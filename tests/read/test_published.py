from __future__ import annotations

import pytest

from onrecord.read.dates import day_in_url, iso_day, stamps_in, yearless_day


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("18 Sep, 2031 14:37", "2031-09-18T14:37"),
        ("September 18, 2031 at 2:05 pm", "2031-09-18T14:05"),
        ("Tue 18 Nov 2031 06.00 GMT", "2031-11-18T06:00Z"),
        ("am 3. März 2031 um 14.30 Uhr", "2031-03-03T14:30"),
        ("le 1er mars 2031", "2031-03-01"),
        ("12 de mayo de 2031", "2031-05-12"),
        ("17 апреля 2031 года", "2031-04-17"),
        ("2031年9月18日", "2031-09-18"),
        ("2031-11-20T05:06:00+01:00", "2031-11-20T05:06+01:00"),
        ("20.11.2031, 10:44", "2031-11-20T10:44"),
        ("25/09/2031", "2031-09-25"),
        ("05/09/2031", "[2031-05-09,2031-09-05]"),
        ("05/05/2031", "2031-05-05"),
    ],
)
def test_a_printed_day_is_read_as_edtf_in_its_own_zone(words: str, edtf: str) -> None:
    [stamp] = stamps_in(words)
    assert stamp.when.edtf == edtf
    assert words[stamp.start : stamp.end].strip() == stamp.when.why


@pytest.mark.parametrize("words", ["31 February 2031", "September 2031", "Route 18, May be closed", "99/99/2031", ""])
def test_what_is_no_day_gives_none(words: str) -> None:
    assert list(stamps_in(words)) == []


def test_the_day_of_a_change_is_told_from_the_day_of_publication() -> None:
    stamps = stamps_in("5 Mar 2031 10:20 / Updated 6 Mar 2031")
    assert [(stamp.when.edtf, stamp.updated) for stamp in stamps] == [("2031-03-05T10:20", False), ("2031-03-06", True)]


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://kalven.example/2031/04/17/gates", "2031-04-17"),
        ("https://kalven.example/2031/apr/17/gates", "2031-04-17"),
        ("https://kalven.example/gates-20310417.html", "2031-04-17"),
        ("https://kalven.example/gates-14848382.php", None),
        ("https://kalven.example/2031/13/45/gates", None),
    ],
)
def test_a_day_in_a_url_is_read(url: str, edtf: str | None) -> None:
    assert day_in_url(url).edtf == edtf


@pytest.mark.parametrize(
    ("value", "edtf"),
    [
        ("2031-04-17T08:05:00+02:00", "2031-04-17T08:05+02:00"),
        ("2031-04-17T08:05:00.000Z", "2031-04-17T08:05Z"),
        ("2031-04-17T00:00:00Z", "2031-04-17"),
        ("Thu, 17 Apr 2031 10:11:12 GMT", "2031-04-17T10:11Z"),
        ("2031-02-31", None),
        ("soon", None),
    ],
)
def test_a_time_of_the_markup_keeps_its_zone_and_midnight_is_no_time(value: str, edtf: str | None) -> None:
    assert iso_day(value, "datePublished").edtf == edtf


def test_a_day_without_its_year_leaves_the_year_open() -> None:
    assert yearless_day("April 17").edtf == yearless_day("17 avril").edtf == "XXXX-04-17"
    assert yearless_day("Gate 17").edtf is None
