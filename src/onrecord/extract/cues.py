"""Which words announce that somebody said something, and what may follow them?

Verb frames were written from VerbNet 3.3 classes 37 (communication), 29.2, 29.5 (characterize, conjecture) and 33
(judgement), as news uses them. A frame names what the content may be:

S     a clause ("said that ...", "..., she said")       to    an infinitive ("promised to ...")
NPto  a party and an infinitive ("urged A to ...")       NP    a noun phrase ("denied any role")
of, on, for, about, against, upon, over                  a phrase with that preposition
NPat  a quantity and its size ("put the number at ...")   ing   a gerund ("denied taking part")
NPof  a party and a charge ("accused A of ...")          NPas  a thing and what it is called ("described A as B")
Q     only around a direct quotation ("smiled")
"""

from __future__ import annotations

FRAMES: dict[str, str] = {
    "acknowledge": "S NP",
    "accuse": "NPof",
    "add": "S",
    "address": "Q",
    "admit": "S ing NP to",
    "advise": "S NPto",
    "advocate": "ing",
    "affirm": "S",
    "agree": "S",
    "allege": "S NP",
    "announce": "S NP",
    "answer": "S",
    "appeal": "for NPto",
    "argue": "S for against",
    "ask": "S NPto",
    "assert": "S NP",
    "assess": "S",
    "assure": "S",
    "attribute": "Q",
    "aver": "S",
    "beg": "NPto",
    "believe": "S",
    "bemoan": "S",
    "blame": "NPfor",
    "boast": "S of about",
    "brag": "S about",
    "call": "for NPto to NPNP",
    "calculate": "S",
    "caution": "S against of",
    "charge": "S",
    "chide": "Q",
    "claim": "S NP to",
    "clarify": "S",
    "comment": "S",
    "complain": "S of about",
    "concede": "S",
    "conclude": "S",
    "condemn": "Q",
    "confess": "S to",
    "confirm": "S NP",
    "congratulate": "Q",
    "consider": "S NPNP",
    "contend": "S",
    "continue": "Q",
    "counter": "S",
    "criticise": "Q",
    "criticize": "Q",
    "cry": "Q",
    "decide": "Q",
    "declare": "S NP NPNP",
    "demand": "S NP to",
    "denounce": "Q",
    "deny": "S ing NP to",
    "describe": "NPas S",
    "detail": "Q",
    "disclose": "S NP",
    "dismiss": "NPas",
    "dispute": "S NP",
    "divulge": "S",
    "elaborate": "Q",
    "emphasise": "S NP",
    "emphasize": "S NP",
    "encourage": "NPto",
    "enthuse": "S",
    "envisage": "S",
    "estimate": "S NPat NP",
    "exclaim": "S",
    "exhort": "NPto",
    "expect": "S NP",
    "explain": "S",
    "express": "NP",
    "fear": "S",
    "feel": "S",
    "find": "S",
    "forecast": "S NP",
    "foresee": "S",
    "fume": "Q",
    "grumble": "S",
    "guess": "S",
    "highlight": "S",
    "hint": "S at",
    "hold": "S",
    "hope": "S",
    "identify": "NPas",
    "imply": "S",
    "indicate": "S",
    "inform": "S",
    "insist": "S on",
    "instruct": "NPto",
    "interject": "Q",
    "invite": "Q",
    "joke": "S",
    "lament": "S NP",
    "laugh": "Q",
    "maintain": "S",
    "mention": "S",
    "mock": "Q",
    "muse": "S",
    "note": "S",
    "observe": "S",
    "opine": "S",
    "order": "NPto",
    "plead": "S NPto",
    "pledge": "S to NP",
    "point": "S",
    "post": "S",
    "praise": "Q",
    "predict": "S NP",
    "proclaim": "S",
    "promise": "S to NPto NP",
    "pronounce": "S",
    "propose": "S ing",
    "protest": "S",
    "put": "NPat",
    "question": "S",
    "read": "Q",
    "quip": "S",
    "quote": "Q",
    "rant": "Q",
    "react": "Q",
    "reaffirm": "S NP",
    "reason": "S",
    "reassure": "S",
    "recall": "S",
    "reckon": "S",
    "recommend": "S ing",
    "recount": "S",
    "refer": "Q",
    "reflect": "Q",
    "reiterate": "S NP",
    "reject": "NPas",
    "remark": "S",
    "remember": "S",
    "remind": "S",
    "repeat": "S",
    "reply": "S",
    "report": "S ing NP",
    "request": "S",
    "respond": "S",
    "reveal": "S",
    "rule": "S NPout",
    "say": "S NP",
    "scoff": "Q",
    "shout": "S",
    "show": "S",
    "sigh": "Q",
    "signal": "S",
    "speak": "of about",
    "speculate": "S",
    "state": "S",
    "stress": "S NP",
    "suggest": "S ing",
    "summarise": "Q",
    "summarize": "Q",
    "surmise": "S",
    "suspect": "S",
    "swear": "S to",
    "talk": "of about",
    "tell": "S NPto",
    "testify": "S",
    "think": "S",
    "threaten": "to",
    "tout": "Q",
    "tweet": "S",
    "underline": "S NP",
    "underscore": "S NP",
    "urge": "S NPto NP",
    "voice": "NP",
    "vow": "S to",
    "warn": "S of about against NPto NPof",
    "whisper": "Q",
    "wonder": "S",
    "write": "S",
    "yell": "Q",
}
"""Lemma of a reporting verb -> the frames its content may take, best first."""

