"""What does a page say about itself in its own lines? Outlet, author, day, dateline, corrections, or no article."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from onrecord.model import BODY, Cite, Page, When
from onrecord.read.dates import stamps_in, yearless_day

AGENCIES: dict[str, str] = {
    "ap": "AP",
    "reuters": "Reuters",
    "afp": "AFP",
    "upi": "UPI",
    "dpa": "dpa",
    "efe": "EFE",
    "ansa": "ANSA",
    "apa": "APA",
    "pti": "PTI",
    "ani": "ANI",
    "ians": "IANS",
    "xinhua": "Xinhua",
    "kyodo": "Kyodo",
    "yonhap": "Yonhap",
    "tass": "TASS",
    "itar-tass": "ITAR-TASS",
    "interfax": "Interfax",
    "anadolu": "Anadolu",
    "bloomberg": "Bloomberg",
    "cnn": "CNN",
}
"""News agencies as datelines name them; others are read where a dateline encloses them in slashes or brackets."""

DATELINE = re.compile(
    r"^(?P<place>[^\W\d_]{2}(?:[^\W\d_]|[ .'’/-]){1,30}?(?:,\s[^\W\d_](?:[^\W\d_]|[ .'’-]){1,24}?)??)"
    r"(?:,\s*(?P<day>[^\W\d_]{3,10}\.?\s+\d{1,2}(?:,\s*\d{4})?|\d{1,2}\s+[^\W\d_]{3,10}(?:\s+\d{4})?)\b)?"
    r"(?:\s*\.?\s*[/(](?P<agency>[^/()]{2,40})[/)]\s*(?P<after>\.|—|–|--|-|:)?|\s*(?P<dash>—|–|--|(?<=\s)-(?=\s)"
    r"|(?<=\d)[.:])|(?<=[^\W\d_]):)"
    r"\s*(?=[\w“\"‘'«(\[])"
)
"""`TOWN, Country, April 17 (AGENCY) — `: a place, and at least a day, an agency or capitals with a dash."""

NO_PLACE_FIRST: tuple[str, ...] = (
    *("in", "on", "at", "by", "the", "a", "an", "from", "for", "with", "after", "before", "when", "while", "as"),
    *("updated", "published", "posted"),
)
"""Words that begin a sentence and no dateline."""

PROPER_WORD = r"[A-Z][\w&'’]*(?:\.\w+)*"
PROPER = rf"(?P<outlet>{PROPER_WORD}(?:\s+{PROPER_WORD}){{0,4}})"
RIGHTS = r"(?:©|\([cC]\)|\bCopyright)\s*(?:©\s*)?(?:\d{4}\s*[-–]?\s*(?:\d{4})?,?\s*)?(?:by\s+)?"
OUTLET_SIGNS: tuple[re.Pattern[str], ...] = (
    re.compile(rf"\b[Jj]oin\b.{{0,40}}\b(?:fans|followers|readers|members|subscribers)\s+of\s+(?:the\s+)?{PROPER}"),
    re.compile(rf"\b(?:fans|followers|readers|people|subscribers)\s+follow\s+(?:the\s+)?{PROPER}"),
    re.compile(
        rf"\b(?:Follow|Like|Find|Join)\s+{PROPER}\s+on\s+(?:Facebook|FB|Twitter|X|Telegram|Instagram|WhatsApp)\b"
    ),
    re.compile(RIGHTS + r"(?P<outlet>[A-Z][\w.&'’]*(?:\s+(?:[A-Z][\w&'’]*|of|the|and)){0,5})(?=[.,|]|\s+All\b|\s*$)"),
    re.compile(r"^\W*(?:Source|Publisher|Published (?:by|in))\s*:\s*(?P<outlet>[A-Z][\w.&'’ -]{1,40})$"),
    re.compile(r"\bAbout\s+(?!Us\b|Me\b|This\b|The\b|Our\b|Cookies\b)(?P<outlet>[A-Z]\w+(?:\s[A-Z]\w+){1,3})\s*$"),
)
"""Lines of the page's furniture that name its outlet, the surest first."""

