"""Who holds which office, as the page words it?

A title is read around its head noun (titles.py), then the name beside it: before it ("A B, the head of Y"), after it
("Foreign Minister A B", "the head of Y, A B,"), or joined by a verb ("A B was appointed head of Y"). A page's later
bare surname counts for the full name the page gives. An office is what the page says on its day; "former", "acting"
and "deputy" stay in the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import (
    BODY_INNER,
    Word,
    clean,
    is_person,
    person_from,
    person_until,
    text_of,
    words_of,
)
from onrecord.extract.titles import (
    BODY_NOUNS,
    FIELDS,
    NATIONAL,
    NOT_KEPT,
    OFFICES,
    PORTFOLIO_HEADS,
    POSTS,
    QUALIFIERS,
    RANKS,
    SENT,
    SHORT_TITLES,
    TO,
    word_set,
)
from onrecord.gazetteer import government_of, is_capital, state_named, state_of
from onrecord.model import Office, id_of

NAME = "offices.v1"

READ: frozenset[str] = frozenset({"lead", "paragraph", "subtitle", "caption"})
"""Block kinds in which offices are read: captions name people with their offices more often than not."""

TRAILING: frozenset[str] = frozenset({"general", "designate", "elect", "emeritus"})
"""Words after the head that belong to it ("prosecutor general")."""

ORG_AFTER: frozenset[str] = frozenset({"of", "for", "at", "with", "on"})
"""Words after a head that open the organisation; "to" does so after the heads in `TO`."""

LINKS: frozenset[str] = frozenset(
    {
        *("is", "was", "became", "remains", "is now", "has been", "has become", "who is", "who was"),
        *("was appointed", "was named", "was elected", "was chosen", "was made", "was reappointed", "was re-elected"),
        *("was appointed as", "was named as", "was elected as", "was confirmed as", "was sworn in as"),
        *("was inaugurated as", "was installed as", "has been appointed", "has been named", "has been elected"),
        *("is serving as", "serves as", "served as", "has served as", "who serves as", "who served as"),
        *("took office as", "took over as", "works as", "worked as", "acts as"),
    }
)
"""What may stand between a name and its office. Modal and negated chains are in no row, so they match nothing."""

PUT: frozenset[str] = word_set("appointed named elected chose picked reappointed re-elected made confirmed promoted")
"""Verbs that put a person into an office ("the assembly elected A B speaker")."""

NOT_DONE: frozenset[str] = word_set("not never to would could may might will should cannot can must nearly almost if")
"""Words before such a verb that make it no fact."""

COUNTRY: frozenset[str] = frozenset({"country", "nation", "republic", "state", "kingdom"})

NOT_OWNERS: frozenset[str] = frozenset({"DATE", "TIME", "CARDINAL", "ORDINAL", "PERCENT", "MONEY", "QUANTITY"})

GOES_ON: frozenset[str] = frozenset({"added", "continued"})
"""Verbs with which the speaker of the sentence before goes on."""

TELLS: frozenset[str] = word_set("said told says told added noted stated announced warned explained declared stressed")

KEPT_BEFORE_OWNER: frozenset[str] = word_set("former ex acting interim deputy outgoing incoming first vice")
"""Qualifiers that belong to the title though the organisation stands between ("former Belmaran president")."""

PLAIN_TAGS: tuple[str, ...] = ("NN", "JJ", "VBG", "HYPH", "VBN")


@dataclass(frozen=True, slots=True)
class Title:
    """A title in `words[start:end]`, with the organisation's words inside; `head` is the place of the head noun."""

    start: int
    head: int
    end: int
    text: str
    organization: str | None
    definite: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """A title beside a name, in word places: `first:last` is what the cite covers."""

    person: str
    title: Title
    first: int
    last: int
    rule: str


def held(parsed: Parsed) -> Iterator[Office]:
    """Every office the page's words give to a named person, once for each person, title and organisation."""
    rows: list[Office] = []
    for paragraph in parsed.paragraphs:
        if paragraph.kind in READ:
            rows += _of_paragraph(paragraph)
    rows += _told_before_named(parsed, {row.person for row in rows})
    full = _full_names(parsed, rows)
    named = [(replace(row, person=full.get(row.person, row.person)), " " not in row.person) for row in rows]
    yield from _once(_without_courtesy(named))


def _of_paragraph(paragraph: Paragraph) -> Iterator[Office]:
    words = words_of(paragraph)
    for title in titles_in(paragraph, words):
        holder = _holder(paragraph, words, title)
        if holder is not None:
            yield _row(paragraph, words, holder)


