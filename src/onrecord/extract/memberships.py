"""Which states and organisations belong to which body, and in what role?

Lists of members are written in few ways ("X consists of A, B and C", "A and B hold observer status in X", "X, a bloc
uniting A and B"), so they are read by patterns over names in capital letters. One row per member. The cite is the
sentence that tells it: a member's bare name would show nothing. A body that the page calls "the organization" is the
body it named last; a short form stands for the long one the page gives with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.phrases import (
    BODY,
    LIST,
    NAME_ITEM,
    PageNames,
    clean,
    is_body,
    items_of,
    page_names,
    sentence_around,
)
from onrecord.gazetteer import state_named, word_set
from onrecord.model import Membership, Role, id_of

NAME = "memberships.v1"

ROLES: dict[str, Role] = {
    "observer": "observer",
    "partner": "partner",
    "affiliate": "partner",
    "associate": "partner",
    "candidate": "candidate",
    "applicant": "candidate",
    "applied": "candidate",
    "seeking": "candidate",
    "aspirant": "candidate",
    "application": "candidate",
    "applying": "candidate",
    "asked": "candidate",
    "bid": "candidate",
    "sought": "candidate",
    "negotiating": "candidate",
    "opened": "candidate",
    "former": "former",
    "ex": "former",
    "member": "member",
    "signatory": "member",
    "party": "member",
}
"""Role word -> role, the first that occurs in a phrase decides ("former member", "observer state").

