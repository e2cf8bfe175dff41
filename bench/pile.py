"""How does a handful of example pages become a pile of thousands that is worth measuring?

Every eight pages tell one story. A story has its own names, days and numbers, and its own content words: each noun,
adjective and plain verb of the examples stands for another of its kind, and half of a page's paragraphs come from other
examples, so that pages of two stories are no copies of each other, while the grammar, and with it the work, stays that
of the examples. A number here and there is misstated, and the last page of a story reprints its first. The same seed
and number give the same bytes.
"""

from __future__ import annotations

import json
import random
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from onrecord.extract.cues import FRAMES
from onrecord.extract.parse import pipeline_of
from onrecord.gazetteer import word_set

SEED = 1931
STORY = 8
"""Pages of one story: seven, and a reprint of the first."""

WEEKS = 104
"""The pile spans two years; a story moves by whole weeks, so that "on Wednesday" stays true."""

LENT, SWAPPED, MISSTATED = 0.5, 0.15, 0.1
"""Share of a page's paragraphs that come from another example, that change places, and of numbers that it misstates."""

NOT_ARTICLES: frozenset[str] = frozenset({"courier-front-page.html", "flussbote-kahnfest.txt"})
"""Examples that are refused or not parsed: they would only make the bench faster."""

SWAPS: frozenset[str] = frozenset({"NN", "NNS", "JJ", "VB", "VBD", "VBN", "VBG", "RB"})
"""Tags of the words that stand for each other."""

SHORT = 4
"""Words under this length are mostly grammar and stay."""

NARROWED_BY = {"NN": "JJ", "NNS": "JJ", "VBD": "RB", "VBN": "RB", "VB": "RB"}
NARROWED = 0.75
"""Share of a story's nouns and verbs that get an adjective or adverb of their own: without them two stories would still
share runs of words, and every page would be compared with all of its template."""