PRIVATE: frozenset[str] = frozenset(
    {"believe", "think", "expect", "hope", "fear", "feel", "hold", "consider", "guess", "suspect", "reckon", "find"}
    | {"remember", "decide", "assess", "foresee", "wonder", "envisage", "see"}
)
"""Thoughts: a report of them counts when somebody has voiced them (present tense, or with a quotation)."""

DOCUMENTS: frozenset[str] = frozenset(
    {"poll", "survey", "study", "report", "document", "research", "analysis", "audit", "review", "paper", "letter"}
    | {"statement", "data", "filing", "memo", "indictment", "census", "presentation", "slideshow", "brief"}
)
"""Subjects that report without speaking: they may show and find, in any tense."""

FINDERS: frozenset[str] = frozenset(
    {"researcher", "scientist", "author", "team", "investigator", "commission", "auditor", "court", "panel", "inquiry"}
    | {"committee", "judge", "jury", "tribunal", "inspector", "economist", "academic", "physician", "prosecutor"}
)
"""People and bodies whose finding is a report of theirs."""

SHOWING: frozenset[str] = frozenset({"show", "find"})
"""Verbs that are speech only of a document."""

SPOKEN: frozenset[str] = frozenset(
    {"say", "tell", "add", "announce", "tweet", "write", "reply", "respond", "explain", "recall", "insist", "joke"}
    | {"comment", "remark", "quip", "declare", "testify", "argue", "complain", "promise", "vow", "pledge", "admit"}
    | {"claim", "deny", "demand", "urge", "warn", "accuse", "confirm", "state", "allege", "assert", "answer", "appeal"}
    | {"post", "rule", "ask", "estimate", "stress", "concede", "acknowledge", "shout", "lament", "hope", "believe"}
)
"""Verbs whose subject speaks whatever noun it is ("the harbour master said")."""

ADDRESSED: frozenset[str] = frozenset({"tell", "inform", "assure", "remind", "reassure"})
"""Verbs whose object is whoever is spoken to: a name behind them never speaks."""

OBJECTS: dict[str, frozenset[str]] = {
    "say": frozenset(),
    "claim": frozenset({"responsibility", "victory", "credit", "success", "progress", "innocence", "immunity"}),
    "express": frozenset(
        {
            "hope",
            "concern",
            "confidence",
            "regret",
            "doubt",
            "fear",
            "belief",
            "view",
            "opinion",
            "support",
            "readiness",
        }
        | {"satisfaction", "condolence", "gratitude", "thanks", "alarm", "optimism", "willingness", "dismay", "outrage"}
    ),
    "voice": frozenset({"hope", "concern", "confidence", "regret", "doubt", "fear", "opposition", "support", "alarm"}),
    "report": frozenset({"case", "death", "injury", "casualty", "damage", "loss", "outbreak", "increase", "progress"}),
    "promise": frozenset({"help", "aid", "support", "inquiry", "investigation", "reform", "action", "response"}),
    "pledge": frozenset({"help", "aid", "support", "cooperation", "loyalty", "action", "reform", "inquiry"}),
    "urge": frozenset({"restraint", "calm", "caution", "action", "patience", "dialogue", "unity"}),
    "demand": frozenset(
        {"apology", "answer", "action", "inquiry", "explanation", "justice", "resignation", "investigation"}
    ),
    "lament": frozenset({"lack", "loss", "absence", "decision"}),
    "forecast": frozenset({"growth", "rise", "fall", "rain", "decline", "increase"}),
    "predict": frozenset({"growth", "rise", "fall", "victory", "decline", "increase"}),
}
"""For verbs whose NP frame is wide: the head nouns that make it speech. A verb not listed takes any noun phrase."""

SPEECH_NOUNS: frozenset[str] = frozenset(
    {"statement", "claim", "warning", "remark", "allegation", "assertion", "announcement", "suggestion", "belief"}
    | {"comment", "assurance", "insistence", "argument", "prediction", "admission", "accusation", "contention", "hope"}
    | {"concern", "fear", "view", "opinion", "conclusion", "complaint", "estimate", "forecast", "promise", "pledge"}
    | {"doubt", "confidence", "regret", "conviction", "position", "stance", "charge", "rumour", "rumor"}
)
"""Nouns whose that-clause is what somebody said: "his claim that ...", "expressed hope that ..."."""

LIGHT: frozenset[str] = frozenset(
    {
        "express",
        "voice",
        "reiterate",
        "restate",
        "stress",
        "make",
        "issue",
        "give",
        "repeat",
        "reject",
        "offer",
        "raise",
        "deny",
        "echo",
        "release",
    }
)
"""Verbs that carry a speech noun: "expressed hope that", "issued a warning that"."""

