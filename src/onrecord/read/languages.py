"""Which language is a text in? Its script and its commonest words tell; no model is loaded.

What the page declares decides only between languages that the text leaves open.
"""

from __future__ import annotations

import re
from collections import Counter

SAMPLE = 6000
"""Characters looked at: some 800 words, more than enough for a sure answer."""

LEAST = 4
"""Function words that must be seen before a language is named."""

SCRIPTS: tuple[tuple[str, re.Pattern[str], float], ...] = (
    ("ja", re.compile("[\u3040-\u30ff]"), 0.05),
    ("ko", re.compile("[\uac00-\ud7af]"), 0.3),
    ("zh", re.compile("[\u4e00-\u9fff]"), 0.3),
    ("ur", re.compile("[ٹڈڑںے]"), 0.03),
    ("fa", re.compile("[پچژگی]"), 0.04),
    ("ar", re.compile("[\u0600-\u06ff]"), 0.3),
    ("el", re.compile("[\u0370-\u03ff]"), 0.3),
    ("he", re.compile("[\u0590-\u05ff]"), 0.3),
    ("hi", re.compile("[\u0900-\u097f]"), 0.3),
    ("bn", re.compile("[\u0980-\u09ff]"), 0.3),
    ("pa", re.compile("[\u0a00-\u0a7f]"), 0.3),
    ("gu", re.compile("[\u0a80-\u0aff]"), 0.3),
    ("ta", re.compile("[\u0b80-\u0bff]"), 0.3),
    ("te", re.compile("[\u0c00-\u0c7f]"), 0.3),
    ("kn", re.compile("[\u0c80-\u0cff]"), 0.3),
    ("ml", re.compile("[\u0d00-\u0d7f]"), 0.3),
    ("si", re.compile("[\u0d80-\u0dff]"), 0.3),
    ("th", re.compile("[\u0e00-\u0e7f]"), 0.3),
    ("my", re.compile("[\u1000-\u109f]"), 0.3),
    ("ka", re.compile("[\u10a0-\u10ff]"), 0.3),
    ("hy", re.compile("[\u0530-\u058f]"), 0.3),
    ("am", re.compile("[\u1200-\u137f]"), 0.3),
    ("km", re.compile("[\u1780-\u17ff]"), 0.3),
)
"""Scripts that name the language, with the share of letters that decides.

Kana come before Chinese characters, which Japanese mixes with them; the letters that Urdu and Persian added before
the other Arabic ones.
"""

OTHER_SCRIPT = re.compile("[\u0370-\u03ff\u0530-\u1cff\u2e80-\uabff\uac00-\ud7af]")
"""A letter that is neither Latin nor Cyrillic."""

OTHERS_IN_SCRIPT: dict[str, frozenset[str]] = {
    "ar": frozenset({"ps", "ckb", "ug", "sd"}),
    "fa": frozenset({"ps", "ckb", "ug", "sd"}),
    "hi": frozenset({"mr", "ne"}),
    "he": frozenset({"yi"}),
    "bn": frozenset({"as"}),
}
"""Languages of the same script that are believed when the page declares them."""

