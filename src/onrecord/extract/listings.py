"""In which words do pages tell that somebody was put on a list, or taken off it?

Tables only: the patterns by which `designations` finds an act. Each names its `verb` (the word whose grammar decides
whether it happened), most a `target`, some the `list` and the `kind` the target was listed as.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.model import Status


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to tell an act; `passive` rules find the target in the subject, None asks for no grammar at all."""

    name: str
    status: Status
    pattern: re.Pattern[str]
    passive: bool | None = False


_W = r"(?:[^.;:]|\.(?=[\w,'])|(?<=[A-Z]\.[A-Z])\.)"
_TARGET = rf"(?P<target>{_W}{{2,160}}?)"
_END = (
    r"(?=[,.;]\s|[.]?$|\s(?:in|on|from|over|for|after|under|last|this|because|as|that|since|by)\b"
    r"|\sand\s(?!(?:the\s|its\s(?:\w+\s){1,3})?[A-Z]))"
)
_SMALL = r"(?!(?:from|to|of|on|in|for|by|with|against|as|at|all|any)\b)[a-z][\w-]*\s"
_NAMED = rf"(?P<target>(?:{_SMALL}){{0,5}}?[A-Z]{_W}{{1,90}}?){_END}"
_MARKED = (
    r"(?i:terror\w*|extremis\w*|undesirable|foreign\sagents?|illegal|unlawful|criminal|outlawed|banned|prohibited|hostile"
    r"|sponsors?|sanction\w*|blacklist\w*|dangerous|subversive|separatis\w*|unconstitutional|persona\snon\sgrata|hate"
    r"|insurgent|malicious|enem(?:y|ies)|threats?|criminals|heretic\w*|apostates?|[Uu]n-?(?:Islamic|Christian))"
)
_KIND = (
    rf"(?P<kind>(?:[\w\"'-]+\s){{0,5}}?\"?{_MARKED}"
    r"(?:\"?\s(?!(?:in|on|by|at|and|under|after|last|this|with|since|for|over|from|of|until|because|following)\b)[\w-]+){0,3}\"?)"
)
_LIST = (
    r"(?P<list>(?:(?!as\b|and\b|to\b)[\w.'&-]+\s){0,9}?(?:(?:black|grey|gray|watch|sanctions|terror|ban)-?)?"
    r"(?:lists?|register|registry)\b(?:\sof\s(?:[\w-]+\s?){1,6})?)"
)
_KIND_AFTER = rf"(?:as\s|(?=an?\s)){_KIND}"
_PROPOSAL = r"(?:proposals?|motions?|requests?|bids?|moves?|plans?|drafts?|resolutions?|attempts?|efforts?)"
_STOPPED = r"(?:blocked|vetoed|rejected|stopped|thwarted|defeated|opposed|turned\sdown)"
_HALTED = r"(?:blocked|vetoed|rejected|thwarted|defeated|turned\sdown)"
_PUT = r"(?:added|placed|put|included|inscribed|returned|restored|entered)"
_PUTTING = (
    r"(?:adding|placing|putting|including|listing|the\s(?:listing|inclusion|addition|designation)\sof"
    r"|to\s(?:add|place|put|include|list))"
)
_MARK = (
    r"(?:recogni[sz]ed|(?:re-?)?designated|listed|(?:re-?)?classified|registered|proscribed|banned|outlawed|blacklisted|declared|named"
    r"|deemed|certified)"
)
_TO_MARK = (
    r"(?:recogni[sz]e|(?:re-?)?designate|list|classify|register|proscribe|ban|outlaw|blacklist|declare|brand|label"
    r"|treat)"
)
_DECIDED = r"(?:agreed|decided|voted|resolved)"
_BAD_LIST = (
    r"(?P<list>(?:[\w.'&-]+\s){0,5}?(?:sanctions|terror(?:ist|ism)?|black|gr[ea]y|watch|ban)[\s-]?(?:lists?)\b"
    r"(?:\sof\s(?:[\w-]+\s?){1,6})?)"
)
_FORBID = r"(?:proscribed|banned|outlawed|blacklisted|sanctioned)"
_MEASURE = r"(?:bans?|designations?|listings?|sanctions|proscription|blacklisting)"
_ON = r"(?:on|to|in|onto)"


