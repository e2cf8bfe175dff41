"""Which English words speak of time, and what does each say? (The notation is explained in `extract/times.py`.)"""

from __future__ import annotations

from onrecord.extract.numerals import words_of

WEEKDAY_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
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
    for word in (*words, words[0].upper())  # a dateline in capitals
}
WHOLE_MONTHS = frozenset(word for word in MONTHS if len(word) > 4 or word in ("May", "June", "July"))
"""Months that are written out: no full stop belongs to them."""

SHORT_WEEKDAYS = ("Mon", "Tues", "Tue", "Wed", "Thurs", "Thur", "Thu", "Fri", "Sat", "Sun")
WEEKDAYS: dict[str, str] = {
    word: str(number)
    for number, name in enumerate(WEEKDAY_NAMES, start=1)
    for word in (name, name.upper(), *(short for short in SHORT_WEEKDAYS if name.startswith(short)))
}
SEASONS: dict[str, str] = {
    "spring": "spring",
    "springtime": "spring",
    "summer": "summer",
    "summertime": "summer",
    "autumn": "autumn",
    "fall": "autumn",
    "winter": "winter",
    "wintertime": "winter",
}
RELATIONS: dict[str, str] = {
    "this": "this",
    "the current": "this",
    "current": "this",
    "last": "last",
    "this past": "last",
    "the previous": "last",
    "next": "next",
    "the coming": "next",
    "this coming": "next",
    "coming": "next",
    "upcoming": "next",
    "the upcoming": "next",
}
TOLD_BEFORE: dict[str, str] = {
    "that": "same",
    "the same": "same",
    "that same": "same",
    "the next": "after",
    "the following": "after",
    "the previous": "before",
    "the preceding": "before",
}
"""Words before a unit, a weekday or a season that count from a date told earlier on the page."""

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
    "centurie": "{}C",  # the plural without its s
    "millennium": "{}K",
}
"""ISO 8601 letters; what it has none for, `MULTIPLES` turns into others."""

MULTIPLES: dict[str, tuple[int, str]] = {
    "F": (2, "W"),
    "E": (10, "Y"),
    "C": (100, "Y"),
    "K": (1000, "Y"),
}
HALVES: dict[str, str] = {
    "hour": "PT30M",
    "day": "PT12H",
    "year": "P6M",
    "decade": "P5Y",
    "century": "P50Y",
}
"""Half of a unit, where half of it has a whole number of a smaller one."""

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
    "small hours": "TNI",
    "early hours": "TMO",
    "dawn": "TMO",
    "morning": "TMO",
    "midday": "T12:00",
    "noon": "T12:00",
    "lunchtime": "TMI",
    "afternoon": "TAF",
    "evening": "TEV",
    "night": "TNI",
    "midnight": "T00:00",
}
NEAR_DAYS: dict[str, str] = {
    "today": "this:day",
    "yesterday": "last:day",
    "tomorrow": "next:day",
    "the day before yesterday": "ago:P2D",
    "the day after tomorrow": "ahead:P2D",
}
NEAR_NIGHTS: dict[str, str] = {"tonight": "this:dayTNI", "last night": "last:dayTNI", "overnight": "at:TNI"}
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
QUARTERS: dict[str, str] = {
    "first": "1",
    "second": "2",
    "third": "3",
    "fourth": "4",
    "final": "4",
    "last": "4",
    "1st": "1",
    "2nd": "2",
    "3rd": "3",
    "4th": "4",
}
NTH_DAYS: dict[str, str] = {"first": "1", "second": "2", "third": "3", "fourth": "4", "last": "-1"}
"""The how-manieth such weekday of a month."""

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
    "biennially": "P2Y",
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
    "noughties": "200X",
}
NAMED_DAYS: dict[str, str] = {
    "New Year's Day": "day:01-01",
    "Epiphany": "day:01-06",
    "Australia Day": "day:01-26",
    "Holocaust Memorial Day": "day:01-27",
    "Groundhog Day": "day:02-02",
    "Valentine's Day": "day:02-14",
    "International Women's Day": "day:03-08",
    "St Patrick's Day": "day:03-17",
    "St. Patrick's Day": "day:03-17",
    "April Fools' Day": "day:04-01",
    "Earth Day": "day:04-22",
    "Anzac Day": "day:04-25",
    "May Day": "day:05-01",
    "World Press Freedom Day": "day:05-03",
    "Europe Day": "day:05-09",
    "Juneteenth": "day:06-19",
    "Canada Day": "day:07-01",
    "the Fourth of July": "day:07-04",
    "Bastille Day": "day:07-14",
    "Halloween": "day:10-31",
    "All Saints' Day": "day:11-01",
    "All Souls' Day": "day:11-02",
    "Guy Fawkes Night": "day:11-05",
    "Armistice Day": "day:11-11",
    "Veterans Day": "day:11-11",
    "World AIDS Day": "day:12-01",
    "Human Rights Day": "day:12-10",
    "Christmas Eve": "day:12-24",
    "Christmas Day": "day:12-25",
    "Christmas": "day:12-25",
    "Boxing Day": "day:12-26",
    "New Year's Eve": "day:12-31",
    # reckoned from Easter or by weekday: `resolve/feasts.py`
    "Shrove Tuesday": "feast:shrove-tuesday",
    "Ash Wednesday": "feast:ash-wednesday",
    "Palm Sunday": "feast:palm-sunday",
    "Maundy Thursday": "feast:maundy-thursday",
    "Good Friday": "feast:good-friday",
    "Easter Sunday": "feast:easter",
    "Easter Monday": "feast:easter-monday",
    "Easter": "feast:easter",
    "Ascension Day": "feast:ascension",
    "Pentecost": "feast:pentecost",
    "Whit Monday": "feast:whit-monday",
    "Corpus Christi": "feast:corpus-christi",
    "Martin Luther King Jr. Day": "feast:king-day",
    "Martin Luther King Day": "feast:king-day",
    "Presidents' Day": "feast:presidents-day",
    "Presidents Day": "feast:presidents-day",
    "Memorial Day": "feast:memorial-day",
    "Labor Day": "feast:labor-day",
    "Columbus Day": "feast:columbus-day",
    "Thanksgiving Day": "feast:thanksgiving",
    "Thanksgiving": "feast:thanksgiving",
    "Black Friday": "feast:black-friday",
    "Cyber Monday": "feast:cyber-monday",
    "Remembrance Sunday": "feast:remembrance-sunday",
    # of other calendars: a name without a date
    "Lunar New Year": "feast:lunar-new-year",
    "Chinese New Year": "feast:lunar-new-year",
    "Nowruz": "day:03-21",
    "Ramadan": "feast:ramadan",
    "Eid al-Fitr": "feast:eid-al-fitr",
    "Eid al-Adha": "feast:eid-al-adha",
    "Passover": "feast:passover",
    "Rosh Hashanah": "feast:rosh-hashanah",
    "Yom Kippur": "feast:yom-kippur",
    "Hanukkah": "feast:hanukkah",
    "Diwali": "feast:diwali",
}
"""Days with a name. Those whose date differs by country (Mother's Day, Independence Day) are left out."""

