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
    "associate": "partner",
    "candidate": "candidate",
    "applicant": "candidate",
    "applied": "candidate",
    "seeking": "candidate",
    "aspirant": "candidate",
    "former": "former",
    "ex": "former",
    "member": "member",
    "signatory": "member",
    "party": "member",
}
"""Role word -> role, the first that occurs in a phrase decides ("former member", "observer state").

A member that is suspended is one still: what it may not do stands in the cited sentence.
"""

LEFT: frozenset[str] = word_set("left quit withdrew withdrawn pulled exited expelled ceased longer stopped ejected")
"""Verbs after which a member is a former one."""

UNREAL = re.compile(r"\b(?:if|whether|unless|should|had|would|could|might|until|before|not|never)\b[^.;]{0,40}$", re.I)
"""Words before a match that make it no fact."""

AND = re.compile(r"\sand\s|\sas\swell\sas\s|;")

TRIGGER = re.compile(
    r"member|observer|partner|candidate|joined|left|quit|withdr|consist|compris|unit(?:es|ing)|group|made up|compos"
    r"|formed|includ|signator|admitted|acceded|exited|expelled|pulled|applied|seeking|link|counts|together|belong"
    r"|suspend|accept|ceased|\([A-Z][^()]*, ",
    re.IGNORECASE,
)
"""A paragraph without any of these words tells no membership: most are passed over quickly."""

_ADVERBS = r"(?:(?:also|now|currently|all|both|already|still|officially|formally|each|since|then)\s)*"
_WHO = r",?\s(?:which\s|who\s)?"
_KINDS = (
    r"(?P<kind>(?i:(?:(?:full|founding|permanent|non-permanent|associate|dialogue|former|ex|new|newest|latest|original"
    r"|longtime|official|leading|key|founder|active|contracting|candidate|observer|member|once|formerly|\w+th|first|second"
    r"|third)[\s-]){0,3}"
    r"(?:members?|observers?|(?<=dialogue\s)partners?|partners?(?=[\s-](?:state|countr|nation))|candidates?|signator(?:y|ies)"
    r"|applicants?)))"
    r"(?:[\s-](?:states?|countries|country|nations?))?"
)
_OF = r"(?:of|in|to|at|with|for|within)"
_STATES = (
    r"(?:(?:the\s)?(?:following\s)?(?:\w+\s)?"
    r"(?:(?:member\s)?(?:states|countries|nations|republics)|members)(?:\s?:|\sof)?\s)?"
)
_MADE_OF = (
    r"(?:consists\sof|comprises|is\s(?:made\sup|composed|formed)\s(?:of|by)|unites|brings\stogether|includes"
    r"|groups(?:\stogether)?|has\s\w+\s(?:\w+\s)?members\s?[:–—,-]+|counts)"
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
    r"|suspended\sits\smembership\s(?:of|in)|became\spart\sof|is\spart\sof"
    r"|(?:has\s)?ceased\sto\sbe\sa\smember\sof|stopped\sbeing\sa\smember\sof|applied\s(?:to\sjoin|for\smembership\s(?:of|in))"
    r"|(?:is|are)\sseeking\smembership\s(?:of|in))"
)
_SITS = r"(?:sits?|takes?\spart|participates?|attends?|joined|w(?:as|ere)\sadmitted)"
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
        "is-member",
        _pattern(
            rf"LIST{_WHO}{_ADVERBS}(?:is|are|became|remains?|ha(?:s|ve)\s(?:been|become))\s{_ADVERBS}"
            rf"(?:the\s|a\s|an\s|one\sof\sthe\s)?{_KINDS}\s(?:for\smembership\s)?{_OF}\sBODY"
        ),
    ),
    ("members-of", _pattern(rf"{_KINDS}\s{_OF}\sBODY\s?(?::|–|—|--|\sare|\sinclude|\(|,\snamely)\s?LIST")),
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
            rf"LIST{_WHO}{_ADVERBS}(?:has\s|have\s)?{_ADVERBS}{_JOINED}\sBODY",
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
        _pattern(r"(?P<kind>\b\w+-(?:member|nation|state|country))\sBODY\s?(?:[(:–—,]|--)\s?LIST(?=\s?(?:[).;–—]|--))"),
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
        *("belong", "suspend", "part of", "ceased", "stopped", "appl", "seeking"),
    ),
    "suspended": ("suspend", "expel", "eject", "admitted", "accepted"),
    "in-brackets": ("(",),
    "admitted": ("admitted", "accepted", "welcomed"),
    "granted": ("grant", "gave", "given", "award"),
    "n-member": ("-member", "-nation", "-state", "-country"),
}
"""Letters of which a paragraph must have some before a rule's slower pattern is tried; else those of a role word."""

PLACES_ONLY: frozenset[str] = frozenset({"are-its", "candidates", "in-brackets", "suspended"})
"""Rules that say so little of themselves that every member must be known as a state, a place or a body."""

_STRONG = tuple(pattern for rule, pattern in PATTERNS if rule in ("consists", "uniting", "status"))
"""Patterns that say by themselves that the name before them is a body."""


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
    parts = re.split(r"\sand\s(?:the\s)?", name)
    parts = parts if is_body(parts[0]) and is_body(parts[-1]) else [name]
    sure = match.re in _STRONG
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
    return not persons & set(member.split()) and (" " not in member or place or article is not None)


def _is_place(member: str, paragraph: Paragraph) -> bool:
    """Whether a name is a state's, a place's or a body's, by the tables or the tagger."""
    tagged = any(ent.label_ in ("GPE", "NORP") and member in ent.text for ent in paragraph.doc.ents)
    return tagged or bool(state_named(member)) or is_body(member)


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
