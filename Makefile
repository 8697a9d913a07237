# From a fresh clone, with Python 3.10 or newer: `make serve` shows the guide, `make test` checks everything.

PYTHON ?= python3
VENV ?= .venv
ADDR ?= 127.0.0.1:8000
ARGS ?=
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
SITE := example-site

.DEFAULT_GOAL := help
.PHONY: help serve site test quick check pytest chromium firefox readability strace format bench picture pictures compat neovim mutants dist release-check clean

help: ## Show these targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 18

serve: $(VENV)/site.stamp ## Serve the guide at ADDR (127.0.0.1:8000), live
	cd $(SITE) && $(abspath $(BIN))/mkdocs serve --livereload --dev-addr $(ADDR) $(ARGS)

site: $(VENV)/site.stamp ## Build the guide into example-site/site, strictly
	cd $(SITE) && $(abspath $(BIN))/mkdocs build --strict $(ARGS)

test: check pytest ## Check everything: lint, types, tests (ARGS go to pytest)

quick: $(VENV)/test.stamp ## The daily round, under a minute: lint, types, and the tests that need neither browser nor patience
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not browser and not compat and not slow" $(ARGS)

check: $(VENV)/test.stamp ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

pytest: chromium firefox readability strace
	$(BIN)/pytest -n auto --dist worksteal $(ARGS)

chromium: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/chromium.py --install

firefox: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/firefox.py --install

readability: $(VENV)/test.stamp
	@$(BIN)/python tests/browser/readability.py --install

strace: $(VENV)/test.stamp
	@$(BIN)/python tests/cli/strace.py --install

format: $(VENV)/test.stamp ## Format the code and fix what can be fixed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/test.stamp ## Measure the cost of the plugin (ARGS go to benchmarks/run.py)
	$(BIN)/python benchmarks/run.py $(ARGS)

compat: $(VENV)/test.stamp ## Build a site on every host and beside every other plugin; write the table into the guide
	$(BIN)/python tests/compat/run.py --write $(ARGS)

neovim: $(VENV)/test.stamp ## Try the language server in Neovim, which must be installed
	$(BIN)/python tests/compat/neovim.py

picture: chromium ## Take the README's picture from the guide
	$(BIN)/python scripts/picture.py $(ARGS)

pictures: chromium ## Take pictures of every view and state of the guide, to be looked at, into build/pictures
	PICTURES=build/pictures $(BIN)/pytest -n auto tests/browser/test_pictures.py $(ARGS)

mutants: $(VENV)/test.stamp ## Seed faults, one at a time, and see whether tests notice (ARGS go to scripts/mutants.py)
	$(BIN)/python scripts/mutants.py $(ARGS)

dist: $(VENV)/test.stamp ## Build the packages into dist/
	$(BIN)/pip install -q --disable-pip-version-check build twine
	$(BIN)/python -m build
	$(BIN)/twine check --strict dist/*

release-check: $(VENV)/test.stamp ## What a release must pass: packages, tests of the source package, lower bounds
	$(BIN)/pip install -q --disable-pip-version-check build twine uv
	$(BIN)/python scripts/release_check.py $(ARGS)

clean: ## Remove all that was made here
	rm -rf $(VENV) build dist $(SITE)/site $(SITE)/.cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find mkdocs_resource_cards tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +

# A stamp tells that its extra is installed for this pyproject.toml: a second `make test` installs nothing.

$(BIN)/pip:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/site.stamp: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install -q --disable-pip-version-check -e '.[material,cli]'
	@touch $@

$(VENV)/test.stamp: pyproject.toml | $(BIN)/pip
	$(BIN)/pip install -q --disable-pip-version-check -e '.[test]'
	@touch $@ $(VENV)/site.stamp
