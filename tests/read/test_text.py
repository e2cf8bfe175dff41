"""Flattened pages of an invented world: which line is what, and what the page says about itself."""

from __future__ import annotations

import numpy as np
import pytest

import make
from onrecord.model import Page
from onrecord.read import page_of
from onrecord.read.blocks import kinds_from
from onrecord.read.lines import line_of

FLATTENED = """\
icon anchor-x iconboat iconbell iconlamp leftlamp iconwheel icondrop-y iconoar iconknot iconbuoy iconsail-z icongull
12 Mar, 2031 21:15

Council of the Tavra asks for joint patrols

Council of the Tavra asks for joint patrols

The council of the Tavra has asked its members for joint patrols, its secretary told reporters in Kalven.

We have waited for two years and the river has not waited with us,” Ilen Marrow said on Friday.

READ MORE: Gates of the Tavra stay shut

The council also noted that three of the four members had paid their share.

Join the 9,000 fans of Kalven Daily on Facebook and never miss a flood

Proudly powered by Inkpot
"""


def kinds(page: Page) -> list[tuple[str, str]]:
    return [(block.kind, page.text[block.start : block.end].split(" ")[0]) for block in page.blocks]


def text_page(text: str, **known: str) -> Page:
    return page_of(make.source(text, name="page.txt", **known))


def test_menus_dates_titles_and_pointers_are_told_from_the_body() -> None:
    assert kinds(text_page(FLATTENED)) == [
        ("junk", "icon"),
        ("byline", "12"),
        ("title", "Council"),
        ("title", "Council"),
        ("paragraph", "The"),
        ("paragraph", "We"),
        ("link_out", "READ"),
        ("paragraph", "The"),
        ("junk", "Join"),
        ("junk", "Proudly"),
    ]


def test_a_page_tells_its_title_day_outlet_and_language() -> None:
    page = text_page(FLATTENED)
    assert page.title == "Council of the Tavra asks for joint patrols"
    assert (page.published.edtf, page.published.basis, page.published.why) == (
        "2031-03-12T21:15",
        "stated",
        "12 Mar, 2031 21:15",
    )
    assert page.outlet == "Kalven Daily"
    assert page.language == "en"
    assert page.refused is None


BODY = """
The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met.

“We have opened them once this year and we shall not open them again,” Ilen Marrow told reporters.
"""


def test_a_second_headline_is_a_subtitle_and_no_part_of_the_body() -> None:
    page = text_page(
        "Sections\n\nNobody guards the gates at night, and we asked why\n\nNight watch at gates unpaid, union says"
        + BODY
    )
    assert kinds(page)[:3] == [("junk", "Sections"), ("title", "Nobody"), ("subtitle", "Night")]


def test_a_dateline_opens_the_body_and_gives_place_agency_and_day_without_year() -> None:
    opening = "KALVEN, April 17. /XAN/. The ministry of waters says that all of the gates stay shut."
    page = text_page(f"Gates of the Tavra stay shut\n\n{opening}\n{BODY}")
    assert kinds(page)[1] == ("paragraph", "KALVEN,")
    assert (page.dateline_place, page.outlet, page.published.edtf, page.published.basis) == (
        "Kalven",
        "XAN",
        "XXXX-04-17",
        "dateline",
    )


@pytest.mark.parametrize(
    ("opening", "place", "agency"),
    [
        ("KALVEN, Belmara (AP) — The gates", "Kalven", "AP"),
        ("Lower Osk, 7 May (Reuters) - The gates", "Lower Osk", "Reuters"),
        ("KALVEN — The gates", "Kalven", None),
        ("The minister, a former (good) friend, said the gates", None, None),
        ("By May 12, the gates", None, None),
        ("BREAKING: The gates", None, None),
    ],
)
def test_only_a_dateline_is_a_dateline(opening: str, place: str | None, agency: str | None) -> None:
    page = text_page(
        f"Gates of the Tavra stay shut\n\n{opening} of the Tavra stay shut, the ministry said on Friday.\n{BODY}"
    )
    assert (page.dateline_place, page.outlet) == (place, agency)


def test_an_updated_line_is_the_day_of_a_change_and_never_of_publication() -> None:
    page = text_page("Gates of the Tavra stay shut\n\nUpdated: 14 March 2031" + "\n" + BODY)
    assert (page.published.edtf, page.modified.edtf) == (None, "2031-03-14")


def test_a_text_from_a_url_takes_its_day_from_the_url_when_it_states_none() -> None:
    page = text_page("Gates of the Tavra stay shut\n" + BODY, url="https://kalven.example/2031/03/14/gates")
    assert (page.published.edtf, page.published.basis) == ("2031-03-14", "url")