def _row(paragraph: Paragraph, words: list[Word], holder: Holder) -> Office:
    cite = paragraph.cite((words[holder.first].start, words[holder.last - 1].end))
    page, title = paragraph.page.id, holder.title
    return Office(
        id=id_of("o", page, holder.person, title.text, title.organization, cite.start, cite.end),
        page=page,
        person=holder.person,
        title=title.text,
        organization=title.organization,
        start=cite.start,
        end=cite.end,
        text=cite.text,
        by=f"{NAME}:{holder.rule}",
    )


def titles_in(paragraph: Paragraph, words: list[Word]) -> Iterator[Title]:
    """The titles of a paragraph from left to right, whether or not a name stands beside them."""
    at = 0
    while at < len(words):
        title = _title(paragraph, words, at) if _is_head(words, at) else None
        if title is not None:
            yield title
        at = max(at + 1, _head_end(words, at) if title else 0)


def _is_head(words: list[Word], at: int) -> bool:
    word = words[at]
    if word.text in SHORT_TITLES:
        return True
    last = word.low.rsplit("-", 1)[-1]
    if word.low in QUALIFIERS and at + 1 < len(words) and _belongs(words[at + 1]):
        return False  # "deputy director", "chief economist": the head is further on
    if not (word.low in OFFICES or last in OFFICES or last in POSTS):
        return False
    inside_name = word.entity == "PERSON" and at > 0 and words[at - 1].entity == "PERSON"
    return not inside_name and word.text not in RANKS


def _belongs(word: Word) -> bool:
    return word.low in QUALIFIERS or word.low in FIELDS or word.low in OFFICES or word.low in POSTS


def _head_end(words: list[Word], at: int) -> int:
    """Where the head ends: "prosecutor general", "president and chief executive"."""
    end = at + 1
    if end < len(words) and words[end].low in TRAILING:
        end += 1
    after = end + 1
    if end < len(words) and words[end].low == "and":
        while after < len(words) and (words[after].low in QUALIFIERS or words[after].low in FIELDS):
            after += 1
        if after < len(words) and words[after].low in OFFICES and words[after].text not in RANKS:
            return after + 1
    return end


def _title(paragraph: Paragraph, words: list[Word], head: int) -> Title:
    left = _left(words, head)
    end = _head_end(words, head)
    end = _field_after(words, head, end)
    owner, start, definite = _owner(paragraph, words, left)
    before = [words[at].text for at in range(start, left) if words[at].low in KEPT_BEFORE_OWNER]
    organization, last = _organization_after(paragraph, words, head, end)
    if organization is None and last > end:
        end = last  # "envoy to CAPITAL": the receiver belongs to the title
    wording = " ".join([*before, _wording(paragraph, words, left, end)])
    return Title(start, head, max(end, last), wording, organization or owner, definite)


def _left(words: list[Word], head: int) -> int:
    """Where the title's own words begin: qualifiers and fields before the head."""
    at = head
    while at > 0:
        word = words[at - 1]
        if at > 1 and word.capital and government_of(f"{words[at - 2].text} {word.text}"):
            break
        if state_named(word.text) and words[head].low in POSTS and words[head].low not in TO:
            at -= 1  # a scholar of that country, not one in its service
            break
        if state_of(word.text) or not _narrows(words, at - 1, words[head].low):
            break
        at -= 1
    return at


def _narrows(words: list[Word], at: int, head: str) -> bool:
    word = words[at]
    named_before = (
        at > 0 and words[at - 1].capital and not state_of(words[at - 1].text) and words[at - 1].tag[:2] == "NN"
    )
    if word.capital and word.low in BODY_NOUNS:
        return not named_before and word.low in FIELDS
    if word.low in QUALIFIERS or word.low in FIELDS:
        return True
    if word.capital:
        return head in PORTFOLIO_HEADS and not word.text.isupper() and word.tag in ("NNP", "NNPS", "JJ", "NN")
    return word.dep == "compound" and word.tag in ("NN", "NNS")


def _field_after(words: list[Word], head: int, end: int) -> int:
    """Where "of foreign affairs", "for water and energy", "of State" after a minister or secretary ends."""
    if words[head].low.rsplit("-", 1)[-1] not in PORTFOLIO_HEADS:
        return end
    while end + 1 < len(words) and words[end].low in ("of", "for") and words[end + 1].low in FIELDS:
        end += 2
        while end < len(words) and (words[end].low in FIELDS or _field_joins(words, end)):
            end += 1
    return end


