"""Is the corpus well formed, and what does it hold?

    python training/corpus/check.py                  # everything; CI runs this
    python training/corpus/check.py FILE.txt ...     # these files only, while writing
    python training/corpus/check.py --list FILE.txt  # one line for each attribution, to read over

Each fault is printed as `file:line: what is wrong and what to do`; the exit code is 1 when there is one.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotation import FORMS, KINDS, LABELS, MENTIONS, UNNAMED, Article, Attribution, Span, article_of
from marks import Mark, Marked, Slip, read_marked, span_of
from quotes import Quote, quotes_of

from read import HERE, INVENTED, REAL, SECOND, invented, real_splits, split_of

STYLES = {
    "wire": "agency copy, short and long",
    "broadsheet": "articles and analysis of serious papers",
    "tabloid": "popular papers, celebrity and crime",
    "liveblog": "entries of live coverage",
    "court": "trials, inquests, inquiries",
    "parliament": "debates, committees, councils",
    "business": "companies, markets, earnings",
    "science": "research, health, environment",
    "sport": "match reports, transfers, press conferences",
    "disaster": "accidents, storms, rescue",
    "diplomacy": "foreign affairs, war, security",
    "translated": "English of agencies that write in other languages first",
    "release": "press releases and official notices",
    "blog": "blogs and newsletters",
    "interview": "questions and answers, profiles",
    "opinion": "columns, leaders, letters",
    "feature": "long reads, culture, travel",
    "local": "local papers and community news",
}
REQUIRED = ("id", "style", "hand", "variety", "outlet", "date")
ALLOWED = frozenset((*REQUIRED, "story", "title"))
STRONG_CUE = re.compile(
    r"\b(?:said|says|told|according to|announced|claimed|denied|insisted|alleged|warned|stated|replied|argued)\b", re.I
)
"""Words that nearly always report speech: each must stand in a cue, or in {x|...} where it does not."""
AFTER_THAT = re.compile(
    r"that (?:the|a|an|he|she|it|they|we|his|her|its|their|there|no|all|both|if|when|since|[A-Z]\w*|\d\S*) "
)
MOST_CUE_WORDS = 8
MOST_SOURCE_WORDS = 45
FEWEST_WORDS = 60
FEWEST_ATTRIBUTIONS = 2
SAME_RUN = 14
"""Two articles may not share a run of this many words: nothing may be copied or recur like a form letter."""

Fault = Iterator[Slip]


def faults_of_file(path: Path) -> list[Slip]:
    """What is wrong in one invented article, by line."""
    marked = read_marked(path.read_text(encoding="utf-8"))
    slips = list(marked.slips)
    slips += _header(marked, path)
    if not slips:
        for check in CHECKS:
            slips += check(marked)
    return sorted(set(slips))


def _header(marked: Marked, path: Path) -> Fault:
    article = marked.article
    meta = {"id": article.id, **article.meta}
    for name in REQUIRED:
        if not meta.get(name):
            yield Slip(1, f"the header lacks `{name}:`")
    for name in sorted(meta.keys() - ALLOWED):
        yield Slip(1, f"the header does not know `{name}:`")
    if article.id != path.stem:
        yield Slip(1, f"the id {article.id!r} is not the file's name {path.stem!r}")
    if meta.get("style") not in STYLES or meta["style"] != path.parent.name:
        yield Slip(1, f"style {meta.get('style')!r} must be the folder's name and one of {', '.join(STYLES)}")
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", meta.get("date", "")):
        yield Slip(1, "date must read YYYY-MM-DD")


def _cast(marked: Marked) -> Fault:
    article = marked.article
    keys = Counter(member.key for member in article.cast)
    used = {key: number for number, key in _keys_used(marked)}
    for member in article.cast:
        if keys[member.key] > 1:
            yield Slip(1, f"the cast has the key {member.key!r} twice")
        if member.kind not in KINDS:
            yield Slip(1, f"kind {member.kind!r} of {member.key} is none of {', '.join(KINDS)}")
        if member.name != UNNAMED and member.name not in article.text and member.kind == "person":
            yield Slip(1, f"the full name {member.name!r} of the cast never stands in the text (write - for no name)")
        if member.key not in used:
            yield Slip(1, f"the cast names {member.key!r}, who has no mark: delete the line or add the key")
    for key, line in used.items():
        if key not in keys:
            yield Slip(line, f"@{key} is not in the cast")


def _keys_used(marked: Marked) -> Iterator[tuple[int, str]]:
    for mark in marked.marks:
        for word in mark.words:
            if word.startswith("@"):
                for key in re.split(r"[+/]", word[1:]):
                    yield mark.line, key


def _links(marked: Marked) -> Fault:
    by_id = {one.id: one for one in marked.article.attributions}
    lines = _lines(marked)
    for one in by_id.values():
        for why in _link_faults(one, by_id):
            yield Slip(lines[one.id], f"attribution {one.id} {why}")


def _lines(marked: Marked) -> dict[int, int]:
    return {number: mark.line for mark in reversed(marked.marks) if mark.label in "scq" for number in mark.numbers}


def _link_faults(one: Attribution, by_id: dict[int, Attribution]) -> Iterator[str]:
    labels = set(one.labels)
    if not one.content:
        yield f"has no content: mark it {{q{one.id}|...}}"
    if bool(one.cue) == ("nocue" in labels):
        yield f"needs a cue {{c{one.id}|...}} or, without one, {{q{one.id} nocue|...}}: one of the two"
    if "sourceless" in labels and (one.source or one.speakers or one.inherits):
        yield "is sourceless and has a source: one of the two"
    if "sourceless" not in labels and not one.speakers:
        ways = f"{{s{one.id} @key|...}}, {{c{one.id} s1|...}} for the source of 1, or {{c{one.id} sourceless|...}}"
        yield f"has no speaker: {ways}"
    if len(one.source) > 1:
        yield "has its source in two pieces: name it once; he or she inside the content is content"
    if one.inherits is not None and (one.inherits not in by_id or one.inherits >= one.id):
        yield f"takes its source from {one.inherits}, which is no earlier attribution"
    if one.inherits is not None and one.source:
        yield f"has a source of its own and s{one.inherits}: leave one out"


def _nesting(marked: Marked) -> Fault:
    text = marked.article.text
    for inner in marked.marks:
        for outer in marked.marks:
            if inner is outer or not (outer.start <= inner.start and inner.end <= outer.end):
                continue
            if outer.label in "scq" and inner.label in "scq" and set(outer.numbers) & set(inner.numbers):
                yield Slip(
                    inner.line,
                    f"{inner.name} stands inside {outer.name}: close {outer.name} before it and open it again after it",
                )
        if re.match(r"\w", text[inner.start : inner.end]) and re.match(r"\w", text[inner.start - 1 : inner.start]):
            yield Slip(inner.line, f"{inner.name} begins inside a word: {text[inner.start - 5 : inner.end][:30]!r}")
        if re.search(r"\w$", text[inner.start : inner.end]) and re.match(r"\w", text[inner.end : inner.end + 1]):
            yield Slip(inner.line, f"{inner.name} ends inside a word: {text[inner.start : inner.end + 5][-30:]!r}")
    lines = _lines(marked)
    for one in marked.article.attributions:
        yield from _half_inside(one, marked.article.attributions, lines)


def _half_inside(one: Attribution, others: Iterable[Attribution], lines: dict[int, int]) -> Fault:
    """An attribution stands in another's content with all its cue and content, or not at all."""
    pieces = [*one.cue, *one.content]
    for other in others:
        held = [any(start <= piece[0] and piece[1] <= end for start, end in other.content) for piece in pieces]
        if other.id != one.id and any(held) and not all(held):
            if set(one.content) == set(other.content):
                continue  # two sources share one content
            yield Slip(lines[one.id], f"attribution {one.id} stands half inside q{other.id}: nest all of it or nothing")


