"""Which lines of a flattened page are the article? Menus, shares, footers and pointers elsewhere are told apart.

`kinds_of` labels a sequence of lines by what they say, how long they are, how they end and where they stand. The body
is the stretch that gains most when prose counts for and other lines count against it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from onrecord.model import BlockKind
from onrecord.read.dates import stamps_in
from onrecord.read.languages import STOP_WORDS

LINK_OUT = re.compile(
    r"^\W*(?:(?:read|see|watch|listen|learn|find out)\s+(?:more|also|next|now|the (?:full|whole) (?:story|article"
    r"|report))\b(?:\s*(?:[:|»>–—-]|on\b|about\b|at\b)|\W*$|\s+[A-Z“\"])"
    r"|(?:more|read|watch|listen|related|also|see|don['’]t miss|in (?:pictures|video)|video|gallery|analysis|explainer"
    r"|opinion|just in|trending|must[- ]read)\s*[:»>]"
    r"|related(?:\s+(?:articles?|stor(?:y|ies)|news|posts?|links?|content|topics?|coverage))?\W*$|also\s+(?:read|see"
    r"|watch|on\b)|you (?:may|might) also (?:like|be interested)"
    r"|(?:click|tap) here (?:for|to)\b|more (?:on|from|about) (?:this|the)?\b.{0,50}$|(?:recommended"
    r"|suggested) (?:for you|reading|stories)"
    r"|lire (?:aussi|également)|à lire (?:aussi|également)|lesen sie (?:auch|mehr)|mehr zum thema|lea también|leer más"
    r"|leia (?:também|mais)|saiba mais|leggi anche|lees ook|читайте также|читать также|читайте також)",
    re.IGNORECASE,
)
"""Lines that lead to another page, by their first words."""

JUNK = re.compile(
    r"\bcookies?\b.{0,80}\b(?:use|uses|using|policy|consent|accept|settings|preferences|browser|site|experience)\b"
    r"|\b(?:we|site|website) uses? cookies\b|^(?:accept|manage|reject|allow)(?: all)? cookies"
    r"|\ball rights reserved\b|^\W*(?:©|\(c\)|copyright\b)|\bterms (?:of (?:use|service)|(?:and|&) conditions)\b"
    r"|\bprivacy (?:policy|notice|statement|preferences)\b"
    r"|^\W*(?:please )?(?:subscribe|sign up|sign in|log ?in|register|join us|follow us|follow \w+ on|like us"
    r"|share (?:this|on|via)|share$|tweet|e-?mail (?:this|us|address|newsletter)|print(?:er[- ]friendly)?$"
    r"|comments?\b\W*\d*$|leave a (?:comment|reply)|post a comment|load(?:ing)? (?:more|comments)|view (?:all|more"
    r"|comments|gallery)|show (?:more|comments)|back to (?:top|gallery|home)|skip to|jump to|go to (?:top|home)"
    r"|advertis\w+\W*(?:$|-)|sponsored|powered by|buy (?:now|us)|download (?:the|our) app|get (?:our|the) (?:app"
    r"|newsletter)|turn on|enable (?:notifications|javascript))\b"
    r"|\bjoin\b.{0,30}\b(?:fans|followers|subscribers|members|readers)\b|\b(?:fans?|followers?) (?:of"
    r"|on)\b.{0,40}\b(?:facebook|fb|twitter|instagram|telegram)\b"
    r"|\b(?:follow|find|like|join|visit|connect with) (?:us|@?\w+) (?:on|at|via) (?:facebook|fb|twitter|x|instagram"
    r"|telegram|youtube|whatsapp|linkedin|google)\b"
    r"|\b(?:our|daily|weekly|free|morning|the) (?:e-?mail |daily |weekly |\w+ )?newsletters?\b|\b(?:in|to"
    r"|straight to) your (?:inbox|e-?mail)\b|\benter your e-?mail\b|\bsubscri(?:be|bers?|ption) (?:to|now|today|for"
    r"|only|here)\b"
    r"|\bthis (?:article|story|material|post) (?:was|is|may not be|first) .{0,40}\b(?:reproduced|republished|rewritten"
    r"|redistributed|published by|sponsored)\b|\b(?:javascript|your browser|ad ?blocker)\b.{0,60}\b(?:enable|disable"
    r"|support|update|upgrade|turn|required|old|out[- ]of[- ]date)"
    r"|^\W*(?:enable|disable).{0,40}(?:javascript|ad ?block)|\bpowered by\b|\bthanks? (?:you )?for (?:reading"
    r"|subscribing|signing)\b|\b(?:report|spotted) (?:a|an|this) (?:typo|error|mistake|ad|comment)\b|\bdownload (?:the"
    r"|our)\b.{0,30}\bapps?\b"
    r"|^\W*(?:tags?|topics?|keywords|filed under|categor(?:y|ies)|posted in|labels?)\s*[:|]|^\W*(?:advertisement"
    r"|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|реклама)\W*$"
    r"|\bicon\s?\w+icon\b",
    re.IGNORECASE,
)
"""Lines that belong to the site and not to the article."""

TAIL = re.compile(
    r"^\W*(?:about (?:this|the|our) (?:blog|site|author|writer|reporter|newspaper|project|series|podcast|company)"
    r"|about (?:us|me)$|latest (?:posts?|news|stories|articles|videos?|headlines|updates)|recent (?:posts?|comments"
    r"|news|stories|articles)"
    r"|most (?:read|popular|viewed|shared|recent|commented|watched)(?: .{0,20})?$|popular (?:posts?|now|stories"
    r"|articles|news)|trending(?: now| stories| topics| news)?$|top (?:stories|news|headlines|posts)"
    r"|related (?:articles?|stor(?:y|ies)|news|posts?|links?|content|topics?|coverage)|more (?:stories|news|articles"
    r"|headlines|posts|like this|in .{0,30}|from .{0,30})$|you (?:may|might) (?:also )?(?:like|be interested)"
    r"|(?:read|next|previous|prev|older|newer) (?:next|article|post|story|entry|posts)|comments?\W*\(?\d*\)?$"
    r"|\d+ (?:comments?|responses?|replies|thoughts)|leave a (?:comment|reply)|join the (?:conversation|discussion)"
    r"|share this|footer|site ?map|contact us|editor['’]?s['’]? picks?|recommended|around the web|from (?:around|our) "
    r"|sponsored|promoted|don['’]t miss|what to read next|newsletters?$|follow us|tags?:)",
    re.IGNORECASE,
)
"""Headings of what stands below an article; what follows them is not the article."""

BYLINE = re.compile(
    r"^\W*(?:(?:written |reported |posted |published |story |text |words |compiled )?by:?\s+[^\W\d_a-z][^.!?]{2,80}$"
    r"|(?:von|par|por|di|da|door|автор:?|autore?:|text:|texte:)\s+[A-ZÀ-ÞА-Я][^.!?]{2,60}$"
    r"|(?:--|—|–|-)\s?[A-ZÀ-Þ][\w.'’-]+(?:\s+[A-ZÀ-Þ][\w.'’-]+){1,3}$|(?:additional )?(?:reporting|writing|editing"
    r"|edited|compiled|translated|translation) by\b.{3,200}$|\(?(?:additional )?reporting (?:by|from)\b.{3,250}$"
    r"|\(?with (?:inputs|reporting|files) from\b.{2,80}$|(?:authors?|source|correspondent|reporter"
    r"|staff writer)\s*:\s*\S.{1,60}$|[A-ZÀ-Þ][\w.'’-]+(?:\s+[A-ZÀ-Þ][\w.'’-]+){1,3},? (?:staff writer|correspondent"
    r"|reporter|editor|contributor)$)",
    re.IGNORECASE,
)
BYLINE_NAME = re.compile(r"(?:--|—|–|-|\bby:?)\s*([A-ZÀ-Þ])", re.IGNORECASE)

CAPTION = re.compile(
    r"^\W*(?:(?:file )?(?:photo|image|picture|pic|caption|illustration|foto|bild)s?\s*(?:credit|by|:|/|courtesy|\()"
    r"|watch(?: the video| video)?:|video:)|\b(?:getty(?: images)?|shutterstock|ap photo|afp photo|file photo"
    r"|reuters/[A-Z]\w+|\w+/(?:afp|getty|reuters|epa|tass|ap))\b[^.]{0,40}\W*$|^\W*(?:\w+ )?(?:photo|image) (?:by|from"
    r"|courtesy|credit)\b|\(?(?:photo|image|picture|file)(?: (?:by|credit))?[:/][^.]{2,60}\)?$"
    r"|©\s?[A-Z][\w /.,-]{1,40}$",
    re.IGNORECASE,
)

STAMP_WORDS = re.compile(
    r"^(?:(?:published|posted|updated?|last|modified|created|first|on|at|date|time|edited|min(?:ute)?s?|hours?|days?"
    r"|weeks?|months?|years?|ago|read|am|pm|[a-z]{3,4}t|gmt|utc|ist|by|veröffentlicht|aktualisiert|stand|uhr|publié|le"
    r"|mis|à|jour"
    r"|publicado|actualizado|pubblicato|aggiornato|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|\d+)\b|\W)+$",
    re.IGNORECASE,
)
"""What may stand in a line of dates besides the date."""

AGO = re.compile(
    r"^\W*(?:(?:updated|published|posted|modified)\W+)?(?:\d+|an?|one|two|three) (?:sec|min|minute|hour|hr|day|week"
    r"|month|year)s? ago\W*$",
    re.IGNORECASE,
)

STOPS = ".!?…。！？؟"
"""Marks that end a sentence."""

CLOSERS = "\"”’'»)]“›」』*"
"""Marks that may follow the end of a sentence."""

PROSE_WORDS = 9
"""Words from which a line that ends in a stop is prose (nine of ten menu entries have fewer than seven)."""

LONG_WORDS = 22
"""Words from which a line is prose even without a stop."""

GAIN = 4
"""What a word of prose counts, at most `GAIN_WORDS` of a line."""

GAIN_WORDS = 40

LOSS = 18
"""What a line that is not prose counts against the stretch it stands in: some five words of prose."""

JUNK_LOSS = 30
"""The same for a line known to be junk."""

TAIL_LOSS = 400
"""The same for the heading of what stands below: only a long text beyond outweighs it."""

TITLE_WORDS = range(3, 36)

STANDFIRST_WORDS = 5
"""Words from which a line between title and body is a standfirst."""

HEADING_WORDS = 16
"""Words a heading between two paragraphs has at most."""

FLUENT_SHARE = 0.15
"""Share of function words in a long line without a stop from which it is prose; sentences have 0.3 to 0.5."""

FUNCTION_WORDS: frozenset[str] = frozenset().union(*STOP_WORDS.values())
LETTERED = re.compile("[A-Za-zÀ-ÿА-я]")
"""Scripts in which we know function words; a line in another script is believed to be prose when it is long."""

DIGIT = re.compile(r"\d")
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
IDEOGRAPH = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


@dataclass(frozen=True, slots=True)
class Line:
    """One line or paragraph and what it looks like. `words` counts words (two ideographs make one)."""

    text: str
    words: int
    stopped: bool
    known: BlockKind | None
    tail: bool

    @property
    def prose(self) -> bool:
        """Whether it reads like a paragraph: a sentence with its stop, or long."""
        long_enough = self.words >= PROSE_WORDS and self.stopped
        return self.known is None and (long_enough or (self.words >= LONG_WORDS and self.fluent))

    @property
    def fluent(self) -> bool:
        """Whether function words bind it together, as they do sentences and not lists of names."""
        words = [word.lower() for word in WORD.findall(self.text)]
        bound = sum(word in FUNCTION_WORDS for word in words)
        return bound >= FLUENT_SHARE * len(words) or not LETTERED.search(self.text)


@lru_cache(maxsize=10_000)
def line_of(text: str) -> Line:
    """What a line looks like. The menus and footers of a site come again on each of its pages: they are remembered."""
    text = text.strip()
    ideographs = len(IDEOGRAPH.findall(text))
    words = len(WORD.findall(text)) if ideographs < 4 else ideographs // 2
    known = known_kind(text, words)
    stopped = text.rstrip(CLOSERS).endswith(tuple(STOPS))
    return Line(text, words, stopped, known, bool(words <= 10 and TAIL.search(text)))


def known_kind(text: str, words: int) -> BlockKind | None:
    """The kind a line's own words give away: `link_out`, `junk`, `byline` (or dates), `caption`; else None."""
    if words == 0:
        return "junk"
    if words <= 40 and LINK_OUT.search(text):
        return "link_out"
    if words <= 60 and JUNK.search(text) and not (words > 35 and text.rstrip(CLOSERS).endswith(tuple(STOPS))):
        return "junk"
    if words <= 25 and is_stamp(text):
        return "byline"
    if words <= 45 and is_byline(text):
        return "byline"
    return "caption" if words <= 60 and CAPTION.search(text) else None


