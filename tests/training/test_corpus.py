"""Does the corpus say what its marks say, and does the checker see what writers do wrong?"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from hypothesis import given, strategies

sys.path.insert(0, str(Path(__file__).parents[2] / "training" / "corpus"))

import agreement
import check
import marks
import quotes
import standoff
from annotation import Article, article_of, standoff_of

import read

HEAD = """id: wire-9001
style: wire
hand: tests
variety: en-GB
outlet: The Orm Echo
date: 2031-05-12
cast:
  vas | Ildi Vas | person | baker
  tar | Mihkel Tar | person | mayor of Orm
---
Ildi Vas and Mihkel Tar at odds over bread

"""
SAID = '"{q1|It rained,}" {s1 @vas|Ildi Vas} {c1|said}. "{q1|Nobody came.}"'
TOLD = "{s2 @tar|Mihkel Tar, 59, mayor of Orm,} {c2|told} her that {q2|the fair was over}."


def marked(body: str, head: str = HEAD) -> marks.Marked:
    return marks.read_marked(head + body + "\n")


def article(body: str) -> Article:
    return marked(body).article


def faults(tmp_path: Path, body: str, words: int = 60) -> list[str]:
    path = tmp_path / "wire" / "wire-9001.txt"
    path.parent.mkdir(exist_ok=True)
    path.write_text(HEAD + body + "\n\n" + "Rain fell again. " * words, encoding="utf-8")
    return [slip.why for slip in check.faults_of_file(path)]


def words(one: Article, number: int, role: str) -> list[str]:
    found = next(row for row in one.attributions if row.id == number)
    return [one.text[start:end] for start, end in getattr(found, role)]


def test_marks_come_off_and_spans_lose_commas_stops_and_quotation_marks() -> None:
    one = article(SAID + "\n\n" + TOLD)
    assert '"It rained," Ildi Vas said. "Nobody came."' in one.text
    assert words(one, 1, "content") == ["It rained", "Nobody came"]
    assert words(one, 2, "source") == ["Mihkel Tar, 59, mayor of Orm"]
    assert words(one, 2, "content") == ["the fair was over"]


@pytest.mark.parametrize(
    ("body", "form"),
    [
        ('{s1 @vas|She} {c1|said}: "{q1|No.}"', "direct"),
        ("{s1 @vas|She} {c1|said}: ‘{q1|The bakers’ hall is mine.}’", "direct"),
        ("{s1 @vas|She} {c1|said} {q1|no}.", "indirect"),
        ('{s1 @vas|She} {c1|said} {q1|the oven was "done for" and cold}.', "mixed"),
        ('{s1 @vas|She} {c1|said} {q1|the film {x|"Bread"} was over}.', "indirect"),
        ('{q1 lost|It rained,}" {s1 @vas|she} {c1|said}.', "direct"),
        ("{s1 @vas|Vas}{c1|:} {q1 direct|I was born there.}", "direct"),
    ],
)
def test_the_form_follows_from_the_quotation_marks(body: str, form: str) -> None:
    assert [one.form for one in article(body).attributions] == [form]


def test_the_marks_around_a_quote_do_not_make_what_is_reported_inside_it_direct() -> None:
    body = '"{q1|{s2 @tar|He} {c2|said} {q2|it rained!}}" {c1|wrote} {s1 @vas|Ildi Vas}.'
    forms = {one.id: one.form for one in article(body).attributions}
    assert forms == {1: "direct", 2: "indirect"}


def test_german_quotes_pair_and_a_text_of_no_lines_has_none() -> None:
    text = "Sie sagte: „Es regnet.“ Und ging."
    [found], strays = quotes.quotes_of(text)
    assert (text[found.start : found.end], strays) == ("Es regnet.", [])
    assert quotes.quotes_of("") == ([], [])


def test_a_colon_or_dash_may_be_the_cue_and_an_acronym_a_name() -> None:
    one = article("{s1 @vas|Vas}{c1|:} {q1|no bread}\n\n{q2|No fair} {c2|-} {s2 @tar|MT}")
    assert words(one, 1, "cue") == [":"] and words(one, 2, "cue") == ["-"]
    assert [row.mention for row in one.attributions] == ["name", "name"]


def test_inside_a_quote_only_its_own_quotation_marks_count() -> None:
    one = article(
        "\"{q1|{s2 @tar|He} {c2|told} me {q2|to run} and {c3 s2|said} '{q3|now}'.}\" {s1 @vas|Vas} {c1|said}."
    )
    assert [(row.form, row.inside) for row in one.attributions] == [("direct", None), ("indirect", 1), ("direct", 1)]


def test_a_quote_over_paragraphs_is_one_direct_content() -> None:
    one = article('{s1 @vas|Vas} {c1|said}: "{q1|It rained.}\n\n"{q1|Nobody came.}"')
    assert [row.form for row in one.attributions] == ["direct"]
    assert quotes.quotes_of(one.text)[1] == []


def test_a_source_is_shared_or_taken_over() -> None:
    one = article("{s1,2 @vas|She} {c1|denied} {q1|it}, {c2|adding} {q2|nothing}, {c3 s2|warning of} {q3|rain}.")
    assert [row.speakers for row in one.attributions] == [("vas",)] * 3
    assert words(one, 2, "source") == ["She"] and words(one, 3, "source") == []
    assert read.inherited_source(one, 3) == one.attributions[0].source


def test_sources_are_told_apart_as_names_roles_and_pronouns() -> None:
    one = article(
        "{s1 @vas|Vas} {c1|said} {q1|a}. {s2 @vas|The baker} {c2|said} {q2|b}. {s3 @vas|She} {c3|said} {q3|c}. "
        "{s4 @tar|Vas's mayor} {c4|said} {q4|d}."
    )
    assert [row.mention for row in one.attributions] == ["name", "role", "pronoun", "role"]


def test_figures_times_and_offices_are_read() -> None:
    one = article(
        "{s1 @tar|{o @tar former|mayor of {g|Orm}}} {c1|said} {t1 2031-05-11|on Sunday} {q1|"
        "{f over 1200 people|more than 1,200 {n|bakers}} left, {f range 20..30 percent|20 to 30 per cent}}."
    )
    assert [(row.modifier, row.low, row.high, row.unit) for row in one.figures] == [
        ("over", 1200.0, None, "people"),
        ("range", 20.0, 30.0, "percent"),
    ]
    assert one.figures[0].counted is not None and one.text[slice(*one.figures[0].counted)] == "bakers"
    assert (one.said[0].edtf, one.said[0].of) == ("2031-05-11", (1,))
    assert (one.offices[0].person, one.offices[0].status) == ("tar", "former")


def test_a_clean_article_has_no_faults(tmp_path: Path) -> None:
    assert faults(tmp_path, SAID + "\n\n" + TOLD) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("{q1|It rained, {s1 @vas|she} {c1|said}}. " + TOLD, "stands inside q1"),
        ("{s1 @vas|She} {c1|said that} {q1|it rained}. " + TOLD, "leave `that` outside"),
        ("{s1 @vas|She} {c1|said} {q1|that it rained}. " + TOLD, "leave `that` outside"),
        ("{s1 @vas|She} {c1|said} {q1|it rained. " + TOLD, "does not close on this line"),
        ("{s1 @vas|She} {c1|said}} {q1|it rained}. " + TOLD, "closes nothing"),
        ("{s1 @vas|She} {q1|it rained}. " + TOLD, "needs a cue"),
        ("{c1|said} {q1|it rained}. " + TOLD, "has no speaker"),
        ("{s1 @vas|She} {c1|said}. " + TOLD, "has no content"),
        ("{s1|She} {c1|said} {q1|it rained}. " + TOLD, "needs the key"),
        ("{s1 @may|She} {c1|said} {q1|it rained}. " + TOLD, "@may is not in the cast"),
        ("{s1 @tar|Vas} {c1|said} {q1|it rained}. " + SAID.replace("1", "3") + TOLD, "names vas but its key is tar"),
        ("{s1 @vas|Vas} {c1 maybe|said} {q1|it rained}. " + TOLD, "does not know 'maybe'"),
        ("{s1 @vas|Vas} {c1|sai}d {q1|it rained}. " + TOLD, "ends inside a word"),
        ('The "Bread" fair. ' + SAID + TOLD, "quotation marks without a mark"),
        ("Vas said it rained. " + SAID + TOLD, "'said' is no cue"),
        ('"{q1|It} rained," {s1 @vas|Vas} {c1|said}. ' + TOLD, "outside q1"),
        ('{q1|It rained,}" {s1 @vas|Vas} {c1|said}. ' + TOLD, "has no partner"),
        ("{s1 @vas|Vas} {c1|said} {q1|he {c3 @tar|feared} rain} {q3|and snow}. " + TOLD, "half inside q1"),
        (SAID, "has no mark: delete the line"),
    ],
)
def test_a_slip_is_told_with_its_remedy(tmp_path: Path, body: str, why: str) -> None:
    assert any(why in fault for fault in faults(tmp_path, body)), faults(tmp_path, body)


def test_a_fault_names_its_line(tmp_path: Path) -> None:
    path = tmp_path / "wire" / "wire-9001.txt"
    path.parent.mkdir()
    path.write_text(HEAD + SAID + "\n\n{s2 @tar|Tar} {c2|said.\n", encoding="utf-8")
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [slip.line for slip in check.faults_of_file(path)] == [len(lines)] * 1


def test_no_two_articles_share_a_long_run_of_words() -> None:
    body = "The rain that fell on Orm that spring was the kind that bakers remember for years."
    other = marked(body, HEAD.replace("9001", "9002"))
    assert list(check.shared_runs([(Path("a"), marked(body))])) == []
    assert [path for path, _ in check.shared_runs([(Path("a"), marked(body)), (Path("b"), other)])] == [Path("b")]


def test_standoff_annotation_holds_no_words_and_joins_with_the_text() -> None:
    one = marked(SAID + "\n\n" + TOLD)
    kept = standoff.keep(one, one.article.text)
    written = json.dumps(standoff_of(kept))
    assert not any(word in written for word in ("Ildi", "rained", "mayor", "vas"))
    joined = read.named(article_of(json.loads(written), one.article.text))
    assert [member.name for member in joined.cast] == ["Ildi Vas", "Mihkel Tar"]
    assert joined.attributions == kept.attributions


def test_a_copy_with_a_changed_text_is_not_kept() -> None:
    one = marked(SAID + TOLD)
    with pytest.raises(ValueError, match="differs from the source"):
        standoff.keep(one, one.article.text.replace("fair", "hair"))


def test_a_kept_annotation_shown_again_reads_the_same() -> None:
    nested = "{s3 @vas|She} {c3|said} {q3|{s4 @tar|he} {c4 belief|hoped} {q4|to win}}, {c5 s3|adding} {q5|no more}."
    one = marked(SAID + "\n\n" + TOLD + "\n\n" + nested)
    kept = standoff.keep(one, one.article.text)
    again = marks.read_marked(standoff.shown(read.named(kept)))
    assert again.slips == ()
    assert standoff.keep(again, one.article.text).attributions == kept.attributions


def test_two_equal_passes_agree_wholly_and_a_shorter_content_in_part() -> None:
    one, other = article(SAID + TOLD), article(SAID + TOLD.replace("the fair was over}", "the fair was} over"))
    same, near = agreement.scores_of(one, one), agreement.scores_of(one, other)
    assert same["full exact both"] == same["full exact first"] == 2
    assert (near["content exact both"], near["content partial both"]) == (2, 3)
    assert (near["full both"], near["full exact both"], near["speaker both"]) == (2, 1, 2)


def test_articles_of_one_story_fall_on_one_side() -> None:
    heads = [HEAD.replace("9001", f"90{number}") for number in range(99)]
    told = [head.replace("hand: ", "story: fair\nhand: ") for head in heads]
    assert len({read.split_of(marked("", head).article, {}) for head in told}) == 1
    assert {read.split_of(marked("", head).article, {}) for head in heads} == {"train", "dev", "test"}


def test_real_documents_stand_in_one_part_each() -> None:
    parts = json.loads((read.HERE / "splits.json").read_text(encoding="utf-8"))["real"]
    names = [name for part in parts.values() for name in part]
    assert len(names) == len(set(names)) == 161


def test_the_corpus_has_no_faults() -> None:
    faults = [f"{path}:{slip.line}: {slip.why}" for path, _ in read.invented() for slip in check.faults_of_file(path)]
    assert faults == []


@given(strategies.text(alphabet="ab \n{}|\"'“”.,q1s@c", max_size=80))
def test_no_text_breaks_the_reading(body: str) -> None:
    one = marks.read_marked(HEAD + body).article
    for row in one.attributions:
        for start, end in (*row.source, *row.cue, *row.content):
            assert 0 <= start <= end <= len(one.text)
