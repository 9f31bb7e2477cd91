"""Says what texts mean, one JSON object a line in, one out: `amaan nlu parse --jsonl`, in Rasa's environment."""

from __future__ import annotations

import argparse
import json
import os
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from nlu.model import Parse, load_model, trained_model
from nlu.silence import keep_quiet

_ROOT = Path(__file__).resolve().parent.parent
_BEST = 5
_TIMEOUT_S = 30


def main() -> None:
    arguments = _arguments()
    keep_quiet()
    parse = _from_service(arguments.service) if arguments.service else _from_model()
    if not arguments.jsonl:
        _write(_read(parse, {"text": " ".join(arguments.text)}))
    elif not _all_read(parse):
        sys.exit(1)


def _all_read(parse: Parse) -> bool:
    """Every line of standard input; whether none was broken."""
    broken = 0
    for number, line in enumerate(sys.stdin.buffer, start=1):
        if line.strip():
            read = _line(parse, line, number)
            broken += "error" in read
            _write(read)
    return not broken


def _line(parse: Parse, line: bytes, number: int) -> dict[str, Any]:
    """The line's fields and what was read, or its number and what is wrong with it."""
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as wrong:
        return {"line": number, "error": f"not JSON: {wrong}"}
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        return {"line": number, "error": 'write an object with a text, such as {"text": "..."}'}
    return _read(parse, given)


def _read(parse: Parse, given: dict[str, Any]) -> dict[str, Any]:
    output = parse(given["text"])
    ranking = [(each["name"], round(each["confidence"], 4)) for each in output["intent_ranking"][:_BEST]]
    return {
        **given,
        "intent": ranking[0][0],
        "confidence": ranking[0][1],
        "ranking": ranking,
        "urgent": output["urgent"],
        "urgency": round(output["urgency"], 4),
        "certainty": output["certainty"],
        "language": output["language"],
    }


def _write(read: dict[str, Any]) -> None:
    sys.stdout.buffer.writelines(_encoded(read))
    sys.stdout.buffer.flush()


def _encoded(read: dict[str, Any]) -> Iterator[bytes]:
    try:
        yield json.dumps(read, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:  # half a character: JSON can say it, UTF-8 cannot
        yield json.dumps(read).encode() + b"\n"


def _from_model() -> Parse:
    return load_model(trained_model(_ROOT))


def _from_service(address: str) -> Parse:
    headers = {"Authorization": f"Bearer {os.environ.get('AMAAN_NLU_TOKEN', '')}"}
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))  # a proxy must never be shown a message

    def parse(text: str) -> dict[str, Any]:
        body = json.dumps({"text": text}).encode()
        request = urllib.request.Request(f"{address.rstrip('/')}/parse", body, headers)  # noqa: S310  the operator's own
        try:
            with opener.open(request, timeout=_TIMEOUT_S) as answer:
                return dict(json.load(answer))
        except OSError as failure:
            sys.exit(f"The service at {address} did not answer: {failure}")

    return parse


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="amaan nlu parse", description=__doc__)
    parser.add_argument("text", nargs="*")
    parser.add_argument("--jsonl", action="store_true")
    parser.add_argument("--service")
    arguments = parser.parse_args()
    if arguments.jsonl == bool(arguments.text):
        parser.error("name a text, or --jsonl to read them from standard input")
    return arguments


if __name__ == "__main__":
    main()
