"""Who holds which office, as the page words it?

A title (titling.py) is an office when a name stands beside it: before it ("A B, the head of Y"), after it ("Foreign
Minister A B", "the head of Y, A B,"), or joined by a verb ("A B was appointed head of Y", "A B, who heads Y"). A
page's later bare surname counts for the full name the page gives. An office is what the page says on its day;
"former", "acting" and "deputy" stay in the title.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from onrecord.extract.holders import BESIDE, TELLS, Holder, after_rank, verb_at
from onrecord.extract.leading import leaders
from onrecord.extract.parse import Parsed
from onrecord.extract.phrases import Word, clean, page_names, person_from
from onrecord.extract.tenure import ended, former, tenures
from onrecord.extract.titles import FIELDS, NATIONAL, OFFICES, POSTS, RANKS, SENT
from onrecord.extract.titling import Passage, Title, head_of, titles_in
from onrecord.gazetteer import word_set
from onrecord.model import Office, id_of

NAME = "offices.v1"

READ: frozenset[str] = word_set("lead paragraph subtitle caption")
"""Block kinds in which offices are read: captions name people with their offices more often than not."""

GOES_ON: frozenset[str] = word_set("added continued")
"""Verbs with which the speaker of the sentence before goes on."""

UNIFORMED: frozenset[str] = word_set(
    """
    service services guard guards army navy police force forces security defense defence border military fire
    intelligence coast
    """
)
"""Words of the organisations whose people carry ranks."""


def held(parsed: Parsed) -> Iterator[Office]:
    """Every office the page's words give to a named person, once for each person, title and organisation."""
    names = page_names(parsed)
    passages = [Passage.of(paragraph, names) for paragraph in parsed.paragraphs if paragraph.kind in READ]
    rows = [row for passage in passages for row in _of_passage(passage)]
    rows += _told_before_named(passages, {row.person for row in rows})
    full = _full_names(parsed, rows)
    named = [(replace(row, person=full.get(row.person, row.person)), " " not in row.person) for row in rows]
    led = [_row(passage, leader) for passage in passages for leader in leaders(passage)]
    known = {row.person for row, _ in named if row.organization}
    fresh = (row for row in led if row.person not in known)
    yield from _once([*_without_courtesy(named), *fresh])


def _of_passage(passage: Passage) -> Iterator[Office]:
    for title in titles_in(passage):
        for holder in _holders(passage, title):
            late = holder.first < title.start and ended(passage, title)
            yield _row(passage, replace(holder, title=former(holder.title)) if late else holder)


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


def _holders(passage: Passage, title: Title) -> Iterator[Holder]:
    """Whoever holds a title by the first rule that fits: a name beside it, else one that a verb joins to it."""
    words = passage.words
    if title.end < len(words) and words[title.end].text in ("'s", "'"):
        return  # "A B, the prime minister's spokeswoman"
    for rule in BESIDE:
        holder = rule(passage, title)
        if holder is not None and _enough(passage.words, title, holder):
            yield holder
            return
    yield from (holder for holder in tenures(passage, title) if _enough(passage.words, title, holder))


def _enough(words: list[Word], title: Title, holder: Holder) -> bool:
    """A post needs its organisation; an office in small letters before a name needs one, or to be complete."""
    head = head_of(words[title.head])
    chief = title.text.lower().startswith("chief ") and head == "officer"
    if title.organization is not None or (head in POSTS and not chief):
        return title.organization is not None or (head in SENT and title.definite)
    before = words[max(0, title.head - 1)]
    narrowed = head in OFFICES and (before.dep == "compound" or before.low in FIELDS) and " " in title.text
    complete = head in NATIONAL or words[title.head].capital or "former" in title.text.lower() or narrowed or chief
    complete |= (title.definite and head.startswith("spokes")) or " of " in title.text
    return complete if holder.rule == "before-name" else complete or title.definite or " " in title.text


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
    audience = _audience(passage.words, verb_at(passage.words, title.end))
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
    verb = verb_at(words, title.end)
    opens = title.definite or title.start == 0 or not words[title.start - 1].text.isalpha()
    office = head_of(words[title.head]) in OFFICES
    return office and bool(title.organization) and opens and verb < len(words) and words[verb].low in TELLS


def _audience(words: list[Word], verb: int) -> str:
    """Whom a speaker told: the first noun after the verb, lower case."""
    return next((word.low for word in words[verb + 1 : verb + 3] if word.tag in ("NNS", "NN", "NNP")), "")


def _next_speaker(passage: Passage, at: int) -> Speaking | None:
    """The first name from `at` on that is followed by a verb of telling; None also where it is no full name."""
    words = passage.words
    while at < len(words):
        first = after_rank(words, at)
        end = person_from(words, first)
        verb = verb_at(words, end)
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