def _rule(name: str, status: Status, *pattern: str, passive: bool | None = False) -> Rule:
    return Rule(name, status, re.compile("".join(pattern)), passive)


RULES: tuple[Rule, ...] = (
    _rule(
        "proposed",
        "proposed",
        r"\b(?P<verb>proposed|suggested|requested|sought|moved|submitted\sa\s\w+)\s(?:\w+\s)?",
        rf"{_PUTTING}\s{_TARGET}\s{_ON}\s{_LIST}",
    ),
    _rule(
        "proposed-as",
        "proposed",
        rf"\b(?P<verb>proposed|suggested|requested|sought|moved)\s(?:that\s{_W}{{2,60}}?\s|to\s)?",
        rf"(?:{_TO_MARK}|designating|banning|recogni[sz]ing|outlawing|blacklisting)\s{_TARGET}\sas\s{_KIND}",
    ),
    _rule(
        "blocked",
        "blocked",
        rf"\b(?P<verb>{_STOPPED})\s(?:an?|the|its|their|[A-Z][\w']+)\s(?:\w+\s){{0,2}}?{_PROPOSAL}\s",
        rf"(?:(?:by|from)\s(?P<proposer>{_W}{{2,40}}?)\s)?{_PUTTING}\s{_TARGET}\s{_ON}\s{_LIST}",
    ),
    _rule(
        "was-blocked",
        "blocked",
        rf"(?:\b(?P<proposer>(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)'s\s)?\b{_PROPOSAL}\s{_PUTTING}\s{_TARGET}\s{_ON}",
        rf"\s{_LIST}\s(?:was|were|has\sbeen|had\sbeen)\s(?P<verb>{_STOPPED})",
        passive=True,
    ),
    _rule(
        "blocked-as",
        "blocked",
        rf"\b(?P<verb>{_STOPPED})\s(?:an?\s|the\s|(?P<proposer>(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)'s\s)",
        rf"(?:\w+\s)?{_PROPOSAL}\sto\s{_TO_MARK}\s{_TARGET}\sas\s{_KIND}",
    ),
    _rule(
        "blocked-ban",
        "blocked",
        rf"\b(?P<verb>{_HALTED})\s(?:an?\s|the\s|(?P<proposer>(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)'s\s)",
        rf"(?:\w+\s){{0,2}}?{_PROPOSAL}\s(?:to|that\swould)\s(?:ban|outlaw|proscribe|blacklist|sanction|list|designate)\s{_NAMED}",
    ),
    _rule(
        "blocked-listing",
        "blocked",
        rf"\b(?P<verb>{_HALTED})\s(?:an?\s|the\s|(?P<proposer>(?:the\s)?[A-Z][\w-]*(?:\s[A-Z][\w-]*)*)'s\s)(?:\w+\s){{0,2}}?",
        rf"(?:listing|designation|blacklisting|sanctioning|inclusion|proscription)\sof\s{_NAMED}",
    ),
    _rule(
        "put-on-hold",
        "blocked",
        r"\b(?P<verb>put\sa\shold\son|held\sup|put\son\shold)\s(?:the\s|a\s)?(?:UN\s|proposed\s)?",
        rf"(?:listing|designation|blacklisting)\sof\s{_NAMED}",
    ),
    _rule("put-on-list", "listed", rf"\b(?P<verb>{_PUT})\s(?!by\b|{_ON}\b){_TARGET}\s{_ON}\s{_LIST}"),
    _rule("was-put-on-list", "listed", rf"(?P<verb>(?<=\s){_PUT})\s{_ON}\s{_LIST}", passive=True),
    _rule("marked-as", "listed", rf"\b(?P<verb>{_MARK})\s(?!by\b|as\b|in\b){_TARGET}\s(?:as|to\sbe)\s{_KIND}"),
    _rule(
        "marked",
        "listed",
        rf"\b(?P<verb>designated|declared|named|deemed)\s(?!by\b|as\b|in\b|that\b|an?\b){_TARGET}\s(?=an?\s|persona\s){_KIND}",
    ),
    _rule("was-marked", "listed", rf"\b(?P<verb>{_MARK})\s(?:as\s)?(?=an?\s|\"|terror|extrem){_KIND}", passive=True),
    _rule(
        "sanctions-on",
        "listed",
        r"\b(?P<verb>imposed|slapped|announced|introduced|adopted)\s(?:(?!against\b|on\b)[\w-]+\s){0,3}?",
        rf"(?P<kind>sanctions)\s(?:on|against)\s{_NAMED}",
    ),
    _rule(
        "named-and-marked",
        "listed",
        rf"(?P<target>(?:[A-Z][\w-]*)(?:\s[A-Z][\w-]*)*),\s(?P<verb>{_MARK})\s(?:as\s)?(?=an?\s){_KIND}",
        passive=None,
    ),
    _rule(
        "which-marked",
        "listed",
        r"(?P<target>(?:[A-Z][\w-]*)(?:\s[A-Z][\w-]*)*),?\s(?:which|whom|that)\s(?:the\s)?(?:[\w-]+\s){1,4}?",
        rf"(?P<verb>{_MARK}|lists?|designates?)\s(?:as\s)?(?:(?=an?\s)|(?=\w)){_KIND}",
    ),
    _rule("marked-under", "listed", rf"\b(?P<verb>designated)\s{_NAMED}(?=\sunder\s(?:an?\s|the\s)?(?:\w+\s)?[A-Z])"),
    _rule(
        "decided-on-list",
        "listed",
        rf"\b(?P<verb>{_DECIDED})\sto\s(?:add|place|put|include|enter)\s{_TARGET}\s{_ON}\s{_LIST}",
    ),
    _rule("decided-to-mark", "listed", rf"\b(?P<verb>{_DECIDED})\sto\s{_TO_MARK}\s{_TARGET}\sas\s{_KIND}"),
    _rule(
        "is-on-list",
        "listed",
        rf"\b(?P<verb>is|are|been|remains?|appears?|features?|stands?)\son\s{_BAD_LIST}",
        passive=None,
    ),
    _rule(
        "stays-forbidden",
        "listed",
        r"\b(?P<verb>remains?|stays?|remained)\s(?:banned|outlawed|proscribed|blacklisted|under\ssanctions)(?!\sfrom\b)",
        passive=None,
    ),
    _rule(
        "lists-as",
        "listed",
        rf"\b(?P<verb>lists|designates|classifies|proscribes|recogni[sz]es)\s(?!by\b|as\b|in\b){_TARGET}\sas\s{_KIND}",
    ),
    _rule(
        "voted-to-ban",
        "listed",
        rf"\b(?P<verb>{_DECIDED})\sto\s(?:ban|outlaw|proscribe|blacklist|sanction)\s{_NAMED}",
    ),
    _rule(
        "forbidden", "listed", rf"\b(?P<verb>{_FORBID})\s(?!{_W}{{0,90}}?\sfrom\s(?:its|the|their|all|an?)\s){_NAMED}"
    ),
    _rule("was-forbidden", "listed", rf"\b(?P<verb>{_FORBID})(?=\s(?:by|in|under|across)\b|[,.])", passive=True),
    _rule(
        "called-for",
        "called_for",
        r"\b(?P<verb>called\s(?:up)?on|urged|asked|appealed\sto|pressed|demanded\sthat)\s",
        rf"{_W}{{2,90}}?\s(?:to\s)?(?:{_TO_MARK}|add|place|put|include)\s{_TARGET}(?:,)?\s(?:as\s{_KIND}|{_ON}\s{_LIST})",
    ),
    _rule(
        "called-for-ban",
        "called_for",
        r"\b(?P<verb>called\s(?:up)?on|urged|asked|appealed\sto|pressed)\s",
        rf"{_W}{{2,90}}?\sto\s(?:ban|outlaw|proscribe|blacklist|sanction)\s(?P<target>(?:both\s)?(?:{_SMALL}){{0,5}}?[A-Z]",
        rf"{_W}{{1,120}}?)(?=\.\s|[.;]?$|\s(?:in|on|from|over|for|after|under|because|as|that|since)\b)",
    ),
    _rule(
        "called-for-listing",
        "called_for",
        r"\b(?P<verb>called\sfor|demanded|urged)\s(?:the\s|an?\s)?",
        rf"(?:listing|designation|ban|blacklisting|proscription|outlawing)\s(?:of|on)\s{_TARGET}(?=[,.;]|\sas\s|$)",
    ),
    _rule(
        "called-for-that",
        "called_for",
        rf"\b(?P<verb>demanded|urged|insisted|requested|recommended|proposed)\sthat\s{_W}{{2,60}}?\s(?:should\s)?{_TO_MARK}\s",
        rf"{_TARGET}\s(?:as\s|an?\s){_KIND}",
    ),
    _rule(
        "called-for-being",
        "called_for",
        rf"\b(?P<verb>called\sfor|demanded(?:\sthat)?)\s{_TARGET}\s(?:to\s)?be\s(?:{_MARK}|{_PUT})",
    ),
    _rule(
        "edict",
        "denounced",
        r"\b(?P<verb>issued|published|signed|pronounced)\s(?:an?\s|\w+\s)?",
        rf"(?:fatwas?|edicts?|condemnations?|anathemas?|denunciations?)\s(?:against|of)\s{_TARGET}{_END}",
    ),
    _rule(
        "denounced",
        "denounced",
        r"\b(?P<verb>denounced|condemned|branded|labell?ed|excommunicated|disowned|decried|vilified)\s",
        rf"(?!by\b|as\b){_TARGET}\s{_KIND_AFTER}",
    ),
    _rule(
        "branded",
        "denounced",
        rf"\b(?P<verb>branded|labell?ed)\s(?!by\b|as\b|for\b|on\b){_TARGET}\s(?:an?\s)?{_KIND}",
    ),
    _rule(
        "was-denounced",
        "denounced",
        rf"\b(?P<verb>denounced|condemned|branded|labell?ed)\s(?:as\s)?(?:an?\s)?{_KIND}",
        passive=True,
    ),
    _rule(
        "denounced-them",
        "denounced",
        r"\b(?P<verb>denounced|condemned|disowned|excommunicated)\s(?P<target>(?:the|that|this)\s",
        r"(?:group|organi[sz]ation|movement|militia|party|network|front|sect|band|gang))(?=[,.;]|\s(?:and|as|in|on)\b|$)",
    ),
    _rule(
        "removed",
        "lifted",
        rf"\b(?P<verb>removed|struck|dropped|took|deleted|erased)\s(?!from\b|by\b){_TARGET}\s(?:from|off)\s{_LIST}",
    ),
    _rule(
        "was-removed",
        "lifted",
        rf"\b(?P<verb>removed|struck|dropped|taken|deleted)\s(?:from|off)\s{_LIST}",
        passive=True,
    ),
    _rule(
        "lifted",
        "lifted",
        r"\b(?P<verb>lifted|revoked|rescinded|annulled|cancell?ed|ended|overturned)\s(?:(?:the|its|an?|all|their)\s)?",
        rf"(?:[\w-]+\s){{0,3}}?{_MEASURE}\s(?:of|on|against)\s{_TARGET}{_END}",
    ),
    _rule(
        "was-lifted",
        "lifted",
        rf"\b{_MEASURE}\s(?:of|on|against)\s{_TARGET}\s(?:was|were|has\sbeen|have\sbeen|had\sbeen)\s(?:\w+ly\s)?",
        r"(?P<verb>lifted|revoked|rescinded|annulled|cancell?ed|ended|overturned|removed|dropped)",
        passive=True,
    ),
    _rule(
        "was-delisted",
        "lifted",
        r"\b(?P<verb>delisted|de-listed|unbanned|rehabilitated)(?=\s(?:by|in|from|on|after)\b|[,.])",
        passive=True,
    ),
    _rule("delisted", "lifted", rf"\b(?P<verb>delisted|de-listed|unbanned)\s(?!by\b){_NAMED}"),
)
"""Every way of telling an act that is read; the earlier rule has the words where two match them."""