def _wording(marked: Marked) -> Fault:
    for mark in marked.marks:
        start, end = span_of(mark, marked.article.text)
        words = marked.article.text[start:end]
        for why in WORDING.get(mark.label, _no_fault)(mark, words, marked):
            yield Slip(mark.line, f"{mark.name} {why}: {words[:60]!r}")


def _no_fault(mark: Mark, words: str, marked: Marked) -> Iterator[str]:
    yield from ()


def _cue_words(mark: Mark, words: str, marked: Marked) -> Iterator[str]:
    if len(words.split()) > MOST_CUE_WORDS:
        yield f"is long for a cue (more than {MOST_CUE_WORDS} words): the verb group only"
    if re.search(r"[\"“”]", words):
        yield "holds a quotation mark"
    if re.match(r"it (?:is|was|has been) ", words, re.I):
        yield "begins with `it`: leave `it` outside"
    if re.search(r"\w that$", words):
        yield "ends with `that`: leave `that` outside"


def _source_words(mark: Mark, words: str, marked: Marked) -> Iterator[str]:
    if len(words.split()) > MOST_SOURCE_WORDS:
        yield "is long for a source"
    nested = any(other.label == "c" and mark.start <= other.start < mark.end for other in marked.marks)
    if re.search(r"\b(?:said|says|told)\b", words) and not nested:
        yield "holds a cue"
    if not any(word.startswith("@") for word in mark.words):
        yield "needs the key of its speaker: {s1 @key|"
    yield from _other_name(mark, words, marked)


