"""Says whether the trained model still matches what it was trained from; stdlib only, so anyone may ask."""

import hashlib
from pathlib import Path

MODELS = Path("nlu/models")
_SOURCES = (
    "config.yml",
    "nlu/domain.yml",
    "nlu/data/*/*.tsv",
    "nlu/lexicon/*/*.tsv",
    "nlu/encoder/*",
    "nlu/components/*.py",
    "nlu/wording/*.py",
    "nlu/sentences.py",
    "nlu/importer.py",
    "nlu/uv.lock",
)


def fingerprint(repo_root: Path) -> str:
    """16 hex digits over every file a training run reads."""
    digest = hashlib.sha256()
    for path in sorted(path for pattern in _SOURCES for path in repo_root.glob(pattern)):
        content = path.read_bytes()
        digest.update(f"{path.relative_to(repo_root).as_posix()}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()[:16]


def fresh_model(repo_root: Path) -> Path:
    """Where the model trained from the present sources lies, or would lie."""
    return repo_root / MODELS / f"{fingerprint(repo_root)}.tar.gz"


def newest_model(repo_root: Path) -> Path | None:
    """The model to serve: the fresh one, else the latest there is (older beats none), else nothing."""
    fresh = fresh_model(repo_root)
    if fresh.is_file():
        return fresh
    models = (repo_root / MODELS).glob("*.tar.gz")
    return max(models, key=lambda path: path.stat().st_mtime, default=None)
