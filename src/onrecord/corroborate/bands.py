"""Under which keys do pages meet that may copy each other, and which of those that met are worth reading?

Keys are the bands of a page's MinHash signature and the anchors of its passages: both hang on the page alone. Of pages
that met, signatures tell whether the texts may share enough (`may_be_alike`), so that few texts are fetched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from onrecord.corroborate.traces import PERMUTATIONS, Hashes
from onrecord.model import PageId, Trace

Places: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.int64]]"
Keys: TypeAlias = "np.ndarray[tuple[int], np.dtype[np.uint64]]"
Rows: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.uint32]]"

BANDS = 64
ROWS = 2
"""Bands of a signature and slots of each: a pair of Jaccard .2 meets at 93 %, two unrelated pages (.001) at 1 in 16000.
They bring copies with misread letters together; all others share an anchor."""

CROWD = 40
NEIGHBOURS = 4
"""Pages under one key up to which each pair meets. In a crowd (a text that hundreds print, a box on every page of an
outlet) a page meets those next to it by id (as a signed number): ids come from content, so a new page changes the pairs
around it only."""

SHARED_LEAST = 0.2
"""Share of the shorter page's shingles that two pages without a common anchor must have in common to be worth reading:
of development data only copies with misread letters are without one, and their signatures tell .24 and more."""

DEVIATIONS = 1.0
"""A signature tells a likeness only roughly: so many standard deviations are granted before a pair is dropped."""

PAIRS_AT_ONCE = 4096
"""Pairs of signatures compared in one go (some 8 MB)."""

GROUPED = 0.3
"""Share of slots in which two signatures agree that are grouped without their texts."""


def bands_of(trace: Trace) -> tuple[str, ...]:
    """The keys under which a page meets others: one a band of its signature, one an anchor. They hang on it alone."""
    if not trace.signature:
        return ()
    bands = (f"{band:x}:{key:x}" for band, key in enumerate(_band_keys(_signatures((trace,)))[0].tolist()))
    return (*bands, *(f"a:{anchor:x}" for anchor in _anchors(trace).tolist()))


def may_be_alike(a: Trace, b: Trace) -> bool:
    """Whether two pages that met can be alike, by their traces alone: an anchor in common, or enough slots."""
    if not a.signature or not b.signature:
        return False
    if _in_common(_anchors(a), _anchors(b)):
        return True
    return bool(_near(_signatures((a, b)), _sizes((a, b)), np.array([0]), np.array([1]))[0])


def candidates(traces: Sequence[Trace]) -> list[tuple[PageId, PageId]]:
    """Pairs of pages that meet and may be alike, each once, sorted; a < b.

    It is what `bands_of` and `may_be_alike` tell one by one.
    """
    signed = sorted((trace for trace in traces if trace.signature), key=_turn)
    if not signed:
        return []
    rows, sizes = _signatures(signed), _sizes(signed)
    anchors = [_anchors(trace) for trace in signed]
    known = np.zeros(0, dtype=np.int64)
    for keys in _band_keys(rows).T:
        a, b = _meetings(keys, np.arange(len(signed)))
        near = _near(rows, sizes, a, b)
        near[~near] = [_in_common(anchors[i], anchors[j]) for i, j in zip(a[~near], b[~near], strict=True)]
        known = np.union1d(known, a[near] * len(signed) + b[near])
    a, b = _meetings(
        np.concatenate(anchors).astype(np.uint64),
        np.repeat(np.arange(len(anchors)), [len(f) for f in anchors]),
    )
    known = np.union1d(known, a * len(signed) + b)
    pairs = ((signed[pair // len(signed)].page, signed[pair % len(signed)].page) for pair in known.tolist())
    return sorted((min(pair), max(pair)) for pair in pairs)


def _turn(trace: Trace) -> tuple[bool, PageId]:
    """Orders pages by their ids as signed numbers: a first digit from 8 on makes a negative one."""
    return trace.page[1:2] < "8", trace.page


def _in_common(a: Hashes, b: Hashes) -> bool:
    return bool(len(np.intersect1d(a, b, assume_unique=True)))


def _signatures(traces: Sequence[Trace]) -> Rows:
    return np.frombuffer(b"".join(trace.signature for trace in traces), dtype="<u4").reshape(len(traces), PERMUTATIONS)


def _anchors(trace: Trace) -> Hashes:
    return np.frombuffer(trace.anchors, dtype="<u4")


def _sizes(traces: Sequence[Trace]) -> Places:
    return np.array([trace.shingles for trace in traces], dtype=np.int64)


def _band_keys(rows: Rows) -> np.ndarray[tuple[int, int], np.dtype[np.uint64]]:
    """One key per page and band."""
    banded = rows[:, : BANDS * ROWS]
    return banded[:, 0::ROWS].astype(np.uint64) << np.uint64(32) | banded[:, 1::ROWS]


def _meetings(keys: Keys, places: Places) -> tuple[Places, Places]:
    """Pairs of places under equal keys, the smaller place first; the places of a key stand in their order.

    All pairs of up to `CROWD` places; in a crowd each with the `NEIGHBOURS` behind it.
    """
    order = np.lexsort((places, keys)) if (np.diff(places) < 0).any() else np.argsort(keys, kind="stable")
    keys, places = keys[order], places[order]
    starts = np.concatenate(([0], np.flatnonzero(np.diff(keys)) + 1))
    sizes = np.diff(np.append(starts, len(keys)))
    several = sizes > 1
    within = np.repeat(np.where(sizes <= CROWD, sizes - 1, NEIGHBOURS)[several], sizes[several])
    at = np.flatnonzero(np.repeat(several, sizes))
    pairs = []
    for step in range(1, int(within.max(initial=0)) + 1):
        near = at[(within >= step) & (at + step < len(keys))]
        near = near[keys[near] == keys[near + step]]
        pairs.append((places[near], places[near + step]))
    a, b = (np.concatenate([pair[side] for pair in pairs] or [places[:0]]) for side in (0, 1))
    apart = a != b
    return np.minimum(a, b)[apart], np.maximum(a, b)[apart]


def _near(rows: Rows, sizes: Places, a: Places, b: Places) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Which pairs agree in as many slots as pages that share `SHARED_LEAST` of the shorter one, deviations granted."""
    shorter, longer = np.minimum(sizes[a], sizes[b]), np.maximum(sizes[a], sizes[b])
    expected = SHARED_LEAST * shorter / (shorter + longer - SHARED_LEAST * shorter)
    least = PERMUTATIONS * expected - DEVIATIONS * np.sqrt(PERMUTATIONS * expected * (1 - expected))
    return _agreeing(rows, a, b) >= least


