"""Can two names be one person's, as names go?

Full names, short ones, initials, transcriptions, pet names, particles, hyphens and family names that come first. That
names go together says nothing of persons yet: see likeness.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal

from onrecord.gazetteer import word_set
from onrecord.resolve.forenames import MEN, WOMEN
from onrecord.resolve.naming import PARTICLES, SUFFIXES, key_of, skeleton, untitled

Fit = Literal["equal", "spelling", "short"]

GIVEN: tuple[frozenset[str], ...] = tuple(
    map(
        word_set,
        """
        william will bill billy willy willie liam
        robert rob bob bobby robbie
        richard rick dick ricky rich
        james jim jimmy jamie
        john jack johnny jon
        jonathan jon jonny
        thomas tom tommy
        joseph joe joey
        michael mike mick mickey
        charles charlie chuck
        edward ed eddie ted ned
        theodore ted teddy
        daniel dan danny
        david dave davy
        donald don donnie
        ronald ron ronnie
        kenneth ken kenny
        gerald gerry jerry
        jeffrey jeff geoffrey geoff
        steven steve stephen
        samuel sam sammy
        samantha sam
        benjamin ben benny
        matthew matt
        andrew andy drew
        anthony tony antony
        christopher chris
        christine chris christina tina
        patrick pat paddy
        patricia pat patty trish
        nicholas nick nicky
        alexander alex aleksandr oleksandr aliaksandr alexandre alejandro sasha
        alexandra alex sandra
        gregory greg
        timothy tim
        peter pete
        philip phil phillip
        frederick fred freddie
        francis frank
        franklin frank
        lawrence larry laurence
        leonard len leo
        raymond ray
        vincent vince
        walter walt
        zachary zach zack
        nathaniel nathan nat nate
        douglas doug
        albert al bert
        alfred al alf fred
        allan alan al
        arthur art
        elizabeth liz beth lizzie betty eliza
        margaret maggie meg peggy
        katherine kate katie kathy catherine cathy kathryn
        deborah debbie deb
        susan sue susie
        barbara barb
        jennifer jen jenny
        rebecca becky
        victoria vicky
        kimberly kim
        abigail abby
        dorothy dot dolly
        judith judy
        pamela pam
        sandra sandy
        nancy nan
        eleanor ellie nell
        volodymyr vladimir uladzimir
        mykola nikolai nikolay mikalai
        serhii serhiy sergei sergey siarhei
        andrii andriy andrei andrey
        dmytro dmitry dmitri
        mykhailo mikhail
        yevhen yevgeny evgeny evgeniy
        pavlo pavel
        petro pyotr petr
        yurii yuri yury iurii
        olena elena yelena
        kateryna ekaterina yekaterina katerina
        oleh oleg aleh
        ihor igor
        muhammad mohammed mohamed mohammad mohamad muhammed
        yousef youssef yusuf yousuf
        """.strip().splitlines(),
    )
)
"""First names that one person may go by: pet names, and forms of one name in neighbouring languages."""

EASTERN: frozenset[str] = word_set(
    """
    kim lee park choi jung jeong kang cho yoon yun jang lim han shin seo kwon hwang ahn song hong moon roh ri pak
    li wang zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie tang deng xi
    wen hua mao jiang cao peng zeng xiao tian dong pan yuan cai feng qin meng fan cheng wei nguyen tran le pham
    hoang phan vu vo dang bui do ngo orban
    """
)
"""Family names that stand before the given name (Chinese, Korean, Vietnamese; Hungarian names are turned in English
news, save a few)."""

COMMON: frozenset[str] = word_set(
    """
    smith jones taylor brown williams wilson johnson davies robinson wright thompson evans walker white roberts green
    hall wood jackson clarke clark harris lewis james cooper king davis baker martin morris moore bell ward turner hill
    scott morgan allen adams mitchell phillips campbell anderson collins cook carter parker miller murphy kelly ryan
    byrne walsh gray grey stewart murray reid ross young watson paterson thomas edwards hughes price bennett griffiths
    rogers nelson rodriguez garcia martinez hernandez lopez gonzalez perez sanchez ramirez torres flores rivera gomez
    diaz reyes cruz morales ortiz gutierrez chavez ramos ruiz alvarez fernandez silva santos oliveira souza pereira
    costa ferreira rossi russo ferrari esposito bianchi romano mueller schmidt schneider fischer weber meyer wagner
    becker schulz hoffmann bernard dubois durand leroy moreau simon laurent michel jansen bakker visser johansson
    andersson karlsson nilsson eriksson larsson olsson hansen johansen olsen larsen andersen nielsen jensen pedersen
    nowak kowalski novak ivanov smirnov kuznetsov popov vasiliev petrov sokolov mikhailov novikov fedorov morozov volkov
    alexeev lebedev semenov egorov pavlov kozlov stepanov nikolaev orlov shevchenko kovalenko bondarenko yilmaz kaya
    demir celik sahin khan ahmed ali hussain hassan mohammed malik shah iqbal singh kumar sharma patel gupta das roy
    rahman islam hossain begum abdullah ibrahim mohamed osman yusuf sato suzuki takahashi tanaka watanabe ito yamamoto
    nakamura kobayashi okafor mensah diallo traore cohen levi mizrahi papadopoulos horvath nagy toth popescu ionescu
    """
)
"""Family names that many people have, each in its own country."""

GIVEN_TOO: frozenset[str] = frozenset({"al", "ben", "di", "van"})
"""Particles that, capitalised at the head of a name, are a given name as well ("Ben ...", "Van ...")."""

LEAST = 3
"""Sounds of a name of which a transcription must keep all: two consonants are shared by too many."""

INITIAL = re.compile(r"[a-z]{1,2}")


@lru_cache(maxsize=65536)
def words_in(name: str) -> tuple[str, ...]:
    """The words of a person's name, compared: titles, particles and suffixes off, hyphens opened."""
    bare = untitled(name)
    parts = [re.sub(r"^(?:al|el|ul|ad|as|ash)-(?=\w{3})", "", word) for word in key_of(bare).split()]
    told = [word for word in parts if word not in SUFFIXES] or parts
    head = bare.split()[:1]
    kept = [
        word
        for place, word in enumerate(told)
        if word not in PARTICLES or (place == 0 and len(told) > 1 and word in GIVEN_TOO and head[0][:1].isupper())
    ]
    # "Le Pen" alone is a family name with its particle, "Al Gore" a full one: with two words only the first may be both
    return tuple(part for word in kept or told for part in re.split(r"[-'’.]", word) if part)