def _other_name(mark: Mark, words: str, marked: Marked) -> Iterator[str]:
    """A source that begins with somebody else's name has probably the wrong key."""
    keys = {key for word in mark.words if word.startswith("@") for key in re.split(r"[+/]", word[1:])}
    head = re.split(r"['’]s?\b|,| of | for | to | at | in | with ", words)[0]
    people = [member for member in marked.article.cast if member.kind == "person" and member.name != UNNAMED]
    owners = {one.key for one in people if one.name.split()[-1] in head.split()}
    if owners and not owners & keys and head == words:
        yield f"names {', '.join(sorted(owners))} but its key is {', '.join(sorted(keys)) or 'missing'}"


def _content_words(mark: Mark, words: str, marked: Marked) -> Iterator[str]:
    if AFTER_THAT.match(words):
        yield "begins with `that`: leave `that` outside"


WORDING: dict[str, Callable[[Mark, str, Marked], Iterator[str]]] = {
    "c": _cue_words,
    "s": _source_words,
    "q": _content_words,
}


def _quotation(marked: Marked) -> Fault:
    """Quotation marks pair up or are marked lost; what they hold is content, in whole, or a decoy."""
    text = marked.article.text
    quotes, strays = quotes_of(text)
    lost = [mark for mark in marked.marks if "lost" in mark.words]
    for stray in strays:
        line = marked.line_of(stray.at)
        if not any(mark.line == line for mark in lost):
            near = text[max(0, stray.at - 15) : stray.at + 15]
            yield Slip(
                line, f"the mark {stray.mark} has no partner near {near!r}: pair it, or label its content `lost`"
            )
    lost_lines = {mark.line for mark in lost}
    for quote in quotes:
        if quote.depth == 0 and marked.line_of(quote.start) not in lost_lines:
            yield from _unread(quote, marked)


def _unread(quote: Quote, marked: Marked) -> Fault:
    covering = [mark for mark in marked.marks if mark.label in "qx" and _touch(mark, quote)]
    words = marked.article.text[quote.start : quote.end]
    line = marked.line_of(quote.start)
    if not covering:
        yield Slip(line, f"words in quotation marks without a mark: {words[:50]!r}; mark them {{q1|...}} or {{x|...}}")
        return
    left = [
        char
        for at, char in enumerate(words, quote.start)
        if char.isalnum() and not any(mark.start <= at < mark.end for mark in covering)
    ]
    if left:
        yield Slip(line, f"a part of the quoted words is outside {covering[0].name}: {words[:50]!r}")


