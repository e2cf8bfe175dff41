"""Which words on a page are people's names?

The tagger's names first, mended at their edges; then who holds an office or is called by the last word alone; then
what looks like a person's name where the tagger saw none: behind a title ("Ms. A"), before an age ("A B, 51,"), with a
known first name, or as the words that name a speaker.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from onrecord.gazetteer import BODY_NOUNS, state_named, state_of, word_set
from onrecord.model import BODY, Claims, EntityKind, Mention, Page, Speaker
from onrecord.resolve.forenames import MEN, WOMEN
from onrecord.resolve.naming import TITLES, family_of, key_of, untitled, words_of
from onrecord.resolve.nouns import PEOPLE, singular

THINGS: frozenset[str] = BODY_NOUNS | word_set(
    """
    guild union solar energy motors airlines bridge river lake mountain street road avenue square park hotel stadium
    arena airport harbour harbor island islands valley county city town village hill hills bay beach tower towers
    palace castle quays prize award awards cup league festival index report study journal review survey museum
    """
)
"""Words that no person's name holds."""

PLATFORMS: frozenset[str] = word_set(
    """
    twitter facebook instagram youtube google wikipedia reddit tiktok whatsapp telegram snapchat linkedin netflix
    spotify amazon skype zoom signal weibo wechat viber internet covid brexit i
    """
)
"""Names that the tagger takes for people's."""

NAME = re.compile(r"[A-Z][\w.’'-]*(?: (?:(?:al|bin|ibn|van|von|der|den|de|da|di|del|la|le|el) )?[A-Z][\w.’'-]*){1,3}")
"""Two to four capitalised words, particles allowed: what a person's full name looks like."""


BEHIND_ROLE = re.compile(r"\b[a-z]+ (?P<name>[A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){1,2})$")
"""A name behind a role in lower case: "airline boss A B"."""


def looks_personal(name: str) -> bool:
    """Whether a name has the shape of a person's, and none of its words says that it is something else."""
    words = words_of(name)
    if NAME.fullmatch(name) is None or set(words) & (THINGS | PLATFORMS) or words[-1] in TITLES or name.isupper():
        return False
    return state_named(name) is None and state_of(name.split()[0]) is None


def relabelled(page: Page, mentions: list[Mention], claims: Claims, outlets: set[str]) -> list[Mention]:
    """The names; who holds an office or is called by the last word alone is a person, whatever the tagger says."""
    holders = {key_of(untitled(office.person)) for office in claims.offices}
    speakers = {key_of(s.mention) for statement in claims.statements for s in statement.speakers if s.mention}
    single = {key_of(m.text) for m in mentions if len(words_of(m.text)) == 1 and m.label != "group"}
    alone = single | {name for name in speakers if " " not in name}
    people = {key_of(m.text) for m in mentions if m.label == "person"} | holders
    for mention in mentions:
        key, called = key_of(mention.text), family_of(mention.text) in alone
        told = called or (key in speakers and mention.label in ("work", "place"))
        told = told or _is_told(page.text, mention.start, mention.end)
        if told and mention.label not in ("person", "state") and looks_personal(mention.text):
            people.add(key)
    bodies = {name for name in people if set(name.split()[-1:]) & THINGS or set(name.split()) & BODY_NOUNS}
    bodies = (bodies | (people & outlets)) - holders
    families = {family_of(name) for name in people - bodies if " " in name}
    return [replace(m, label=_label(m, people - bodies, bodies, families)) for m in mentions]


def _label(mention: Mention, people: set[str], bodies: set[str], families: set[str]) -> EntityKind | None:
    key = key_of(mention.text)
    if key in bodies:
        return "organization"
    return "person" if key in people or (key in families and mention.label != "state") else mention.label


