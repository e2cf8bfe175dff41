"""Which office, and of whom? Titles and bodies in one wording, so that two pages' words for them can be compared.

"Ministry of Foreign Affairs of X", "X's Foreign Ministry" and "the Xian Foreign Ministry" are one body; "Foreign
Ministry" alone is whichever the page means. No record is looked at here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from onrecord.gazetteer import state_named, state_of, word_set
from onrecord.resolve.naming import TITLES, key_of

SPELLINGS: dict[str, str] = {
    "organisation": "organization",
    "organisations": "organizations",
    "centre": "center",
    "centres": "centers",
    "defence": "defense",
    "labour": "labor",
    "harbour": "harbor",
    "programme": "program",
    "theatre": "theater",
    "u.n": "united nations",
    "un": "united nations",
    "e.u": "european union",
    "eu": "european union",
    "ctr": "center",
    "univ": "university",
    "dept": "department",
    "govt": "government",
    "intl": "international",
    "natl": "national",
    "&": "and",
}
"""Words of bodies that are written in two ways -> the one we compare."""

FORMS: frozenset[str] = word_set("inc corp ltd llc plc llp gmbh ag sa nv bv ab asa co limited incorporated")
"""Legal forms behind a company's name, which news gives or leaves out."""

STATUSES: frozenset[str] = word_set(
    "former ex past previous acting interim caretaker elect designate incoming outgoing then late newly new current"
)
"""Words of a title that tell when or how it is held, not which it is."""

TITLES_AS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\bdefence\b"), "defense"),
    (re.compile(r"^(?:minister|secretary) (?:of|for) (?:the )?(?!state\b)([a-z -]+?)(?: affairs)?$"), r"\1 minister"),
    (re.compile(r"\b(foreign|interior|home|defense|finance|[a-z]+) affairs minister$"), r"\1 minister"),
    (re.compile(r"\b(?:chairman|chairwoman|chairperson)\b"), "chair"),
    (re.compile(r"\b(?:spokesman|spokeswoman|spokesperson|press secretary)\b"), "spokesperson"),
    (re.compile(r"\b(?:ambassador|envoy|delegate|emissary|permanent representative)\b"), "envoy"),
    (re.compile(r"\b(?:congressman|congresswoman|representative)\b"), "representative"),
    (re.compile(r"\bceo\b"), "chief executive"),
    (re.compile(r"\bchief executive officer\b"), "chief executive"),
    (re.compile(r"\b(?:chief(?! (?:executive|justice|minister|financial|operating)\b)|boss)\b"), "head"),
    (re.compile(r"(?<!\bsupreme )\bleader\b"), "head"),
    (re.compile(r"\b(?:premier|pm)\b"), "prime minister"),
    (re.compile(r"\bvice[- ]prime minister\b"), "deputy prime minister"),
    (re.compile(r"\bvice[- ]"), "vice "),
    (re.compile(r"\bfm\b"), "foreign minister"),
    (re.compile(r"\bminster\b"), "minister"),
    (re.compile(r"\bsecretary[- ]general\b"), "secretary general"),
    (re.compile(r"\bdirector[- ]general\b"), "director general"),
)
"""Wordings by which news calls one office, in the order in which they are made one."""

SOVEREIGN = re.compile(
    r"(?:president|prime minister|chancellor|king|queen|emir|sultan|[a-z]+ minister|[a-z]+ [a-z]+ minister"
    r"|secretary of state|attorney general|vice president|deputy prime minister)"
)
"""Offices that one holds in one state at a time."""

SHARED = re.compile(
    r"(?:(?:foreign|interior|home|justice|defense|finance|health|education|energy|environment|agriculture|trade|economy"
    r"|transport|culture|labor|water|information|industry|planning|tourism|development) (?:ministry|department|office)"
    r"|(?:supreme|high|constitutional|appeals?|district|federal|county|regional|military) court|court|parliament|senate"
    r"|congress|cabinet|government|presidency|national assembly|(?:upper|lower) house|central bank|treasury|police"
    r"|(?:federal|state|city|local|national|military|riot) police|army|navy|air force|armed forces|military"
    r"|(?:coast|national|border|presidential) guard|(?:town|city|municipal|county|state|privy) council|ministry"
    r"|(?:electoral|election) commission|(?:communist|socialist|conservative|liberal|labor|green|people's) party"
    r"|house of (?:representatives|commons|lords)|prosecutor'?s'? office|attorney general'?s office|fire department"
    r"|police department|sheriff'?s office|public prosecutor|ministry of [a-z ]+|department of [a-z ]+)"
)
"""Compared names that many states, towns or houses have a body of: two pages that use one may mean two."""

REALMS: frozenset[str] = word_set("kingdom republic state federation commonwealth principality sultanate emirate")
"""What a state calls itself before its name."""

OF_STATE = re.compile(r"^(?P<body>.+) (?:of|in) (?:the )?(?P<state>[\w .'-]+)$")
OWNED = re.compile(r"^(?P<state>[\w .'’-]+?)(?:['’]s|s['’]) (?P<body>.+)$")
OFFICE_OF = re.compile(r"^(?P<core>[\w -]+?) of (?:the )?(?P<body>[A-Z].*)$")
OF_COMMON = re.compile(r" (?:of|at|in) (?:the |our |this |his |her )?(?:town|city|country|village|state|party|group)$")
MINISTRY_OF = re.compile(r"^ministry (?:of|for) (?:the )?(?P<what>[a-z, -]+?)(?: affairs)?$")
DEMONYM = re.compile(
    r"(?!(?:European|African|Asian|American|Christian|Human|Urban|Civilian|Guardian|Veteran|Meridian|Historian"
    r"|Librarian|Republican|Anglican|Lutheran|Victorian|Italian|Median|Roman|Artisan|Partisan|Caspian|English|Polish"
    r"|Military|Musician|Politician|Physician|Caribbean|Mediterranean|Scandinavian|Balkan)$)"
    r"[A-Z][a-z]{3,}(?:an|ese|ish)$(?<!man)"
)
"""A word that by its form is a place's adjective, and no real one that the gazetteer should know or nobody owns."""