A member that is suspended is one still: what it may not do stands in the cited sentence.
"""

LEFT: frozenset[str] = word_set(
    """
    leave left quit withdrew withdrawn pulled exited expelled ceased longer stopped ejected lost renounced ended
    withdrawal exit departure revoked terminated forfeited voted kicked thrown removed dropped walked
    withdrawing leaving quitting
    """
)
"""Verbs after which a member is a former one."""

UNREAL = re.compile(r"\b(?:if|whether|unless|should|had|would|could|might|until|before|not|never)\b[^.;]{0,40}$", re.I)
"""Words before a match that make it no fact."""

AND = re.compile(r"\sand\s|\sas\swell\sas\s|;")

TRIGGER = re.compile(
    r"member|observer|partner|candidate|applicant|join|left|leave|quit|withdr|out of|removed from|sought|consist"
    r"|compris|unit(?:es|ing)|group|made up|compos"
    r"|formed|includ|signator|admitted|acceded|exited|expelled|pulled|applied|seeking|link|counts|together|belong"
    r"|suspend|accept|ceased|part of|exit|departure|access|\([A-Z][^()]*, ",
    re.IGNORECASE,
)
"""A paragraph without any of these words tells no membership: most are passed over quickly."""

_ADVERBS = r"(?:(?:also|now|currently|all|both|already|still|officially|formally|each|since|then)\s)*"
_WHO = r",?\s(?:which\s|who\s)?"
_KINDS = (
    r"(?P<kind>(?i:(?:(?:full|founding|permanent|non-permanent|associate|dialogue|former|ex|new|newest|latest|original"
    r"|longtime|official|leading|key|founder|active|contracting|voting|non-voting|junior|senior|elected|provisional|regular"
    r"|special|current|existing|fellow|core|ordinary|youngest|oldest|smallest|largest|only|sole|candidate|observer|member|once|formerly|\w+th|first|second"
    r"|third)[\s-]){0,3}"
    r"(?:members?|observers?|affiliates?|(?<=dialogue\s)partners?|(?:cooperation|sectoral|summit)\spartners?|partners?(?=[\s-](?:state|countr|nation))|candidates?|signator(?:y|ies)"
    r"|applicants?)))"
    r"(?:[\s-](?:states?|countries|country|nations?))?"
)
_OF = r"(?:of|in|to|at|with|for|within|on)"
_NO_GATHERING = (
    r"(?!['’]|\w)(?!\s(?:summit|talks|meetings?|session|campaign|conference|initiative|mission|operation|table|negotiations"
    r"|headquarters|building|chamber|delegation|team|debate|vote|project|programme?)\b)"
)
"""Nobody becomes a member by joining a body's talks, nor a former one by leaving its building."""
_STATES = (
    r"(?:(?:the\s)?(?:following\s)?(?:\w+\s)?"
    r"(?:(?:member\s)?(?:states|countries|nations|republics)|members)(?:\s?:|\sof)?\s)?"
)
_MADE_OF = (
    r"(?:consists\sof|comprises|is\s(?:made\sup|composed|formed)\s(?:of|by)|unites|brings\stogether|includes"
    r"|groups(?:\stogether)?|has\s\w+\s(?:\w+\s)?members?(?:\s(?:states|countries|nations))?\s?[:–—,-]+"
    r"(?:\s(?:including|among\sthem|such\sas|namely))?|counts)"
)
_MAKING = (
    r"(?:uniting|comprising|consisting\sof|made\sup\sof|composed\sof|grouping|bringing\stogether|linking|(?:that|which)"
    r"\s(?:unites|comprises|groups|links|includes|brings\stogether|consists\sof|is\smade\sup\sof))"
)
_HOLDS = r"(?:holds?|ha(?:ve|s)|enjoys?|w(?:ere|as)\s(?:granted|given|awarded)|received|obtained|with)"
_JOINED = (
    r"(?P<kind>joined|acceded\sto|w(?:as|ere)\sadmitted\s(?:in)?to|left|quit|withdrew\sfrom|withdrawn\sfrom"
    r"|pulled\sout\sof|exited|w(?:as|ere)\s(?:expelled|ejected)\sfrom|belongs?\sto|rejoined|re-joined"
    r"|w(?:as|ere)\s(?:readmitted|accepted)\s(?:in)?to|w(?:as|ere)\ssuspended\sfrom"
    r"|(?:suspended|froze|resumed|renewed|regained|retained|lost|renounced|ended|forfeited)\sits\smembership\s(?:of|in)|became\spart\sof|is\spart\sof"
    r"|(?:has\s)?ceased\sto\sbe\sa\smember\sof|stopped\sbeing\sa\smember\sof|applied\s(?:to\sjoin|for\smembership\s(?:of|in))"
    r"|(?:is|are|was|were)\sseeking\s(?:membership\s(?:of|in)|to\sjoin|accession\sto|admission\sto)"
    r"|w(?:as|ere)\s(?:voted|kicked|thrown)\sout\sof|w(?:as|ere)\sremoved\sfrom|(?:dropped|walked)\sout\sof|is\sleaving"
    r"|(?:is|are)\s(?:withdrawing|quitting)\sfrom|completed\sits\s(?:withdrawal|exit|departure)\sfrom"
    r"|completed\sits\s(?:accession|entry)\s(?:in)?to|entered|signed\sup\sto|w(?:as|ere)\swelcomed\sinto"
    r"|(?:gained|won|secured|obtained|received)\s(?:full\s)?(?:admission\sto|membership\s(?:of|in)|entry\s(?:in)?to)"
    r"|(?:holds?|has|have|took\sup|w(?:as|ere)\s(?:granted|given|offered))\s(?:full\s)?membership\s(?:of|in)"
    r"|(?:asked|sought|bid|is\sapplying)\sto\sjoin|(?:submitted|lodged|filed)\s(?:an|its)\sapplication\s(?:to\sjoin|for"
    r"\smembership\s(?:of|in))|(?:opened|began|is\snegotiating|is\sin)\s(?:accession|membership)\s(?:talks|negotiations)\swith"
    r"|is\snegotiating\s(?:its\s)?accession\sto)"
)
_SITS = r"(?:sits?|takes?\spart|participates?|attends?|joined|acts?|serves?|w(?:as|ere)\sadmitted)"
_DASHED = r"(?:[(:–—,]|-+\s)"
_GAP = r"(?:\s?[(\[](?:the\s|or\s)?[A-Z]{2,}\b[^()]{0,50}[)\]]?)?"


_END = (
    r"(?=\s?(?:[.,;:()\"–—-]|$)|\s(?:and|or|as|in|on|at|to|by|from|with|while|which|that|but|after|since|for|is|are"
    r"|ha[sd]|have)\b)"
)


def _pattern(*words: str) -> re.Pattern[str]:
    pattern = "".join(words)
    pattern = pattern + _END if pattern.endswith("LIST") else pattern  # "the northern bloc": an adjective is no member
    return re.compile(pattern.replace("BODY", BODY + _GAP).replace("LIST", LIST).replace("ITEM", NAME_ITEM))


PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("consists", _pattern(rf"BODY{_WHO}{_ADVERBS}{_MADE_OF}\s{_STATES}LIST")),
    ("uniting", _pattern(rf"BODY\s?[,(–—-]\s?(?:the|a|an)\s[^().;]{{2,70}}?\s{_MAKING}\s{_STATES}LIST")),
    (
        "status",
        _pattern(
            rf"LIST{_WHO}{_ADVERBS}{_HOLDS}\s(?:the\s|a\s|an\s)?",
            r"(?P<kind>(?:(?:full|dialogue|permanent|associate)\s)?(?:observer|partner|candidate|member))",
            rf"(?:[\s-](?:state|country|member))?\s(?:status(?:es)?|rank)(?:\s{_OF}\sBODY)?",
        ),
    ),
    ("sits-as", _pattern(rf"LIST{_WHO}{_ADVERBS}{_SITS}\s(?:in\s)?as\s(?:an?\s)?{_KINDS}(?:\s{_OF}\sBODY)?")),
    (
        "attended-as",
        _pattern(
            rf"LIST{_WHO}{_ADVERBS}(?:attended|joined|took\spart\sin)\sBODY\s(?:\w+\s)?(?:summit|meeting|session|talks|conference)"
            rf"\sas\s(?:an?\s)?{_KINDS}"
        ),
    ),
    ("takes-part", _pattern(rf"LIST{_WHO}{_ADVERBS}{_SITS}\sin\sBODY\sas\s(?:an?\s)?(?:dialogue\s)?{_KINDS}")),
    (
        "holds-the-status",
        _pattern(
            rf"LIST{_WHO}{_ADVERBS}{_HOLDS}\s(?:the\s)?status\sof\s(?:an?\s)?"
            rf"(?:(?:full|dialogue|permanent|associate)\s)?(?P<kind>observer|partner|candidate|member)\s{_OF}\sBODY"
        ),
    ),
    (
        "its-membership",
        _pattern(
            r"(?P<items>ITEM)(?:'s?|,\swhose)\s(?:\w+\s)?membership\s(?:of|in)\sBODY\s(?:was|has\sbeen|had\sbeen|is)\s(?:been\s)?(?:\w+ly\s)?"
            r"(?P<kind>suspended|frozen|restored|renewed|confirmed|approved|revoked|terminated|withdrawn|ended)"
        ),
    ),
    (
        "its-going",
        _pattern(
            r"(?P<items>ITEM)'s?\s(?:\w+\s)?(?P<kind>withdrawal\sfrom|exit\sfrom|departure\sfrom|accession\sto|admission\sto"
            r"|entry\sinto)\sBODY\s(?:took\seffect|was\scompleted|came\sinto|became\s(?:official|effective)|in\s\d{4})"
        ),
    ),
    (
        "ends-membership",
        _pattern(
            r"BODY\s(?:has\s)?(?P<kind>suspended|froze|restored|renewed|revoked|terminated|ended)\s(?P<items>ITEM)'s?"
            r"\s(?:\w+\s)?membership"
        ),
    ),
    (
        "applied",
        _pattern(
            r"(?P<items>ITEM)'s?\s(?P<kind>application|bid|request)\s(?:to\sjoin|for\smembership\s(?:of|in))\sBODY"
        ),
    ),
    (
        "latest-to-join",
        _pattern(
            r"LIST\s(?:has\s)?(?:became|become|is|was)\sthe\s(?:\w+\s){1,3}(?:to\s(?P<kind>join|leave|quit))\sBODY"
        ),
    ),
    (
        "given-status",
        _pattern(
            r"LIST\s(?:was|were)\s(?:granted|given|awarded|offered)\s(?P<kind>candidate|observer|partner)\sstatus\s(?:by|in|at|of)\sBODY"
        ),
    ),
    (
        "upgraded",
        _pattern(
            rf"LIST\s(?:was|were)\s(?:upgraded|promoted|elevated)\s(?:from\s\w+\s)?to\s{_KINDS}\s(?:status\s)?{_OF}\sBODY"
        ),
    ),
    ("counts-among", _pattern(r"BODY\s(?:also\s)?(?:counts|lists|has|numbers)\sLIST\samong\sits\s(?P<kind>members)")),
    (
        "of-which",
        _pattern(
            rf"BODY,\s(?:of|to|in)\swhich\sLIST\s{_ADVERBS}(?:(?:is|are|was|were|became)\s(?:an?\s)?{_KINDS}|belongs?)"
        ),
    ),
    (
        "both-members",
        _pattern(rf"LIST\s?(?:,|–|—|-+)\s(?:both|all|three|two|each)\s(?:of\sthem\s)?{_KINDS}\s{_OF}\sBODY"),
    ),
    (
        "role-in-brackets",
        _pattern(
            r"(?P<items>ITEM)\s\((?:an?\s|the\s)?(?P<kind>(?:full\s)?member|observer|partner|candidate)(?:\s(?:state|country))?\)"
        ),
    ),
    (
        "is-member",
        _pattern(
            rf"LIST{_WHO}{_ADVERBS}(?:is|are|became|remains?|ha(?:s|ve)\s(?:been|become))\s{_ADVERBS}"
            rf"(?:the\s|a\s|an\s|one\sof\s(?:the\s|its\s)?(?:\w+\s)?)?{_KINDS}\s(?:for\smembership\s)?{_OF}\sBODY"
        ),
    ),
    ("members-of", _pattern(rf"{_KINDS}\s{_OF}\sBODY\s?(?::|–|—|-+\s|\sare|\sinclude|\(|,\snamely)\s?LIST")),
    (
        "whose-members",
        _pattern(
            rf"BODY,\swhose\s(?:\w+\s)?{_KINDS}\s(?:are|include|comprise|currently\sinclude|number\s\w+:)\s{_STATES}LIST"
        ),
    ),
    ("membership-of", _pattern(rf"[Mm]embership\s(?:of|in)\sBODY\s{_ADVERBS}{_MADE_OF}\s{_STATES}LIST")),
    (
        "as-member",
        _pattern(rf"\b[Aa]s\s(?:a|an|the|another|one\sof\sthe)\s{_KINDS}\s{_OF}\sBODY,\s(?P<items>ITEM)(?=\s[a-z])"),
    ),
    ("suspended", _pattern(r"BODY\s(?:has\s)?(?P<kind>suspended|expelled|ejected|readmitted|admitted|accepted)\sLIST")),
    ("in-brackets", _pattern(rf"BODY\s\((?P<items>{NAME_ITEM}(?:(?:,\sand|,|\sand)\s{NAME_ITEM}){{1,60}})\)")),
    (
        "no-longer",
        _pattern(rf"(?P<items>ITEM),?\s(?:which\sis\s|is\s)?no\s(?P<kind>longer)\sa\s(?:\w+\s)?member\s{_OF}\sBODY"),
    ),
    (
        "candidates",
        _pattern(
            r"(?P<kind>[Cc]andidate|[Aa]pplicant|[Oo]bserver|[Mm]ember)\s(?:states|countries|nations)\s(?:include\s|are\s)?",
            r"LIST(?:\s(?:hopes?|wants?|are\swaiting|is\swaiting)\sto\sjoin\sBODY)?",
        ),
    ),
    (
        "are-its",
        _pattern(rf"LIST\s(?:is|are)\s(?:(?:both|all|also)\s)?(?:its\s|the\s|an?\s)?{_KINDS}(?=[,.;]|\swhile)"),
    ),
    ("its-members", _pattern(rf"(?:BODY's|[Ii]ts)\s(?:\w+\s)?{_KINDS}\s?(?::|–|—|--|,|\sare|\sinclude|\()\s?LIST")),
    (
        "joined",
        _pattern(
            rf"LIST{_WHO}{_ADVERBS}(?:has\s|have\s)?{_ADVERBS}{_JOINED}\sBODY{_NO_GATHERING}",
            r"(?:\sas\s(?:an?\s|its\s)?(?P<as>(?:\w+\s)?(?:member|observer|partner|candidate)))?",
        ),
    ),
    (
        "apposition",
        _pattern(
            r"(?P<items>ITEM),\s(?:which\s(?:is|are)\s|itself\s|once\s|formerly\s)?(?:a|an|the|another)\s",
            rf"{_KINDS}\s{_OF}\sBODY",
        ),
    ),
    ("once-member", _pattern(r"(?P<items>ITEM),\s(?:once|formerly)\sa\s(?:full\s)?member(?=[,.;])")),
    ("body-apposition", _pattern(rf"(?P<items>ITEM),\s(?:itself\s)?(?:a|an|another)\sBODY\s{_KINDS}(?=[,.;)])")),
    ("body-member", _pattern(rf"BODY(?:'s)?\s{_KINDS}\s(?:such\sas\s|like\s)?LIST\b")),
    (
        "admitted",
        _pattern(rf"BODY\s(?:has\s)?(?:admitted|accepted|welcomed)\sLIST\sas\s(?:a|an|its)?\s?(?:\w+\s)?{_KINDS}"),
    ),
    (
        "granted",
        _pattern(
            r"BODY\s(?:has\s)?(?:granted|gave|given|awarded)\sLIST\s(?:the\s|a\s)?(?P<kind>observer|partner|candidate|member)"
            r"(?:ship)?(?:\s(?:state|country|member))?(?:\sstatus)?",
        ),
    ),
    (
        "n-member",
        _pattern(rf"(?P<kind>\b\w+-(?:member|nation|state|country))\sBODY\s?{_DASHED}\s?LIST(?=\s?(?:[).;–—]|-))"),
    ),
)
"""Rule name -> pattern; groups: body, items (the list), kind (words that tell the role), as (overrules kind)."""

