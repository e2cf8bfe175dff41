"""What does a quantity count? The noun behind it, or the one that the clause counts elsewhere."""

from __future__ import annotations

from typing import NamedTuple

from spacy.tokens import Doc, Span, Token

from onrecord.extract.lexicon.en.measures import DURATIONS
from onrecord.extract.lexicon.en.things import NUMBER_NOUNS, PEOPLE_TOGETHER, STATES, TOLL
from onrecord.extract.numerals import words_of
from onrecord.extract.parse import Paragraph
from onrecord.extract.quantities import Quantity
from onrecord.extract.surroundings import sentence_of

LONGEST = 28
"""Words of a counted phrase at most: longer ones are a whole sentence or a slip of the parser."""

NEAR = 6
"""Words between a counted subject and its verb at most."""

PREDICATE = 12
"""Words of a verb phrase at most that tell what the counted did or suffered."""

VALUES = frozenset(
    {"attr", "pobj", "dobj", "acomp", "oprd", "npadvmod", "advmod", "conj", "nsubj", "nsubjpass", "dep", "ccomp"}
)
"""What a number is in its clause when it is the value of something; "post 542" is none."""

LASTS = frozenset({"last", "span", "run", "continue", "take", "be"})
"""Verbs (lemmas) whose duration is that of their subject."""

EXTENTS = frozenset({"maximum", "minimum", "total", "average", "period", "term", "span"})
"""Nouns before "of" and a duration that only say how far it goes."""

CLAUSAL = frozenset({"cc", "mark", "advcl", "conj", "ccomp"})
CLOCK_WORDS = frozenset(
    {
        "last",
        "this",
        "next",
        "each",
        "every",
        "per",
        "today",
        "yesterday",
        "tomorrow",
        "tonight",
        "now",
        "earlier",
        "ago",
        *words_of("monday tuesday wednesday thursday friday saturday sunday"),
    }
)
"""Words behind a number that date it or spread it over time ("41 last year") and count nothing."""

LACKING = frozenset({"short", "more", "fewer"})
"""Words behind the counted that make the number a difference ("hundreds of beds short")."""

NAMING = frozenset({"nummod", "appos", "npadvmod", "nmod"})
"""What a number is behind the noun whose label it is ("post 542")."""

BOUNDING = frozenset({"after", "before", "since", "between", "until", "ahead"})
"""Words behind a duration that say where it begins or ends."""

STOPS = frozenset({",", ";", ":", "—", "–", "--", "(", ")", '"', ".", "[", "]"})
MODIFYING = frozenset(
    {"amod", "compound", "nmod", "poss", "case", "nummod", "punct", "npadvmod", "advmod", "det", "quantmod"}
)
QUALIFYING = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


LENGTHS: frozenset[str] = frozenset({"km", "m", "mi", "nmi", "ft", "cm", "mm", "in", "yd"})
BEARINGS: frozenset[str] = frozenset(
    {"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "away", "upstream",
     "downstream", "inland", "offshore"}
)  # fmt: skip
"""Words between a distance and the place it is told from."""

ADDING: frozenset[str] = frozenset({"more", "other", "further", "additional", "newly", "mostly", "new"})
"""Words between a number and its noun that the parse often hangs on the number."""

VALUED: frozenset[str] = frozenset(
    words_of("""
    cost reach total exceed hit top average rise fall grow gain lose drop climb jump equal be become measure have
    increase decrease decline add near approach
""")
)
"""Verbs (lemmas) whose object is the value of their subject ("the gate cost $5 million")."""


REACHING: frozenset[str] = frozenset({"reach", "hit", "total", "number", "exceed", "top", "pass", "surpass"})
"""Verbs (lemmas) whose object counts their subject ("cases hit 41")."""


class Counted(NamedTuple):
    """The counted phrase: token indices `start:end`, its head noun, and whether the head is of the figure's words.

    `doing` are the tokens of what the counted did, where a verb shared by several ("dozens of A and B fled") says so.
    """

    start: int
    end: int
    head: Token
    adjacent: bool
    doing: tuple[int, int] | None = None