def _field_joins(words: list[Word], at: int) -> bool:
    return words[at].text in ("and", "&", ",") and at + 1 < len(words) and words[at + 1].low in FIELDS


def _owner(paragraph: Paragraph, words: list[Word], left: int) -> tuple[str | None, int, bool]:
    """The organisation named before a title, where it begins, and whether the title is definite."""
    at, possessive = left, False
    if at > 0 and words[at - 1].text in ("'s", "'"):
        at, possessive = at - 1, True
    first = at
    while first > 0 and _owns(words[first - 1]):
        first -= 1
    opening = first
    while first < at and words[first].low in KEPT_BEFORE_OWNER:
        first += 1
    name = text_of(paragraph, words, first, at)
    if not name and possessive and at > 0 and words[at - 1].low in COUNTRY:
        return _last_state(words, at - 1), max(0, at - 2), True
    if possessive and not name:
        return None, left, False
    start = opening if name else left
    while name and not possessive and start > 0 and words[start - 1].low in QUALIFIERS:
        start -= 1
    article = start > 0 and words[start - 1].low in ("the", "a", "an", "its", "his", "her", "their", "another")
    definite = possessive or (article and words[start - 1].low not in ("a", "an", "another"))
    return _organization(name), start - article, definite


def _owns(word: Word) -> bool:
    return word.capital and word.entity not in NOT_OWNERS and word.tag[:2] in ("NN", "JJ") and word.text not in RANKS


def _last_state(words: list[Word], before: int) -> str | None:
    """The state named last before a word: whose "the country's president" is."""
    for word in reversed(words[:before]):
        state = state_of(word.text) if word.capital else None
        if state is not None:
            return state.name
    return None


def _organization(name: str) -> str | None:
    """The organisation that words before a title stand for: a state for its adjective."""
    if not name:
        return None
    state = state_of(name)
    return state.name if state else name


def _organization_after(paragraph: Paragraph, words: list[Word], head: int, end: int) -> tuple[str | None, int]:
    """The organisation named after a title and where its words end; (None, place) for a place somebody is sent to."""
    noun = words[head].low.rsplit("-", 1)[-1]
    if end >= len(words) or not (words[end].low in ORG_AFTER or (words[end].low == "to" and noun in TO)):
        return None, end
    first = end + 1
    while first < len(words) and words[first].low in ("the", "a", "an"):
        first += 1
    last = _phrase_end(words, first)
    name = text_of(paragraph, words, first, last)
    if not name or not any(w.capital for w in words[first:last]):
        return None, end
    if words[end].low == "to" and noun in SENT and (state_named(name) or is_capital(name) or not _is_body(name)):
        return None, last
    return _organization(_without_state(name)), last


def _is_body(name: str) -> bool:
    parts = name.split()
    return parts[-1].lower() in BODY_NOUNS or parts[-1] == "Nations" or (parts[-1].isupper() and len(parts[-1]) > 1)


def _without_state(name: str) -> str:
    """ "Belmara's Water Agency" is the Water Agency; "Belmara's central bank" has no other name."""
    owner, mark, rest = name.partition("'s ") if "'s " in name else name.partition("’s ")
    if mark and state_named(owner) and any(part[0].isupper() for part in rest.split()):
        return rest
    return name


def _phrase_end(words: list[Word], first: int) -> int:
    """Where the organisation that begins at `first` ends; a person's name right behind it is not part of it."""
    at, body = first, False
    while at < len(words):
        word = words[at]
        if word.capital:
            if body and _person_follows(words, at):
                break
            body = word.low in BODY_NOUNS or bool(state_of(" ".join(w.text for w in words[first : at + 1])))
        elif word.low in BODY_INNER and at > first and _goes_on(words, at):
            body = False
        elif not (word.text == "'s" or (word.tag.startswith(PLAIN_TAGS) and at - first < 8)):
            break
        at += 1
    return at


def _goes_on(words: list[Word], at: int) -> bool:
    """Whether "of", "and", "for the" inside a name is followed by more of the name."""
    at += 1
    while at < len(words) and words[at].low == "the":
        at += 1
    before = words[at - 1]
    if at >= len(words) or words[at - 1].low == "on":
        return False
    if words[at].capital:
        return before.low != "and" or words[at].low in BODY_NOUNS or words[at].entity == "ORG"
    return words[at].tag.startswith("NN") and before.low in ("and", "of")


