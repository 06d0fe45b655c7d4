# Everything below needs Python 3.11 or newer and make, no more: the first target sets up .venv by itself.
#
#   make demo      the whole line on the central case, results in out/demo
#   make test      lint, types, layers and tests
#   make check     what CI runs (the same as test)
#   make diagrams  the pictures in diagrams/, made from scenarios/
#   make docs      a page for each rule in docs/rules/, made from the rules
#   make bench     the benchmarks behind the speed claims (minutes)
#   make bench-full  the same up to five million units (10 GB of memory)
#   make clean     remove what the above have made, .venv too

VENV := .venv
BIN := $(VENV)/bin
CASE := scenarios/city-bureau
CANDIDATES := $(PYTHON) python3 python3.13 python3.12 python3.11 python3.14 python
PYTEST_ARGS ?= -n auto
PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 $(BIN)/python -m pip install --quiet -c constraints.txt

.PHONY: demo test check diagrams docs bench bench-full clean

demo: $(VENV)/.run
	$(BIN)/orgmodel demo out/demo

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest $(PYTEST_ARGS) --cov=orgmodel --cov-report=term:skip-covered

check: test

diagrams: $(VENV)/.run
	$(BIN)/python diagrams/make.py

docs: $(VENV)/.run
	$(BIN)/orgmodel rules --pages docs/rules

bench: $(VENV)/.bench
	$(BIN)/python -m benchmarks

bench-full: $(VENV)/.bench
	BENCH=full $(BIN)/python -m benchmarks

clean:
	rm -rf $(VENV) out build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The build backend is installed first and from constraints.txt, so that no build fetches another version.
$(VENV)/.base: constraints.txt
	@for python in $(CANDIDATES); do \
	  if $$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "setting up $(VENV) with $$($$python --version)"; \
	    $$python -m venv --clear $(VENV) && exit 0; exit 1; \
	  fi; \
	done; \
	echo "No Python 3.11 or newer with its venv module was found (tried: $(CANDIDATES))." >&2; \
	echo "Install one (on Debian and Ubuntu: python3 and python3-venv)," >&2; \
	echo "or name one: make PYTHON=/path/to/python3.11 $(MAKECMDGOALS)" >&2; \
	exit 1
	$(PIP) hatchling editables
	@touch $@

$(VENV)/.run: $(VENV)/.base pyproject.toml
	$(PIP) --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base pyproject.toml
	$(PIP) --no-build-isolation -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.bench: $(VENV)/.base pyproject.toml
	$(PIP) --no-build-isolation -e '.[bench]'
	@touch $@ $(VENV)/.run
