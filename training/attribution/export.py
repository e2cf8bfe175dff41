"""Write a trained tagger as it ships: an ONNX model in 8-bit whole numbers, and its tokenizer.

    python training/attribution/export.py build/tagger.pt packages/onrecord-en/src/onrecord_en/weights

The weights are quantised once; what flows between the layers is quantised while a window is read, by the range of that
window alone, so that a page gives the same spans whatever is read beside it.
"""

from __future__ import annotations

import argparse
import shutil
import warnings
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from network import Tagger, pretrained_folder
from onnxruntime.quantization import QuantType, quantize_dynamic

OPSET = 17
EXAMPLE = 64
"""Pieces of the window with which the network is traced; the number is free at run time."""


def main() -> None:
    """Read the weights, write the model and the tokenizer."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("weights", type=Path, help="what train.py wrote")
    parser.add_argument("folder", type=Path, help="where tagger.onnx and tokenizer.json go")
    arguments = parser.parse_args()
    net = Tagger()
    net.load_state_dict(torch.load(arguments.weights, weights_only=True))
    arguments.folder.mkdir(parents=True, exist_ok=True)
    written = arguments.folder / "tagger.onnx"
    with TemporaryDirectory() as folder:
        whole = Path(folder) / "whole.onnx"
        _trace(net.eval(), whole)
        quantize_dynamic(whole, written, weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    shutil.copyfile(pretrained_folder() / "tokenizer.json", arguments.folder / "tokenizer.json")
    print(f"written: {written} ({written.stat().st_size / 1e6:.1f} MB)")


def _trace(net: Tagger, path: Path) -> None:
    inputs = tuple(torch.zeros(1, EXAMPLE, dtype=torch.long) for _ in range(3))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # the tracing exporter: no further package, one plain graph
        torch.onnx.export(
            net, inputs, str(path), dynamo=False, opset_version=OPSET,
            input_names=["ids", "case", "quote"], output_names=["tags", "links", "labels"],
            dynamic_axes={name: {1: "pieces"} for name in ("ids", "case", "quote", "tags", "links", "labels")},
        )  # fmt: skip


if __name__ == "__main__":
    main()
