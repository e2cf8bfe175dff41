"""What does a text with inline marks say? A header, a plain text, and the annotation that the marks draw.

    {s1 @petrova|Ada Petrova} {c1|said} "{q1|the gates stay shut}", {c2 s1|adding} that {q2|no date was set}.

FORMAT.md tells the whole notation. A slip never stops the reading: all slips come back, each with its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from annotation import (
    FORMS,
    MENTIONS,
    MODIFIERS,
    STATUSES,
    Article,
    Attribution,
    Figure,
    Member,
    Naming,
    Office,
    Said,
    Span,
)
from quotes import Quote, quotes_of

OPEN = re.compile(r"\{(?P<label>[a-z])(?P<numbers>\d+(?:,\d+)*)?(?P<words>(?: +[^\s|{}]+)*) *\|")
ROLES = {"s": "source", "c": "cue", "q": "content"}
BARE = frozenset("mfnogx")
"""Labels that carry no attribution number; `t` may have one."""
FLAGS = frozenset(("belief", "hyp", "sourceless", "nocue", "lost"))
KEY = re.compile(r"@[a-z0-9_-]+(?:[+/][a-z0-9_-]+)*")
INHERITS = re.compile(r"s(\d+)")
DAY = re.compile(r"-?\d{4}(-\d\d(-\d\d(T\d\d(:\d\d)?)?)?)?[~?%]?(/(\.\.|\d{4}(-\d\d(-\d\d)?)?))?")
PRONOUN = re.compile(
    r"i|we|you|he|she|they|it|who|which|whom|one|both|all|some|many|others|another|everyone|somebody|someone|anyone|"
    r"nobody|this|that|these|those|him|her|them|us|me|his|hers|theirs|himself|herself|themselves|my|our|their|whose",
    re.IGNORECASE,
)
ABBREVIATED = re.compile(r"(?:\b[A-Za-z]\.){2,}$|\b(?:Inc|Co|Corp|Ltd|Jr|Sr|St|No|[ap]\.m|etc)\.$")
FIGURE_FORM = "a figure reads {f over 1200 people|...}, {f range 20..30 percent|...}, {f vague ? people|...}"
MARKS_AROUND = {'"': '"', "“": "”", "„": "”", "‘": "’", "'": "'", "«": "»", "``": "''"}


class Slip(NamedTuple):
    """What is wrong in a marked text, and on which line of its file."""

    line: int
    why: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: its label, the attributions it belongs to, its further words, and where it stands in the plain text."""

    label: str
    numbers: tuple[int, ...]
    words: tuple[str, ...]
    start: int
    end: int
    line: int

    @property
    def name(self) -> str:
        """The mark as the writer knows it: `q1`."""
        return self.label + ",".join(map(str, self.numbers))


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked file as read: the article, its marks, the file line on which each line of text stands, its slips."""

    article: Article
    marks: tuple[Mark, ...]
    first_line: int
    slips: tuple[Slip, ...]

    def line_of(self, offset: int) -> int:
        """The line of the file that holds this place of the plain text."""
        return self.first_line + self.article.text.count("\n", 0, offset)


def read_marked(source: str) -> Marked:
    """The article that a file with header and inline marks describes. One newline at the file's end is dropped."""
    head, found, body = source.partition("\n---\n")
    slips = [] if found else [Slip(1, "no line `---` between the header and the text")]
    meta, cast = _header(head, slips)
    first = head.count("\n") + 3
    text, marks = _unmarked(body.removesuffix("\n"), first, slips)
    article = _article(meta, cast, text, marks, slips)
    return Marked(article, tuple(marks), first, tuple(sorted(slips)))


def _header(head: str, slips: list[Slip]) -> tuple[dict[str, str], tuple[Member, ...]]:
    meta: dict[str, str] = {}
    cast: list[Member] = []
    for number, line in enumerate(head.split("\n"), 1):
        if line.startswith(" ") and line.strip():
            parts = [part.strip() for part in line.split("|")]
            if len(parts) in (3, 4):
                cast.append(Member(*parts))
            else:
                slips.append(Slip(number, "a line of the cast reads `  key | full name | kind | roles`"))
        elif ":" in line:
            name, _, value = line.partition(":")
            if name in meta:
                slips.append(Slip(number, f"`{name}:` stands twice in the header"))
            meta[name] = value.strip()
        elif line.strip():
            slips.append(Slip(number, "a line of the header reads `name: value`"))
    meta.pop("cast", None)
    return meta, tuple(cast)


