"""Which words on a page tell a time, and what do they say before anybody anchors them?

TIMEX3's four kinds (DATE, TIME, DURATION, SET) over every parsed block. Each rule is a row of `RULES`: what the words
look like and the reading they have. A reading is anchored later (`resolve.dates`), where the page's day is known.

    reading             words                       meaning
    2015-04-17, 2015    "17 April 2015", "2015"     an EDTF date; also 199X, 11XX, 2015-04-17T18:00Z, 1939/1945
    day:04-17           "on April 17"               a day without a year
    month:04            "in April"                  a month without a year
    weekday:5           "on Friday"                 Monday is 1
    season:spring       "in spring"                 and season:spring@2014
    quarter:1           "the first quarter"         and quarter:1@2014
    this:week           "this week"                 also last: and next:; day (today), weekend, month, year, ...
    ...@this:year       "in April this year"        the year of what stands before the @ (also @last:year, @next:year)
    ...@last            "last Friday"               the latest one before (@next: the first one after, @this: nearest)
    ...@ahead           "will meet on Friday"       the first one from the anchor on
    ago:P3D             "three days ago"            before the anchor; ahead:P2W after it
    past:P2Y            "the past two years"        a stretch that ends at the anchor; coming:P2Y begins there
    after:P1D           "the next day"              counted from a time told before it; before:P1Y, same:day
    now, recent, soon   "currently", "recently"     present, past and future without a date
    P3D, PT20M, PXY     "three days", "years"       a duration; X for a number the words leave open
    every:P1W           "weekly"                    repeated; also every:weekday:5
    early:...           "early April"               a part of what follows: early, mid, late, start, end
    ...T18:00Z          "18:00 UTC on Friday"       a clock time on a day; TMO, TAF, TEV, TNI for parts of the day

The letters of periods are ISO 8601's (PnY, PnM, PnW, PnD, PTnH, PTnM, PTnS).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import NamedTuple

from onrecord.extract.numerals import NUMBER, SCALES, number_of, words_of
from onrecord.extract.parse import Paragraph, Parsed
from onrecord.extract.units import PEOPLE, YEARLY
from onrecord.model import Time, TimeType, When, id_of

MONTHS: dict[str, str] = {
    word: f"{number:02d}"
    for number, words in enumerate(
        (
            ("January", "Jan"),
            ("February", "Feb"),
            ("March", "Mar"),
            ("April", "Apr"),
            ("May",),
            ("June", "Jun"),
            ("July", "Jul"),
            ("August", "Aug"),
            ("September", "Sept", "Sep"),
            ("October", "Oct"),
            ("November", "Nov"),
            ("December", "Dec"),
        ),
        start=1,
    )
    for word in words
}
WHOLE_MONTHS = [word for word in MONTHS if len(word) > 4 or word in ("May", "June", "July")]
"""Months that are written out: no full stop belongs to them."""

WEEKDAYS: dict[str, str] = {
    word: str(number)
    for number, words in enumerate(
        (
            ("Monday", "Mon"),
            ("Tuesday", "Tues", "Tue"),
            ("Wednesday", "Wed"),
            ("Thursday", "Thurs", "Thur", "Thu"),
            ("Friday", "Fri"),
            ("Saturday", "Sat"),
            ("Sunday", "Sun"),
        ),
        start=1,
    )
    for word in words
}
SEASONS: dict[str, str] = {
    "spring": "spring",
    "summer": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
}
RELATIONS: dict[str, str] = {
    "this": "this",
    "the current": "this",
    "current": "this",
    "last": "last",
    "the previous": "last",
    "next": "next",
    "the coming": "next",
    "coming": "next",
    "upcoming": "next",
}
PERIODS: dict[str, str] = {
    "second": "T{}S",
    "minute": "T{}M",
    "hour": "T{}H",
    "day": "{}D",
    "night": "{}D",
    "week": "{}W",
    "fortnight": "{}F",
    "month": "{}M",
    "quarter": "{}Q",
    "year": "{}Y",
    "decade": "{}E",
    "century": "{}C",
}
"""ISO 8601 letters; what it has none for, `MULTIPLES` turns into others."""

MULTIPLES: dict[str, tuple[int, str]] = {"F": (2, "W"), "E": (10, "Y"), "C": (100, "Y")}
PARTS: dict[str, str] = {
    "early": "early",
    "earlier": "early",
    "mid": "mid",
    "middle of": "mid",
    "late": "late",
    "later": "late",
    "beginning of": "start",
    "start of": "start",
    "end of": "end",
}
DAY_PARTS: dict[str, str] = {
    "morning": "TMO",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "noon": "T12:00",
    "midnight": "T00:00",
}
ORDINALS: dict[str, int] = {
    word: number
    for number, word in enumerate(
        words_of("""
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth twenty-first
"""),
        start=1,
    )
}
OFTEN: dict[str, str] = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "annual": "P1Y",
    "annually": "P1Y",
    "yearly": "P1Y",
    "biennial": "P2Y",
}
DECADES: dict[str, str] = {
    "twenties": "192X",
    "thirties": "193X",
    "forties": "194X",
    "fifties": "195X",
    "sixties": "196X",
    "seventies": "197X",
    "eighties": "198X",
    "nineties": "199X",
}
HOLIDAYS: dict[str, str] = {
    "New Year's Day": "day:01-01",
    "New Year's Eve": "day:12-31",
    "Christmas Eve": "day:12-24",
    "Christmas Day": "day:12-25",
    "Christmas": "day:12-25",
    "Boxing Day": "day:12-26",
    "Valentine's Day": "day:02-14",
    "Halloween": "day:10-31",
}
ZONES: dict[str, str] = {"utc": "Z", "gmt": "Z", "z": "Z"}
"""Zones that say which instant a clock time is; others ("local time") leave it local."""

NAMED_DAYS = frozenset(
    words_of("""
    black good super cyber holy bloody ash easter palm giving
