"""Which words stand for one thing when two pages render one remark?

Translators and summarisers change "country" for "nation" and "shot" for "shooting". The table is a small thesaurus of
what news says often; a word of two plain senses is left out, since a false friend joins what nobody said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from onrecord.corroborate.words import STOP, stem_of, tokens_of
from onrecord.gazetteer import state_of

_IRREGULAR = """
    begin began begun|break broke broken|bring brought|build built|buy bought|catch caught|choose chose chosen
    drive drove driven|fight fought|find found|flee fled|fly flew flown|forget forgot forgotten|forgive forgave
    freeze froze frozen|grow grew grown|hide hid hidden|keep kept|know knew known|lead led|lose lost|meet met|pay paid
    prove proven|rise rose risen|run ran|seek sought|sell sold|send sent|shake shook shaken|shoot shot|speak spoke
    spend spent|stand stood|steal stole stolen|strike struck|swear swore sworn|teach taught|think thought
    throw threw thrown|understand understood|win won|withdraw withdrew withdrawn|write wrote written
    man men|woman women|child children|crisis crises
"""
_ALIKE = """
    country nation|avoid shun shirk evade dodge sidestep|cooperation collaboration|fake sham charade pretense pretence
    terrorist terror|kill slay murder|weapon arms|buy purchase|soldier troops serviceman servicemen|danger threat
    dangerous threatening|enough sufficient|insufficient inadequate|begin start commence|end finish conclude
    help assist aid|need require|allow permit|ban prohibit forbid outlaw|choose select pick|try attempt endeavour
    big large huge enormous|small little tiny|angry furious outraged|sad saddened|glad happy pleased delighted
    shocking horrific appalling horrifying|important crucial vital essential|difficult hard tough|quick fast rapid swift
    often frequently|nearly almost|wrong mistaken|right correct|true truth|false untrue|entire whole|total complete
    illness disease|doctor physician|police officers|attorney lawyer|firm company|staff employees workers|cash money
    vow pledge promise|blame fault|reject refuse decline|demand insist|urge press|confirm verify|probe investigation
    election vote|lawmaker legislator parliamentarian|talks negotiations|accord agreement deal pact treaty
    ceasefire truce|refugee migrant|immigrant migrant|injured wounded hurt|dead died death
    burn fire blaze|flood inundate
    car vehicle automobile|plane aircraft jet airliner|ship vessel boat|airport airfield|road street|house home
    prison jail|film movie|kid child youngster|teenager teen|mother mum mom|father dad|husband spouse|wife spouse
    baby infant|rich wealthy|poor impoverished|error mistake|goal aim objective|result outcome|reason cause motive
    response reaction|step measure|task job|wish want desire|hope hopeful|fear afraid scared|tolerate endure
    unusual odd strange|improper inappropriate|rigged stolen|cheat defraud|costly expensive|cheap inexpensive
    increase rise grow climb|decrease fall drop decline|buyer customer client|price cost|profit earnings|tax levy
    sack fire dismiss|quit resign|hire recruit|arrest detain|accuse allege|innocent guiltless|guilty culpable
    snow snowfall|rain rainfall|storm hurricane typhoon cyclone|earthquake quake tremor|victory win triumph
    defeat loss|player footballer|coach manager|squad team|fan supporter
"""
"""Groups of one meaning. The first word stands for all of a group."""


@cache
def _concepts() -> dict[str, str]:
    """The stem that stands for each stem. A stem that two groups name belongs to neither but the irregular forms."""
    found: dict[str, str] = {}
    for words in _groups(_IRREGULAR):
        found.update({stem_of(word): stem_of(words[0]) for word in words})
    groups = [[found.get(stem_of(word), stem_of(word)) for word in words] for words in _groups(_ALIKE)]
    named = [stem for group in groups for stem in set(group)]
    twice = {stem for stem in named if named.count(stem) > 1}
    one = {stem: group[0] for group in groups for stem in group if stem not in twice and group[0] not in twice}
    return {stem: one.get(concept, concept) for stem, concept in found.items()} | one


def _groups(table: str) -> list[list[str]]:
    return [group.split() for line in table.split("\n") for group in line.split("|") if group.strip()]


def concept_of(stem: str) -> str:
    """The stem that stands for `stem` and for those that say the same; `stem` itself where the table tells nothing."""
    return _concepts().get(stem, stem)


ABBREVIATED = re.compile(r"\b(?:[A-Z]\.\s?){2,}")
"""Letters with full stops ("U.S. troops"), which are no words by themselves."""


def meanings_of(text: str) -> Iterator[tuple[str, str]]:
    """What stands for each telling word of a text, with the word as written; a state and its people are one."""
    words = tokens_of(ABBREVIATED.sub(lambda match: match[0].replace(".", "").replace(" ", "") + " ", text))
    place = 0
    while place < len(words):
        size, people = _people(tuple(words[place : place + 2]))
        word = " ".join(words[place : place + size])
        plain = word.casefold().replace(",", "").replace("’", "'")
        if people:
            yield people, word
        elif plain not in STOP and (len(plain) > 1 or not plain.isascii()):
            yield concept_of(stem_of(plain)), word
        place += size


@lru_cache(maxsize=16384)
def _people(words: tuple[str, ...]) -> tuple[int, str]:
    """How many of two words name a state or its people, and the stem of these people; 1 and nothing for none."""
    for size in (2, 1):
        state = state_of(" ".join(words[:size])) if words[0][0].isupper() and len(words) >= size else None
        if state is not None:
            return size, stem_of((state.demonyms or (state.name,))[0].casefold())
    return 1, ""