def counted_by(quantity: Quantity, doc: Doc) -> Counted | None:
    """What the quantity counts; None when the clause names nothing that could be counted."""
    span = doc.char_span(quantity.core, quantity.end, alignment_mode="expand")
    if span is None:
        return None
    whole = doc.char_span(quantity.start, quantity.end, alignment_mode="expand") or span
    number = number_in(span)
    if _is_label(number, quantity):
        return None
    return (
        _behind(_past_the_article(span.end, quantity, doc), quantity, doc)
        or _of_a_toll(span.end, number)
        or _of_a_measure(span.end, doc, quantity)
        or _from_a_place(span.end, quantity, doc)
        or _given(number, quantity)
        or _elsewhere(number, quantity, whole[0])
    )


def _past_the_article(index: int, quantity: Quantity, doc: Doc) -> int:
    # "half the farms": the whole follows without "of"
    halved = quantity.number == "half" and index + 1 < len(doc) and doc[index].pos_ in ("DET", "PRON")
    return index + 1 if halved else index


def number_in(span: Span) -> Token:
    """The token by which a quantity hangs in its clause; the parse gives its place to "more" and to "last year"."""
    root = next(token for token in reversed(list(span)) if token.head not in span or token.head == token)
    above = root.head
    dated = above.lemma_.lower() in DURATIONS and root.i + 1 < above.i
    return above if root.dep_ == "nummod" and (dated or above.lower_ == "more") else root


def _is_label(number: Token, quantity: Quantity) -> bool:
    """Whether a bare number names what stands before it ("posts 542 and 543")."""
    while number.dep_ == "conj" and number.head.like_num and number.head.i < number.i:
        number = number.head
    bare = quantity.modifier == "exact" and quantity.unit is None and quantity.number.isdigit()
    if not bare or number.i == 0:
        return False
    named = number.nbor(-1)
    beside = number.dep_ in NAMING or (number.dep_ == "dobj" and named.dep_ == "pobj")
    return named.pos_ in ("NOUN", "PROPN") and beside and number.head.i < number.i


def befell(word: Token) -> bool:
    """Whether people are counted by what befell them ("12 dead", "killed 12")."""
    return word.lower_ in STATES or (word.pos_ == "VERB" and word.lemma_.lower() in TOLL)


def _behind(index: int, quantity: Quantity, doc: Doc) -> Counted | None:
    """The noun phrase right behind the number, perhaps behind "of" ("hundreds of engineers", "three of its dams")."""
    while index < len(doc) and doc[index].text == '"':
        index += 1
    if index < len(doc) and doc[index].lower_ == "of":
        index += 1
        while index < len(doc) and doc[index].pos_ in ("DET", "PRON") and doc[index].tag_ != "PRP":
            index += 1
    head = _head_behind(index, quantity, doc)
    if head is None:
        return None
    following = doc[head.i + 1] if head.i + 1 < len(doc) else None
    if following is not None and following.pos_ == "PROPN" and _starts_a_clause(head, following, doc):
        return Counted(index, _clause_end(head), head, adjacent=True)
    if head.lemma_.lower() in DURATIONS:
        return _lasting(index, head)
    # "12-year drought" counts years of a drought
    index += doc[index].tag_ == "HYPH"
    index += doc[index].lemma_.lower() in DURATIONS
    return _with_what_narrows(index, head)


def _head_behind(index: int, quantity: Quantity, doc: Doc) -> Token | None:
    """The noun that the number at `index` stands before; None for a word that dates the number."""
    head = _head_from(index, doc)
    if head is not None and quantity.unit is not None and doc[index].pos_ == "NUM" and head.lemma_.lower() in DURATIONS:
        return None  # "54 percent four years ago"
    if head is None or doc[index].lower_ in CLOCK_WORDS or head.lower_ in CLOCK_WORDS:
        return None
    owner = next((token.i for token in doc[index + 1 : head.i] if token.tag_ == "POS"), None)
    # "the 30m vessel's bow" tells of a vessel
    return doc[owner - 1] if owner is not None and quantity.unit is not None else head


def _with_what_narrows(index: int, head: Token) -> Counted:
    """The noun with its own modifiers, else with what it did as the subject of its clause."""
    doc, edge = head.doc, _right_edge(head)
    if [token.lower_ for token in doc[head.i + 1 : edge]] in (["of", "them"], ["of", "these"], ["of", "those"]):
        edge = head.i + 1
    if edge < len(doc) and doc[edge].lower_ in LACKING:
        return Counted(index, edge + 1, head, adjacent=True)
    doing = predicate_of(head)
    if doing is None or edge > head.i + 1:
        return Counted(index, edge, head, adjacent=True)
    between = doc[head.i : doing[0]]
    if doing[0] <= head.i + NEAR and not any(token.text in STOPS or token.lower_ == "of" for token in between):
        return Counted(index, doing[1], head, adjacent=True)
    return Counted(index, edge, head, adjacent=True, doing=doing)


