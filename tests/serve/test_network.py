"""Does the network count origins, and name nobody who has no office or public role?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import doors
import newsroom
import pytest

import make
from onrecord.serve.network import Network, network_of
from onrecord.serve.placing import HEIGHT, WIDTH, drawing_of
from onrecord.store import Record

Write = Callable[[], Record]

COMMISSION = make.entity("Tavra Commission", "commission", kind="organization", mentions=3)


@pytest.fixture
def people(kinds: newsroom.Kinds) -> newsroom.Kinds:
    """The newsroom with mentions: the commission in two renderings of one utterance, a neighbour, a waiting row."""
    courier, herald, _ = kinds["pages"]
    kinds["entities"].append(COMMISSION)
    kinds["mentions"] = [
        make.mention(courier, "the commission meets", entity=COMMISSION.id, label="organization"),
        make.mention(herald, "the commission", entity=COMMISSION.id, label="organization"),
        make.mention(courier, "Nobody", entity=newsroom.VENN.id),
        make.mention(herald, "the locks", entity=COMMISSION.id, label="organization"),
        make.mention(herald, "The lower valley", entity=newsroom.BRENN.id),
    ]
    quote = kinds["statements"][0]
    kinds["statements"][0] = replace(quote, audience="the Tavra Commission")
    kinds["memberships"].append(make.membership(kinds["pages"][2], "Osk", "Tavra Commission", "member", "Osk and Vell"))
    return kinds


def ties(network: Network) -> set[tuple[str, str, str, int, int]]:
    names = {node.id: node.name for node in network.nodes}
    return {(names[tie.a], tie.kind, names[tie.b], tie.origins, tie.sayings) for tie in network.ties}


@pytest.mark.parametrize("centre", [None, newsroom.BRENN])
def test_two_renderings_of_one_utterance_are_one_saying_with_its_origins(
    people: newsroom.Kinds, write: Write, centre: object
) -> None:
    people["utterances"] = [replace(people["utterances"][0], origins=2)]
    record = write()
    found = ties(network_of(record, doors.desk_of(record), centre))  # type: ignore[arg-type]
    assert ("Oda Brenn", "about", "Tavra Commission", 2, 1) in found
    assert ("Oda Brenn", "to", "Tavra Commission", 2, 1) in found
    assert ("Tam Rusk", "about", "Oda Brenn", 1, 1) in found


def test_a_private_person_is_in_no_network(people: newsroom.Kinds, write: Write) -> None:
    record = write()
    desk = doors.desk_of(record)
    for centre in (None, newsroom.BRENN, newsroom.RUSK, COMMISSION):
        shown = {node.name for node in network_of(record, desk, centre).nodes}
        assert not {"Ilo Venn", "Sil Maro"} & shown


def test_a_statement_that_waits_makes_no_tie(people: newsroom.Kinds, write: Write) -> None:
    record = write()
    desk = doors.desk_of(record)
    held = {row.id for row in record.rows("statements") if desk.held_back(row)}
    for centre in (None, newsroom.BRENN, COMMISSION):
        network = network_of(record, desk, centre)
        assert not held & {tie.row for tie in network.ties}
        assert all(node.counted <= 3 for node in network.nodes)


def test_a_record_without_statements_has_an_empty_network(write: Write, kinds: newsroom.Kinds) -> None:
    for kind in ("statements", "figures", "utterances", "links", "offices", "memberships"):
        kinds[kind] = []
    record = write()
    network = network_of(record, doors.desk_of(record), None)
    assert (network.nodes, network.ties) == ((), ())
    assert drawing_of(network).nodes == ()


def test_the_most_tied_names_are_kept_and_the_others_counted(people: newsroom.Kinds, write: Write) -> None:
    record = write()
    network = network_of(record, doors.desk_of(record), newsroom.BRENN, most=2)
    assert len(network.nodes) == 2 and network.cut == 1
    assert network.centre == newsroom.BRENN.id and newsroom.BRENN.id in {node.id for node in network.nodes}


def test_the_same_network_is_drawn_the_same_and_inside_its_frame(people: newsroom.Kinds, write: Write) -> None:
    record = write()
    network = network_of(record, doors.desk_of(record), None)
    drawing = drawing_of(network)
    assert drawing == drawing_of(network)
    assert all(0 < each.x < WIDTH and 0 < each.y < HEIGHT for each in drawing.nodes)
    assert len({(each.x, each.y) for each in drawing.nodes}) == len(network.nodes)
    assert len(drawing.lines) == len(network.ties)