def _unmarked(body: str, first: int, slips: list[Slip]) -> tuple[str, list[Mark]]:
    """The plain text and the marks. A mark must close on the line on which it opens."""
    lines: list[str] = []
    marks: list[Mark] = []
    offset = 0
    for number, line in enumerate(body.split("\n"), first):
        plain, found = _line(line, number, offset, slips)
        lines.append(plain)
        marks += found
        offset += len(plain) + 1
    return "\n".join(lines), sorted(marks, key=lambda mark: (mark.start, -mark.end))


def _line(line: str, number: int, offset: int, slips: list[Slip]) -> tuple[str, list[Mark]]:
    plain: list[str] = []
    opened: list[Mark] = []
    marks: list[Mark] = []
    at = 0
    size = 0
    while at < len(line):
        match = OPEN.match(line, at)
        if match:
            opened.append(_opened(match, offset + size, number))
            at = match.end()
            continue
        if line[at] == "{":
            slips.append(Slip(number, f"not a mark: {line[at : at + 20]!r}; a mark opens like {{q1| or {{c2 s1|"))
        elif line[at] == "}":
            if opened:
                marks.append(replace(opened.pop(), end=offset + size))
            else:
                slips.append(Slip(number, f"a brace closes nothing, after {line[max(0, at - 20) : at]!r}"))
        else:
            plain.append(line[at])
            size += 1
        at += 1
    slips += [Slip(number, f"{mark.name} opens here and does not close on this line") for mark in opened]
    return "".join(plain), marks


def _opened(match: re.Match[str], start: int, number: int) -> Mark:
    numbers = tuple(int(part) for part in (match["numbers"] or "").split(",") if part)
    return Mark(match["label"], numbers, tuple(match["words"].split()), start, start, number)


def trimmed(text: str, start: int, end: int) -> Span:
    """The span without white space, marks of the clause and a pair of quotation marks around it.

    A full stop at the end goes too, except an abbreviation's; question and exclamation marks stay.
    """
    before = None
    while before != (start, end) and start < end:
        before = (start, end)
        while start < end and (text[start].isspace() or text[start] in ",;:"):
            start += 1
        while start < end and (text[end - 1].isspace() or text[end - 1] in ",;:"):
            end -= 1
        if text[start:end].endswith(".") and not ABBREVIATED.search(text, start, end):
            end -= 1
        for opening, closing in MARKS_AROUND.items():
            inner = text[start + len(opening) : end - len(closing)]
            around = text.startswith(opening, start) and text.endswith(closing, start, end)
            if around and inner and opening not in inner and closing not in inner:
                start, end = start + len(opening), end - len(closing)
    return start, end


def span_of(mark: Mark, text: str) -> Span:
    """Where the words of a source, cue or content stand; a colon or dash that is the cue stays."""
    start, end = trimmed(text, mark.start, mark.end)
    if start >= end and mark.label == "c":
        inner = text[mark.start : mark.end].strip()
        start = text.index(inner, mark.start)
        end = start + len(inner)
    return start, end


def _article(
    meta: dict[str, str], cast: tuple[Member, ...], text: str, marks: list[Mark], slips: list[Slip]
) -> Article:
    known = [mark for mark in marks if _is_well_named(mark, slips)]
    attributions = _attributions(text, cast, known, slips)
    return Article(
        id=meta.get("id", ""),
        meta={name: value for name, value in meta.items() if name != "id"},
        cast=cast,
        text=text,
        attributions=attributions,
        namings=tuple(_namings(known, slips)),
        figures=tuple(_figures(known, slips)),
        said=tuple(_said(known, slips)),
        offices=tuple(_offices(known, slips)),
        decoys=tuple((mark.start, mark.end) for mark in known if mark.label == "x"),
    )