def test_the_blog_named_in_its_about_box_is_the_outlet_and_the_box_is_junk() -> None:
    box = 'About This Blog\n\n"Water Under Bridges" covers the Tavra, its dams and its politics weekly.\n\nLatest Posts'
    page = text_page(f"Gates of the Tavra stay shut\n{BODY}\n-- Dagny Orso\n\n{box}")
    assert (page.outlet, page.author) == ("Water Under Bridges", "Dagny Orso")
    assert kinds(page)[-4:] == [("byline", "--"), ("junk", "About"), ("junk", '"Water'), ("junk", "Latest")]


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("By Dagny Orso", "Dagny Orso"),
        ("By Dagny Orso and Tove van der Meer, Kalven Daily staff", "Dagny Orso, Tove van der Meer"),
        ("BY DAGNY ORSO", "Dagny Orso"),
        ("Von Almut Rehbein", "Almut Rehbein"),
        ("By 2040 the dam will be full of mud", None),
        ("Dagny Orso | 14 March 2031", "Dagny Orso"),
    ],
)
def test_an_author_is_a_name_and_nothing_else(line: str, author: str | None) -> None:
    assert text_page(f"Gates of the Tavra stay shut\n\n{line}\n{BODY}").author == author


def test_a_correction_is_cited() -> None:
    words = "Correction: An earlier version of this article gave a wrong number of gates."
    page = text_page(f"Gates of the Tavra stay shut\n{BODY}\n{words}\n")
    assert page.corrected is not None
    assert page.text[page.corrected.start : page.corrected.end] == page.corrected.text == words


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Front page\nMoney\nOpinion\nFerries run again\nCrown falls for third day\nLetters", "index page"),
        ("404 Not Found\n\nThe page you asked for could not be found.", "error page"),
        (
            "We value your privacy\n\nPlease accept our cookies to read on. You can change your settings at any time.",
            "cookie wall",
        ),
        ("Gates stay shut\n\nLog in to continue reading this article. Already a subscriber? Log in.", "login"),
        ("Just a moment\n\nChecking your browser before you proceed. Are you a robot?", "robot check"),
    ],
)
def test_a_page_without_an_article_is_kept_with_the_reason(text: str, reason: str) -> None:
    page = text_page(text)
    assert page.refused is not None
    assert reason in page.refused
    assert page.text == text


def test_a_page_in_another_language_is_named_and_kept() -> None:
    text = (
        "Das Kahnfest fällt aus\n\nDas Kahnfest in Unterau findet in diesem Jahr nicht statt, sagte der Verein.\n\n"
        "Die Bürgermeisterin sagte, dass das Geld für die Nachbarn im Tal ist, die nach dem Hochwasser schaufeln."
    )
    page = text_page(text)
    assert (page.language, page.refused) == ("de", None)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("18 Sep, 2031 14:37", "2031-09-18T14:37"),
        ("5 Mar, 2031 10:20 / Updated 10 years ago", "2031-03-05T10:20"),
        ("March 5, 2031 | Updated: March 9, 2031", "2031-03-05"),
    ],
)
def test_a_line_of_dates_tells_the_day_of_publication_and_is_no_body(line: str, day: str) -> None:
    page = text_page(f"Gates of the Tavra stay shut\n\n{line}\n{BODY}")
    assert kinds(page)[1] == ("byline", line.split()[0])
    assert page.published.edtf == day


def test_an_update_without_a_day_is_furniture_and_no_date() -> None:
    page = text_page(f"Gates of the Tavra stay shut\n\nUpdated 10 years ago\n{BODY}")
    assert kinds(page)[1] == ("byline", "Updated")
    assert (page.published.edtf, page.modified.edtf) == (None, None)


MENU = ("Front page", "Money", "Harbour", "Opinion", "Weather", "Letters", "Sign in", "Subscribe")

TEASERS = "".join(
    f"\n\n{head}\n\n{text}"
    for head, text in (
        ("Crown falls for third day", "Traders in Orsel sold crowns again on Monday as the bank kept its silence…"),
        ("Ferries run again", "The line between the two islands opened after nine weeks of repairs to the pier…"),
        ("Baker wins prize", "A loaf from a village with ninety people took the first prize of the autumn fair…"),
    )
)


def test_teasers_of_other_articles_below_the_body_are_junk() -> None:
    page = text_page(
        "\n".join(MENU) + f"\n\nGates of the Tavra stay shut\n\nBy Dagny Orso\n{BODY}\nMost read" + TEASERS
    )
    body = [page.text[block.start : block.end] for block in page.blocks if block.kind == "paragraph"]
    assert body == [line for line in BODY.splitlines() if line]


def test_what_a_site_says_about_its_cookies_is_no_body() -> None:
    notice = (
        "We and our partners use cookies to measure visits. You can change your settings in your browser at any time."
    )
    page = text_page(f"{notice}\n\nGates of the Tavra stay shut\n\nBy Dagny Orso\n{BODY}\n{notice}")
    assert [kind for kind, _ in kinds(page)] == ["junk", "title", "byline", "paragraph", "paragraph", "junk"]


def test_pages_of_any_size_are_read() -> None:
    assert text_page("word " * 200_000).refused
    assert [kind for kind, _ in kinds(text_page("Gates stay shut.\n" * 30_000))] == ["junk"]


def test_the_items_of_a_list_within_the_body_are_body_and_not_only_what_reads_like_prose() -> None:
    first, last = (line for line in BODY.splitlines() if line)
    lines = [line_of(text) for text in (first, "Bread from Unterau", "Lamps, with oil", "21:15", last)]
    kinds = kinds_from(lines, np.full(len(lines), 0.9, np.float32))
    assert kinds == ["paragraph", "paragraph", "paragraph", "junk", "paragraph"]