def _of_a_toll(index: int, number: Token) -> Counted | None:
    """People counted by what befell them: "12 dead and 30 injured", "40 of the displaced", "the flood killed 12"."""
    doc, verb = number.doc, number.head
    if index + 2 < len(doc) and [word.lower_ for word in doc[index : index + 2]] in (["of", "the"], ["of", "those"]):
        index += 2
    if index < len(doc) and doc[index].lower_ in STATES:
        short = index + 1 < len(doc) and doc[index + 1].lower_ in LACKING
        return Counted(index, index + 1 + short, doc[index], adjacent=True)
    state = next((word for word in verb.children if word.lower_ in STATES and word.dep_ in ("acomp", "attr")), None)
    if state is not None and number.dep_ == "nsubj":
        return Counted(state.i, state.i + 1, state, adjacent=False)
    if verb.pos_ == "VERB" and verb.lemma_.lower() in TOLL and number.dep_ in ("dobj", "nsubj", "nsubjpass"):
        return Counted(verb.i, verb.i + 1, verb, adjacent=False)
    return None


def _from_a_place(index: int, quantity: Quantity, doc: Doc) -> Counted | None:
    """The place that a distance is told from: "9 km from Odra", "40 miles north of the weir"."""
    if quantity.unit not in LENGTHS or index >= len(doc):
        return None
    last = index + (doc[index].lower_ in BEARINGS)
    if (
        last >= len(doc)
        or doc[last].lower_ not in ("from", "off", "of", "away")
        or (last == index and doc[index].lower_ == "of")
    ):
        return None
    head = next((word for word in doc[last].subtree if word.dep_ == "pobj"), None)
    return Counted(index, _right_edge(head), head, adjacent=False) if head is not None else None


def _given(number: Token, quantity: Quantity) -> Counted | None:
    """The verb that says what is done with money: "gave $5 million to the guild"."""
    verb = number.head
    if not quantity.money or number.dep_ != "dobj" or verb.pos_ != "VERB" or verb.lemma_.lower() in VALUED:
        return None
    return Counted(verb.i, verb.i + 1, verb, adjacent=False)


def _lasting(index: int, head: Token) -> Counted:
    """What lasts that long: the words behind a duration, what is spent on it, or its clause ("the talks lasted")."""
    doc = head.doc
    if head.i + 1 < len(doc) and doc[head.i + 1].lower_ in BOUNDING:
        return Counted(index, _clause_end(head), head, adjacent=True)
    edge, preposition = _right_edge(head), head.head
    spent = head.dep_ == "dobj" and (edge > head.i + 1 or head.head.lemma_.lower() not in LASTS)
    if spent:
        return Counted(index, edge, head, adjacent=True)
    within = head.dep_ == "pobj" and preposition.i < index
    of_itself = preposition.lower_ == "of" and edge > head.i + 1  # "most of the last five months of her life"
    if within and (of_itself or preposition.head.lower_ in EXTENTS):
        return Counted(index, edge, head, adjacent=True)
    if within and preposition.head.pos_ == "NOUN" and preposition.lower_ != "of":
        return Counted(preposition.head.left_edge.i, preposition.i, head, adjacent=True)
    verb, subject = verb_of(head), subject_of(head)
    if verb is None or verb.i > index:
        return Counted(index, edge, head, adjacent=True)
    own = subject is not None and (subject.head == verb or within)
    if own and subject is not None and subject.i < verb.i < index <= subject.left_edge.i + PREDICATE:
        return Counted(subject.left_edge.i, verb.i + 1, head, adjacent=True)
    if within and preposition.i <= verb.i + PREDICATE:
        return Counted(verb.i, preposition.i, head, adjacent=True)
    return Counted(index, edge, head, adjacent=True)


def predicate_of(head: Token) -> tuple[int, int] | None:
    """The tokens of the verb behind a counted subject and what belongs to it ("troops remain in Odra")."""
    subject = role_of(head)
    verb = subject.head
    if subject.dep_ not in SUBJECTS or verb.pos_ not in ("VERB", "AUX") or verb.i < head.i:
        return None
    rest = head.doc[verb.i + 1 : min(verb.right_edge.i + 1, verb.i + PREDICATE)]
    end = next((token.i for token in rest if token.text in STOPS or token.dep_ in CLAUSAL), rest.end)
    while end > verb.i + 1 and head.doc[end - 1].dep_ in ("det", "prep", "aux", "mark"):
        end -= 1
    return verb.i, max(end, verb.i + 1)


