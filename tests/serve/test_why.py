"""Does `why` lead from a row back to the very bytes, and say so when they are no longer there?"""

from __future__ import annotations

import codecs
import gzip
import hashlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import doors
import newsroom
import pytest

import make
from onrecord.errors import NotOnRecord
from onrecord.model import KINDS, Block, Cite, Evidence, Lineage, Link, PageId, Source
from onrecord.read.sources import sources_of
from onrecord.serve.why import Why, bytes_again, bytes_at, why_of
from onrecord.store import Record

Write = Callable[[], Record]


def why(record: Record, name: str) -> Why:
    return why_of(doors.desk_of(record), name, bytes_of=bytes_again)


def test_a_statement_leads_to_bytes_that_are_checked_in_its_file(write: Write, kinds: newsroom.Kinds) -> None:
    trail = why(write(), kinds["statements"][0].id)
    assert trail.file and trail.page
    assert trail.file.state == "unchanged"
    for cite in trail.cites:
        assert cite.holds and cite.bytes and cite.bytes_hold
        assert Path(trail.page.source).read_bytes()[slice(*cite.bytes)].decode() == cite.text
    assert trail.cites[0].sentence.startswith('"The gates stay shut')
    assert trail.rule == "attribution.en.v1:quote"


def test_a_file_that_changed_is_said_to_have_changed(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    source = Path(kinds["pages"][0].source)
    source.write_text(source.read_text().replace("gates", "doors"))
    trail = why(record, kinds["statements"][0].id)
    assert trail.file and trail.file.state == "changed" and trail.file.sha256_now != trail.file.sha256
    assert all(cite.bytes_hold is None for cite in trail.cites)
    assert "the file has changed" in doors.typed(trail)


def test_a_file_that_is_gone_is_said_to_be_gone(write: Write, kinds: newsroom.Kinds) -> None:
    record = write()
    Path(kinds["pages"][0].source).unlink()
    trail = why(record, kinds["statements"][0].id)
    assert trail.file and trail.file.state == "gone"
    assert "not where it was read" in doors.typed(trail)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252", "latin-1"])
def test_bytes_are_found_in_every_encoding_with_and_without_a_mark(encoding: str) -> None:
    page = replace(make.page("Café gates: «The gates stay shut»"), encoding=encoding)
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    cite = make.cite(page, "«The gates stay shut»")
    plain = encoding.removesuffix("-sig")
    for data in (page.text.encode(encoding), mark + page.text.encode(encoding)):
        place = bytes_at(page, cite, data)
        assert place and data[slice(*place)].decode(plain) == cite.text


def test_a_place_in_markup_is_the_blocks_own_range_and_path(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    blocks = tuple(replace(block, raw=(5, 60), path="/html/body/p[1]") for block in courier.blocks)
    kinds["pages"][0] = replace(courier, media_type="text/html", blocks=blocks)
    cite = why(write(), kinds["statements"][0].id).cites[0]
    assert (cite.path, cite.bytes, cite.bytes_hold) == ("/html/body/p[1]", (5, 60), None)


def test_words_in_markup_are_checked_without_their_tags(tmp_path: Path) -> None:
    markup = "<html><body><p>The <b>gates</b> of Sarn &amp; Lurin\n stay shut, Brenn said.</p></body></html>"
    place = (markup.index("<p>"), markup.index("</body>"))
    (tmp_path / "a.html").write_text(markup)
    page = make.page("The gates of Sarn & Lurin stay shut, Brenn said.", name=str(tmp_path / "a.html"))
    page = replace(
        page,
        media_type="text/html",
        encoding="utf-8",
        sha256=hashlib.sha256(markup.encode()).hexdigest(),
        blocks=(replace(page.blocks[0], raw=place, path="/html/body/p"),),
    )
    rows: newsroom.Kinds = {kind: [] for kind in KINDS}
    said = make.statement(page, "Brenn", "The gates of Sarn & Lurin stay shut", cue="said")
    with newsroom.record_at(tmp_path / "a.db", rows | {"pages": [page], "statements": [said]}) as record:
        words, cue = why(record, said.id).cites
    assert (words.bytes, words.bytes_hold, words.role, cue.role) == (place, True, "words", "cue")


def test_a_cite_that_does_not_hold_is_said_aloud(write: Write, kinds: newsroom.Kinds) -> None:
    quote = kinds["statements"][0]
    kinds["statements"][0] = replace(quote, content=(Cite("other words", 3, 14),))
    trail = why(write(), quote.id)
    assert not trail.cites[0].holds
    assert "DOES NOT HOLD" in doors.typed(trail)


def test_a_speaker_leads_to_the_entity_and_to_what_joined_its_names(record: Record) -> None:
    statement = next(row for row in record.rows("statements") if row.content[0].text == "Nobody is in danger")
    [speaker] = why(record, statement.id).speakers
    assert speaker.entity == newsroom.BRENN.id
    assert speaker.why == "same surname on pages of one story"


def test_dates_tell_their_basis(record: Record) -> None:
    page = next(iter(record.rows("pages")))
    [date] = why(record, page.id).dates
    assert (date.field, date.basis) == ("published", "stated")


def test_the_rows_that_decided_are_named(record: Record) -> None:
    utterance = why(record, "u1")
    assert [part.kind for part in utterance.parts] == ["statements", "statements"]
    assert all("reports that" in part.words for part in utterance.parts)
    conflict = next(row for row in record.rows("links") if row.kind == "conflicts")
    assert {part.id for part in why(record, conflict.id).parts} == {conflict.a, conflict.b}
    assert [joined.kind for joined in why(record, conflict.a).joined] == ["conflicts"]
    assert len(why(record, "x1").parts) == 2
    assert len(why(record, "t1").parts) == 2


def test_a_judgement_is_shown_with_who_and_why(write: Write, kinds: newsroom.Kinds) -> None:
    doubtful = kinds["statements"][-1]
    kinds["judgements"].append(newsroom.confirmed(doubtful))
    assert "heard the tape" in doors.typed(why(write(), doubtful.id))


def test_every_row_of_every_kind_has_a_trail(record: Record) -> None:
    for kind in record.counts():
        for row in record.rows(kind) if kind != "refusals" else ():
            trail = why(record, row.id)
            assert trail.kind == kind
            assert all(doors.PRINTERS[door](trail) for door in doors.PRINTERS)


def test_a_page_out_of_a_container_is_read_again_from_it(tmp_path: Path) -> None:
    rows = '{"source": "https://x.example/a", "text": "One."}\n{"source": "https://x.example/b", "text": "Two."}\n'
    feed = tmp_path / "feed.jsonl"
    feed.write_text(rows)
    second = replace(make.page("Two.", name="https://x.example/b"), container=str(feed), offset=rows.index("\n") + 1)
    assert bytes_again(second) == b"Two."
    assert bytes_again(replace(second, offset=0)) is None


def test_an_unknown_id_is_an_error_that_says_where_ids_stand(record: Record) -> None:
    with pytest.raises(NotOnRecord):
        why(record, "s00000000")


def test_blocks_between_which_words_stand_are_no_hindrance(write: Write, kinds: newsroom.Kinds) -> None:
    kinds["pages"][0] = replace(kinds["pages"][0], blocks=(Block("title", 0, 4),))
    assert why(write(), kinds["statements"][0].id).cites[0].holds


def _captured(number: int) -> bytes:
    """A WARC record of a plain page, packed by itself."""
    answer = f"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nPage {number}."
    fields = f"WARC-Type: response\r\nWARC-Target-URI: https://x.example/{number}\r\nWARC-Record-ID: <urn:x:{number}>"
    kind = f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}"
    return gzip.compress(f"WARC/1.1\r\n{fields}\r\n{kind}\r\n\r\n{answer}\r\n\r\n".encode())


def test_a_page_of_an_archive_is_read_at_its_place_and_nowhere_else(tmp_path: Path) -> None:
    archive = tmp_path / "crawl.warc.gz"
    archive.write_bytes(b"".join(map(_captured, (1, 2))))
    second = [source for source in sources_of([str(archive)]) if isinstance(source, Source)][1]
    page = replace(make.page("Page 2.", name=second.name), container=str(archive), offset=second.offset)
    spoiled = bytearray(archive.read_bytes())
    spoiled[: second.offset or 0] = bytes(second.offset or 0)  # whatever is before the place is not asked
    archive.write_bytes(spoiled)
    assert bytes_again(page) == b"Page 2."


def test_a_page_tells_what_its_markup_says_and_where_it_disagrees(write: Write, kinds: newsroom.Kinds) -> None:
    told = Evidence("published", "2031-04-03T23:30Z", "meta article:published_time")
    noted = replace(kinds["pages"][0], evidence=(told,), notes=("the page shows 4 April 2031",))
    kinds["pages"][0] = noted
    words = doors.typed(why(write(), noted.id))
    assert "2031-04-03T23:30Z" in words
    assert "the page shows 4 April 2031" in words


def came(kinds: newsroom.Kinds) -> dict[str, Link]:
    """The Herald copies the Courier's page, which the blog carries a passage of; rows say where they come from."""
    courier, herald, blog = (page.id for page in kinds["pages"])
    quote, figure = kinds["statements"][0], kinds["figures"][1]
    told = Lineage("Oda Brenn", "Belmara", None, "River Wire", "credited", courier, "en")
    relayed = Lineage("the relief council", None, "the harbour office", "Osk Herald", "published", herald, "en")
    kinds["statements"][0] = replace(quote, lineage=told)
    retold = next(row for row in kinds["statements"] if row.utterance and row.id != quote.id)
    copied = replace(told, outlet="Delta Radio", heard="told", text=courier)
    kinds["statements"][kinds["statements"].index(retold)] = replace(retold, lineage=copied)
    kinds["figures"][1] = replace(figure, lineage=relayed, origins=2)
    kinds["utterances"][0] = replace(kinds["utterances"][0], origins=2, lineage=(told, copied))
    links = {
        "copy": Link("lcopy", "reuses", herald, courier, 0.8, "The copy credits the Courier.", "rule:shared_passages"),
        "box": Link("lbox", "reuses", blog, courier, 0.1, "Both carry one passage.", "rule:carried_passage"),
    }
    kinds["links"] += links.values()
    return links


def test_a_statement_tells_by_which_way_it_came(write: Write, kinds: newsroom.Kinds) -> None:
    came(kinds)
    [chain] = why(write(), kinds["utterances"][0].statements[1]).chains
    assert [step.kind for step in chain] == ["page", "copied_from", "told", "speaker"]
    assert chain[1].words.startswith("copied from Tavra Courier") and chain[1].row == "lcopy"
    assert "Delta Radio" in chain[2].words
    assert chain[3].words == "attributed to Oda Brenn, in an office of Belmara"


def test_a_figure_tells_whom_its_giver_relays_and_how_many_give_it(write: Write, kinds: newsroom.Kinds) -> None:
    came(kinds)
    trail = why(write(), kinds["figures"][1].id)
    assert [step.words for step in trail.chains[0]][-2:] == [
        "attributed to the relief council",
        "relaying the harbour office",
    ]
    assert trail.origins and trail.origins.count == 2 and trail.origins.vector["source relayed"] == 1
    assert "2 independent givers" in doors.typed(trail) and "→ relaying the harbour office" in doors.typed(trail)


def test_an_utterance_shows_a_chain_for_each_origin(write: Write, kinds: newsroom.Kinds) -> None:
    came(kinds)
    trail = why(write(), "u1")
    assert len(trail.chains) == 2
    assert trail.origins and trail.origins.words.startswith("reported by 2 independent newsrooms")
    assert trail.origins.vector == {
        "speaker": 1, "body": 1, "source relayed": 0, "newsroom": 2, "text": 1, "language": 1,
    }  # fmt: skip


def test_a_page_that_only_carries_a_passage_is_no_copy(write: Write, kinds: newsroom.Kinds) -> None:
    came(kinds)
    record = write()
    _, herald, blog = kinds["pages"]
    assert [step.kind for step in why(record, blog.id).chains[0]] == ["page"]
    assert [step.kind for step in why(record, herald.id).chains[0]] == ["page", "copied_from"]
    assert doors.desk_of(record).page(blog.id).copies == ()


def test_a_link_between_copies_shows_the_words_they_have_in_common(write: Write, kinds: newsroom.Kinds) -> None:
    courier = kinds["pages"][0]
    again = make.page(f"From the wires.\n\n{newsroom.COURIER}", title="Gates", name="again.txt")
    kinds["pages"].append(again)
    kinds["links"].append(Link("lagain", "reuses", again.id, courier.id, 0.9, "", "rule:shared_passages"))
    trail = why(write(), "lagain")
    assert trail.passages
    for ours, theirs in trail.passages:
        assert again.text[ours.start : ours.end] == ours.text and courier.text[theirs.start : theirs.end] == theirs.text
    assert "Words in common" in doors.typed(trail)
    withheld = why_of(doors.desk_of(write(), "none"), "lagain", bytes_of=bytes_again)
    assert withheld.passages == ()


def test_copies_in_a_ring_come_to_an_end(write: Write, kinds: newsroom.Kinds) -> None:
    courier, herald, _ = kinds["pages"]
    for a, b in ((courier, herald), (herald, courier)):
        kinds["links"].append(Link(f"l{a.id}", "reuses", a.id, b.id, 0.9, "", "rule:shared_passages"))
    quote = kinds["statements"][0]
    kinds["statements"][0] = replace(quote, lineage=Lineage("Oda Brenn", text=PageId("p-gone")))
    record = write()
    assert [step.kind for step in why(record, courier.id).chains[0]] == ["page"]
    assert [step.kind for step in why(record, quote.id).chains[0]] == ["page", "speaker"]
