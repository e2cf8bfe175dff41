"""By which words do lines give themselves away? Tables of patterns: pointers elsewhere, furniture, bylines, captions.

Case never matters but where a pattern says so (`(?-i:...)`, for names). Languages: English first, then what German,
French, Spanish, Italian, Portuguese, Dutch, Russian and Ukrainian pages say most often.
"""

from __future__ import annotations

import re


def any_of(*patterns: str) -> re.Pattern[str]:
    """A pattern that finds what any of the patterns finds, whatever the case."""
    return re.compile("|".join(patterns), re.IGNORECASE)


def words_of(*rows: str) -> frozenset[str]:
    """The words of a table's rows."""
    return frozenset(word for row in rows for word in row.split())


NAME = r"(?-i:[A-ZÀ-ÞА-Я][\w.'’-]*)"
NAMES = rf"{NAME}(?:\s+(?:(?:van|von|de|der|den|del|della|di|da|bin|al|el)\s+)*{NAME}){{1,3}}"
STORIES = r"(?:articles?|stor(?:y|ies)|news|posts?|links?|content|topics?|coverage|reading)"
SITES = r"(?:facebook|fb|twitter|x|instagram|telegram|youtube|whatsapp|linkedin|google(?: news)?)"

LINK_OUT = any_of(
    r"^\W*(?:read|see|watch|listen|learn|find out)\s+(?:more|also|next|now)\s*(?:[:|»>–—-]|on\b|about\b|at\b|\W*$)",
    r"^\W*(?:read|see|watch|listen|learn|find out)\s+(?:more|also|next)\s+(?-i:[A-Z“\"‘])",
    r"^\W*(?:read|see|watch) the (?:full|whole|original) (?:story|article|report)\b",
    r"^\W*(?:more|read|watch|listen|related|also|see|don['’]t miss|in (?:pictures|video)|video|gallery)\s*[:»>]",
    r"^\W*(?:analysis|explainer|opinion|just in|trending|must[- ]read|live updates?)\s*[:»>]",
    rf"^\W*related(?:\s+{STORIES})?\W*$",
    r"^\W*also\s+(?:read|see|watch|on\b)",
    r"^\W*you (?:may|might) (?:also )?(?:like|be interested)",
    r"^\W*(?:click|tap) here (?:for|to)\b",
    r"^\W*more (?:on|from|about)\b.{0,50}$",
    r"^\W*(?:recommended|suggested) (?:for you|reading|stories)",
    r"^\W*(?:lire (?:aussi|également)|à lire (?:aussi|également)|lesen sie (?:auch|mehr)|mehr zum thema)",
    r"^\W*(?:lea también|leer más|leia (?:também|mais)|saiba mais|leggi anche|lees ook|zum thema)",
    r"^\W*(?:читайте также|читать также|читайте також)",
)
"""Lines that lead to another page, by their first words."""

LINK_OUT_FIRST = words_of(
    "read see watch listen learn find the more related also don in video gallery analysis explainer opinion just",
    "trending must live you click tap recommended suggested lire à lesen mehr zum lea leer leia saiba leggi lees",
    "читайте читать",
)
"""What such a line begins with: only then its pattern is asked, which takes much longer."""

