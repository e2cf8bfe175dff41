"""Which numbers are no quantities: scores, names, labels and telephone numbers? And which are ages?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.extract.lexicon.en.measures import AGE
from onrecord.extract.lexicon.en.things import LABELS
from onrecord.extract.numerals import SCALE
from onrecord.extract.surroundings import before, behind

if TYPE_CHECKING:  # `quantities` asks here about what it found
    from onrecord.extract.quantities import Quantity

SCORE = 30
"""Two plain numbers below this with only a dash between them and no noun behind are a score ("3-2")."""

OLDEST = 110
"""Years: a plain number up to this between commas behind a name is an age."""

EMERGENCY = frozenset({"911", "999", "112", "110", "119"})
"""Telephone numbers of the emergency services, which words for calls follow (ITU-T E.161.1 and the large states')."""

_PERIOD = r"(?P<period>year|month|week|day)s?"
AGE_BEHIND = re.compile(rf"\s?-?\s?{_PERIOD}\s?-?\s?olds?\b|[\s-]{_PERIOD.replace('period', 'other')} of age\b", re.I)
AGE_BEFORE = re.compile(
    r"\b(?:aged?|ages|turned|turns|age of|aged between)\s$|\bwho\s(?:is|was)\s(?:just\s|only\s)?$", re.IGNORECASE
)
ARTICLES = frozenset({"a", "an", "the", "some", "about", "only", "just", "another"})
"""Words that begin a sentence and no name ("A 3,000-strong force")."""

ADDRESS = re.compile(r"(?:\s[A-Z][\w'.-]+){1,3}\s?(?<=\s)(?:Street|St|Avenue|Ave|Road|Rd|Lane|Drive|Boulevard|Blvd)\b")
PLURAL = re.compile(r"\s(?:[\w-]+\s){0,2}?(?!(?:is|was|has|its|as|this|us|his|does|plus)\b)\w{2,}s\b|\speople\b")
HALVED = re.compile(
    r"\b(?:first|second|latter|former|other|better|top|bottom|northern|southern|eastern|western)\s$", re.I
)
"""Words before a "half" that is a stretch of time or place ("the second half of May")."""

NAMED = re.compile(r"([\w.'-]+)\s$")
BROKEN = re.compile(
    r"[\s-](?:thirds?|quarters?|fourths?|fifths?|tenths?|halves|half)\b|-(?:way|time|off)\b", re.IGNORECASE
)


def age_of(quantity: Quantity, text: str) -> str | None:
    """The unit of an age ("years of age") where the number tells how old somebody or something is, else None."""
    if told := AGE_BEHIND.match(text, quantity.end):
        return AGE.replace("year", (told["period"] or told["other"]).lower())
    return AGE if quantity.unit is None and _is_age(quantity, text) else None


def _is_age(quantity: Quantity, text: str) -> bool:
    words, after = before(text, quantity.start), behind(text, quantity.end)
    told = AGE_BEFORE.search(words) is not None and (quantity.high or quantity.low or 0) <= OLDEST
    plain = text[quantity.core : quantity.end].isdigit() and (quantity.low or 0) <= OLDEST
    aside = bool(re.search(r"[a-z],\s$|[a-z]\s?\($", words) and re.match(r"[,.)]", after) and plain)
    return (told and not re.match(r"\s(?!and\b|or\b|when\b|at\b|in\b|on\b)\w+s\b", after)) or aside


def is_label(quantity: Quantity, match: re.Match[str], text: str) -> bool:
    """Whether the number is a score, a label or a name instead of a quantity."""
    words, after = before(text, quantity.start), behind(text, quantity.end)
    written = text[quantity.core : quantity.end]
    if BROKEN.match(after) or _is_broken_off(quantity, match, words, written):
        return True
    if written in EMERGENCY and re.match(r"\s(?:emergency|calls?|call|operators?|dispatch\w*|lines?)\b", after):
        return True
    if match["share"] and HALVED.search(words):
        return True
    if match.groupdict().get("vague") and re.search(r"\bthe\s$", before(text, match.start("vague")), re.I):
        return True  # "the numerous pumps" counts nothing that was not told before
    if _is_score(quantity, after) or (quantity.unit is None and ADDRESS.match(after)):
        return True
    return quantity.modifier == "exact" and quantity.unit is None and _is_name(match, words, after, written)


def _is_broken_off(quantity: Quantity, match: re.Match[str], words: str, written: str) -> bool:
    # the rest of "20, 000", or the lower half of a record ("0-14")
    split = re.search(r"\d,\s$", words) and re.fullmatch(r"\d{3}", written) and not match["before"]
    return bool(split) or (written.startswith("0") and written.isdigit())


def _is_score(quantity: Quantity, after: str) -> bool:
    plain = quantity.modifier == "range" and quantity.unit is None and (quantity.high or 0) < SCORE
    return plain and not re.match(r"\s\w", after)


def _is_name(match: re.Match[str], words: str, after: str, written: str) -> bool:
    if match["before"] or written[:1] in "$€£" or re.search(SCALE, written, re.IGNORECASE):
        return False
    word = NAMED.search(words)
    if word is None:
        return False
    counts_something = PLURAL.match(after) is not None
    if word[1].lower() in LABELS or re.fullmatch(r"[Nn]o\.|#", word[1]):
        return not counts_something or (written.isdigit() and len(written) < 3)
    # "Group of Nine", "Big Four": number words take a capital inside a sentence only in names
    if written[:1].isupper() and not re.search(r"[.!?:\"]\s*$", words):
        return True
    if word[1].lower() in ARTICLES:
        return False
    return word[1][:1].isupper() and not counts_something and not re.search(r"[.!?]\s+\S+\s$", words)
