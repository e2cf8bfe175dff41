from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

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
        ("17-04-2031", "2031-04-17"),
        ("17.04.31", "2031-04-17"),
        ("17-Apr-31", "2031-04-17"),
        ("2031/04/17 09:08", "2031-04-17T09:08"),
        ("Nov 8, 2031 / 10:35 PM PST", "2031-11-08T22:35-08:00"),
        ("Aug 26 2031 00:23:33 GMT+0000 (Coordinated Universal Time)", "2031-08-26T00:23+00:00"),
        ("17 kwietnia 2031 r.", "2031-04-17"),
        ("17. dubna 2031", "2031-04-17"),
        ("2031. április 17.", "2031-04-17"),
        ("17 aprilie 2031", "2031-04-17"),
        ("17 Nisan 2031, 14:30", "2031-04-17T14:30"),
        ("den 17 mars 2031", "2031-03-17"),
        ("17. huhtikuuta 2031", "2031-04-17"),
        ("17 Απριλίου 2031", "2031-04-17"),
        ("17 Agustus 2031", "2031-08-17"),
        ("ngày 17 tháng 4 năm 2031", "2031-04-17"),
        ("17 अप्रैल 2031", "2031-04-17"),
        ("17 באפריל 2031", "2031-04-17"),
        ("17 เมษายน 2574", "2031-04-17"),
        ("令和13年4月17日", "2031-04-17"),
        ("٢٤ أبريل ٢٠٣١", "2031-04-24"),
        ("24 نيسان / أبريل 2031", "2031-04-24"),
        ("24 كانون الثاني 2031", "2031-01-24"),
        ("28 فروردین 1410", "2031-04-17"),
    ],
)
def test_a_printed_day_is_read_as_edtf_in_its_own_zone(words: str, edtf: str) -> None:
    [stamp] = stamps_in(words)
    assert stamp.when.edtf == edtf
    assert words[stamp.start : stamp.end].strip() == stamp.when.why


@pytest.mark.parametrize(
    "words",
    [
        "31 February 2031",
        "September 2031",
        "Route 18, May be closed",
        "99/99/2031",
        "version 1.2.15",
        "17 April 2574",
        "31 فروردین 2031",
        "",
    ],
)
def test_what_is_no_day_gives_none(words: str) -> None:
    assert list(stamps_in(words)) == []


@pytest.mark.parametrize(
    ("words", "labels"),
    [
        ("5 Mar 2031 10:20 / Updated 6 Mar 2031", ["", "changed"]),
        ("Last updated 6 Mar 2031, first published 5 Mar 2031", ["changed", "published"]),
        ("5 Mar 2031 (updated)", ["changed"]),
        ("5 Mar 2031 10:20 / Updated 10 years ago", [""]),
        ("Veröffentlicht am 5. März 2031, zuletzt geändert am 6. März 2031", ["published", "changed"]),
        ("Publié le 5 mars 2031 - Mis à jour le 6 mars 2031", ["published", "changed"]),
        ("Опубликовано 5 марта 2031, обновлено 6 марта 2031", ["published", "changed"]),
        ("Registered: 5 Mar 2031", ["other"]),
        ("Today: 5 Mar 2031", ["other"]),
        ("© 2030, 5 Mar 2031", ["other"]),
    ],
)
def test_a_day_goes_with_the_label_nearest_before_it(words: str, labels: list[str]) -> None:
    assert [stamp.label for stamp in stamps_in(words)] == labels


PIECES = st.sampled_from(
    [
        *"0123456789 -/.,:年月日T",
        "2031",
        "1410",
        "2574",
        "Apr",
        "April",
        "نيسان",
        "เม.ย.",
        "令和",
        "PM",
        "Z",
        "+02:00",
        "17",
    ]
)
EDTF = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?)?|\[\d{4}-\d\d-\d\d(?:,\d{4}-\d\d-\d\d)+\]")


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=20).map("".join)))
def test_any_words_give_valid_days_that_stand_where_they_say(words: str) -> None:
    end = 0
    for stamp in stamps_in(words):
        assert end <= stamp.start < stamp.end <= len(words)
        assert words[stamp.start : stamp.end].strip() == stamp.when.why
        assert EDTF.fullmatch(stamp.when.edtf or "")
        end = stamp.end


@given(st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map("".join), st.integers(0, 10**13).map(str)))
def test_any_machine_written_time_is_a_valid_day_or_none(value: str) -> None:
    for when in (iso_day(value, "x"), day_in_url(value), yearless_day(value)):
        assert when.edtf is None or EDTF.fullmatch(when.edtf.replace("XXXX", "2000"))


@pytest.mark.parametrize(
    ("url", "edtf"),
    [
        ("https://kalven.example/2031/04/17/gates", "2031-04-17"),
        ("https://kalven.example/2031/apr/17/gates", "2031-04-17"),
        ("https://kalven.example/gates-20310417.html", "2031-04-17"),
        ("https://kalven.example/2031/4/7/gates", "2031-04-07"),
        ("https://kalven.example/gates?date=2031-04-17", "2031-04-17"),
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
        ("20310417", "2031-04-17"),
        ("20310417T101112+0200", "2031-04-17T10:11+02:00"),
        ("1934179200", "2031-04-17T08:00Z"),
        ("1934179200000", "2031-04-17T08:00Z"),
        ("2031-02-31", None),
        ("soon", None),
    ],
)
def test_a_time_of_the_markup_keeps_its_zone_and_midnight_is_no_time(value: str, edtf: str | None) -> None:
    assert iso_day(value, "datePublished").edtf == edtf


def test_a_day_without_its_year_leaves_the_year_open() -> None:
    assert yearless_day("April 17").edtf == yearless_day("17 avril").edtf == "XXXX-04-17"
    assert yearless_day("Gate 17").edtf is None
