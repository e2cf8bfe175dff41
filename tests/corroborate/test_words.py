"""Are texts cut into the words that tell them apart?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.corroborate.words import shingles_of, stem_of, telling, words_of


def test_numbers_are_one_word_however_they_are_grouped() -> None:
    assert words_of("About 1,700 boats") == ["about", "1700", "boats"]


def test_a_script_without_spaces_gives_one_word_per_character() -> None:
    assert words_of("水位上昇 now") == ["水", "位", "上", "昇", "now"]


def test_inflections_of_a_word_share_a_stem_and_other_words_do_not() -> None:
    assert stem_of("cooperation") == stem_of("cooperates") == stem_of("cooperating")
    assert stem_of("planned") == stem_of("planning") == stem_of("plan")
    assert stem_of("river") != stem_of("relief")


def test_stop_words_tell_nothing_and_negations_do() -> None:
    assert telling("They did not shut it") == ["not", "shut"]


@given(st.lists(st.sampled_from(["gate", "dam", "boat"]), max_size=9), st.integers(1, 4))
def test_a_text_has_a_shingle_for_every_place_it_fits(words: list[str], size: int) -> None:
    assert len(list(shingles_of(words, size))) == (max(1, len(words) - size + 1) if words else 0)
