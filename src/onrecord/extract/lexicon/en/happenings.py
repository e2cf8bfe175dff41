"""Which English words tell that something happened, and what kind of event is it?

`code` and `mode` are those of PLOVER, the Political Language Ontology for Verifiable Event Records (codebook draft 0.8
and its conversion table from CAMEO, September 2021, github.com/openeventdata/PLOVER). It codes deeds of political
actors: disasters, accidents, launches and elections have no code there and none here.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.extract.numerals import words_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of event and its PLOVER event and mode code, where one fits."""

    name: str
    code: str | None = None
    mode: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """Verbs (lemmas) that tell an event when their subject and object are of the classes told.

    `subject` and `object` are lemmas of head nouns, with BY_NAME also names; an empty set asks for nothing, and without
    an `object` the clause has none. `phrase` are words that have to stand in the clause. `does` and `bears` are the
    roles of the two.
    """

    verbs: frozenset[str]
    kind: Kind
    does: str
    subject: frozenset[str] = frozenset()
    object: frozenset[str] | None = None
    bears: str | None = None
    phrase: str | None = None


def _set(words: str) -> frozenset[str]:
    return frozenset(words_of(words))


MEETING = Kind("meeting", "CONSULT")
CALL = Kind("call", "CONSULT", "phone")
VISIT = Kind("visit", "CONSULT", "visit")
SIGNED = Kind("agreement", "SUPPORT")
AGREED = Kind("agreement", "AGREE")
CEASEFIRE = Kind("agreement", "RETREAT", "ceasefire")
VOTE = Kind("vote")
VETO = Kind("vote", "REJECT", "yield")
ATTACK = Kind("attack", "ASSAULT")
SHOOTING = Kind("attack", "ASSAULT", "firearms")
SHELLING = Kind("attack", "ASSAULT", "heavy-weapons")
BOMBING = Kind("attack", "ASSAULT", "explosives")
SUICIDE = Kind("attack", "ASSAULT", "suicide-attack")
ABDUCTION = Kind("attack", "ASSAULT", "abduct")
KILLING = Kind("attack", "ASSAULT", "assassinate")
STRIKE = Kind("strike", "PROTEST", "strike-lim")
GENERAL_STRIKE = Kind("strike", "PROTEST", "strike-gen")
HUNGER_STRIKE = Kind("strike", "PROTEST", "strike-hun")
PROTEST = Kind("protest", "PROTEST", "demo")
RIOT = Kind("protest", "PROTEST", "riot")
ARREST = Kind("arrest", "COERCE", "arrest")
RESIGNATION = Kind("resignation", "RETREAT", "resign")
EXERCISE = Kind("exercise", "MOBILIZE", "troops")
DISASTER, CRASH, EXPLOSION, LAUNCH = Kind("disaster"), Kind("crash"), Kind("explosion"), Kind("launch")
HEARING, CONFERENCE, OUTBREAK = Kind("hearing"), Kind("conference"), Kind("outbreak")