@lru_cache(maxsize=65536)
def suffix_of(name: str) -> str:
    """The word that tells one generation from another ("jr", "iii"); empty without one."""
    last = key_of(name).split()[-1:]
    return last[0] if last and last[0] in ("jr", "sr", "ii", "iii", "iv") else ""


def is_short(name: str) -> bool:
    """Whether a name gives no first name in full: "Lindqvist", "A. Lindqvist"."""
    words = words_in(name)
    return len(words) < 2 or len(words[0]) < 2


@lru_cache(maxsize=65536)
def gender_of(name: str) -> str:
    """The letter f or m where the first name is one of women or of men only, else empty."""
    first = words_in(name)[:1]
    return "" if is_short(name) else "m" if first[0] in MEN else "f" if first[0] in WOMEN else ""


@lru_cache(maxsize=65536)
def rarity_of(name: str) -> int:
    """How few people have a full name: 1 for few (three words, or none that is common), -1 for many, else 0."""
    words = words_in(name)
    if len([word for word in words if len(word) > 1]) > 2:
        return 1
    common = [word in MEN | WOMEN | EASTERN | COMMON for word in words]
    return 1 if not any(common) else -1 if all(common) else 0


def blocks_of(*names: str) -> tuple[str, ...]:
    """The sounds of the words by which a person may be called alone; names that go together share one."""
    found = {sound(word) for name in names for word in _families(words_in(name))}
    # Without a known first name the family name may stand at either end.
    found |= {sound(words[0]) for words in map(words_in, names) if len(words) > 1 and words[0] not in MEN | WOMEN}
    return tuple(sorted(found))