def _touch(mark: Mark, quote: Quote) -> bool:
    return mark.start < quote.end and quote.start < mark.end


def _missed_cues(marked: Marked) -> Fault:
    read = [(mark.start, mark.end) for mark in marked.marks if mark.label in "cx"]
    for match in STRONG_CUE.finditer(marked.article.text):
        if not any(start < match.end() and match.start() < end for start, end in read):
            near = marked.article.text[max(0, match.start() - 25) : match.end() + 20].replace("\n", " ")
            yield Slip(
                marked.line_of(match.start()),
                f"{match.group()!r} is no cue in {near!r}: mark it {{c1|...}}, or {{x|...}} where it reports nothing",
            )


def _size(marked: Marked) -> Fault:
    if len(marked.article.text.split()) < FEWEST_WORDS:
        yield Slip(1, f"fewer than {FEWEST_WORDS} words")
    if len(marked.article.attributions) < FEWEST_ATTRIBUTIONS:
        yield Slip(1, f"fewer than {FEWEST_ATTRIBUTIONS} attributions")
    for span in marked.article.said:
        for number in span.of:
            if number not in {one.id for one in marked.article.attributions}:
                yield Slip(1, f"a time names attribution {number}, which is not there")


CHECKS: tuple[Callable[[Marked], Fault], ...] = (
    _cast,
    _links,
    _nesting,
    _wording,
    _quotation,
    _missed_cues,
    _size,
)


def shared_runs(articles: Iterable[tuple[Path, Marked]]) -> Iterator[tuple[Path, str]]:
    """Articles that share a run of words with an earlier one, with the run. Articles of one story may share quotes."""
    seen: dict[tuple[str, ...], Article] = {}
    for path, marked in articles:
        words = re.findall(r"\w+", marked.article.text.lower())
        for run in {tuple(words[at : at + SAME_RUN]) for at in range(len(words) - SAME_RUN + 1)}:
            first = seen.setdefault(run, marked.article)
            story = first.meta.get("story")
            if first is not marked.article and not (story and story == marked.article.meta.get("story")):
                yield path, f"shares words with {first.id}: {' '.join(run)!r}"
                break


def faults_of_standoff(path: Path, known: dict[str, str]) -> list[str]:
    """What is wrong in the annotation of a real text, as far as it shows without the text."""
    values = json.loads(path.read_text(encoding="utf-8"))
    article = article_of(values)
    keys = {member.key for member in article.cast}
    by_id = {one.id: one for one in article.attributions}
    faults = [] if article.id in known else [f"{article.id} stands in no part of splits.json"]
    for one in article.attributions:
        where = f"attribution {one.id} "
        faults += [where + why for why in _link_faults(one, by_id)]
        faults += [where + why for why in _value_faults(one, keys)]
        faults += [slip.why for slip in _half_inside(one, by_id.values(), dict.fromkeys(by_id, 0))]
    for span in _spans(article):
        if not 0 <= span[0] < span[1] <= values["chars"]:
            faults.append(f"{span} is no stretch of a text of {values['chars']} characters")
    return faults


def _value_faults(one: Attribution, keys: set[str]) -> Iterator[str]:
    if one.form not in FORMS:
        yield f"has the form {one.form!r}"
    if one.mention not in MENTIONS:
        yield f"has the mention {one.mention!r}"
    yield from (f"has the label {label!r}" for label in one.labels if label not in LABELS)
    yield from (f"speaks as {key!r}, who is not in the cast" for key in one.speakers if key not in keys)


def _spans(article: Article) -> Iterator[Span]:
    for one in article.attributions:
        yield from (*one.source, *one.cue, *one.content)
    for marked in (*article.namings, *article.figures, *article.said, *article.offices):
        yield marked.span
    yield from article.decoys


