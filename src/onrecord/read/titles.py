"""Which words are the headline? The candidates vote: what the page shows and what its markup calls the title.

An outlet words one headline several ways (on the page, for search engines, for sharing). The wording that most and the
weightiest elements agree on is taken, without the site's name behind it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from onrecord.model import BODY, BlockKind
from onrecord.read.markup import Markup, Saying
from onrecord.read.outlets import Site
from onrecord.read.render import Drawn

WORD = re.compile(r"\w+")
UNSEEN = re.compile("[\xad\u200b-\u200d\u2060\ufeff]")
"""Characters inside words that show nothing."""

VOTES: dict[str, float] = {
    "json-ld headline": 2,
    "meta og:title": 2,
    "json-ld alternativeHeadline": 2,
    "microdata headline": 2,
    "class entry-title": 2,
    "h1": 1,
    "meta dc.title": 1,
    "meta title": 1,
    "meta headline": 1,
    "meta sailthru.title": 1,
    "meta parsely-title": 1,
    "json-ld name": 1,
    "title": 0.5,
    "meta twitter:title": 0,
}
"""What each candidate's wording counts; of two that count the same, the earlier is taken.

A title for sharing on one platform is often shortened; the heading on the page changes while news develops, and the
markup keeps the headline. (Plain numbers: finer ones fitted to one half of the development pages did not help the
other.)
"""

SPELLING = ("meta og:title", "json-ld headline", "h1")
"""Whose spelling of an agreed headline is taken first: page templates set other quotation marks into the `h1`."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a site's name stands beside a title.

    `sure`: few words so parted are a site's even if nothing else names it. `agreed`: any words are, where another
    candidate goes without them.
    """

    pattern: re.Pattern[str]
    sure: bool = False
    agreed: bool = False


TAILS = (
    Form(re.compile(r"\s+(?:[|•·»]|::)\s+(?P<site>[^|•·»]{2,45})$"), sure=True, agreed=True),
    Form(re.compile(r"\s+[-–—]{1,2}\s+(?P<site>(?:(?!\s[-–—]{1,2}\s).){2,45})$"), agreed=True),
    Form(re.compile(r"\s*[|｜丨_-]\s*(?P<site>[^|｜丨_-]{2,30})$")),
    Form(re.compile(r"^(?P<site>[^|•·»:]{2,45}?)\s*(?:[|•·»:]|::|\s[-–—])\s+")),
)
"""` | Site` behind a title, ` - Site` (a dash also parts two halves of a headline), `_Site` and `Site: `."""

CUT_SHORT = ("…", "...")
"""How a title ends that was cut to fit."""

ALIKE = 0.7
"""Share of words that a heading and a title of the markup must share to be one headline."""

LEAST_WORDS = 3
"""Words that stay when a site's name is taken off."""

MOST_SITE_WORDS = 4
"""Words of a site's name behind a bar when nothing else on the page names the site so."""

STANDFIRST_WORDS = 7
MOST_STANDFIRST = 80
"""Words a standfirst has: headings within the body are shorter, paragraphs may be longer."""

STANDFIRST_TAGS = frozenset({"h2", "h3", "h4", "p"})


@dataclass(frozen=True, slots=True)
class Headline:
    """A page's headline, the heading that shows it (worded otherwise now and then), and the site its tail names."""

    title: str | None = None
    shown: str | None = None
    site: str | None = None

    @property
    def notes(self) -> tuple[str, ...]:
        """The heading that readers see, where it words the headline otherwise."""
        differs = self.title and self.shown and folded(self.title) != folded(self.shown)
        return (f"the page shows another headline: {UNSEEN.sub('', self.shown or '')}",) if differs else ()


def folded(text: str) -> str:
    """The words of a text in lower case, for comparing headlines."""
    return " ".join(WORD.findall(UNSEEN.sub("", text).lower()))


def headline(blocks: Sequence[Drawn], markup: Markup, site: Site) -> Headline:
    """The headline that the candidates agree on."""
    told = list(markup.sayings(tuple(VOTES)))
    shown = _shown(blocks, [saying.words for saying in told])
    heads = [Saying("h1", shown, "h1")] if shown else []
    candidates = _named_once([*heads, *told])
    wordings = {folded(saying.words) for saying in candidates}
    only = [saying.key for saying in candidates] == ["title"]
    alone = {folded(block.text) for block in blocks if 2 * block.linked < len(block.text)} if only else set()
    cleaned = [(saying.key, without_site(saying.words, site, wordings, alone)) for saying in candidates]
    kept = [(key, words) for key, words in cleaned if folded(words) and not site.is_named(words)] or cleaned
    title = _elected(kept)
    return Headline(title, shown, _tail_of(title, told))