def _families(words: tuple[str, ...]) -> Iterator[str]:
    """The words of a name that may be the family name."""
    yield from words[-1:]
    if len(words) > 1 and (words[0] in EASTERN or (words[-1] in MEN | WOMEN and words[0] not in MEN | WOMEN)):
        yield words[0]
    if len(words) > 2 and len(words[-2]) > 2:
        yield words[-2]


@lru_cache(maxsize=65536)
def sound(word: str) -> str:
    """What transcriptions of a word share: its consonants in one spelling, each once."""
    return re.sub(r"(.)\1+", r"\1", skeleton(re.sub(r"^y(?=e)|^[ij](?=u)", "", word)))


@lru_cache(maxsize=65536)
def _plain(word: str) -> str:
    """A word with the letters that transcriptions write at will made one."""
    word = re.sub(r"^y(?=e)", "", word).replace("w", "v").replace("y", "i").replace("j", "i")
    return re.sub(r"(.)\1+", r"\1", word)


def near(a: str, b: str) -> bool:
    """Whether two words can be spellings of one."""
    if a == b or _plain(a) == _plain(b):
        return True
    if len(a) < LEAST or len(b) < LEAST or (a in MEN and b in WOMEN) or (a in WOMEN and b in MEN):
        return False
    return len(sound(a)) >= LEAST and sound(a) == sound(b)


@lru_cache(maxsize=65536)
def _roots(word: str) -> frozenset[int]:
    return frozenset(number for number, group in enumerate(GIVEN) if word in group)


def fit(a: str, b: str) -> Fit | None:
    """How two names go together: `equal`, `spelling` (or pet name), `short` (one gives less); None when they do not.

    Symmetric.
    """
    one, two = words_in(a), words_in(b)
    if not one or not two or _differ(suffix_of(a), suffix_of(b)) or _differ(gender_of(a), gender_of(b)):
        return None
    if one == two or "".join(one) == "".join(two):
        return "equal"
    if len(one) == 1 or len(two) == 1:
        alone, full = sorted((one, two), key=lambda words: (len(words), words))
        return "short" if any(near(alone[-1], word) for word in _families(full)) else None
    if sorted(one) == sorted(two):
        return "spelling"
    return _full(one, two)


def _differ(a: str, b: str) -> bool:
    return bool(a and b and a != b)


def _full(one: tuple[str, ...], two: tuple[str, ...]) -> Fit | None:
    """How two names of several words go together."""
    given = _given(one[0], two[0])
    family = _family(one, two)
    if given is None or not family or not _between(one[1:-1], two[1:-1]):
        return None
    return given if given == "short" or (given == "equal" and one[-1] == two[-1]) else "spelling"


def _given(a: str, b: str) -> Fit | None:
    if a == b:
        return "equal"
    if INITIAL.fullmatch(a) or INITIAL.fullmatch(b):
        return "short" if a[0] == b[0] and min(len(a), len(b)) == 1 else None
    return "spelling" if _roots(a) & _roots(b) or near(a, b) else None


def _family(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether the family names go together: the last words, or one of two that the longer name has there."""
    if near(one[-1], two[-1]):
        return True
    few, many = sorted((one, two), key=len)
    return len(many) > len(few) and near(few[-1], many[-2]) and len(many[-2]) > 2


def _between(one: tuple[str, ...], two: tuple[str, ...]) -> bool:
    """Whether middle names and patronymics go together; what only one name gives speaks against nothing."""
    return all(x[0] == y[0] and (len(x) < 2 or len(y) < 2 or near(x, y)) for x, y in zip(one, two, strict=False))
