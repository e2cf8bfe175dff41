"""From the bytes to the record: whatever a page's letters are made of, its cites hold and search finds its words."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord import pipeline
from onrecord.store import Record, search

LEAD = "The river commission of Kalven has met in the capital to hear the farmers of the lower valley on their wells."
PLAIN = "“The gates of the Tavra stay shut,” Minister Ilen Marrow told reporters on Friday after he had met the mayors."
"""What a page says, in plain letters."""

MARKUPS: dict[str, str] = {
    "soft hyphens": PLAIN.replace("Marrow", "Mar&shy;row").replace("mayors", "may\u00adors"),
    "zero-width characters": PLAIN.replace("gates", "ga\u200btes").replace("Marrow", "\u2060Marrow\ufeff"),
    "non-breaking spaces": PLAIN.replace(" ", "&nbsp;").replace("Ilen&nbsp;", "Ilen\u202f"),
    "entities": PLAIN.replace("“", "&ldquo;").replace("”", "&#8221;").replace("g", "&#x67;"),
    "marks of direction": f"\u202a{PLAIN}\u202c\u200e",
    "ligatures": PLAIN.replace("told reporters on", "told reporters in the o\ufb03ce on"),
    "elements in words": PLAIN.replace("gates", "<b>ga</b>tes").replace("Marrow", "Mar<wbr>row"),
}

PLAIN_TO_THE_PARSER = ("non-breaking spaces", "entities", "ligatures", "elements in words")
NAME = "Ilen Marrow"


def record_of(words: str, folder: Path) -> Record:
    """The record of one HTML page."""
    body = f"<p>{LEAD}</p><p>{words}</p><p>{LEAD}</p>"
    markup = f"<html><head><title>Gates stay shut</title></head><body><h1>Gates stay shut</h1>{body}</body></html>"
    (folder / "a.html").write_text(markup, encoding="utf-8")
    pipeline.build([str(folder / "a.html")], folder / "record.db")
    return Record.open(folder / "record.db")


@pytest.mark.parametrize("kind", MARKUPS)
def test_a_page_in_other_letters_is_cited_and_found(kind: str, tmp_path: Path) -> None:
    record = record_of(MARKUPS[kind], tmp_path)
    [page] = record.pages()
    statements = list(record.statements())
    for cite in [cite for statement in statements for cite in statement.content]:
        assert page.text[cite.start : cite.end] == cite.text
    if kind in PLAIN_TO_THE_PARSER:
        assert [speaker.name for statement in statements for speaker in statement.speakers] == [NAME]
    for asked in ("gates Tavra", "marrow", '"stay shut"'):
        found = search(record, asked)
        assert "pages" in {hit.kind for hit in found}
        assert all(hit.cite is None or page.text[hit.cite.start : hit.cite.end] == hit.text for hit in found)


@pytest.mark.parametrize("sign", ["\u00ad", "\u200b", "\u2060", "\u200d", "\u200e", "\u202a"])
def test_a_text_page_keeps_every_character_and_its_words_are_found(sign: str, tmp_path: Path) -> None:
    text = f"Gates stay shut\n\n{LEAD}\n\n{PLAIN.replace('Marrow', f'Mar{sign}row')}\n\n{LEAD}\n"
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    pipeline.build([str(tmp_path / "a.txt")], tmp_path / "record.db")
    record = Record.open(tmp_path / "record.db")
    [page] = record.pages()
    assert page.text == text
    [hit] = search(record, "marrow mayors", kind="pages")
    assert hit.cite is not None
    assert f"Mar{sign}row" in page.text[hit.cite.start : hit.cite.end] == hit.text
