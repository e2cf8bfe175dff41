"""Is an article told from what stands in its place? Pages of an invented world, one kind at a time."""

from __future__ import annotations

import json

import pytest

import make
from onrecord.model import Page
from onrecord.read import page_of

FIRST = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met."
SECOND = (
    "“We have opened them once this year and we shall not open them again,” Ilen Marrow told reporters in the capital."
)
FLASH = (
    "A ferry ran aground near Kalven on Friday night. Nobody was hurt, the harbour master said, and divers will look at"
)
BANNER = "<div><p>We use cookies to improve our service.</p><button>Accept all cookies</button></div>"
CONSENT = (
    "<p>We and our 240 partners store cookies on your device and process personal data.</p>"
    "<p>With your consent we use advertising cookies and share your data with our partners for personalised ads.</p>"
    "<p>You can change your choice at any time in our privacy settings, or accept all cookies to continue.</p>"
)


def ld(**node: object) -> str:
    return f"<script type='application/ld+json'>{json.dumps(node)}</script>"


def page(*body: str, head: str = "", title: str = "Gates stay shut", url: str | None = None) -> Page:
    markup = f"<html><head><title>{title} | Kalven Daily</title>{head}</head><body>{''.join(body)}</body></html>"
    return page_of(make.source(markup, name="page.html", url=url))


def story(times: int = 4) -> str:
    return "<article><h1>Gates stay shut</h1>" + f"<p>{FIRST}</p><p>{SECOND}</p>" * times + "</article>"


def teasers(number: int = 8) -> str:
    return "".join(
        f"<div><h3><a href=/{n}>Ferries to gate number {n} run again after the long flood</a></h3>"
        f"<p>{FIRST} It is gate {n} of the valley.</p></div>"
        for n in range(number)
    )


@pytest.mark.parametrize(
    "found",
    [
        page(story()),
        page(BANNER, story()),
        page(story(), "<p>Log in to read more of our newsletters. Already a subscriber?</p>"),
        page(story(), head="<meta property='og:type' content='website'>", url="https://kalven.example/"),
        page(
            story(), head=ld(**{"@type": "VideoObject", "name": "The gates"}), url="https://kalven.example/video/gates"
        ),
        page(f"<article><h1>Gates</h1><p>{FLASH} the hull on Saturday, when the wind falls.</p></article>"),
        page(BANNER, f"<h1>Ferry aground</h1><p>{FLASH} the hull on Saturday, when the wind has fallen.</p>"),
        page(f"<h1>Page not found in the archive</h1><p>{FIRST}</p>", head=ld(**{"@type": "NewsArticle"})),
        page(
            f"<h1>Cookies</h1><p>{FIRST}</p><p>A court in Kalven found that sites must ask before they use cookies or"
            f" pass personal data on to partners.</p><p>{SECOND}</p>"
        ),
    ],
)
def test_an_article_is_one_whatever_stands_around_it(found: Page) -> None:
    assert (found.kind, found.refused) == ("article", None)


def test_a_flash_that_the_markup_calls_an_article_may_be_very_short() -> None:
    flash = (
        "<h1>Ferry runs aground near Kalven</h1><p>A ferry ran aground at Kalven on Friday. Nobody was hurt at all.</p>"
    )
    assert page(flash, title="Ferry runs aground near Kalven").refused is not None
    told = page(flash, title="Ferry runs aground near Kalven", head=ld(**{"@type": "NewsArticle"}))
    assert (told.kind, told.refused) == ("article", None)


def test_an_article_behind_a_soft_wall_is_one_when_enough_of_it_shows() -> None:
    wall = "<p>Subscribe to continue reading.</p><p>Already a subscriber? Sign in.</p>"
    shown = page(f"<h1>Gates stay shut</h1><p>{FIRST}</p><p>{SECOND}</p>", wall)
    assert shown.refused is None
    hidden = page("<h1>Gates stay shut</h1><p>The ministry of waters said on Friday that the</p>", wall)
    assert (hidden.kind, hidden.refused) == ("wall", "no article on the page: login or subscription wall")


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("404", "404 - Not Found. The page you were looking for is not here any more."),
        ("Sorry", "This article is no longer available. Try the search, or go back to the front page of the paper."),
        ("Sorry", "This page cannot be found. It may have been moved, or its address may have been typed wrongly."),
        ("Fehler", "Die Seite wurde nicht gefunden. Vielleicht hilft Ihnen unsere Suche weiter, oder die Startseite."),
        ("Erreur", "La page demandée est introuvable. Vous pouvez revenir à la page d'accueil du journal."),
        ("Error", "Página no encontrada. Puede volver a la portada del diario o usar el buscador."),
        ("Ошибка", "Страница не найдена. Вернитесь на главную страницу."),
        ("Forbidden", "403 Forbidden: you have no access to this server."),
    ],
)
def test_an_error_page_is_told_by_its_words(title: str, words: str) -> None:
    for found in (page(f"<h1>{title}</h1><p>{words}</p>", title=title), page_of(make.source(f"{title}\n\n{words}\n"))):
        assert (found.kind, found.refused) == ("error", "no article on the page: error page")