SHORT_BEHIND = re.compile(r"(?<=[a-z]) [(]?[A-Z]{2,6}[)]?$")
"""Initials right behind a name, which say it once more ("Federal Bureau of Rivers FBR")."""

_ENDING = re.compile(r"(?:ians|ian|ia|ans|an|ese|ish|in|ns|n|i|y|e|a|o|s)$")
ROOT = 4
"""Letters that must be left of a place's name for its adjective to be told by them."""


@lru_cache(maxsize=16384)
def state_key(words: str) -> str:
    """The state that a name or an adjective points to, compared; empty for none ("French" and "France" are one)."""
    state = state_of(words) or state_named(words)
    return key_of(state.name) if state is not None else ""


@lru_cache(maxsize=16384)
def place_key(words: str) -> str:
    """A place or its adjective, compared: the state where there is one, else the root that the two share."""
    return state_key(words) or root_of(key_of(words))


def root_of(word: str) -> str:
    """What a place's name and its adjective share ("sorreni" of "Sorrenia", "Sorrenian")."""
    bare = _ENDING.sub("", word)
    return bare if len(bare) >= ROOT else word


@lru_cache(maxsize=16384)
def body_key(name: str) -> str:
    """The name of a body, compared: one spelling, no legal form, its state (if it names one) behind "@".

    "Ministry of Foreign Affairs of Norway" and "Norwegian Foreign Ministry" give "foreign ministry@norway".
    """
    state = state_named(name)
    if state is not None:
        return key_of(state.name)
    own, rest = _owner(SHORT_BEHIND.sub("", " ".join(name.split())))
    words = _spelt(key_of(rest)).split()
    while len(words) > 1 and words[-1] in FORMS:
        words = words[:-1]
    bare = " ".join(words)
    ministry = MINISTRY_OF.match(bare)
    bare = f"{ministry['what']} ministry" if ministry is not None else bare
    if bare in REALMS and own:
        return own
    return f"{bare}@{own}" if own else bare


def _spelt(key: str) -> str:
    return " ".join(SPELLINGS.get(word, word) for word in key.split())


def _owner(name: str) -> tuple[str, str]:
    """The state, or place by its adjective, whose body a name says it is, and the rest; ("", name) for none."""
    owned = OWNED.match(name)
    if owned is not None and (state_key(owned["state"]) or _owns(owned["state"], owned["body"])):
        return place_key(owned["state"]), owned["body"]
    behind = OF_STATE.match(name)
    if behind is not None and (state_key(behind["state"]) or (" " in behind["body"] and _is_shared(behind["body"]))):
        return place_key(behind["state"]), behind["body"]
    head, _, rest = name.removeprefix("the ").removeprefix("The ").partition(" ")
    for own, body in ((head, rest), (" ".join(name.split()[:2]), " ".join(name.split()[2:]))):
        if body[:1].isupper() and (state_of(own) is not None or DEMONYM.match(own)):
            return place_key(own), body
    return "", name


MANY: frozenset[str] = word_set("people women men children workers teachers farmers veterans nurses lawyers masters")
"""Who owns no body: in "People's Party" they are part of its name."""


def _owns(owner: str, body: str) -> bool:
    return " " not in owner and body[:1].isupper() and owner[:1].isupper() and key_of(owner) not in MANY


@lru_cache(maxsize=16384)
def _is_shared(body: str) -> bool:
    return SHARED.fullmatch(_spelt(key_of(body))) is not None


def is_shared(key: str) -> bool:
    """Whether a compared name without owner is one that many states or towns have a body of ("foreign ministry")."""
    return SHARED.fullmatch(key) is not None


@lru_cache(maxsize=16384)
def post_of(title: str, organization: str | None) -> tuple[str, str]:
    """An office as (title, body or state), compared: ("energy minister", "sorren") of "Sorrenian Energy Minister".

    The words that tell when it is held are off; the body is empty where the words name none.
    """
    own, rest = _holder(OF_COMMON.sub("", re.sub(r"-(?:elect|designate)\b", "", title)))
    behind = OFFICE_OF.match(rest)
    if behind is not None and not organization and key_of(behind["body"]) not in TITLES:
        rest, organization = behind["core"], behind["body"]
    core = " ".join(word for word in key_of(rest).split() if re.sub(r"^ex-", "", word) not in STATUSES)
    for pattern, word in TITLES_AS:
        core = pattern.sub(word, core)
    return core, _of(organization) or own


def _of(organization: str | None) -> str:
    """Whose an office is: a body, or a place by its root."""
    if not organization:
        return ""
    return place_key(organization) if " " not in organization.removeprefix("the ") else body_key(organization)


def _holder(title: str) -> tuple[str, str]:
    """The place whose adjective opens a title, and the rest of it; ("", title) for none."""
    words = title.split()
    for many in (2, 1):
        own = " ".join(words[:many])
        if len(words) > many and own[:1].isupper() and (state_of(own) is not None or DEMONYM.match(own)):
            return place_key(own), " ".join(words[many:])
    return "", title


def is_sovereign(core: str) -> bool:
    """Whether a compared title is an office that nobody holds in two states at a time."""
    return SOVEREIGN.fullmatch(core) is not None
