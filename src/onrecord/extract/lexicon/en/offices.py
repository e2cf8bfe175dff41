"""In which words do pages tell that somebody came into an office, left it, handed it on, or leads a body?

Tables only. Gaps are the words between a name and a title, in lower case, each with a space before it.
"""

from __future__ import annotations

import re

from onrecord.gazetteer import word_set

_WHEN = (
    r"(?: ,)?(?: (?:on|in|last|this|earlier|late|early|since|at|for|two|three|four|five|six|\d+|several|a few|yesterday"
    r"|today|again)(?: [\w-]+){0,3}?)?(?: ,)?"
)
_BY = r"(?: (?:by|in)(?: [\w.'-]+){1,6}?)?"
_ALSO = (
    r"(?: (?:also|now|then|recently|later|formally|officially|unanimously|currently|previously|narrowly|just|again"
    r"|both|still|once|first|briefly|long|already|duly))*"
)
_THE = (
    r"(?: (?:the|a|an|its|their|his|her|our|that))?"
    r"(?: (?:new|next|first|first-ever|second|third|fourth|fifth|newest|youngest|sole|current))*"
)
_WHO = r"(?: ,)?(?: who)?"
_POST = r"(?:post|job|position|role|office|seat)"

GAINED = re.compile(
    rf"{_WHO}(?:"
    rf"(?: (?:is|was|has been|had been|remains|became|becomes|has become|had become))+{_ALSO}"
    rf"|(?: (?:is|was|has been|had been|has since been|being)| ,){_ALSO} "
    r"(?:appointed|named|elected|chosen|made|reappointed|re-elected|reelected|picked|selected|confirmed|promoted"
    rf"|sworn in|inaugurated|installed|reinstated|drafted in|hired|brought in){_WHEN}{_BY}{_WHEN}"
    rf"(?: as| to be| to become| to the {_POST} of| to)?"
    rf"|(?: has| had| is)?{_ALSO} (?:serving|serves|served|took office|takes office|took over|takes over|taken over"
    rf"|works|worked|working|acts|acted|acting|returned|returns|continues|doubles up|doubles){_WHEN} as"
    rf"|(?: has| had)? (?:took up|taken up|assumed|took on|holds|held) (?:the|his|her) {_POST} (?:of|as)"
    rf"| ,(?: then| now| currently| at the time| since \d+){_THE}"
    rf"){_THE}"
)
"""The gap behind a name that holds the office. Modal and negated words are in no row, so they match nothing."""

LEFT = re.compile(
    rf"{_WHO}(?: (?:said|announced|says)(?: that)? (?:he|she))?(?: (?:is|was|has|had|has been|had been|been"
    rf"|been forced to|was forced to|was obliged to|was made to|were forced to|forced to))?{_ALSO} "
    r"(?:resigned|resign|resigns|quit|quits|retired|retires|stepped down|steps down|step down|stepped aside|stood down"
    r"|stands down|removed|ousted|dismissed|sacked|fired|deposed|suspended|toppled|replaced|voted out|bowed out"
    rf"|left office){_WHEN}{_BY}{_WHEN}(?: (?:from|out of) (?:his|her|the|their) {_POST}){{0,1}}{_WHEN} (?:as|of){_THE}"
)
"""The gap behind a name that has left the office: the office is a former one."""

WAS = re.compile(
    rf" ,(?: who)?(?: previously| formerly| once)(?: (?:was|served as|worked as))?{_THE}|{_WHO} used to be{_THE}"
    rf"|{_WHO} until(?: [\w-]+){{1,3}}(?: ,)? was{_THE}"
)
"""The gap behind a name that held the office at some time that is past."""

PUT: frozenset[str] = word_set(
    "appointed named elected chose picked reappointed re-elected made confirmed promoted hired installed inaugurated"
)
"""Verbs that put a person into an office ("the assembly elected A B speaker")."""

OUSTED: frozenset[str] = word_set("dismissed sacked fired removed ousted suspended deposed toppled")
"""Verbs that take an office from a person ("the president dismissed A B as head of Y")."""

PUTTING: frozenset[str] = word_set("appointment election promotion inauguration selection reappointment re-election")
OUSTING: frozenset[str] = word_set("dismissal resignation removal sacking ouster departure retirement suspension")
"""Nouns for the same, before "of A B as"."""

NOT_DONE: frozenset[str] = word_set("not never to would could may might will should cannot can must nearly almost if")
"""Words before such a verb that make it no fact."""

FOLLOWED: frozenset[str] = word_set("succeeded replaced succeeds replaces")
"""Verbs by which one holder follows another ("A B succeeded C D as head of Y")."""

LEADS: dict[str, str] = {
    "heads": "head",
    "leads": "leader",
    "chairs": "chair",
    "directs": "director",
    "runs": "head",
    "commands": "commander",
    "captains": "captain",
    "oversees": "head",
}
"""Verb -> the office it tells. Only the present tense: "headed" may be long ago, or corrected."""

LEAD: dict[str, str] = {
    "head": "head",
    "lead": "leader",
    "chair": "chair",
    "direct": "director",
    "command": "commander",
}
"""The bare form, after "was appointed to"."""

LED_BY: dict[str, str] = {"headed": "head", "led": "leader", "chaired": "chair", "commanded": "commander"}
"""Verb before "by A B" -> the office it tells."""

TO_LEAD = re.compile(
    rf"{_WHO}(?: (?:is|was|has been|had been){_ALSO} (?:appointed|named|elected|chosen|picked|hired|selected){_WHEN}"
    rf"{_BY}{_WHEN}| (?:became|is|was|becomes) the (?:first|second|third|youngest|only)(?: [\w-]+){{1,3}}) to"
)
"""The gap between a name and the bare form of such a verb."""

HAS_LED = re.compile(rf"{_WHO} has{_ALSO} (?P<verb>headed|led|chaired|commanded)")
"""Somebody who has led a body until today."""

ENDED = re.compile(
    r"(?: ,)?(?: from(?: [a-z]+)? \d{4} (?:to|until|till|through)(?: [a-z]+)? (?P<to>\d{4})"
    r"|(?: from)? \d{4} ?[-–] ?(?P<dash>\d{4})| between \d{4} and (?P<and>\d{4})"
    r"|(?: from [\w ]{2,20})? (?:until|till)(?: [a-z]+){0,2} (?P<until>\d{4})"
    r"|(?: from [\w ]{2,20})? (?:until|till) (?:last|his|her|earlier|yesterday)\b)"
)
"""The words behind a title that tell when its holder left it; the groups hold the year."""
