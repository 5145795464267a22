# Everything that a person or a CI job does with this repository. `make` alone lists it.
# Needs Python 3.11 or later with its venv module, and nothing else of ours.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
INSTALL := $(PIP) install --require-hashes -r
INSTALL_SELF := $(PIP) install --no-deps --no-build-isolation --editable .
PIP_TOOLS := pip-tools==7.6.2
EXTRAS := --extra charts --extra fonts --extra search
COMPILE := --no-config --quiet --upgrade --generate-hashes --strip-extras --allow-unsafe --build-deps-for editable \
	--no-header --no-annotate --no-emit-options --no-emit-index-url --no-emit-trusted-host --no-emit-find-links

.DEFAULT_GOAL := list
.PHONY: list site test check prove bench lock browser checkers

list:
	@echo "make site    build this repository's publication into output/"
	@echo "make test    run every test"
	@echo "make check   format, lint, types, layers and the fast tests (under two minutes)"
	@echo "make prove   run the property tests at their full counts (long)"
	@echo "make bench   measure against Hugo on 10,000 articles"
	@echo "make lock    choose new versions of all dependencies and lock them by hash"

site: $(VENV)/installed
	@$(BIN)/sitegen build
	@echo "To look at it: $(BIN)/sitegen serve --public --open"

test: $(VENV)/installed-dev browser checkers
	@$(BIN)/python -m pytest -n auto

check: $(VENV)/installed-dev
	@$(BIN)/ruff format --check
	@$(BIN)/ruff check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m pytest -n auto -m "not slow"

prove: $(VENV)/installed-dev browser checkers
	@SITEGEN_PROVE=1 $(BIN)/python -m pytest -n auto

bench: $(VENV)/installed
	@$(BIN)/python benchmarks/run.py --n 10000 --runs 3

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "sitegen needs Python 3.11 or later: call make with PYTHON=<its command>." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments. On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing what sitegen needs, locked by hash …"
	@$(INSTALL) requirements.txt
	@$(INSTALL_SELF)
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what the tests need, locked by hash …"
	@$(INSTALL) requirements-dev.txt
	@touch $@

# The tests drive the system's own browser; where there is none to be had they say at their end what was not run.
browser:
	@command -v chromium >/dev/null || { \
		[ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null && echo "Installing Chromium for the tests …" && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; } || \
		echo "There is no Chromium: the preview is not tested in a browser." >&2

# The Nu HTML checker, locked by hash, with the Java that it runs on; what is not to be had is said at the end of the tests.
checkers: tests/checkers/node_modules/installed

tests/checkers/node_modules/installed: tests/checkers/package-lock.json
	@if [ "$$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then \
		command -v java >/dev/null && command -v npm >/dev/null || { echo "Installing Java and npm for the checks of HTML …" && \
		apt-get update -qq && apt-get install -y -qq --no-install-recommends default-jre-headless npm >/dev/null; }; fi || true
	@if command -v npm >/dev/null && npm ci --prefix tests/checkers --ignore-scripts --no-audit --no-fund --silent; then \
		touch $@; else echo "There is no npm: pages are not validated by the Nu HTML checker." >&2; fi

lock:
	@tools=$$(mktemp -d) && trap 'rm -rf "$$tools"' EXIT && \
	$(PYTHON) -m venv "$$tools" && \
	"$$tools/bin/pip" --disable-pip-version-check --quiet install $(PIP_TOOLS) && \
	"$$tools/bin/pip-compile" $(COMPILE) $(EXTRAS) --output-file requirements.txt pyproject.toml && \
	"$$tools/bin/pip-compile" $(COMPILE) $(EXTRAS) --constraint requirements.txt --extra dev \
		--output-file requirements-dev.txt pyproject.toml
