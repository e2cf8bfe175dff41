"""Do words that look like a time tell one here, and does their clause speak of what is to come?

"May" may be a verb, "Bloody Sunday" a name, 2000 a count. A weekday, day or month of a clause about the future ("will
meet on Friday", "is due in May", "opens on 3 June") lies ahead; in any other clause it is the nearest one behind.
"""

from __future__ import annotations

import re
from dataclasses import replace

from spacy.tokens import Token

from onrecord.extract.lexicon.en import time_words as words
from onrecord.extract.lexicon.en.things import PEOPLE, YEARLY
from onrecord.extract.numerals import SCALES
from onrecord.extract.parse import Paragraph
from onrecord.extract.readings import Found

OPEN = re.compile(
    r"((?:early:|mid:|late:|start:|end:)?(?:weekday:\d|day:\d\d-\d\d|month:\d\d|dom:\d\d|season:\w+"
    r"|quarter:\d|half:\d|feast:[\w-]+|nth:[\d-]+|(?:opening|closing):P\d+M))(T[\w:+-]+)?"
)
"""Readings that leave open on which side of the anchor they lie; a clock time may stand behind."""


BOUNDED = re.compile(r"\b(?:since|as of)\s$", re.IGNORECASE)
BEFORE = re.compile(r"\b(?:ahead of|scheduled|planned|upcoming|forthcoming|coming)\s$", re.IGNORECASE)
LIMITED = re.compile(r"\b(?:until|till|by)\s$", re.IGNORECASE)
"""Words before a time that put it behind, whatever the tense, or ahead, or ahead in a clause of the present."""


HEADLINES = frozenset({"title", "heading", "caption"})
"""Blocks that tell the past in the present tense."""

WINDOW = 40
"""Characters before a time in which the word before it is looked for."""

SOME_DAY = frozenset({"one day", "one night"})
"""Without a preposition these tell no length: "may help us one day"."""


AGED = re.compile(r"^(?:(?:early|mid|late)[\s-])?['’]?\d0['’]?s$", re.IGNORECASE)
DECADE_OF_LIFE = re.compile(r"\b(?:his|her|their|my|our|your)\s(?:early|mid|late)[\s-]$")
OWNERS = frozenset({"his", "her", "their", "my", "our", "your"})
"""Tens of years without a century, and what stands before them when they are of a life."""

BEFORE_A_DAY = frozenset({"on", "since", "until", "till", "in", "last", "next", "this", "every", "each", "during"})
"""Words behind which a weekday or a month is one, whoever is named after it ("on Friday Osagie said")."""

FOR_PERSONS = frozenset(
    {"by", "with", "to", "of", "and", "from", "for", "mr", "mr.", "ms", "ms.", "mrs", "mrs.", "dr", "dr."}
)
"""Words behind which a weekday or a month before a family name is a forename."""


def is_time(found: Found, paragraph: Paragraph, text: str) -> bool:
    """Whether words that look like a time are one here; `text` is the paragraph's, as parsed."""
    shown = text[found.start : found.end]
    near = text[max(0, found.start - WINDOW) : found.start]
    before = (near.split()[-1:] or [""])[0].lower().strip("(\"'-")
    if _is_called(shown, before, found, paragraph):
        return False
    if shown.rstrip(".") in words.DOUBTFUL:
        return before in words.BEFORE_A_MONTH
    if found.reading == "same:time" and shown.lower() == "the same time":
        return False  # a turn of phrase: "at the same time, he noted"
    if found.reading.startswith("weekday") and shown[0].isupper():
        return before not in words.NOT_WEEKDAYS
    if shown.lower() in words.CAPITALISED and shown[0].isupper() and near.rstrip()[-1:].isalnum():
        return False  # a part of a name: "The Odra Daily"
    if shown.lower() in SOME_DAY and before not in words.BEFORE_ONE:
        return False
    if shown.isdigit() and len(shown) == 4 and found.type == "DATE":
        return _is_year(found, paragraph)
    return True


def _is_called(shown: str, before: str, found: Found, paragraph: Paragraph) -> bool:
    """Whether a weekday or month is a forename: "Friday Osagie", "by April Mensah"; "on Friday Osagie" tells a day.

    Tens of years behind an owner are an age: "in her 40s".
    """
    if AGED.search(shown):
        return before in OWNERS or DECADE_OF_LIFE.search(paragraph.plain, 0, found.start) is not None
    if shown not in words.WEEKDAYS and shown not in words.MONTHS:
        return False
    if before in BEFORE_A_DAY:
        return False
    token = paragraph.doc.char_span(found.start, found.end, alignment_mode="expand")
    assert token is not None  # a span inside the text expands to tokens
    behind = paragraph.doc[token.end : token.end + 1]
    return any(
        word.ent_type_ == "PERSON" and word.text.istitle() and word.text not in words.MONTHS and word.tag_ == "NNP"
        for word in behind
    ) and (token[-1].ent_type_ == "PERSON" or token.start == token.sent.start or before in FOR_PERSONS)