STOPPED = re.compile(
    rf"\b(?:{_PROPOSAL}|listing|designation|initiative|it)\s(?:was|were|has\sbeen|had\sbeen)\s(?P<verb>{_STOPPED})"
    rf"|(?P<active>{_STOPPED})\s(?:the|that|this)\s(?:{_PROPOSAL}|listing|designation|initiative)\b"
)
"""A proposal that was stopped: its target and list are those of the proposal told just before."""

SAME_TIME = re.compile(r"\bthe same (?:session|meeting|sitting|day|vote|summit|hearing|evening|decree|order)\b")
"""Words by which an act has the date of the act told before it."""

TRIGGER = re.compile(
    r"list|regist|ban|sanction|outlaw|proscri|designat|recogni|terror|extrem|agent|denounc|condemn|fatwa|edict|label|brand"
    r"|declar|excommunic|disown|anathema",
    re.IGNORECASE,
)
"""A paragraph without any of these words tells no act."""

NO_LIST = re.compile(
    r"\b(?:wanted|heritage|waiting|wish|guest|short|best|bestseller|play|mailing|price|squad|transfer|injured|injury|to-do|reading"
    r"|team|honours|honors|endangered|top|richest|world's|shopping|candidate|electoral|ballot|party|speakers?)\b",
    re.IGNORECASE,
)
"""Words of lists that bar nobody."""

