"""What kind of page is it? An article or a live blog, or what stands in its place: a wall, an error, an index, a video.

An article must not be lost: a page is refused for what it says in place of a body, never for what stands around one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit

from onrecord.model import BODY, BlockKind, Page, PageKind
from onrecord.read.meta import Told
from onrecord.read.render import Drawn

ERRORS = re.compile(
    r"\b(?:404|403|410|500|502|503)\b.{0,40}\b(?:not found|forbidden|error|unavailable|gateway|gone)\b"
    r"|\berror (?:404|403|410|500|502|503)\b"
    r"|\b(?:page|article|file|url|story) (?:\w+ ){0,4}(?:(?:can)?not (?:be )?found|can['’]t be found"
    r"|doesn['’]t exist|does not exist|no longer"
    r" (?:exists|available))\b|\b(?:access denied|bad gateway|service unavailable)\b"
    r"|\b(?:seite|artikel) (?:\w+ ){0,3}nicht (?:gefunden|verfügbar)\b|\bzugriff verweigert\b"
    r"|\b(?:page|article) (?:\w+ ){0,3}introuvable\b|\bpage non trouvée\b|\baccès refusé\b"
    r"|\b(?:página|pagina) (?:\w+ ){0,3}(?:no encontrada|não encontrada|non trovata|niet gevonden)\b"
    r"|\bsidan (?:\w+ ){0,2}hittades inte\b|\bstrona nie (?:została znaleziona|istnieje)\b|\bsayfa bulunamadı\b"
    r"|\b(?:страница|сторінк[аy]) не (?:найдена|существует|знайдена)\b|الصفحة غير موجودة|页面不存在|找不到(?:该|您)?"
    r"(?:的)?页面|ページが見つかりません|페이지를 찾을 수 없습니다",
    re.IGNORECASE,
)
ROBOTS = re.compile(
    r"\b(?:are you (?:a )?(?:human|robot)|(?:verify|confirm|prove) (?:that )?you are (?:a )?(?:human|not a robot)"
    r"|captcha|checking your browser|unusual (?:traffic|activity)|enable javascript and cookies to continue"
    r"|bist du ein (?:mensch|roboter)|kein roboter|vous n['’]êtes pas un robot|no (?:eres|soy) un robot"
    r"|non (?:sei|sono) un robot|não (?:é|sou) um robô|geen robot|вы не робот|ви не робот)\b|ロボットではありません",
    re.IGNORECASE,
)
COOKIES = re.compile(
    r"\b(?:accept|consent to|agree to|use)\b.{0,60}\bcookies\b|\bcookies?\b.{0,60}\b(?:accept|consent|agree"
    r"|settings|preferences)\b"
    r"|\b(?:akzeptier|zustimm|verwende|einwillig)\w*\b.{0,60}\bcookies?\b|\bcookies?\b.{0,60}\b(?:akzeptier|zustimm"
    r"|verwende|einwillig)\w*"
    r"|\b(?:accept|utilis|consent)\w*\b.{0,60}\bcookies\b|\bcookies\b.{0,60}\b(?:refuser|accepter|consentement)\b"
    r"|\b(?:acepta|utiliza|usa|consent|accett|aceita)\w*\b.{0,60}\bcookies?\b|\b(?:plaats|gebruik|accepte)\w*\b.{0,60}"
    r"\bcookies\b|\bфайл\w* cookie\b|\bcookie-файл",
    re.IGNORECASE,
)
LOGINS = re.compile(
    r"\b(?:log ?in|sign in|subscribe|register|create (?:a|your) (?:free )?account)\b.{0,60}\b(?:to (?:continue"
    r"|read|access|view)|for (?:full )?access)\b|\balready (?:a )?(?:subscribed|subscriber|registered|member)\b"
    r"|\b(?:this (?:article|content|story) is|available|reserved) (?:only )?(?:for|to) (?:our )?(?:subscribers"
    r"|members)\b"
    r"|\bnur für abonnenten\b|\bjetzt (?:abonnieren|anmelden|registrieren|weiterlesen)\b|\bbereits abonnent\b"
    r"|\b(?:article )?réservé (?:aux|à nos) abonnés\b|\bdéjà abonné\b|\bpour lire la suite\b"
    r"|\b(?:contenido|artículo) (?:exclusivo|solo) para (?:suscriptores|socios)\b|\bya (?:eres|soy) suscriptor\b"
    r"|\b(?:contenuto|articolo) riservato agli abbonati\b|\bconteúdo exclusivo para assinantes\b"
    r"|\balleen voor abonnees\b|\bal abonnee\b|\bтолько для подписчиков\b|この記事は有料会員限定",
    re.IGNORECASE,
)
"""Words of pages that stand where an article should, in the languages that such pages come in most."""

SIGNS: tuple[tuple[PageKind, str, re.Pattern[str]], ...] = (
    ("error", "error page", ERRORS),
    ("wall", "robot check", ROBOTS),
    ("wall", "cookie wall", COOKIES),
    ("wall", "login or subscription wall", LOGINS),
)

CONSENT = re.compile(
    r"\b(?:cookies?|consent|privacy|personali[sz]ed|partners|your (?:device|data|choices?|browser)|personal data"
    r"|vendors|advertising|legitimate interest|einwilligung|datenschutz|werbung|consentement|vos (?:données|choix)"
    r"|publicité|partenaires|datos personales|privacidad|publicidad|dati personali|pubblicità|privacybeleid|toestemming"
    r"|subscri(?:be(?:rs?)?|ptions?)|full access|sign in|log ?in|create an? account|abonn\w+|suscri\w+|captcha"
    r"|javascript)\b",
    re.IGNORECASE,
)
CONSENT_WORDS = 2
"""How many such words make a paragraph one of a wall."""

LEAST_BODY = 25
"""Words under which a body is no article."""

LEAST_TOLD_BODY = 12
"""The same where the markup calls the page an article: flashes are as short as that."""

LITTLE_BODY = 90
"""Words up to which a page is looked at for signs of errors and robot checks."""

WALL_ROOM = 6000
"""Characters from the top of a page in which a wall says what it is; deeper ones are the notices of the footer."""

PAGE_ROOM = 20_000
"""Characters of a page that may be a wall or an error: more is a page with a body we did not find."""

VIDEO_BODY = 60
"""Words up to which what stands under a video is its description."""

VIDEO_PATH = re.compile(r"/(?:videos?|watch|mediathek|webtv|player)(?:/|$)", re.IGNORECASE)

COLLECTIONS = frozenset({"CollectionPage", "SearchResultsPage", "ItemList", "ImageGallery", "ProfilePage"})
"""JSON-LD types of pages that list other pages."""

LINKED = 0.7
"""Share of a line inside links from which the line leads elsewhere."""

TEASERS = 4
"""Linked headings within the body from which a page lists other pages: an article has them below it."""

TEASER_SHARE = 0.4
"""How many linked headings a list of teasers has for each paragraph between them."""

LISTED = re.compile(r"/(?:tags?|topics?|category|categories|author|search|archive|themen?|rubri\w+|section)/", re.I)

ROOT = re.compile(r"/?(?:index\.\w+|home|[a-z]{2}/?)?", re.IGNORECASE)

HEADING = re.compile(r"h[1-6]")

IDEOGRAPH = re.compile("[\u3040-\u9fff\uac00-\ud7af]")
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Thai, Lao, Burmese and Khmer, which part sentences and not words by spaces."""