def _agreeing(rows: Rows, a: Places, b: Places) -> Places:
    """In how many slots the signatures of each pair agree."""
    parts = range(0, len(a), PAIRS_AT_ONCE)
    counts = [(rows[a[i : i + PAIRS_AT_ONCE]] == rows[b[i : i + PAIRS_AT_ONCE]]).sum(axis=1) for i in parts]
    return np.concatenate(counts) if counts else np.zeros(0, dtype=np.int64)


def signatures_grouped(signatures: Rows, *, alike: float = GROUPED) -> Places:
    """A label for each row of MinHash slots: rows of one label are connected by pairs that agree in `alike` of them.

    For piles of any size: pairs that meet in a band are compared band after band, those already together are left out.
    Memory: the signatures and some 60 bytes a row.
    """
    labels = np.arange(len(signatures))
    for band in range(0, signatures.shape[1], ROWS):
        keys = signatures[:, band].astype(np.uint64) << np.uint64(32) | signatures[:, band + 1]
        a, b = _meetings(keys, np.arange(len(signatures)))
        fresh = labels[a] != labels[b]
        a, b = a[fresh], b[fresh]
        near = _agreeing(signatures, a, b) >= alike * signatures.shape[1]
        if near.any():
            ties = (labels[a[near]], labels[b[near]])
            met = coo_matrix(
                (np.ones(int(near.sum()), dtype=np.int8), ties),
                shape=(len(labels), len(labels)),
            )
            labels = connected_components(met, directed=False)[1][labels]
    return labels