""")
)
"""Words before a weekday that make it a name ("Good Friday")."""

DOUBTFUL = frozenset(
    words_of("""
    May March April June August Mar Jan Dec Sun Sat Mon Wed Jun
""")
)
"""Words that are also verbs or names: alone they are times only behind a word of `BEFORE_A_MONTH`."""

BEFORE_A_MONTH = frozenset(
    words_of("""
    in since until till by of from to through between and early late mid during for before after last next this
    every each on the or an a around about
""")
)

AHEAD = frozenset({"will", "'ll", "shall", "would", "wo"})
"""Auxiliaries of clauses about the future, as tokens ("wo" of "won't")."""

EXPECTING = frozenset({"expect", "schedule", "set", "plan", "due", "slate", "intend", "hope"})
"""Lemmas before "to" that speak of the future."""

SUFFIX = "(?:st|nd|rd|th)"
_PERIOD = "|".join(["centur(?:y|ies)", *(f"{word}s?" for word in PERIODS if word != "century")])


def _any(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


SLOTS: dict[str, str] = {
    "month": rf"(?:(?:{_any(WHOLE_MONTHS)})\b|(?:{_any(MONTHS)})\b\.?)",
    "weekday": rf"(?:{_any(WEEKDAYS)})\b\.?",
    "fullday": rf"(?:{_any(word for word in WEEKDAYS if word.endswith('day'))})",
    "day": rf"(?:3[01]|[12]\d|0?[1-9]){SUFFIX}?(?![\d:]|[,.]\d)",
    "year": r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)",
    "season": rf"(?i:{_any(SEASONS)})",
    "rel": rf"(?i:{_any(RELATIONS)})",
    "unit": rf"(?i:{_PERIOD})",
    "span": r"(?i:week|weekend|month|quarter|year|decade|century|season)",
    "n": rf"(?i:{NUMBER})",
    "open": r"(?i:some|several|many|a\sfew|few|a\scouple\sof|couple\sof)",
    "part": rf"(?i:(?:the\s)?(?:{_any(PARTS)}))",
    "daypart": rf"(?i:{_any(DAY_PARTS)})",
    "nth": rf"(?i:\d{{1,2}}{SUFFIX}|{_any(ORDINALS)})",
    "frame": r"(?i:(?:of\s)?(?:this|last|next|the\sprevious|the\scurrent)\syear)",
    "hours": r"(?:[01]?\d|2[0-3]):[0-5]\d",
    "half": r"(?i:[ap]\.m\.|[ap]m\b)",
    "zone": r"(?i:UTC|GMT|Z|local\stime|E[SD]?T|P[SD]T|CES?T|BST|IST)\b",
    "often": rf"(?i:{_any(OFTEN)})",
    "decades": rf"(?i:{_any(DECADES)})",
    "holiday": f"(?:{_any(HOLIDAYS)})",
    "stretch": r"(?i:past|last|next|coming|previous)",
    "same": r"(?i:day|week|month|year|time|period)",
}
"""What a `{slot}` of a rule's pattern matches. A slot stands once in a rule."""


