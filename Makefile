# The two commands of the README: `make edition` builds the example, `make test` runs all checks.

VENV := .venv
BIN := $(VENV)/bin
# The first of these that is Python 3.11 or newer makes the environment.
PYTHONS := python3 python3.13 python3.12 python3.11 python
OLD_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

.PHONY: edition test check bench clean
.DEFAULT_GOAL := edition

edition: $(VENV)/.installed
	@$(BIN)/edition build example

test: $(VENV)/.installed-dev
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null \
	  || echo "make: no chromium here: the tests in a browser are skipped (Debian: apt install chromium)"
	@command -v pdftotext >/dev/null \
	  || echo "make: no poppler here: the tests that read PDF back are skipped (Debian: apt install poppler-utils)"
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -rs

bench: $(VENV)/.installed-dev
	$(BIN)/python bench/convert.py

# An environment is made once, and filled again whenever pyproject.toml is newer than what was installed.
$(VENV)/.python:
	@for python in $(PYTHONS); do \
	  command -v $$python >/dev/null && $$python -c '$(OLD_ENOUGH)' 2>/dev/null || continue; \
	  found=$$python; \
	  if $$python -c 'import venv, ensurepip' 2>/dev/null; then whole=yes; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "make: no Python 3.11 or newer here: install one (Debian: apt install python3 python3-venv)" >&2; exit 1; \
	fi; \
	if [ -z "$$whole" ]; then \
	  echo "make: $$found lacks its venv module: install it (Debian: apt install python3-venv)" >&2; exit 1; \
	fi; \
	[ -x $(BIN)/python ] || $$found -m venv $(VENV); \
	touch $@

$(VENV)/.installed: $(VENV)/.python pyproject.toml
	@echo "make: installing the package into $(VENV)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.python pyproject.toml
	@echo "make: installing the package and its checks into $(VENV)"
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.installed

clean:
	rm -rf build