STOP_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in that is was for on with by he she it his as are from at has have be this said who",
        "de": "der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden",
        "fr": "le la les de des du et en un une que est pour qui dans par sur au plus pas il elle sont avec ce cette",
        "es": "el la los las de del y en un una que es por con para se no su al lo como más fue ha sus pero este",
        "it": "il lo la gli le di del della e in un una che è per con non si da dei nel alla sono anche ha più come",
        "pt": "o a os as de do da e em um uma que é por com para não se no na dos das ao mais foi como pelo ser são",
        "nl": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar maar uit over",
        "af": "die en van in is het dat te nie om vir op met wat was aan sy hy as ook sal word deur maar ’n",
        "ca": "de la i el que a en els les per un amb una del no es al ha dels més va com ser aquest són seva",
        "ro": "de și a în la că cu pe nu o un din pentru mai este au care fost se sau după fi prin ale lui sunt",
        "ru": "и в не на что с по как из к за это для от его о но был она он они также после было года",
        "uk": "і в не на що з до як у за це для від його про але був вона він вони також та який року й",
        "bg": "и на да се в за от с не е са по че като до при ще това след които към беше бъде си",
        "sr": "и је у да се на за су од са што као не који би то из није ће која али како само према био",
        "pl": "i w nie na że się z do jest to o jak po od za przez oraz był który są dla ale",
        "cs": "a v se na je že o s z do i k ve pro za by ale jako po které který jsou byl jeho také podle nebo už",
        "sk": "a v sa na je že o s z do aj k vo pre za by ale ako po ktoré ktorý sú bol jeho tiež podľa alebo už",
        "hr": "i je u da se na za su od s o što kao ne koji bi to iz nije će koja ali kako samo prema bio rekao",
        "sl": "in je v da na se za so ki z pa ne tudi s bi iz po kot bo če ali še od jih pri tem lahko",
        "sv": "och i att det som en på är av för med till den har inte om ett han men var jag från",
        "da": "og i det at en den til er som på de med han af for ikke der var et har om fra men blev også efter mod",
        "no": "og i det at en den til er som på de med han av for ikke der var et har om fra men ble også etter mot",
        "fi": "ja on ei se että hän oli ovat mutta kuin myös mukaan joka jos niin tai sekä vuoden kun voi olla ole",
        "et": "ja on ei et see ta oli kui ka aga mis kes oma siis või veel nii ning kuid pärast välja selle aasta",
        "lt": "ir kad su iš į yra tai bet kaip buvo jo apie už po dėl nuo taip jau gali pasak savo metų jis ne ar iki",
        "lv": "un ir ka no ar par uz kas tas arī bija kā lai pēc gada nav bet tika viņš vai gadā līdz pie savu šo",
        "hu": "a az és hogy nem is egy ez azt volt meg de csak már még mint el ki lehet vagy ha kell szerint után",
        "tr": "ve bir bu da de için ile olarak çok daha olan en gibi sonra kadar ne var oldu ise",
        "id": "yang dan di dari untuk dengan pada ini itu tidak dalam akan juga ke adalah oleh karena bisa kata saat",
        "ms": "yang dan di dari untuk dengan pada ini itu tidak dalam akan juga ke adalah oleh kerana boleh beliau",
        "vi": "của và là có được cho trong không các người đã với một những này để khi từ đến về tại ra nhiều năm",
        "tl": "ang ng sa na mga at ay ni si hindi para ito niya nang kung may siya naman dahil pa din",
        "sw": "na ya wa kwa ni za la katika kuwa hii cha ambayo yake alisema hiyo baada kama watu lakini pia",
        "zu": "ukuthi futhi kodwa nokuthi ngoba uma lapho ukuze kanye lokhu uthe wathi njengoba emva ngo kule le lo",
    }.items()
}
"""The commonest function words of each language."""

SPEAKERS: dict[str, tuple[str, ...]] = {
    word: tuple(language for language, words in STOP_WORDS.items() if word in words)
    for word in sorted(frozenset().union(*STOP_WORDS.values()))
}
"""Each of these words and the languages that it is common in."""

SURE_SHARE = 0.1
"""Share of a text's words that its language's function words make up at least: 0.15 to 0.45 in running text."""

NEAR = 0.9
"""Share of the best language's count from which another one may be the text's language just as well."""

SAME: dict[str, str] = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "bs": "hr", "sh": "hr"}
"""Codes that pages declare, and what they are called here."""

WORD = re.compile(r"[^\W\d_]+")
CODE = re.compile(r"[a-z]{2,3}(?![a-z])")


def language_of(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language, or None when too little speaks for any.

    `declared` is what the page says, as `en-GB`: it breaks ties, and names a language that is not known here.
    """
    sample, told = text[:SAMPLE], code_of(declared)
    return _by_script(sample, told) or _by_words(sample, told)


def code_of(declared: str | None) -> str | None:
    """The language of a declared locale, as `en` of `en-GB` or `en_GB.UTF-8`."""
    found = CODE.match((declared or "").strip().lower())
    return SAME.get(found[0], found[0]) if found else None


def _by_script(sample: str, told: str | None) -> str | None:
    letters = sum(map(str.isalpha, sample))
    if not letters or not OTHER_SCRIPT.search(sample):
        return None
    for language, script, share in SCRIPTS:
        if len(script.findall(sample)) / letters >= share:
            return told if told and told in OTHERS_IN_SCRIPT.get(language, ()) else language
    return None


def _by_words(sample: str, told: str | None) -> str | None:
    words = Counter(WORD.findall(sample.lower()))
    scores = dict.fromkeys(STOP_WORDS, 0)
    for word, number in words.items():
        for language in SPEAKERS.get(word, ()):
            scores[language] += number
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    if told and told not in STOP_WORDS:
        # a language without a list shares words with those that have one, but not as many as they have themselves
        return best if scores[best] >= max(LEAST, SURE_SHARE * words.total()) else told
    if told and scores[told] >= max(1, NEAR * scores[best]):
        return told
    return best if scores[best] >= LEAST else told