NOUNS: dict[str, Kind] = {
    **dict.fromkeys(("meeting", "session", "summit", "talks", "negotiations", "consultations"), MEETING),
    **dict.fromkeys(("conference", "symposium"), CONFERENCE),
    **dict.fromkeys(("launch", "launches"), LAUNCH),
    **dict.fromkeys(("hearing", "trial", "inquest"), HEARING),
    **dict.fromkeys(("election", "elections", "referendum", "runoff"), VOTE),
    **dict.fromkeys(("attack", "raid", "ambush"), ATTACK),
    **dict.fromkeys(("bombing", "bombings"), BOMBING),
    **dict.fromkeys(("shooting", "shootings"), SHOOTING),
    **dict.fromkeys(("airstrike", "airstrikes", "shelling"), SHELLING),
    **dict.fromkeys(("crash", "collision", "derailment", "shipwreck"), CRASH),
    **dict.fromkeys(("earthquake", "flood", "floods", "hurricane", "typhoon", "wildfire"), DISASTER),
    **dict.fromkeys(
        (
            "quake",
            "tsunami",
            "cyclone",
            "tornado",
            "landslide",
            "eruption",
            "avalanche",
            "wildfires",
            "flooding",
            "drought",
            "famine",
            "mudslide",
            "blaze",
            "heatwave",
            "storm",
        ),
        DISASTER,
    ),
    **dict.fromkeys(("explosion", "blast", "explosions"), EXPLOSION),
    **dict.fromkeys(("arrest", "arrests"), ARREST),
    **dict.fromkeys(("kidnapping", "abduction"), ABDUCTION),
    "assassination": KILLING,
    **dict.fromkeys(("visit", "trip", "stopover"), VISIT),
    **dict.fromkeys(("gathering", "plenary", "meetings", "summits"), MEETING),
    **dict.fromkeys(("signing", "ratification"), SIGNED),
    **dict.fromkeys(("vote", "ballot", "by-election", "plebiscite"), VOTE),
    **dict.fromkeys(("attacks", "raids", "invasion", "offensive", "massacre", "stabbing", "killings"), ATTACK),
    **dict.fromkeys(("bombardment", "bombardments"), SHELLING),
    **dict.fromkeys(("hijacking", "kidnappings", "abductions"), ABDUCTION),
    **dict.fromkeys(("sinking", "capsizing", "pile-up", "crashes"), CRASH),
    **dict.fromkeys(("earthquakes", "quakes", "storms", "landslides", "tornadoes", "mudslides"), DISASTER),
    **dict.fromkeys(("detention", "detentions"), ARREST),
    **dict.fromkeys(("drill", "drills"), EXERCISE),
    "fire": DISASTER,
    **dict.fromkeys(("outbreak", "epidemic"), OUTBREAK),
    **dict.fromkeys(("ceasefire", "truce"), CEASEFIRE),
    **dict.fromkeys(("exercise", "exercises", "manoeuvres", "maneuvers"), EXERCISE),
    **dict.fromkeys(("protest", "protests", "demonstration", "demonstrations"), PROTEST),
    **dict.fromkeys(("riot", "riots"), RIOT),
}
"""Event noun -> kind. A bare "strike" may be of workers, of aircraft or of luck: it is none by itself."""

BY_NAME = "*"
"""Stands in a class to which everybody and everything with a name belongs."""

BY_PERSON, BY_PLACE = "@", "#"
"""The same for those that the tagger takes for a person, or for a place."""

NAMED: frozenset[str] = frozenset({BY_NAME}) | _set("""
    minister president premier chancellor king queen secretary delegation envoy ambassador leader official
    representative counterpart governor mayor commissioner negotiator diplomat pope prince chairman chairwoman
    chairperson speaker delegate government country nation state bishop group executive adviser advisor rebel rebels
""")
"""Office holders, who act in the name of somebody without being named themselves."""

