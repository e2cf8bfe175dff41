from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.errors import UnreadableInput
from onrecord.model import BODY, Page, Refusal
from onrecord.read import page_of, read

PROSE = "The ministry of waters said on Friday that the gates of the Tavra would stay shut until the council had met."
MORE = (
    "“We have opened them once this year and we shall not open them again before the thaw,” Ilen Marrow told reporters."
)


def words_of(page: Page, *kinds: str) -> list[str]:
    return [page.text[block.start : block.end] for block in page.blocks if block.kind in kinds]


def assert_blocks_hold(page: Page) -> None:
    end = 0
    for block in page.blocks:
        assert end <= block.start < block.end <= len(page.text)
        assert page.text[block.start : block.end].strip() == page.text[block.start : block.end]
        end = block.end


def test_a_text_page_is_the_file_itself_without_its_byte_order_mark() -> None:
    text = f"Gates of the Tavra stay shut\r\n\r\n{PROSE}\r\n\r\n\r\n{MORE}\r\n"
    page = page_of(make.source(b"\xef\xbb\xbf" + text.encode(), name="a.txt"))
    assert page.text == text
    assert words_of(page, *BODY) == [PROSE, MORE]
    assert page.title == "Gates of the Tavra stay shut"


def test_the_raw_range_of_a_block_leads_to_its_bytes() -> None:
    data = b"\xef\xbb\xbf" + f"Gates stay shut, says Ilen Marrow\n\n{MORE}\n{PROSE}".encode()
    page = page_of(make.source(data, name="a.txt"))
    for block in page.blocks:
        assert block.raw is not None
        assert data[block.raw[0] : block.raw[1]].decode() == page.text[block.start : block.end]


@given(
    st.lists(
        st.one_of(st.text(max_size=120), st.sampled_from([PROSE, MORE, "\r\n", "READ MORE: x", "By Ilen Marrow"])),
        max_size=12,
    )
)
def test_blocks_of_any_text_are_ordered_and_lie_inside_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    for page in read([make.source(text.encode("utf-8", "replace"), name="a.txt")]):
        if isinstance(page, Page):
            assert_blocks_hold(page)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=60),
            st.sampled_from(["<p>", "</div>", "<a href=x>", "<br>", "<table><tr>", "&amp;", "<!--", PROSE]),
        ),
        max_size=20,
    )
)
def test_blocks_of_any_markup_are_ordered_and_lie_inside_it(parts: list[str]) -> None:
    for page in read([make.source("".join(parts).encode("utf-8", "replace"), name="a.html")]):
        if isinstance(page, Page):
            assert_blocks_hold(page)


def test_a_hard_wrapped_text_is_joined_into_paragraphs() -> None:
    text = (
        "GATES OF THE TAVRA STAY SHUT\n\nThe ministry of waters said on Friday that the gates of the\n"
        "Tavra would stay shut until the council of the basin had met in\nKalven and had heard the"
        " farmers of the lower valley.\n\nThe farmers had asked for water since the early days of March,\n"
        "when the first of the wells ran dry, and had threatened to march\non the capital.\n"
    )
    page = page_of(make.source(text, name="a.txt"))
    assert [words.split()[0] + " ... " + words.split()[-1] for words in words_of(page, *BODY)] == [
        "The ... valley.",
        "The ... capital.",
    ]


def test_html_under_the_name_of_a_text_is_read_as_html() -> None:
    page = page_of(make.source(f"<!DOCTYPE html><p>{PROSE}", name="a.txt"))
    assert (page.media_type, page.text) == ("text/html", PROSE)


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
@pytest.mark.parametrize("data", [b"", b" \n\t", b"\x89PNG\r\n\x1a\n" + bytes(99), bytes(range(256)) * 9])
def test_empty_and_binary_data_is_no_page(data: bytes, name: str) -> None:
    source = make.source(data, name=name)
    with pytest.raises(UnreadableInput):
        page_of(source)
    [refusal] = read([source])
    assert isinstance(refusal, Refusal)
    assert refusal.source == name


@pytest.mark.parametrize(
    ("data", "charset", "seen"),
    [
        ("Café of Kalven".encode("latin-1"), None, "Café"),
        ("<meta charset=windows-1251><p>Вода стоит высоко".encode("cp1251"), None, "Вода"),
        ("Вода стоит высоко".encode("cp1251"), "windows-1251", "Вода"),
        ("<meta charset=iso-8859-1><p>Café – and".encode(), None, "Café –"),
        ("<meta charset=utf-8><p>Café – and".encode("cp1252"), None, "Café –"),
        ("Café of Kalven".encode("utf-16"), None, "Café"),
        ("Café of Kalven".encode(), "no-such-charset", "Café"),
    ],
)
def test_a_wrong_or_missing_charset_does_not_garble_the_page(data: bytes, charset: str | None, seen: str) -> None:
    assert seen in page_of(make.source(data, name="a.html", charset=charset)).text


@pytest.mark.parametrize(("name", "line"), [("a.txt", "gate 7 closed\n"), ("a.html", "<li>gate 7 closed")])
def test_a_log_is_kept_as_a_page_without_an_article(name: str, line: str) -> None:
    page = page_of(make.source(line * 21_000, name=name))
    assert page.refused is not None
    assert [block.kind for block in page.blocks] == ["junk"]
    assert page.text.startswith("gate 7 closed")


@pytest.mark.parametrize(
    "markup",
    [
        "<div>" * 1_000_000 + "Water",
        "<b><i>" * 500_000 + "Water",
        "<p>Water" + "</div>" * 1_000_000,
        "<p>Water<a>" * 50_000,
        "<p>&" * 500_000,
        "<ul><li>" * 1000 + "Water",
    ],
)
def test_a_million_tags_end_in_a_page_or_a_refusal(markup: str) -> None:
    [found] = read([make.source(markup, name="a.html")])
    assert isinstance(found, Refusal) or len(found.text) < 1_000_000
