"""What words around a number say: which currency or unit it is in, how exact it is, whether it counts people?

Tables only. Sources: ISO 4217 for currencies, the SI brochure (9th edition) for symbols.
"""

from __future__ import annotations

from onrecord.extract.numerals import words_of
from onrecord.model import Modifier

SIGNS: dict[str, str] = {
    "Y=": "JPY",  # what is left of a yen sign where a text was folded to ASCII
    "US$": "USD",
    "US $": "USD",
    "$US": "USD",
    "$A": "AUD",
    "HK $": "HKD",
    "NZ $": "NZD",
    "S $": "SGD",
    "RM": "MYR",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "R$": "BRL",
    "NT$": "TWD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "¥": "JPY",
    "₹": "INR",
    "Rs.": "INR",
    "Rs": "INR",
    "₽": "RUB",
    "₴": "UAH",
    "₺": "TRY",
    "₩": "KRW",
    "₪": "ILS",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
}
"""Currency signs before a number. A bare "$" is the United States' unless the text says otherwise."""

FOLDED: dict[str, str] = {"PS": "GBP", "R": "ZAR", "KSh": "KES", "Sh": "KES", "Rp": "IDR", "N": "NGN"}
"""Letters for a currency, which names have too ("PS5"): money only before two digits or more. "PS" is what is left of
the sign of the pound where a text was folded to ASCII ("PS2.7m")."""

CODES: frozenset[str] = frozenset(
    words_of("""
    AED AUD BRL CAD CHF CNY CZK DKK EGP EUR GBP HKD HUF IDR ILS INR JPY KRW KZT MXN MYR NGN NOK NZD PHP PKR PLN QAR
    RON RUB SAR SEK SGD THB TRY TWD UAH USD VND ZAR
""")
)
MONEY: dict[str, str] = {
    "dollar": "USD",
    "buck": "USD",
    "euro": "EUR",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rouble": "RUB",
    "ruble": "RUB",
    "rupee": "INR",
    "hryvnia": "UAH",
    "zloty": "PLN",
    "shekel": "ILS",
    "lira": "TRY",
    "baht": "THB",
    "ringgit": "MYR",
    "rupiah": "IDR",
    "naira": "NGN",
    "rand": "ZAR",
    "tenge": "KZT",
    "forint": "HUF",
    "franc": "CHF",
    "real": "BRL",
    "dong": "VND",
    "won": "KRW",
    "dirham": "AED",
    "riyal": "SAR",
    "pound sterling": "GBP",
}
"""Currency names (singular). "pound" is money only with a sign, a scale ("two million pounds") or "sterling"."""

VERBAL: frozenset[str] = frozenset({"won", "real", "dong", "rand"})
"""Currency names that are other words too: they are money only where the parse has a noun."""

DOLLARS: dict[str, str] = {
    "us": "USD",
    "u.s.": "USD",
    "american": "USD",
    "australian": "AUD",
    "canadian": "CAD",
    "new zealand": "NZD",
    "hong kong": "HKD",
    "singapore": "SGD",
    "taiwan": "TWD",
}
"""Whose dollars."""

