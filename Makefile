# `make demo` and `make test` set up everything they need; `make help` lists the rest.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STORE  ?=
FILE   ?=
JOBS   ?= 3
FUZZ   ?= all
SECONDS ?= 60
SHELL  := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

.PHONY: help setup certs demo run conformance test test-long check gen gen-check docs docs-check format bench bench-list bench-trace bench-backtest fuzz lock clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 16

setup: $(VENV)/ready ## make the virtual environment with pinned, hashed dependencies

$(VENV)/ready: deploy/requirements-dev.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r deploy/requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

certs: setup ## make development certificates in certs_dev/
	@$(BIN)/eidgate dev certificates --out certs_dev

demo: setup ## run the main job end to end over mTLS and tell the story
	@$(BIN)/eidgate demo

run: setup certs ## serve in the foreground (STORE=postgresql://... for PostgreSQL) and print how to call it
	@$(BIN)/eidgate dev serve --certificates certs_dev $(if $(STORE),--store '$(STORE)')

conformance: setup ## other people's suites; Prism judges our calls to operators where Node is there
	PRISM="$$(command -v npx >/dev/null && echo 'npx --yes @stoplight/prism-cli@5.14.2')" $(BIN)/pytest -q -rs tests/conformance

test: setup ## run the tests, on two cores three at a time: each waits a third of its time
	$(BIN)/pytest -n $(JOBS) --dist worksteal

test-long: setup ## run the tests with ten times the examples for each law, and every byte change
	$(BIN)/pytest -n $(JOBS) --dist worksteal --hypothesis-profile=long

check: setup gen-check docs-check ## lint, types, import contracts, generated code and pages
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

gen: setup ## regenerate src/eidgate/v1 from protos
	$(BIN)/python protos/generate.py

gen-check: setup ## buf lint, and fail if the generated code differs from protos
	$(BIN)/python protos/generate.py --check

docs: setup ## write the generated pages of docs/
	PYTHONPATH=tests $(BIN)/python docs/generate_reasons.py
	$(BIN)/python docs/generate_policies.py
	$(BIN)/python docs/generate_implications.py

docs-check: setup ## fail if a generated page differs from the code
	PYTHONPATH=tests $(BIN)/python docs/generate_reasons.py --check
	$(BIN)/python docs/generate_policies.py --check
	$(BIN)/python docs/generate_implications.py --check

format: setup ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup ## measure CPU per call against the floors, in one run
	$(BIN)/python -m benchmarks.run

bench-list: setup ## import a million listings and look them up
	$(BIN)/python -m benchmarks.watchlist

bench-trace: setup ## measure the funds trace on one core and on each store (FILE=transfers.csv for one of your own)
	$(BIN)/python -m benchmarks.trace $(FILE)
	$(BIN)/python -m benchmarks.trace_store

bench-backtest: setup ## measure a backtest's CPU for each recorded decision, and what a shadow costs an answer
	$(BIN)/python -m benchmarks.backtest

fuzz: setup ## fuzz every parser, or some: FUZZ="jws x5c" SECONDS=3600 (shared among them; TOGETHER=--together: each)
	@$(BIN)/python -c 'import atheris' 2>/dev/null || $(BIN)/python -m pip install --quiet --disable-pip-version-check --only-binary :all: --require-hashes -r deploy/requirements-fuzz.lock || echo 'no atheris for this Python'
	PYTHONPATH=tests $(BIN)/python -m fuzz.drive $(FUZZ) --seconds $(SECONDS) $(TOGETHER)

lock: ## renew the lock files (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q pyproject.toml -o deploy/requirements.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q --extra dev pyproject.toml -o deploy/requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -q deploy/requirements-fuzz.in -o deploy/requirements-fuzz.lock

clean: ## remove what the targets made
	rm -rf $(VENV) .dev build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .fuzz
