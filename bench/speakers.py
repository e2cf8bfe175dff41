"""Whom do the words that name a speaker mean? The resolver alone, on the annotated corpus.

    python bench/speakers.py [PART ...] [--data ../shared/data] [--misses N]

Sources, cues and contents are the annotation's, so that a missed statement or a wrong span does not count here: only
the step from words ("she", "the minister", "Smith") to a name. Parts are `real-dev`, `invented-train` and so on;
`real-test` is for the end, not for writing rules. Real texts are no part of the project: `--data` says where they are.

An answer is `right` when it names the annotated speaker by the fullest name or by one that nobody else of the text
bears; `open` when it leaves the words as they stand though the text names the speaker; `wrong` when it names anybody
else. `hedged` answers give two names with weights and count by the likelier. Precision is right / (right + wrong).
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from articles import rows_of
from predicted import Row, page_of_lines

from onrecord import resolve
from onrecord.extract import EXTRACTORS, Parsed, parse
from onrecord.extract import claims_of as extracted
from onrecord.gazetteer import government_of
from onrecord.model import Claims, Page, Speaker, Statement, id_of
from onrecord.resolve.naming import is_initials, is_short_for, key_of, untitled, words_of

HERE = Path(__file__).resolve().parent.parent
NEEDED = ("names.v1", "aliases.v1", "offices.v1")
"""What the resolver reads beside statements."""

KINDS = ("name", "role", "pronoun")
PRONOUNS = frozenset({"he", "she", "they", "it", "who", "which", "i", "we", "you", "his", "her", "their", "its"})
OF_OTHERS = frozenset({"of", "for", "to", "by", "from"})
"""Words of an answer that make it somebody else than the person whose name ends it."""
DEFAULT = ("real-dev", "real-train")


@dataclass(frozen=True, slots=True)
class Decision:
    """One annotated speaker and what the resolver made of the words: `outcome` is right, open or wrong."""

    article: str
    mention: str
    form: str
    words: str
    wanted: tuple[str, ...]
    given: tuple[str, ...]
    hedged: bool
    outcome: str
    at: int


def claims_of(parsed: Parsed, row: Row) -> Claims:
    """What the resolver is given: names, aliases and offices as read, statements as annotated."""
    claims, _ = extracted(parsed, {name: EXTRACTORS[name] for name in NEEDED})
    return with_statements(parsed.page, claims, row)


def with_statements(page: Page, claims: Claims, row: Row) -> Claims:
    """The claims with the annotated statements whose source stands in the text."""
    heard = (one for one in row["attributions"] if one["content"] and "sourceless" not in one["labels"])
    told = [(one, source_of(row, one)) for one in heard]
    said = sorted((statement_of(page, one, span) for one, span in told if span), key=lambda s: s.content[0].start)
    return Claims(page.id, tuple(said), offices=claims.offices, mentions=claims.mentions, aliases=claims.aliases)


def source_of(row: Row, one: Row) -> tuple[int, int] | None:
    """Where the source of an attribution stands, or of the one whose speaker goes on."""
    by_id = {each["id"]: each for each in row["attributions"]}
    seen: set[int] = set()
    while not one["source"] and one["inherits"] in by_id and one["id"] not in seen:
        seen.add(one["id"])
        one = by_id[one["inherits"]]
    return (one["source"][0][0], one["source"][-1][1]) if one["source"] else None


def statement_of(page: Page, one: Row, span: tuple[int, int]) -> Statement:
    """An annotated attribution as extraction would hand it on."""
    words = page.text[slice(*span)]
    cue = one["cue"] or [None]
    return Statement(
        id=id_of("s", page.id, one["id"]),
        page=page.id,
        speakers=(Speaker(None, words, words, *span),),
        content=tuple(page.cite(*piece) for piece in one["content"]),
        form=one["form"],
        cue=page.cite(*cue[0]) if cue[0] else None,
        confidence=1.0,
    )


def decisions(row: Row, page: Page, claims: Claims) -> Iterator[Decision]:
    """Each source of the text with the name that the resolver gives it."""
    answered = {s.id: s for s in resolve.named(page, claims).statements}
    forms = forms_of(row, page.text)
    for one in row["attributions"]:
        statement = answered.get(id_of("s", page.id, one["id"]))
        if statement is None or not one["own"] or not one["speakers"]:
            continue
        most = max(speaker.weight for speaker in statement.speakers)
        given = tuple(dict.fromkeys(s.name for s in statement.speakers if s.weight == most))
        start, end = one["source"][0][0], one["source"][-1][1]
        yield Decision(
            row["id"], one["mention"], one["form"], page.text[start:end],
            tuple(name_of(row, key) for key in one["speakers"]), given, most < 1,
            outcome(one, given, forms, page.text[start:end]), start,
        )  # fmt: skip


def name_of(row: Row, key: str) -> str:
    """The fullest name of a member of the cast; its roles where the text never names it."""
    member = next(member for member in row["cast"] if member["key"] == key)
    return member["name"] if member["name"] != "-" else f"- ({member['roles'] or key})"


@dataclass(frozen=True, slots=True)
class Forms:
    """How the text names one of its cast: `name` empty when it never does, `names` and `phrases` as compared."""

    name: str
    kind: str
    roles: frozenset[str]
    names: frozenset[str]
    phrases: frozenset[str]


def forms_of(row: Row, text: str) -> dict[str, Forms]:
    """Names and other phrases of each of the cast, from the cast list, the sources and the marked namings."""
    names: dict[str, set[str]] = {member["key"]: set() for member in row["cast"]}
    phrases: dict[str, set[str]] = {member["key"]: set() for member in row["cast"]}
    own = {member["key"]: member["name"] for member in row["cast"] if member["name"] != "-"}
    for one in row["attributions"]:
        if len(one["speakers"]) == 1 and one["source"]:
            words = text[one["source"][0][0] : one["source"][-1][1]]
            (names if one["mention"] == "name" else phrases)[one["speakers"][0]].add(compared(words))
    for naming in row["namings"]:
        words = compared(text[slice(*naming["span"])])
        (names if words in compared(own.get(naming["key"], "")) else phrases)[naming["key"]].add(words)
    for key, name in own.items():
        names[key].add(compared(name))
    told = {member["key"]: (member["kind"], frozenset(words_of(member["roles"]))) for member in row["cast"]}
    return {key: Forms(own.get(key, ""), *told[key], frozenset(names[key]), frozenset(phrases[key])) for key in names}


def compared(words: str) -> str:
    """Words as they are compared: a name of a government by its state, the rest without titles and case."""
    state = government_of(words)
    return key_of(state.name if state is not None else untitled(words))


def outcome(one: Row, given: tuple[str, ...], forms: dict[str, Forms], words: str) -> str:
    """What an answer of one or several names is worth."""
    keys = one["speakers"]
    if len(keys) > 1 and one["joint"]:
        if len(given) == 1:
            return "open" if compared(given[0]) == compared(words) else "wrong"
        met = [any(judged(name, key, forms, words) == "right" for name in given) for key in keys]
        return "right" if all(met) and len(given) == len(keys) else "wrong"
    if len(given) > 1:
        return "wrong"
    found = {judged(given[0], key, forms, words) for key in keys}
    return next(worth for worth in ("right", "open", "wrong") if worth in found)


def judged(given: str, key: str, forms: dict[str, Forms], words: str) -> str:
    """What one name is worth as the name of one of the cast."""
    answer, own = compared(given), forms[key]
    others = [form for other, form in forms.items() if other != key]
    fullest = bool(own.name) and answer == compared(own.name)
    if fullest or any(_is(answer, form) for form in others):
        return "right" if fullest else "wrong"
    if _is(answer, own):
        return "right"
    if answer in PRONOUNS:
        return "open"
    if own.name:
        return "open" if f" {answer} " in f" {compared(words)} " or answer in own.phrases else "wrong"
    fits = any(f" {answer} " in f" {phrase} " for phrase in own.phrases | {compared(words)})
    return "right" if fits or own.roles.intersection(answer.split()[-1:]) else "wrong"


def _is(answer: str, form: Forms) -> bool:
    return answer in form.names or (bool(form.name) and _bears(answer, compared(form.name), form.kind))


def _bears(answer: str, name: str, kind: str) -> bool:
    """Whether an answer is a longer or shorter form of a name: of a person's as persons are called, else its start."""
    if kind == "person":
        longer = is_short_for(name, answer) and not OF_OTHERS & set(answer.split())
        return answer == name or is_short_for(answer, name) or longer
    return is_initials(answer.upper(), name) or f"{name} ".startswith(f"{answer} ") or name.endswith(f" of {answer}")