COUNTS: dict[str, Callable[[Article], int]] = {
    "articles": lambda article: 1,
    "words": lambda article: len(article.text.split()) or int(article.meta["words"]),
    "attributions": lambda article: len(article.attributions),
    **{form: lambda article, form=form: _count(article, lambda one: one.form == form) for form in FORMS},  # type: ignore[misc]
    "nested": lambda article: _count(article, lambda one: one.inside is not None),
    "pieces": lambda article: _count(article, lambda one: len(one.content) > 1),
    "pronoun": lambda article: _count(article, lambda one: one.mention == "pronoun"),
    "role": lambda article: _count(article, lambda one: one.mention == "role"),
    "inherits": lambda article: _count(article, lambda one: one.inherits is not None),
    "joint": lambda article: _count(article, lambda one: one.joint),
    **{label: lambda article, label=label: _count(article, lambda one: label in one.labels) for label in LABELS},  # type: ignore[misc]
    "decoys": lambda article: len(article.decoys),
    "figures": lambda article: len(article.figures),
    "said": lambda article: len(article.said),
    "offices": lambda article: len(article.offices),
}


def _count(article: Article, holds: Callable[[Attribution], bool]) -> int:
    return sum(map(holds, article.attributions))


def table_of(articles: Iterable[Article]) -> str:
    """What the corpus holds, by style and by part of the split."""
    counts: dict[str, Counter[str]] = {}
    for article in articles:
        row = {name: count(article) for name, count in COUNTS.items()}
        part = "invented" if "style" in article.meta else "real"
        for group in (article.meta.get("style", "real"), f"= {part} {split_of(article)}", f"= {part}"):
            counts.setdefault(group, Counter()).update(row)
    heads = ["", *sorted(counts, key=lambda group: (group.startswith("="), group))]
    rows = [heads, *([name, *(str(counts[group][name]) for group in heads[1:])] for name in COUNTS)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(heads))]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def list_of(article: Article) -> Iterator[str]:
    """One line for each attribution, to be read over by whoever wrote it."""
    for one in article.attributions:
        words = {
            role: " ... ".join(article.text[start:end] for start, end in getattr(one, role))
            for role in ("source", "cue", "content")
        }
        who = ("+" if one.joint else "/").join(one.speakers) or "nobody"
        notes = " ".join([one.form, *one.labels, *([f"inside {one.inside}"] if one.inside else [])])
        source, cue = words["source"] or "-", words["cue"] or "-"
        yield f"{one.id:3} {who} ({one.mention}: {source}) [{cue}] {words['content']}  <{notes}>"


def main() -> int:
    """Check what the arguments name, print faults and counts; the number of faults decides the exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="*", help="invented articles; none: the whole corpus")
    parser.add_argument("--list", action="store_true", help="print each attribution on a line")
    wanted = parser.parse_args()
    paths = wanted.files or sorted(INVENTED.glob("*/*.txt"))
    faults = [f"{path}:{slip.line}: {slip.why}" for path in paths for slip in faults_of_file(path)]
    if not wanted.files:
        faults += _corpus_faults()
    articles = [read_marked(path.read_text(encoding="utf-8")).article for path in paths]
    if wanted.list:
        print("\n".join(line for article in articles for line in list_of(article)))
    real = [] if wanted.files else [article_of(json.loads(path.read_text(encoding="utf-8"))) for path in _real()]
    print(table_of([*articles, *real]))
    print("\n".join(faults) or f"{len(paths)} articles, no faults")
    return min(len(faults), 1)


def _real() -> list[Path]:
    return sorted(REAL.glob("*.json"))


def _corpus_faults() -> Iterator[str]:
    names = Counter(path.stem for path in INVENTED.glob("*/*.txt"))
    yield from (f"{INVENTED}: the id {name} stands {count} times" for name, count in names.items() if count > 1)
    yield from (f"{path}:1: {why}" for path, why in shared_runs(invented()))
    known = real_splits()
    for path in [*_real(), *sorted((REAL / SECOND).glob("*.json"))]:
        yield from (f"{path.relative_to(HERE)}: {why}" for why in faults_of_standoff(path, known))


if __name__ == "__main__":
    sys.exit(main())
