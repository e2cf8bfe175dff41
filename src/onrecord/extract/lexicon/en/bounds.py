"""How do the words around a number bend it: about, over, at most, hundreds of, a third of?"""

from __future__ import annotations

from onrecord.extract.numerals import words_of
from onrecord.model import Modifier

MODIFIERS: dict[str, Modifier] = {
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "some": "about",
    "nearly": "about",
    "almost": "about",
    "close to": "about",
    "an estimated": "about",
    "estimated": "about",
    "an average of": "exact",
    "circa": "about",
    "approx.": "about",
    "somewhere around": "about",
    "in the region of": "about",
    "on the order of": "about",
    "more or less": "about",
    "approaching": "about",
    "nearing": "about",
    "not quite": "about",
    "in the order of": "about",
    "a little over": "over",
    "a little more than": "over",
    "slightly more than": "over",
    "slightly over": "over",
    "slightly above": "over",
    "a little under": "under",
    "a little less than": "under",
    "slightly less than": "under",
    "slightly fewer than": "under",
    "slightly under": "under",
    "slightly below": "under",
    "at a minimum": "at_least",
    "minimum of": "at_least",
    "maximum of": "up_to",
    "sub": "under",
    "virtually": "about",
    "more than": "over",
    "over": "over",
    "above": "over",
    "well over": "over",
    "just over": "over",
    "upwards of": "over",
    "in excess of": "over",
    "exceeding": "over",
    "greater than": "over",
    "higher than": "over",
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "a minimum of": "at_least",
    "minimum": "at_least",
    "up to": "up_to",
    "up to a": "up_to",
    "as many as": "up_to",
    "as much as": "up_to",
    "as high as": "up_to",
    "at most": "up_to",
    "no more than": "up_to",
    "not more than": "up_to",
    "a maximum of": "up_to",
    "maximum": "up_to",
    "under": "under",
    "less than": "under",
    "fewer than": "under",
    "below": "under",
    "just under": "under",
    "well under": "under",
    "lower than": "under",
    "only": "exact",
    "just": "exact",
    "exactly": "exact",
    "a total of": "exact",
    "as few as": "exact",
    "the other": "exact",
    "the first": "exact",
    "the": "exact",
    "an additional": "exact",
    "a further": "exact",
    "another": "exact",
    "all": "exact",
    "a record": "exact",
}
"""Words before a number. Those that say "exact" only belong to the words of the figure ("a total of 31 people")."""

AFTERWARDS: dict[str, Modifier] = {
    "or more": "at_least",
    "or so": "about",
    "or fewer": "up_to",
    "or less": "up_to",
    "at least": "at_least",
    "at most": "up_to",
    "-plus": "at_least",
    "+": "at_least",
}
"""Words behind a number or its noun."""

VAGUE: dict[str, tuple[float | None, float | None]] = {
    "tens of thousands": (10_000, 99_999),
    "hundreds of thousands": (100_000, 999_999),
    "tens of millions": (10_000_000, 99_999_999),
    "hundreds of millions": (100_000_000, 999_999_999),
    "tens of billions": (1e10, 1e11 - 1),
    "hundreds of billions": (1e11, 1e12 - 1),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (100, 999),
    "thousands": (1_000, 9_999),
    "millions": (1_000_000, 9_999_999),
    "billions": (1e9, 1e10 - 1),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "several hundreds": (200, 999),
    "several thousands": (2_000, 9_999),
    "a couple": (2, 2),
    "a couple of hundred": (200, 299),
    "a couple of thousand": (2_000, 2_999),
    "a couple of dozen": (24, 35),
    "several hundred": (200, 999),
    "a few hundred": (200, 999),
    "several thousand": (2_000, 9_999),
    "a few thousand": (2_000, 9_999),
    "several million": (2_000_000, 9_999_999),
    "a few million": (2_000_000, 9_999_999),
    "several": (None, None),
    "a handful": (None, None),
    "a number": (None, None),
    "a large number": (None, None),
    "large numbers": (None, None),
    "a growing number": (None, None),
    "quite a lot": (None, None),
    "quite a few": (None, None),
    "countless": (None, None),
    "numerous": (None, None),
}
"""Quantities without a number, and between which bounds they lie. Plain determiners ("some", "many") are no figures."""

FRACTIONS: dict[str, float] = {
    "half": 50,
    "a half": 50,
    "one half": 50,
    "a third": 33.33,
    "one third": 33.33,
    "two thirds": 66.67,
    "a quarter": 25,
    "one quarter": 25,
    "one fourth": 25,
    "three quarters": 75,
    "three fourths": 75,
    "a fifth": 20,
    "one fifth": 20,
    "two fifths": 40,
    "three fifths": 60,
    "four fifths": 80,
    "a tenth": 10,
    "one tenth": 10,
}
"""Shares in words and their percentage, to two decimals; a share only before "of"."""

OF_ONLY: frozenset[str] = frozenset(
    {
        "scores",
        "a couple",
        "a handful",
        "a number",
        "a large number",
        "large numbers",
        "a growing number",
        "quite a lot",
    }
)
"""Vague quantities only before "of"."""

MULTIPLIED: tuple[str, ...] = ("the", "as", "more", "higher", "larger", "bigger", "greater", "faster", "that", "what",
                               "its", "their", "his", "her", "over", "less", "lower", "earnings", "sales")  # fmt: skip
"""Words behind "four times" that make it a multiple."""

ENDING: tuple[str, ...] = tuple(
    words_of("""
    on in to since after last this and but when as because over during for from at compared against or by between among
    while if within under until
""")
)
"""Words behind a share that stands by itself ("cut by a third in May")."""

OWNERS: tuple[str, ...] = ("of", "the", "all", "its", "their", "his", "her", "our", "your", "my", "these", "those")
"""Words behind "half" that name the whole."""
