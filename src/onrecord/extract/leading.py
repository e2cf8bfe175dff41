"""Who leads a body, where a verb says so and no title?

"A B, who heads Y", "A B heads Y", "Y, headed by A B": less than a title in words, so such an office counts where the
page gives its holder no other one of the same body.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.extract.holders import Holder, after_rank, named_until
from onrecord.extract.lexicon.en.offices import HAS_LED, LEAD, LEADS, LED_BY, TO_LEAD
from onrecord.extract.phrases import is_body, person_from
from onrecord.extract.titling import Passage, Title, phrase_after
from onrecord.gazetteer import state_named

FARTHEST = 14
"""Words between a name and the verb that tells its office."""


def leaders(passage: Passage) -> Iterator[Holder]:
    """Every office that a verb of leading tells, from left to right."""
    for at, word in enumerate(passage.words):
        if word.low in LEADS:
            yield from _leads(passage, at, LEADS[word.low])
        elif word.low in LEAD or word.low in LED_BY:
            yield from _has_led(passage, at)
            yield from _led_by(passage, at)


def _leads(passage: Passage, at: int, office: str) -> Iterator[Holder]:
    """ "A B, who heads Y"; without "who" only where Y is plainly a body ("A B leads the race")."""
    words = passage.words
    who = at > 2 and words[at - 1].low == "who"
    end = at - 2 if who and words[at - 2].comma else at - who
    yield from _over(passage, end, at, office, surely=not who)


def _has_led(passage: Passage, at: int) -> Iterator[Holder]:
    words = passage.words
    for end in range(at, max(0, at - FARTHEST), -1):
        gap = "".join(f" {word.low}" for word in words[end : at + 1])
        led = HAS_LED.fullmatch(gap)
        if led:
            yield from _over(passage, end, at, LED_BY[led["verb"]], surely=True)
            return
        if words[at].low in LEAD and TO_LEAD.fullmatch(gap.rpartition(" ")[0]):
            yield from _over(passage, end, at, LEAD[words[at].low], surely=True)
            return


def _over(passage: Passage, end: int, at: int, office: str, *, surely: bool) -> Iterator[Holder]:
    """The office of the person before `end` over the body behind the verb at `at`."""
    if at + 1 >= len(passage.words):
        return
    organization, last = phrase_after(passage, at + 1)
    if organization and (not surely or is_body(organization) or state_named(organization)):
        holder = named_until(passage, end, Title(at, at, last, office, organization, True), "who-leads")
        if holder is not None:
            yield holder


def _led_by(passage: Passage, at: int) -> Iterator[Holder]:
    """ "Y, headed by A B" and "Y is headed by A B", where a body of the page ends right before."""
    words = passage.words
    if at + 2 >= len(words) or words[at].low not in LED_BY or words[at + 1].low != "by":
        return
    first = after_rank(words, at + 2)
    last, end = person_from(words, first), at
    while end > 0 and words[end - 1].low in (",", "is", "which", "currently", "now"):
        end -= 1
    place = passage.paragraph.start + words[end - 1].end if end else -1
    body = next((name for where, name in passage.names.bodies if where == place), None)
    if body and last - first > 1:
        yield Holder(
            passage.text(first, last), Title(at, at, at, LED_BY[words[at].low], body, True), at, last, "led-by"
        )
