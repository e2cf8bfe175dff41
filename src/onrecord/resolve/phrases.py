"""What does a phrase that names a speaker say of them? Tables of roles and bodies, and the head noun."""

from __future__ import annotations

import re

from onrecord.gazetteer import word_set
from onrecord.model import EntityKind
from onrecord.resolve.cast import Member
from onrecord.resolve.naming import TITLES, key_of, words_of

PRONOUNS: dict[str, str | None] = {"he": "m", "she": "f", "they": None, "it": None, "who": None, "which": None}
POSSESSIVE: dict[str, str] = {"his": "he", "her": "she", "their": "they", "its": "it", "whose": "who"}
FIRST = frozenset({"i", "my"})
RELATIVE = frozenset({"who", "which"})
FITS: dict[str, tuple[EntityKind, ...]] = {
    "he": ("person",),
    "she": ("person",),
    "they": ("group", "organization", "state"),
    "it": ("organization", "state", "work", "place", "group"),
    "who": ("person", "group"),
    "which": ("organization", "state", "work", "place", "group"),
}
"""Kinds that a pronoun may mean."""
BODY_RUN = re.compile(r"(?P<body>(?:[A-Z][\w’'-]*\s(?:(?:of|for|and|the|on)\s){0,2}){2,}[A-Z][\w’'-]*),?\s+$")
"""A body's whole name right before a relative pronoun."""
PHRASE_BEFORE = re.compile(r"(?:^|[\s,;(“\"])((?:the|an?|his|her|their|its|this)\s[^.,;:!?“”\"]{3,80}?),?\s+$", re.I)
"""A noun phrase right before a relative pronoun."""

SYNONYMS: tuple[frozenset[str], ...] = (
    frozenset(
        {"head", "chief", "director", "leader", "boss", "chairman", "chairwoman", "chair", "president", "executive"}
    ),
    frozenset({"minister", "secretary", "politician", "official"}),
    frozenset({"spokesman", "spokeswoman", "spokesperson", "official"}),
    frozenset({"diplomat", "ambassador", "envoy", "representative", "minister", "official"}),
    frozenset({"general", "commander", "officer", "colonel", "admiral"}),
    frozenset({"lawmaker", "senator", "congressman", "congresswoman", "deputy", "legislator", "mp", "politician"}),
    frozenset({"premier", "minister", "pm"}),
    frozenset({"academic", "professor", "scholar", "researcher", "expert", "scientist", "analyst", "economist"}),
    frozenset({"lawyer", "attorney", "solicitor", "counsel"}),
    frozenset({"mogul", "billionaire", "nominee", "candidate", "businessman"}),
    frozenset(
        {"official", "director", "head", "chief", "deputy", "commissioner", "governor", "mayor", "adviser", "aide"}
    ),
)
"""Nouns that news uses for one and the same holder of an office."""

GENERIC = frozenset(
    {"official", "man", "woman", "leader", "politician", "diplomat", "veteran", "chief", "head", "boss", "former"}
    | {"lawmaker", "officer", "republican", "democrat", "conservative", "native", "candidate", "nominee", "billionaire"}
)
"""Heads that with "the" may mean the speaker before, whatever the page says of them."""

UNNAMED = frozenset(
    {"source", "sources", "people", "person", "witness", "resident", "user", "users", "expert", "experts", "analysts"}
    | {"officials", "critics", "observers", "lawmakers", "residents", "witnesses", "others", "another", "one", "some"}
    | {"many", "analyst", "insider", "insiders", "reports", "report", "study", "poll", "survey", "group", "groups"}
)
"""Heads that stay unnamed when no article makes them definite."""

CARRIERS = frozenset(
    {"statement", "letter", "tweet", "message", "email", "post", "release", "memo", "note", "communique"}
)
"""Documents that speak for whoever issued them a moment ago ("the statement said")."""

DOCUMENTS = frozenset(
    {"document", "report", "study", "paper", "survey", "poll", "research", "audit", "review", "analysis"}
)
"""Documents that are named again by another word for themselves ("a report ... The document")."""
NEAR = 60
"""Letters of a speaker's words in which a document is looked for."""

REPORTS = frozenset(
    {"projection", "projections", "data", "figures", "statistics", "findings", "estimates", "release", "results"}
)
"""Words for what a body publishes, beside documents."""
OF_WORK = re.compile(
    r"\b(?:of|from|in) (?:the )?"
    r"(?P<name>[A-Z](?:[\w’'-]+ )+?(?:Study|Survey|Report|Review|Index|Census|Poll|Barometer))\b"
)
"""The document whose results speak: "the results of the National Iodine Study"."""
AUTHOR = re.compile(r"\b(?:by|from)\s+(?:the\s+)?(?:[a-z]+\s+){0,2}(?P<body>[A-Z].*)$")
OWNER_OF = re.compile(r"(?:[Tt]he\s+)?(?P<body>[A-Z][\w.&’' -]*?)['’]s\s")
"""Whose a document is: "a report by the Example Commission", "the Example Post's analysis"."""

