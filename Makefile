# Two commands on a fresh machine: `make serve` (or `make build`) and `make test`. Each sets up what it needs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true
# Two builds of one commit are the same, byte for byte: all dates come from the commit.
export SOURCE_DATE_EPOCH ?= $(shell git log -1 --format=%ct 2>/dev/null || date +%s)

.PHONY: build serve check test lint format schema messages bench export offline clean lock

build: $(VENV)/ready
	rm -rf site.new site.old
	$(BIN)/mkdocs build --strict --quiet --site-dir site.new
	if [ -e site ]; then mv site site.old; fi
	mv site.new site
	rm -rf site.old
	@echo "site/ is complete; open site/index.html, or run: make serve"

serve: $(VENV)/ready
	$(BIN)/mkdocs serve --dirty

check: $(VENV)/ready
	$(BIN)/ajar check

schema: $(VENV)/ready
	$(BIN)/ajar schema schema

messages: $(VENV)/ready
	$(BIN)/ajar messages

# One formatter each for Python, templates, and scripts with styles; the last comes from npm where that is present.
DJLINT := $(BIN)/djlint --quiet --profile jinja --max-line-length 120 --indent 1 hooks/ajar/pages/templates hooks/mkdocs_adapter/overrides
PRETTIER := .cache/npm/node_modules/.bin/prettier
PRETTY := 'docs/assets/**/*.{js,css}' 'hooks/mkdocs_adapter/overrides/**/*.{js,css}'

lint: $(VENV)/ready tools
	$(BIN)/ruff check hooks tests
	$(BIN)/ruff format --check --quiet hooks tests
	$(DJLINT) --check
	@if [ -x $(PRETTIER) ]; then echo "$(PRETTIER) --check"; $(PRETTIER) --log-level warn --check $(PRETTY); else echo "no npm: the format of scripts and styles is not checked"; fi
	$(BIN)/mypy hooks/ajar hooks/mkdocs_adapter

format: $(VENV)/ready tools
	$(BIN)/ruff check --fix --quiet hooks tests
	$(BIN)/ruff format --quiet hooks tests
	-$(DJLINT) --reformat
	@if [ -x $(PRETTIER) ]; then $(PRETTIER) --log-level warn --write $(PRETTY); fi

# What npm has: the HTML validator, the type checker and the formatter of scripts.
.PHONY: tools
tools:
	@if command -v npm >/dev/null && [ ! -e .cache/npm/node_modules/prettier ]; then npm install --silent --ignore-scripts --prefix .cache/npm vnu-jar@26.9.27 typescript@5.9.3 prettier@3.6.2 || echo "npm installed nothing: what it would check is skipped"; fi

test: $(VENV)/ready lint
	@command -v chromium >/dev/null || { echo "installing Chromium for the browser tests"; apt-get update -qq && apt-get install -y -qq chromium >/dev/null || echo "no Chromium: the browser tests will be skipped"; }
	@command -v nginx >/dev/null || [ -x /usr/sbin/nginx ] || { echo "installing nginx for the test of the deployment"; apt-get update -qq && apt-get install -y -qq nginx-light >/dev/null || echo "no nginx: the site is not tested below a path"; }
	$(BIN)/pytest tests -q -p no:cacheprovider -n auto --dist worksteal

bench: $(VENV)/ready
	$(BIN)/python tests/bench.py

export: $(VENV)/ready
	$(BIN)/ajar export exported

# A copy that opens from a disk, without a server.
offline: build
	rm -rf offline
	$(BIN)/ajar offline site offline

# The lock carries versions and hashes, and no download addresses.
lock: $(VENV)/ready
	$(BIN)/uv pip compile --all-extras --generate-hashes --no-emit-index-url --no-annotate --python-version 3.11 --upgrade pyproject.toml -o requirements.txt

$(VENV)/ready: requirements.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

clean:
	rm -rf $(VENV) .cache site site.new site.old exported offline
