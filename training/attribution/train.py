"""Train the tagger of reported speech on a corpus of attributions.

    python training/corpus/read.py --data TEXTS.jsonl | python training/attribution/train.py - build/tagger.pt
    python training/attribution/train.py polnear_train.jsonl build/compare.pt --epochs 3

Documents of another part than `train` are left out, those without a part are all for training. The same seed, data and
machine give the same weights.
"""

from __future__ import annotations

import argparse
import random
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import torch
from examples import NOT_SAID, Document, Example, examples_of, read_documents
from network import HEAD_PARTS, Tagger, pretrained, pretrained_folder
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from onrecord.extract.tagging import LEVELS, LINK, ROLES, TAGS


@dataclass(frozen=True, slots=True)
class Settings:
    """How to train. Chosen on the development parts of the corpus."""

    epochs: float = 6.0
    batch: int = 4
    rate: float = 3e-4
    """Peak learning rate of the encoder; the new heads take five times as much."""
    masked: float = 0.1
    """Share of pieces hidden behind [MASK], against learning names by heart."""
    rounded: float = 0.5
    """Share of the steps, the last ones, that are trained with the rounded numbers of the shipped model."""
    seed: int = 0
    threads: int = 1
    """More are faster and give other weights: sums are then made in another order."""


HEADS_FASTER = 5.0
WARM = 0.1
"""Share of the steps over which the rate rises, before it falls in a straight line to nothing."""
DECAY = 0.01
LONGEST_STEP = 1.0
"""Norm to which gradients are clipped."""
LINK_WEIGHT, LABEL_WEIGHT = 0.5, 0.5
ROUND = 64
"""Windows of a batch are filled up to a multiple of this, so that few shapes occur."""
MIXED_UP = 40
"""Pieces by which the lengths are blurred before windows of like length are put in one batch."""