ARMED: frozenset[str] = _set("""
    gunman gunmen militant fighter soldier troop troops force forces rebel army militia insurgent jihadist attacker
    assailant bomber terrorist drone jet warplane aircraft helicopter missile rocket shell artillery airstrike navy
    sniper extremist islamist separatist guerrilla raider pirate paramilitary commando warship militiaman militiamen
""")
AERIAL: frozenset[str] = _set("jet warplane warplanes aircraft helicopter drone plane artillery navy warship")
POLICE: frozenset[str] = _set("""
    police officer agent detective prosecutor authority authorities guard soldier troops force forces service military
    gendarme policeman policemen
""")
WORKERS: frozenset[str] = _set("""
    worker driver nurse teacher doctor staff pilot miner union employee crew docker servant lecturer firefighter
    journalist controller cleaner guard conductor member
""")
CROWD: frozenset[str] = _set("""
    protester demonstrator thousand thousands hundred hundreds dozen dozens people crowd resident student activist
    supporter farmer opponent marcher pensioner villager woman women
""")
LAWMAKERS: frozenset[str] = _set("""
    parliament senate council assembly congress committee lawmaker deputy mp mps legislator house cabinet commons voter
    board delegate shareholder commission legislature senator member chamber panel
""")
PAPERS: frozenset[str] = _set("""
    agreement accord treaty deal pact memorandum contract protocol declaration convention charter armistice truce
    ceasefire communique settlement
""")
BILLS: frozenset[str] = _set("""
    bill law resolution budget motion amendment constitution legislation reform treaty act measure decree referendum
""")
TALKS: frozenset[str] = _set(
    "talk talks negotiation negotiations consultation consultations meeting discussion summit session"
)
PHYSICAL: frozenset[str] = _set("""
    village town city base convoy checkpoint post hospital school station embassy mosque church bus car market camp
    house home building hotel airport bridge prison patrol ship tanker vessel depot plant refinery port district
    headquarters outpost barracks train ferry warehouse
""")
OUTPOSTS: frozenset[str] = _set("village convoy checkpoint base outpost patrol barracks hospital mosque church airport")
"""What nobody attacks in words: "the minister attacked the plan" is no attack."""
NATURE: frozenset[str] = _set("""
    drought heatwave monsoon rain rains snowstorm sandstorm famine
    earthquake quake tsunami flood floods flooding hurricane typhoon cyclone tornado storm wildfire landslide avalanche
    mudslide eruption blizzard aftershock
""")
FIRES: frozenset[str] = _set("fire blaze wildfire")
VEHICLES: frozenset[str] = _set("""
    plane jet aircraft helicopter train bus ferry boat ship truck lorry tram car minibus airliner jetliner vessel tanker
    trawler airplane aeroplane freighter dinghy coach
""")
STRUCTURES: frozenset[str] = _set("""
    bridge dam building mine roof tower tunnel block stand factory plant refinery depot warehouse hotel school hospital
    mosque church house market crane viaduct stadium apartment
""")
BOMBS: frozenset[str] = _set("bomb device grenade mine car-bomb ied")
BLASTS: frozenset[str] = _set("explosion blast")
FLYERS: frozenset[str] = _set("satellite rocket missile spacecraft probe capsule shuttle telescope rover lander")
PRODUCTS: frozenset[str] = _set(
    "version service product app website platform phone smartphone model console device software car tablet watch"
    " scooter channel currency coin route ship frigate submarine tool game engine chip camera browser"
)
ASSAULTS: frozenset[str] = _set("attack offensive raid assault airstrike ambush bombardment")
PEOPLE: frozenset[str] = _set("""
    people person man men woman women civilian soldier officer child villager policeman policemen worker troops driver
    guard resident pilgrim student teacher nurse doctor journalist driver passenger crew protester boy girl dozen dozens
    baby teenager pupil family families tourist migrant refugee patient farmer
""")
SUSPECTS: frozenset[str] = (
    PEOPLE
    | CROWD
    | NAMED
    | _set(
        "captain smuggler pair trio hacker trader banker editor founder spy dozen hundred dealer trafficker sailor"
        " suspect member activist journalist teenager boy girl brother son lawmaker politician blogger militant citizen"
    )
)
PERSONS: frozenset[str] = (NAMED - {BY_NAME}) | {BY_PERSON}
"""Those whom a host receives: "received a letter from Maret" is no meeting, nor is hosting the games."""
SIGHTS: frozenset[str] = frozenset({BY_NAME}) | _set("capital region province village town city base camp front")
STOPPAGES: frozenset[str] = _set("strike walkout stoppage")
GATHERINGS: frozenset[str] = _set("protest demonstration rally march sit-in vigil")

