"""What do a block's words, its tags and its surroundings tell about whether it belongs to the article?

One row of numbers for each rendered block, read by the trained model `weights/blocks.first.onnx`. What the columns
are and why is said where they are made; `COLUMNS` names them in order.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from onrecord.read.blocks import body_of
from onrecord.read.lines import FUNCTION_WORDS, Line
from onrecord.read.render import Drawn

Row = list[float]
Table = NDArray[np.float32]

NAMED: dict[str, str] = {
    "article": r"article|story|\bpost|post\b|entry|single|artikel|articulo|noticia|nota\b|news",
    "body": r"body|content|text|paragraph|copy\b|prose|richtext|cuerpo|texto|contenido|corps|inhalt",
    "related": r"relat|recommend|more|also|similar|popular|trend|most|latest|teaser|card|carousel|slider|swiper|list"
    r"|feed|taboola|outbrain|next|promo|tip|suggest|recirc|grid|headlines",
    "comment": r"comment|disqus|repl(?:y|ies)|discussion|kommentar|comentario|respond",
    "share": r"shar(?:e|ing)|social|follow|facebook|twitter|whatsapp|telegram|sns",
    "letter": r"newsletter|subscri|sign-?up|paywall|premium|login|register|cookie|consent|gdpr|modal|popup|pop-up"
    r"|overlay|banner|notice|alert|donat|support|app-?download|cta\b|membership",
    "menu": r"\bnav|navi|menu|breadcrumb|header|masthead|topbar|top-bar|footer|sidebar|side-bar|aside|\brail|widget"
    r"|secondary|toolbar|drawer|search|pagination|skip",
    "meta": r"meta|byline|author|date|time|\btags?\b|category|kicker|label|credit|\bbio\b|profile|topic|source|info",
    "caption": r"caption|figure|image|photo|galler|media|video|picture|legend|thumb|player",
    "ad": r"\bads?\b|\bads?[-_]|[-_]ads?\b|advert|sponsor|partner|\bdfp|\bgpt|native",
    "title": r"title|headline|heading|\bh1\b|titulo|titre",
    "lead": r"lead|lede|standfirst|summary|intro|excerpt|\bdeck|\bdek\b|chapo|abstract|subtitle|sub-title|sub-head|sapo"
    r"|description|bajada|entradilla|highlight|key-?points",
    "quote": r"quote|pull|cite|zitat",
    "text_of_article": r"article-?_*(?:body|text|content|copy)|(?:story|entry|post|news|body)-?_*(?:body|content|text)"
    r"|content-?_*(?:body|text|article)|text-?_*(?:body|content)|bodytext|maincontent|main-?_*text|field-name-body",
    "comment_of_reader": r"\bcomments?\b|comment-?_*(?:list|body|content|text|area|section|thread|wrap|container|item)"
    r"|disqus|comentarios?\b|kommentare?\b|respond\b",
    "box": r"box|factbox|infobox|sidebox|inset|embed|inline|block",
    "hidden": r"hidden|sr-only|screen-reader|visually|collapse|tooltip|print",
}
"""Words by which markup says what an element is for, by the kind of element they hint at."""

SIGNS: tuple[tuple[str, re.Pattern[str]], ...] = tuple((name, re.compile(words)) for name, words in NAMED.items())

LANDMARKS: tuple[str, ...] = (
    *("article", "main", "aside", "nav", "footer", "header", "figure", "ul", "ol", "table", "blockquote", "form"),
    *("section", "button", "figcaption", "dl"),
)
"""Elements around a block that tell what it is part of."""

TAGS: dict[str, int] = {
    tag: number
    for number, tags in enumerate(
        ("p", "h1", "h2", "h3", "h4 h5 h6", "li", "td th tr", "blockquote", "figcaption", "div", "section article main")
    )
    for tag in tags.split()
}
OTHER_TAG = 11

KNOWN: dict[str | None, int] = {None: 0, "byline": 1, "link_out": 2, "caption": 3, "junk": 4}

APART: frozenset[str] = frozenset({"aside", "nav", "footer", "form", "figure", "figcaption", "button"})
"""Elements whose words are not the article's, whatever they hold."""

FAR = 16
"""Levels up that stand for 'nowhere around'."""

AROUND = (-3, -2, -1, 1, 2, 3)
"""Neighbours whose own values a block's row repeats."""

PARENTS = 5
"""Levels of elements around a block whose words are counted."""