class Rule(NamedTuple):
    """One shape of time words: `reading` is filled with what `VALUES` makes of the slots.

    The words are the group `words` where the pattern has one (the rest is context), else the whole match.
    """

    type: TimeType
    pattern: str
    reading: str


RULES: tuple[Rule, ...] = (
    # full dates
    Rule("TIME", r"{year}-(?P<mm>\d\d)-(?P<dd>\d\d)T(?P<hours>\d\d:\d\d)(?::\d\d)?{zone}?", "{year}-{mm}-{dd}{clock}"),
    Rule("DATE", r"{year}-(?P<mm>0[1-9]|1[0-2])-(?P<dd>[0-3]\d)", "{year}-{mm}-{dd}"),
    Rule("DATE", r"(?:{weekday},?\s)?(?:the\s)?{day}(?:\sof)?\s{month},?\s{year}", "{year}-{month}-{day}"),
    Rule("DATE", r"(?:{weekday},?\s)?{month}\s{day},?\s{year}", "{year}-{month}-{day}"),
    Rule("DATE", r"(?:{weekday},?\s)?(?:the\s)?{day}(?:\sof)?\s{month}(?:,?\s{frame})?", "day:{month}-{day}{frame}"),
    Rule("DATE", r"(?:{weekday},?\s)?{month}\s{day}(?:,?\s{frame})?", "day:{month}-{day}{frame}"),
    # months, seasons, quarters
    Rule("DATE", r"(?:{part}[\s-])?{month}(?:\sof)?,?\s{year}", "{part}{year}-{month}"),
    Rule("DATE", r"(?:{part}[\s-])?{month}(?:\sof)?,?\s{frame}", "{part}month:{month}{frame}"),
    Rule("DATE", r"(?:{part}\s)?{rel}\s{month}", "{part}month:{month}@{rel}"),
    Rule("DATE", r"(?:{part}[\s-])?{month}", "{part}month:{month}"),
    Rule("DATE", r"(?:the\s)?(?:{part}[\s-])?{season}(?:\sof)?,?\s{year}", "{part}season:{season}@{year}"),
    Rule("DATE", r"(?:{part}\s)?{rel}\s{season}", "{part}season:{season}@{rel}"),
    Rule("DATE", r"(?:in|by|since)\s(?P<words>(?:the\s)?(?:{part}[\s-])?{season})", "{part}season:{season}"),
    Rule("DATE", r"(?:the\s)?{nth}[\s-]quarter\sof\s{year}", "quarter:{nth}@{year}"),
    Rule("DATE", r"(?:the\s)?{nth}[\s-]quarter(?:\s{frame})?", "quarter:{nth}{frame}"),
    Rule("DATE", r"(?:the\s)?(?:final|last)\squarter\sof\s{year}", "quarter:4@{year}"),
    Rule("DATE", r"Q(?P<q>[1-4])\s{year}", "quarter:{q}@{year}"),
    # weekdays
    Rule("SET", r"(?i:every|each)\s{fullday}", "every:weekday:{fullday}"),
    Rule("SET", r"{fullday}s(?!['’])", "every:weekday:{fullday}"),
    Rule("TIME", r"{hours}(?:\s?{half})?(?:\s?{zone})?,?\s(?:on\s)?{fullday}", "weekday:{fullday}{clock}"),
    Rule("TIME", r"(?:{rel}\s)?{fullday}\s(?:at\s)?{daypart}", "weekday:{fullday}{atrel}{daypart}"),
    Rule("DATE", r"{fullday}\s(?:of\s)?{rel}\sweek", "weekday:{fullday}@{rel}:week"),
    Rule("DATE", r"(?:{rel}\s)?{fullday}", "weekday:{fullday}{atrel}"),
    # near the anchor
    Rule("DATE", r"(?:{part}\s)?(?i:today)", "this:day"),
    Rule("DATE", r"(?i:the\sday\sbefore\syesterday)", "ago:P2D"),
    Rule("TIME", r"(?i:yesterday)\s{daypart}", "last:day{daypart}"),
    Rule("DATE", r"(?i:yesterday)", "last:day"),
    Rule("DATE", r"(?i:tomorrow)", "next:day"),
    Rule("TIME", r"(?i:tonight)", "this:dayTNI"),
    Rule("TIME", r"(?i:last\snight)", "last:dayTNI"),
    Rule("TIME", r"(?i:this)\s{daypart}", "this:day{daypart}"),
    Rule("DATE", r"(?:{part}\s)?(?:the\s)?{rel}\s{span}", "{part}{rel}:{span}"),
    Rule(
        "DATE",
        r"(?i:the\s(?P<part>(?:beginning|start|middle|end)\sof)\sthe)\s(?P<span>day|week|month|year)",
        "{part}this:{span}",
    ),
    Rule("DATE", r"(?i:over\s)?(?P<words>(?i:the\sweekend))", "this:weekend"),
    Rule("DATE", r"{n}\s{unit}\s(?i:ago)", "ago:{period}"),
    Rule("DATE", r"(?:{open}|(?i:an?))\s{unit}\s(?i:ago)", "ago:{period}"),
    Rule("DATE", r"(?i:in)\s{n}\s{unit}['’]?\s(?i:time)", "ahead:{period}"),
    Rule("DATE", r"{n}\s{unit}\s(?i:from\snow)", "ahead:{period}"),
    Rule("DATE", r"(?i:the\ssame|that)\s{same}", "same:{same}"),
    Rule("DATE", r"(?i:at\sthe\s)(?P<words>(?P<same>time))(?!\sof\s)", "same:{same}"),
    Rule("DATE", r"(?i:the\s(?:next|following))\s{unit}", "after:{period}"),
    Rule("DATE", r"(?i:the\s(?:previous|preceding))\s{unit}", "before:{period}"),
    Rule("DATE", r"(?i:the)\s{unit}\s(?i:before)(?=[.,;)]|\swhen\b|$)", "before:{period}"),
    Rule("DATE", r"(?:{n}|(?i:an?))\s{unit}\s(?i:later|afterwards)", "after:{period}"),
    Rule("DATE", r"(?:{n}|(?i:an?))\s{unit}\s(?i:earlier|before)", "before:{period}"),
    # years and more
    Rule("DATE", r"{year}[–-](?P<until>\d\d(?:\d\d)?)(?!\d|-)", "{year}/{until}"),
    Rule("DATE", r"(?:{part}[\s-])?{year}", "{part}{year}"),
    Rule("DATE", r"(?:the\s)?(?:{part}[\s-])?(?P<decade>1[5-9]\d|20\d)0['’]?s", "{part}{decade}X"),
    Rule("DATE", r"['’](?P<short>[3-9]\d)", "19{short}"),
    Rule("DATE", r"(?:the\s)?(?:{part}[\s-])?['’]?(?P<decade>[2-9])0s", "{part}19{decade}X"),
    Rule("DATE", r"(?i:the\s)(?:{part}[\s-])?{decades}", "{part}{decades}"),
    Rule("DATE", r"(?:the\s)?(?:{part}[\s-])?{nth}[\s-](?i:century)", "{part}{century}"),
    Rule("DATE", r"{holiday}", "{holiday}"),
    # clock times
    Rule("TIME", r"{hours}(?:\s?{half})?(?:\s?\(?{zone})?(?:\stoday)?", "this:day{clock}"),
    Rule("TIME", r"(?P<hours>(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?)\s?{half}(?:\s?{zone})?", "this:day{clock}"),
    Rule("TIME", r"(?P<hours>[0-2]\d[0-5]\d)\s(?:hours\s)?{zone}", "this:day{clock}"),
    Rule("TIME", r"at\s(?P<words>(?P<daypart>noon|midnight))", "this:day{daypart}"),
    # repeated
    Rule("SET", r"(?i:every|each|per)\s(?:{n}\s)?{unit}", "every:{period}"),
    Rule("SET", r"(?i:once|twice|\w+\stimes)\san?\s{unit}", "every:{period}"),
    Rule("SET", r"(?:\d|%|percent|per\scent|dollars|million|billion)\s(?P<words>an?\s{unit})", "every:{period}"),
    Rule("SET", r"{often}", "every:{often}"),
    # durations
    Rule("DURATION", r"(?:the\s)?{stretch}\s(?:{n}|{open})\s(?:\w+ing\s|or\sso\s)?{unit}", "{stretch}:{period}"),
    Rule("DURATION", r"(?i:the\spast)\s{unit}", "past:{period}"),
    Rule(
        "DURATION",
        r"(?:{n}|{open})[\s-](?:(?:more|straight|consecutive|full|whole)\s)?{unit}(?:[\s-]long\b)?",
        "{period}",
    ),
    Rule("DURATION", r"{n}\sand\s(?P<more>a\shalf)\s{unit}", "{period}"),
    Rule("DURATION", r"half\san\shour", "PT30M"),
    Rule(
        "DURATION",
        r"(?:for|over|of|in)\s(?P<words>(?:the\s)?(?P<open>)(?P<unit>years|months|weeks|days|decades|centuries|minutes|hours))",
        "{period}",
    ),
    Rule("DURATION", r"(?:for|over|than|in)\s(?P<words>an?\s(?!second\b){unit})", "{period}"),
    # no date at all
    Rule("DATE", r"(?i:now|currently|at\spresent|presently|nowadays|at\sthe\smoment|the\stime\sbeing)", "now"),
    Rule("DATE", r"(?i:(?:more\s|most\s)?recently|in\sthe\spast|recent\s(?:years|months|weeks|days))", "recent"),
    Rule("DATE", r"(?i:(?:very\s)?soon|(?:in\s)?the\s(?:near\s)?future)", "soon"),
)
"""Every shape of time words. Of overlapping matches the longest wins, then the earlier row."""