MEASURES: dict[str, str] = {
    "percent": "percent",
    "per cent": "percent",
    "%": "percent",
    "pct": "percent",
    "pc": "percent",
    "percentage point": "percentage points",
    "kilometre": "km",
    "kilometer": "km",
    "km": "km",
    "metre": "m",
    "meter": "m",
    "m": "m",
    "centimetre": "cm",
    "centimeter": "cm",
    "cm": "cm",
    "millimetre": "mm",
    "millimeter": "mm",
    "mm": "mm",
    "mile": "mi",
    "nautical mile": "nmi",
    "foot": "ft",
    "feet": "ft",
    "ft": "ft",
    "inch": "in",
    "inche": "in",
    "yard": "yd",
    "square kilometre": "km2",
    "square kilometer": "km2",
    "sq km": "km2",
    "square metre": "m2",
    "square meter": "m2",
    "square mile": "mi2",
    "square feet": "ft2",
    "square foot": "ft2",
    "cubic metre": "m3",
    "hectare": "ha",
    "acre": "acre",
    "kilogram": "kg",
    "kilogramme": "kg",
    "kilo": "kg",
    "kg": "kg",
    "gram": "g",
    "milligram": "mg",
    "mg": "mg",
    "microgram": "µg",
    "tonne": "t",
    "metric ton": "t",
    "ton": "ton",
    "pound": "lb",
    "ounce": "oz",
    "sq m": "m2",
    "sq ft": "ft2",
    "millilitre": "mL",
    "milliliter": "mL",
    "ml": "mL",
    "litre": "L",
    "liter": "L",
    "gallon": "gal",
    "barrel": "bbl",
    "degrees c": "°C",
    "degrees f": "°F",
    "degrees celsius": "°C",
    "degree celsius": "°C",
    "celsius": "°C",
    "°c": "°C",
    "degrees fahrenheit": "°F",
    "fahrenheit": "°F",
    "°f": "°F",
    "kilometres per hour": "km/h",
    "kilometers per hour": "km/h",
    "kilometres an hour": "km/h",
    "kilometers an hour": "km/h",
    "metres a second": "m/s",
    "meters a second": "m/s",
    "km/h": "km/h",
    "kph": "km/h",
    "miles per hour": "mph",
    "mph": "mph",
    "watt": "W",
    "kilowatt": "kW",
    "kw": "kW",
    "megawatt": "MW",
    "mw": "MW",
    "gigawatt": "GW",
    "gw": "GW",
    "kilowatt hour": "kWh",
    "kwh": "kWh",
    "megawatt hour": "MWh",
    "horsepower": "hp",
    "hp": "hp",
    "bhp": "bhp",
    "volt": "V",
    "hertz": "Hz",
    "hz": "Hz",
    "khz": "kHz",
    "mhz": "MHz",
    "ghz": "GHz",
    "gigabyte": "GB",
    "gb": "GB",
    "megabyte": "MB",
    "mb": "MB",
    "terabyte": "TB",
    "tb": "TB",
    "cent": "cents",
    "penny": "pence",
    "pence": "pence",
    "kopeck": "kopecks",
    "basis point": "basis points",
    "bps": "basis points",
    "micrometre": "µm",
    "micrometer": "µm",
    "micron": "µm",
    "µm": "µm",
    "μm": "µm",
    "nanometre": "nm",
    "nanometer": "nm",
    "nm": "nm",
    "square yard": "yd2",
    "square inch": "in2",
    "square inche": "in2",
    "square centimetre": "cm2",
    "square centimeter": "cm2",
    "sq mi": "mi2",
    "sqm": "m2",
    "sqft": "ft2",
    "m2": "m2",
    "km2": "km2",
    "m²": "m2",
    "km²": "km2",
    "m³": "m3",
    "m3": "m3",
    "cubic meter": "m3",
    "cubic foot": "ft3",
    "cubic feet": "ft3",
    "cubic inch": "in3",
    "cubic yard": "yd3",
    "cubic kilometre": "km3",
    "cubic kilometer": "km3",
    "cubic centimetre": "cm3",
    "cubic centimeter": "cm3",
    "cc": "cm3",
    "hectolitre": "hL",
    "fluid ounce": "fl oz",
    "troy ounce": "ozt",
    "light-year": "ly",
    "light year": "ly",
    "knot": "kn",
    "kt": "kn",
    "metres per second": "m/s",
    "meters per second": "m/s",
    "m/s": "m/s",
    "km/hr": "km/h",
    "kmh": "km/h",
    "kilotonne": "kt",
    "kiloton": "kt",
    "megatonne": "Mt",
    "megaton": "Mt",
    "gigatonne": "Gt",
    "gigaton": "Gt",
    "kilowatt-hour": "kWh",
    "megawatt-hour": "MWh",
    "gigawatt-hour": "GWh",
    "terawatt-hour": "TWh",
    "roentgen": "R",
    "millisievert": "mSv",
    "sievert": "Sv",
    "becquerel": "Bq",
    "pint": "pt",
    "quart": "qt",
    "bushel": "bu",
    "carat": "ct",
    "furlong": "fur",
    "fathom": "ftm",
    "milliamp": "mA",
    "microsecond": "µs",
    "millisecond": "ms",
    "nanosecond": "ns",
    "megapixel": "Mpx",
    "lumen": "lm",
    "lux": "lx",
    "kelvin": "K",
    "megajoule": "MJ",
    "gigajoule": "GJ",
    "megabit": "Mbit",
    "gigabit": "Gbit",
    "exabyte": "EB",
    "m.p.h.": "mph",
    "m.p.h": "mph",
    "k.p.h.": "km/h",
    "miles an hour": "mph",
    "mpg": "mpg",
    "miles per gallon": "mpg",
    "rpm": "rpm",
    "terawatt": "TW",
    "terawatt hour": "TWh",
    "twh": "TWh",
    "gigawatt hour": "GWh",
    "gwh": "GWh",
    "milliwatt": "mW",
    "kilovolt": "kV",
    "kv": "kV",
    "ampere": "A",
    "amp": "A",
    "mah": "mAh",
    "milliamp-hour": "mAh",
    "kilohertz": "kHz",
    "megahertz": "MHz",
    "gigahertz": "GHz",
    "kilobyte": "kB",
    "kb": "kB",
    "petabyte": "PB",
    "mbps": "Mbit/s",
    "gbps": "Gbit/s",
    "megabits per second": "Mbit/s",
    "gigabits per second": "Gbit/s",
    "joule": "J",
    "kilojoule": "kJ",
    "kj": "kJ",
    "calorie": "cal",
    "kilocalorie": "kcal",
    "kcal": "kcal",
    "decibel": "dB",
    "db": "dB",
    "millibar": "mbar",
    "psi": "psi",
    "pascal": "Pa",
    "hectopascal": "hPa",
    "newton": "N",
    "newton metre": "Nm",
    "newton meter": "Nm",
    "pound-feet": "lb ft",
    "lb-ft": "lb ft",
    "ppm": "ppm",
    "parts per million": "ppm",
}
"""Units of measure (singular) and their symbols; "metric ton" and "ton" stay apart, for a ton is not always a tonne."""