CORE = 0.6
"""Share of an element's prose that a child must hold for the article to lie in the child."""

WORD = re.compile(r"\w+")
DIGIT = re.compile(r"\d")
QUOTES = re.compile('["“”«»„]')


@lru_cache(maxsize=20_000)
def signs_of(name: str) -> tuple[int, ...]:
    """The kinds of elements that a name hints at, by their places in `SIGNS`."""
    return tuple(place for place, (_, words) in enumerate(SIGNS) if words.search(name)) if name else ()


def _own(block: Drawn, line: Line) -> Row:
    """What the block itself is like: what its neighbours' rows repeat."""
    return [
        min(line.words, 200),
        block.linked / max(len(block.text), 1),
        line.stopped,
        line.prose,
        TAGS.get(block.tag, OTHER_TAG),
        KNOWN.get(line.known, 5),
    ]


OWN = ("words", "linked", "stopped", "prose", "tag", "known")


def _wording(block: Drawn, line: Line, seen: Counter[str]) -> Row:
    """How the block's words run."""
    text = block.text
    words = WORD.findall(text)
    many = max(len(words), 1)
    room = max(len(text), 1)
    return [
        text.count(",") / many,
        len(DIGIT.findall(text)) / room,
        sum(map(str.isupper, text)) / room,
        sum(word.lower() in FUNCTION_WORDS for word in words) / many,
        sum(map(len, words)) / many,
        text[:1].islower(),
        text[:1] in "“\"«„'‘",
        len(QUOTES.findall(text)),
        text.endswith((":", "…", "...")),
        line.tail,
        seen[text] > 1,
        "©" in text or "@" in text or "http" in text or "www." in text,
        "|" in text or "•" in text or "»" in text or "›" in text,
        text.count(".") / many,
        text.endswith("?"),
    ]


WORDING = (
    *("commas", "digits", "capitals", "function", "length", "lower", "quoted", "quotes", "colon", "tail", "again"),
    *("address", "bars", "dots", "asks"),
)


def _around(block: Drawn, core: frozenset[int]) -> Row:
    """How far up an element stands that tells by its tag or its name what the block is part of.

    `named` asks all elements around the block, `branch` those that do not hold the page's prose too.
    """
    tags = block.tags[::-1]
    landmarks = [tags.index(tag) if tag in tags else FAR for tag in LANDMARKS]
    named, branch = [FAR] * len(SIGNS), [0] * len(SIGNS)
    own = signs_of(block.own)
    for level, (name, tag, place) in enumerate(zip(block.names[::-1], tags, block.places[::-1], strict=True)):
        for sign in signs_of(name) if tag not in ("body", "html") else ():
            named[sign] = min(named[sign], level)
            branch[sign] += place not in core
    inner = [int(sign in own) for sign in range(len(SIGNS))]
    return [*landmarks, *named, *branch, *inner, len(block.tags), block.path.count("/") if block.path else FAR]


AROUND_NAMES = (
    *(f"in_{tag}" for tag in LANDMARKS),
    *(f"named_{name}" for name in NAMED),
    *(f"branch_{name}" for name in NAMED),
    *(f"own_{name}" for name in NAMED),
    *("near", "depth"),
)


class _Element:
    """What the blocks inside an element come to."""

    __slots__ = ("blocks", "chars", "linked", "prosaic", "prose", "words")

    def __init__(self) -> None:
        self.blocks = self.words = self.prose = self.prosaic = self.linked = self.chars = 0


COMMENT = list(NAMED).index("comment_of_reader")

CONSENT = re.compile(r"(?<![a-z])(?:cookies?|consent|gdpr)(?![a-z])")
"""What notices that ask for consent are called. No trait: the model was trained without it."""


def comments_of(blocks: Sequence[Drawn]) -> list[bool]:
    """Whether each block is a reader's comment: it stands in an element that is named so and holds no first heading.

    Some sites name the whole page after the comments below it; what holds the headline is more than comments.
    """
    return _inside(blocks, lambda name: COMMENT in signs_of(name))


def consents_of(blocks: Sequence[Drawn]) -> list[bool]:
    """Whether each block is part of a notice about cookies, told as `comments_of` tells comments."""
    return _inside(blocks, lambda name: CONSENT.search(name) is not None)


