"""Where do the names of a network stand in its drawing?

Names push each other away and ties pull them together, step by step, as Fruchterman and Reingold (1991) have it; from
the same names and ties comes the same drawing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin, sqrt

import numpy
from numpy.typing import NDArray

from onrecord.serve.network import Network, Node, Tie

WIDTH, HEIGHT = 960, 600
"""The drawing, in the units of its viewBox."""

MARGIN = 60
"""Room for the names at the edges."""

ROUNDS = 300

PULL = 0.2
"""How strongly all names are drawn to the middle, so that what hangs together by no tie does not drift apart."""

ROOM = numpy.array([104.0, 46.0])
"""What a name with its label takes."""

TURN = pi * (3 - sqrt(5))
"""The golden angle: names that start on this spiral are spread evenly whatever their number (Vogel, 1979)."""

THICKEST = 6.0
"""The line of the strongest tie."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A name with its place, radius, and the side of it on which its label stands."""

    node: Node
    x: float
    y: float
    radius: float


@dataclass(frozen=True, slots=True)
class Line:
    """A tie from place to place; `width` tells how many origins it has, beside the strongest one."""

    tie: Tie
    x1: float
    y1: float
    x2: float
    y2: float
    width: float


@dataclass(frozen=True, slots=True)
class Drawing:
    """Names and lines, the weakest lines first, so that the strong ones lie on top."""

    nodes: tuple[Placed, ...]
    lines: tuple[Line, ...]
    width: int = WIDTH
    height: int = HEIGHT


def drawing_of(network: Network) -> Drawing:
    """The network as drawn."""
    at = {node.id: place for place, node in enumerate(network.nodes)}
    places = _fitted(_spread(len(at), [(at[tie.a], at[tie.b], tie.origins) for tie in network.ties]))
    most = max((tie.origins for tie in network.ties), default=1)
    weights = [sum(tie.origins for tie in network.ties if node.id in (tie.a, tie.b)) for node in network.nodes]
    heaviest = max(weights, default=1) or 1
    nodes = (
        Placed(node, *places[place], round(5 + 11 * sqrt(weight / heaviest), 1))
        for place, (node, weight) in enumerate(zip(network.nodes, weights, strict=True))
    )
    lines = (
        Line(tie, *places[at[tie.a]], *places[at[tie.b]], round(max(1.0, THICKEST * sqrt(tie.origins / most)), 1))
        for tie in reversed(network.ties)
    )
    return Drawing(tuple(nodes), tuple(lines))


def _spread(count: int, ties: Sequence[tuple[int, int, int]]) -> NDArray[numpy.float64]:
    """The places of `count` names, around nought, at distances of about one."""
    turns = numpy.arange(count)
    places: NDArray[numpy.float64] = numpy.sqrt(turns + 0.5)[:, None] * numpy.array(
        [[cos(TURN * turn), sin(TURN * turn)] for turn in turns]
    )
    places = places.reshape(count, 2)
    pull = numpy.zeros((count, count))
    for a, b, origins in ties:
        pull[a, b] = pull[b, a] = pull[a, b] + 1 + numpy.log(origins)
    for turn in range(ROUNDS if count > 1 else 0):
        apart = places[:, None] - places[None]
        far = numpy.maximum(numpy.sqrt((apart**2).sum(-1)), 0.01)
        force = (apart / far[..., None] * (1 / far - pull * far**2 / 8)[..., None]).sum(1) - PULL * places
        length = numpy.maximum(numpy.sqrt((force**2).sum(-1, keepdims=True)), 1e-9)
        places = places + force / length * numpy.minimum(length, 0.5 * (1 - turn / ROUNDS))
    return places


def _fitted(places: NDArray[numpy.float64]) -> list[tuple[float, float]]:
    """The places stretched over the drawing."""
    if not len(places):
        return []
    low, high = places.min(0), places.max(0)
    room = numpy.array([WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN])
    size = numpy.maximum(high - low, 1e-9)
    shares = numpy.where(high - low > 1e-6, (places - low) / size, 0.5)
    placed = _apart(shares * room + MARGIN)
    return [(round(float(x), 1), round(float(y), 1)) for x, y in placed]


def _apart(places: NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """The places, moved until few labels lie over each other: pairs give way where they overlap least."""
    edges = numpy.array([MARGIN, MARGIN / 2]), numpy.array([WIDTH - MARGIN, HEIGHT - MARGIN / 2])
    for _ in range(ROUNDS):
        between = places[:, None] - places[None]
        over = numpy.maximum(ROOM - numpy.abs(between), 0)
        over[(over == 0).any(-1)] = 0
        over[range(len(places)), range(len(places))] = 0
        upright = over[..., 1] <= over[..., 0]
        way = numpy.where(between >= 0, 1, -1) * over / 4
        moves = numpy.stack([numpy.where(upright, 0, way[..., 0]), numpy.where(upright, way[..., 1], 0)], -1)
        places = numpy.clip(places + moves.sum(1), *edges)
    return places
