"""Which English words say the same in another form, which say the opposite, and which take a claim back?

Tables for comparing claims. A word is looked up as it stands first (irregular forms, plain synonyms), then by its stem.
"""

from __future__ import annotations

import re

from onrecord.corroborate.words import stem_of

_FORMS = """
ate eaten: eat
became: become
began begun: begin
bought: buy
broke broken: break
brought: bring
built: build
caught: catch
chose chosen: choose
drew drawn: draw
drove driven: drive
fought: fight
flew flown: fly
forgave forgiven: forgive
gave given: give
heard: hear
held: hold
hid hidden: hide
kept: keep
knew known: know
laid: lay
led: lead
left: leave
lent: lend
lost: lose
meant: mean
met: meet
paid: pay
sent: send
shot: shoot
shook shaken: shake
sold: sell
sought: seek
sank sunk: sink
spent: spend
spoke spoken: speak
stole stolen: steal
stood: stand
struck stricken: strike
swore sworn: swear
taught: teach
thought: think
threw thrown: throw
took taken: take
torn tore: tear
understood: understand
withdrew withdrawn: withdraw
won: win
wrote written: write
"""
_SYNONYMS = """
killed kill kills killing dead death deaths die died dies dying fatality fatalities perished slain: dead
injured injuries injury wounded hurt: hurt
missing unaccounted: missing
agree agreed agrees accept accepted accepts approve approved approves endorse endorsed: accept
begin begins start starts started starting: begin
stop stops stopped halt halted halts suspend suspended cease ceased ceases: stop
shut shuts closed closes closure: close
reopen reopens reopened opened opens: open
rose risen increase increased increases grew grown grow climbed climb gained surged soared jumped: rise
fell fallen decrease decreased decreases declined decline dropped drop shrank shrunk shrink plunged slumped: fall
bought purchase purchased buys: buy
quit quits resigned resigns resignation: resign
bankrupt insolvent: bankrupt
danger threat threats dangers menace: danger
attack attacked attacks assault assaulted: attack
soldiers soldier troops army military: army
"""