def main() -> None:
    """Train on the given file and write the weights."""
    arguments = _arguments()
    settings = Settings(**{each.name: getattr(arguments, each.name) for each in fields(Settings)})
    documents = [d for d in read_documents(arguments.corpus) if d.get("split", "train") == "train"]
    if not documents:
        raise SystemExit(f"{arguments.corpus} has no documents of the part train")
    net = train(documents, settings)
    arguments.out.parent.mkdir(parents=True, exist_ok=True)
    torch.save(net.state_dict(), arguments.out)
    print(f"written: {arguments.out}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path, help='JSONL of documents, "-" for standard input')
    parser.add_argument("out", type=Path, help="where the weights go (a PyTorch state)")
    for each in fields(Settings):
        parser.add_argument(f"--{each.name}", type=type(each.default), default=each.default)
    return parser.parse_args()


def train(documents: Sequence[Document], settings: Settings) -> Tagger:
    """The trained tagger. Prints how far it is."""
    torch.manual_seed(settings.seed)
    torch.set_num_threads(settings.threads)
    chance = random.Random(settings.seed)
    tokenizer = Tokenizer.from_file(str(pretrained_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    examples = list(examples_of(documents, tokenizer))
    net = pretrained().train()
    steps = int(-(-len(examples) // settings.batch) * settings.epochs)
    optimizer = _optimizer(net, settings.rate)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _rate(step, steps))
    print(f"{len(documents)} documents, {len(examples)} windows, {sum(map(len, examples))} pieces, {steps} steps")
    began, smooth = time.monotonic(), 0.0
    mask = tokenizer.token_to_id("[MASK]")
    for step, batch in zip(range(1, steps + 1), _batches(examples, settings.batch, chance), strict=False):
        if step > steps * (1 - settings.rounded):
            net.round()
        loss = _loss(net, batch, settings.masked, mask)
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(net.parameters(), LONGEST_STEP)
        optimizer.step()
        schedule.step()
        smooth += (loss.item() - smooth) / min(step, 50)
        if step % 100 == 0 or step == steps:
            print(f"step {step} of {steps}: loss {smooth:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return net.eval()


def _optimizer(net: Tagger, rate: float) -> torch.optim.Optimizer:
    """AdamW. The embeddings of the words stay as they were pretrained: the corpus has too few of them to learn."""
    net.word.weight.requires_grad_(False)
    named = [(name.split(".")[0] in HEAD_PARTS, each) for name, each in net.named_parameters() if each.requires_grad]
    groups = [
        {"params": [each for new, each in named if not new], "lr": rate},
        {"params": [each for new, each in named if new], "lr": rate * HEADS_FASTER},
    ]
    return torch.optim.AdamW(groups, weight_decay=DECAY, fused=True)


def _rate(step: int, steps: int) -> float:
    warm = max(1, int(steps * WARM))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def _batches(examples: Sequence[Example], size: int, chance: random.Random) -> Iterator[list[Example]]:
    """Batches of windows of like length, in a new order each time, without end."""
    while True:
        order = sorted(examples, key=lambda example: len(example) + chance.random() * MIXED_UP)
        batches = [order[at : at + size] for at in range(0, len(order), size)]
        chance.shuffle(batches)
        yield from batches


def _loss(net: Tagger, batch: Sequence[Example], masked: float, mask: int) -> Tensor:
    length = -(-max(map(len, batch)) // ROUND) * ROUND
    ids = _filled((example.ids for example in batch), length)
    there = torch.arange(length)[None, :] < torch.tensor([len(example) for example in batch])[:, None]
    if masked:
        ids = torch.where(torch.rand(ids.shape) < masked, mask, ids)
    case, quote = (_filled((getattr(e, name) for e in batch), length) for name in ("case", "quote"))
    with torch.autocast("cpu", torch.bfloat16):
        tags, links, labels = net(ids, case, quote, there)
    answers = _filled((example.tags for example in batch), length, NOT_SAID)
    scores = tags.float().view(-1, TAGS)
    lost = functional.cross_entropy(scores, answers.view(-1), ignore_index=NOT_SAID) * LEVELS * len(ROLES)
    linked = _mean([loss for i, example in enumerate(batch) for loss in _link_losses(links[i].float(), example)])
    marked = _mean([loss for i, example in enumerate(batch) for loss in _label_losses(labels[i].float(), example)])
    return lost + LINK_WEIGHT * linked + LABEL_WEIGHT * marked


def _filled(rows: Iterable[np.ndarray], length: int, by: int = 0) -> Tensor:
    """Arrays of several lengths as one tensor."""
    given = list(rows)
    whole = np.full((len(given), length, *given[0].shape[1:]), by, np.int64)
    for row, array in zip(whole, given, strict=True):
        row[: len(array)] = array
    return torch.from_numpy(whole)


def _mean(losses: Sequence[Tensor]) -> Tensor:
    return torch.stack(losses).mean() if losses else torch.zeros(())


def _link_losses(links: Tensor, example: Example) -> Iterator[Tensor]:
    """For each kind of link and each cue how wrong its scores are."""
    cues = example.spans["cue"]
    for kind, role in ((0, "content"), (1, "source")):
        others = example.spans[role]
        if not cues or not others:
            continue
        wanted, given = links[:, kind * 2 * LINK : (kind * 2 + 2) * LINK].split(LINK, dim=1)
        odds = _edges(wanted, cues) @ _edges(given, others).T / LINK**0.5
        right = torch.zeros_like(odds)
        for which, cue, other in example.links:
            if which == kind:
                right[cue, other] = 1.0
        yield from functional.binary_cross_entropy_with_logits(odds, right, reduction="none").sum(dim=1)


def _edges(vectors: Tensor, spans: Sequence[tuple[int, int]]) -> Tensor:
    first, behind = torch.tensor(spans).T
    return vectors[first] + vectors[behind - 1]


def _label_losses(labels: Tensor, example: Example) -> Iterator[Tensor]:
    for (first, _), marks in zip(example.spans["cue"], example.labels, strict=True):
        if marks is not None:
            yield functional.binary_cross_entropy_with_logits(labels[first], torch.tensor(marks), reduction="sum")


if __name__ == "__main__":
    main()
