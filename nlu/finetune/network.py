"""The encoder in PyTorch, with two heads: what is meant, and whether it is urgent."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn import functional

from nlu.finetune.source import Sizes, Source


class Layer(nn.Module):
    """One transformer layer as BERT has it: attention, then two dense ones, each followed by a norm."""

    def __init__(self, sizes: Sizes, dropout: float) -> None:
        super().__init__()
        self.heads = sizes.heads
        self.query, self.key, self.value, self.out = (nn.Linear(sizes.hidden, sizes.hidden) for _ in range(4))
        self.widen = nn.Linear(sizes.hidden, sizes.feed_forward)
        self.narrow = nn.Linear(sizes.feed_forward, sizes.hidden)
        self.after_attention = nn.LayerNorm(sizes.hidden, eps=sizes.epsilon)
        self.after_dense = nn.LayerNorm(sizes.hidden, eps=sizes.epsilon)
        self.dropout = nn.Dropout(dropout)

    def forward(self, rows: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        batch, length, hidden = rows.shape

        def apart(numbers: torch.Tensor) -> torch.Tensor:
            return numbers.view(batch, length, self.heads, -1).transpose(1, 2)

        query, key, value = (apart(project(rows)) for project in (self.query, self.key, self.value))
        scores = query @ key.transpose(-1, -2) / (hidden // self.heads) ** 0.5 + mask
        seen = (torch.softmax(scores, dim=-1) @ value).transpose(1, 2).reshape(batch, length, hidden)
        rows = self.after_attention(rows + self.dropout(self.out(seen)))
        dense = self.narrow(functional.gelu(self.widen(rows)))
        return self.after_dense(rows + self.dropout(dense))


class Encoder(nn.Module):
    """Ids and mask of shape (batch, length) to one vector of length one each, shape (batch, hidden)."""

    def __init__(self, sizes: Sizes, vocabulary: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(vocabulary, sizes.hidden)
        self.positions = nn.Embedding(sizes.positions, sizes.hidden)
        self.norm = nn.LayerNorm(sizes.hidden, eps=sizes.epsilon)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        places = torch.arange(ids.shape[1], device=ids.device)
        rows = self.dropout(self.norm(self.words(ids) + self.positions(places)))
        real = mask.to(rows.dtype)
        hidden_ones = (1 - real)[:, None, None, :] * -1e4
        for layer in self.layers:
            rows = layer(rows, hidden_ones)
        pooled = (rows * real[:, :, None]).sum(dim=1) / real.sum(dim=1, keepdim=True)
        return functional.normalize(pooled, dim=1)


class Judges(nn.Module):
    """The encoder and its two heads while it learns; only the encoder is kept."""

    def __init__(self, encoder: Encoder, hidden: int, intents: int) -> None:
        super().__init__()
        self.encoder = encoder
        self.intent = nn.Linear(hidden, intents)
        self.urgent = nn.Linear(hidden, 1)
        self.dropout = nn.Dropout(0.1)
        self.scale = 10.0  # vectors have length one: without it the heads learn slowly

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        vectors = self.dropout(self.encoder(ids, mask) * self.scale)
        return self.intent(vectors), self.urgent(vectors).squeeze(1)


def encoder_from(source: Source, kept: list[int], dropout: float = 0.1) -> Encoder:
    """The pretrained encoder with only the word pieces `kept`, in that order."""
    encoder = Encoder(source.sizes, len(kept), dropout)
    tensors = {name: torch.from_numpy(values) for name, values in source.tensors.items()}
    hidden = source.sizes.hidden
    # the token type is the same for every piece: its vector goes into the positions
    positions = tensors["emb.pos"].view(-1, hidden)[: source.sizes.positions] + tensors["emb.type"].view(-1, hidden)[0]
    state = {
        "words.weight": tensors["emb.word"].view(-1, hidden)[kept],
        "positions.weight": positions,
        "norm.weight": tensors["emb.ln.w"],
        "norm.bias": tensors["emb.ln.b"],
    }
    names = {"query": "q", "key": "k", "value": "v", "out": "ao", "widen": "fi", "narrow": "fo"}
    norms = {"after_attention": "aln", "after_dense": "oln"}
    for number in range(source.sizes.layers):
        for ours, theirs in names.items():
            bias = tensors[f"l{number}.{theirs}.b"]
            state[f"layers.{number}.{ours}.weight"] = tensors[f"l{number}.{theirs}.w"].view(len(bias), -1)
            state[f"layers.{number}.{ours}.bias"] = bias
        for ours, theirs in norms.items():
            state[f"layers.{number}.{ours}.weight"] = tensors[f"l{number}.{theirs}.w"]
            state[f"layers.{number}.{ours}.bias"] = tensors[f"l{number}.{theirs}.b"]
    encoder.load_state_dict(state)
    return encoder
