# Two verbs are enough for a newcomer: `make demo` and `make test`. Both set up
# everything they need in .venv; nothing but Python (>= 3.11), pip and make is required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: demo test lint types contracts docs bench check clean

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=25.1'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[all]' --group dev
	touch $@

demo: $(READY)
	$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-fail-under=95

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy
	$(BIN)/pyright

contracts: $(READY)
	$(BIN)/lint-imports --no-cache

docs: $(READY)
	$(BIN)/python docs/build.py --check

bench: $(READY)
	$(BIN)/python -m pytest tests/benchmarks --import-mode=importlib -s -q

check: test lint types contracts docs

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
