"""How is a trained model run? On one thread and in silence: the same input gives the same scores on every run."""

from __future__ import annotations

from typing import Any

import onnxruntime

SILENT = 4
"""onnxruntime's severity of fatal errors: it has nothing to say at a terminal."""


def network_of(weights: bytes) -> Any:
    """The onnxruntime session of an ONNX model."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = SILENT
    return onnxruntime.InferenceSession(weights, options, providers=["CPUExecutionProvider"])
