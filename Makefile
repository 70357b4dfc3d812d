# Two verbs are enough for a newcomer: `make demo` and `make test`. Both set up
# all that they need in .venv; nothing but Python (>= 3.11), pip and make is required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
# Where Python may not keep what it has compiled, each worker and each script that the tests
# start would compile the library anew.
export PYTHONDONTWRITEBYTECODE :=
RUN := $(VENV)/.ready
DEV := $(VENV)/.ready-dev

.PHONY: engines peers demo test cluster coverage lint types contracts docs package plugin images images-update bench check clean

$(RUN): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --upgrade 'pip>=25.1'
	$(PIP) install --editable '.[all]'
	@touch $@

$(DEV): $(RUN)
	$(PIP) install --group dev
	@touch $@

# Other engines that event logs live on, and ClickHouse to compare with: heavy, so asked for.
engines: $(DEV)
	$(PIP) install --group engines

# Other libraries to compare with, which have licences and pins of their own: run by themselves.
peers:
	$(PYTHON) -m venv out/peers
	out/peers/bin/python -m pip --quiet --disable-pip-version-check install 'retentioneering>=5.2' 'pm4py>=2.7' pyarrow

demo: $(RUN)
	@$(BIN)/python examples/demo.py

test: $(DEV)
	$(BIN)/python -m pytest -n auto -m 'not cluster'

# What runs on Spark, in one process: a session takes seconds to start, and memory.
cluster: $(DEV)
	$(BIN)/python -m pytest -m cluster tests

# The same tests, traced: on Python 3.11 that takes more than twice as long, so with fewer examples.
# What holds funnels to other products, and pictures to be legible, reaches nothing that others do
# not, and takes longest.
coverage: $(DEV)
	TRACED=1 $(BIN)/python -m pytest -n auto -m 'not cluster' --ignore=tests/conformance --ignore=tests/planted --ignore=tests/events/paths/test_brute.py --ignore=tests/view/test_legible.py --cov --cov-report=term --cov-fail-under=95

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

# The template of a plug-in, as a stranger has it: built, installed beside the wheel, tested,
# and used by the command.
plugin: $(DEV)
	rm -rf out/plugin && mkdir -p out/plugin
	$(PIP) wheel --no-deps --wheel-dir out/plugin . examples/plugin_template
	cp -r examples/plugin_template/tests examples/plugin_template/pyproject.toml out/plugin
	$(PYTHON) -m venv out/plugin/env
	out/plugin/env/bin/python -m pip --quiet --disable-pip-version-check install out/plugin/*.whl hypothesis pytest
	cd out/plugin && env/bin/python -m pytest -q
	cd out/plugin && env/bin/journeykit new map.yaml --example retail-purchase
	cd out/plugin && env/bin/journeykit rules | grep HS101
	cd out/plugin && env/bin/journeykit check map.yaml --select HS101 --option long-touchpoint-name.words=5 --fail-on never | grep long-touchpoint-name
	cd out/plugin && env/bin/journeykit analyze map.yaml channel-load
	cd out/plugin && env/bin/journeykit formats | grep jsonl
	cd out/plugin && env/bin/journeykit render map.yaml map.jsonl && test -s map.jsonl

# A handful of pictures, pixel by pixel; `images-update` draws the references anew.
images: $(DEV)
	MPL_IGNORE_SYSTEM_FONTS=1 $(BIN)/python -m pytest tests/images --import-mode=importlib -o addopts= -q -rs

images-update: $(DEV)
	$(BIN)/python tests/images/pictures.py --update

bench: $(DEV)
	$(BIN)/python -m pytest tests/benchmarks --import-mode=importlib -o addopts= -s -q

check: test coverage lint types contracts docs

clean:
	rm -rf $(VENV) out .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
