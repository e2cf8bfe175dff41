"""Does nothing pass that could steer a terminal or reorder a line?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.serve.visible import UNSAFE, visible


@given(st.text() | st.text(alphabet="ab \n\t\x1b\u202e\u2066\u00ad\u200b"))
def test_every_unsafe_character_is_a_mark_and_every_other_stays(words: str) -> None:
    shown = visible(words)
    assert not UNSAFE.search(shown) and len(shown) == len(words)
    assert all(after == before or UNSAFE.match(before) for before, after in zip(words, shown, strict=True))


def test_no_unsafe_character_is_taken_for_a_printable_one() -> None:
    assert not any(chr(point).isprintable() for point in range(0x110000) if UNSAFE.match(chr(point)))
