"""Windows of pieces, the best path through tags, and what is linked to what: without any trained weights."""

import itertools
import string

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from onrecord.errors import NoTagger
from onrecord.extract import pieces as p
from onrecord.extract import tagger
from onrecord.extract import tagging as t

LETTERS = [*string.ascii_lowercase, *string.digits, *string.punctuation]
VOCABULARY = ["[PAD]", "[UNK]", "[SEP]", *LETTERS, *(f"##{letter}" for letter in LETTERS), "said", "it", "rained"]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordPiece({word: number for number, word in enumerate(VOCABULARY)}, unk_token="[UNK]"))
    made.normalizer, made.pre_tokenizer = BertNormalizer(lowercase=True), BertPreTokenizer()
    return made


def test_pieces_lead_back_to_their_letters(tokenizer):
    text = "“It rained”, Örjan said."
    found = p.pieces_of([text, "Bye"], tokenizer)
    words = [text[s:e] for s, e, n in zip(found.starts, found.ends, found.paragraph, strict=True) if n == 0 and e > s]
    assert words[:5] == ["“", "It", "rained", "”", ","]
    assert "".join(words) == text.replace(" ", "")
    assert found.paragraph.tolist().count(1) == 4  # its separator and three letters


def test_a_piece_knows_how_its_word_is_written_and_where_it_stands(tokenizer):
    found = p.pieces_of(['"It rained", SAID McOr 7'], tokenizer)
    opens = [(int(c), int(q)) for c, q, o in zip(found.case, found.quote, found.opens, strict=True) if o]
    assert opens == [
        (p.NO_LETTERS, p.MARK), (p.CAPITAL, p.INSIDE), (p.LOWER, p.INSIDE), (p.NO_LETTERS, p.MARK),
        (p.NO_LETTERS, p.OUTSIDE), (p.CAPITALS, p.OUTSIDE), (p.MIXED, p.OUTSIDE), (p.NO_LETTERS, p.OUTSIDE),
    ]  # fmt: skip


def test_a_quotation_without_its_mark_is_unsure():
    assert p.quote_states("It was over,” she said.")[0] == p.UNSURE
    assert p.quote_states("“It was over and")[3] == p.UNSURE


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(8, 40))
def test_every_piece_is_read_once_outside_its_context(lengths, longest):
    paragraph = np.repeat(np.arange(len(lengths)), lengths)
    none = np.zeros(len(paragraph), np.int64)
    pieces = p.Pieces(none, none, none, none.astype(bool), none, none, paragraph)
    windows = list(p.windows_of(pieces, longest=longest, context=longest // 4))
    assert [w.core for w in windows][1:] == [w.end for w in windows][:-1]
    assert (windows[0].core, windows[-1].end) == (0, len(paragraph))
    assert all(w.start <= w.core < w.end and w.end - w.start <= longest for w in windows)


@given(st.lists(st.tuples(*[st.floats(-6, 0)] * 3), min_size=1, max_size=6))
def test_the_best_path_is_the_best_of_all_that_obey_the_rule(rows):
    likely = np.array(rows)

    def obeys(tags):
        return all(tag != t.IN or before != t.OUT for before, tag in zip((t.OUT, *tags), tags, strict=False))

    def worth(tags):
        return sum(likely[word, tag] for word, tag in enumerate(tags))

    best = max((tags for tags in itertools.product(range(3), repeat=len(rows)) if obeys(tags)), key=worth)
    found = t.best_tags(likely).tolist()
    assert obeys(found)
    assert worth(found) == pytest.approx(worth(best))


def test_spans_begin_at_b_and_end_before_the_next_tag_that_is_not_i():
    assert t.spans_in(np.array([0, 1, 2, 2, 1, 0, 1])) == [(1, 4), (4, 5), (6, 7)]


def scored(found, spans, links):
    """Scores that say just these spans (role -> words) at the outer level, and link the cue to them or not."""
    tags = np.zeros((len(found), t.LEVELS, len(t.ROLES), t.TAGS), np.float32)
    tags[..., t.OUT] = 6
    firsts = np.flatnonzero(found.opens)
    vectors = np.zeros((len(found), t.LINK_SCORES), np.float32)
    for role, (first, last) in spans.items():
        number = t.ROLES.index(role)
        for word in range(first, last):
            tags[firsts[word], 0, number] = [0, 9, 0] if word == first else [0, 0, 9]
    for kind, role in ((t.TO_CONTENT, "content"), (t.TO_SOURCE, "source")):
        if "cue" in spans and role in spans:
            vectors[firsts[spans["cue"][0]], kind * 2 * t.LINK] = 8
            vectors[firsts[spans[role][0]], (kind * 2 + 1) * t.LINK] = 8 * links[role]
    return t.Scored(tags.reshape(len(found), -1), vectors, np.full((len(found), len(t.LABELS)), -9, np.float32))


@pytest.mark.parametrize("linked", [True, False])
def test_a_content_goes_to_the_cue_it_is_linked_to_or_stands_alone(tokenizer, linked):
    text = "Vas said it rained."
    found = p.pieces_of([text], tokenizer)
    spans = {"source": (0, 1), "cue": (1, 2), "content": (2, 4)}
    signs = {"content": 1 if linked else -1, "source": 1}
    (told,) = t.tagged(found, p.Window(0, 0, len(found)), scored(found, spans, signs))
    assert [text[s:e] for s, e in told.content] == ["it rained"]
    assert (told.cue is not None) == linked
    assert [text[s:e] for s, e in told.source] == (["Vas"] if linked else [])


def test_no_span_crosses_into_the_next_paragraph(tokenizer):
    found = p.pieces_of(["it rained", "it rained"], tokenizer)
    told = list(t.tagged(found, p.Window(0, 0, len(found)), scored(found, {"content": (0, 4)}, {})))
    assert [(each.paragraph, each.content) for each in told] == [(0, ((0, 9),)), (1, ((0, 9),))]


def test_what_begins_in_the_context_is_left_to_the_window_before(tokenizer):
    found = p.pieces_of(["it rained", "it said"], tokenizer)
    core = int(np.flatnonzero(found.paragraph)[0])
    window = p.Window(0, core, len(found))
    assert list(t.tagged(found, window, scored(found, {"content": (0, 2)}, {}))) == []
    assert [each.paragraph for each in t.tagged(found, window, scored(found, {"content": (2, 4)}, {}))] == [1]


def test_a_language_without_a_tagger_is_told_with_the_next_step(monkeypatch):
    with pytest.raises(NoTagger, match=r"'xx' does not exist; build with --attribution rules"):
        tagger.check("xx")
    monkeypatch.setitem(tagger.PACKAGES, "xx", "onrecord_xx")
    assert not tagger.is_there("xx")
    with pytest.raises(NoTagger, match=r"pip install onrecord-xx, or build with --attribution rules"):
        tagger.tagger_of("xx")