STAYS: frozenset[str] = word_set(
    """
    people officials police source spokesman spokeswoman minister director deputy head chief secretary president mayor
    commander delegate ambassador officer leader members member observers observer states state million percent year
    years month months week weeks hours days group organisation commission ministry service directorate agency report
    letter statement interview reporters journalists then that about last next early more most only never also
    author name description article content property charset canonical
    """
)
"""Words that carry an office, a figure, a date or a membership: without them there would be little left to extract."""

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
ORDINARY: frozenset[str] = frozenset({*MONTHS, *(month[:3] for month in MONTHS)}) | word_set(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Protection Service Directorate Ministry Minister Energy
    Interior President Commander Commission Agency Press Union University Technical Security Council Foreign Wire READ
    MORE Posted Click Ms Mr Correction Article NewsArticle Person Organization DOCTYPE HTML Photo Print
    """
)
"""Capitalised words that are no names."""

SHORT_MONTHS = tuple(month[:3] for month in MONTHS)

WORD = re.compile(r"[^\W\d_]+")
INSIDE = re.compile(r"(?<=[^\W\d_,] )[A-Z][^\W\d_]+")
"""A capitalised word that does not open a sentence."""
ADDRESS = re.compile(r"\S+://\S+")
MARKUP = re.compile(r"(<(?!meta)[^>]*>)")
"""Tags, but for those whose attributes hold text."""
_MONTH = "|".join((*MONTHS, *SHORT_MONTHS))
TOKEN = re.compile(
    r"(?P<y>20\d\d)(?P<sep>[-/])(?P<m>\d\d)(?P=sep)(?P<d>\d\d)"
    rf"|\b(?P<d2>\d{{1,2}}) (?P<m2>{_MONTH})\b(?P<y2>,? 20\d\d)?"
    rf"|\b(?P<m3>{_MONTH}) (?P<d3>\d{{1,2}})\b(?P<y3>, 20\d\d)?"
    r"|(?<![\w:,.#-])(?P<number>\d{1,3}(?:,\d{3})*)(?![\w:-]|[,.]\d)"
    r'|(?P<word>[^\W\d_]+)(?!\w|":|=)'
)
"""A day, in figures or words; a number that is part of no day, time or name; a word that is no key of JSON or a tag."""

YEAR = 2031
"""The year of the examples: that of a day without one."""

ONSETS = ("b", "br", "d", "dr", "f", "g", "h", "k", "kr", "l", "m", "n", "p", "pr", "r", "s", "sk", "t", "tr", "v", "z")
VOWELS = ("a", "e", "i", "o", "u", "ai", "ea")


@dataclass(frozen=True, slots=True)
class Kit:
    """The examples, their paragraphs, and what may be changed on them: names, and content words by tag."""

    pages: tuple[tuple[str, str], ...]
    paragraphs: tuple[str, ...]
    names: frozenset[str]
    words: Mapping[str, tuple[str, ...]]


def write(examples: Path, folder: Path, pages: int) -> int:
    """Fill `folder` (emptied first) with that many pages made from `examples`; returns their size in bytes."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    kit = kit_of(examples)
    size = 0
    for number in range(pages):
        name, text = page(kit, number, pages)
        size += (folder / f"{number:05}-{name}").write_bytes(text.encode())
    return size


def kit_of(examples: Path) -> Kit:
    """Read the examples and tag their words once."""
    pages = tuple(_pages(examples))
    plain = "\n".join(ADDRESS.sub(" ", MARKUP.sub(" ", text)) for _, text in pages)
    lower = {word for word in WORD.findall(plain) if word.islower()}
    names = {word for word in INSIDE.findall(plain) if word.lower() not in lower} - ORDINARY
    paragraphs = [line.strip() for line in plain.splitlines() if len(line) > LONG and line.strip().endswith((".", "”"))]
    return Kit(pages, tuple(paragraphs), frozenset(names), _by_tag(plain))


def _by_tag(plain: str) -> dict[str, tuple[str, ...]]:
    """The content words that may stand for each other, by tag. Reporting verbs stay what they are."""
    tagger = pipeline_of("en")
    assert tagger is not None
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in tagger.pipe(line for line in plain.splitlines() if line.strip()):
        for token in doc:
            free = token.is_alpha and token.is_lower and not token.is_stop and len(token) >= SHORT
            if free and token.text not in STAYS and token.lemma_ not in FRAMES:
                tags[token.text][token.tag_] += 1
    words: dict[str, list[str]] = defaultdict(list)
    for word, counts in sorted(tags.items()):
        words[counts.most_common(1)[0][0]].append(word)
    return {tag: tuple(words[tag]) for tag in sorted(SWAPS & words.keys())}


def _pages(examples: Path) -> Iterator[tuple[str, str]]:
    """Name and text of every article; a row of a JSONL file is a page of its own."""
    for path in sorted(examples.iterdir()):
        if path.suffix == ".jsonl":
            rows = path.read_text().splitlines()
            yield from ((f"{path.stem}-{number}.jsonl", row) for number, row in enumerate(rows))
        elif path.name not in NOT_ARTICLES:
            raw = path.read_bytes()
            charset = "windows-1252" if b"windows-1252" in raw else "utf-8"
            yield path.name, raw.decode(charset).replace(charset, "utf-8")


def page(kit: Kit, number: int, pages: int) -> tuple[str, str]:
    """File name and text of page `number` of a pile of `pages`."""
    story, place = divmod(number, STORY)
    told = random.Random(f"{SEED} {story}")
    templates = told.sample(kit.pages, STORY - 1)
    world = World.of(kit, told, pages)
    reprint = place == STORY - 1
    first = number - place if reprint else number
    name, text = templates[first % STORY]
    if name.endswith(".jsonl"):
        row = json.loads(text)
        body = next(key for key in ("text", "html") if key in row)
        row[body] = _varied(kit, row[body], first, number)
        row = {key: world.retold(value, random.Random(f"{SEED} {first}")) for key, value in row.items()}
        row["url"] = row["url"].replace("://", f"://{number}.", 1)
        return name, json.dumps(row, ensure_ascii=False) + "\n"
    return name, world.retold(_varied(kit, text, first, number), random.Random(f"{SEED} {first}"))


def _varied(kit: Kit, text: str, first: int, number: int) -> str:
    """The text with paragraphs swapped and taken from other examples; a reprint (`number` is not `first`) is made like
    the first page and lacks its last paragraph.
    """
    drawn = random.Random(f"{SEED} page {first}")
    html = "<p>" in text
    parts = text.split("\n" if html else "\n\n")
    free = [i for i, part in enumerate(parts) if len(part) > LONG and (part.startswith("<p>") or not html)][1:]
    for i, after in pairwise(free):
        if drawn.random() < SWAPPED:
            parts[i], parts[after] = parts[after], parts[i]
    for i in free:
        if drawn.random() < LENT:
            lent = drawn.choice(kit.paragraphs)
            parts[i] = f"<p>{lent}</p>" if html else lent
    if number != first:
        parts[free[-1]] = ""
    return ("\n" if html else "\n\n").join(part for i, part in enumerate(parts) if part or i not in free)


LONG = 120
"""Letters from which on a paragraph is one of the article and no menu."""


@dataclass(frozen=True, slots=True)
class World:
    """What one story puts in the place of the examples' words, and by how much it moves days and numbers."""

    words: Mapping[str, str]
    shift: timedelta
    scale: float

    @classmethod
    def of(cls, kit: Kit, told: random.Random, pages: int) -> World:
        """The world of one story. Some names come back in many stories of the pile, most in few or none."""
        words = {name: _name(int((pages + 50) * told.random() ** 3)) for name in sorted(kit.names)}
        for name in words:  # a people is called after its state
            if name.endswith("n") and name[:-1] in words:
                words[name] = f"{words[name[:-1]]}n"
        for tag, some in kit.words.items():
            words |= dict(zip(some, told.sample(some, len(some)), strict=True))
            for word in some if tag in NARROWED_BY else ():
                if told.random() < NARROWED:
                    words[word] = f"{told.choice(kit.words[NARROWED_BY[tag]])} {words[word]}"
        return cls(words, timedelta(weeks=told.randrange(WEEKS)), told.uniform(0.5, 5))

    def retold(self, text: str, own: random.Random) -> str:
        """The text in the words of this world; inside of tags only names and days change."""
        parts = MARKUP.split(text)
        for i, part in enumerate(parts):
            tag = bool(i % 2)
            parts[i] = TOKEN.sub(lambda found, tag=tag: self._token(found, tag, own), part)  # type: ignore[misc]
        return "".join(parts)

    def _token(self, found: re.Match[str], tag: bool, own: random.Random) -> str:
        word = found[0]
        if found["word"]:
            return self._word(word) if not tag or word.istitle() else word
        if found["number"]:
            return word if tag else self._number(int(word.replace(",", "")), own)
        return self._day(found)

    def _word(self, word: str) -> str:
        other = self.words.get(word) or self.words.get(word.lower(), word)
        return other.capitalize() if word.istitle() else other

    def _number(self, value: int, own: random.Random) -> str:
        told = max(1, round(value * self.scale))
        return f"{told + own.randint(1, 9) if own.random() < MISSTATED else told:,}"

    def _day(self, found: re.Match[str]) -> str:
        """The day as much later as the story is, worded as it was."""
        words = found[0]
        month = found["m"] or found["m2"] or found["m3"]
        number = int(month) if month.isdigit() else [name[:3] for name in MONTHS].index(month[:3]) + 1
        stated = found["y"] or found["y2"] or found["y3"]
        digits = found["d"] or found["d2"] or found["d3"]
        day = date(int(stated[-4:]) if stated else YEAR, number, int(digits)) + self.shift
        if month.isdigit():
            return day.strftime(f"%Y{found['sep']}%m{found['sep']}%d")
        name = MONTHS[day.month - 1][: 3 if month in SHORT_MONTHS else None]
        year = stated.replace(stated[-4:], str(day.year)) if stated else ""
        return f"{day.day} {name}{year}" if words[0].isdigit() else f"{name} {day.day}{year}"


def _name(number: int) -> str:
    """An invented name, the same for the same number."""
    drawn = random.Random(f"{SEED} name {number}")
    return "".join(drawn.choice(ONSETS) + drawn.choice(VOWELS) for _ in range(3)).capitalize() + "a"