def is_stamp(text: str) -> bool:
    """Whether a line holds dates and nothing else."""
    if AGO.search(text):
        return True
    if not DIGIT.search(text):
        return False
    rest, found, end = "", False, 0
    for stamp in stamps_in(text):
        rest, end, found = rest + text[end : stamp.start] + " ", stamp.end, True
    rest += text[end:]
    return found and (not rest.strip() or bool(STAMP_WORDS.match(rest)))


def is_byline(text: str) -> bool:
    """Whether a line says who wrote: "By A. Writer", "-- A. Writer", "Reporting by ...", and the like."""
    named = BYLINE_NAME.match(text.lstrip())
    return bool(BYLINE.match(text)) and (named is None or named.group(1).isupper())


def kinds_of(texts: Sequence[str]) -> list[BlockKind]:
    """A kind for each line, the body found as a whole."""
    return kinds_of_lines([line_of(text) for text in texts])


def kinds_of_lines(lines: Sequence[Line]) -> list[BlockKind]:
    """A kind for each line, as `kinds_of` gives them."""
    kinds: list[BlockKind] = [line.known or "junk" for line in lines]
    begin, end = body_of(lines)
    for index in range(begin, end):
        kinds[index] = _inside(lines, index, end)
    _headline(lines, kinds, begin, end)
    _drop_boxes(lines, kinds, end)
    return kinds


