"""In which currency, unit or stretch of time do the words beside a number tell it?

Sources: ISO 4217 for currencies, the SI brochure (9th edition) for symbols.
"""

from __future__ import annotations

from onrecord.extract.numerals import words_of

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

PIECES: tuple[str, ...] = (
    "percentage point",
    "per cent",
    *words_of("""
    metre meter mile kilometre kilometer foot inch yard hectare acre tonne ton kilo kilogram litre liter gallon pound
    ounce point percent
"""),
)
"""Units of which "half a" and "more than a" tell an amount."""

LONG_THINGS: frozenset[str] = frozenset(
    words_of("""
    waves walls hurdles trees poles towers vessels boats ships yachts strides heats cables tunnels trenches masts
    buildings fences barriers swells cranes statues pools ropes pipes dives jumps
""")
)
"""Plurals behind "5m" that are five metres long or high; other plurals are five million."""