VALUES: dict[str, Callable[[str], str]] = {
    "month": lambda word: MONTHS[word.rstrip(".")],
    "day": lambda word: word.rstrip("stndrh").zfill(2),
    "fullday": lambda word: WEEKDAYS[word],
    "season": lambda word: SEASONS[word.lower()],
    "rel": lambda words: RELATIONS[words.lower()],
    "frame": lambda words: f"@{RELATIONS[words.lower().removeprefix('of ').removesuffix(' year')]}:year",
    "part": lambda words: f"{PARTS[words.lower().removeprefix('the ')]}:",
    "daypart": lambda word: DAY_PARTS[word.lower()],
    "nth": lambda word: str(_ordinal(word)),
    "often": lambda word: OFTEN[word.lower()],
    "decades": lambda word: DECADES[word.lower()],
    "holiday": lambda words: HOLIDAYS[words],
    "stretch": lambda word: {"next": "coming", "coming": "coming"}.get(word.lower(), "past"),
    "span": str.lower,
    "same": str.lower,
}
"""What the words of a slot say; slots that are not named here stand for themselves."""


@dataclass(frozen=True, slots=True)
class Found:
    """Time words in a paragraph: `start` and `end` count from the paragraph's start."""

    start: int
    end: int
    type: TimeType
    reading: str