def body_of(lines: Sequence[Line]) -> tuple[int, int]:
    """The stretch (first, behind the last) that gains most; (n, n) when no line is prose."""
    return best_stretch([_gain(line) for line in lines])


def best_stretch(gains: Sequence[int]) -> tuple[int, int]:
    """The stretch (first, behind the last) with the greatest sum; (n, n) when no gain is positive."""
    best, best_range, total, begin = 0, (len(gains), len(gains)), 0, 0
    for index, gain in enumerate(gains):
        if total <= 0:
            total, begin = 0, index
        total += gain
        if total > best:
            best, best_range = total, (begin, index + 1)
    return best_range


def _gain(line: Line) -> int:
    if line.tail:
        return -TAIL_LOSS
    if line.prose:
        return GAIN * min(line.words, GAIN_WORDS)
    if line.known == "junk":
        return -JUNK_LOSS
    if line.known is not None:
        return -LOSS // 3
    # quotes and short sentences stand in bodies: they cost nothing
    return 0 if line.stopped and line.words >= 3 else -LOSS


def _inside(lines: Sequence[Line], index: int, end: int) -> BlockKind:
    """The kind of a line within the body."""
    line = lines[index]
    if line.known is not None:
        return line.known
    if line.prose or (line.stopped and line.words >= 2):
        return "paragraph"
    followed = index + 1 < end and lines[index + 1].prose
    return (
        "heading"
        if followed and 1 < line.words <= HEADING_WORDS
        else "paragraph"
        if line.words > HEADING_WORDS
        else "junk"
    )