OPENERS: frozenset[str] = word_set(
    "the a an one another his her their its this that my our two three four five six some many several both"
)
"""Words that open a phrase that points at people."""
INDEFINITE: frozenset[str] = word_set("a an one another two three four five six some many several")
"""Of these, the words that bring somebody new in."""
STOPS: frozenset[str] = word_set(
    """
    of in on at for to by with from and or but that who which is was were are be been has have had will would can could
    said says say told tells asked as than then not no into over under after before when while if about against
    """
)
"""Words that end the phrase that a determiner opened."""

BODIES: frozenset[str] = word_set(
    """
    agency airline army authority bank board body broadcaster carrier charity club commission committee company
    council court department firm giant government group hospital institute maker manufacturer ministry movement
    network newspaper office operator organisation organization outlet party retailer school service team union
    university utility
    """
)
"""Heads that with "the" may mean the body named before, whatever its name."""

BOTH = re.compile(
    r"^(?:both|the (?:two|pair|couple))\b"
    r"(?: (?:men|women|officials|leaders|ministers|presidents|lawmakers|brothers|sisters))?$",
    re.I,
)
TOGETHER = re.compile(r"^(?:both|neither|either)\s+", re.I)
ALSO = re.compile(r",?\s+(?:and|nor|or)\s+")
CLAUSE = re.compile(r",?\s(?:who|which|whose|whom)\s")
"""Where a relative clause begins."""
BRACKET = re.compile(r",\s|\s\(")
"""Where what is said of a body behind its name begins."""
BEHIND_NOUN = re.compile(r"(?:^|\s)(?!(?:of|for|to|by|with|from|against|and|in|at|on|the)\s)[a-z][\w-]*\s$")
"""The noun before a name that says what it is: "manufacturer Norwave"."""
AND = re.compile(r"(?:^|\s|,)and\s+(?:[A-Z][\w.]*\s+){0,3}$")

SOMEBODY_ELSE = re.compile(
    r"(?:\b(?:of|for|to|by|with|from|against|and|in|at)|['’]s)\s+(?:[a-z-]+\s+){0,3}"
    r"(?:(?:Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Lady|Lord|Gen|Sen|Rep|Gov|President|Prime|Minister|Chancellor|Senator|Governor"
    r"|Mayor|King|Queen|Prince|Princess|Pope)\.?\s+){0,2}$"
)
"""Words before a name that make the phrase mean somebody else: "a spokesman for ...", "the mother of ..."."""
DESCRIBED = re.compile(
    r"\s(?:seen|obtained|published|released|issued|dated|leaked|reviewed|shared|posted|compiled|conducted|written"
    r"|commissioned|led|signed|sent|made|held|carried out)\s.*$"
)
"""What a participle adds to a document's name: "a letter seen by ..."."""
MODIFIERS = re.compile(r"^(?:(?!(?:of|for|at|from|with|in|on|by|to|and)\s)[a-z][\w-]*\s+){1,3}(?=[A-Z])")
"""Words in lower case before a name that only describe it: "the state-run Example Agency"."""
_OWNER = re.compile(r"\s(?:of|for|at|from|with)\s(?P<owner>.+)$")
NAME_FIRST = re.compile(r"(?:[A-Z][\w.’'-]*\s)+(?:of|from|at|with|in|for)\s")
"""A name, then where it belongs: "Commander Smith of the guard"."""
CUT = re.compile(
    r"\s(?:of|for|in|at|from|to|with|on|by|about|familiar|briefed|who|which|that|close|involved|near|inside|speaking)\b"
)
_DEFINITE = frozenset({"the", "his", "her", "their", "its", "this", "that", "these", "those"})


def head_of(words: str) -> tuple[str, bool]:
    """The head noun of a phrase (lower case), and whether the phrase is definite: by article, owner or bare title."""
    first = CUT.split(words, maxsplit=1)[0]
    parts = [part for part in re.split(r"\s+", first.strip()) if part]
    head = key_of(parts[-1]) if parts else ""
    opening = key_of(words.split()[0]) if words.split() else ""
    owned = re.search(r"^(?!an?\s)[^,]*?['’]s\s", words, re.I) is not None
    raw = words.split()[0].lower() if words.split() else ""
    bare = raw not in ("a", "an", "one", "another", "some", "two", "three", "several", "many") and not head.endswith(
        "s"
    )
    return head, raw in _DEFINITE or opening in _DEFINITE or owned or bare


def same_owner(words: str, member: Member) -> bool:
    """Whether "a spokesperson for X" can be the member: no owner is named, or the page says the member is X's."""
    owner = _OWNER.search(words)
    told = set(words_of(owner["owner"])) if owner else set()
    return not told or bool(told & member.traits)


def is_role(head: str) -> bool:
    """Whether a head noun names what a person is or does."""
    return head in TITLES or any(head in group for group in SYNONYMS) or head in GENERIC


def kind_of(head: str) -> EntityKind:
    """The kind of a speaker known by words only."""
    if head in UNNAMED or head.endswith("s"):
        return "group"
    return "person" if is_role(head) else "organization"


def unarticled(words: str) -> str:
    """The phrase without its article."""
    bare = re.sub(r"^(?:the|a|an)\s+", "", words, flags=re.I)
    return DESCRIBED.sub("", bare).strip(" ,")