JUNK_START = any_of(
    r"^(?:accept|manage|reject|allow)(?: all)? cookies",
    r"^\W*(?:©|\(c\)|copyright\b)",
    r"^\W*(?:please )?(?:subscribe|sign up|sign in|log ?in|register|join us|follow us|follow \w+ on|like us)\b",
    r"^\W*(?:share (?:this|on|via)|share$|tweet|e-?mail (?:this|us|address|newsletter)|print(?:er[- ]friendly)?$)",
    r"^\W*(?:comments?\b\W*\d*$|leave a (?:comment|reply)|post a comment|load(?:ing)? (?:more|comments))",
    r"^\W*(?:view (?:all|more|comments|gallery)|show (?:more|comments)|back to (?:top|gallery|home)|skip to|jump to)\b",
    r"^\W*(?:advertis\w+\W*(?:$|-)|sponsored|buy now|turn on|enable (?:notifications|javascript))",
    r"^\W*(?:download (?:the|our) app|get (?:our|the) (?:app|newsletter))\b",
    r"^\W*(?:anzeige|werbung|publicité|publicidad|publicidade|pubblicità|реклама)\W*$",
    r"^\W*(?:tags?|topics?|keywords|filed under|categor(?:y|ies)|posted in|labels?)\s*[:|]",
    r"^\W*(?:impressum|imprint|datenschutz|kontakt|agb|mentions légales|aviso legal|note legali)\b.{0,60}$",
    r"^https?://\S+$",
)
"""Lines that belong to the site and not to the article, by their first words: buttons, menus, rights."""

JUNK_FIRST = words_of(
    "accept manage reject allow c copyright please subscribe sign log login register join follow like share tweet",
    "email e mail print printer comment comments leave post load loading view show back skip jump sponsored buy turn",
    "enable download get tweets anzeige werbung publicité publicidad publicidade pubblicità реклама tag tags topic",
    "topics keywords filed category categories posted label labels impressum imprint datenschutz kontakt agb mentions",
    "aviso note http https advertise advertisement advertisements advertiser advertisers advertising",
)
"""What such a line begins with; those that begin with © are asked too."""

JUNK_WITHIN: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "cookie",
        any_of(r"\bcookies?\b.{0,80}\b(?:us(?:e|es|ing)|policy|consent|accept|settings|browser|site|experience)\b"),
    ),
    ("cookie", any_of(r"\b(?:we|site|website) uses? cookies\b")),
    ("privacy", any_of(r"\bprivacy (?:policy|notice|statement|preferences)\b")),
    ("terms", any_of(r"\bterms (?:of (?:use|service)|(?:and|&) conditions)\b")),
    ("rights", any_of(r"\ball rights reserved\b")),
    (
        "not be",
        any_of(r"\bthis (?:article|story|material|post) (?:may|must|can) not be (?:published|reproduced|broadcast)\b"),
    ),
    ("icon", any_of(r"\bicon\s?\w+icon\b")),
    ("join", any_of(r"\bjoin\b.{0,30}\b(?:fans|followers|subscribers|members|readers)\b")),
    ("fan", any_of(rf"\bfans? (?:of|on)\b.{{0,40}}\b{SITES}\b")),
    ("follower", any_of(rf"\bfollowers? (?:of|on)\b.{{0,40}}\b{SITES}\b")),
    (" us ", any_of(rf"\b(?:follow|find|like|join|visit|connect with) us (?:on|at|via) {SITES}\b")),
    ("follow", any_of(rf"\bfollow @?\w+ (?:on|at|via) {SITES}\b")),
    ("newsletter", any_of(r"\b(?:our|daily|weekly|free|morning|the) (?:e-?mail |daily |weekly |\w+ )?newsletters?\b")),
    ("your ", any_of(r"\b(?:in|to|meet|enter|straight to) your (?:inbox|e-?mail)\b")),
    ("news", any_of(r"\b(?:get|receive) (?:the )?(?:latest |breaking )+news (?:alerts|updates|emails)\b")),
    ("subscri", any_of(r"\bsubscri(?:be|bers?|ption) (?:to|now|today|for|only|here)\b")),
    ("thank", any_of(r"\bthanks? (?:you )?for (?:reading|subscribing|signing)\b")),
    ("report", any_of(r"\breport (?:a|an|this) (?:typo|error|mistake|ad|comment)\b")),
    ("download", any_of(r"\bdownload (?:the|our)\b.{0,30}\bapps?\b")),
    ("javascript", any_of(r"\bjavascript\b.{0,60}\b(?:enable|disable|support|required)")),
    ("browser", any_of(r"\byour browser\b.{0,60}\b(?:enable|disable|support|update|upgrade)")),
    ("powered", any_of(r"\bpowered by\b")),
)
"""The same by words within the line. The first of a pair must stand in the line: it is looked for much faster."""