def unmarked(claims: Claims, mentions: list[Mention]) -> list[Speaker]:
    """Speakers whom the tagger did not mark as a name at all, though their words look like one."""
    marked = {place for m in mentions for place in range(m.start, m.end)}
    everyone = [speaker for statement in claims.statements for speaker in statement.speakers]
    bare = [s for s in everyone if s.mention and not marked.intersection(range(s.start or 0, s.end or 0))]
    ends = ((speaker, BEHIND_ROLE.search(speaker.mention or "")) for speaker in everyone)
    named = [replace(s, mention=end["name"], start=(s.start or 0) + end.start("name")) for s, end in ends if end]
    named = [s for s in named if not marked.intersection(range(s.start or 0, s.end or 0))] + bare
    exact = {(m.start, m.end) for m in mentions}
    named += [one for one in map(_introduced, everyone) if one is not None and (one.start, one.end) not in exact]
    family = {m.end for m in mentions if m.label == "person" and " " not in m.text}
    named += [s for s in everyone if s.end in family and (s.start, s.end) not in exact and _is_full(s.mention or "")]
    return [s for s in named if looks_personal(untitled(s.mention or ""))]


def _is_full(words: str) -> bool:
    """Whether words are a first name and a family name, and not a title and a family name."""
    parts = words.split()
    known = TITLES | PEOPLE | THINGS | PLATFORMS
    return len(parts) == 2 and all(part.istitle() for part in parts) and key_of(parts[0]) not in known


def _introduced(speaker: Speaker) -> Speaker | None:
    """The full name that opens a speaker's phrase before an apposition: "A B, a baker from C"."""
    words = speaker.mention or ""
    found = CALLED.match(words)
    if found is None or found["before"] or found.end() == len(words) or " " not in found["name"]:
        return None
    return replace(speaker, mention=found["name"], end=(speaker.start or 0) + found.end())


_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'-]*[\w.]"
_BEFORE = re.compile(r"(?:[A-ZÀ-ÖØ-Þ][\w’'-]+ )?(?:[A-ZÀ-ÖØ-Þ][\w’']*-)+$")
_BEHIND = re.compile(r"-[A-ZÀ-ÖØ-Þ][\w’']*(?:-[A-ZÀ-ÖØ-Þ][\w’']*)*")
_FOR = re.compile(r"\s(?:for|of|at|from|with)\s")
_FORM = re.compile(r"(?:LLC|Inc|Corp|Ltd|PLC|plc|Co|AG|SA|GmbH|NV|BV|AB|ASA|LLP|LP)\.?")
_BEFORE_FORM = re.compile(rf"(?:{_CAPITAL} ){{1,4}}$")
_JUNK = re.compile(r"^(?:[\d:.,]+\s+)+")


def names_on(page: Page, claims: Claims) -> list[Mention]:
    """The names that the tagger found, with whole words; of a headline in capitals what the text repeats."""
    title = next((b for b in page.blocks if b.kind == "title"), page.blocks[0] if page.blocks else None)
    loud = title is not None and _is_capitalised(page.text[title.start : title.end])
    found = [_whole(page.text, m) for m in claims.mentions if m.kind == "name" and key_of(m.text) not in PLATFORMS]
    if title is None or not loud:
        return found
    body = {key_of(m.text) for m in found if m.start >= title.end or m.start < title.start}
    return [m for m in found if not title.start <= m.start < title.end or key_of(m.text) in body]


def _is_capitalised(title: str) -> bool:
    words = [word for word in title.split() if word[0].isalpha() and len(word) > 3]
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 0.8 * len(words)


def _whole(text: str, mention: Mention) -> Mention:
    """The mention with the parts of a double name that the tagger cut off."""
    start, end = mention.start, mention.end
    if mention.label not in ("person", "organization"):
        return mention
    before = _BEFORE.search(text, max(0, start - 40), start)
    start = before.start() if before else start
    behind = _BEHIND.match(text, end)
    end = behind.end() if behind else end
    digits = _JUNK.match(text[start:end])
    start += digits.end() if digits else 0
    house = _FOR.search(text[start:end]) if words_of(text[start:end])[0] in MEN | WOMEN else None
    end = start + house.start() if house else end
    if _FORM.fullmatch(text[start:end]):
        name = _BEFORE_FORM.search(text, max(0, start - 40), start)
        start = name.start() if name else start
    label = "person" if house else mention.label
    return replace(mention, start=start, end=end, text=text[start:end], label=label)