@pytest.mark.parametrize(
    ("body", "name"),
    [
        (CONSENT, "cookie wall"),
        ("<p>Checking your browser before you reach the page. This takes a few seconds.</p>", "robot check"),
        ("<p>Please confirm that you are not a robot. We have seen unusual traffic.</p>", "robot check"),
        ("<p>Dieser Text ist nur für Abonnenten. Jetzt anmelden und weiterlesen.</p>", "login or subscription wall"),
        ("<p>Cet article est réservé aux abonnés. Déjà abonné ?</p>", "login or subscription wall"),
        ("<p>Wir verwenden Cookies. Bitte stimmen Sie der Werbung zu.</p>", "cookie wall"),
        (
            "<p>This article is for subscribers only. Sign in or create an account to read it.</p>"
            "<p>Not a subscriber yet? Choose a plan and get full access from one crown a week.</p>",
            "login or subscription wall",
        ),
        ("<p>Create a free account to continue. Sign in to read the whole story.</p>", "login or subscription wall"),
    ],
)
def test_a_wall_is_told_by_its_words(body: str, name: str) -> None:
    found = page(body, title="Kalven Daily")
    assert (found.kind, found.refused) == ("wall", f"no article on the page: {name}")


def test_a_page_whose_article_is_not_in_its_markup_says_so() -> None:
    found = page("<div id=root></div>", head=ld(**{"@type": "NewsArticle", "headline": "Gates stay shut"}))
    assert found.kind == "wall"
    assert "the words are missing" in (found.refused or "")


@pytest.mark.parametrize(
    "url", ["https://kalven.example/", "https://kalven.example/valley/", "https://kalven.example/tag/a-b"]
)
def test_a_front_page_of_teasers_is_an_index(url: str) -> None:
    found = page("<h1>Kalven Daily</h1>", teasers(), title="Kalven Daily", url=url)
    assert (found.kind, found.refused) == ("index", "no article on the page: index page, gallery or menu")


def test_four_teasers_make_an_index_too() -> None:
    assert page(teasers(4), title="Kalven Daily", url="https://kalven.example/").kind == "index"


def test_an_article_with_teasers_below_it_is_an_article() -> None:
    found = page(story(), "<h2>More from the valley</h2>", teasers(), url="https://kalven.example/gates-stay-shut-14")
    assert (found.kind, found.refused) == ("article", None)


def test_a_gallery_is_an_index() -> None:
    pictures = "".join(
        f"<figure><img src={n}><figcaption>The flood at gate {n}.</figcaption></figure>" for n in range(12)
    )
    found = page("<h1>The flood in pictures</h1>", pictures, head=ld(**{"@type": "ImageGallery"}))
    assert found.kind == "index"


@pytest.mark.parametrize(
    ("head", "url"),
    [
        ("<meta property='og:type' content='video.other'>", None),
        (ld(**{"@type": "VideoObject", "name": "The gates of the Tavra"}), None),
        ("", "https://kalven.example/videos/gates-of-the-tavra"),
    ],
)
def test_a_video_with_its_description_is_a_video_page(head: str, url: str | None) -> None:
    found = page(f"<h1>Gates stay shut</h1><video></video><p>{FIRST} Our reporter was there.</p>", head=head, url=url)
    assert (found.kind, found.refused) == ("video", "no article on the page: video page")


def test_text_in_a_script_without_spaces_is_measured_by_its_characters() -> None:
    assert page_of(make.source("น้ำ" * 60 + "\n")).refused is None
    assert page_of(make.source("水門は閉じたままだ。" * 12 + "\n")).refused is None
