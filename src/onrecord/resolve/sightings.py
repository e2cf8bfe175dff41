"""What does one page show of each person, body and state it names, for comparing with other pages?

A sighting is what a page and its claims alone tell; `keys_of` says under which keys it meets those of other pages.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from sys import intern

from onrecord.gazetteer import is_capital, word_set
from onrecord.model import Claims, EntityKind, Named, Office, Page, PageId
from onrecord.resolve.callings import body_key, is_shared, is_sovereign, place_key, post_of, state_key
from onrecord.resolve.forenames import MEN, WOMEN
from onrecord.resolve.metonyms import seat_of
from onrecord.resolve.naming import TITLES, key_of, untitled, words_of
from onrecord.resolve.nouns import PEOPLE
from onrecord.resolve.spelling import blocks_of, is_short, words_in

COMPANY = 24
"""Names of a page kept as the company a person is seen in: people first, then bodies, then places."""

TRAITS = 12
"""Words kept that describe a person."""

CONTEXT = 24
"""Words kept of those around a person's names, by the alphabet: which are telling is seen when pages are compared."""

AROUND = 110
"""Letters on either side of a name in which they stand."""

_LOWER = re.compile(r"(?<![\w’'-])[a-z]{5,}(?![\w’'-])")

PLAIN: frozenset[str] = word_set(
    """
    the of has have had and for was were is are be been when while that this with from who whom whose which into on in
    at to by as an it its his her their our my he she they not more than after before about told said says too both
    also still now then very could would should will may can did does do being near slowly morning day days week year
    years month time times first last next one two three another other others new old former late young younger older
    home front part end way word words like just only even since until during over under out up down off again
    wednesday thursday friday saturday sunday monday tuesday january february march april may june july august
    september october november december how what why where there here such much many some any all both each every
    """
)
"""Words beside a name that say nothing of the person."""

NAMELESS: frozenset[str] = TITLES | PEOPLE
"""Words that say what somebody is; every other word that describes a person is a thing of theirs."""


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a page gives a person: title and body compared, and whether it is held on the page's day."""

    title: str
    body: str = ""
    held: bool = True

    @property
    def key(self) -> str:
        """Title and body as one key."""
        return f"{self.title}@{self.body}"


@dataclass(frozen=True, slots=True)
class Sighting:
    """Somebody or something on one page. Everything in it is computed from that page.

    `key` is the compared name: of a body, with its owner. `company` are compared names beside a person, each with a
    letter for its kind (p, b, l), `places` states and places the page names, by their roots, `also` other names that
    the page states to be this person's, `context` words around its names. `seat`: `names` are the city by which the
    page calls a government, and the city's too.
    """

    page: PageId
    name: str
    kind: EntityKind
    key: str
    names: tuple[str, ...] = ()
    count: int = 0
    day: str = ""
    posts: tuple[Post, ...] = ()
    traits: tuple[str, ...] = ()
    company: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    seat: bool = False

    @property
    def id(self) -> str:
        """The page and the name on it: one sighting on each page for each name."""
        return f"{self.page} {self.key}"


def sightings_of(claims: Claims, page: Page | None = None) -> Iterator[Sighting]:
    """What a page shows of everybody and everything it names; `page` tells its day and its outlet."""
    day = (page.published.edtf or "") if page is not None else ""
    outlet = (page.outlet or "") if page is not None else ""
    company = _company(claims, key_of(outlet))
    places = _places(claims)
    owners = _owners(claims)
    posts = _posts(claims)
    around = _around(claims, page.text) if page is not None else {}
    for several in _one_person(claims):
        sighting = _person(several, claims.page, day, posts, company, places)
        words = {word for named in several for word in around.get(named.cluster, ())} - set(sighting.traits)
        yield replace(sighting, context=tuple(sorted(words)[:CONTEXT]))
    for named in claims.named:
        if named.kind != "person":
            sighting = _other(named, claims.page, day, owners, places)
            own = named.kind == "organization" and _is_own(named.name, outlet)
            yield replace(sighting, key=body_key(outlet), names=(*named.names, outlet)) if own else sighting
    yield from _seats(claims, day)


