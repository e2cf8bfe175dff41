"""Where do two renderings of one remark differ, said in plain words?

What a reader wants to see beside the best rendering: another word, a name left out, a stronger verb of the reporter's,
another speaker or day. Each is one short phrase that names the words of both pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from onrecord.corroborate.days import gap
from onrecord.corroborate.renderings import Rendering, text_of
from onrecord.corroborate.voices import kinship
from onrecord.corroborate.words import STOP, stem_of, tokens_of

TOLD_ALIKE = 0.5
"""Share of words in common order above which a word-by-word comparison of two renderings says something."""

COMPARABLE = 0.5
"""Share of the best rendering's words that another must have for a missing name to be one that it left out."""

LONGEST = 10
"""Words of a stretch that is shown whole; a longer one is another sentence and no variant."""

PLAIN_VERBS: frozenset[str] = frozenset(
    {
        *(
            "said",
            "says",
            "say",
            "saying",
            "told",
            "tells",
            "telling",
            "according to",
            "added",
            "adds",
            "adding",
            "wrote",
        ),
        *("writes", "stated", "tweeted", "posted", "continued", "went on", "went on to say", "replied", "noted"),
    }
)
"""Verbs by which a reporter takes no side; any other one beside them is worth a look."""


def differences(best: Rendering, other: Rendering) -> list[str]:
    """How `other` differs from `best`: speaker, day, the reporter's verb, then the words, in the order of `best`."""
    return [*_speaker(best, other), *_day(best, other), *_verb(best, other), *_words(best, other)]


def _speaker(best: Rendering, other: Rendering) -> Iterator[str]:
    if kinship(best.voice, other.voice) != "one" and best.voice.shown.casefold() != other.voice.shown.casefold():
        yield f"said by {_named(other)} for {_named(best)}"


def _named(rendering: Rendering) -> str:
    return f'"{rendering.voice.shown}"' if rendering.voice.shown else "nobody named"


def _day(best: Rendering, other: Rendering) -> Iterator[str]:
    """The days where words about the saying tell both: a page's own day is none of the saying."""
    if gap(best.days, other.days) and best.told and other.told:
        yield f"dated {other.statement.said.edtf} for {best.statement.said.edtf}"


def _verb(best: Rendering, other: Rendering) -> Iterator[str]:
    """The reporter's verbs where one takes no side and the other does ("slammed" for "said")."""
    cues = [r.statement.cue.text.casefold() for r in (best, other) if r.statement.cue]
    if len(cues) == 2 and len([cue for cue in cues if cue in PLAIN_VERBS]) == 1:
        yield f'reported with "{cues[1]}" for "{cues[0]}"'


def _words(best: Rendering, other: Rendering) -> Iterator[str]:
    """Words put for others, left out or added inside; names alone where the whole is told otherwise."""
    mine, theirs = tokens_of(text_of(best.statement)), tokens_of(text_of(other.statement))
    matcher = SequenceMatcher(None, best.words, other.words, autojunk=False)
    if matcher.ratio() < TOLD_ALIKE:
        yield from _names(mine, theirs) if COMPARABLE * len(mine) <= len(theirs) else ()
        return
    for tag, i, j, k, m in matcher.get_opcodes():
        inside = i > 0 and j < len(mine) and k > 0 and m < len(theirs)
        if tag == "replace":
            yield from _put(mine[i:j], theirs[k:m])
        elif tag == "delete" and inside and _telling(mine[i:j]):
            yield f'leaves out "{" ".join(mine[i:j])}"'
        elif tag == "insert" and inside and _telling(theirs[k:m]):
            yield f'adds "{" ".join(theirs[k:m])}"'


def _put(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """The one stretch for the other, unless only tense, person or spelling differ."""
    told = [{stem_of(word.casefold()) for word in words if word.casefold() not in STOP} for words in (mine, theirs)]
    if told[0] != told[1] and max(len(mine), len(theirs)) <= LONGEST:
        yield f'"{" ".join(theirs)}" for "{" ".join(mine)}"'


def _telling(words: Sequence[str]) -> bool:
    return len(words) <= LONGEST and any(word.casefold() not in STOP for word in words)


def _names(mine: Sequence[str], theirs: Sequence[str]) -> Iterator[str]:
    """The names that only one of two texts has: one for one, else what is left out."""
    known = [{word.casefold() for word in words} for words in (mine, theirs)]
    gone = [name for name in _named_in(mine) if not {word.casefold() for word in name} & known[1]]
    come = [name for name in _named_in(theirs) if not {word.casefold() for word in name} & known[0]]
    if len(gone) == len(come) == 1:
        yield f'"{" ".join(come[0])}" for "{" ".join(gone[0])}"'
    else:
        yield from (f'leaves out "{" ".join(name)}"' for name in gone)


def _named_in(words: Sequence[str]) -> Iterator[list[str]]:
    """Runs of capitalised words that do not begin the text."""
    run: list[str] = []
    for word in (*words[1:], ""):
        if word[:1].isupper() and word.casefold() not in STOP:
            run.append(word)
        elif run:
            yield run
            run = []
