"""Which words of a clause narrow what it counts, when the counted are not its subject?

"The flood killed 14 people in Odra" counts people killed in Odra, "they gave $5 million to the guild" money given to
the guild. The verb is told as its participle, so that one wording serves the clause and the noun phrase.
"""

from __future__ import annotations

from itertools import takewhile

from spacy.tokens import Token

from onrecord.extract.counted import CLAUSAL, STOPS, Counted, befell, role_of, words_at
from onrecord.extract.lexicon.en.measures import DURATIONS
from onrecord.extract.numerals import words_of
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity

REACH = 9
"""Words behind the counted at most that still narrow it: longer tails are a slip of the parser."""

LIGHT: frozenset[str] = frozenset(
    words_of("be have get see include do make want need feature contain reach total exceed number count become")
)
"""Verbs (lemmas) that say nothing of their object."""

IRREGULAR: dict[str, str] = dict(
    pair.split(":")
    for pair in words_of("""
    beat:beaten begin:begun bind:bound bite:bitten break:broken bring:brought build:built burn:burned buy:bought
    catch:caught choose:chosen cut:cut draw:drawn drive:driven eat:eaten feed:fed fight:fought find:found fly:flown
    forbid:forbidden forget:forgotten give:given grow:grown hang:hanged hear:heard hide:hidden hit:hit hold:held
    hurt:hurt keep:kept know:known lay:laid lead:led leave:left lend:lent lose:lost mean:meant meet:met pay:paid
    put:put read:read ride:ridden run:run say:said seek:sought sell:sold send:sent set:set shake:shaken shoot:shot
    show:shown shut:shut sink:sunk speak:spoken spend:spent spread:spread steal:stolen strike:struck sweep:swept
    take:taken teach:taught tear:torn tell:told think:thought throw:thrown understand:understood undergo:undergone
    wear:worn win:won withdraw:withdrawn write:written
""")
)
"""Verb (lemma) -> participle, where it is not made with "-ed"."""

DOUBLING: frozenset[str] = frozenset(
    words_of("ban bar drop fit grab kidnap patrol plan plot rob scrap shed ship stop strip trap transfer")
)
"""Verbs (lemmas) whose last letter is doubled before "-ed"."""


def participle_of(verb: Token) -> str:
    """The past participle of a verb, lower case ("killed" for "killing"); the word itself where it is one."""
    lemma = verb.lemma_.lower()
    if verb.tag_ == "VBN" or (verb.tag_ == "VBD" and verb.lower_.endswith("ed")):
        return verb.lower_
    if lemma in IRREGULAR:
        return IRREGULAR[lemma]
    if lemma.endswith("e"):
        return f"{lemma}d"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return f"{lemma[:-1]}ied"
    return f"{lemma}{lemma[-1]}ed" if lemma in DOUBLING else f"{lemma}ed"


def counted_words(quantity: Quantity, counted: Counted | None, paragraph: Paragraph) -> str:
    """What a quantity counts, with what narrows it; empty where the page names nothing."""
    if counted is None:
        return ""
    if counted.head.pos_ == "VERB" and not counted.adjacent:
        who = "people" if befell(counted.head) and quantity.unit is None else ""
        return f"{who} {done_to(counted, quantity, paragraph)}".strip()
    words = words_at(paragraph, counted.start, counted.end)
    if counted.doing:
        return f"{words} {words_at(paragraph, *counted.doing)}"
    return f"{words} {done_to(counted, quantity, paragraph)}".strip()


def done_to(counted: Counted, quantity: Quantity, paragraph: Paragraph) -> str:
    """What is done to the counted, where they are the object of a verb; else empty."""
    verb, end = _verb_over(counted, quantity)
    if verb is None:
        return ""
    rest = verb.doc[end : min(verb.right_edge.i + 1, end + REACH)]
    tail = list(takewhile(lambda token: not _closes(token), rest))
    while tail and tail[-1].dep_ in ("prep", "det", "aux", "mark", "punct", "amod"):
        tail.pop()
    told = "" if verb.lemma_.lower() in LIGHT else participle_of(verb)
    behind = words_at(paragraph, tail[0].i, tail[-1].i + 1) if tail else ""
    return f"{told} {behind}".strip()


def _verb_over(counted: Counted, quantity: Quantity) -> tuple[Token | None, int]:
    """The verb whose object is counted, and the token behind the counted words; None where they narrow themselves."""
    head = counted.head
    if head.pos_ == "VERB" and not counted.adjacent:
        span = head.doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
        return head, max(span.end, head.i + 1) if span is not None else head.i + 1
    role = role_of(head)
    own = [child for child in head.rights if child.i < counted.end]
    narrowed = any(child.dep_ in ("acl", "relcl", "prep") and child.lower_ != "of" for child in own)
    lasting = any(token.tag_ == "HYPH" for token in head.doc[max(0, counted.start - 2) : counted.start])  # "12-year"
    before = counted.end <= head.i  # the clause before a duration says what lasted
    if before or not counted.adjacent or role.dep_ != "dobj" or role.head.i > head.i or narrowed or lasting:
        return None, counted.end
    return role.head, counted.end


def _closes(token: Token) -> bool:
    """Whether what narrows the counted ends before this word: at a stop, a new clause, or a time."""
    purpose = token.dep_ == "advcl" and any(child.lower_ == "to" and child.dep_ == "aux" for child in token.lefts)
    clause = token.dep_ in CLAUSAL and not purpose
    return token.text in STOPS or clause or token.ent_type_ in ("DATE", "TIME") or token.lemma_.lower() in DURATIONS