def expressions(parsed: Parsed) -> Iterator[Time]:
    """The time expressions of a page in the order of the text, unanchored; absolute ones have their EDTF as value."""
    for paragraph in parsed.paragraphs:
        for found in found_in(paragraph):
            cite = paragraph.cite((found.start, found.end))
            stated = When(found.reading, "stated", cite.text) if ABSOLUTE.fullmatch(found.reading) else When()
            yield Time(
                id=id_of("t", parsed.page.id, cite.start, cite.end),
                page=parsed.page.id,
                text=cite.text,
                start=cite.start,
                end=cite.end,
                type=found.type,
                value=stated,
                reading=found.reading,
            )


PARAGRAPHS = 256
"""Paragraphs whose time words are kept: those of the page that several extractors are asking about."""


@lru_cache(maxsize=PARAGRAPHS)
def found_in(paragraph: Paragraph) -> tuple[Found, ...]:
    """The time words of one paragraph, longest first where they overlap, then in the order of the text."""
    text = paragraph.plain
    candidates = [
        (found.start - found.end, row, found)
        for row, (rule, pattern) in enumerate(_patterns())
        for found in _matches(rule, pattern, text)
        if _is_time(found, paragraph)
    ]
    taken: list[Found] = []
    for _, _, found in sorted(candidates, key=lambda c: (c[0], c[1], c[2].start)):
        if all(found.end <= other.start or other.end <= found.start for other in taken):
            taken.append(found)
    return tuple(_told_ahead(found, paragraph) for found in sorted(taken, key=lambda found: found.start))