def _is_own(name: str, outlet: str) -> bool:
    """Whether a page calls its own outlet by the last word of its name: "told the Courier" in the Orle Courier."""
    words, whole = words_of(name), words_of(outlet)
    return len(words) == 1 and len(whole) > 1 and whole[-1] == words[0] and name[:1].isupper()


def _around(claims: Claims, text: str) -> dict[int, set[str]]:
    """The words around the names of each person, by the number of its cluster on the page."""
    people = {named.cluster for named in claims.named if named.kind == "person"}
    found: dict[int, set[str]] = {}
    for mention in claims.mentions:
        if mention.cluster in people and mention.kind == "name":
            before = text[max(0, mention.start - AROUND) : mention.start].rpartition("\n")[2]
            behind = text[mention.end : mention.end + AROUND].partition("\n")[0]
            words = (intern(word) for word in _LOWER.findall(f"{before} {behind}") if word not in PLAIN)
            found.setdefault(mention.cluster, set()).update(words)
    return found


def _person(
    several: list[Named],
    page: PageId,
    day: str,
    posts: dict[str, tuple[Post, ...]],
    company: tuple[str, ...],
    places: tuple[str, ...],
) -> Sighting:
    """The sighting of a person whom a page names once, or under several names that it states to be one person's."""
    called, trade = _without_trade(several[0].name)
    names = tuple(dict.fromkeys(name for named in several for name in (named.name, *named.names)))
    own = {f"p{key_of(name)}" for name in names}
    words = {word for name in (called, *names) for word in words_of(name)} - trade
    traits = {word for named in several for word in named.traits} | trade
    told = sorted(intern(w) for w in traits if len(w) > 2 and w not in PLAIN and w not in words)
    return Sighting(
        page=page,
        name=called,
        kind="person",
        key=key_of(called),
        names=names,
        count=sum(named.count for named in several),
        day=day,
        posts=tuple(sorted({post for name in names for post in posts.get(key_of(name), ())}, key=lambda p: p.key)),
        traits=tuple(told[:TRAITS]),
        company=tuple(other for other in company if other not in own)[:COMPANY],
        places=places,
        also=tuple(named.name for named in several[1:]),
    )


RENAMED = re.compile(
    r"\b(?:born|n[ée]e|known as|(?:real|birth|maiden|stage) name|alias|aka|a\.k\.a\.|formerly|nicknamed|dubbed)\b"
)
"""What makes one person of two names on a page; brackets and commas alone do not."""


def _one_person(claims: Claims) -> list[list[Named]]:
    """The persons of a page, those together whom it states to be one: "A B, born C D". The fullest name comes first."""
    people = {key_of(named.name): [named] for named in claims.named if named.kind == "person"}
    for alias in claims.aliases:
        a, b = (people.get(key_of(untitled(name))) for name in (alias.name, alias.alias))
        if a is not None and b is not None and a is not b and RENAMED.search(alias.text):
            a += b
            people |= {key_of(named.name): a for named in b}
    return list({id(several): several for several in people.values()}.values())


def _without_trade(name: str) -> tuple[str, set[str]]:
    """A name without the trade that stands before it in capitals, and the trade: "Baker Liv Sandemo"."""
    first, _, rest = name.partition(" ")
    trade = key_of(first)
    if " " in rest and trade in PEOPLE and trade not in MEN | WOMEN:
        return rest, {trade}
    return name, set()


def _posts(claims: Claims) -> dict[str, tuple[Post, ...]]:
    """The offices that the page gives each person, by compared name."""
    found: dict[str, set[tuple[str, str, bool]]] = {}
    for office in claims.offices:
        title, body = post_of(office.title, office.organization)
        if title:
            found.setdefault(key_of(office.person), set()).add((title, body, not _is_past(office)))
    return {key: tuple(Post(*post) for post in sorted(posts)) for key, posts in found.items()}


PAST: frozenset[str] = word_set("former ex past previous late then deceased retired")


def _is_past(office: Office) -> bool:
    return bool(PAST & set(words_of(office.title.replace("-", " "))[:1]))


