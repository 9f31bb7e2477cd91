"""Writes the encoder as ONNX with weights in 8 bits, and measures that nothing is lost."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from nlu.finetune.network import Encoder


def export(encoder: Encoder, path: Path) -> None:
    """Inputs `ids` (int64) and `mask` (float32) of shape (batch, length), output `vectors` (batch, hidden)."""
    encoder.eval()
    axes = {0: "batch", 1: "length"}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            encoder,
            (torch.tensor([[0, 5, 2], [0, 6, 2]]), torch.ones(2, 3)),
            str(plain),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes={"ids": axes, "mask": axes, "vectors": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            plain, path, weight_type=QuantType.QInt8, per_channel=True, op_types_to_quantize=["MatMul", "Gather"]
        )


def likeness(encoder: Encoder, path: Path, sentences: list[list[int]]) -> float:
    """Least cosine between the encoder's vectors and the exported ones, over sentences of word pieces."""
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    encoder.eval()
    least = 1.0
    for pieces in sentences:
        ids, mask = np.array([pieces]), np.ones((1, len(pieces)), np.float32)
        (vectors,) = session.run(None, {"ids": ids, "mask": mask})
        with torch.no_grad():
            ours = encoder(torch.from_numpy(ids), torch.from_numpy(mask)).numpy()
        least = min(least, float((vectors[0] * ours[0]).sum()))
    return least
