"""Who holds which office, as the page words it?

A title (titling.py) is an office when a name stands beside it: before it ("A B, the head of Y"), after it ("Foreign
Minister A B", "the head of Y, A B,"), or joined by a verb ("A B was appointed head of Y", "A B, who heads Y"). A
page's later bare surname counts for the full name the page gives. An office is what the page says on its day;
"former", "acting" and "deputy" stay in the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.parse import Parsed
from onrecord.extract.phrases import Word, clean, is_body, is_person, page_names, person_from, person_until
from onrecord.extract.titles import NATIONAL, OFFICES, POSTS, QUALIFIERS, RANKS, SENT, SHORT_TITLES
from onrecord.extract.titling import Passage, Title, head_of, phrase_after, titles_in
from onrecord.gazetteer import word_set
from onrecord.model import Office, id_of

NAME = "offices.v1"

READ: frozenset[str] = word_set("lead paragraph subtitle caption")
"""Block kinds in which offices are read: captions name people with their offices more often than not."""

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

LEFT: frozenset[str] = frozenset(
    {"resigned as", "resign as", "quit as", "retired as", "stepped down as", "step down as", "removed as", "ousted as"}
    | {"dismissed as", "sacked as", "fired as", "deposed as", "suspended as", "stands down as", "stood down as"}
)
"""The last words between a name and an office that its holder has left: the office is a former one."""

LEADS: dict[str, str] = {
    "heads": "head",
    "leads": "leader",
    "chairs": "chair",
    "directs": "director",
    "runs": "head",
    "commands": "commander",
}
"""Verb after "who" -> the office it tells. Only the present tense: "headed" may be long ago, or corrected."""

GOES_ON: frozenset[str] = word_set("added continued")
"""Verbs with which the speaker of the sentence before goes on."""

TELLS: frozenset[str] = word_set(
    """
    said told says added noted stated announced warned explained declared stressed estimated admitted insisted recalled
    spoken spoke
    """
)
"""Verbs by which a page gives the word to somebody."""

UNIFORMED: frozenset[str] = word_set(
    """
    service services guard guards army navy police force forces security defense defence border military fire
    intelligence coast
    """
)
"""Words of the organisations whose people carry ranks."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A title beside a name, in word places: the cite covers `first:last`."""

    person: str
    title: Title
    first: int
    last: int
    rule: str


def held(parsed: Parsed) -> Iterator[Office]:
    """Every office the page's words give to a named person, once for each person, title and organisation."""
    names = page_names(parsed)
    passages = [Passage.of(paragraph, names) for paragraph in parsed.paragraphs if paragraph.kind in READ]
    rows = [row for passage in passages for row in _of_passage(passage)]
    rows += _told_before_named(passages, {row.person for row in rows})
    full = _full_names(parsed, rows)
    named = [(replace(row, person=full.get(row.person, row.person)), " " not in row.person) for row in rows]
    led = [row for passage in passages for row in _who_leads(passage)]
    known = {row.person for row, _ in named}
    yield from _once([*_without_courtesy(named), *(row for row in led if row.person not in known)])


def _of_passage(passage: Passage) -> Iterator[Office]:
    for title in titles_in(passage):
        holder = _holder(passage, title)
        if holder is not None:
            yield _row(passage, holder)


def _row(passage: Passage, holder: Holder) -> Office:
    words = passage.words
    cite = passage.paragraph.cite((words[holder.first].start, words[holder.last - 1].end))
    page, title = passage.paragraph.page.id, holder.title
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


def _holder(passage: Passage, title: Title) -> Holder | None:
    """The person beside a title, or None; a name after the title wins over one before it."""
    for rule in (_named_after, _named_behind_comma, _named_before, _put_into_office, _left_office):
        holder = rule(passage, title)
        if holder is not None and _enough(passage.words, title, holder):
            return holder
    return None


def _enough(words: list[Word], title: Title, holder: Holder) -> bool:
    """A post needs its organisation; an office in small letters before a name needs one, or to be complete."""
    head = head_of(words[title.head])
    if title.organization is not None or head in POSTS:
        return title.organization is not None or (head in SENT and title.definite)
    narrowed = head in OFFICES and title.head > 0 and words[title.head - 1].dep == "compound" and " " in title.text
    complete = head in NATIONAL or words[title.head].capital or "former" in title.text.lower() or narrowed
    return complete if holder.rule == "before-name" else complete or title.definite or " " in title.text


def _after_rank(words: list[Word], at: int) -> int:
    while at < len(words) and (is_rank(words[at]) or words[at].text in SHORT_TITLES):
        at += 2 if at + 1 < len(words) and words[at + 1].text == "." else 1
    return at