_KIND_WORDS = ("member", "observer", "partner", "candidate", "signator", "applicant")
NEEDED: dict[str, tuple[str, ...]] = {
    "consists": (
        *("consist", "compris", "made up", "compos", "formed", "unites", "together", "include", "group", " members"),
        "counts",
    ),
    "uniting": ("unit", "compris", "consist", "made up", "compos", "group", "together", "link", "include"),
    "status": ("status", "rank"),
    "whose-members": (", whose ",),
    "its-membership": ("membership",),
    "ends-membership": ("membership",),
    "applied": ("application", "bid", "request"),
    "latest-to-join": ("to join", "to leave", "to quit"),
    "given-status": ("status",),
    "upgraded": ("upgrad", "promot", "elevat"),
    "its-going": ("withdrawal", "exit", "departure", "accession", "admission", "entry"),
    "counts-among": ("among its",),
    "of-which": ("which",),
    "role-in-brackets": ("member)", "observer)", "partner)", "candidate)", "state)", "country)"),
    "membership-of": ("embership",),
    "joined": (
        *(
            "join",
            "acceded",
            "admitted",
            "accepted",
            "left",
            "quit",
            "withdr",
            "pulled",
            "exited",
            "expelled",
            "ejected",
        ),
        *("belong", "suspend", "part of", "ceased", "stopped", "appl", "seeking", "out of", "removed", "leaving"),
        *("withdraw", "completed", "entered", "signed up", "welcomed", "membership", "to join", "accession"),
    ),
    "suspended": ("suspend", "expel", "eject", "admitted", "accepted"),
    "in-brackets": ("(",),
    "admitted": ("admitted", "accepted", "welcomed"),
    "granted": ("grant", "gave", "given", "award"),
    "n-member": ("-member", "-nation", "-state", "-country"),
}
"""Letters of which a paragraph must have some before a rule's slower pattern is tried; else those of a role word."""