NO_ARTICLE = "no article on the page: "
INDEX = NO_ARTICLE + "index page, gallery or menu"
VIDEO = NO_ARTICLE + "video page"
BODILESS = NO_ARTICLE + "its markup names one, but the words are missing (a wall, or a script loads them)"


@dataclass(frozen=True, slots=True)
class Clues:
    """What the markup says of the kind of page; all False where there is no markup.

    `news` is said by JSON-LD, `article` by JSON-LD or OpenGraph (which many sites say of every page).
    """

    news: bool = False
    article: bool = False
    live: bool = False
    video: bool = False
    listing: bool = False
    teasers: bool = False


NO_CLUES = Clues()


def clues_of(tree: Any, told: Told, blocks: Sequence[Drawn], kinds: Sequence[BlockKind]) -> Clues:
    """What the markup of a page and the links among its body say of its kind."""
    types = {name for node in told.nodes for name in _types(node)}
    declared = tree.xpath("string(//meta[@property='og:type' or @name='og:type']/@content)").lower()
    news = any(name.endswith(("Article", "BlogPosting", "Report")) for name in types)
    return Clues(
        news=news,
        article=told.article,
        live="LiveBlogPosting" in types,
        video=declared.startswith("video") or ("VideoObject" in types and not told.article),
        listing=bool(types & COLLECTIONS) and not told.article,
        teasers=_teases(blocks, kinds),
    )