SYMBOLS: dict[str, str] = {"W": "W", "V": "V", "C": "°C", "F": "°F", "L": "L", "l": "L", "g": "g", "p": "pence",
                           "bar": "bar", "sen": "sen", "degree": "°", "degrees": "°", "°": "°"}  # fmt: skip
"""Units whose words mean other things too: only behind digits and only in this case ("5 W", "118.5p")."""

MULTIPLE = "times"
"""The unit of a multiple ("four times the number", "sixfold")."""

AGES: frozenset[str] = frozenset({"years of age", "months of age", "weeks of age", "days of age"})
AGE = "years of age"
"""The units of ages. Ages are kept apart: they are quantities, but no figures of the record."""

RATES: frozenset[str] = frozenset(
    words_of("""
    second minute hour day night week fortnight month quarter year decade ounce pound kilo kilogram gram tonne ton
    barrel bushel gallon litre liter share head person piece unit mile kilometre kilometer acre hectare bottle pop
""")
)
"""Nouns behind "a" or "an" that make a rate of the amount before them ("$15 a month", "$1,270 an ounce")."""

DURATIONS: frozenset[str] = frozenset(
    words_of("""
    second minute hour day night week fortnight month year decade century
""")
)
"""Units of time; the figure's unit is their plural."""

MODIFIERS: dict[str, Modifier] = {
    "about": "about",
    "around": "about",
    "roughly": "about",
    "approximately": "about",
    "some": "about",
    "nearly": "about",
    "almost": "about",
    "close to": "about",
    "an estimated": "about",
    "estimated": "about",
    "an average of": "exact",
    "circa": "about",
    "approx.": "about",
    "somewhere around": "about",
    "in the region of": "about",
    "on the order of": "about",
    "more or less": "about",
    "approaching": "about",
    "nearing": "about",
    "not quite": "about",
    "in the order of": "about",
    "a little over": "over",
    "a little more than": "over",
    "slightly more than": "over",
    "slightly over": "over",
    "slightly above": "over",
    "a little under": "under",
    "a little less than": "under",
    "slightly less than": "under",
    "slightly fewer than": "under",
    "slightly under": "under",
    "slightly below": "under",
    "at a minimum": "at_least",
    "minimum of": "at_least",
    "maximum of": "up_to",
    "sub": "under",
    "virtually": "about",
    "more than": "over",
    "over": "over",
    "above": "over",
    "well over": "over",
    "just over": "over",
    "upwards of": "over",
    "in excess of": "over",
    "exceeding": "over",
    "greater than": "over",
    "higher than": "over",
    "at least": "at_least",
    "no fewer than": "at_least",
    "no less than": "at_least",
    "not less than": "at_least",
    "a minimum of": "at_least",
    "minimum": "at_least",
    "up to": "up_to",
    "up to a": "up_to",
    "as many as": "up_to",
    "as much as": "up_to",
    "as high as": "up_to",
    "at most": "up_to",
    "no more than": "up_to",
    "not more than": "up_to",
    "a maximum of": "up_to",
    "maximum": "up_to",
    "under": "under",
    "less than": "under",
    "fewer than": "under",
    "below": "under",
    "just under": "under",
    "well under": "under",
    "lower than": "under",
    "only": "exact",
    "just": "exact",
    "exactly": "exact",
    "a total of": "exact",
    "as few as": "exact",
    "the other": "exact",
    "the first": "exact",
    "the": "exact",
    "an additional": "exact",
    "a further": "exact",
    "another": "exact",
    "all": "exact",
    "a record": "exact",
}
"""Words before a number. Those that say "exact" only belong to the words of the figure ("a total of 31 people")."""

