"""Which nouns mean people, one or many?"""

from __future__ import annotations

from onrecord.gazetteer import word_set
from onrecord.resolve.naming import TITLES

PEOPLE: frozenset[str] = (
    TITLES
    - {"general", "major", "first", "former", "acting", "vice", "prime", "foreign", "interior", "defense", "defence"}
    - {"finance", "state", "the", "press", "count", "chair", "head", "hajji"}
) | word_set(
    """
    accountant accuser activist actor actress administrator adviser advisor agent aide ally anaesthetist analyst
    angler announcer applicant archaeologist architect artist assistant astronaut astronomer athlete attacker
    attendee auditor aunt author babysitter baker banker barber barmaid barman barrister batsman beekeeper bidder
    billionaire biologist bishop blogger boatman bomber bookseller boss bowler boxer boy boyfriend brewer bride
    bridegroom broadcaster broker brother builder businessman businesswoman butcher buyer bystander campaigner
    camper candidate captain carer caretaker carpenter cashier celebrity ceo challenger champion chancellor
    chaplain chef chemist child choreographer citizen clerk client climber co-author co-driver co-founder co-owner
    co-pilot collaborator colleague collector columnist comedian commander commentator commuter companion
    complainant composer conductor conservative constable constituent consultant contractor convict cook
    coordinator coroner correspondent councillor councilor counsel counsellor counterpart courier cousin critic
    curator customer cyclist dad dancer daughter dealer defector defendant delegate democrat dentist deputy
    designer detainee detective developer diplomat director dissident doctor donor driver economist editor
    electrician employee employer engineer entrepreneur envoy epidemiologist ex-husband ex-wife examiner executive
    expert eyewitness farmer father fellow fiancé fiancée firefighter fireman fisherman fishmonger footballer
    forecaster foreman forester founder friend gardener geologist girl girlfriend goalkeeper granddaughter
    grandfather grandmother grandson guard guest guide guitarist gunman harbourmaster headmaster headmistress
    headteacher heir helper historian homeowner host hostage hunter husband immigrant inmate insider inspector
    instructor insurer interpreter inventor investigator investor islander janitor jeweller jockey journalist
    judge juror keeper kid king lady landlady landlord lawmaker lawyer leader lecturer legislator librarian
    lieutenant lobbyist lodger lorry-driver magistrate maid man manager marine mathematician mayor mechanic
    mediator member merchant midwife migrant miller miner minister miss mistress mogul monk mother motorist mp mum
    musician native negotiator neighbor neighbour nephew newcomer newsreader nominee novelist nun nurse observer
    officer official onlooker opponent organiser organizer orphan owner painter parent parliamentarian participant
    partner passenger passer-by patient patrolman peasant pensioner performer person pharmacist philosopher
    photographer physician physicist pianist pilgrim pilot pirate plaintiff player playwright plumber pm poet
    policeman policewoman politician porter postman postmaster potter predecessor premier presenter president
    priest prince princess principal prisoner producer professor programmer promoter prosecutor protester
    protestor provost psychiatrist psychologist publisher pundit pupil purser queen ranger reader rebel recruit
    rector referee refugee reporter representative republican rescuer researcher resident retailer retiree rider
    rival sailor salesman saleswoman scholar scientist sculptor secretary seismologist senator sergeant servant
    shareholder shepherd sheriff shopkeeper shopper signalman singer sister skipper smuggler sniper soldier
    solicitor son songwriter source speaker specialist spectator spokesman spokesperson spokeswoman squatter
    staffer statistician steward stewardess strategist striker student successor suffragan superintendent
    supervisor supplier supporter surgeon surveyor survivor suspect swimmer tailor teacher technician teenager
    tenant therapist tourist trader trainee trainer translator traveller treasurer trustee tutor umpire uncle user
    valuer vendor vet veteran vicar villager virologist visitor volcanologist volunteer voter waiter waitress
    warden warder watchman weaver whip widow widower wife winemaker winner witness woman worker worshipper writer
    youngster youth zoologist
    """
)
"""Nouns for a person, singular: they head the phrases by which a text points at people."""

PLURALS: dict[str, str] = {"men": "man", "women": "woman", "people": "person", "children": "child", "wives": "wife"}
"""Plural nouns for people that do not end in s; "-men" and "-women" in compounds follow."""


def singular(noun: str) -> str:
    """The singular of a noun for people, as far as the table of plurals and the plural s tell."""
    if noun in PLURALS:
        return PLURALS[noun]
    if noun.endswith("men"):
        return noun[:-2] + "an"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun


def is_plural(noun: str) -> bool:
    """Whether a noun for people is a plural."""
    return noun not in PEOPLE and singular(noun) in PEOPLE


def is_many(head: str) -> bool:
    """Whether a head noun is a plural ("engineers", "people"); not "press", "status"."""
    return head in PLURALS or head.endswith("men") or (head.endswith("s") and not head.endswith(("ss", "us", "is")))