def _company(claims: Claims, outlet: str) -> tuple[str, ...]:
    """The names that tell in whose company people are seen: no states, capitals, or the page's own outlet."""
    found = set()
    for named in claims.named:
        key = key_of(named.name)
        if key == outlet or named.kind in ("state", "work"):
            continue
        if named.kind == "person" and not is_short(named.name):
            found.add(intern(f"p{key}"))
        elif named.kind in ("organization", "group") and not state_key(named.name):
            found.add(intern(f"b{body_key(named.name)}"))
        elif named.kind == "place" and not is_capital(named.name):
            found.add(intern(f"l{key}"))
    return tuple(sorted(found, key=lambda other: ("pbl".index(other[0]), other)))


def _places(claims: Claims) -> tuple[str, ...]:
    """States and places that the page names, as `post_of` words the place of an office; one-word bodies may be one."""
    found = {n.name for n in claims.named if n.kind in ("state", "place") or (n.kind != "person" and " " not in n.name)}
    return tuple(sorted({intern(key) for name in found for key in (place_key(name), key_of(name))}))


def _other(named: Named, page: PageId, day: str, owners: dict[str, str], places: tuple[str, ...]) -> Sighting:
    key = body_key(named.name) if named.kind in ("organization", "group", "state") else key_of(named.name)
    if is_shared(key):
        # Whose foreign ministry? The one that the page names in full, or else nobody's but this page's.
        key = f"{key}@{owners.get(key) or page}"
    return Sighting(page, named.name, named.kind, key, named.names, named.count, day, places=places)


def _owners(claims: Claims) -> dict[str, str]:
    """Whose a body is that the page names without its owner: "the Foreign Ministry" on a page about one country's.

    The owner is one that the page gives a body of that name to, or else the state that the page speaks of most, by far.
    """
    owned: dict[str, set[str]] = {}
    for named in claims.named:
        key, _, owner = body_key(named.name).partition("@")
        if owner:
            owned.setdefault(key, set()).add(owner)
    states = sorted(((n.count, key_of(n.name)) for n in claims.named if n.kind == "state"), reverse=True)
    told = states[0][1] if states and (len(states) == 1 or states[0][0] >= FAR * states[1][0]) else ""
    bare = {body_key(n.name) for n in claims.named if n.kind == "organization"}
    return {key: next(iter(owned[key])) if len(owned.get(key, ())) == 1 else told for key in bare if is_shared(key)}


FAR = 3
"""How many times as often a page names its own state as any other."""


def _seats(claims: Claims, day: str) -> Iterator[Sighting]:
    """Governments that the page calls by their seat, where the seat does something ("Moscow said")."""
    states = {key_of(n.name) for n in claims.named if n.kind == "state"}
    found: dict[str, set[str]] = {}
    for mention in claims.mentions:
        seat = (
            seat_of(mention.text) if mention.subject and mention.kind == "name" and mention.label != "person" else None
        )
        if seat is not None and seat.fits(states):
            found.setdefault(seat.government, set()).add(mention.text)
    for government, names in sorted(found.items()):
        kind: EntityKind = "state" if state_key(government) else "organization"
        yield Sighting(claims.page, government, kind, body_key(government), tuple(sorted(names)), 0, day, seat=True)


def keys_of(sighting: Sighting) -> tuple[str, ...]:
    """The keys under which a person's sighting meets others: a family name's sound with a fact each."""
    facts = {f"o{post.key}" for post in sighting.posts if post.body}
    facts |= {f"b{post.body}" for post in sighting.posts if post.body and not is_sovereign(post.title)}
    facts |= {f"t{post.title}" for post in sighting.posts}
    facts |= {f"w{word}" for word in sighting.traits}
    facts |= {f"c{other}" for other in sighting.company}
    facts |= {f"n{' '.join(words_in(name))}" for name in (sighting.name, *sighting.also) if not is_short(name)}
    return tuple(f"{block} {fact}" for block in blocks_of(sighting.name, *sighting.also) for fact in sorted(facts))