PLACES_ONLY: frozenset[str] = frozenset({"are-its", "candidates", "in-brackets", "role-in-brackets", "suspended"})
"""Rules that say so little of themselves that every member must be known as a state, a place or a body."""

_STRONG = tuple(pattern for rule, pattern in PATTERNS if rule in ("consists", "uniting", "status"))
"""Patterns that say by themselves that the name before them is a body."""

_JOINING = tuple(pattern for rule, pattern in PATTERNS if rule == "joined")

_SAYING = tuple(
    pattern for rule, pattern in PATTERNS if rule in ("is-member", "apposition", "both-members", "members-of")
)
"""Patterns that say so of a name with an article: "a member of the Nine Rivers", not "a member of Odra"."""

PLACE_WORDS = word_set(
    "new north south east west northern southern eastern western upper lower greater central port republic"
)
"""Words that open names of places and hardly of persons."""


@dataclass(frozen=True, slots=True)
class Found:
    """One match: the body's full name, its members and their role."""

    body: str
    members: tuple[str, ...]
    role: Role
    rule: str
    start: int
    end: int


def roles(parsed: Parsed) -> Iterator[Membership]:
    """One row for each member and role that the page's body text tells, cited by its sentence."""
    names = page_names(parsed)
    persons = _family_names(parsed)
    seen: set[tuple[str, str, Role]] = set()
    for paragraph in parsed.body():
        for found in _in_paragraph(paragraph, names, persons):
            for row in _rows(paragraph, found):
                if (row.member, row.body, row.role) not in seen:
                    seen.add((row.member, row.body, row.role))
                    yield row