def _is_year(found: Found, paragraph: Paragraph) -> bool:
    token = paragraph.doc.char_span(found.start, found.end, alignment_mode="expand")
    assert token is not None  # a span inside the text expands to tokens
    rest = paragraph.doc[token.end : token.end + 1]
    if token.start and paragraph.doc[token.start - 1].lower_ in words.NUMBERED:
        return False
    if any(word.lower_ in SCALES or word.text == "%" for word in rest):
        return False
    # "2000 people" and "2000 pumps" count, "the 2016 elections" and "2000 levels" do not
    return not any(
        word.tag_ == "NNS"
        and (word.lemma_.lower() in PEOPLE or (token.text.endswith("000") and word.lower_ not in YEARLY))
        for word in rest
    )


def with_tense(found: Found, paragraph: Paragraph, text: str) -> Found:
    """The time words, marked as lying ahead where their clause speaks of what is to come."""
    sides = [OPEN.fullmatch(side) for side in found.reading.split("/")]
    if not all(sides) or not _lies_ahead(found, paragraph, text):
        return found
    return replace(found, reading="/".join(f"{side[1]}@ahead{side[2] or ''}" for side in sides if side))


def _lies_ahead(found: Found, paragraph: Paragraph, text: str) -> bool:
    before = text[max(0, found.start - WINDOW) : found.start]
    if BOUNDED.search(before) or BEFORE.search(before):
        return BOUNDED.search(before) is None
    span = paragraph.doc.char_span(found.start, found.end, alignment_mode="expand")
    assert span is not None  # a span inside the text expands to tokens
    above = list(span.root.ancestors)
    verb = next((word for word in above if word.pos_ in ("VERB", "AUX") or word.lemma_.lower() in words.PLANS), None)
    if verb is None or _to_come(verb):
        return verb is not None
    if paragraph.kind in HEADLINES:
        return False
    direct = verb in (span.root.head, span.root.head.head)
    return _planned(verb, direct=direct) or (LIMITED.search(before) is not None and _in_the_present(above))


def _helpers(verb: Token) -> set[str]:
    # a month of May may be taken for the auxiliary
    return {word.lower_ for word in verb.children if word.dep_ in ("aux", "auxpass") and word.tag_ != "NNP"}


def _to_come(verb: Token) -> bool:
    """Whether the words around a verb put it into the future: "will meet", "is due", "plans to meet"."""
    helpers, above = _helpers(verb), verb.head
    if helpers & {"have", "had"}:
        return False  # "would have met", "had been due"
    if verb.pos_ == "NOUN" and verb.lemma_.lower() in words.DUE:
        return above.tag_ not in ("VBD", "VBN")  # "the deadline of 3 May passed"
    if helpers & words.MODALS or verb.lemma_.lower() in words.EXPECTING | words.DUE:
        return True
    if "to" not in helpers:
        return False
    if above == verb or verb.dep_ in ("relcl", "acl"):  # a headline's "to remain closed", "an event to be held"
        return True
    return above.lemma_.lower() in words.EXPECTING | words.PLANS or (above.lemma_ == "be" and verb.dep_ == "xcomp")


def _planned(verb: Token, *, direct: bool) -> bool:
    """Whether a verb in the present tense tells a plan: "opens on Friday", "is meeting in May", "the vote is on 3 May".

    `direct` says that the time stands right under the verb.
    """
    if verb.tag_ == "VBG":
        return bool(_helpers(verb) & {"is", "are", "'s", "'re", "am"})
    return verb.tag_ in ("VBZ", "VBP") and (verb.lemma_.lower() in words.PLANNED or (direct and verb.lemma_ == "be"))


def _in_the_present(above: list[Token]) -> bool:
    """Whether the first finite verb above is of the present ("has been closed", "remains shut")."""
    finite = (
        tag for word in above for tag in (word.tag_, *(w.tag_ for w in word.children if w.dep_.startswith("aux")))
    )
    return next((tag != "VBD" for tag in finite if tag in ("VBD", "VBZ", "VBP", "MD")), False)