def _named_after(passage: Passage, title: Title) -> Holder | None:
    words = passage.words
    at = _after_rank(words, title.end)
    end = person_from(words, at)
    if end == at or "late" in (word.low for word in words[max(0, title.start - 1) : title.head]):
        return None
    lone = title.definite and title.organization is None and " " not in title.text and words[title.head].capital
    if lone and words[at].entity != "PERSON":
        return None  # "the King Street school"
    return Holder(passage.text(at, end), title, title.start, end, "before-name")


CLOSES: frozenset[str] = frozenset({",", ".", ";", ")", "(", ":", "-", "--", "–", "—", '"'})
"""Marks that close an apposition."""


def _named_behind_comma(passage: Passage, title: Title) -> Holder | None:
    words = passage.words
    comma = _past_brackets(words, title.end)
    if not title.definite or comma >= len(words) or not words[comma].comma:
        return None
    at = _after_rank(words, comma + 1)
    end = person_from(words, at)
    closed = end >= len(words) or words[end].text in CLOSES or words[_verb_at(words, end)].low in TELLS
    if end - at < 2 or not closed or is_body(passage.text(at, end)):
        return None
    return Holder(passage.text(at, end), title, title.start, end, "before-comma")


def _past_brackets(words: list[Word], at: int) -> int:
    """The place after a short bracket at `at` ("(RBC)"), or `at`."""
    if at < len(words) and words[at].text == "(":
        for end in range(at + 1, min(at + 8, len(words))):
            if words[end].text == ")":
                return end + 1
    return at


def _named_before(passage: Passage, title: Title) -> Holder | None:
    words = passage.words
    end = _before_link(words, title.start)
    if end is None:
        return None
    first = _name_start(words, end)
    name = passage.text(first, end)
    if end - first < 2 or not is_person(name) or words[first].entity in ("ORG", "GPE", "NORP") or is_body(name):
        return None
    return Holder(name, title, first, title.end, "after-name")


def _name_start(words: list[Word], end: int) -> int:
    first = person_until(words, end)
    while first < end and (
        is_rank(words[first]) or words[first].text in SHORT_TITLES or words[first].low in QUALIFIERS
    ):
        first += 1
    return first


def is_rank(word: Word) -> bool:
    """Whether a word is a rank or form of address before a name ("General", "Major-Gen")."""
    return word.text in RANKS or word.text.split("-")[0] in RANKS


def _before_link(words: list[Word], at: int) -> int | None:
    """Where the name before a comma, an age or a linking verb ends; None when nothing links a name to the title."""
    if at > 0 and words[at - 1].text in (",", "–", "—", "-", "--", "("):
        at -= 1
        if at > 1 and words[at - 1].text.isdigit() and words[at - 2].comma:
            at -= 2
        return at
    for length in (4, 3, 2, 1):
        if at > length and " ".join(word.low for word in words[at - length : at]) in LINKS:
            at -= length
            return at - 1 if words[at - 1].comma else at
    return None


def _put_into_office(passage: Passage, title: Title) -> Holder | None:
    words, end = passage.words, title.start
    while end > 0 and words[end - 1].low in ("as", "the", "a", "an", "its", "their", "his", "her", "new"):
        end -= 1
    first = _name_start(words, end)
    if end - first < 2 or first == 0 or words[first - 1].low not in PUT or not is_person(passage.text(first, end)):
        return None
    if any(word.low in NOT_DONE for word in words[max(0, first - 4) : first - 1]):
        return None
    return Holder(passage.text(first, end), title, first, title.end, "put-into")


def _left_office(passage: Passage, title: Title) -> Holder | None:
    """The person who left the office: "A B was forced to resign as minister"."""
    words, at = passage.words, title.start
    length = next((n for n in (3, 2) if " ".join(word.low for word in words[max(0, at - n) : at]) in LEFT), 0)
    if not length:
        return None
    end = at - length
    while end > 0 and words[end - 1].low in (
        "was",
        "has",
        "had",
        "been",
        "to",
        "forced",
        "obliged",
        "made",
        "he",
        "she",
    ):
        end -= 1
    first = _name_start(words, end)
    name = passage.text(first, end)
    if end - first < 2 or not is_person(name) or is_body(name):
        return None
    former = title if "former" in title.text.lower() else replace(title, text=f"former {title.text}")
    return Holder(name, former, first, title.end, "left-office")


def _who_leads(passage: Passage) -> Iterator[Office]:
    """The offices told by "A B, who heads Y": less than a title in words, so they count where the page gives none."""
    words = passage.words
    for at in range(3, len(words) - 1):
        if words[at].low in LEADS and words[at - 1].low == "who" and words[at - 2].comma:
            first = _name_start(words, at - 2)
            organization, end = phrase_after(passage, at + 1)
            name = passage.text(first, at - 2)
            if organization and at - 2 - first > 1 and is_person(name):
                title = Title(at, at, end, LEADS[words[at].low], organization, True)
                yield _row(passage, Holder(name, title, first, end, "who-leads"))


