# Everything a newcomer needs: `make try` and `make test`. Nothing has to be installed first but Python 3.11 and make.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
UV := $(shell command -v uv 2>/dev/null || echo .uv/bin/uv)
# uv finds Python by itself, unless it was named: make setup PYTHON=/path/to/python3.11
NAMED := $(if $(filter command environment,$(origin PYTHON)),--python $(PYTHON))
AMAAN := .venv/bin/amaan
RASA := nlu/.venv/bin/python

.PHONY: setup train try demo test check bench words drawings

setup: $(UV)
	@$(UV) sync --quiet $(NAMED) && echo "The application's environment is ready."
	@test -d nlu/.venv || echo "Setting up the language model's environment (about 2.6 GB, once) ..."
	@$(UV) sync --quiet $(NAMED) --project nlu && echo "The language model's environment is ready."

# uv goes into the checkout when the machine has none.
.uv/bin/uv:
	@test "$$($(or $(PYTHON),false) -c 'import sys; print(*sys.version_info[:2])' 2>/dev/null)" = "3 11" || \
		{ echo "Python 3.11 is needed. Install it, or say where it is: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	@echo "Fetching uv into .uv ..."
	@$(PYTHON) -m venv .uv && .uv/bin/pip install --quiet --disable-pip-version-check 'uv>=0.9'

train: setup
	@$(RASA) -m nlu.train

try: train
	@$(AMAAN) playground --open

demo: train
	@$(AMAAN) demo

# The small tests run beside the large ones, which wait more than they work; what they say comes when they are through.
SMALL := tests/unit tests/nlu

test: train
	@.venv/bin/coverage erase
	@.venv/bin/coverage run --parallel-mode -m pytest $(SMALL) >.coverage.small.txt 2>&1 & small=$$!; \
		.venv/bin/coverage run --parallel-mode -m pytest $(SMALL:%=--ignore=%); large=$$?; \
		wait $$small; small=$$?; cat .coverage.small.txt; rm .coverage.small.txt; exit $$((large + small))
	@.venv/bin/coverage combine --quiet
	@.venv/bin/coverage report

check: setup
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy
	.venv/bin/lint-imports

bench: train
	@$(UV) sync --quiet $(NAMED) --project nlu --group peers
	@$(UV) sync --quiet $(NAMED) --group bench
	@for bench in tests/benchmarks/bench_*.py; do .venv/bin/python -m tests.benchmarks.$$(basename $$bench .py) || exit 1; done

# Catalogues: take the sentences out of the code, and bring each language up to them.
words: setup
	@.venv/bin/pybabel -q extract --mapping-file=locales/babel.cfg --keywords=n_ --add-comments=Translators: --omit-header \
		--no-wrap --sort-output --add-location=file --output-file=locales/bot.pot bot/dialogue
	@.venv/bin/pybabel -q update --input-file=locales/bot.pot --output-dir=locales --domain=bot --no-wrap \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date

# Pictures that are drawn from the code.
drawings: setup
	@.venv/bin/python -m docs.draw
