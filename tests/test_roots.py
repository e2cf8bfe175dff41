"""Do ties join what they join, and go groups by their smallest name whatever the order?"""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from onrecord.roots import Roots

TIES = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


def tops(ties: list[tuple[str, str]]) -> dict[str, str]:
    roots = Roots()
    for a, b in ties:
        roots.tie(a, b)
    return {name: roots.top(name) for name in "abcdefgh"}


@given(TIES.flatmap(lambda ties: st.tuples(st.just(ties), st.permutations(ties))))
def test_groups_go_by_their_smallest_name_in_any_order(
    both: tuple[list[tuple[str, str]], list[tuple[str, str]]],
) -> None:
    found = tops(both[0])
    assert found == tops(both[1])
    assert all(found[a] == found[b] for a, b in both[0])
    assert all(top == min(name for name in found if found[name] == top) for top in found.values())


def test_a_tie_that_joins_nothing_new_says_so() -> None:
    roots = Roots()
    assert roots.tie("b", "a")
    assert roots.tie("c", "b")
    assert not roots.tie("a", "c")
