"""What do tests build their pages and claims from? Real records of `onrecord.model`, with the dull fields filled in.

`make.page(text)` gives a page whose blocks are the paragraphs of `text` (parted by blank lines). The other builders
find the words they cite on that page, so a test names words and never counts characters:

    page = make.page('"The gates stay shut," Ilen Marrow said.')
    said = make.statement(page, "Ilen Marrow", "The gates stay shut", cue="said", form="direct")
"""

from __future__ import annotations

import hashlib
import re
import signal
from collections.abc import Mapping
from typing import Any

from hypothesis import strategies

from onrecord.model import (
    Alias,
    Block,
    BlockKind,
    Cite,
    Claims,
    Designation,
    Entity,
    EntityId,
    EntityKind,
    Figure,
    Form,
    Membership,
    Mention,
    Modifier,
    Office,
    Page,
    PageId,
    Reading,
    Role,
    Scope,
    Source,
    Speaker,
    Statement,
    Status,
    Trace,
    When,
    id_of,
)

MEDIA_TYPES = {"html": "text/html", "htm": "text/html", "txt": "text/plain"}
PARAGRAPH = re.compile(r"\S(?:.|\n(?!\s*\n))*", re.MULTILINE)
"""A run of lines up to the next blank line."""


def heeds_ctrl_c() -> None:
    """For a child process, before it starts: Ctrl-C ends it. A shell starts jobs in the background deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def source(data: str | bytes, *, name: str = "page.txt", **known: Any) -> Source:
    """An input as it came: text is encoded as UTF-8, the media type follows the ending of `name`."""
    raw = data.encode() if isinstance(data, str) else data
    media_type = MEDIA_TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Source(name=name, data=raw, media_type=media_type, sha256=hashlib.sha256(raw).hexdigest(), **known)


def when(edtf: str | None, basis: Any = None, why: str | None = None) -> When:
    """A date; its basis is `stated` unless said otherwise, `none` when there is no date."""
    return When(edtf=edtf, basis=basis or ("stated" if edtf else "none"), why=why)


def page(
    text: str,
    *,
    title: str | None = None,
    published: str | None = None,
    name: str = "page.txt",
    kinds: Mapping[int, BlockKind] | None = None,
    **known: Any,
) -> Page:
    """A page whose blocks are the paragraphs of `text`.

    A `title` is put above the text as a block of its own. `kinds` names the paragraphs (from 0, the title not
    counted) that are something other than `paragraph`. `known` sets any other field of `Page`.
    """
    whole = f"{title}\n\n{text}" if title else text
    blocks = [Block("paragraph", *_trimmed(match)) for match in PARAGRAPH.finditer(whole)]
    named = {number + bool(title): kind for number, kind in (kinds or {}).items()} | ({0: "title"} if title else {})
    sha256 = hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()
    fields: dict[str, Any] = {
        "id": PageId(id_of("p", name, sha256)),
        "source": name,
        "sha256": sha256,
        "media_type": "text/plain",
        "text": whole,
        "title": title,
        "published": when(published),
        "language": "en",
        "blocks": tuple(Block(named.get(i, b.kind), b.start, b.end) for i, b in enumerate(blocks)),
    }
    return Page(**(fields | known))


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    return match.start(), match.start() + len(match.group().rstrip())


def cite(page: Page, words: str, *, nth: int = 1) -> Cite:
    """The cite of the `nth` place where `words` stand on the page; a test that names absent words fails here."""
    start = -1
    for _ in range(nth):
        start = page.text.find(words, start + 1)
        if start < 0:
            raise LookupError(f"{words!r} does not stand {nth} times on the page {page.source}")
    return page.cite(start, start + len(words))


def speaker(name: str, *, page: Page | None = None, mention: str | None = None, **known: Any) -> Speaker:
    """A speaker; `mention` are the words on `page` that point at them."""
    words = cite(page, mention) if page and mention else None
    place = {"mention": words.text, "start": words.start, "end": words.end} if words else {}
    return Speaker(**{"entity": EntityId(id_of("e", "person", name)), "name": name, **place, **known})


def statement(
    page: Page,
    speakers: str | tuple[str, ...] | tuple[Speaker, ...],
    *content: str,
    cue: str | None = None,
    form: Form = "indirect",
    said: str | None = None,
    **known: Any,
) -> Statement:
    """Somebody said the words `content` (one string for each span). Speakers are names or built by `speaker`."""
    named = (speakers,) if isinstance(speakers, str) else speakers
    who = tuple(_speaker_on(page, one) if isinstance(one, str) else one for one in named)
    spans = tuple(cite(page, words) for words in content)
    fields: dict[str, Any] = {
        "id": id_of("s", page.id, *[span.start for span in spans], *[one.name for one in who]),
        "page": page.id,
        "speakers": who,
        "content": spans,
        "form": form,
        "cue": cite(page, cue) if cue else None,
        "said": when(said),
        "confidence": 0.9,
    }
    return Statement(**(fields | known))


def _speaker_on(page: Page, name: str) -> Speaker:
    return speaker(name, page=page, mention=name if name in page.text else None)


def figure(
    page: Page,
    words: str,
    low: float | None,
    high: float | None,
    *,
    modifier: Modifier = "exact",
    unit: str = "people",
    counted: str = "",
    as_of: str | None = None,
    **known: Any,
) -> Figure:
    """A quantity as worded on the page; `counted` is the last word of `words` unless given."""
    span = cite(page, words)
    fields: dict[str, Any] = {
        "id": id_of("f", page.id, span.start, span.end),
        "page": page.id,
        "text": span.text,
        "start": span.start,
        "end": span.end,
        "low": low,
        "high": high,
        "modifier": modifier,
        "unit": unit,
        "counted": counted or words.split()[-1],
        "scope": Scope(what=counted or words.split()[-1]),
        "as_of": when(as_of),
        "confidence": 0.9,
    }
    return Figure(**(fields | known))


def office(page: Page, person: str, title: str, organization: str | None, words: str, **known: Any) -> Office:
    """A person holds an office, read from `words`."""
    span = cite(page, words)
    return Office(id_of("o", page.id, span.start, person), page.id, person, title, organization, *_place(span), **known)


def membership(page: Page, member: str, body: str, role: Role, words: str, **known: Any) -> Membership:
    """A member belongs to a body in a role, read from `words`."""
    span = cite(page, words)
    return Membership(id_of("m", page.id, member, body, role), page.id, member, body, role, *_place(span), **known)


def designation(
    page: Page, authority: str | None, target: str, status: Status, words: str, **known: Any
) -> Designation:
    """An act of listing, read from `words`."""
    span = cite(page, words)
    made = id_of("d", page.id, span.start, target, status)
    return Designation(made, page.id, authority, target, status, *_place(span), **known)


def mention(
    page: Page, words: str, *, kind: Any = "name", label: EntityKind | None = "person", **known: Any
) -> Mention:
    """Words that point at somebody or something."""
    span = cite(page, words, nth=known.pop("nth", 1))
    return Mention(
        id_of("n", page.id, span.start), page.id, span.text, span.start, span.end, kind, label=label, **known
    )


def alias(page: Page, name: str, other: str, words: str) -> Alias:
    """The page says, in `words`, that `name` and `other` are one."""
    span = cite(page, words)
    return Alias(page.id, name, other, span.start, span.end, span.text)


def _place(span: Cite) -> tuple[int, int, str]:
    return span.start, span.end, span.text


def entity(name: str, *aliases: str, kind: EntityKind = "person", **known: Any) -> Entity:
    """Somebody or something the record knows."""
    return Entity(EntityId(id_of("e", kind, name)), kind, name, aliases, **known)


def reading(page: Page, trace: Trace | None = None, **claims: Any) -> Reading:
    """A page with its claims, as the first half of a build stores it: `reading(page, statements=(said,))`."""
    return Reading(page, Claims(page.id, **claims), trace or Trace(page.id))


NAMES = ("Ilen Marrow", "Oru Tashkel", "Sefa Lindqvist-Oye", "the water ministry", "Belmara’s deputy premier", "He", "")
CUES = ("said", "told reporters on Friday", "has warned", "added", "denied", "wrote", "according to", ":")
WORDS = (
    "the gates of the dam stay shut",
    "about 1,700 families were moved",
    "between 3 and 4.5 million crowns had been spent",
    "“we never signed”",
    "hundreds of boats (HB, formerly OB) – and no pilots",
    "it had “no choice”, and that was that",
    "quite a lot of 🚣 crews left in April 2031",
)
ENDS = (".", ".”", "…", '?"', "!", "", "\u00a0.")


@strategies.composite
def news_text(draw: strategies.DrawFn) -> str:
    """Text that reads like news now and then: speech and figures, broken marks, odd spaces, blank lines."""
    sentence = strategies.tuples(
        *(strategies.sampled_from(part) for part in (("", "“", '"'), WORDS, NAMES, CUES, WORDS, ENDS))
    )
    lines = draw(strategies.lists(sentence.map(" ".join) | strategies.text(max_size=40), min_size=1, max_size=6))
    return draw(strategies.sampled_from(("\n\n", " ", "\n", "\r\n\r\n"))).join(lines)