def with_kind(page: Page, clues: Clues = NO_CLUES) -> Page:
    """The page with its kind and, where it is no article, why it is refused."""
    kind, refused = _judged(page, clues)
    return replace(page, kind=kind, refused=refused)


def _judged(page: Page, clues: Clues) -> tuple[PageKind, str | None]:
    body = [page.text[b.start : b.end] for b in page.blocks if b.kind in BODY]
    size = sum(map(size_of, body))
    found = _in_its_place(page, body, size, clues)
    if found is not None:
        return found
    live = clues.live or bool(page.entries)
    path = urlsplit(page.url).path if page.url and page.url.startswith("http") else None
    if not clues.news and size < VIDEO_BODY and (clues.video or VIDEO_PATH.search(path or "")):
        return "video", VIDEO
    if size < _least(page, clues):
        return ("wall", BODILESS) if clues.news else ("index", INDEX)
    if not (live or clues.article) and clues.teasers and (clues.listing or path is None or _lists(path)):
        return "index", INDEX
    return ("live_blog" if live else "article"), None


def _lists(path: str) -> bool:
    """Whether a URL's path is that of a front page, a section or a list; one of an article ends in its name."""
    name = path.rstrip("/").rpartition("/")[2]
    short = "-" not in name and not any(map(str.isdigit, name)) and path.count("/") <= 3
    return bool(ROOT.fullmatch(path) or LISTED.search(path + "/")) or short


def _in_its_place(page: Page, body: Sequence[str], size: int, clues: Clues) -> tuple[PageKind, str] | None:
    """What a page is that says so in place of a body: an error, a robot check, a wall."""
    if len(page.text) > PAGE_ROOM:
        return None
    own = sum(size_of(words) for words in body if len(CONSENT.findall(words)) < CONSENT_WORDS)
    said = "\n".join((page.title or "", *body))[:WALL_ROOM]
    for kind, name, sign in SIGNS:
        walled = sign in (COOKIES, LOGINS)
        if walled and own < _least(page, clues) and sign.search(page.text[:WALL_ROOM]):
            return kind, NO_ARTICLE + name
        if (
            not walled
            and size < LITTLE_BODY
            and not clues.news
            and sign.search(said if size else page.text[:WALL_ROOM])
        ):
            return kind, NO_ARTICLE + name
    return None


def _least(page: Page, clues: Clues) -> int:
    return LEAST_TOLD_BODY if clues.article and page.title else LEAST_BODY


def size_of(words: str) -> int:
    """How long a text is, in words; in scripts without spaces, in as many as its characters make."""
    return max(len(words.split()), len(IDEOGRAPH.findall(words)) // 2, len(UNSPACED.findall(words)) // 5)


def _types(node: dict[str, Any]) -> list[str]:
    kinds = node.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])]


def _teases(blocks: Sequence[Drawn], kinds: Sequence[BlockKind]) -> bool:
    """Whether the body is a row of teasers: linked headings stand between its paragraphs."""
    places = [i for i, kind in enumerate(kinds) if kind in BODY]
    if not places:
        return False
    # the first teaser's heading stands above the first paragraph
    stretch = [*zip(blocks, kinds, strict=True)][max(0, places[0] - 1) : places[-1] + 1]
    linked = sum(HEADING.fullmatch(b.tag) is not None and b.linked >= LINKED * len(b.text) for b, _ in stretch)
    return linked >= max(TEASERS, TEASER_SHARE * sum(kind == "paragraph" for _, kind in stretch))
