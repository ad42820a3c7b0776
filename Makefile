# Two commands: `make run` and `make test`. Each sets up what it needs, once.
# Both work on a Debian or Ubuntu that has only Python >= 3.11, git and make.

SHELL := /bin/bash
.DEFAULT_GOAL := help
BIN := .venv/bin

.PHONY: help run clean-demo test lint format prove bench docs lock packages packages-more

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# With DATABASE=postgresql, over a PostgreSQL of its own that is forgotten when the demo ends.
ON_POSTGRESQL := $(filter postgresql,$(DATABASE))
run: .venv/$(if $(ON_POSTGRESQL),test,run).stamp ## the demo: thirteen members, three motions, on http://127.0.0.1:8000
	@$(if $(ON_POSTGRESQL),tools/with_postgresql )$(BIN)/governance demo

clean-demo: ## forget the demo's data, so that the next run starts over
	@tools/clean_demo data/var

test: .venv/test.stamp packages ## the whole suite, browser and PostgreSQL included
	@$(BIN)/python -m pytest -n 2 $$(tools/packages missing)

lint: .venv/test.stamp ## style, types, and who may import whom
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: .venv/test.stamp ## put the code into the one style
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

prove: .venv/test.stamp packages-more ## the promises at their full figures; writes PROOF.md
	@$(BIN)/python -m pytest -m proof --prove $$(tools/packages missing more)

bench: .venv/test.stamp packages-more ## how fast it is here; writes BENCHMARKS.md
	@$(BIN)/python -m pytest -m bench --bench -s $$(tools/packages missing more)

docs: .venv/test.stamp ## write again the pages that are made from code
	@$(BIN)/python -m tests.equipment.documents

lock: .venv/test.stamp ## choose the newest dependencies and write their hashes
	@tools/lock

packages:
	@tools/packages install

packages-more:
	@tools/packages install more

.venv/run.stamp: requirements.lock pyproject.toml
	@tools/environment requirements.lock
	@touch $@

.venv/test.stamp: requirements-dev.lock pyproject.toml
	@tools/environment requirements-dev.lock
	@touch .venv/run.stamp $@
