# Parley: `make run` serves it, `make test` tests it, `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PY ?= python3
UV := .venv-tools/bin/uv
export UV_PROJECT_ENVIRONMENT := .venv
# Parley is started many times by its tests: it is compiled once.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help
help: ## This list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9-]+):.*## /  make \1\t/' | expand -t 16

$(UV):
	@echo "Preparing the installer …"
	@$(PY) -c 'import sys; sys.exit("Parley needs Python 3.11 or newer; this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	@$(PY) -m venv .venv-tools
	@.venv-tools/bin/python -m pip install --quiet --disable-pip-version-check uv

.venv/.served: pyproject.toml uv.lock | $(UV)
	@echo "Installing Parley (once; about a minute) …"
	@$(UV) sync --frozen --no-dev --inexact --python $(PY)
	@touch $@

.venv/.tested: pyproject.toml uv.lock | $(UV)
	@echo "Installing Parley and what its tests need …"
	@$(UV) sync --frozen --python $(PY)
	@touch $@ .venv/.served

.PHONY: run dev test lint types imports e2e bench eval docs
run: .venv/.served ## Install what is needed and serve the demo businesses
	@.venv/bin/parley serve

dev: .venv/.tested ## Serve and restart when a file changes
	@.venv/bin/parley serve --reload

test: .venv/.tested ## Install what is needed and run the tests
	@.venv/bin/python -m pytest -n 4 -m "not e2e" tests

lint: .venv/.tested ## Style and formatting
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check .

types: .venv/.tested ## Types, strict
	@.venv/bin/mypy

imports: .venv/.tested ## The import directions of the house
	@.venv/bin/lint-imports

e2e: .venv/.tested ## The browser test (Debian's chromium)
	@.venv/bin/python -m pytest -n 3 --dist loadfile -m e2e tests/e2e

bench: .venv/.tested ## Every benchmark, as docs/performance.md reports them
	@.venv/bin/parley bench turn
	@.venv/bin/parley bench growth
	@.venv/bin/parley bench startup
	@.venv/bin/parley bench sse
	@.venv/bin/parley bench read
	@.venv/bin/parley bench ingest
	@.venv/bin/parley bench search

eval: .venv/.tested ## Play the evaluation suites and score their end states
	@.venv/bin/parley eval run

docs: .venv/.tested ## Draw the graph and the house again (docs/images)
	@.venv/bin/parley graph --svg docs/images/graph.svg
	@.venv/bin/parley graph --house docs/images/house.svg