def _inside(blocks: Sequence[Drawn], so_named: Callable[[str], bool]) -> list[bool]:
    named = set(filter(so_named, {name for block in blocks for name in block.names}))
    if not named:
        return [False] * len(blocks)
    headed = {place for block in blocks if block.tag == "h1" for place in block.places}
    return [
        any(
            name in named and place not in headed and tag not in ("html", "body", "main", "article")
            for name, tag, place in zip(block.names, block.tags, block.places, strict=True)
        )
        for block in blocks
    ]


def _elements(blocks: Sequence[Drawn], lines: Sequence[Line], prose: Sequence[bool]) -> dict[int, _Element]:
    elements: dict[int, _Element] = defaultdict(_Element)
    for block, line, is_prose in zip(blocks, lines, prose, strict=True):
        for place in block.places:
            element = elements[place]
            element.blocks += 1
            element.words += line.words
            element.prosaic += is_prose
            element.prose += line.words if is_prose else 0
            element.linked += block.linked
            element.chars += len(block.text)
    return elements


def _core(blocks: Sequence[Drawn], elements: dict[int, _Element]) -> tuple[int, ...]:
    """The elements, outer first, that hold most of the page's prose, each most of the one around it."""
    if not blocks:
        return ()
    children: dict[int, set[int]] = defaultdict(set)
    for block in blocks:
        for outer, inner in zip(block.places, block.places[1:], strict=False):
            children[outer].add(inner)
    place = blocks[0].places[0]
    core = [place]
    while inside := children[place]:
        best = max(inside, key=lambda child: (elements[child].prose, -child))
        if elements[best].prose < CORE * elements[place].prose or elements[best].prosaic < 2:
            break
        core.append(place := best)
    return tuple(core)


def _holding(block: Drawn, elements: dict[int, _Element], core: frozenset[int], prose: int) -> Row:
    """What the elements around the block hold, and how far the block stands from the element with most prose."""
    row: Row = []
    up = block.places[::-1]
    for level in range(1, PARENTS + 1):
        if level >= len(up):
            row += [-1.0, -1.0, -1.0, -1.0]
            continue
        element = elements[up[level]]
        row += [
            element.prose / max(prose, 1),
            element.prose / max(element.words, 1),
            element.linked / max(element.chars, 1),
            min(element.blocks, 300),
        ]
    into = next((level for level, place in enumerate(up) if place in core), FAR)
    shared = sum(place in core for place in up)
    return [*row, into, len(core) - shared]


HOLDING = (
    *(
        f"{name}_{level}"
        for level in range(1, PARENTS + 1)
        for name in ("page_prose", "own_prose", "link_share", "blocks")
    ),
    *("into_core", "below_core"),
)


def kind_of(block: Drawn) -> tuple[tuple[str, ...], str, str]:
    """What kind of element a block stands in, by tags and names: a page marks what is alike alike."""
    return block.tags[-3:], block.names[-1] if block.names else "", block.own


def _alike(blocks: Sequence[Drawn], lines: Sequence[Line]) -> list[Row]:
    """What the blocks come to that stand in the same kind of element: teasers repeat, and so do paragraphs."""
    keys = [kind_of(block) for block in blocks]
    sums: dict[object, Row] = defaultdict(lambda: [0.0] * 4)
    for key, block, line in zip(keys, blocks, lines, strict=True):
        total = sums[key]
        total[0] += 1
        total[1] += line.words
        total[2] += line.prose
        total[3] += block.linked / max(len(block.text), 1)
    return [[(total := sums[key])[0], *(value / total[0] for value in total[1:])] for key in keys]


ALIKE = ("alike", "alike_words", "alike_prose", "alike_linked")


def _standing(blocks: Sequence[Drawn], lines: Sequence[Line], clean: Sequence[bool], title: str) -> list[Row]:
    """Where each block stands on the page: from its headline, and from the stretch that its lines make."""
    many = len(blocks)
    prose = np.cumsum([line.words if is_prose else 0 for line, is_prose in zip(lines, clean, strict=True)])
    total = max(float(prose[-1]), 1.0) if many else 1.0
    begin, end = body_of(lines)
    head = next((i for i, block in enumerate(blocks) if block.tag == "h1"), -1)
    about = {word for word in WORD.findall(title.lower()) if len(word) > 3}
    rows = []
    articles: dict[int, int] = {}
    heads = 0
    for index, block in enumerate(blocks):
        inner = next((p for p, t in zip(block.places[::-1], block.tags[::-1], strict=True) if t == "article"), -1)
        articles.setdefault(inner, len(articles))
        heads += block.tag == "h1"
        words = {word for word in WORD.findall(block.text.lower()) if len(word) > 3}
        rows.append(
            [
                index / many,
                index,
                many - index,
                prose[index] / total,
                index - head if head >= 0 else -999,
                index - begin,
                end - index,
                len(words & about) / max(len(about), 1),
                len(words & about) / max(len(words), 1),
                total,
                many,
                articles[inner] - (-1 in articles),
                heads,
                not clean[index],
            ]
        )
    return rows


