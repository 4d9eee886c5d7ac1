# Each target does its own set-up, inside this checkout only.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run test check bench constraints clean

run: .venv/.ready-run          ## start the bot, or without a token the try-out in the browser
	@$(BIN)/python bot.py $(ARGS)

test: .venv/.ready-dev         ## run the tests
	@$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

check: .venv/.ready-dev        ## style, types, import contracts
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@PYTHONPATH=. $(BIN)/lint-imports
	@$(BIN)/python -m pytest -q tests/content

bench: .venv/.ready-dev        ## how long things take, as ratios within one run
	@set -e; for each in benchmarks/[a-z]*.py; do \
	    echo "== $$each"; $(BIN)/python -m benchmarks.$$(basename $$each .py); done

constraints: .venv/.ready-dev  ## write down the versions that are installed now
	@sh scripts/constraints.sh $(BIN)/python > constraints.new && mv constraints.new constraints.txt

clean:                         ## remove the virtual environment and caches, never data
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.venv/.ready-run: pyproject.toml constraints.txt scripts/setup.sh
	@sh scripts/setup.sh "$(PYTHON)" run

.venv/.ready-dev: pyproject.toml constraints.txt scripts/setup.sh
	@sh scripts/setup.sh "$(PYTHON)" dev
