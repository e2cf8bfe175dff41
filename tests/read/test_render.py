"""What a reader sees of a page, frozen under the renderer's name, and the way back from each block to the markup."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import make
from onrecord.read import page_of
from onrecord.read.decode import decoded
from onrecord.read.raw import raw_places, squeezed
from onrecord.read.render import RENDERER, drawn, element_at, text_of, tree_of
from onrecord.read.sources import source_of

EXAMPLES = Path(__file__).parents[2] / "examples" / "pages"

SNIPPETS: dict[str, tuple[str, str]] = {
    "a table of values": (
        "<table><tr><th>Gate<th>Metres</tr><tr><td>Tavra<td>14</table>",
        "Gate Metres\n\nTavra 14",
    ),
    "a table within a table": (
        "<table><tr><td>Left<table><tr><td>a<td>b</table></td><td><p>Right</p></td></tr></table>",
        "Left\n\na b\n\nRight",
    ),
    "lines broken after sentences": (
        "<p>The gate is shut for the winter and the spring.<br>It opens<br>in May.</p>",
        "The gate is shut for the winter and the spring.\n\nIt opens\n\nin May.",
    ),
    "a line broken within a sentence": (
        "<p>The gate on the northern side of the old harbour<br>opens in May.</p>",
        "The gate on the northern side of the old harbour opens in May.",
    ),
    "lines set by hand": ("<pre>one\n  two\tthree</pre>", "one two three"),
    "what is hidden": (
        "<p>Seen<span style='display:none'> not</span><span hidden> nor</span><script>x</script> too</p>"
        "<noscript>no</noscript><template><p>no</p></template>",
        "Seen too",
    ),
    "entities": (
        "<p>Tavra &amp; Osk &ndash; 5&nbsp;km &lt;here&gt; &#8220;so&#8221;</p>",
        "Tavra & Osk – 5 km <here> “so”",
    ),
    "right-to-left marks stay": ("<p>\u202bשער\u202c 7\u200f.</p>", "\u202bשער\u202c 7\u200f."),
    "soft hyphens go": ("<p>Donau&shy;dampf\xadschiff</p>", "Donaudampfschiff"),
    "zero widths go and joiners stay": ("<p>\ufeffga\u200bte\u2060s می\u200cرود\u200b</p>", "gates می\u200cرود"),
    "all spaces are one": ("<p>\xa0a\u2009b \r\n\t c\u3000d\xa0</p>", "a b c d"),
    "ruby": (
        "<p><ruby><rb>水門</rb><rp>（</rp><rt>すいもん</rt><rp>）</rp></ruby>が開く。</p>",
        "水門（すいもん）が開く。",
    ),
    "words between blocks": ("<div>One<p>two</p>three<b>four</b></div>", "One\n\ntwo\n\nthreefour"),
    "unclosed elements": ("<ul><li>One<li>Two</ul><p>Three<p>Four", "One\n\nTwo\n\nThree\n\nFour"),
    "an empty comment": ("<p>One<!-- --> two</p>", "One two"),
}
"""Markup and the text that is drawn for it."""

DRAWN: dict[str, str] = {
    "basin-monitor-report.html": "bb82cafd191e972beb4ebcb1ec29ad8ad045f705b95f171d0e0c4aa8ca0745df",
    "courier-council-vote.html": "30eaa47d4c345a95efec332b8e6f4f3a53e5d810d667ba3ce2d675d68d0717ea",
    "courier-front-page.html": "b3efcf63f6c155fd611ac939254d7b4b66b33c9fb955fda82fe71342a3ee7db7",
    "courier-relief-chief.html": "48a0b4ae9ab2cd68ffc9e153b0a2611f9040c8a05328959bdea6e3c08ff65fd9",
    "osk-valley-mayor.html": "2d5e0d3d820572208e0cd7e2382ed895e4a226ec79115b469453754d7978e913",
    "splash-river-of-tears.html": "ab41b4944e18e61d900449b19bb439e5f3af68cd4b9dd20e9cd7b0b7a9351e4e",
}
"""SHA-256 of the text of each example. Whoever has to change one because of the renderer gives RENDERER a new name."""

WORDS = (
    "Tavra",
    "gates &amp; weirs",
    "5&nbsp;km",
    "“so”",
    "шлюз",
    "x < y",
    "&euro;7",
    "Donau&shy;dampf",
    "&ldquo;No&rdquo;",
)
INLINE = ("b", "em", "a", "span", "sup")
BLOCK = ("p", "div", "li", "h2", "td", "blockquote", "script", "figcaption")


@st.composite
def markup(draw: st.DrawFn) -> str:
    """Elements in elements, with words, broken lines, hidden parts and comments between them."""
    pieces = st.sampled_from([*WORDS, " ", "\n", "<br>", "<!-- x -->", "<b hidden>y</b>", "<img alt='a > b'>", "</p>"])
    inner = st.recursive(
        st.lists(pieces, max_size=5).map("".join),
        lambda some: st.tuples(st.sampled_from(INLINE + BLOCK), some, some).map(
            lambda made: f"<{made[0]} class=c>{made[1]}</{made[0]}>{made[2]}"
        ),
        max_leaves=12,
    )
    return "".join(f"<div>{draw(inner)}</div>" for _ in range(draw(st.integers(1, 3))))


@pytest.mark.parametrize("name", SNIPPETS)
def test_a_page_is_drawn_as_a_reader_sees_it(name: str) -> None:
    given_markup, text = SNIPPETS[name]
    assert text_of(drawn(tree_of(given_markup))) == text


@pytest.mark.parametrize("name", DRAWN)
def test_a_change_to_what_is_drawn_takes_a_new_name(name: str) -> None:
    digest = hashlib.sha256(make_text((EXAMPLES / name).read_bytes()).encode()).hexdigest()
    assert (RENDERER, digest) == ("html.1", DRAWN[name])


def make_text(data: bytes) -> str:
    return text_of(drawn(tree_of(decoded(source_of("page.html", data, "text/html"))[0])))


def test_a_page_names_what_drew_its_text() -> None:
    assert page_of(make.source("<html><p>The gate is shut.</p>", name="a.html")).renderer == RENDERER
    assert page_of(make.source("The gate is shut.", name="a.txt")).renderer == "text.1"


@given(words=markup())
def test_the_bytes_of_a_block_hold_the_words_of_the_block(words: str) -> None:
    data = words.encode()
    blocks = drawn(tree_of(f"<html><body>{words}</body></html>"))
    for block, place in zip(blocks, raw_places(blocks, words, data, "utf-8"), strict=True):
        if place is not None:
            again = drawn(tree_of(f"<div>{data[slice(*place)].decode()}</div>"))
            assert squeezed("".join(part.text for part in again)) == squeezed(block.text)


@given(words=markup())
def test_the_path_of_a_block_leads_to_an_element_that_holds_its_words(words: str) -> None:
    tree = tree_of(f"<html><body>{words}</body></html>")
    for block in drawn(tree):
        element = element_at(tree, block.path or "")
        assert element is not None
        assert squeezed(block.text) in squeezed("".join(part.text for part in drawn(element)))


@pytest.mark.parametrize("name", DRAWN)
def test_every_block_of_the_examples_leads_back_to_its_markup(name: str) -> None:
    source = source_of(name, (EXAMPLES / name).read_bytes(), "text/html")
    page, (text, encoding) = page_of(source), decoded(source)
    tree = tree_of(text)
    for block in (block for block in page.blocks if block.kind != "junk"):
        words = squeezed(page.text[block.start : block.end])
        element = element_at(tree, block.path or "")
        assert words in squeezed("".join(element.itertext()))
        assert block.raw is not None
        again = drawn(tree_of(source.data[slice(*block.raw)].decode(encoding)))
        assert words == squeezed("".join(part.text for part in again))


def test_a_path_to_nowhere_leads_nowhere() -> None:
    tree = tree_of("<p>One</p>")
    assert element_at(tree, "/html[1]/body[1]/p[2]") is None
    assert element_at(tree, "/svg[1]") is None


def test_a_script_that_is_never_closed_hides_nothing_before_it() -> None:
    words = "<p>One two three</p><script>var a = '<p>One</p>'"
    blocks = drawn(tree_of(words))
    assert list(raw_places(blocks, words, words.encode(), "utf-8")) == [(3, 16)]
