"""Are words of like meaning near to each other, whatever else is read?"""

from __future__ import annotations

import pytest

from onrecord import meaning


def near(a: str, b: str) -> float:
    one, other = meaning.laid_out([meaning.vector_of(a), meaning.vector_of(b)])
    return float(one @ other)


@pytest.mark.skipif(not meaning.is_there(), reason="the network of onrecord[en] is not installed")
class TestTheNetwork:
    def test_other_words_for_one_thing_are_nearer_than_other_things(self) -> None:
        told = "Council rejects dam repair plan"
        assert near(told, "Councillors vote down scheme to mend the dam") > 0.6
        assert near(told, "Swimming champion breaks record at festival") < 0.3

    def test_the_same_words_have_the_same_vector(self) -> None:
        first = meaning.vector_of("Gates of the dam opened")
        meaning.vector_of("something much longer, with many more words in it than that, read in between")
        assert meaning.vector_of("Gates of the dam opened") == first
        assert len(first) == meaning.SIZE

    def test_no_words_have_no_vector(self) -> None:
        assert meaning.vector_of(" \n") == b""


def test_a_missing_vector_is_near_to_nothing() -> None:
    one, other = meaning.laid_out([b"", b"\x7f" + bytes(meaning.SIZE - 1)])
    assert float(one @ other) == 0.0 and float(other @ other) == pytest.approx(1.0)


def test_without_the_network_nothing_has_a_vector(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(meaning, "is_there", lambda: False)
    assert meaning.vector_of("Gates of the dam opened") == b""
