"""What narrows a figure: whom it counts, of which body, where, doing what, on which side?"""

from __future__ import annotations

from spacy.tokens import Token

from onrecord.extract.counted import Counted, befell, predicate_of, token_at, verb_of, words_at
from onrecord.extract.narrowing import done_to
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity
from onrecord.model import Scope

SIDES = frozenset({"alongside", "with", "for", "against"})
"""Prepositions that name the side somebody is on."""


def scope_of(quantity: Quantity, counted: Counted | None, paragraph: Paragraph, place: str | None) -> Scope:
    """The scope of a figure as far as the syntax tells; `place` is where `place_of` found it."""
    if counted is None:
        return Scope(place=place)
    head = counted.head
    return Scope(
        what=_what(quantity, counted, paragraph),
        of=_object_of(head, ("of", "from"), counted, paragraph),
        place=place,
        doing=_doing(quantity, counted, paragraph),
        side=_side(counted, paragraph),
    )


def _what(quantity: Quantity, counted: Counted, paragraph: Paragraph) -> str | None:
    head = counted.head
    if head.pos_ == "VERB" and not counted.adjacent:
        return "people" if quantity.unit is None and befell(head) else None
    return words_at(paragraph, min(counted.start, head.i), head.i + 1)


def _object_of(head: Token, prepositions: tuple[str, ...], counted: Counted, paragraph: Paragraph) -> str | None:
    for child in head.rights:
        if child.lower_ in prepositions and child.i < counted.end:
            for word in child.children:
                if word.dep_ == "pobj":
                    return words_at(paragraph, word.left_edge.i, word.i + 1)
    return None


def _doing(quantity: Quantity, counted: Counted, paragraph: Paragraph) -> str | None:
    """What the counted are said to do or suffer: a clause behind the noun, else the verb over them."""
    head = counted.head
    for child in head.rights:
        if child.dep_ in ("acl", "relcl") and child.i < counted.end:
            return words_at(paragraph, child.i, max(child.i + 1, counted.end))
    doing = predicate_of(head)
    return words_at(paragraph, *doing) if doing else done_to(counted, quantity, paragraph) or None


def _side(counted: Counted, paragraph: Paragraph) -> str | None:
    """Whose side the counted are on ("fighting alongside X", "on the side of X", "on X's side")."""
    for token in paragraph.doc[counted.start : counted.end]:
        if (token.lower_ in SIDES and token.head.pos_ == "VERB") or (
            token.lower_ == "of" and token.head.lower_ in ("side", "ranks")
        ):
            for word in token.children:
                if word.dep_ == "pobj":
                    return words_at(paragraph, word.left_edge.i, word.i + 1)
        if token.lower_ == "side":
            for word in token.children:
                if word.dep_ == "poss":
                    return words_at(paragraph, word.left_edge.i, word.i + 1)
    return None


def place_of(quantity: Quantity, counted: Counted | None, paragraph: Paragraph) -> str | None:
    """Where the counted are: a place named in the counted phrase, else in the figure's own clause."""
    doc = paragraph.doc
    token = token_at(doc, quantity.core)
    verb = verb_of(token)
    own = range(counted.start, counted.end) if counted else range(0)
    for entity in doc.ents:
        if entity.label_ not in ("GPE", "LOC") or entity.root.dep_ not in ("pobj", "conj"):
            continue
        anchor = entity.root if entity.root.dep_ == "pobj" else entity.root.head
        preposition = anchor.head
        if preposition.lower_ not in ("in", "at", "across", "inside", "within"):
            continue
        if entity.root.i in own or (verb is not None and preposition.head == verb):
            last = max(
                (word.i for word in anchor.conjuncts if word.ent_type_ in ("GPE", "LOC")), default=entity.end - 1
            )
            return words_at(paragraph, entity.start, max(last + 1, entity.end))
    return None
