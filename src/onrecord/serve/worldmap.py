"""How does the world look on a screen?

Outlines of countries by Natural Earth (public domain, 1:110 million, from the npm package world-atlas) in the
projection of the same name. They come with the parts that the browser loads; without these a map has its points and
its table alone. The outlines show who governs where, as their maker sees it, and settle no question of borders.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from math import radians, sqrt
from typing import Any

from onrecord.gazetteer import STATES, state_named
from onrecord.serve.atlas import Atlas, Spot

WIDTH, HEIGHT = 960, 430
"""The map, in the units of its viewBox; the icy end of the south is left out."""

SCALE = 175.0
"""Units of the drawing for each unit of the projection: 960 wide in all."""

MIDDLE = 245.0
"""Where the equator lies."""

ABBREVIATED: dict[str, str] = {
    "Bosnia and Herz.": "Bosnia and Herzegovina",
    "Central African Rep.": "Central African Republic",
    "Côte d'Ivoire": "Ivory Coast",
    "Dem. Rep. Congo": "Democratic Republic of the Congo",
    "Dominican Rep.": "Dominican Republic",
    "Eq. Guinea": "Equatorial Guinea",
    "Macedonia": "North Macedonia",
    "S. Sudan": "South Sudan",
    "Solomon Is.": "Solomon Islands",
    "United States of America": "United States",
    "eSwatini": "Eswatini",
}
"""How Natural Earth shortens the names of states."""

LEFT_OUT = frozenset({"Antarctica"})

CODES = {state.code for state in STATES}


@dataclass(frozen=True, slots=True)
class Shape:
    """The outline of a country as the data of an SVG path; `code` as in ISO 3166-1 alpha-2, empty where unknown."""

    name: str
    code: str
    path: str


@dataclass(frozen=True, slots=True)
class Point:
    """A place on the map; `radius` tells how often it is named, beside the one named most."""

    spot: Spot
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class WorldMap:
    """The outlines, each with a step from 0 to 5 for how often its places are named, and the points."""

    shapes: tuple[tuple[Shape, int, int], ...]
    points: tuple[Point, ...]
    width: int = WIDTH
    height: int = HEIGHT


def map_of(atlas: Atlas) -> WorldMap:
    """The atlas as drawn: states tinted, places with a point as dots, those named most below the others."""
    totals = {land.country: land.total for land in atlas.lands}
    most = max(totals.values(), default=1)
    shapes = ((shape, totals.get(shape.code, 0), _step(totals.get(shape.code, 0), most)) for shape in world())
    dots = [spot for spot in atlas.spots if spot.lat is not None and spot.lon is not None]
    loudest = max((spot.total for spot in dots), default=1)
    points = (Point(spot, *at(spot.lon or 0, spot.lat or 0), _radius(spot.total, loudest)) for spot in dots)
    return WorldMap(tuple(shapes), tuple(points))


def _step(total: int, most: int) -> int:
    return 0 if not total else 1 + round(4 * sqrt(total / most))


def _radius(total: int, most: int) -> float:
    return round(3 + 9 * sqrt(total / most), 1)


def at(lon: float, lat: float) -> tuple[float, float]:
    """Where a point in degrees lies on the map: the Natural Earth projection (Šavrič, Jenny, Patterson, 2011)."""
    x, y = radians(lon), radians(max(-90.0, min(90.0, lat)))
    p2 = y * y
    p4 = p2 * p2
    across = x * (0.8707 - 0.131979 * p2 + p4 * (-0.013791 + p4 * (0.003971 * p2 - 0.001529 * p4)))
    up = y * (1.007226 + p2 * (0.015085 + p4 * (-0.044475 + 0.028874 * p2 - 0.005916 * p4)))
    return round(WIDTH / 2 + SCALE * across, 1), round(MIDDLE - SCALE * up, 1)


@cache
def world() -> tuple[Shape, ...]:
    """The outlines of all countries; none where the browser's parts were not built."""
    built = files("onrecord.serve.web") / "built" / "countries-110m.json"
    if not built.is_file():
        return ()
    topology = json.loads(built.read_text("utf-8"))
    arcs = tuple(_arcs(topology))
    found = topology["objects"]["countries"]["geometries"]
    shapes = (_shape(country, arcs) for country in found if country["properties"]["name"] not in LEFT_OUT)
    return tuple(sorted(shapes, key=lambda shape: shape.name))


def _arcs(topology: dict[str, Any]) -> Iterator[list[tuple[float, float]]]:
    """The lines of a TopoJSON file in degrees: each point is told as the way from the one before, in whole steps."""
    (wide, high), (left, low) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        line = []
        for step in arc:
            x, y = x + step[0], y + step[1]
            line.append((x * wide + left, y * high + low))
        yield line


def _shape(country: dict[str, Any], arcs: Sequence[list[tuple[float, float]]]) -> Shape:
    name = country["properties"]["name"]
    state = state_named(ABBREVIATED.get(name, name))
    several = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    rings = (_ring(ring, arcs) for polygon in several for ring in polygon)
    return Shape(name, state.code if state else "", "".join(_path(part) for ring in rings for part in _parted(ring)))


def _ring(numbers: Iterable[int], arcs: Sequence[list[tuple[float, float]]]) -> list[tuple[float, float]]:
    """A closed line from its arcs; a negative number names an arc to be walked from its end."""
    line: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        line += arc[1:] if line else arc
    return line


def _parted(ring: Sequence[tuple[float, float]]) -> list[list[tuple[float, float]]]:
    """The ring, or its parts on either side of the line where the map is cut open (180 degrees)."""
    parts = [list(ring[:1])]
    for before, point in pairwise(ring):
        if abs(point[0] - before[0]) > 180:
            parts.append([])
        parts[-1].append(point)
    if len(parts) > 1:  # a ring ends where it began: its last part goes on in its first
        parts[0] = parts.pop() + parts[0]
    return parts


def _path(line: Iterable[tuple[float, float]]) -> str:
    points = dict.fromkeys(at(lon, lat) for lon, lat in line)
    if len(points) < 3:  # an island smaller than a point of the drawing
        return ""
    return "M" + "L".join(f"{x:g},{y:g}" for x, y in points) + "Z"
