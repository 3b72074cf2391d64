# Works on a machine that has only Python 3.11 or newer, make and git; the rest goes into .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# The journeys wait more than they work: a worker uses half a core, so four fill two.
PYTEST_ARGS ?= -n 4 --dist worksteal
CODE := bot handlers domain storage locales sandbox play benchmarks main.py tools tests
CHECKS := ruff format types rooms pytest

.PHONY: help setup run replicas play transcripts test lint $(CHECKS) torture bench fix pins transcripts pictures clean

help: ## say what can be made
	@sed -n 's/^\([a-z]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: $(VENV)/dev.stamp $(VENV)/browser.stamp ## install everything that running and testing need

run: $(VENV)/run.stamp ## start the bot; without BOT_TOKEN in a sandbox, to try by clicking
	$(BIN)/python main.py $(ARGS)

replicas: setup ## run three replicas on a PostgreSQL in a sandbox, to click in and to kill
	$(BIN)/python -m tools.replicas $(ARGS)

play: $(VENV)/run.stamp ## watch a whole group buy being played: make play ARGS="--language es"
	$(BIN)/python main.py play $(ARGS)

transcripts: $(VENV)/run.stamp ## write down anew what everyone sees in the plays
	$(BIN)/python main.py play --write

# One after the other, all of them, so that one failure does not hide the next.
test: setup ## run every check and say which failed
	@failed=; for check in $(CHECKS); do \
	    echo "== $$check"; $(MAKE) --no-print-directory $$check || failed="$$failed $$check"; \
	done; [ -z "$$failed" ] || { echo "Failed:$$failed"; exit 1; }

lint: ruff format types rooms ## run the checks that only read the code

ruff: $(VENV)/dev.stamp
	$(BIN)/python -m ruff check

format: $(VENV)/dev.stamp
	$(BIN)/python -m ruff format --check

types: $(VENV)/dev.stamp
	$(BIN)/python -m mypy --strict $(CODE)

rooms: $(VENV)/dev.stamp
	$(BIN)/lint-imports

pytest: setup ## run the tests: make pytest PYTEST_ARGS="tests/domain -x"
	$(BIN)/python -m pytest $(PYTEST_ARGS)

torture: setup ## kill the bot 210 times under traffic and count; then search by chance for long
	$(BIN)/python -m tests.torture $(ARGS)
	$(BIN)/python -m pytest -n 2 --hypothesis-profile=torture --timeout=7200 tests/domain tests/promises tests/bot/test_chance.py

bench: $(VENV)/dev.stamp ## measure how fast the bot is beside its baselines: make bench ARGS=--quick
	$(BIN)/python -m benchmarks $(ARGS); measured=$$?; $(BIN)/python -m tools.figures; exit $$measured

fix: $(VENV)/dev.stamp ## put right what ruff can put right
	$(BIN)/python -m ruff check --fix
	$(BIN)/python -m ruff format

# From the public registry, with no mirror of this machine's mixed in, on the oldest Python.
PIN := PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make pins" $(BIN)/pip-compile --quiet \
    --generate-hashes --allow-unsafe --strip-extras --no-emit-options $(ARGS)

pins: $(VENV)/dev.stamp ## write the pins again: make pins ARGS=--upgrade
	@$(BIN)/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' \
	    || { echo "Pins are made with Python 3.11: make clean setup PYTHON=python3.11"; exit 1; }
	$(PIN) --output-file requirements.txt pyproject.toml
	$(PIN) --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml

pictures: setup ## take the README's pictures of the play
	$(BIN)/python -m tools.pictures

clean: ## remove what make and the checks made
	rm -rf $(VENV) .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/run.stamp: requirements.txt
	@tools/setup.sh $(PYTHON) $(VENV) $<
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt
	@tools/setup.sh $(PYTHON) $(VENV) $<
	@touch $@

# Once, whatever came of it: without a browser the tests that need one say that they were skipped.
$(VENV)/browser.stamp: $(VENV)/dev.stamp
	@$(BIN)/python -m tools.browser
	@touch $@