def _headline(lines: Sequence[Line], kinds: list[BlockKind], begin: int, end: int) -> None:
    """Mark the title before the body, its repetitions, and what stands between the title and the body."""
    title = title_of(lines, begin, end)
    if title is None:
        return
    kinds[title] = "title"
    same = _folded(lines[title].text)
    for index in range(len(lines)):
        if index != title and _folded(lines[index].text) == same:
            kinds[index] = "title" if title < index < begin else "junk"
    for index in range(title + 1, min(begin + 1, len(lines))):
        line = lines[index]
        under_title = index < begin and line.known is None and not line.tail and line.words >= STANDFIRST_WORDS
        # the body's first line without a stop is a standfirst that was long enough to look like prose
        if (under_title and kinds[index] == "junk") or (
            index == begin < end - 1 and not line.stopped and line.known is None
        ):
            kinds[index] = "subtitle"


def title_of(lines: Sequence[Line], begin: int, end: int) -> int | None:
    """Which line is the title: before the body, not furniture, and about what the body is about."""
    body = Counter(word for line in lines[begin:end] for word in _terms(line.text))
    repeated = Counter(_folded(line.text) for line in lines[:begin])
    best: tuple[float, int] | None = None
    for index in range(begin):
        line = lines[index]
        if line.known is not None or line.words not in TITLE_WORDS:
            continue
        terms = _terms(line.text)
        about = sum(1 for term in terms if term in body) / len(terms) if terms else 0.0
        score = about + 0.3 * (repeated[_folded(line.text)] > 1) - 0.02 * min(begin - index, 25) - 0.3 * line.stopped
        score += 0.25 * min(line.words, 6) / 6 - (0.3 if len(terms) < 2 else 0.0)
        # of two headlines that follow each other the first is the title: the second must be clearly better
        margin = 0.3 if best and best[1] == index - 1 else 0.1
        if best is None or score > best[0] + margin:
            best = (score, index)
    return best[1] if best and best[0] >= 0.4 else None


def _terms(text: str) -> set[str]:
    return {word.lower() for word in WORD.findall(text) if len(word) > 3}


def _folded(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))


def _drop_boxes(lines: Sequence[Line], kinds: list[BlockKind], end: int) -> None:
    """Below the body only captions and bylines next to it keep their kind."""
    for index in range(end, len(lines)):
        if kinds[index] not in ("link_out", "byline") or (kinds[index] == "byline" and index > end + 2):
            kinds[index] = "link_out" if kinds[index] == "link_out" else "junk"