def _is_well_named(mark: Mark, slips: list[Slip]) -> bool:
    why = None
    if mark.label in ROLES and not mark.numbers:
        why = f"{{{mark.label}| needs a number: {{{mark.label}1|"
    elif mark.label in BARE and mark.numbers:
        why = f"{{{mark.label}| takes no number"
    elif mark.label not in ROLES and mark.label not in BARE and mark.label != "t":
        why = f"no mark is called {mark.label!r}; there are s c q m f n t o g x"
    elif mark.start == mark.end:
        why = f"{mark.name} holds no words"
    elif mark.label in "xng" and mark.words:
        why = f"{{{mark.label}| takes no further words, not {' '.join(mark.words)!r}"
    if why:
        slips.append(Slip(mark.line, why))
    return why is None


@dataclass(slots=True)
class _Draft:
    """What the marks of one number say together."""

    line: int
    pieces: dict[str, list[Span]]
    keys: set[str]
    flags: set[str]
    inherits: set[int]


def _attributions(text: str, cast: tuple[Member, ...], marks: list[Mark], slips: list[Slip]) -> tuple[Attribution, ...]:
    drafts: dict[int, _Draft] = {}
    for mark in marks:
        if mark.label in ROLES:
            for number in mark.numbers:
                draft = drafts.setdefault(number, _Draft(mark.line, {"s": [], "c": [], "q": []}, set(), set(), set()))
                span = span_of(mark, text)
                if span[0] >= span[1]:
                    slips.append(Slip(mark.line, f"{mark.name} holds no words"))
                draft.pieces[mark.label].append(span)
                _take_words(mark, draft, slips)
    made = {number: _attribution(number, draft, text, cast, slips) for number, draft in sorted(drafts.items())}
    return tuple(_told(made, text, [(mark.start, mark.end) for mark in marks if mark.label == "x"]))


def _take_words(mark: Mark, draft: _Draft, slips: list[Slip]) -> None:
    for word in mark.words:
        inherits = INHERITS.fullmatch(word)
        if KEY.fullmatch(word):
            draft.keys.add(word[1:])
        elif inherits:
            draft.inherits.add(int(inherits[1]))
        elif word in FLAGS or word in FORMS or word in MENTIONS:
            draft.flags.add(word)
        else:
            known = " ".join(sorted(FLAGS)) + ", a form, name/role/pronoun, @key, s1"
            slips.append(Slip(mark.line, f"{mark.name} does not know {word!r}; it knows {known}"))


def _attribution(number: int, draft: _Draft, text: str, cast: tuple[Member, ...], slips: list[Slip]) -> Attribution:
    if len(draft.keys) > 1 or len(draft.inherits) > 1:
        slips.append(Slip(draft.line, f"attribution {number} names two different speakers: write one key (@a+b: both)"))
    key = min(draft.keys, default="")
    source = draft.pieces["s"]
    typed = [word for word in MENTIONS if word in draft.flags]
    kind = typed[0] if typed else mention_of(text[slice(*source[0])], key, cast) if source else "none"
    return Attribution(
        id=number,
        source=tuple(source),
        cue=tuple(draft.pieces["c"]),
        content=tuple(draft.pieces["q"]),
        form=next((form for form in FORMS if form in draft.flags), ""),
        speakers=tuple(re.split(r"[+/]", key)) if key else (),
        joint="+" in key,
        inherits=min(draft.inherits, default=None),
        mention=kind,
        labels=tuple(sorted(draft.flags & FLAGS)),
    )


def mention_of(words: str, key: str, cast: Iterable[Member]) -> str:
    """By what kind of words a source is named: `pronoun`, `name` (words of its own name stand there) or `role`."""
    if PRONOUN.fullmatch(words):
        return "pronoun"
    names = {member.key: member.name for member in cast}
    parts = [part for one in re.split(r"[+/]", key) for part in re.findall(r"\w+", names.get(one, ""))]
    own = {part for part in parts if part[:1].isupper()}
    own.add("".join(part[0] for part in parts if part[0].isupper()))
    found = own & set(re.findall(r"\w+", words.replace("’s", "").replace("'s", "")))
    if not key:
        return "name" if re.search(r"(?!^)\b[A-Z]", words) else "role"
    return "name" if found else "role"