SIGN_ROOM = 300
NAME_ROOM = 60
"""Characters of lines in which a sign, or a bare name, is looked for."""

HOST = re.compile(r"https?://(?:www\.)?(?P<name>[\w.-]+)")

ABOUT = re.compile(
    r"^\W*about (?:this|the|our) (?:blog|site|newspaper|project|paper|magazine|channel)\W*$", re.IGNORECASE
)
QUOTED_NAME = re.compile(r"^[\"“«](?P<outlet>[^\"”»]{3,60})[\"”»]")
"""An 'About this blog' box begins with the blog's quoted name."""

ON_SOCIAL = re.compile(r"\s+(?:on|at|via)$", re.IGNORECASE)

BY = re.compile(
    r"^\W*(?:(?:written|reported|posted|published|story|text|words|compiled)\s+)?(?:by|von|par|por|di|da|door|автор"
    r"|autore?|author|text|texte|correspondent|reporter)\b\s*:?\s*(?=\w)",
    re.IGNORECASE,
)
DASHED = re.compile(r"^\W*(?:--|—|–|-)\s*(?=[A-ZÀ-Þ])")
NAME = re.compile(
    r"[^\W\d_][\w.'’-]*(?:\s+(?:(?:van|von|de|der|den|del|della|di|da|dos|bin|ibn|al|el|la|le"
    r"|ter)\s+)*[^\W\d_a-z][\w.'’-]*){0,3}"
)
FULL_NAME = re.compile(r"[^\W\d_a-z][\w.'’-]+(?:\s[^\W\d_a-z][\w.'’-]*){1,3}")
BARS = re.compile(r"\s*[|·•]\s*")
BETWEEN_NAMES = re.compile(
    r"\s*(?:,|;|&|\||/|\band\b|\bund\b|\bet\b|\by\b(?!\.)|\be\b|\ben\b|\bи\b|\bwith\b)\s*", re.IGNORECASE
)
NOT_NAMES = re.compile(
    r"\b(?:staff|editor(?:s|ial)?|correspondents?|reporters?|writers?|newsroom|desk|team|redaktion|admin|updated?"
    r"|published|posted|contributors?|bureau|special to|for the|@|https?:|www\.|\d{2,}|minutes?|read|in [A-Z])\b|@",
    re.IGNORECASE,
)

CORRECTION = re.compile(
    r"^\W*(?:corrections?|corrected|clarifications?|editor['’]s note|erratum|berichtigung|korrektur|rectificatif"
    r"|correctif|fe de erratas|rettifica|correctie|исправление)\b\s*(?:[:.—–-]|\(|$)"
    r"|\b(?:an earlier|a previous|the original|the earlier) version of this (?:article|story|report|post|page)\b"
    r"|\bthis (?:article|story|report|post) (?:has been|was) (?:corrected|amended)\b",
    re.IGNORECASE,
)

CORRECTION_ROOM = 1500
"""Characters a correction has at most."""


def with_signs(page: Page) -> Page:
    """The page with what its own lines tell filled in where the markup told nothing."""
    place, agency, _ = dateline_of(page)
    return replace(
        page,
        outlet=page.outlet or outlet_of(page) or agency,
        author=page.author or author_of(page),
        dateline_place=place,
        corrected=corrected_in(page),
    )


def dateline_of(page: Page) -> tuple[str | None, str | None, When]:
    """Place, agency and day of the dateline that opens the body."""
    for block in [block for block in page.blocks if block.kind in BODY and block.kind != "heading"][:2]:
        words = page.text[block.start : min(block.end, block.start + 140)]
        found = DATELINE.match(words)
        if found and _is_dateline(found):
            return _place(found["place"]), _agency(found["agency"]), _dateline_day(found["day"])
    return None, None, When()