def role_of(head: Token) -> Token:
    """The token whose place in the clause is that of the counted: "hundreds" of "hundreds of A, hundreds of B"."""
    token = head
    if (
        token.dep_ == "pobj"
        and token.head.lower_ == "of"
        and (token.head.head.like_num or token.head.head.i < token.i - 1)
    ):
        token = token.head.head
    while token.dep_ == "conj" and token.head.i < token.i:
        token = token.head
    return token


def _clause_end(head: Token) -> int:
    """Where a relative clause without a pronoun ends: at the next stop of the sentence."""
    rest = head.doc[head.i + 1 : min(sentence_of(head).stop, head.i + LONGEST)]
    return next((token.i for token in rest if token.text in STOPS), rest.end)


def _head_from(index: int, doc: Doc) -> Token | None:
    """The last noun of the run of modifiers and nouns that begins at `index`."""
    head: Token | None = None
    for token in doc[index:]:
        if head is not None and token.lower_ in CLOCK_WORDS:
            break
        if token.pos_ in ("NOUN", "PROPN"):
            if head is not None and (_starts_a_clause(head, token, doc) or _is_verb_after_all(head, token)):
                break
            head = token
        elif not (_modifies(token, doc) or _joins_modifiers(token) or (token.i and _goes_on(token.nbor(-1)))):
            break
    return head


def _goes_on(before: Token) -> bool:
    # "two gas-only plants": what a hyphen joins belongs together, whatever the parse makes of it
    return before.tag_ == "HYPH" or _joins_modifiers(before)


def _is_verb_after_all(head: Token, token: Token) -> bool:
    """Whether a singular behind a plural of "of" is a verb that the tagger took for a noun ("of pilgrims arrive")."""
    return head.tag_ == "NNS" and token.tag_ == "NN" and head.i > 0 and head.nbor(-1).lower_ == "of"


def _joins_modifiers(token: Token) -> bool:
    """Whether "and" joins two modifiers of one plural ("Belmaran and Sorrenian troops", "tired and cold divers")."""
    if token.lower_ not in ("and", "or") or token.i == 0 or token.i + 2 >= len(token.doc):
        return False
    before, behind = token.nbor(-1), token.nbor(1)
    rest = token.doc[behind.i + 1 : behind.i + 3]
    plural = any(word.tag_ == "NNS" for word in rest) and all(word.tag_[:2] in ("NN", "JJ") for word in rest[:1])
    if before.tag_ in QUALIFYING and behind.tag_ in QUALIFYING:
        return plural
    adjectival = before.text[:1].isupper() and before.tag_ not in ("NNS", "NNPS") and behind.tag_[:2] in ("NN", "JJ")
    return adjectival and plural and behind.tag_ not in ("NNS", "NNPS")


def _modifies(token: Token, doc: Doc) -> bool:
    if token.tag_ in ("POS", "HYPH") or token.lower_ in ADDING:
        return True
    if token.pos_ in ("ADJ", "NUM", "ADV") or token.tag_ in ("VBN", "VBG"):
        return token.dep_ in MODIFYING and token.head.i > token.i
    return False


def _starts_a_clause(head: Token, token: Token, doc: Doc) -> bool:
    """Whether a name behind a plural begins a clause of its own: "the 90 engineers Marrow said were hired"."""
    rest = doc[token.i + 1 : token.i + 3]
    plural = head.tag_ in ("NNS", "NNPS") or (head.text[0].isupper() and head.text.endswith("s"))
    return plural and token.pos_ == "PROPN" and any(word.pos_ in ("VERB", "AUX") for word in rest)


def _right_edge(head: Token) -> int:
    """Where the phrase of `head` ends: its modifiers to the right, up to the first stop."""
    edge = head.i + 1
    for token in head.doc[head.i + 1 : min(head.right_edge.i + 1, head.i + LONGEST)]:
        if token.text in STOPS or (token.dep_ == "cc" and token.head == head):
            break
        edge = token.i + 1
    return edge