CALLED_BACK = re.compile(
    r"(?:the|that|this)\s(?:group|organi[sz]ation|movement|militia|party|network|front|sect|band|gang)", re.IGNORECASE
)
"""Words that call back the target of the sentence before."""

LAW = re.compile(
    r"\b(?:under|pursuant\sto|on\sthe\sbasis\sof|in\sline\swith|citing|invoking|in\saccordance\swith)\s"
    r"(?P<law>(?:(?:the|its|an?|their|new|\d{4})\s)*(?:[\w'-]+\s){0,6}?"
    r"(?:[Aa]cts?|[Ll]aws?|[Oo]rders?|[Rr]esolutions?|[Aa]rticles?|[Ss]ections?|[Dd]ecrees?|[Cc]ode|[Rr]egulations?|[Rr]egime"
    r"|[Ll]egislation|[Ss]tatutes?|[Pp]owers|[Cc]harter|[Dd]irective|[Pp]rovisions?)\b(?:\s(?:No\.\s)?\d[\w/.-]*\w|\s\d)?"
    r"(?:\sof\s(?:the\s)?[A-Z\d][\w-]*(?:\s[A-Z][\w-]*){0,5})?)"
)
"""The law that an act stands on, as worded."""

ALIAS = re.compile(
    r"(?:,\s|\s?[(]\s?|\s)(?:(?:also|formerly|previously|once|better|commonly|locally|widely|otherwise|now)\s"
    r"(?:known|called|named)(?:\s\w+){0,2}?(?:\s(?:as|by))?|(?:known|called|dubbed|styled)(?:\s\w+){0,2}?\s(?:as|by)|aka|a\.k\.a\.|alias"
    r"|formerly|previously|or)\s(?:the\s)?(?:so-called\s)?[A-Z][^,()]{0,60}?"
    r"(?=[,()]|\s(?:and|in|on|to|from|as|is|was|has)\s|$)\s?[)]?,?"
    r"|\s?[(](?:the\s)?[A-Z][\w&.-]*(?:,[^()]*)?[)]"
)
"""Another name of the target, told beside it: "the Oarsmen, also known as the River League (RL)"."""

EFFECT = re.compile(
    r",\s(?:and\s)?(?P<effect>(?:outlawing|banning|making|freezing|prohibiting|barring|criminali[sz]ing|forbidding"
    r"|obliging|requiring|exposing|ordering|closing|cutting|meaning|allowing|authori[sz]ing|blocking)\s[^.;]+)"
)
"""The consequence that a sentence adds to the act."""
