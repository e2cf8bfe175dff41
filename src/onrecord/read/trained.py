"""What does a trained model say about these rows of features? Weights lie in `weights/`, made by `training/read`.

The models are small sets of decision trees in ONNX, run on one thread: the same features give the same scores on every
run, whatever else the machine does.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

from onrecord.networks import network_of

Features = NDArray[np.float32]


def scores(name: str, features: Features) -> NDArray[np.float32]:
    """For each row of features the model's probability of each class: an array of rows by classes.

    `name` is a file of `weights/` without `.onnx`; its card in `training/read` tells what the columns are.
    """
    model = _model(name)
    # the converter gives a classifier two outputs: its choice, and its probabilities
    given: NDArray[np.float32] = model.run(None, {model.get_inputs()[0].name: features})[-1]
    return given


def cut_of(likely: Features, weights: NDArray[Any], *, least: float, spare: float = 0.0) -> float:
    """The chance from which blocks or lines are kept: that with the best F1 of weight to be expected, `least` at least.

    Of the likeliest so many are taken that twice the expected right weight over kept and expected weight is highest: on
    a page of doubtful blocks more of them than on a page of sure ones. `spare` is weight added below the line, for a
    page that may have none at all. There must be one chance, in 0 to 1, at least.
    """
    order = np.argsort(-likely, kind="stable")
    expected = np.cumsum((weights * likely)[order])
    best = int(np.argmax(2 * expected / (np.cumsum(weights[order]) + expected[-1] + spare)))
    return max(float(likely[order[best]]), least)


@cache
def _model(name: str) -> Any:
    return network_of(files("onrecord.read").joinpath("weights", f"{name}.onnx").read_bytes())