ABSOLUTE = re.compile(r"\d{2}[\dX]{2}(?:-\d\d){0,2}(?:T\d\d:\d\dZ?)?(?:/\d{4})?")
"""Readings that are EDTF as they stand."""


@cache
def _patterns() -> tuple[tuple[Rule, re.Pattern[str]], ...]:
    def slot(match: re.Match[str]) -> str:
        return f"(?P<{match[1]}>{SLOTS[match[1]]})"

    # not inside a word or a number, and not a sum of money
    return tuple(
        (rule, re.compile(rf"(?<![\w$€£¥#])(?<!\d[.,:])(?:{re.sub(r'{([a-z]+)}', slot, rule.pattern)})(?!\w)"))
        for rule in RULES
    )


def _matches(rule: Rule, pattern: re.Pattern[str], text: str) -> Iterator[Found]:
    for match in pattern.finditer(text):
        whole = "words" if "words" in pattern.groupindex else 0
        values = {name: _value(name, words) for name, words in match.groupdict(default="").items()}
        values |= _derived({name: words for name, words in match.groupdict().items() if words is not None})
        if "" not in (values.get("clock"), values.get("period")):
            reading = rule.reading.format_map(values)
            yield Found(match.start(whole), match.end(whole), rule.type, reading)


def _told_ahead(found: Found, paragraph: Paragraph) -> Found:
    """A weekday, day or month of a clause about the future ("will meet on Friday") is read as one that lies ahead."""
    if not re.fullmatch(r"(?:weekday:\d|day:\d\d-\d\d|month:\d\d)", found.reading):
        return found
    token = paragraph.doc.char_span(found.start, found.end, alignment_mode="expand")
    assert token is not None  # a span inside the text expands to tokens
    verb = next((word for word in token.root.ancestors if word.pos_ == "VERB"), None)
    helped = verb is not None and any(w.dep_ == "aux" and w.lower_ in AHEAD for w in verb.children)
    to_come = (
        verb is not None and verb.head.lemma_.lower() in EXPECTING and any(w.lower_ == "to" for w in verb.children)
    )
    return replace(found, reading=f"{found.reading}@ahead") if helped or to_come else found