AFTERWARDS: dict[str, Modifier] = {
    "or more": "at_least",
    "or so": "about",
    "or fewer": "up_to",
    "or less": "up_to",
    "at least": "at_least",
    "at most": "up_to",
    "-plus": "at_least",
    "+": "at_least",
}
"""Words behind a number or its noun."""

VAGUE: dict[str, tuple[float | None, float | None]] = {
    "tens of thousands": (10_000, 99_999),
    "hundreds of thousands": (100_000, 999_999),
    "tens of millions": (10_000_000, 99_999_999),
    "hundreds of millions": (100_000_000, 999_999_999),
    "tens of billions": (1e10, 1e11 - 1),
    "hundreds of billions": (1e11, 1e12 - 1),
    "dozens": (24, 99),
    "scores": (40, 99),
    "hundreds": (100, 999),
    "thousands": (1_000, 9_999),
    "millions": (1_000_000, 9_999_999),
    "billions": (1e9, 1e10 - 1),
    "several dozen": (24, 99),
    "a few dozen": (24, 99),
    "several hundreds": (200, 999),
    "several thousands": (2_000, 9_999),
    "a couple": (2, 2),
    "several hundred": (200, 999),
    "a few hundred": (200, 999),
    "several thousand": (2_000, 9_999),
    "a few thousand": (2_000, 9_999),
    "several million": (2_000_000, 9_999_999),
    "a few million": (2_000_000, 9_999_999),
    "several": (None, None),
    "a handful": (None, None),
    "a number": (None, None),
    "a large number": (None, None),
    "large numbers": (None, None),
    "a growing number": (None, None),
    "quite a lot": (None, None),
    "quite a few": (None, None),
    "countless": (None, None),
    "numerous": (None, None),
}
"""Quantities without a number, and between which bounds they lie. Plain determiners ("some", "many") are no figures."""

FRACTIONS: dict[str, float] = {
    "half": 50,
    "a half": 50,
    "one half": 50,
    "a third": 33.33,
    "one third": 33.33,
    "two thirds": 66.67,
    "a quarter": 25,
    "one quarter": 25,
    "one fourth": 25,
    "three quarters": 75,
    "three fourths": 75,
    "a fifth": 20,
    "one fifth": 20,
    "two fifths": 40,
    "three fifths": 60,
    "four fifths": 80,
    "a tenth": 10,
    "one tenth": 10,
}
"""Shares in words and their percentage, to two decimals; a share only before "of"."""

OF_ONLY: frozenset[str] = frozenset(
    {
        "scores",
        "a couple",
        "a handful",
        "a number",
        "a large number",
        "large numbers",
        "a growing number",
        "quite a lot",
    }
)
"""Vague quantities only before "of"."""

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

LONG_THINGS: frozenset[str] = frozenset(
    words_of("""
    waves walls hurdles trees poles towers vessels boats ships yachts strides heats cables tunnels trenches masts
    buildings fences barriers swells cranes statues pools ropes pipes dives jumps
""")
)
"""Plurals behind "5m" that are five metres long or high; other plurals are five million."""

MULTIPLIED: tuple[str, ...] = ("the", "as", "more", "higher", "larger", "bigger", "greater", "faster", "that", "what",
                               "its", "their", "his", "her", "over", "less", "lower", "earnings", "sales")  # fmt: skip
"""Words behind "four times" that make it a multiple."""

PIECES: tuple[str, ...] = (
    "percentage point",
    "per cent",
    *words_of("""
    metre meter mile kilometre kilometer foot inch yard hectare acre tonne ton kilo kilogram litre liter gallon pound
    ounce point percent
"""),
)
"""Units of which "half a" and "more than a" tell an amount."""

ENDING: tuple[str, ...] = tuple(
    words_of("""
    on in to since after last this and but when as because over during for from at compared against or by between among
    while if within under until
""")
)
"""Words behind a share that stands by itself ("cut by a third in May")."""

OWNERS: tuple[str, ...] = ("of", "the", "all", "its", "their", "his", "her", "our", "your", "my", "these", "those")
"""Words behind "half" that name the whole."""

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

TALLIES: frozenset[str] = frozenset({"number", "total", "count", "figure", "tally", "amount", "sum", "level", "rate"})
"""Number nouns that do not say what is counted; a figure that has nothing better is in the unit "number"."""

YEARLY: frozenset[str] = frozenset(
    words_of("""
    levels elections games olympics figures sales results models protests attacks talks championships finals awards
""")
)
"""Plurals behind a year ("2000 levels"), where other plurals make the number a count."""

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
    kill die injure wound hurt arrest detain miss rescue save deport evict hospitalize hospitalise infect release free
    shoot drown evacuate kidnap abduct sentence execute survive lose
""")
)
"""Verbs (lemmas) of which even one person is news."""
