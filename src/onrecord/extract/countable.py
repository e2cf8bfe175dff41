"""Can a number count this noun, and does it count people?"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.lexicon.en.things import MASS, PEOPLE, PEOPLE_ENDINGS, THINGS


def is_people(noun: Token) -> bool:
    """Whether a noun counts people: by the tables, by its ending, or as the people of a state."""
    lemma, lower = noun.lemma_.lower(), noun.lower_
    if lemma in PEOPLE or lower in PEOPLE or lower.removesuffix("s") in PEOPLE:
        return True
    if lower.endswith(PEOPLE_ENDINGS) and noun.pos_ == "NOUN":
        return lower not in THINGS
    demonym = noun.text.istitle() and not noun.is_sent_start and lower.endswith(("ans", "ese", "ish", "is", "ers"))
    return noun.ent_type_ == "NORP" or demonym


def is_plural(noun: Token) -> bool:
    """Whether a number above one can count the noun as it stands."""
    return noun.tag_ in ("NNS", "NNPS") or noun.lower_ in MASS or noun.lower_.endswith("s") or is_people(noun)