def _person_follows(words: list[Word], at: int) -> bool:
    end = at
    while end < len(words) and words[end].capital:
        end += 1
    return end - at >= 2 and not any(w.low in BODY_NOUNS for w in words[at:end]) and words[at].entity != "GPE"


def _wording(paragraph: Paragraph, words: list[Word], first: int, end: int) -> str:
    kept = first
    while kept < end and words[kept].low in NOT_KEPT:
        kept += 1
    wording = text_of(paragraph, words, kept, end)
    wording = SHORT_TITLES.get(wording, wording)
    return "former " + wording[3:] if wording.lower().startswith("ex-") else wording


def _holder(paragraph: Paragraph, words: list[Word], title: Title) -> Holder | None:
    """The person beside a title, or None; a name after the title wins over one before it."""
    rules = (_named_after, _named_behind_comma, _named_before, _put_into_office)
    for rule in rules:
        holder = rule(paragraph, words, title)
        if holder is not None and _enough(words, title, holder):
            return holder
    return None


def _enough(words: list[Word], title: Title, holder: Holder) -> bool:
    """A post needs its organisation; an office in apposition needs one too, unless it is complete by itself."""
    head = words[title.head].low.rsplit("-", 1)[-1]
    if head in POSTS:
        return title.organization is not None
    if holder.rule == "before-name":
        return title.organization is not None or words[title.head].capital or "former" in title.text.lower()
    return title.organization is not None or head in NATIONAL or title.text.count(" ") > 0


def _after_rank(words: list[Word], at: int) -> int:
    while at < len(words) and (words[at].text in RANKS or words[at].text == "."):
        at += 1
    return at


def _named_after(paragraph: Paragraph, words: list[Word], title: Title) -> Holder | None:
    at = _after_rank(words, title.end)
    end = person_from(words, at)
    if end == at or "late" in (w.low for w in words[max(0, title.start - 1) : title.head]):
        return None
    return Holder(text_of(paragraph, words, at, end), title, title.start, end, "before-name")


def _past_brackets(words: list[Word], at: int) -> int:
    """The place after a short bracket at `at` ("(RBC)"), or `at`."""
    if at < len(words) and words[at].text == "(":
        for end in range(at + 1, min(at + 8, len(words))):
            if words[end].text == ")":
                return end + 1
    return at


def _named_behind_comma(paragraph: Paragraph, words: list[Word], title: Title) -> Holder | None:
    comma = _past_brackets(words, title.end)
    if not title.definite or comma >= len(words) or not words[comma].comma:
        return None
    at = _after_rank(words, comma + 1)
    end = person_from(words, at)
    closes = end >= len(words) or words[end].text in (",", ".", ";", ")", "(", ":", "-", "--", "–", "—")
    if end - at < 2 or not closes or _is_body(text_of(paragraph, words, at, end)):
        return None
    return Holder(text_of(paragraph, words, at, end), title, title.start, end, "before-comma")


def _named_before(paragraph: Paragraph, words: list[Word], title: Title) -> Holder | None:
    at = title.start
    while at > 0 and words[at - 1].low in ("the", "a", "an", "then"):
        at -= 1
    end = _before_link(words, at)
    if end is None:
        return None
    first = person_until(words, end)
    while first < end and (words[first].text in RANKS):
        first += 1
    name = text_of(paragraph, words, first, end)
    if end - first < 2 or not is_person(name) or words[first].entity in ("ORG", "GPE", "NORP") or _is_body(name):
        return None
    return Holder(name, title, first, title.end, "after-name")


def _before_link(words: list[Word], at: int) -> int | None:
    """Where the name before a comma, an age or a linking verb ends; None when nothing links a name to the title."""
    if at > 0 and words[at - 1].text in (",", "–", "—", "-", "--", "("):
        at -= 1
        if at > 1 and words[at - 1].text.isdigit() and words[at - 2].comma:
            at -= 2
        return at
    for length in (4, 3, 2, 1):
        if at > length and " ".join(w.low for w in words[at - length : at]) in LINKS:
            at -= length
            return at - 1 if words[at - 1].comma else at
    return None


