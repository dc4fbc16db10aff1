# make demo   installs what is needed into .venv, reads the example reports and prints their brief
# make test   installs what the tests need too; tests, lint and types
# make check  make test, the format, and the shipped figures held against their floors
# make hard   kills, damaged files, full disks, many writers, odd text: each figure printed; takes long
# make bench  every figure, where the marked articles are at hand: make bench SHARED=path
# make lock   resolves the pinned releases anew

PYTHON ?=
SHARED ?= $(wildcard ../shared)
JOBS ?= 2
BIN := .venv/bin
LOCK_FLAGS := --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header --upgrade \
	--no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options

.DEFAULT_GOAL := demo
.PHONY: demo test lint check hard bench lock clean

demo: .venv/.made-run
	@AIDEMEMOIRE=$(BIN)/aidememoire sh scripts/demo.sh build
	@printf '\nTo see it in a browser:\n  %s\n' '$(BIN)/aidememoire serve --record build/demo.sqlite --today 2022-03-23'

test: .venv/.made-test
	$(BIN)/python -m pytest -n $(JOBS)
	@$(MAKE) --no-print-directory lint

lint: .venv/.made-test
	$(BIN)/ruff check .
	$(BIN)/mypy

check: test
	$(BIN)/ruff format --check .
	$(BIN)/python bench/floors.py

hard: .venv/.made-test
	AIDE_HARD=1 $(BIN)/python -m pytest tests/hard -s

bench: .venv/.made-test
	$(BIN)/python bench/floors.py $(if $(SHARED),--shared $(SHARED))

.venv/.made-run: requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh run

.venv/.made-test: requirements-test.lock requirements.lock pyproject.toml scripts/setup.sh
	@PYTHON="$(PYTHON)" sh scripts/setup.sh test

lock: .venv/.made-test
	$(BIN)/python -m pip install --quiet pip-tools
	$(BIN)/pip-compile $(LOCK_FLAGS) --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK_FLAGS) --extra test --output-file requirements-test.lock pyproject.toml
	sed -i -e '/^#/d' -e '1i # Pinned releases with hashes, for Python 3.11 to 3.13. Made by: make lock' requirements.lock requirements-test.lock

clean:
	rm -rf .venv build
