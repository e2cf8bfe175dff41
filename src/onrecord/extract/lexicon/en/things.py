"""Which nouns count people, which things, and which words make a number a label, a toll or no news?"""

from __future__ import annotations

from onrecord.extract.numerals import words_of

PEOPLE: frozenset[str] = frozenset(
    words_of("""
    people person man men woman women child children boy girl baby infant adult teenager youth student pupil teacher
    citizen national resident inhabitant villager civilian refugee migrant immigrant asylum-seeker soldier troop
    serviceman servicemen servicewoman policeman policemen officer official guard marine sailor pilot fighter
    militant insurgent rebel terrorist extremist jihadist gunman gunmen commander hostage prisoner detainee captive
    inmate suspect victim casualty casualties fatality fatalities dead wounded injured survivor patient passenger
    driver worker employee staff staffer miner farmer fisherman fishermen doctor nurse medic journalist reporter
    lawyer judge lawmaker deputy senator minister member delegate voter protester protestor demonstrator activist
    volunteer observer inspector adviser expert scientist engineer firefighter rescuer tourist visitor guest fan
    player customer user client consumer follower investor shareholder taxpayer relative parent mother father
    assistant accountant consultant defendant plaintiff occupant servant merchant combatant claimant attendant
    informant lieutenant sergeant schoolchild schoolchildren toddler asthmatic diabetic paramedic mechanic cleric
    critic academic juror heir bystander onlooker captain colonel general admiral envoy diplomat ambassador delegate
    chef clerk cook thief thieves burglar pirate monk nun priest imam rabbi bishop spy guest nomad
    brother sister friend colleague contractor personnel recruit crew population Muslim Christian Jew believer
    pilgrim applicant candidate contact attendee participant spectator descendant veteran conscript reservist
    mercenary mercenaries trooper peacekeeper police individual smuggler trafficker pensioner graduate homeless
    elderly displaced foreigner local native settler returnee sibling twin toddler pedestrian cyclist skier climber
    diver swimmer commuter motorist subscriber owner tenant
""")
)
"""Nouns (singular, plus irregular plurals) that count people."""

PEOPLE_ENDINGS: tuple[str, ...] = ("ers", "ors", "ists", "women", "men", "ees", "ians")
"""Endings of plurals that mostly count people; `THINGS` names those that do not."""

THINGS: frozenset[str] = frozenset(
    words_of("""
    numbers papers orders offers computers containers letters quarters towers powers rivers chapters centers meters
    liters kilometers servers printers boosters reactors sensors motors doors floors factors sectors errors colors
    harbors mirrors tractors vectors monitors processors cylinders fingers borders corners layers summers winters
    covers filters helicopters bombers tankers freighters carriers launchers cruisers destroyers trailers posters
    stickers registers chambers matters disasters clusters theaters shelters flowers showers hammers markers headers
    transformers routers scanners parameters characters transfers answers boxers waters tenders folders headquarters
    generators elevators refrigerators tumors odors honors favors rumors rotors indicators detectors conductors
    corridors anchors barriers copiers piers tiers frontiers airliners liners lockers freezers boilers burners
    pollinators predators spiders tigers panthers badgers oysters lobsters peppers burgers dinners suppers sweaters
    slippers sneakers rollers rulers timers counters ledgers tubers homers orbiters rovers landers boulders bunkers
    bumpers bulldozers excavators harvesters sprinklers sewers wafers lasers committees trees degrees fees rupees
    charters inhalers radiators joists cisterns feeders manors furnaces ambers embers scooters strollers trackers
    blenders toasters dryers washers freighters schooners cutters ferries sliders drawers spacers bumpers fenders
    mufflers gears bearings diapers wipers zippers erasers markers binders staplers scissors tweezers skewers
    platters saucers beakers burners coolers heaters boosters adapters chargers speakers tweeters woofers amplifiers
    receivers transmitters repeaters simulators calculators accelerators incubators respirators ventilators
    defibrillators pacemakers catheters ulcers cancers vapors tremors trusses rosters semesters trimesters
    quavers chapters letters banners barometers thermometers altimeters odometers speedometers perimeters diameters
    hectometers dossiers glaciers meanders craters geysers thunders timbers hangers lockers jumpers loafers trousers
    blazers burgers crackers wafers cucumbers tubers clovers heathers fevers feathers antlers livers kidneys bladders
    shoulders eyelashes ladders rafters gutters shutters trawlers tenders dredgers liners coasters choppers gliders
    fliers flyers brochures stamps ciphers numbers anchors cursors tensors moors floors
    tremors terrors mirrors lists fists wrists mists twists tryouts trees jubilees
    marquees decrees levees settees toupees guarantees pedigrees pillars guitars martinis
    knees bees coffees specimens omens regimens stamens acumens abdomens
""")
)
"""Plurals with such an ending that count things."""