def _put_into_office(paragraph: Paragraph, words: list[Word], title: Title) -> Holder | None:
    end = title.start
    while end > 0 and words[end - 1].low in ("as", "the", "a", "an", "its", "their", "his", "her", "new"):
        end -= 1
    first = person_until(words, end)
    if end - first < 2 or first == 0 or words[first - 1].low not in PUT:
        return None
    if any(w.low in NOT_DONE for w in words[max(0, first - 4) : first - 1]) or not is_person(
        text_of(paragraph, words, first, end)
    ):
        return None
    return Holder(text_of(paragraph, words, first, end), title, first, title.end, "put-into")


def _told_before_named(parsed: Parsed, known: set[str]) -> Iterator[Office]:
    """An office that speaks without a name, when the page names its holder in the next breath.

    "The head of Y told reporters ... . A B told reporters / added": the page has one such office, A B is the next
    speaker, is named here for the first time, and goes on ("added") or speaks to the same audience.
    """
    spans = [(p, words_of(p)) for p in parsed.paragraphs if p.kind in READ]
    nameless = [(n, t) for n, (p, words) in enumerate(spans) for t in titles_in(p, words) if _speaks(p, words, t)]
    if len(nameless) != 1:
        return
    number, title = nameless[0]
    paragraph, words = spans[number]
    audience = _audience(words, _verb_at(words, title.end))
    for at, (following, its_words) in enumerate(spans[number : number + 3]):
        speaker = _next_speaker(following, its_words, 0 if at else title.end)
        if speaker is None:
            continue
        name, verb = speaker
        new = name not in known and all(name.split()[-1] not in p.text for p, _ in spans[:number])
        if new and (its_words[verb].low in GOES_ON or (audience and _audience(its_words, verb) == audience)):
            yield _row(paragraph, words, Holder(name, title, title.start, title.end, "told-before-named"))
        return


def _speaks(paragraph: Paragraph, words: list[Word], title: Title) -> bool:
    verb = _verb_at(words, title.end)
    opens = title.definite or title.start == 0 or not words[title.start - 1].text.isalpha()
    office = words[title.head].low.rsplit("-", 1)[-1] in OFFICES
    return office and bool(title.organization) and opens and verb < len(words) and words[verb].low in TELLS


def _verb_at(words: list[Word], at: int) -> int:
    while at < len(words) and words[at].low in ("has", "had", "also"):
        at += 1
    return at


def _audience(words: list[Word], verb: int) -> str:
    """Whom a speaker told: the first noun after the verb, lower case."""
    return next((w.low for w in words[verb + 1 : verb + 3] if w.tag in ("NNS", "NN", "NNP")), "")


def _next_speaker(paragraph: Paragraph, words: list[Word], at: int) -> tuple[str, int] | None:
    """The first name from `at` on that is followed by a verb of telling, and where the verb stands."""
    while at < len(words):
        first = _after_rank(words, at)
        end = person_from(words, first)
        verb = _verb_at(words, end)
        if end > first and verb < len(words) and words[verb].low in TELLS:
            name = text_of(paragraph, words, first, end)
            return (name, verb) if " " in name else None
        at = max(at + 1, end)
    return None


def _full_names(parsed: Parsed, rows: list[Office]) -> dict[str, str]:
    """Bare name -> the one full name of the page that ends in it; left out where two persons share it."""
    full = {clean(ent.text) for p in parsed.paragraphs for ent in p.doc.ents if ent.label_ == "PERSON"}
    full = {
        name
        for name in full | {row.person for row in rows}
        if " " in name and all(x[0].isalpha() for x in name.split())
    }
    by_last: dict[str, set[str]] = {}
    for name in full:
        by_last.setdefault(name.split()[-1], set()).add(name)
    known = {row.person for row in rows}
    return {
        last: next(iter(names & known or names)) for last, names in by_last.items() if len(names & known or names) == 1
    }


def _without_courtesy(rows: list[tuple[Office, bool]]) -> Iterator[Office]:
    """Drop a bare title before a bare surname where the page states the person's office in full.

    "Ambassador B" is then a courtesy, and "President B" says less than "former president B" or "President of Y" did.
    """
    stated = {row.person for row, bare in rows if not bare or row.organization or "former" in row.title}
    kept_bare = {row.id for row, bare in rows if bare and not row.organization and "former" not in row.title}
    return (row for row, _ in rows if row.id not in kept_bare or row.person not in stated)


def _once(rows: Iterator[Office]) -> Iterator[Office]:
    seen: set[tuple[str, str, str | None]] = set()
    for row in rows:
        key = (row.person, row.title.lower(), row.organization)
        if key not in seen:
            seen.add(key)
            yield row
