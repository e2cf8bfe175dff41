"""Which names are those of a newsroom, and which of them name one and the same?

Agencies are known by name, since their names stand in credit lines without a word that says what they are. Other
outlets are known by the shape of their names or by the noun beside them ("the weekly X", "X radio"). A name that may as
well be a ministry's or a company's is no newsroom: then nothing is claimed.
"""

from __future__ import annotations

import re
from functools import lru_cache

AGENCIES: dict[str, tuple[str, ...]] = {
    "AAP": ("Australian Associated Press",),
    "AFP": ("Agence France-Presse", "Agence France Presse"),
    "ANI": ("Asian News International",),
    "ANSA": (),
    "AP": ("Associated Press", "A.P."),
    "APA": ("Austria Presse Agentur",),
    "Agerpres": (),
    "Anadolu": ("Anadolu Agency", "Anadolu Ajansi", "AA"),
    "Antara": (),
    "Armenpress": (),
    "Azertac": (),
    "BNS": ("Baltic News Service",),
    "Belga": (),
    "BelTA": (),
    "Bernama": (),
    "Bloomberg": ("Bloomberg News",),
    "CNS": ("China News Service",),
    "CTK": ("Czech News Agency", "ČTK"),
    "Canadian Press": ("The Canadian Press", "La Presse Canadienne"),
    "dpa": ("Deutsche Presse-Agentur",),
    "Dow Jones": ("Dow Jones Newswires",),
    "EFE": (),
    "Fars": ("Fars News Agency",),
    "HINA": (),
    "IANS": ("Indo-Asian News Service",),
    "IPS": ("Inter Press Service",),
    "IRNA": ("Islamic Republic News Agency",),
    "ISNA": ("Iranian Students' News Agency",),
    "Interfax": ("Interfax-Ukraine", "Interfax-Kazakhstan"),
    "Jiji": ("Jiji Press",),
    "KCNA": ("Korean Central News Agency",),
    "KUNA": ("Kuwait News Agency",),
    "Kazinform": (),
    "Kyodo": ("Kyodo News",),
    "MENA": ("Middle East News Agency",),
    "MTI": (),
    "NTB": (),
    "PA": ("Press Association", "PA Media"),
    "PAP": ("Polish Press Agency",),
    "PTI": ("Press Trust of India",),
    "RIA Novosti": ("RIA",),
    "Reuters": ("Thomson Reuters", "Reuters News Agency"),
    "Ritzau": (),
    "SANA": ("Syrian Arab News Agency",),
    "SPA": ("Saudi Press Agency",),
    "TASS": ("Itar-Tass", "ITAR-TASS"),
    "Tanjug": (),
    "Tasnim": ("Tasnim News Agency",),
    "UNB": ("United News of Bangladesh",),
    "UPI": ("United Press International",),
    "Ukrinform": (),
    "VNA": ("Vietnam News Agency",),
    "WAM": ("Emirates News Agency",),
    "Xinhua": ("Xinhua News Agency", "New China News Agency"),
    "Yonhap": ("Yonhap News Agency",),
}
"""News agencies: the name they are shown under, and others. Their texts are printed by outlets everywhere."""

AMBIGUOUS: frozenset[str] = frozenset({"AA", "APA", "CNS", "IPS", "MENA", "PA", "RIA", "SPA", "SANA", "WAM", "Antara"})
"""Names that mean something else as often ("a region", "a pa"): an agency only where a credit line stands."""

BROADCASTERS: frozenset[str] = frozenset(
    {
        *("ABC", "ARD", "BBC", "CBC", "CBS", "CCTV", "CGTN", "CNBC", "CNN", "CTV", "DW", "ITN", "ITV", "MSNBC", "NBC"),
        *("NDTV", "NHK", "NPR", "NTV", "PBS", "RAI", "RT", "RTE", "RTL", "SABC", "TF1", "TMZ", "TRT", "TVN", "VOA"),
        *("WSJ", "ZDF", "Axios", "Politico", "Newsweek", "Newsday", "Haaretz", "Spiegel"),
    }
)
"""Outlets whose names tell by no word that they are outlets: national broadcasters, and papers cited the world over."""

SHAPED = re.compile(
    r"^(?:Radio|Channel|Al|Le|El|La|Der|Die|Il)\b.*\b(?:\d+|Jazeera|Arabiya|Monde|Figaro|Parisien|País|Pais|Mundo|Spiegel"
    r"|Zeit|Welt|Messaggero|Stampa|Repubblica|Liberty|Europe|Times|Nación)\b"
    r"|\b(?:News|Times|Post|Herald|Tribune|Gazette|Courier|Observer|Telegraph|Guardian|Chronicle|Inquirer|Enquirer"
    r"|Dispatch|Examiner|Bulletin|Broadcasting|Television|Radio|TV|Newswire|Zeitung|Allgemeine|Rundschau|Tageblatt"
    r"|Daily|Weekly|Magazine|Pravda|Izvestia|Gazeta|Wire|Wires)$"
    r"|\b(?:News Agency|Press Agency|Broadcasting (?:Corporation|Company|Service)|News Service|Daily \w+|Morning \w+"
    r"|(?:Wall Street|Business|Sunday) \w+)$"
    rf"|^(?:{'|'.join(sorted(BROADCASTERS))}) (?:News|Radio|TV|One|World|Sport|Sports|Business|America|\d+)\b"
    r"|\w\.(?:com|org|net|co\.uk|ru|de|fr|info)$"
)
"""Names that say by themselves what they name."""

NOUN = (
    r"(?:news ?paper|news agency|news wire|wire service|broadcaster|television|TV|radio|magazine|daily|weekly|tabloid"
    r"|news site|news website|news outlet|news channel|news portal|channel)"
)
"""What is said beside a name that is an outlet's."""

WIRES = "wire services (not named)"
"""What stands for agencies that a page credits without a name: nobody knows whether two pages mean one."""


@lru_cache(maxsize=65536)
def name_key(name: str) -> str:
    """A newsroom's name as it is compared: small letters, without article and marks."""
    words = re.sub(r"^the\s+", "", name.strip(" .,;:'’\"“”").casefold())
    return re.sub(r"['’]s$", "", words)


NAMES: dict[str, str] = {
    name_key(name): agency for agency, others in AGENCIES.items() for name in (agency, *others) if name not in AMBIGUOUS
}
CREDITABLE: dict[str, str] = {
    name_key(name): agency for agency, others in AGENCIES.items() for name in (agency, *others)
}


@lru_cache(maxsize=16384)
def newsroom_of(name: str) -> str | None:
    """The newsroom that a name in running text is of: an agency's one name, or the name itself; None for none."""
    key = name_key(name)
    bare = re.sub(r"^[Tt]he\s+", "", name.strip(" .,;:'’\"“”"))
    if key in NAMES:
        return NAMES[key]
    if bare in BROADCASTERS or (SHAPED.search(bare) and bare[:1].isupper()):
        return bare
    return None


def credited(name: str) -> str:
    """The one name of a newsroom that a credit line names: an agency's, or the words themselves."""
    return CREDITABLE.get(name_key(name), name.strip(" .,;:"))


def is_agency(name: str) -> bool:
    """Whether a name on a credit line is an agency's."""
    return name_key(name) in CREDITABLE


def same_newsroom(a: str | None, b: str | None) -> bool:
    """Whether two names are those of one newsroom: the same words, or names of one agency."""
    if a is None or b is None:
        return False
    return name_key(credited(a)) == name_key(credited(b))
