"""Which word pieces are kept, and the tokenizer over them."""

from __future__ import annotations

import json
import re

from tokenizers import Tokenizer

from nlu.finetune.source import Source

MOST_PIECES = 128  # in a message: about 90 words; what happened is said by then
# Lower-case Latin, Arabic script, digits and marks: everything that normalising leaves.
_OURS = re.compile(r"^[\u2581\x20-\x40\x5b-\x7e\u0600-\u06ff\u0750-\u077f]+$")


def kept_pieces(source: Source) -> list[int]:
    """Ids of the special pieces, then of all that our scripts use, in the source's order."""
    special = {source.beginning, source.padding, source.end, source.unknown}
    return [number for number, (piece, _) in enumerate(source.pieces) if number in special or _OURS.fullmatch(piece)]


def tokenizer_over(source: Source, kept: list[int]) -> Tokenizer:
    """SentencePiece's unigram model over the pieces `kept`, numbered in that order."""
    numbers = {old: new for new, old in enumerate(kept)}
    described = {
        "version": "1.0",
        "truncation": {"direction": "Right", "max_length": MOST_PIECES, "strategy": "LongestFirst", "stride": 0},
        "padding": None,
        "added_tokens": [],
        "normalizer": None,
        "pre_tokenizer": {"type": "Metaspace", "replacement": "\u2581", "prepend_scheme": "always", "split": True},
        "post_processor": {
            "type": "TemplateProcessing",
            "single": [
                {"SpecialToken": {"id": "<s>", "type_id": 0}},
                {"Sequence": {"id": "A", "type_id": 0}},
                {"SpecialToken": {"id": "</s>", "type_id": 0}},
            ],
            "pair": [],
            "special_tokens": {
                "<s>": {"id": "<s>", "ids": [numbers[source.beginning]], "tokens": ["<s>"]},
                "</s>": {"id": "</s>", "ids": [numbers[source.end]], "tokens": ["</s>"]},
            },
        },
        "decoder": None,
        "model": {
            "type": "Unigram",
            "unk_id": numbers[source.unknown],
            "vocab": [[source.pieces[old][0], round(source.pieces[old][1], 4)] for old in kept],
            "byte_fallback": False,
        },
    }
    return Tokenizer.from_str(json.dumps(described, ensure_ascii=False))