def _named_once(sayings: Sequence[Saying]) -> list[Saying]:
    """The first saying of each key."""
    firsts = {saying.key: saying for saying in reversed(sayings)}
    return [firsts[key] for key in VOTES if key in firsts]


def _shown(blocks: Sequence[Drawn], titles: Sequence[str]) -> str | None:
    """The first-level heading that the markup's titles agree with, else the only one there is."""
    heads = list(dict.fromkeys(block.text for block in blocks if block.tag == "h1"))
    agreed = (head for head in heads if any(_same_headline(head, title) for title in titles))
    return next(agreed, heads[0] if len(heads) == 1 else None)


def _same_headline(head: str, title: str) -> bool:
    a, b = set(folded(head).split()), set(folded(title).split())
    return len(a) >= 2 and len(a & b) >= ALIKE * max(1, min(len(a), len(b))) and len(a) >= ALIKE * len(a | b) / 1.6


def _elected(candidates: Sequence[tuple[str, str]]) -> str | None:
    """The wording with most votes, in the spelling of its best speller."""
    votes: defaultdict[str, float] = defaultdict(float)
    for key, words in candidates:
        votes[_whole(words, candidates)] += VOTES[key]
    if not votes:
        return None
    best = max(votes, key=lambda wording: votes[wording])
    spelled = {key: words for key, words in reversed(candidates) if folded(words) == best}
    return next((spelled[key] for key in SPELLING if key in spelled), None) or next(iter(spelled.values()))


def _whole(words: str, candidates: Sequence[tuple[str, str]]) -> str:
    """The wording that a title votes for: its own, or the longer one it was cut from."""
    wording = folded(words)
    if not words.endswith(CUT_SHORT):
        return wording
    longer = (folded(other) for _, other in candidates if not other.endswith(CUT_SHORT))
    return next((other for other in longer if other.startswith(wording)), wording)


def without_site(title: str, site: Site, wordings: Collection[str] = (), alone: Collection[str] = ()) -> str:
    """The title without the name of the site behind (or before) it.

    `wordings` are the other candidates' and `alone` the blocks of a page where no other words are a title, folded: what
    stands there by itself is the headline, in whatever form the rest is added.
    """
    while (shorter := _shortened(title, site, wordings, alone)) is not None:
        title = shorter
    return title


def _shortened(title: str, site: Site, wordings: Collection[str], alone: Collection[str]) -> str | None:
    """The title without one tail or head that names the site; None when it has none."""
    for form in TAILS:
        found = form.pattern.search(title)
        if found:
            rest = title[: found.start()] + title[found.end() :]
            short = form.sure and len(found["site"].split()) <= MOST_SITE_WORDS and len(rest.split()) >= LEAST_WORDS
            stands = folded(rest) in alone and len(rest.split()) >= LEAST_WORDS
            agreed = stands or (form.agreed and folded(rest) in wordings)
            if rest and (short or agreed or site.is_named(found["site"])):
                return rest
    return None


def _tail_of(title: str | None, told: Sequence[Saying]) -> str | None:
    """The site that a title of the markup names behind the headline."""
    for saying in told:
        for form in TAILS[:2]:
            tail = form.pattern.search(saying.words)
            if tail and title and folded(saying.words[: tail.start()]) == folded(title):
                return tail["site"].strip()
    return None


def mark_headline(
    blocks: Sequence[Drawn], kinds: Sequence[BlockKind], found: Headline, standfirsts: Sequence[str]
) -> list[BlockKind]:
    """The kinds with headline and standfirst marked.

    The headline repeats the title, or is the heading that the page shows in its place. A standfirst is what the
    markup says it is, a long heading that opens the body, or the first thing under the headline.
    """
    marked = list(kinds)
    first = next((i for i, kind in enumerate(kinds) if kind in BODY), len(kinds))
    under = {folded(words) for words in standfirsts}
    places = _places_of(found.title, blocks) or _places_of(found.shown, blocks)
    for index in places:
        marked[index] = "title" if index <= first + 1 else "junk"
    last = max((index for index in places if index < first), default=first)
    for index in range(min(first + 1, len(blocks))):
        standfirst = folded(blocks[index].text) in under or (index == first and kinds[index] == "heading")
        near = last < index <= last + 2 and blocks[index].tag in STANDFIRST_TAGS
        if marked[index] in ("junk", "heading") and _long_enough(blocks[index]) and (standfirst or near):
            marked[index] = "subtitle"
    return marked


def _places_of(title: str | None, blocks: Sequence[Drawn]) -> list[int]:
    wanted = folded(title or "")
    return [i for i, block in enumerate(blocks) if wanted and folded(block.text) == wanted]


def _long_enough(block: Drawn) -> bool:
    """Whether a block may be a standfirst: some words, and not a row of links."""
    return STANDFIRST_WORDS <= len(block.text.split()) <= MOST_STANDFIRST and 2 * block.linked < len(block.text)