STANDING = (
    *("share", "index", "left", "prose_before", "from_head", "from_begin", "to_end", "of_title", "about_title"),
    *("page_words", "page_blocks", "article", "heads", "unclean"),
)


def _told(blocks: Sequence[Drawn], told: str) -> list[Row]:
    """How much of each block the markup gives as the article's text (-1: it gives none)."""
    words = WORD.findall(told.lower())
    if len(words) < 40:
        return [[-1.0]] * len(blocks)
    triples = set(zip(words, words[1:], words[2:], strict=False))
    rows = []
    for block in blocks:
        own = WORD.findall(block.text.lower())
        parts = list(zip(own, own[1:], own[2:], strict=False))
        rows.append([sum(part in triples for part in parts) / len(parts) if parts else -0.5])
    return rows


def _beside(own: Table, blocks: Sequence[Drawn]) -> Table:
    """The own values of the neighbours, whether the nearest are siblings, and the mean of wider windows."""
    many = len(own)
    parts = []
    for step in AROUND:
        moved = np.full_like(own, -1.0)
        if many > abs(step):
            if step > 0:
                moved[:-step] = own[step:]
            else:
                moved[-step:] = own[:step]
        parts.append(moved)
    for reach in (3, 8):
        kernel = np.ones(2 * reach + 1) / (2 * reach + 1)
        for column in (0, 1, 3):
            values = np.convolve(own[:, column], kernel)[reach : reach + many]
            parts.append(values.reshape(-1, 1).astype(np.float32))
    parents = [block.places[-2] if len(block.places) > 1 else -1 for block in blocks]
    kinds = [(block.tags[-2:], block.names[-1:]) for block in blocks]
    pairs = np.zeros((many, 4))
    for index in range(1, many):
        sibling, same = parents[index] == parents[index - 1], kinds[index] == kinds[index - 1]
        pairs[index, 0] = pairs[index - 1, 1] = sibling
        pairs[index, 2] = pairs[index - 1, 3] = same
    return np.hstack([*parts, pairs])


BESIDE = (
    *(f"{name}{step:+d}" for step in AROUND for name in OWN),
    *(f"{name}_within_{reach}" for reach in (3, 8) for name in ("words", "linked", "prose")),
    *("sibling-1", "sibling+1", "same-1", "same+1"),
)

COLUMNS: tuple[str, ...] = (*OWN, *WORDING, *AROUND_NAMES, *HOLDING, *ALIKE, *STANDING, "told", *BESIDE)


def traits_of(blocks: Sequence[Drawn], lines: Sequence[Line], *, title: str = "", told: str = "") -> Table:
    """A row of numbers for each block (there must be one), columns as `COLUMNS` names them.

    `title` is the page's title and `told` the article's text, as far as the markup gives them.
    """
    own = np.array([_own(*given) for given in zip(blocks, lines, strict=True)], dtype=np.float32)
    seen = Counter(block.text for block in blocks)
    clean = [
        line.prose and not comment and APART.isdisjoint(block.tags)
        for block, line, comment in zip(blocks, lines, comments_of(blocks), strict=True)
    ]
    elements = _elements(blocks, lines, clean)
    core = frozenset(_core(blocks, elements))
    prose = sum(line.words for line, is_prose in zip(lines, clean, strict=True) if is_prose)
    rest: Iterable[Row] = (
        [
            *_wording(block, line, seen),
            *_around(block, core),
            *_holding(block, elements, core, prose),
            *alike,
            *stand,
            *given,
        ]
        for block, line, alike, stand, given in zip(
            blocks,
            lines,
            _alike(blocks, lines),
            _standing(blocks, lines, clean, title),
            _told(blocks, told),
            strict=True,
        )
    )
    return np.hstack([own, np.array(list(rest)), _beside(own, blocks)]).astype(np.float32)