def _told(made: dict[int, Attribution], text: str, decoys: list[Span]) -> Iterator[Attribution]:
    """The attributions with what is computed over all of them: nesting, form, inherited speakers, the headline."""
    quotes = [quote for quote in quotes_of(text)[0] if not _within((quote.start, quote.end), decoys)]
    title_end = text.find("\n") if "\n" in text else len(text)
    done: dict[int, Attribution] = {}
    for number, one in made.items():
        inside = _parent(one, made.values())
        giver = done.get(one.inherits) if one.inherits is not None else None
        labels = set(one.labels)
        if one.content and one.content[0][1] <= title_end:
            labels.add("headline")
        done[number] = replace(
            one,
            inside=inside,
            form=one.form or ("direct" if "lost" in labels else _form(one, made.get(inside or 0), quotes)),
            speakers=one.speakers or (giver.speakers if giver else ()),
            joint=one.joint or bool(giver and not one.speakers and giver.joint),
            labels=tuple(sorted(labels)),
        )
    yield from done.values()


def _parent(one: Attribution, others: Iterable[Attribution]) -> int | None:
    """The innermost attribution in whose content this one's content stands."""
    around = [
        (end - start, other.id)
        for other in others
        if other.id != one.id and one.content
        for start, end in other.content
        if start <= one.content[0][0] and one.content[0][1] <= end and (start, end) != one.content[0]
    ]
    return min(around)[1] if around else None


def _form(one: Attribution, parent: Attribution | None, quotes: list[Quote]) -> str:
    """`direct` when each piece stands in quotation marks as a whole, `mixed` when a part does, else `indirect`.

    Inside another's content only the marks inside that content count, not those around it.
    """
    if parent:
        inner = (quote for quote in quotes if _within((quote.start, quote.end), parent.content))
        quotes = [q for q in inner if not any(q.start <= start and end <= q.end for start, end in parent.content)]
    whole = [any(quote.start <= start and end <= quote.end for quote in quotes) for start, end in one.content]
    part = [any(quote.start < end and start < quote.end for quote in quotes) for start, end in one.content]
    return "direct" if whole and all(whole) else "mixed" if any(part) else "indirect"


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(start <= span[0] and span[1] <= end for start, end in spans)


def _child(marks: list[Mark], label: str, around: Mark) -> Span | None:
    held = [mark for mark in marks if mark.label == label and around.start <= mark.start and mark.end <= around.end]
    return (held[0].start, held[0].end) if held else None


def _namings(marks: list[Mark], slips: list[Slip]) -> Iterator[Naming]:
    for mark in marks:
        if mark.label == "m":
            if len(mark.words) == 1 and KEY.fullmatch(mark.words[0]):
                yield Naming((mark.start, mark.end), mark.words[0][1:])
            else:
                slips.append(Slip(mark.line, "a naming reads {m @key|...}"))


def _figures(marks: list[Mark], slips: list[Slip]) -> Iterator[Figure]:
    for mark in marks:
        if mark.label == "f":
            try:
                modifier, value, unit = mark.words
                low, high = _bounds(modifier, value)
            except ValueError:
                slips.append(Slip(mark.line, FIGURE_FORM))
            else:
                yield Figure((mark.start, mark.end), modifier, low, high, unit, _child(marks, "n", mark))


def _bounds(modifier: str, value: str) -> tuple[float | None, float | None]:
    if modifier not in MODIFIERS:
        raise ValueError(modifier)
    low, _, high = value.partition("..")
    ends = [None if end == "?" else float(end) for end in (low, high or low)]
    if modifier in ("over", "at_least"):
        return ends[0], None
    return (None, ends[1]) if modifier in ("up_to", "under") else (ends[0], ends[1])


def _said(marks: list[Mark], slips: list[Slip]) -> Iterator[Said]:
    for mark in marks:
        if mark.label == "t":
            if len(mark.words) == 1 and DAY.fullmatch(mark.words[0]):
                yield Said((mark.start, mark.end), mark.words[0], mark.numbers)
            else:
                slips.append(Slip(mark.line, "a time reads {t1 2031-05-12|on Monday}, with an EDTF date"))


def _offices(marks: list[Mark], slips: list[Slip]) -> Iterator[Office]:
    for mark in marks:
        if mark.label == "o":
            keys = [word[1:] for word in mark.words if KEY.fullmatch(word)]
            status = [word for word in mark.words if word in STATUSES]
            if len(keys) == 1 and len(keys) + len(status) == len(mark.words):
                yield Office((mark.start, mark.end), keys[0], min(status, default=None), _child(marks, "g", mark))
            else:
                slips.append(Slip(mark.line, "an office reads {o @key|...} or {o @key former|...}"))
