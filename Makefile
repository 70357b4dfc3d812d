# Two verbs are enough for a newcomer: `make demo` and `make test`. Both set up
# all that they need in .venv; nothing but Python (>= 3.11), pip and make is required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
RUN := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.PHONY: demo test lint types contracts docs package bench check clean

$(RUN): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable '.[all]'
	@touch $@

$(DEV): $(RUN)
	$(PIP) install --group dev
	@touch $@

demo: $(RUN)
	@$(BIN)/python examples/demo.py

test: $(DEV)
	$(BIN)/python -m pytest -n auto --cov --cov-report=term --cov-fail-under=95

lint: $(DEV)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(DEV)
	$(BIN)/mypy
	$(BIN)/pyright

contracts: $(DEV)
	$(BIN)/lint-imports --no-cache

docs: $(DEV)
	$(BIN)/python docs/build.py --check

# The wheel, alone in a fresh environment: it must work without any extra.
package: $(DEV)
	rm -rf out/package && mkdir -p out/package
	$(PIP) wheel --no-deps --wheel-dir out/package .
	$(PYTHON) -m venv out/package/env
	out/package/env/bin/python -m pip --quiet --disable-pip-version-check install out/package/*.whl
	out/package/env/bin/python tests/smoke.py

bench: $(DEV)
	$(BIN)/python -m pytest tests/benchmarks --import-mode=importlib -o addopts= -s -q

check: test lint types contracts docs

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