def _value(name: str, words: str) -> str:
    return VALUES.get(name, str)(words) if words else ""


def _derived(words: dict[str, str]) -> dict[str, str]:
    """What several slots say together. An empty value says that they make no sense ("25:00", "13 p.m.")."""
    derived: dict[str, str] = {}
    if "rel" in words:
        derived["atrel"] = f"@{RELATIONS[words['rel'].lower()]}"
    if "hours" in words:
        derived["clock"] = _clock(words["hours"], words.get("half"), words.get("zone"))
    if "unit" in words:
        derived["period"] = _period(words)
    if "until" in words:
        derived["until"] = words["year"][: 4 - len(words["until"])] + words["until"]
    if "nth" in words:
        derived["century"] = f"{_ordinal(words['nth']) - 1:02d}XX"
    return {"atrel": ""} | derived


def _clock(hours: str, half: str | None, zone: str | None) -> str:
    digits = re.sub(r"\D", "", hours)
    hour, minute = (int(digits), 0) if len(digits) < 3 else (int(digits[:-2]), int(digits[-2:]))
    if half:
        if hour > 12:
            return ""
        hour = hour % 12 + 12 * half.lower().startswith("p")
    return f"T{hour:02d}:{minute:02d}{ZONES.get((zone or '').lower(), '')}" if hour < 24 else ""


def _period(words: dict[str, str]) -> str:
    unit = words["unit"].lower()
    form = PERIODS.get(unit) or PERIODS.get(unit.removesuffix("s")) or PERIODS["century"]
    number = number_of(words["n"]) if "n" in words else None if "open" in words else 1.0
    number = number + 0.5 if number is not None and "more" in words else number
    factor, letter = MULTIPLES.get(form[-1], (1, form[-1]))
    count = "X" if number is None else f"{number * factor:g}"
    return "P" + form[:-1].format(count) + letter


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits[0]) if digits else ORDINALS[word.lower()]


def _is_time(found: Found, paragraph: Paragraph) -> bool:
    """Whether words that look like a time are one here: "May" may be a verb, "Good Friday" a name, 2000 a count."""
    text = paragraph.plain
    words = text[found.start : found.end]
    before = text[: found.start].split()[-1:] or [""]
    if words in DOUBTFUL or words.rstrip(".") in DOUBTFUL:
        return before[0].lower().strip("(\"'-") in BEFORE_A_MONTH
    if found.reading == "same:time" and words.lower() == "the same time":
        return False  # a turn of phrase: "at the same time, he noted"
    if found.reading.startswith("weekday"):
        return before[0].lower() not in NAMED_DAYS
    if words.isdigit() and len(words) == 4 and found.type == "DATE":
        return _is_year(found, paragraph)
    return True


def _is_year(found: Found, paragraph: Paragraph) -> bool:
    token = paragraph.doc.char_span(found.start, found.end, alignment_mode="expand")
    assert token is not None  # a span inside the text expands to tokens
    rest = paragraph.doc[token.end : token.end + 1]
    if any(word.lower_ in SCALES or word.text == "%" for word in rest):
        return False
    # "2000 people" and "2000 pumps" count, "the 2016 elections" and "2000 levels" do not
    return not any(
        word.tag_ == "NNS"
        and (word.lemma_.lower() in PEOPLE or (token.text.endswith("000") and word.lower_ not in YEARLY))
        for word in rest
    )
