"""Teaches the encoder intents and urgency, epoch by epoch; goes on where it was broken off."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from nlu.finetune.examples import Corpus, Example, batches, padded
from nlu.finetune.network import Judges

Say = Callable[[str], None]


@dataclass(frozen=True)
class Recipe:
    """How it learns; chosen by the sentences kept back, figures in nlu/README.md."""

    epochs: int = 9
    batch: int = 32
    rate: float = 2e-4  # of the top layer; each layer below learns `fade` times as fast
    fade: float = 0.9
    head_rate: float = 1e-3
    weight_decay: float = 0.01
    warm_up: float = 0.1  # share of the steps
    smoothing: float = 0.05
    urgency_weight: float = 0.7
    seed: int = 1


def learn(judges: Judges, corpus: Corpus, recipe: Recipe, checkpoint: Path, say: Say) -> None:
    """Trains in place. The word pieces' own vectors stay as they are: few sentences hold any one of them."""
    judges.encoder.words.weight.requires_grad_(False)
    judges.encoder.positions.weight.requires_grad_(False)
    steps = recipe.epochs * math.ceil(len(corpus.sentences) / recipe.batch)
    optimizer = torch.optim.AdamW(_groups(judges, recipe), weight_decay=recipe.weight_decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: _slope(step, steps, recipe.warm_up))
    state = {"judges": judges, "optimizer": optimizer, "schedule": schedule}
    first = _resumed(state, checkpoint)
    for epoch in range(first, recipe.epochs):
        began = time.monotonic()
        torch.manual_seed(recipe.seed + epoch)
        rng = random.Random(recipe.seed + epoch)
        loss = _one_epoch(judges, corpus.seen(rng), recipe, rng, optimizer, schedule)
        _keep(state, epoch + 1, checkpoint)
        took = time.monotonic() - began
        right = accuracy(judges, corpus.unseen)
        left = took * (recipe.epochs - epoch - 1) / 60
        say(
            f"  epoch {epoch + 1}/{recipe.epochs}: loss {loss:.3f}, {right:.1%} of those kept back, {left:.0f} min left"
        )


def accuracy(judges: Judges, examples: list[Example]) -> float:
    """Share of right intents."""
    judges.eval()
    right = 0
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for batch in batches(examples, 64, random.Random(0)):
            scores, _ = judges(*padded(batch))
            right += int((scores.argmax(1) == torch.tensor([each.intent for each in batch])).sum())
    return right / len(examples)


def _one_epoch(
    judges: Judges,
    examples: list[Example],
    recipe: Recipe,
    rng: random.Random,
    optimizer: torch.optim.Optimizer,
    schedule: torch.optim.lr_scheduler.LambdaLR,
) -> float:
    judges.train()
    total = 0.0
    for batch in batches(examples, recipe.batch, rng):
        with torch.autocast("cpu", dtype=torch.bfloat16):
            intents, urgent = judges(*padded(batch))
        truth = torch.tensor([each.intent for each in batch])
        loss = functional.cross_entropy(intents.float(), truth, label_smoothing=recipe.smoothing)
        alarms = torch.tensor([each.urgent for each in batch])
        loss = loss + recipe.urgency_weight * functional.binary_cross_entropy_with_logits(urgent.float(), alarms)
        optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(judges.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        total += loss.item() * len(batch)
    return total / len(examples)


def _groups(judges: Judges, recipe: Recipe) -> list[dict[str, object]]:
    layers = judges.encoder.layers
    heads = [*judges.intent.parameters(), *judges.urgent.parameters()]
    groups: list[dict[str, object]] = [{"params": heads, "lr": recipe.head_rate}]
    groups.append({"params": list(judges.encoder.norm.parameters()), "lr": recipe.rate * recipe.fade ** len(layers)})
    for height, layer in enumerate(layers, start=1):
        groups.append({"params": list(layer.parameters()), "lr": recipe.rate * recipe.fade ** (len(layers) - height)})
    return groups


def _slope(step: int, steps: int, warm_up: float) -> float:
    """Rises to one, then falls to nothing."""
    return min(1.0, (step + 1) / (warm_up * steps)) * max(0.0, (steps - step) / steps)


def _keep(state: dict[str, object], done: int, checkpoint: Path) -> None:
    held = {name: part.state_dict() for name, part in state.items()}  # type: ignore[attr-defined]
    beside = checkpoint.with_suffix(".new")
    torch.save({**held, "done": done}, beside)
    beside.replace(checkpoint)


def _resumed(state: dict[str, object], checkpoint: Path) -> int:
    if not checkpoint.is_file():
        return 0
    held = torch.load(checkpoint, weights_only=True)
    for name, part in state.items():
        part.load_state_dict(held[name])  # type: ignore[attr-defined]
    return int(held["done"])