def _of_a_measure(index: int, doc: Doc, quantity: Quantity) -> Counted | None:
    """ "12 percent of the farms", "$5 million worth of pumps", "$5 million in aid"."""
    if quantity.unit is None:
        return None
    if index < len(doc) and doc[index].text == "(":  # "2 inches (50 millimetres) of rain"
        index = next((token.i + 1 for token in doc[index : index + NEAR] if token.text == ")"), index)
    if index < len(doc) and doc[index].lower_ == "worth":
        index += 1
    if index >= len(doc) or doc[index].lower_ not in ("of", "in"):
        return None
    start = index + 1
    while start < len(doc) and doc[start].pos_ in ("DET", "PRON"):
        start += 1
    head = _head_from(start, doc)
    if head is None or head.ent_type_ in ("DATE", "GPE", "LOC"):
        return None
    return Counted(start, _right_edge(head), head, adjacent=False)


def _elsewhere(token: Token, quantity: Quantity, first: Token) -> Counted | None:
    """The noun whose number the clause gives: "the number of farms was put at 250", "prices rose 4 percent"."""
    for word in reversed(token.doc[sentence_of(token).start : token.i]):
        if word.lemma_.lower() in NUMBER_NOUNS and word.pos_ == "NOUN" and _values(word, token):
            return _named_by(word, first)
    for ancestor in token.ancestors:
        together = ancestor.lemma_.lower() in PEOPLE_TOGETHER and token.dep_ == "pobj" and token.head.lower_ == "of"
        if ancestor.pos_ == "NOUN" and ancestor.i < first.i and (quantity.unit is not None or together):
            end = min(_right_edge(ancestor), first.i)
            end -= end > ancestor.i + 1 and ancestor.doc[end - 1].pos_ == "ADP"  # "a depth of"
            return Counted(ancestor.left_edge.i, end, ancestor, adjacent=False)
        if ancestor.pos_ in ("VERB", "AUX"):
            break
    named = next((word for word in token.head.children if word.dep_ == "attr" and word.tag_ == "NNS"), None)
    if named is not None and token.dep_ == "nsubj" and quantity.unit is None:  # "12 were children"
        return Counted(named.left_edge.i, _right_edge(named), named, adjacent=False)
    subject = subject_of(token)
    if subject is None or subject.pos_ == "PRON":
        return None
    reached = subject.tag_ == "NNS" and token.head == subject.head and token.head.lemma_.lower() in REACHING
    if quantity.unit is None and not (reached and token.dep_ in VALUES):
        return None
    return Counted(subject.left_edge.i, min(_right_edge(subject), max(first.i, subject.i + 1)), subject, adjacent=False)


def _values(noun: Token, number: Token) -> bool:
    """Whether a number is the value of a number noun: both hang on one verb, or the number on the noun."""
    above = list(number.ancestors)
    return number.dep_ in VALUES and (noun in above or noun.head in above)


def _named_by(noun: Token, number: Token) -> Counted:
    """What a number noun counts: the phrase behind its "of", else itself."""
    for child in noun.children:
        objects = [word for word in child.children if word.dep_ in ("pobj", "pcomp")]
        if child.lower_ == "of" and objects:
            head = objects[0]
            edge = min(_right_edge(head), number.i)
            while edge > head.i + 1 and head.doc[edge - 1].pos_ in ("ADP", "AUX", "SYM"):
                edge -= 1
            return Counted(head.left_edge.i, edge, head, adjacent=False)
    return Counted(noun.left_edge.i, min(_right_edge(noun), number.i), noun, adjacent=False)


def subject_of(token: Token) -> Token | None:
    """The subject of the nearest clause around `token` that has one."""
    for ancestor in token.ancestors:
        for child in ancestor.children:
            if child.dep_ in SUBJECTS and child.i < token.i:
                return child
    return None


def verb_of(token: Token) -> Token | None:
    """The verb of the clause that `token` stands in."""
    return next((word for word in token.ancestors if word.pos_ in ("VERB", "AUX")), None)


def token_at(doc: Doc, offset: int) -> Token:
    """The token at an offset of the paragraph, or the one before the space there."""
    span = doc.char_span(offset, offset + 1, alignment_mode="expand")
    return doc[max(span.start - (len(span) == 0), 0)] if span is not None else doc[-1]


def words_at(paragraph: Paragraph, start: int, end: int) -> str:
    """The words from token `start` to `end` as on the page."""
    return paragraph.cite(paragraph.doc[start:end]).text.strip(' -“”"')