MASS: frozenset[str] = frozenset(
    words_of("""
    people personnel staff police troops cattle bison buffalo moose elk swine salmon trout squid shrimp head aircraft
    spacecraft hovercraft sheep fish deer species series means
    offspring ammunition equipment money water land crew media data poultry
""")
)
"""Nouns that a number above one may count without a plural ending ("2,000 head of cattle")."""

NUMBER_NOUNS: frozenset[str] = frozenset(
    words_of("""
    number total count toll figure tally amount sum population price cost value budget deficit debt turnover revenue
    profit loss sales damage fine rate share level temperature height length distance area membership attendance
    turnout stock
""")
)
"""Nouns whose value a number elsewhere in the clause gives ("The number of X ... at about 250")."""

TALLIES: frozenset[str] = frozenset({"number", "total", "count", "figure", "tally", "amount", "sum", "level", "rate"})
"""Number nouns that do not say what is counted; a figure that has nothing better is in the unit "number"."""

YEARLY: frozenset[str] = frozenset(
    words_of("""
    levels elections games olympics figures sales results models protests attacks talks championships finals awards
""")
)
"""Plurals behind a year ("2000 levels"), where other plurals make the number a count."""

LABELS: frozenset[str] = frozenset(
    words_of("""
    no no. number resolution article section chapter page pages part phase paragraph clause rule act bill amendment
    flight highway route interstate road line platform room apartment suite unit building block gate terminal
    channel level type class category grade stage step day week year season episode volume issue version model size
    apollo division group pool round heat game match set lane track gen. mark figure table exhibit file case order
    decree law protocol annex appendix item point zone sector district ward precinct area station tower reactor
    windows formula title schedule top psalm verse verses war agenda vision horizon covid sars
""")
)
"""Words before a number that make it a label ("Resolution 40", "phase one", "Flight 12")."""

LOOSE: frozenset[str] = frozenset(
    words_of("""
    one-off thing way side hand time place point kind sort case reason respect word moment other another more less
    lot bit step front occasion end sense level
""")
)
"""Nouns that a small number word before them does not count as news ("on the one hand", "two things", "four times")."""

SPEAKING: frozenset[str] = frozenset(
    words_of("""
    say tell add note claim argue warn believe think announce report confirm deny insist suggest explain describe
    write ask recall predict expect agree
""")
)
"""Verbs (lemmas) whose subject is counted only as a source ("two officials said")."""

PEOPLE_TOGETHER: frozenset[str] = frozenset(
    words_of("""
    crowd gathering audience congregation force army garrison workforce team mob delegation contingent brigade group
    battalion squad party family staff crew membership
""")
)
"""Nouns (lemmas) of which a bare number counts the people ("a crowd of 3,000")."""

SPANNED: frozenset[str] = frozenset(words_of("page member seat bed person storey story room ton car vehicle strong"))
"""Nouns that a number and a hyphen make a measure of what follows ("a 131-page report" has 131 pages)."""

STATES: frozenset[str] = frozenset(
    words_of("""
    dead injured wounded missing killed hurt homeless displaced arrested detained hospitalized hospitalised infected
    unaccounted stranded
""")
)
"""Words right behind a number that count people by what befell them ("12 dead and 30 injured")."""

TOLL: frozenset[str] = frozenset(
    words_of("""
    jail imprison kill die injure wound hurt arrest detain miss rescue save deport evict hospitalize hospitalise infect
    release free
    shoot drown evacuate kidnap abduct sentence execute survive lose
""")
)
"""Verbs (lemmas) of which even one person is news."""