def _table(rows: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for row in rows.strip().splitlines():
        words, meant = row.split(":")
        found.update(dict.fromkeys(words.split(), meant.strip()))
    return found


CANON: dict[str, str] = {word: stem_of(base) for word, base in (_table(_FORMS) | _table(_SYNONYMS)).items()}
"""Word -> the stem it is compared by."""


def canon(word: str) -> str:
    """The stem by which a word (lower case) is compared."""
    return CANON.get(word) or stem_of(word)


_OPPOSITES = """
rise up higher | fall down lower
safe harmless secure | dangerous unsafe hazardous harmful
guilty | innocent
correct genuine authentic | wrong fake
legal lawful | illegal unlawful
win victory | lose defeat
open | close
alive living survived | dead
begin resume | end stop
accept support back favour favor | reject oppose refuse veto
success succeed succeeded successful | fail failed failure unsuccessful
deliberate intentional deliberately intentionally | accident accidental accidentally unintentional
confirm confirmed confirms | deny denied denies refute refuted
improve improved improving better | worsen worsened worsening deteriorate deteriorated worse
possible | impossible
sufficient enough adequate | insufficient inadequate
voluntary voluntarily willingly | forced involuntary
freed released | held detained jailed imprisoned arrested
peaceful peacefully | violent violently
related linked connected | unrelated unconnected
present | absent
intact undamaged unharmed | destroyed ruined wrecked
present attended | absent skipped
stay stayed remain | leave quit resign
strengthen strengthened stronger | weaken weakened weaker
fair | unfair rigged
armed | unarmed
expand expanded | cut reduce reduced shrink
lift lifted | impose imposed
ready prepared | unready unprepared
stable | unstable critical
responsible | blameless
first | last
"""


def _opposites() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in _OPPOSITES.strip().splitlines():
        one, other = ({canon(word) for word in side.split()} for side in row.split("|"))
        for a in one:
            found.setdefault(a, set()).update(other - {a})
        for b in other:
            found.setdefault(b, set()).update(one - {b})
    return {stem: frozenset(others) for stem, others in found.items()}


OPPOSITES: dict[str, frozenset[str]] = _opposites()
"""Stem -> stems that cannot hold of the same thing at the same time."""

_REPORTS = r"(?:claims?|allegations?|reports?|accusations?|suggestions?|charges?|rumou?rs?|any)"
NEGATING = re.compile(
    r"\b(?:not|never|no one|no|nobody|none|nothing|neither|nor|cannot|hardly|fail(?:s|ed)? to|unable to"
    r"|refus(?:es|ed) to"
    rf"|(?:reject|dismiss|refut)\w* (?:\w+ ){{0,2}}{_REPORTS}|rul(?:es|ed) out|declin(?:es|ed) to"
    r"|den(?:y|ies|ied)(?! (?:\w+ )?(?:entry|access|bail|permission|visas?|asylum))"
    r"|(?:is|are|was|were) (?:\w+ly )?(?:untrue|false|baseless|unfounded|fabricated|lies|a lie))\b|n['’]t\b",
    re.IGNORECASE,
)
"""Words that turn the claim of their clause around."""

ABSENCE = re.compile(r"\b(?:no|nobody|none|no one)\b", re.IGNORECASE)
"""Negations that leave none at all."""

UNDECIDED = re.compile(
    r"\b(?:not (?:only|just|all|every\w*|yet|necessarily|the only|alone|least|so much|because|until|without|entirely"
    r"|sure|certain|clear|known?|aware|say|comment|confirm|deny|disclose|specify|exclude|rule out|enough|exactly|quite"
    r"|always|immediately|mention|elaborate|whether|why|how|long)|no (?:longer|doubt|fewer|less|more|later|sooner"
    r"|matter|wonder|evidence|proof|indication|signs?|reason|plans?|comment|idea)|nothing but"
    r"|cannot be (?:ruled|excluded)"
    r"|neither (?:confirm\w*|den\w*)|hardly ever|never before|nobody knows|no one knows|if not|whether or not|nor"
    r"|(?:could|can|was|were) ?not (?:immediately )?(?:be )?(?:confirm|verif)\w*)\b"
    r"|n['’]t (?:only|just|all|every\w*|yet|necessarily|sure|certain|clear|know|say|comment|confirm|rule out|enough"
    r"|always|immediately|elaborate)\b",
    re.IGNORECASE,
)
"""Negations of a part, of a time or of the speaker's knowledge: what they leave is no plain denial."""

HEDGED = re.compile(
    r"\b(?:(?-i:may)|might|could|possibly|perhaps|maybe|probably|likely|unlikely|reportedly"
    r"|allegedly|alleged|suspect(?:s|ed)?|suspicious|believed to|thought to|feared|fears?"
    r"|expected to|expects?|hopes?|hoped|risks?|potential(?:ly)?|possible|apparently|presumably|in theory"
    r"|on condition|provided that|as long as|considering|wants?|wanted|would like|asked to|preliminary"
    r"|initial|(?:tried|tries|trying) to|attempt(?:s|ed)?|sought to|aim(?:s|ed) to|vow(?:s|ed)|offer(?:s|ed) to"
    r"|early reports|investigat\w*|possibility|theory)\b",
    re.IGNORECASE,
)
"""Words by which a speaker leaves open what the clause says."""

SEEMING = re.compile(r"\b(?:appear(?:s|ed)?|seem(?:s|ed)?) to\b|\bit (?:appear|seem)(?:s|ed)\b", re.IGNORECASE)
"""Words that hedge as a matter of form: enough to agree, not to contradict."""

CONDITIONAL = re.compile(
    r"\b(?:if|unless|whether|were (?:it|he|she|they) to|once|as soon as|subject to|depend(?:s|ed|ing) on|in case"
    r"|assuming|in the event|provided|only when|otherwise|on condition|without)\b"
    r"|^\W*(?:an?|any|such|another)\b.{1,80}\bwould\b",
    re.IGNORECASE,
)
"""Words that tie a claim to something that may not come."""

DUTY = re.compile(
    r"\b(?:must|should|ought to|ha(?:s|ve) to|needs? to|let us|let's|urged?|call(?:s|ed) (?:for|on))\b", re.IGNORECASE
)
"""Words of what is asked for, which is no account of what is."""

TENSES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "future",
        re.compile(
            r"\b(?:will|won['’]t|would(?! have)|shall|going to|set to|due to be|plans? to|inten(?:d|ds|t) to)\b"
        ),
    ),
    ("perfect", re.compile(r"\b(?:has|have|had|hasn['’]t|haven['’]t|hadn['’]t)\b")),
    ("past", re.compile(r"\b(?:was|were|did|wasn['’]t|weren['’]t|didn['’]t)\b")),
    ("present", re.compile(r"\b(?:is|are|am|does|do|isn['’]t|aren['’]t|doesn['’]t|don['’]t)\b")),
)
"""Tense by its first auxiliary, as far as one stands there."""

_PARTIAL = """
some most many several part half few partly mainly mostly majority minority certain other others another second next
previous former initially earlier originally almost nearly except besides sometimes often usually again
else these those
"""
PARTIAL: frozenset[str] = frozenset(_PARTIAL.split())
"""Words that limit a claim to a part, a share or a time."""

_EMPTY = """
absolutely completely totally simply definitely fully really clearly certainly indeed already strictly firmly flatly
categorically claims claim reports report allegations allegation accusations suggestions rumours rumors fact involved
involvement responsible responsibility anybody anyone anything somebody someone something believe think know understand
feel find see way ways people person country anyone nobody appear appears appeared seem
seems seemed every whole entire did does do done doing been being
"""
EMPTY: frozenset[str] = frozenset(map(canon, _EMPTY.split()))
"""Stems that colour a claim or frame it, and are no part of what is claimed."""

_MONTH = "(?:january|february|march|april|(?-i:May)|june|july|august|september|october|november|december)"
_UNIT = "(?:week|month|year|night|decade|quarter|season|time)"
PERIODS = re.compile(
    rf"\b(?:\d{{1,2}} {_MONTH}|{_MONTH} \d{{1,2}}|{_MONTH}|(?:19|20)\d\d|(?:last|next|this|past|coming) {_UNIT}"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|today|tomorrow|tonight|spring|summer|autumn|winter"
    r"|before|after|until|since|during|now|currently|at present)\b",
    re.IGNORECASE,
)
"""Words of time inside a claim."""