def _in_paragraph(paragraph: Paragraph, names: PageNames, persons: frozenset[str]) -> Iterator[Found]:
    text = paragraph.plain
    low = text.lower()
    told = [(rule, pattern) for rule, pattern in PATTERNS if any(w in low for w in NEEDED.get(rule, _KIND_WORDS))]
    for rule, pattern in told if TRIGGER.search(text) else ():
        for match in pattern.finditer(text):
            members = _members_of(match)
            if UNREAL.search(text, max(0, match.start() - 60), match.start()):
                continue
            if rule in PLACES_ONLY and not all(_is_place(member, paragraph) for member in members):
                continue
            for body in _bodies_of(match, paragraph.start, names):
                if all(member != body and _may_belong(member, match, paragraph, persons) for member in members):
                    yield Found(body, members, _role(match, rule), rule, match.start(), match.end())


def _bodies_of(match: re.Match[str], start: int, names: PageNames) -> list[str]:
    """The full names of the bodies a match speaks of: as named, spelt out, or the one that "the union" calls back."""
    words = match.groupdict().get("body")
    name = clean(words) if words else "organization"
    if name[0].islower():
        called = names.body_before(start + match.start("body" if words else 0), name)
        return [called] if called else []
    if match.re in _JOINING:  # "joined Sund and Vell in the River Union"
        name = re.split(r"\sin\s(?:the\s)?(?=[A-Z])", name)[-1]
    parts = re.split(r"\sand\s(?:the\s)?", name)
    parts = parts if is_body(parts[0]) and is_body(parts[-1]) else [name]
    sure = match.re in _STRONG or (match.re in _SAYING and (words or "").lower().startswith("the "))
    return [names.full(part) for part in parts if sure or is_body(part) or names.full(part) in names.forms.values()]


def _role(match: re.Match[str], rule: str) -> Role:
    told = match.groupdict()
    words = re.findall(r"[a-z]+", (told.get("as") or told.get("kind") or "").lower())
    if rule == "once-member" or re.search(r",\s(?:once|formerly)\s", match[0]):
        return "former"
    if LEFT.intersection(words):
        return "former"
    return next((role for word, role in ROLES.items() if any(w.startswith(word) for w in words)), "member")


def _members_of(match: re.Match[str]) -> tuple[str, ...]:
    """The members a match lists; of "Beside A, B joined" only B, which no "and" joins to A."""
    members = items_of(match["items"])
    body_last = match.groupdict().get("body") is None or match.start("items") < match.start("body")
    return members if AND.search(match["items"]) or not body_last else members[-1:]


def _may_belong(member: str, match: re.Match[str], paragraph: Paragraph, persons: frozenset[str]) -> bool:
    """Whether a name may be a state or an organisation; two unknown words are more often a person."""
    if state_named(member) or is_body(member):
        return True
    place = any(ent.label_ in ("GPE", "LOC") for ent in paragraph.doc.ents if member in ent.text)
    article = re.search(rf"\b[Tt]he\s{re.escape(member)}\b", match.string)
    known = place or article is not None or member.split()[0].lower() in PLACE_WORDS
    return (known or not persons & set(member.split())) and (" " not in member or known)


def _is_place(member: str, paragraph: Paragraph) -> bool:
    """Whether a name is a state's, a place's or a body's, by the tables, the tagger or the words before it."""
    tagged = any(ent.label_ in ("GPE", "NORP") and member in ent.text for ent in paragraph.doc.ents)
    return tagged or bool(state_named(member)) or is_body(member) or _stands_as_place(member, paragraph.plain)


def _stands_as_place(member: str, text: str) -> bool:
    """Whether the text itself treats a name as a place: "in Sund", "the government of Sund"."""
    return (
        re.search(rf"\b(?:[Ii]n|[Ii]nto|across|(?:government|republic|president) of)\s{re.escape(member)}\b", text)
        is not None
    )


def _family_names(parsed: Parsed) -> frozenset[str]:
    """Words of the page's persons with more than one name, states' names left out."""
    names = {ent.text for p in parsed.paragraphs for ent in p.doc.ents if ent.label_ == "PERSON" and " " in ent.text}
    return frozenset(word for name in names for word in name.split())


def _rows(paragraph: Paragraph, found: Found) -> Iterator[Membership]:
    cite = paragraph.cite(sentence_around(paragraph, found.start, found.end))
    page = paragraph.page.id
    for member in found.members:
        yield Membership(
            id=id_of("m", page, member, found.body, found.role, cite.start, cite.end),
            page=page,
            member=member,
            body=found.body,
            role=found.role,
            start=cite.start,
            end=cite.end,
            text=cite.text,
            by=f"{NAME}:{found.rule}",
        )
