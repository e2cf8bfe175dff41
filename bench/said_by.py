"""Who says that who said what? Each system's attributions of parsed texts, in the form that the scorers read.

Ours are spans as the finders hand them on, joined where `linking` makes one statement of several paragraphs. Reports
that make no statement of their own (beliefs, reports inside reports, words laid at nobody's door, quotations with
nobody near who could have said them) are told too: the corpora label them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TypeAlias

from predicted import Row, page_of_lines

from onrecord.errors import OnRecordError
from onrecord.extract import Parsed, best_attribution, parse
from onrecord.extract.attribution import told_by_rules, told_by_tagger
from onrecord.extract.linking import Told, statements_of
from onrecord.extract.parse import Paragraph
from onrecord.extract.spans import Found, Offsets
from onrecord.extract.tagger import Tagger, tagger_of
from onrecord.model import Statement

System: TypeAlias = Callable[[Parsed], list[Row]]
Spans: TypeAlias = dict[str, list[list[int]]]

ROLES = ("source", "cue", "content")
TAGGER, NETWORK, RULES, TEXTACY, COMPARISON = "tagger", "network alone", "rules", "textacy", "comparison"
NAMES = (TAGGER, NETWORK, RULES, TEXTACY, COMPARISON)
"""The systems in the order of the table: the shipped one, its network without the rules beside it, and the others."""


def by_rules(parsed: Parsed) -> list[Row]:
    """What the rules find."""
    return attributions_of(told_by_rules(parsed.body()))


def by_tagger(parsed: Parsed) -> list[Row]:
    """What the tagger finds with the rules beside it, as it ships."""
    return attributions_of(told_by_tagger(parsed))


def shipped(rows: Iterable[Row]) -> Iterator[Row]:
    """Attributions of texts as a build would find them: by the tagger where its weights are."""
    best = by_tagger if best_attribution() == "tagger" else by_rules
    for parsed in parse(map(page_of_lines, rows)):
        yield {"id": parsed.page.source, "attributions": best(parsed)}


def attributions_of(told: Sequence[Told]) -> list[Row]:
    """The reports of a page; those that make one statement are one attribution.

    `aside` and `sure` are those of the report (of a statement: its confidence).
    """
    statements = list(statements_of(told, by="bench"))
    whole: dict[str, Row] = {s.id: _whole(s) for s in statements}
    owner = {cite.start: s.id for s in statements for cite in s.content}
    others: list[Row] = []
    for each in told:
        for report in each.found:
            spans = spans_of(each.passage.paragraph, report)
            statement = None if report.aside else owner.get(spans["content"][0][0])
            if statement is None:
                others.append({**spans, "aside": report.aside, "sure": report.sure})
                continue
            for role in ("source", "cue"):
                whole[statement][role] += [span for span in spans[role] if span not in whole[statement][role]]
    return sorted([*whole.values(), *others], key=lambda row: row["content"])


def _whole(statement: Statement) -> Row:
    content = [[cite.start, cite.end] for cite in statement.content]
    return {"source": [], "cue": [], "content": content, "aside": "", "sure": statement.confidence}


def spans_of(paragraph: Paragraph, report: Found) -> Spans:
    """The report's places in the page; its source is the whole phrase that names who speaks."""
    return {
        "source": _placed(paragraph, phrase_of(report)),
        "cue": _placed(paragraph, [report.cue] if report.cue else []),
        "content": _placed(paragraph, report.content),
    }


def phrase_of(report: Found) -> list[Offsets]:
    """The phrase that names who speaks: as found, else from the first name to the last."""
    if report.phrase is not None:
        return [report.phrase]
    return [(min(s for s, _ in report.sources), max(e for _, e in report.sources))] if report.sources else []


def _placed(paragraph: Paragraph, spans: Iterable[Offsets]) -> list[list[int]]:
    return [[paragraph.start + start, paragraph.start + end] for start, end in spans]


def by_network(tagger: Tagger) -> System:
    """What a tagger's network says by itself."""

    def read(parsed: Parsed) -> list[Row]:
        marks = tagger.read([paragraph.text for paragraph in parsed.paragraphs])
        return [
            {
                "source": _placed(paragraph, each.source),
                "cue": _placed(paragraph, [each.cue] if each.cue else []),
                "content": _placed(paragraph, each.content),
            }
            for paragraph, found in zip(parsed.paragraphs, marks, strict=True)
            for each in found
        ]

    return read


def by_textacy(parsed: Parsed) -> list[Row]:
    """The direct quotations that textacy finds in the same parse; a paragraph whose marks it cannot pair has none."""
    quotations = import_module("textacy.extract.triples").direct_quotations
    rows: list[Row] = []
    for paragraph in parsed.paragraphs:
        try:
            found = list(quotations(paragraph.doc))
        except ValueError:
            continue
        for one in found:
            hulls = [(tokens[0].idx, tokens[-1].idx + len(tokens[-1])) for tokens in (one.speaker, one.cue)]
            spans = [*hulls, (one.content.start_char, one.content.end_char)]
            rows.append({role: _placed(paragraph, [span]) for role, span in zip(ROLES, spans, strict=True)})
    return rows


def systems(compare: Path | None) -> tuple[dict[str, System], list[str]]:
    """The systems that are here, and a sentence for each that is not."""
    found: dict[str, System] = {RULES: by_rules}
    missing = []
    try:
        found |= {TAGGER: by_tagger, NETWORK: by_network(tagger_of("en"))}
    except (OnRecordError, _damaged()) as error:
        missing.append(f"No tagger: {error}")
    if find_spec("textacy") is not None:
        found[TEXTACY] = by_textacy
    else:
        missing.append("No textacy: it stands in the bench environment alone (make bench-attribution makes that).")
    if compare is None:
        missing.append("No comparison model: name its folder with --compare (make train-compare makes one).")
    else:
        found[COMPARISON] = by_network(tagger_in(compare))
    return {name: found[name] for name in NAMES if name in found}, missing


def _damaged() -> type[Exception]:
    """What the package of weights raises when a file of it is not there; nothing where there is no such package."""
    package = find_spec("onrecord_en")
    damaged: type[Exception] = import_module("onrecord_en").DamagedFile if package else OnRecordError
    return damaged


def tagger_in(folder: Path) -> Tagger:
    """The tagger whose `tagger.onnx` and `tokenizer.json` stand in a folder."""
    try:
        weights, tokenizer = (folder / "tagger.onnx").read_bytes(), (folder / "tokenizer.json").read_text("utf-8")
    except FileNotFoundError as error:
        raise SystemExit(f"no model in {folder}: {error.filename} is not there; make train-compare makes one") from None
    return Tagger(weights, tokenizer)