def told(found: list[Decision]) -> Iterator[str]:
    """The table: one row a kind of words, one for all, and one for direct quotes."""
    groups = {kind: [one for one in found if one.mention == kind] for kind in KINDS}
    groups |= {"pronoun, role": groups["pronoun"] + groups["role"], "all": found}
    groups["all, direct"] = [one for one in found if one.form == "direct"]
    for name, some in groups.items():
        count = Counter(one.outcome for one in some)
        answered = count["right"] + count["wrong"]
        if some:
            yield (
                f"| {name} | {len(some)} | {count['right'] / len(some):.3f} | {count['right'] / max(answered, 1):.3f} "
                f"| {answered / len(some):.3f} | {sum(one.hedged for one in some)} | {count['wrong']} |"
            )


def measured(parts: Iterable[str], data: Path | None) -> dict[str, list[Decision]]:
    """The decisions of each part."""
    found: dict[str, list[Decision]] = {part: [] for part in parts}
    rows = {row["id"]: row for row in rows_of(data) if row["part"] in found}
    for parsed in parse(page_of_lines({"id": row["id"], "text": row["text"]}) for row in rows.values()):
        row = rows[parsed.page.source]
        found[row["part"]] += decisions(row, parsed.page, claims_of(parsed, row))
    return found


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("parts", nargs="*", default=DEFAULT, metavar="PART", help="real-dev and real-train by default")
    asked.add_argument("--data", type=Path, default=HERE.parent / "shared" / "data", help="folder of the real texts")
    asked.add_argument("--misses", type=int, default=0, help="how many wrong and open answers of each part to show")
    given = asked.parse_args()
    print("| part | words | speakers | right | precision | answered | hedged | wrong |", "|---|" + "---|" * 7, sep="\n")
    for part, found in measured(given.parts, given.data).items():
        print(*(f"| {part} {row}" for row in told(found)), sep="\n")
        for one in [one for one in found if one.outcome != "right"][: given.misses]:
            print(f"  {one.outcome}: {one.article}:{one.at} {one.words!r} -> {one.given}, wanted {one.wanted}")


if __name__ == "__main__":
    main()