def _told_before_named(passages: list[Passage], known: set[str]) -> Iterator[Office]:
    """An office that speaks without a name, when the page names its holder in the next breath.

    "The head of Y told reporters ... . A B told reporters / added": no other such office stands between, A B is
    the next speaker and is named here for the first time; `_same_person` says what else must hold.
    """
    nameless = [(n, title) for n, p in enumerate(passages) for title in titles_in(p) if _speaks(p, title)]
    if not nameless:
        return
    number, title = nameless[0]
    leads = all(passage.paragraph.kind in ("caption", "subtitle") for passage in passages[:number])
    for at, following in enumerate(passages[number : number + 3]):
        speaker = _next_speaker(following, 0 if at else title.end)
        if speaker is None:
            continue
        rivals = any(n <= number + at for n, other in nameless[1:] if other.text != title.text)
        named_before = any(speaker.name.split()[-1] in passage.paragraph.text for passage in passages[:number])
        fresh = speaker.name not in known and not named_before and not rivals
        if fresh and _same_person(passages[number], title, following, speaker, leads=leads):
            yield _row(passages[number], Holder(speaker.name, title, title.start, title.end, "told-before-named"))
        return


@dataclass(frozen=True, slots=True)
class Speaking:
    """A full name and the verb by which it is given the word, in word places."""

    name: str
    first: int
    end: int
    verb: int


def _same_person(passage: Passage, title: Title, following: Passage, speaker: Speaking, *, leads: bool) -> bool:
    """Whether a speaker named after a nameless office is its holder.

    The speaker goes on ("added"), tells the same audience, has a rank where the office is in uniform, or comes without
    any description after an office in the page's first lines: whoever else it were would have been introduced.
    """
    words = following.words
    audience = _audience(passage.words, _verb_at(passage.words, title.end))
    ranked = words[max(0, speaker.first - 1)].text in RANKS
    before = words[speaker.first - 1].tag if speaker.first else ""
    bare = not before.startswith(("NN", "JJ", "POS")) and not words[speaker.end].comma
    return (
        words[speaker.verb].low in GOES_ON
        or bool(audience and _audience(words, speaker.verb) == audience)
        or (ranked and bool(UNIFORMED & set(f"{title.text} {title.organization}".lower().split())))
        or (leads and bare)
    )


def _speaks(passage: Passage, title: Title) -> bool:
    words = passage.words
    verb = _verb_at(words, title.end)
    opens = title.definite or title.start == 0 or not words[title.start - 1].text.isalpha()
    office = head_of(words[title.head]) in OFFICES
    return office and bool(title.organization) and opens and verb < len(words) and words[verb].low in TELLS


def _verb_at(words: list[Word], at: int) -> int:
    while at < len(words) and words[at].low in ("has", "had", "also"):
        at += 1
    return at


def _audience(words: list[Word], verb: int) -> str:
    """Whom a speaker told: the first noun after the verb, lower case."""
    return next((word.low for word in words[verb + 1 : verb + 3] if word.tag in ("NNS", "NN", "NNP")), "")


def _next_speaker(passage: Passage, at: int) -> Speaking | None:
    """The first name from `at` on that is followed by a verb of telling; None also where it is no full name."""
    words = passage.words
    while at < len(words):
        first = _after_rank(words, at)
        end = person_from(words, first)
        verb = _verb_at(words, end)
        if end > first and verb < len(words) and words[verb].low in TELLS:
            name = passage.text(first, end)
            return Speaking(name, first, end, verb) if " " in name else None
        at = max(at + 1, end)
    return None


def _full_names(parsed: Parsed, rows: list[Office]) -> dict[str, str]:
    """Bare name -> the one full name of the page that ends in it; left out where two persons share it."""
    known = {row.person for row in rows if " " in row.person}
    told = {clean(ent.text) for p in parsed.paragraphs for ent in p.doc.ents if ent.label_ == "PERSON"}
    by_last: dict[str, set[str]] = {}
    for name in known | {name for name in told if " " in name and name.replace(" ", "").replace("-", "").isalpha()}:
        by_last.setdefault(name.split()[-1], set()).add(name)
    preferred = {last: (names & known) or names for last, names in by_last.items()}
    return {last: next(iter(names)) for last, names in preferred.items() if len(names) == 1}


def _without_courtesy(rows: list[tuple[Office, bool]]) -> Iterator[Office]:
    """Drop a bare title before a bare surname where the page states the person's office in full.

    "Ambassador B" is then a courtesy, and "President B" says less than "former president B" or "President of Y" did.
    """
    stated = {row.person for row, bare in rows if not bare or row.organization or "former" in row.title}
    courtesy = {row.id for row, bare in rows if bare and not row.organization and "former" not in row.title}
    return (row for row, _ in rows if row.id not in courtesy or row.person not in stated)


def _once(rows: list[Office]) -> Iterator[Office]:
    seen: set[tuple[str, str, str | None]] = set()
    for row in rows:
        key = (row.person, row.title.lower(), row.organization)
        if key not in seen:
            seen.add(key)
            yield row