HYPOTHETICAL: frozenset[str] = frozenset({"would", "could", "might", "should", "may", "must", "shall", "can", "'d"})
"""Modals that make a saying hypothetical. "will" too, unless the verb stands after a direct quotation."""

CITING: frozenset[str] = frozenset({"cite", "quote", "refer"})
"""Participles that name the inner source: "the agency said, citing officials", "he added, referring to data by X"."""

OWN_VIEW: frozenset[str] = frozenset({"view", "opinion", "word", "words", "estimation", "assessment", "telling"})
"""Nouns of "in X's view", "in the words of X"."""

MEDIA: frozenset[str] = frozenset(
    {"statement", "tweet", "letter", "report", "memo", "email", "post", "release", "message", "blog", "article", "note"}
    | {"interview", "broadcast", "video", "book", "column", "testimony", "filing", "document", "paper", "communique"}
    | {"communiqué", "telegram", "op-ed", "podcast", "dispatch", "transcript", "address", "broadcast"}
)
"""Nouns of the carrier: "in a statement", "on its website"."""

VENUES: frozenset[str] = frozenset(
    {"conference", "briefing", "meeting", "session", "summit", "speech", "forum", "hearing", "rally", "visit", "event"}
    | {"talks", "talk", "ceremony", "debate", "congress", "seminar", "trip", "parliament", "court", "trial", "address"}
    | {"headquarters", "interview", "gathering", "assembly", "remarks", "phone-in", "lecture", "dinner"}
)
"""Nouns of the occasion: "at a news conference", "after a session of ..."."""

HEDGED: frozenset[str] = frozenset(
    {"may", "might", "could", "perhaps", "possibly", "probably", "likely", "appear", "seem"}
)
"""Words in the content that make it a hedged claim."""

FIRST_PERSON: frozenset[str] = frozenset(
    {"i", "we", "my", "our", "me", "us", "i'm", "we're", "i've", "we've", "myself", "ourselves", "ours", "mine"}
)

PEOPLE_NOUNS: frozenset[str] = frozenset(
    {"adviser", "advisor", "agency", "aide", "ally", "ambassador", "analyst", "archbishop", "association", "attorney"}
    | {"author", "authority", "bank", "bishop", "board", "body", "campaign", "campaigner", "candidate", "captain"}
    | {"chair", "chairman", "chairwoman", "chancellor", "chief", "coach", "colonel", "commander", "commission"}
    | {"commissioner", "committee", "company", "council", "court", "critic", "delegate", "department", "deputy"}
    | {"diplomat", "director", "doctor", "economist", "editor", "embassy", "envoy", "executive", "expert", "farmer"}
    | {"father", "firm", "foundation", "founder", "general", "government", "governor", "group", "head", "health"}
    | {"historian", "hospital", "insider", "institute", "investigator", "journalist", "judge", "king", "lawmaker"}
    | {"lawyer", "leader", "leadership", "lieutenant", "man", "manager", "mayor", "member", "minister", "ministry"}
    | {"monitor", "mother", "newspaper", "observer", "office", "officer", "official", "ombudsman", "operator"}
    | {"opposition", "organisation", "organization", "owner", "paper", "parliament", "participant", "party", "pastor"}
    | {"patient", "people", "person", "physician", "player", "police", "poll", "pope", "premier", "president", "press"}
    | {
        "priest",
        "prince",
        "princess",
        "producer",
        "professor",
        "prosecutor",
        "protester",
        "queen",
        "regulator",
        "report",
    }
    | {"reporter", "representative", "researcher", "resident", "scholar", "scientist", "secretary", "senator"}
    | {"sergeant", "service", "sheriff", "side", "soldier", "source", "speaker", "specialist", "spokesman"}
    | {"spokesperson", "spokeswoman", "spokespeople", "staff", "statement", "student", "study", "supporter", "survey"}
    | {"survivor", "teacher", "team", "tribunal", "union", "user", "victim", "villager", "watchdog", "witness", "woman"}
    | {
        "worker",
        "writer",
        "chairperson",
        "insurgent",
        "militant",
        "rebel",
        "fighter",
        "activist",
        "sponsor",
        "document",
    }
    | {"military", "army", "navy", "force", "coalition", "alliance", "delegation", "mission", "administration"}
    | {"cabinet", "consulate", "club", "league", "federation", "charity", "ministry", "negotiator", "mediator"}
    | {"veteran", "pilot", "captain", "driver", "neighbour", "neighbor", "relative", "colleague", "friend", "wife"}
    | {"husband", "son", "daughter", "brother", "sister", "parent", "investor", "trader", "strategist", "maker"}
    | {"letter", "agreement", "release", "website", "broadcaster", "station", "channel", "magazine", "daily", "wire"}
)
"""Head nouns that can speak; a common-noun subject outside this table makes a reporting verb doubtful."""
