"""What does a page say about itself in its own lines? Outlet, author, day, dateline, corrections, or no article."""

from __future__ import annotations

import re
from dataclasses import replace

from onrecord.model import BODY, Cite, Page, When
from onrecord.read.authors import author_of
from onrecord.read.dates import stamps_in, yearless_day
from onrecord.read.outlets import host_of, outlet_of

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
        outlet=page.outlet or outlet_of(page) or agency or host_of(page.url),
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


def corrected_in(page: Page) -> Cite | None:
    """The line in which the outlet corrects the page."""
    for block in page.blocks:
        words = page.text[block.start : min(block.end, block.start + CORRECTION_ROOM)]
        if len(words) < CORRECTION_ROOM and CORRECTION.search(words):
            return page.cite(block.start, block.end)
    return None