def _is_dateline(found: re.Match[str]) -> bool:
    """A place with its day, with an agency, or in capitals: a sentence that begins so is no sentence yet."""
    capitals = found["place"].split(",")[0].isupper()
    agency = found["agency"] is not None and (capitals or found["agency"].strip().lower() in AGENCIES)
    day = found["day"] is not None and _dateline_day(found["day"]).edtf is not None
    named = found["place"][0].isupper() and found["place"].split()[0].lower() not in NO_PLACE_FIRST
    return named and (day or agency or (capitals and found["dash"] is not None))


def _place(words: str) -> str:
    town = words.split(",")[0].split("/")[0].strip()
    return town.title() if town.isupper() and len(town) > 3 else town


def _agency(words: str | None) -> str | None:
    return AGENCIES.get(words.strip().lower(), words.strip()) if words else None


def _dateline_day(words: str | None) -> When:
    if not words:
        return When()
    full = next(stamps_in(words, "dateline"), None)
    return full.when if full else yearless_day(words)


def outlet_of(page: Page) -> str | None:
    """The outlet that the page's furniture names."""
    furniture = [page.text[b.start : b.end] for b in page.blocks if b.kind not in BODY]
    for line, following in pairwise(furniture):
        named = QUOTED_NAME.match(following) if ABOUT.match(line) else None
        if named:
            return named["outlet"].strip()
    for sign in OUTLET_SIGNS:
        for line in furniture:
            found = sign.search(line) if len(line) < SIGN_ROOM else None
            if found:
                return ON_SOCIAL.sub("", found["outlet"]).strip(" .,")
    return _named_like(HOST.match(page.url or ""), furniture)


def _named_like(host: re.Match[str] | None, furniture: Sequence[str]) -> str | None:
    """The words of a short line that are the name of the page's host: "Al Kalven" at alkalven.example."""
    labels = {label.replace("-", "") for label in host["name"].lower().split(".")[:-1]} if host else set()
    for line in furniture:
        for part in BARS.split(line) if len(line) < NAME_ROOM else ():
            if "".join(part.lower().split()) in labels:
                return part.strip()
    return None


def author_of(page: Page) -> str | None:
    """The names in the first byline that holds any, joined by commas."""
    for block in page.blocks:
        if block.kind == "byline":
            words = page.text[block.start : block.end]
            names = _signed(words, page.outlet or "")
            if names:
                return ", ".join(names)
    return None


def _signed(words: str, outlet: str) -> tuple[str, ...]:
    """Who signed in a byline: the names behind "By" or a dash, or one full name parted from the rest by a bar."""
    opened = BY.match(words) or DASHED.match(words)
    if opened:
        return names_in(words[opened.end() :])
    parts = [part.strip() for part in BARS.split(words)]
    names = [part for part in parts if FULL_NAME.fullmatch(part) and part != outlet]
    return names_in(names[-1]) if names and len(parts) > 1 else ()


def names_in(words: str) -> tuple[str, ...]:
    """Personal names in a byline: no roles, outlets in brackets, days or addresses."""
    words = BY.sub("", re.sub(r"[(\[].*?[)\]]", " ", words))
    names = (" ".join(part.split()).strip(" .,-–—|") for part in BETWEEN_NAMES.split(words))
    cased = (name.title() if name.isupper() and " " in name else name for name in names)
    return tuple(dict.fromkeys(name for name in cased if NAME.fullmatch(name) and not NOT_NAMES.search(name)))


def corrected_in(page: Page) -> Cite | None:
    """The line in which the outlet corrects the page."""
    for block in page.blocks:
        words = page.text[block.start : min(block.end, block.start + CORRECTION_ROOM)]
        if len(words) < CORRECTION_ROOM and CORRECTION.search(words):
            return page.cite(block.start, block.end)
    return None