DEEDS: tuple[Deed, ...] = (
    Deed(
        _set("gather convene assemble"),
        MEETING,
        "participant",
        NAMED | LAWMAKERS,
        phrase=r"\bfor (?:[\w-]+ ){0,5}(?:summit|talks|meeting|session|conference|negotiations)\b",
    ),
    Deed(_set("receive host welcome"), MEETING, "participant", NAMED, PERSONS, "participant"),
    Deed(_set("host convene chair"), MEETING, "participant", NAMED, TALKS),
    Deed(_set("hold host open convene"), CONFERENCE, "host", frozenset(), _set("conference symposium congress forum")),
    Deed(
        _set("hold conduct begin start stage launch"),
        EXERCISE,
        "participant",
        frozenset(),
        _set("exercise drill manoeuvre maneuver wargame"),
    ),
    Deed(_set("meet confer"), MEETING, "participant", NAMED, NAMED, "participant"),
    Deed(_set("hold begin conclude resume open attend finish"), MEETING, "participant", NAMED, TALKS),
    Deed(
        _set("speak talk"),
        CALL,
        "participant",
        NAMED,
        phrase=r"by (?:tele)?phone|in a (?:tele)?phone call|on the phone",
    ),
    Deed(_set("visit tour"), VISIT, "visitor", NAMED, SIGHTS, "place"),
    Deed(
        _set("pay make begin start end conclude complete cut finish undertake"),
        VISIT,
        "visitor",
        NAMED,
        _set("visit trip tour stop stopover"),
    ),
    Deed(_set("sit"), MEETING, "participant", NAMED, phrase=r"\bsat down with\b"),
    Deed(_set("convene"), MEETING, "participant", NAMED | LAWMAKERS),
    Deed(
        _set("arrive fly travel land"),
        VISIT,
        "visitor",
        NAMED,
        phrase=r"\bon an? (?:[\w-]+ ){0,4}(?:visit|trip|tour)|\bfor (?:[\w-]+ ){0,4}(?:talks|visit|meetings?|summit)\b"
        r"|\bto (?:meet|visit|attend|hold talks)\b",
    ),
    Deed(_set("sign ratify initial conclude seal ink finalise finalize renew broker"), SIGNED, "party", NAMED, PAPERS),
    Deed(_set("declare announce agree"), CEASEFIRE, "party", NAMED, _set("ceasefire truce armistice")),
    Deed(_set("reach strike clinch"), AGREED, "party", NAMED, PAPERS),
    Deed(_set("vote"), VOTE, "voter", LAWMAKERS),
    Deed(_set("adopt approve pass reject ratify"), VOTE, "voter", LAWMAKERS, BILLS),
    Deed(
        _set("vote"),
        VOTE,
        "voter",
        NAMED | CROWD,
        phrase=r"\bvoted?\b.{0,40}\b(?:elect|elections?|referendum|polls?)\b",
    ),
    Deed(_set("go head flock"), VOTE, "voter", NAMED | CROWD | _set("voter citizen"), phrase=r"\bto the polls\b"),
    Deed(_set("veto"), VETO, "voter", NAMED, BILLS | _set("proposal draft text")),
    Deed(_set("hold"), VOTE, "voter", NAMED, _set("election referendum vote runoff")),
    Deed(
        _set("attack ambush raid storm assault seize"), ATTACK, "attacker", ARMED, PHYSICAL | PEOPLE | NAMED, "target"
    ),
    Deed(_set("elect"), VOTE, "voter", LAWMAKERS | _set("party people electorate"), NAMED, "elected"),
    Deed(_set("win"), VOTE, "winner", NAMED | _set("party opposition"), _set("election referendum runoff presidency")),
    Deed(_set("step stand"), RESIGNATION, "resigning", NAMED, phrase=r"\b(?:stepped|stood) down\b"),
    Deed(_set("stab"), ATTACK, "attacker", frozenset(), PEOPLE | NAMED, "target"),
    Deed(
        _set("shoot gun"),
        SHOOTING,
        "attacker",
        frozenset(),
        PEOPLE | NAMED,
        "target",
        phrase=r"\b(?:shot dead|gunned down)\b",
    ),
    Deed(_set("fire"), SHOOTING, "attacker", ARMED | POLICE, phrase=r"\bfired (?:on|at|into)\b"),
    Deed(_set("hit strike pound target raid"), SHELLING, "attacker", AERIAL, PHYSICAL | {BY_PLACE}, "target"),
    Deed(_set("collapse"), DISASTER, "structure", STRUCTURES),
    Deed(_set("burst"), DISASTER, "cause", _set("river dam lake reservoir levee dyke"), _set("bank banks")),
    Deed(_set("explode"), EXPLOSION, "cause", STRUCTURES | VEHICLES | _set("boiler pipeline tank gas cylinder")),
    Deed(_set("catch"), DISASTER, "structure", STRUCTURES | VEHICLES, phrase=r"\bcaught fire\b"),
    Deed(_set("run go veer"), CRASH, "vehicle", VEHICLES, phrase=r"\b(?:ran aground|went down|veered off)\b"),
    Deed(_set("hit slam ram strike"), CRASH, "vehicle", VEHICLES, VEHICLES | STRUCTURES | CROWD, "target"),
    Deed(_set("invade"), ATTACK, "attacker", frozenset(), frozenset({BY_NAME, BY_PLACE}) | PHYSICAL, "target"),
    Deed(_set("capture overrun recapture seize"), ATTACK, "attacker", ARMED, PHYSICAL | {BY_PLACE}, "target"),
    Deed(
        _set("kill wound injure"),
        SHELLING,
        "weapon",
        _set("missile rocket shell drone"),
        frozenset(),
        "target",
    ),
    Deed(_set("kill wound injure hit damage destroy rip"), BOMBING, "weapon", BOMBS, frozenset(), "target"),
    Deed(_set("kill injure gut destroy damage engulf"), DISASTER, "cause", FIRES, frozenset(), "place"),
    Deed(_set("resign"), RESIGNATION, "resigning", NAMED),
    Deed(_set("attack ambush raid storm"), ATTACK, "attacker", NAMED, OUTPOSTS, "target"),
    Deed(_set("shell bombard strafe"), SHELLING, "attacker", frozenset(), PHYSICAL | {BY_PLACE}, "target"),
    Deed(_set("bomb"), SHELLING, "attacker", AERIAL, PHYSICAL | {BY_NAME}, "target"),
    Deed(_set("bomb"), BOMBING, "attacker", ARMED, PHYSICAL | {BY_NAME}, "target"),
    Deed(_set("bomb"), ATTACK, "attacker", frozenset(), PHYSICAL, "target"),
    Deed(_set("kill wound injure shoot"), ATTACK, "attacker", ARMED - _set("force forces"), PEOPLE, "target"),
    Deed(
        _set("hit strike destroy"),
        SHELLING,
        "attacker",
        _set("missile rocket shell airstrike drone"),
        frozenset(),
        "target",
    ),
    Deed(_set("launch carry mount stage"), ATTACK, "attacker", frozenset(), ASSAULTS),
    Deed(_set("open"), SHOOTING, "attacker", ARMED | POLICE | _set("man"), _set("fire")),
    Deed(_set("explode detonate"), BOMBING, "weapon", BOMBS),
    Deed(_set("detonate explode plant"), BOMBING, "attacker", ARMED | _set("man woman"), BOMBS),
    Deed(_set("go"), BOMBING, "weapon", BOMBS, phrase=r"\bwent off\b"),
    Deed(
        _set("blow"), SUICIDE, "attacker", ARMED | _set("man woman"), phrase=r"\bblew (?:him|her|them)sel(?:f|ves) up\b"
    ),
    Deed(_set("kidnap abduct hijack"), ABDUCTION, "attacker", frozenset(), SUSPECTS | WORKERS | VEHICLES, "target"),
    Deed(_set("assassinate"), KILLING, "attacker", frozenset(), SUSPECTS, "target"),
    Deed(_set("rip tear hit rock shake kill"), EXPLOSION, "cause", BLASTS, frozenset()),
    Deed(_set("go"), STRIKE, "striker", WORKERS, phrase=r"\bon strike\b"),
    Deed(_set("walk"), STRIKE, "striker", WORKERS, phrase=r"\bwalked (?:out|off the job)\b"),
    Deed(_set("stage begin start hold launch end"), STRIKE, "striker", WORKERS, STOPPAGES),
    Deed(_set("protest demonstrate march rally"), PROTEST, "protester", CROWD | WORKERS),
    Deed(_set("take"), PROTEST, "protester", CROWD | WORKERS, phrase=r"\btook to the streets\b"),
    Deed(_set("hold stage"), PROTEST, "protester", CROWD | WORKERS, GATHERINGS),
    Deed(_set("riot"), RIOT, "protester", CROWD | _set("prisoner inmate")),
    Deed(
        _set("take"),
        ARREST,
        "arresting",
        POLICE,
        SUSPECTS | WORKERS,
        "arrested",
        phrase=r"\binto (?:police )?custody\b",
    ),
    Deed(_set("arrest detain apprehend"), ARREST, "arresting", POLICE | NAMED, SUSPECTS, "arrested"),
    Deed(_set("round"), ARREST, "arresting", POLICE | NAMED, SUSPECTS, "arrested", phrase=r"\brounded up\b"),
    Deed(
        _set("strike hit shake rock sweep devastate flood batter ravage destroy kill inundate bury engulf displace"),
        DISASTER,
        "cause",
        NATURE,
        frozenset(),
        "place",
    ),
    Deed(_set("sweep tear rip burn rage roar surge slam"), DISASTER, "cause", NATURE | FIRES),
    Deed(_set("make"), DISASTER, "cause", NATURE, _set("landfall")),
    Deed(_set("erupt"), DISASTER, "cause", _set("volcano mount")),
    Deed(_set("break"), DISASTER, "cause", FIRES, phrase=r"\bbroke out\b"),
    Deed(_set("crash derail sink capsize collide overturn skid plunge"), CRASH, "vehicle", VEHICLES),
    Deed(_set("launch fire test-fire orbit"), LAUNCH, "launcher", frozenset(), FLYERS, "launched"),
    Deed(
        _set("launch unveil introduce release debut"),
        LAUNCH,
        "launcher",
        NAMED | _set("company firm airline maker"),
        PRODUCTS,
        "launched",
    ),
    Deed(_set("lift blast"), LAUNCH, "launched", FLYERS, phrase=r"\b(?:lifted|blasted) off\b"),
)
"""Every way in which a clause tells an event; the first that fits has it."""