ZONES: dict[str, str] = {
    **{"utc": "Z", "gmt": "Z", "z": "Z", "bst": "+01:00", "cet": "+01:00", "cest": "+02:00", "eest": "+03:00"},
    **{"msk": "+03:00", "jst": "+09:00", "kst": "+09:00", "aest": "+10:00", "aedt": "+11:00"},
    **{"est": "-05:00", "edt": "-04:00", "cdt": "-05:00", "mst": "-07:00", "mdt": "-06:00"},
    **{"pst": "-08:00", "pdt": "-07:00", "local time": "", "et": "", "pt": "", "ist": "", "cst": ""},
}
"""Zones by their letters and what they are from UTC; empty where the letters stand for several zones."""

AGES = ("year-old", "years old", "year old")
"""Behind a number, these make an age, which is no stretch of time."""

NOT_WEEKDAYS = frozenset(words_of("black good super cyber holy bloody ash easter palm giving red remembrance"))
"""Words before a weekday that make it a name ("Bloody Sunday")."""

DOUBTFUL = frozenset(
    words_of("May March April June August Mar Jan Dec Sun Sat Mon Wed Jun MAY MARCH APRIL JUNE AUGUST")
)
"""Words that are also verbs or names: alone they are times only behind a word of `BEFORE_A_MONTH`."""

BEFORE_A_MONTH = frozenset(
    words_of("""
    in since until till by of from to through between and early mid late during for before after last next this
    every each on the or an a around about ending ended
""")
)

CAPITALISED = frozenset({*OFTEN, "now", "today", "tonight", "tomorrow"})
"""Words that with a capital letter inside a sentence are parts of names ("the Daily ...")."""

BEFORE_ONE = frozenset(words_of("for in within over than after only just about every at lasted lasting took least"))
"""Words before "one day" that make it a length."""

NUMBERED = frozenset(
    words_of("""
    room flight route highway page number no article section chapter version model channel pier gate bus line unit
    resolution paragraph rule platform track form type class mark asteroid comet
""")
)
"""Words before a number that make it a label and no year ("Room 2031")."""

MODALS = frozenset({"will", "'ll", "shall", "would", "wo", "'d", "may", "might", "could", "should", "must", "can"})
"""Auxiliaries of clauses about the future, as tokens ("wo" of "won't")."""

EXPECTING = frozenset(
    words_of("""
    expect schedule reschedule set plan due slate intend hope aim agree propose promise vow pledge prepare poise bind
    likely want decide ready tip bid project forecast
""")
)
"""Lemmas that speak of what is to come, before "to" or with a date of their own ("is due on Friday")."""

PLANS = frozenset(words_of("plan deadline pledge promise proposal intention aim target bid decision agreement due"))
"""Nouns before an infinitive about the future ("plans to open in May")."""

DUE = frozenset({"due", "deadline"})
"""Words whose own date lies ahead ("due on Friday", "a June 1 deadline")."""

PLANNED = frozenset(
    words_of("""
    open reopen begin start commence launch debut premiere air meet convene gather sit vote decide rule end finish
    close conclude expire lapse leave depart fly sail go head travel return arrive visit come host play face run resume
    take appear hold celebrate retire step stand join move release publish kick go release land enter
""")
)
"""Verbs whose present tense speaks of a plan when a date stands beside them ("opens on Friday")."""