_COURTESY = (
    r"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sir|Dame|Lord|Lady|Fr|Rev|Sgt|Capt|Col|Gen|Lt|Maj|Cllr|Judge|Justice)\b"
)
ADDRESSED = re.compile(rf"{_COURTESY}\.? $")
_ADDRESS = re.compile(rf"^.*{_COURTESY}\.? (?=\S)")
_RUN = re.compile(rf"\b{_CAPITAL}(?: [A-Z]\.)?(?: {_CAPITAL}){{0,3}}")
_ROLE_BEFORE = re.compile(r"\b(?P<head>[a-z][a-z-]+), $")
_ROLE_BEHIND = re.compile(r", (?:(?P<who>who|whose)|(?:a|an|the|his|her|their|its) (?P<words>[\w’' -]{3,60}))\b")
_AGE = re.compile(r"(?:, \d\d(?=[,.])| \(\d\d\))")


def written(page: Page, mentions: list[Mention]) -> Iterator[Speaker]:
    """People's names in the text that overlap no name of the tagger's."""
    taken = sorted((m.start, m.end) for m in mentions)
    for block in page.blocks:
        if block.kind in BODY:
            for run in _RUN.finditer(page.text, block.start, block.end):
                start = _named_from(page.text, run)
                if start is not None and not _is_taken(taken, start, run.end()):
                    name = page.text[start : run.end()]
                    yield Speaker(None, name, name, start, run.end())


def _named_from(text: str, run: re.Match[str]) -> int | None:
    """Where in a run of capitals a person's name begins: behind a form of address, before an age, at a first name."""
    words = words_of(run[0])
    if not words or set(words) & (THINGS | PLATFORMS) or words[-1] in TITLES:
        return None
    if ADDRESSED.search(text, max(0, run.start() - 12), run.start()):
        return run.start()
    address = _ADDRESS.match(run[0])
    if address is not None:
        return run.start() + address.end()
    if _is_told(text, run.start(), run.end()) and looks_personal(run[0]):
        return run.start()
    parts = [part.start() for part in re.finditer(r"\S+", run[0])]
    known = next((at for word, at in zip(words, parts, strict=False) if word in MEN or word in WOMEN), None)
    at = 0 if known is None and _AGE.match(text, run.end()) else known
    return run.start() + at if at is not None and looks_personal(run[0][at:]) else None


def _is_told(text: str, start: int, end: int) -> bool:
    """Whether an apposition says that a name is a person's: "its author, A B", "A B, a baker"."""
    before, behind = _ROLE_BEFORE.search(text, max(0, start - 40), start), _ROLE_BEHIND.match(text, end)
    if before is not None and singular(before["head"]) in PEOPLE:
        return True
    if behind is None:
        return False
    return behind["who"] is not None or any(singular(word) in PEOPLE for word in words_of(behind["words"])[:4])


def _is_taken(taken: list[tuple[int, int]], start: int, end: int) -> bool:
    number = bisect_left(taken, (end, 0))
    return number > 0 and taken[number - 1][1] > start


CALLED = re.compile(
    rf"(?P<before>(?:(?!(?:of|for|to|by|with|from|against|and|in|at|who|whose)\b)[^\s,]+,? ){{0,7}}?)"
    rf"(?P<name>{NAME.pattern}|[A-ZÀ-ÖØ-Þ][\w’'-]+)(?=,| \(| who\b| whose\b|$)"
)
"""A speaker's phrase that opens with a name, titles before it allowed, or has it behind a role and a comma."""


def called(words: str) -> str:
    """The name in a phrase that says more ("Minister A B, 59, who ...", "the sheriff, A B"), else the phrase."""
    found = CALLED.match(words)
    if found is None or (found.end() == len(words) and "," not in found["before"]):
        return words
    return found["name"] if any(word.islower() for word in found["before"].split()) else found["before"] + found["name"]