ROLES: dict[str, str] = {"arrest": "arrested", "visit": "visitor", "launch": "launched"}
"""Kind -> the role of a name in the noun's own words ("the arrest of Ivo Maret")."""

STRUCK: dict[str, Kind] = {
    **dict.fromkeys(("air", "drone", "missile", "rocket", "artillery"), SHELLING),
    **dict.fromkeys(("rail", "transport", "train", "bus", "teachers", "nurses", "doctors", "pilots", "postal"), STRIKE),
    **dict.fromkeys(("general", "nationwide", "national"), GENERAL_STRIKE),
    "hunger": HUNGER_STRIKE,
}
"""The word before "strike" that tells which kind it is."""

LAUNCHED: frozenset[str] = FLYERS | PRODUCTS
"""What a "launch" is an event of; that of a campaign or a book is none."""

UNREAL: frozenset[str] = _set("""
    not n't never will would could may might should must can shall if unless whether cannot
""")
"""Words on a verb by which it tells nothing that happened."""

DENYING: frozenset[str] = _set(
    "deny doubt dismiss refute reject threaten plan want hope expect fear imagine allege pretend"
)
"""Verbs (lemmas) whose clause is not told as having happened."""

PLANNED: frozenset[str] = _set("""
    next upcoming planned possible future proposed potential imminent feared foiled thwarted attempted scheduled
    cancelled canceled postponed would-be any no every another hypothetical heart panic asthma verbal
    personal
""")
"""Words before an event noun by which it is none yet, or none at all ("a heart attack")."""

RISKED: frozenset[str] = _set("""
    threat risk fear call plan possibility prospect warning prevent avoid avert plot cancel postpone threaten prepare
    propose demand chance talk offer request proposal need want invite
""")
"""Words (lemmas) whose "of", "for" or object is an event that has not happened ("the threat of an attack on Vell")."""
