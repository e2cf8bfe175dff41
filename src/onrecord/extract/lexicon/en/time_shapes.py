"""What do English time words look like, and which reading has each shape? (The notation: `extract/times.py`.)

A row of `SHAPES` is type, pattern and reading. A `{slot}` of a pattern stands for the words that `SLOTS` gives it and
stands there once; in a reading it stands for what those words say. A pattern with a group `words` has context around
it: only that group is the expression.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from onrecord.extract.lexicon.en import time_words as words
from onrecord.extract.numerals import NUMBER
from onrecord.model import TimeType


class Shape(NamedTuple):
    """One shape of time words. Where no text can have it without one of a few words, `signs` are those (0: a digit)."""

    type: TimeType
    pattern: str
    reading: str
    signs: str = ""


def _any(known: Iterable[str]) -> str:
    return "|".join(re.escape(word).replace(r"\ ", r"\s") for word in sorted(known, key=len, reverse=True))


_SUFFIX = "(?:st|nd|rd|th)"
_UNIT = "|".join(f"{word}s?" for word in sorted(words.PERIODS, key=len, reverse=True))
_DAY = rf"(?:3[01]|[12]\d|0?[1-9]){_SUFFIX}?(?![\d:]|[,.]\d)"
_MONTH = rf"(?:(?:{_any(words.WHOLE_MONTHS)})\b|(?:{_any(words.MONTHS)})\b\.?)"
_HALF = r"(?:[ap]\.m\.|[ap]m\b)"

SLOTS: dict[str, str] = {
    "month": _MONTH,
    "until_month": _MONTH,
    "weekday": rf"(?:{_any(words.WEEKDAYS)})\b\.?",
    "fullday": rf"(?:{_any(word for word in words.WEEKDAYS if len(word) > 5)})",
    "day": _DAY,
    "until_day": _DAY,
    "year": r"(?:1[5-9]\d\d|20\d\d)(?![\d%]|[.,]\d)",
    "to_year": r"(?:(?:1[5-9]|20)\d\d|\d\d)(?![\d-])",
    "season": rf"(?i:{_any(words.SEASONS)})",
    "rel": rf"(?i:{_any(words.RELATIONS)})",
    "told": rf"(?i:{_any(words.TOLD_BEFORE)})",
    "unit": rf"(?i:{_UNIT})",
    "units": r"(?i:years|months|weeks|days|decades|centuries|minutes|hours|nights)",
    "halved": rf"(?i:{_any(words.HALVES)})",
    "span": r"(?i:week|weekend|month|quarter|year|decade|century|season)",
    "n": rf"(?i:{NUMBER})",
    "until_n": rf"(?i:{NUMBER})",
    "amount": rf"(?i:{NUMBER})",
    "open": r"(?i:some|several|(?<!as\s)many|a\sfew|few|a\scouple\sof|couple\sof|a\snumber\sof|a\shandful\sof|countless"
    r"|(?:tens|dozens|scores|hundreds|thousands|millions|billions)\sof)",
    "part": rf"(?i:(?:the\s(?:very\s)?)?(?:{_any(words.PARTS)}))",
    "daypart": rf"(?i:{_any(words.DAY_PARTS)})",
    "nth": rf"(?i:\d{{1,2}}{_SUFFIX}|{_any(words.ORDINALS)})",
    "quarter": rf"(?i:{_any(words.QUARTERS)})",
    "half_year": r"(?i:first|second)",
    "nth_day": rf"(?i:{_any(words.NTH_DAYS)})",
    "end_of": r"(?i:first|opening|last|final)",
    "frame": r"(?i:(?:of\s|in\s)?(?:this|last|next|the\slast|the\sprevious|the\scurrent)\syear)",
    "clock": rf"(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?(?i:{_HALF}))?|(?:1[0-2]|0?[1-9])(?:\.[0-5]\d)?\s?(?i:{_HALF})"
    rf"|(?:1[0-2]|[1-9])\so['’]clock)",
    "zone": rf"(?i:\(?(?:(?:UTC|GMT)\s?[+-]\s?\d\d?(?::?\d\d)?\)?|(?:{_any(words.ZONES)})\b\)?))",
    "often": rf"(?i:{_any(words.OFTEN)})",
    "decades": rf"(?i:{_any(words.DECADES)})",
    "named": f"(?:{_any(words.NAMED_DAYS)})".replace("'", "['’]?"),
    "near": rf"(?i:{_any(words.NEAR_DAYS)})",
    "tonight": rf"(?i:{_any(words.NEAR_NIGHTS)})",
    "stretch": r"(?i:past|last|next|coming|previous|preceding|following)",
    "same": r"(?i:day|week|month|year|time|period)",
}
"""What the words of a slot look like."""

_DASH = r"\s?(?:-|–|—|to|through|until|till)\s?"
_LONG = r"(?:(?:more|straight|consecutive|full|whole|solid|additional|successive)\s)?"
_NOT_AGE = r"(?![\s-]olds?\b|\sof\sage\b)"
_BEFORE_A_SPAN = (
    r"(?i:for|over|than|in|within|after|nearly|almost|about|around|took|takes|take|last|lasts|lasted|lasting|roughly)"
)
_THE_END = r"(?=[.,;:\x29!?\"'”’]|\s(?:when|but|and|or|at|in|on|with|as|by|from|while|after|before|up|down|to)\b|$)"

SHAPES: tuple[Shape, ...] = (
    # full dates
    Shape("TIME", r"{year}-(?P<mm>\d\d)-(?P<dd>\d\d)[T ](?P<clock>\d\d:\d\d)(?::\d\d)?{zone}?", "{year}-{mm}-{dd}{at}"),
    Shape("DATE", r"{year}-(?P<mm>0[1-9]|1[0-2])-(?P<dd>[0-3]\d)", "{year}-{mm}-{dd}"),
    Shape("DATE", r"(?P<slashes>[0-3]?\d/[0-3]?\d/(?:(?:19|20)\d\d|\d\d)|[0-3]?\d\.[01]?\d\.20\d\d)", "{slashes}", "0"),
    Shape("DATE", r"(?:{weekday},?\s)?(?:the\s)?{day}(?:\sof)?\s{month},?\s{year}", "{year}-{month}-{day}"),
    Shape("DATE", r"(?:{weekday},?\s)?{month}\s{day},?\s{year}", "{year}-{month}-{day}"),
    Shape("DATE", r"(?:{weekday},?\s)?(?:the\s)?{day}(?:\sof)?\s{month}(?:,?\s{frame})?", "day:{month}-{day}{frame}"),
    Shape("DATE", r"(?:{weekday},?\s)?{month}\s{day}(?:,?\s{frame})?", "day:{month}-{day}{frame}"),
    Shape(
        "DATE",
        r"(?i:on|by|until|since|from)\s(?P<words>(?i:the)\s(?P<dom>[12]?\d(?:st|nd|rd|th)))(?!\sand\s\d)" + _THE_END,
        "dom:{dom}",
        "0",
    ),
    Shape("DATE", r"(?i:the)\s(?P<dom>[12]?\d(?:st|nd|rd|th))\sof\s(?:{rel}|the)\smonth", "dom:{dom}", "0"),
    # ranges of days and months
    Shape(
        "DATE",
        r"{day}" + _DASH + r"{until_day}(?:\sof)?\s{month},?\s{year}",
        "{year}-{month}-{day}/{year}-{month}-{until_day}",
    ),
    Shape(
        "DATE", r"{month}\s{day}" + _DASH + r"{until_day},?\s{year}", "{year}-{month}-{day}/{year}-{month}-{until_day}"
    ),
    Shape(
        "DATE",
        r"{day}" + _DASH + r"{until_day}(?:\sof)?\s{month}(?:,?\s{frame})?",
        "day:{month}-{day}{frame}/day:{month}-{until_day}{frame}",
    ),
    Shape(
        "DATE",
        r"{month}\s{day}" + _DASH + r"{until_day}(?:,?\s{frame})?",
        "day:{month}-{day}{frame}/day:{month}-{until_day}{frame}",
    ),
    Shape(
        "DATE",
        r"(?i:between)\s(?P<words>{month}\s{day}\sand\s{until_day})",
        "day:{month}-{day}/day:{month}-{until_day}",
    ),
    Shape(
        "DATE",
        r"(?i:between)\s(?P<words>{day}\sand\s{until_day}\s{month})",
        "day:{month}-{day}/day:{month}-{until_day}",
    ),
    Shape(
        "DATE",
        r"{month}\s{day}" + _DASH + r"{until_month}\s{until_day},?\s{year}",
        "{year}-{month}-{day}/{year}-{until_month}-{until_day}",
    ),
    Shape(
        "DATE",
        r"{day}\s{month}" + _DASH + r"{until_day}\s{until_month},?\s{year}",
        "{year}-{month}-{day}/{year}-{until_month}-{until_day}",
    ),
    Shape(
        "DATE",
        r"{month}" + _DASH + r"{until_month}(?:\sof)?,?\s{year}",
        "{year}-{month}/{year}-{until_month}",
    ),
    Shape(
        "DATE",
        r"{month}\s{day}" + _DASH + r"{until_month}\s{until_day}",
        "day:{month}-{day}/day:{until_month}-{until_day}",
    ),
    Shape(
        "DATE",
        r"{day}\s{month}" + _DASH + r"{until_day}\s{until_month}",
        "day:{month}-{day}/day:{until_month}-{until_day}",
    ),
    Shape("DATE", r"{month}\s?[-–]\s?{until_month}", "month:{month}/month:{until_month}"),
    Shape(
        "DATE",
        r"(?i:from)\s(?P<words>{month}\s(?:to|until|till|through)\s{until_month})(?!\s\d)",
        "month:{month}/month:{until_month}",
    ),
    Shape("DATE", r"(?i:between)\s(?P<words>{month}\sand\s{until_month})(?!\s\d)", "month:{month}/month:{until_month}"),
    Shape(
        "DATE",
        r"(?i:from|between)\s(?P<words>{month}\s(?:to|until|till|through|and)\s{until_month},?\s{year})",
        "{year}-{month}/{year}-{until_month}",
    ),
    # months, seasons, quarters, halves
    Shape("DATE", r"(?:{part}[\s-])?{month}(?:\sof)?,?\s{year}", "{part}{year}-{month}"),
    Shape("DATE", r"(?:{part}[\s-])?{month}(?:\sof)?,?\s{frame}", "{part}month:{month}{frame}"),
    Shape("DATE", r"{rel}\syear,?\sin\s(?:{part}[\s-])?{month}", "{part}month:{month}@{rel}:year"),
    Shape("DATE", r"(?:{part}\s)?{rel}\s{month}", "{part}month:{month}@{rel}"),
    Shape("DATE", r"(?:{part}[\s-])?{month}", "{part}month:{month}"),
    Shape(
        "DATE",
        r"(?:the\s)?(?:{part}[\s-])?{season}(?:\sof)?,?\s{year}(?:[-–/]{to_year})?",
        "{part}season:{season}@{year}",
    ),
    Shape("DATE", r"(?:the\s)?{season}\sof\s['’](?P<short_year>\d\d)", "season:{season}@{short_year}"),
    Shape("DATE", r"(?:{part}\s)?{rel}\s{season}", "{part}season:{season}@{rel}"),
    Shape("DATE", r"(?:{part}\s)?{told}\s{season}", "{told}:season:{season}"),
    Shape(
        "DATE",
        r"(?i:in|by|since|until|during)\s(?P<words>(?:the\s)?(?:{part}[\s-])?{season})(?!\sof\b)",
        "{part}season:{season}",
    ),
    Shape("DATE", r"(?:the\s)?{quarter}[\s-](?:calendar\s)?quarter(?:\sof|,)?\s{year}", "quarter:{quarter}@{year}"),
    Shape(
        "DATE", r"(?:the\s)?{quarter}[\s-]quarter(?:\s{frame}|\sof\sthe\syear)?", "quarter:{quarter}{frame}", "quarter"
    ),
    Shape(
        "DATE",
        r"(?:the\s)?{quarter}(?:\sfiscal[\s-]quarter|[\s-]quarter\sof\sfiscal)(?:\s(?:of\s)?{year})",
        "fiscal:{year}",
    ),
    Shape("DATE", r"(?:the\s)?{quarter}\sfiscal[\s-]quarter", "fiscal:quarter", "quarter"),
    Shape("DATE", r"Q(?P<q>[1-4])(?:\sof)?,?\s{year}", "quarter:{q}@{year}"),
    Shape("DATE", r"(?:Q(?P<q>[1-4])|(?P<q2>[1-4])Q)", "quarter:{q}{q2}", "0"),
    Shape("DATE", r"(?:the\s)?{half_year}[\s-]half\sof\s{year}", "half:{half_year}@{year}"),
    Shape("DATE", r"(?:the\s)?{half_year}[\s-]half(?:\s{frame}|\sof\sthe\syear)", "half:{half_year}{frame}", "half"),
    Shape("DATE", r"(?:the\s)?{end_of}\s{n}\s(?P<unit>months)\sof\s{year}", "{end_of}:{period}@{year}", "months"),
    Shape(
        "DATE",
        r"(?:the\s)?{end_of}\s{n}\s(?P<unit>months)(?:\s{frame}|\sof\sthe\syear)",
        "{end_of}:{period}{frame}",
        "months",
    ),
    Shape("DATE", r"H(?P<h>[12])\s{year}", "half:{h}@{year}"),
    Shape("DATE", r"(?:the\s)?(?i:fiscal|financial)(?:\syear)?\s{year}(?:[-–/]{to_year})?", "fiscal:{year}"),
    Shape("DATE", r"FY\s?(?:20)?(?P<short>[0-4]\d)", "fiscal:20{short}", "0"),
    Shape("DATE", r"(?:the\s)?{rel}\s(?i:fiscal|financial|school|academic)\syear", "fiscal:{rel}:year"),
    # weekdays
    Shape("SET", r"(?i:every|each)\s{fullday}(?:\s{daypart})?", "every:weekday:{fullday}"),
    Shape("SET", r"{fullday}s(?!['’])", "every:weekday:{fullday}"),
    Shape("SET", r"{fullday}\s(?P<set>morning|afternoon|evening|night)s", "every:weekday:{fullday}"),
    Shape("DATE", r"(?:{part}\s(?:on\s)?)?(?:{rel}\s)?{fullday}", "{part}weekday:{fullday}{atrel}"),
    Shape("DATE", r"{fullday},?\s(?:of\s)?{rel}\sweek", "weekday:{fullday}@{rel}:week"),
    Shape("DATE", r"{rel}\sweek\son\s{fullday}", "weekday:{fullday}@{rel}:week"),
    Shape("DATE", r"(?i:a\sweek\s(?:on|from)\s(?:next\s)?){fullday}", "weekday:{fullday}@week"),
    Shape("DATE", r"{fullday}\sweek(?=[.,;])", "weekday:{fullday}@week"),
    Shape("DATE", r"{told}\s{fullday}", "{told}:weekday:{fullday}"),
    Shape(
        "DATE", r"{fullday}" + _DASH + r"(?P<until_weekday>[A-Z][a-z]+day)", "weekday:{fullday}/weekday:{until_weekday}"
    ),
    Shape(
        "DATE",
        r"(?:the\s)?{nth_day}\s{fullday}\s(?:in|of)\s{month},?\s{year}",
        "nth:{month}-{fullday}-{nth_day}@{year}",
    ),
    Shape(
        "DATE",
        r"(?:the\s)?{nth_day}\s{fullday}\s(?:in|of)\s{month}(?:\s{frame})?",
        "nth:{month}-{fullday}-{nth_day}{frame}",
    ),
    # near the anchor
    Shape("DATE", r"(?:{part}\s)?{near}", "{part}{near}"),
    Shape("TIME", r"{tonight}", "{tonight}"),
    Shape("TIME", r"(?:{part}\s)?(?i:this)\s{daypart}", "this:day{daypart}"),
    Shape("DATE", r"(?:{part}\s)?(?:the\s)?{rel}\s{span}", "{part}{rel}:{span}"),
    Shape("DATE", r"(?:{part}\s)?(?i:this)\s(?P<same>day)", "this:{same}", "day"),
    Shape(
        "DATE",
        r"{part}\s(?i:the)\s(?P<same>day|week|month|year|decade|century)",
        "{part}this:{same}",
        "day week month year decade century",
    ),
    Shape(
        "DATE",
        r"(?i:the\s(?:rest|remainder)\sof\s(?:the|this))\s(?P<same>day|week|month|year|decade|century)",
        "this:{same}",
        "rest remainder",
    ),
    Shape("DATE", r"(?i:(?P<same>year|month|week)(?:-|\s|['’]s\s)end)(?!\w)", "end:this:{same}", "end"),
    Shape("DATE", r"(?i:end[\s-]){year}", "end:{year}"),
    Shape("DATE", r"(?i:over|during|at|of)?\s(?P<words>(?i:the\sweekend))", "this:weekend", "weekend"),
    Shape("DATE", r"{n}(?:\sand\s(?P<more>a\shalf))?\s{unit}\s(?i:ago)", "ago:{period}", "ago"),
    Shape("DATE", r"(?:{open}|(?i:an?))\s{unit}\s(?i:ago)", "ago:{period}", "ago"),
    Shape("DATE", r"(?P<open>){units}\s(?i:ago)", "ago:{period}", "ago"),
    Shape("DATE", r"(?i:half)\san?\s{halved}\s(?i:ago)", "ago:{halved}", "ago"),
    Shape("DATE", r"(?i:in)\s(?:{n}|{open}|(?i:an?))\s{unit}['’]?s?\s(?i:time)", "ahead:{period}"),
    Shape("DATE", r"(?:{n}|(?i:an?))\s{unit}\s(?i:from\s(?:now|today)|hence)", "ahead:{period}", "now today hence"),
    Shape("DATE", r"(?i:this\stime)\s{rel}\s(?P<span>week|month|year)", "{rel}:{span}"),
    # counted from a date told before
    Shape("DATE", r"(?i:the\ssame|that\ssame|that)\s{same}", "same:{same}", "same that"),
    Shape(
        "DATE", r"(?i:the\ssame)\s(?P<same>day|week|month|quarter|period|time)\s{frame}", "same:{same}{frame}", "same"
    ),
    Shape(
        "DATE",
        r"(?i:the\ssame\s(?P<same>day|week|month|quarter|period|time)\s(?:a|the)\syear\s(?:earlier|ago|before|previously))",
        "same:{same}@last:year",
        "same",
    ),
    Shape("DATE", r"(?i:the\ssame)\s(?P<same>month|quarter|period)\s(?:of|in)\s{year}", "same:{same}@{year}"),
    Shape(
        "DATE", r"(?i:the\syear[\s-](?:ago|earlier))\s(?P<same>month|quarter|period)", "same:{same}@last:year", "year"
    ),
    Shape("DATE", r"(?i:at\sthe\s)(?P<words>(?P<same>time))(?!\sof\s)", "same:{same}", "time"),
    Shape("TIME", r"{told}\s{daypart}", "{told}:{told_day}{daypart}"),
    Shape("DATE", r"(?i:the\s(?:next|following))\s{unit}", "after:{period}"),
    Shape("DATE", r"(?i:the\s(?:previous|preceding))\s{unit}", "before:{period}"),
    Shape("DATE", r"(?i:the\s(?:very\s)?)(?P<unit>day)\s(?i:after)" + _THE_END, "after:{period}", "after"),
    Shape("DATE", r"(?i:the)\s{unit}\s(?i:before|previous|earlier|prior)" + _THE_END, "before:{period}"),
    Shape(
        "DATE",
        r"(?:{n}|{open}|(?i:an?))\s{unit}\s(?i:later|afterwards?|on(?=[.,;:)]))",
        "after:{period}",
        "later afterwards afterward on",
    ),
    Shape("DATE", r"(?:{n}|{open}|(?i:an?))\s{unit}\s(?i:earlier)", "before:{period}", "earlier"),
    Shape(
        "DATE",
        r"(?:{n}|(?i:an?))\s{unit}\s(?i:before|prior|previously)" + _THE_END,
        "before:{period}",
        "before prior previously previous earlier",
    ),
    Shape("DATE", r"(?i:late|early|earlier|later)\sin\s(?P<words>the\s(?P<same>day))", "at:day", "day"),
    Shape(
        "DATE",
        r"(?i:end|ends|ended|ending|finish|finishes|finished|finishing|close|closes|closed|closing|open|opened|start|started|for|on)"
        r"\s(?P<words>the\sday)" + _THE_END,
        "at:day",
        "day",
    ),
    Shape(
        "DATE",
        r"(?i:for|during|of|end|ended|ending|finished)\s(?P<words>the\s(?:whole\s|entire\s|full\s)?(?P<same>week|month|year))"
        + _THE_END,
        "this:{same}",
        "week month year",
    ),
    Shape("DATE", r"(?i:the\s(?:whole|entire|full))\s(?P<same>week|month|year)", "this:{same}", "whole entire full"),
    # years and more
    Shape("DATE", r"{year}[–/-]{to_year}", "{until}"),
    Shape(
        "DATE", r"(?i:from)\s(?P<words>{year}\s(?:to|until|till|through)\s(?P<to_year>(?:1[5-9]|20)\d\d))", "{years}"
    ),
    Shape("DATE", r"(?i:between)\s(?P<words>{year}\sand\s(?P<to_year>(?:1[5-9]|20)\d\d))", "{years}"),
    Shape("DATE", r"(?:(?i:the|calendar)\syear\s)?{year}", "{year}"),
    Shape("DATE", r"{part}[\s-]{year}", "{part}{year}"),
    Shape("DATE", r"(?:the\s)?(?:{part}[\s-])?(?P<decade>1[5-9]\d|20\d)0['’]?s", "{part}{decade}X", "0"),
    Shape(
        "DATE",
        r"(?i:in|of|since|from|to|until|after|before)\s(?P<words>['’](?P<short_year>\d\d))(?!['’”\d])",
        "{short_year}",
        "0",
    ),
    Shape("DATE", r"(?:the\s)?(?:{part}[\s-])?['’]?(?P<decade>[2-9])0s", "{part}19{decade}X", "0"),
    Shape("DATE", r"(?i:the\s)(?:{part}[\s-])?{decades}", "{part}{decades}"),
    Shape("DATE", r"(?:the\s)?(?:{part}[\s-])?{nth}[\s-](?i:century)", "{part}{century}", "century"),
    Shape("DATE", r"9/11", "2001-09-11", "0"),
    Shape(
        "DATE",
        r"(?:the\s)?(?:Sept(?:ember|\.)?\s11(?:th)?|11\sSeptember)(?:,?\s2001,?)?(?=\s(?:terror\w*\s)?(?:attack|hijack))",
        "2001-09-11",
        "0",
    ),
    Shape("DATE", r"(?:{rel}\s)?{named}", "{named}{atrel}"),
    Shape("DATE", r"{named}(?:\sof)?,?\s{year}", "{named_year}"),
    Shape("DATE", r"{named},?\s{frame}", "{named}{frame}"),
    # clock times
    Shape("TIME", r"{clock}(?:,?\s?{zone})?", "at:{at}", "0"),
    Shape("TIME", r"(?P<clock>[0-2]\d[0-5]\d)(?:\s(?:hours\s)?{zone}|\shours)", "at:{at}", "0"),
    Shape(
        "TIME",
        r"(?i:at|by|around|before|until|since|after|to)\s(?P<words>(?P<daypart>dawn|noon|midnight|midday|lunchtime))",
        "at:{daypart}",
        "dawn noon midnight midday lunchtime",
    ),
    Shape(
        "TIME",
        r"(?i:in)\s(?P<words>(?:the\s)?(?:(?:early|late)\s)?(?P<daypart>morning|afternoon|evening))" + _THE_END,
        "at:{daypart}",
        "morning afternoon evening",
    ),
    # repeated
    Shape("SET", r"(?i:every|each|per)\s(?:{n}\s)?{unit}", "every:{period}"),
    Shape("SET", r"(?i:every\s(?:other|second))\s(?P<other>day|week|month|year)", "every:{other}", "other second"),
    Shape("SET", r"(?i:every|each)\s{season}", "every:season:{season}"),
    Shape("SET", r"(?i:every|each)\s{month}", "every:month:{month}"),
    Shape("SET", r"(?i:every|each)\s{named}", "every:{named}"),
    Shape("SET", r"(?i:every|each)\s{daypart}", "every:P1D"),
    Shape("SET", r"(?i:on|at)\s(?P<words>(?i:weekends))", "every:weekend", "weekends"),
    Shape("SET", r"(?i:on)\s(?P<words>(?i:weekdays))", "every:weekday", "weekdays"),
    Shape("SET", r"(?i:once|twice|\w+\stimes)\s(?i:an?|every|each|per)\s(?:{n}\s)?{unit}", "every:{period}"),
    Shape(
        "SET",
        r"(?:(?<=\d\s)|(?<=[%$€£¥]\s)|(?<=bn\s))an?\s{unit}(?!-|\s(?:after|before|ago|later|earlier|from)\b)",
        "every:{period}",
    ),
    Shape(
        "SET",
        r"(?i:percent|per\scent|dollars|euros|pounds|million|billion|thousand|hundred|times)\s(?P<words>an?\s{unit})(?!-)",
        "every:{period}",
    ),
    Shape(
        "SET",
        r"{amount}(?:\s(?!(?:of|and|or|to|in|by|for|with|but|as)\b)[\w-]+){1,2}\s(?P<words>an?\s(?!second\b){unit})(?!-|\s(?:after|before|ago|later|earlier|from|since|and|or)\b)",
        "every:{period}",
    ),
    Shape("SET", r"{often}", "every:{often}"),
    # durations
    Shape(
        "DURATION", r"(?:the\s)?{stretch}\s(?:{n}|{open})\s(?:\w+ing\s|or\sso\s|full\s)?{unit}", "{stretch}:{period}"
    ),
    Shape("DURATION", r"(?i:the\s(?:past|entire\spast))\s{unit}", "past:{period}"),
    Shape(
        "DURATION",
        r"(?i:over|during|within|for)\s(?P<words>(?i:the\s(?P<stretch>last|next|coming))\s{unit})",
        "{stretch}:{period}",
    ),
    Shape("DURATION", r"(?:{n}(?:-plus)?|{open})[\s-]" + _LONG + r"{unit}(?:[\s-]long\b)?" + _NOT_AGE, "{period}"),
    Shape(
        "DURATION",
        r"{n}(?:\s?[-–]\s?|\s(?:to|or)\s){until_n}[\s-]" + _LONG + r"{unit}" + _NOT_AGE,
        "{period}/{until_period}",
    ),
    Shape("DURATION", r"(?i:between)\s(?P<words>{n}\sand\s{until_n}\s{unit})" + _NOT_AGE, "{period}/{until_period}"),
    Shape(
        "DURATION", r"(?:the\s)?(?P<stretch>coming|past|following|preceding)\s(?P<open>){units}", "{stretch}:{period}"
    ),
    Shape("DURATION", r"{n}[\s-]and[\s-](?P<more>a[\s-]half)[\s-]{unit}" + _NOT_AGE, "{period}", "half"),
    Shape("DURATION", r"(?i:an?)\s{unit}\sand\s(?P<more>a\shalf)", "{period}", "half"),
    Shape("DURATION", r"(?i:half)[\s-](?:an?\s)?{halved}", "{halved}"),
    Shape("DURATION", r"(?:a\s)?quarter(?:\sof\sa)?[\s-]century", "P25Y", "century"),
    Shape(
        "DURATION",
        r"(?P<unit>(?i:hour|day|week|month|year|decade|century))-?long\b",
        "{period}",
        "long hourlong daylong weeklong monthlong yearlong decadelong",
    ),
    Shape("DURATION", r"(?P<open>){units}-long\b", "{period}"),
    Shape("DURATION", r"(?i:over|through|down)\s(?P<words>the\s(?P<open>){units})" + _THE_END, "{period}"),
    Shape(
        "DURATION",
        r"(?i:for|over|of|in|after|within|took|takes|take|lasts?|lasted|spent|spend)\s(?P<words>(?P<open>){units})",
        "{period}",
    ),
    Shape(
        "DURATION", r"(?<!early\s)(?<!small\s)(?P<open>){units}(?=\s(?:of|after|before|later|earlier)\b)", "{period}"
    ),
    Shape("DURATION", _BEFORE_A_SPAN + r"\s(?P<words>an?\s(?!second\b|quarter\b){unit})" + _NOT_AGE, "{period}"),
    Shape("DURATION", r"(?i:an?)\s{unit}(?=\s(?:after|before|since|from)\b)", "{period}"),
    Shape("DURATION", r"(?i:all)\s(?P<unit>day|week|month|year|night)(?!\s?round|-)", "{period}", "all"),
    # no date at all
    Shape(
        "DATE",
        r"(?i:(?:right\s)?now|currently|at\spresent|at\sthe\spresent\stime|presently|nowadays|these\sdays|at\sthe\smoment"
        r"|the\stime\sbeing|to\sdate)(?!-)",
        "now",
        "now currently present presently nowadays days moment being date",
    ),
    Shape("DATE", r"(?i:recent)(?=\s[a-z])", "recent", "recent"),
    Shape("DATE", r"(?i:in)\s(?P<words>(?i:the\s(?:recent\s|distant\s)?past))", "recent", "past"),
    Shape(
        "DATE",
        r"(?i:(?:more\s|most\s)?recently|lately|recent\s(?:years|months|weeks|days|decades|times)|a\slong\stime\sago|long\sago)(?!-)",
        "recent",
        "recently lately recent long",
    ),
    Shape(
        "DATE",
        r"(?i:(?:very\s)?soon|(?:in\s)?the\s(?:near\s|foreseeable\s)?future|(?:in\s)?the\s(?:near|long|short)\sterm|shortly)(?!-|\s(?:after|before))",
        "soon",
        "soon future term shortly",
    ),
)
"""Every shape of time words. Of overlapping matches the longest wins, then the earlier row."""