JUNK_WORDS = words_of(
    "cookie cookies privacy terms rights not icon join fan fans follower followers us follow newsletter newsletters",
    "your news subscribe subscriber subscribers subscription thank thanks report download javascript browser powered",
)
"""One of these stands in every such line, or words grown together with `icon`."""

TAIL_FIRST = words_of(
    "about newsletter newsletters footer site sitemap contact follow share latest recent most popular trending top",
    "related more you read next previous prev older newer comment comments leave join editor editors recommended",
    "around from sponsored promoted don what tag tags impressum imprint datenschutz kontakt mentions aviso note mehr",
    "meistgelesen les lo i mais meest коммента комментарии коментарі",
)
"""What such a heading begins with; numbers of comments and the heads of comments are asked too."""

TAIL = any_of(
    r"^\W*about (?:this|the|our) (?:blog|site|author|writer|reporter|newspaper|project|series|podcast|company)",
    r"^\W*(?:about (?:us|me)|newsletters?|footer|site ?map|contact us|follow us|share this)\W*$",
    rf"^\W*(?:latest|recent) (?:{STORIES}|comments|videos?|headlines|updates)",
    r"^\W*most (?:read|popular|viewed|shared|recent|commented|watched)(?: .{0,20})?$",
    rf"^\W*popular (?:{STORIES}|now)",
    r"^\W*trending(?: now| stories| topics| news)?\W*$",
    r"^\W*top (?:stories|news|headlines|posts)\W*$",
    rf"^\W*related {STORIES}",
    rf"^\W*more (?:{STORIES}|headlines|like this|in .{{0,30}}|from .{{0,30}})\W*$",
    r"^\W*you (?:may|might) (?:also )?(?:like|be interested)",
    r"^\W*(?:read|next|previous|prev|older|newer) (?:next|article|post|story|entry|posts)",
    r"^\W*comments?\W*\(?\d*\)?\W*$",
    r"^\W*\d+ (?:comments?|responses?|replies|thoughts)",
    r"^\W*(?:leave a (?:comment|reply)|join the (?:conversation|discussion))",
    r"\bon .{4,30} at \d+[:.]\d\d ?(?:[ap]m)?(?: said| says)?:?$",
    r"^\W*(?:editor['’]?s['’]? picks?|recommended|around the web|from around |sponsored|promoted|don['’]t miss)",
    r"^\W*(?:what to read next|tags?:)",
    r"^\W*(?:impressum|imprint|datenschutz|kontakt|mentions légales|aviso legal|note legali)\b",
    r"^\W*(?:mehr zum thema|meistgelesen|les plus lus|lo más leído|i più letti|mais lidas|meest gelezen|коммента)",
)
"""Headings of what stands below an article (and the heads of readers' comments)."""

BYLINE = any_of(
    r"^\W*(?:(?:written|reported|posted|published|story|text|words|compiled) )?by:?\s+(?-i:[^\W\d_a-z])[^.!?]{2,80}$",
    r"^\W*(?:von|par|por|di|da|door|автор|autore?|text|texte):?\s+(?-i:[A-ZÀ-ÞА-Я])[^.!?]{2,120}$",
    rf"^\W*(?:--|—|–|-)\s?{NAMES}\W*$",
    r"^\W*(?:additional )?(?:reporting|writing|editing|edited|compiled|translated|translation) (?:by|from)\b.{3,250}$",
    r"^\W*with (?:inputs|reporting|files|additional reporting) (?:from|by)\b.{2,80}$",
    r"^\W*with .{2,30} (?:wires?|agencies)\W*$",
    r"^\W*(?:authors?|source|correspondent|reporter|staff writer)\s*:\s*\S.{1,60}$",
    rf"^\W*{NAMES},? (?:staff writer|correspondent|reporter|editor|contributor)$",
)
"""Lines that say who wrote."""

