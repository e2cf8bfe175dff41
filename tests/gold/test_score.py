"""Does the scorer tell a perfect record from a worse one?"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import labels
import pytest
import score

from onrecord.model import KINDS

GOLD = labels.gold()
TEXTS = {name: text for name, (text, _) in labels.texts().items()}
Export = dict[str, list[dict[str, Any]]]


def span(file: str, words: str) -> dict[str, Any]:
    start = TEXTS[file].index(words)
    return {"text": words, "start": start, "end": start + len(words)}


def statement(row: dict[str, Any]) -> dict[str, Any]:
    names = row["speaker"] if row.get("joint") else row["speaker"][:1]
    return {
        "id": row["id"],
        "page": row["file"],
        "speakers": [{"name": name, "weight": 1.0} for name in names],
        "joint": row.get("joint", False),
        "cue": None,
        "form": row["form"] if isinstance(row["form"], str) else row["form"][0],
        "content": [span(row["file"], words) for words in (row["content"], *row.get("content_more", ()))],
        "said": {"edtf": row["said"]},
        "via": row["via"],
        "repaired": row.get("repaired", False),
    }


def figure(row: dict[str, Any]) -> dict[str, Any]:
    place = span(row["file"], row["surface"])
    if "span" in row:
        place |= dict(zip(("start", "end"), row["span"], strict=True))
    known = {name: row[name] for name in ("id", "low", "high", "modifier")}
    return place | known | {"page": row["file"], "given_by": [row["given_by"]] if row["given_by"] else []}


def page(article: dict[str, Any], story: str) -> dict[str, Any]:
    text = TEXTS[article["file"]]
    body = span(article["file"], article["first"])["start"], span(article["file"], article["last"])["end"]
    junk = [span(article["file"], words) for words in article["junk"]]
    kept = {name: article[name] for name in ("title", "outlet", "author", "language")}
    return kept | {
        "id": article["file"],
        "source": f"examples/pages/{article['file']}",
        "published": {"edtf": article["published"]},
        "text": text,
        "blocks": [{"kind": "paragraph", "start": start, "end": end} for start, end in kept_of(body, junk)],
        "story": story,
    }


def kept_of(body: tuple[int, int], junk: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """The body without the junk that stands inside it."""
    inside = sorted((row["start"], row["end"]) for row in junk if body[0] <= row["start"] < body[1])
    edges = [body[0], *(edge for place in inside for edge in place), body[1]]
    return list(zip(edges[::2], edges[1::2], strict=True))


def kind_of(names: list[str]) -> str:
    return next((row["kind"][0] for row in GOLD["entities"] if row["name"] in names), "organization")


def lone() -> list[dict[str, Any]]:
    listed = {name for names in GOLD["aliases"] for name in names}
    return [row for row in GOLD["entities"] if row["name"] not in listed]


def perfect() -> Export:
    """An export that holds what the labels name, and nothing else."""
    story = {file: f"y{number}" for number, files in enumerate(GOLD["stories"]) for file in files}
    export: Export = {kind: [] for kind in KINDS}
    export["pages"] = [page(article, story.get(article["file"], "y9")) for article in GOLD["articles"]]
    export["refusals"] = [{"source": row["file"], "stage": "read", "why": row["why"]} for row in GOLD["refused"]]
    export["statements"] = [statement(row) for row in GOLD["statements"] if not row["optional"]]
    export["figures"] = [figure(row) for row in GOLD["figures"]]
    export["links"] = [
        {"kind": sorted(score.WANTED.get(row["kind"], {row["kind"]}))[0], "a": row["a"], "b": row["b"]}
        for row in GOLD["links"]
    ] + [{"kind": row["kind"], "a": row["file"], "b": row["to"]} for row in GOLD["references"]]
    export["entities"] = [{"name": names[0], "aliases": names[1:], "kind": kind_of(names)} for names in GOLD["aliases"]]
    export["entities"] += [{"name": row["name"], "aliases": [], "kind": row["kind"][0]} for row in lone()]
    export["offices"] = [
        {"page": file, "person": row["person"], "title": row["office"], "organization": row["organization"]}
        | span(file, row["person"].split()[-1])
        for row in GOLD["offices"]
        for file in row["files"]
        if not row.get("optional")
    ]
    export["memberships"] = [
        {"page": row["file"], "member": name, "body": row["body"], "role": row["role"]} | span(row["file"], name)
        for row in GOLD["memberships"]
        for name in row["members"]
    ]
    export["designations"] = [
        {"page": file, "target": row["target"], "status": row["status"], "by": row.get("by")}
        | {"authority": score.either(row["authority"])[0], "date": {"edtf": row["date"]}}
        | span(file, row["target"])
        for row in GOLD["designations"]
        for file in row["files"]
    ]
    return export


def test_a_perfect_record_scores_one_everywhere() -> None:
    assert {name: value for name, value in score.scores(perfect(), GOLD).items() if value != 1} == {}


def wrong_speaker(export: Export) -> None:
    export["statements"][0]["speakers"][0]["name"] = "Somebody Else"


def guessed_speakers(export: Export) -> None:
    export["statements"][0]["speakers"] = [{"name": name, "weight": 0.5} for name in ("Bregan Olt", "Oru Sefaye")]


def invented_statement(export: Export) -> None:
    file = export["statements"][0]["page"]
    export["statements"].append(export["statements"][0] | {"id": "x", "content": [span(file, "Terms of use")]})


def broken_cite(export: Export) -> None:
    export["statements"][0]["content"][0]["start"] += 1


def indirect_for_direct(export: Export) -> None:
    direct = next(row for row in export["statements"] if row["form"] == "direct")
    direct["form"] = "indirect"


def lost_repair(export: Export) -> None:
    next(row for row in export["statements"] if row["repaired"])["repaired"] = False


def wrong_value(export: Export) -> None:
    export["figures"][0]["low"] = 15


def unfair_link(export: Export) -> None:
    export["links"].append({"kind": "conflicts", "a": "tpa-1", "b": "report-1"})


def merged_stories(export: Export) -> None:
    for row in export["pages"]:
        row["story"] = "y0"


def reversed_reference(export: Export) -> None:
    link = next(row for row in export["links"] if row["kind"] == "reuses")
    link["a"], link["b"] = link["b"], link["a"]


def junk_in_the_body(export: Export) -> None:
    export["pages"][0]["blocks"][0]["start"] = 0


def split_entity(export: Export) -> None:
    first = export["entities"][0]
    export["entities"] += [{"name": name, "aliases": [], "kind": first["kind"]} for name in first["aliases"]]
    first["aliases"] = []


def merged_entities(export: Export) -> None:
    export["entities"][0]["aliases"].append(export["entities"][1]["name"])


def state_for_a_person(export: Export) -> None:
    export["entities"][-1]["kind"] = "person"


def silent_refusal(export: Export) -> None:
    export["refusals"].pop()


def no_offices(export: Export) -> None:
    export["offices"] = []


WORSE: dict[Callable[[Export], None], str] = {
    wrong_speaker: "statements.content_and_speaker",
    guessed_speakers: "statements.speaker",
    invented_statement: "statements.content",
    broken_cite: "cites",
    indirect_for_direct: "statements.form",
    lost_repair: "statements.repaired",
    wrong_value: "figures.value",
    unfair_link: "links.fair",
    merged_stories: "stories",
    reversed_reference: "references",
    junk_in_the_body: "pages.junk",
    split_entity: "entities.joined",
    merged_entities: "entities.apart",
    state_for_a_person: "entities.kind",
    silent_refusal: "refusals",
    no_offices: "offices.recall",
}


@pytest.mark.parametrize("spoil", WORSE, ids=lambda spoil: spoil.__name__)
def test_a_worse_record_scores_less(spoil: Callable[[Export], None]) -> None:
    export = copy.deepcopy(perfect())
    spoil(export)
    assert score.scores(export, GOLD)[WORSE[spoil]] < 1
