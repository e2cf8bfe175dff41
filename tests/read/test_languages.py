"""Which language sentences are in that were made up for the purpose, and what a page's declaration adds."""

from __future__ import annotations

import pytest

from onrecord.read.languages import code_of, language_of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The gates of the river are shut and it is said that they will not be opened in the spring."),
        (
            "de",
            "Die Tore des Flusses sind zu, und es ist nicht sicher, ob sie im Frühling auf Wunsch der Bauern öffnen.",
        ),
        (
            "cs",
            "Brány na řece jsou zavřené a podle rady se na jaře neotevřou, protože voda je nízko, ale ne pro všechny.",
        ),
        ("da", "Portene ved floden er lukket, og det blev ikke sagt, at de har tænkt sig at åbne dem efter mødet."),
        ("no", "Portene ved elven er stengt, og det ble ikke sagt at de har tenkt å åpne dem etter møtet i rådet."),
        ("sv", "Portarna vid floden är stängda och det är inte sagt att man har tänkt öppna dem för bönderna."),
        (
            "fi",
            "Joen portit ovat kiinni ja neuvosto ei ole vielä päättänyt, mutta ne voi avata vuoden lopulla.",
        ),
        ("id", "Pintu air itu tidak akan dibuka pada musim ini karena air di sungai dan sumur juga telah surut."),
        ("vi", "Các cửa sông đã đóng và không được mở trong năm nay, theo những người của hội đồng."),
        (
            "zu",
            "Uthe amasango avaliwe futhi ukuthi azovulwa uma imvula ina, kodwa lokhu akukacaci ngoba amanzi mancane.",
        ),
        ("ru", "Ворота на реке закрыты, и как было сказано, они не откроются до весны, но это ещё не решено."),
        (
            "bg",
            "Вратите на реката са затворени и по думите на съвета ще се отворят след като дойде пролетта.",
        ),
        ("ar", "أغلقت بوابات النهر ولن تفتح قبل الربيع"),
        ("fa", "دروازه‌های رودخانه بسته است و پیش از بهار باز نمی‌شود، گفت پدر ژاله"),
        ("ja", "川の門は閉まっていて、春まで開かない"),
        ("zh", "河流的闸门已经关闭，春天之前不会打开"),
        ("ta", "ஆற்றின் வாயில்கள் மூடப்பட்டுள்ளன"),
        (None, "Kalven Tavra 12"),
    ],
)
def test_the_words_tell_the_language(language: str | None, text: str) -> None:
    assert language_of(text) == language


def test_the_text_wins_over_what_the_page_declares() -> None:
    assert (
        language_of("The gates of the river are shut and it is said that they will open in the spring.", "de") == "en"
    )


def test_what_the_page_declares_breaks_ties_and_names_languages_without_a_word_list() -> None:
    both = "og i det at en den til er som på de med han for ikke"
    assert {language_of(both, "nb-NO"), language_of(both, "da-DK")} == {"no", "da"}
    assert language_of("Kalven Tavra 12", "en-GB") == "en"
    assert language_of("Hliðin við ána eru lokuð og verða ekki opnuð fyrr en í vor", "is") == "is"
    assert language_of("नदीचे दरवाजे बंद आहेत", "mr") == "mr"


@pytest.mark.parametrize(
    ("declared", "code"),
    [("en-GB", "en"), ("DE_at", "de"), ("nb", "no"), ("fil-PH", "tl"), ("English", None), ("", None), (None, None)],
)
def test_a_declared_locale_names_its_language(declared: str | None, code: str | None) -> None:
    assert code_of(declared) == code