BYLINE_FIRST = words_of(
    "by written reported posted published story text words compiled von par por di da door автор autor autore texte",
    "additional reporting writing editing edited translated translation with author authors source correspondent",
    "reporter staff",
)
BYLINE_LAST = words_of("writer correspondent reporter editor contributor")
"""What a byline begins or ends with; those that begin with a dash are asked too."""

CAPTION = any_of(
    r"^\W*(?:file )?(?:photo|image|picture|pic|caption|illustration|foto|bild)s?\s*(?:credit|by|:|/|courtesy|\()",
    r"^\W*(?:watch(?: the video| video)?:|video:)",
    r"\b(?:getty(?: images)?|shutterstock|(?:ap|afp|file) photo|\w+/(?:afp|getty|reuters|epa|tass|ap))\b[^.]{0,40}$",
    r"/\s?(?:ap|afp|reuters|epa|getty) (?:file|images|photo)\W*$",
    r"^\W*(?:\w+ )?(?:photo|image) (?:by|from|courtesy|credit)\b",
    r"\((?:photo|image|picture|file)(?: (?:by|credit))?[:/][^.]{2,60}\)$",
    r"©\s?(?-i:[A-Z])[\w /.,-]{1,40}$",
)
"""Lines under pictures, by the credit they end in or the word they begin with."""

CAPTION_WORDS = words_of(
    "photo photos image images picture pictures pic pics caption captions illustration illustrations foto fotos bild",
    "bilds watch video getty shutterstock afp reuters epa tass ap file",
)
"""One of these or © stands in every such line."""

AGO = any_of(
    r"^\W*(?:(?:updated|published|posted|modified)\W+)?(?:\d+|an?|one|two|three)"
    r" (?:sec|min|minute|hour|hr|day|week|month|year)s? ago\W*$"
)

STAMP_WORD = (
    "published|posted|updated?|last|modified|created|first|on|at|date|time|edited|min(?:ute)?s?|hours?|days?|weeks?"
    "|months?|years?|ago|read|am|pm|[a-z]{3,4}t|gmt|utc|ist|by|uhr|veröffentlicht|aktualisiert|stand|publié|le|mis|à"
    "|jour|publicado|actualizado|pubblicato|aggiornato|mon|tue|wed|thu|fri|sat|sun|monday|tuesday|wednesday|thursday"
    r"|friday|saturday|sunday|\d+"
)
STAMP_WORDS = any_of(rf"^(?:(?:{STAMP_WORD})\b|\W)+$")
"""What may stand in a line of dates besides the date."""

FURNITURE = words_of(
    "cookie cookies consent browser javascript adblock adblocker newsletter newsletters inbox website websites login",
    "password subscriber subscribers subscription subscribe account privacy unsubscribe advertisers datenschutz",
    "datenschutzerklärung datenschutzinformation einstellungen zustimmung anmelden abo abonnement konto benutzerkonto",
    "nutzung widerrufen werbung abonnés abonné abonnez connexion compte paramètres confidentialité suscríbete",
    "suscriptores suscripción cuenta privacidad configuración iscriviti abbonati abbonamento sito navigazione",
    "assinante assine cadastro toestemming voorkeuren inloggen файлы",
)
"""Words of consent notices, walls and newsletter boxes, which speak of the site in whole sentences."""

ADDRESS = words_of(
    "you your yours we our us sie ihr ihre ihnen ihrem ihren ihrer wir uns unser unsere unserer unseren vous votre",
    "vos nous notre nos usted ustedes tu tus nuestro nuestra nuestros nuestras você vocês seu sua nosso nossa nossos",
    "nossas voi vostro vostra tuo tua nostro nostra nostri u uw jij je jouw wij ons onze вы ваш ваша ваши вас вам мы",
    "наш наша наши нас ви ми du din ditt dine vi vår vårt våra våre er dig jer twoje nasz nasze siz sizin biz bizim",
)
"""Words by which a site speaks to its readers, and of itself."""
