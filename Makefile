# Two commands for a newcomer: `make run` and `make test`. Needs Python 3.11 or newer with its venv module, nothing else.

PYTHON ?= python3
VENV := .venv
PORT ?= 8000
DATA ?= data

.PHONY: setup setup-dev run test setup-spark test-spark lint lock clean

setup: $(VENV)/.ready  ## the program with all it needs, in .venv

$(VENV)/.ready: requirements/base.txt pyproject.toml
	@$(PYTHON) tools/check_python.py
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

setup-dev: $(VENV)/.ready-dev

$(VENV)/.ready-dev: $(VENV)/.ready requirements/dev.txt
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

run: setup  ## prepare everything, start server and worker, print one address
	@exec $(VENV)/bin/thidua run --port $(PORT) --data $(DATA)

test: setup-dev  ## all tests
	$(VENV)/bin/python tools/test.py

SPARK_VENV := .venv-spark

setup-spark: $(SPARK_VENV)/.ready

$(SPARK_VENV)/.ready: requirements/spark.txt pyproject.toml
	@test -x $(SPARK_VENV)/bin/python || $(PYTHON) -m venv $(SPARK_VENV)
	$(SPARK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/spark.txt
	$(SPARK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

test-spark: setup-spark  ## the test of `thidua screen --engine spark`, in an environment of its own (430 MB; Java 17)
	THIDUA_REQUIRE_SPARK=1 $(SPARK_VENV)/bin/python -m pytest -q tests/law/test_law_spark.py

lint: setup-dev  ## formatters, linters, types, layers
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports

lock: setup-dev  ## compile requirements/*.in anew, with hashes and without any address
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header requirements/base.in -o requirements/base.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header requirements/dev.in -o requirements/dev.txt
	$(VENV)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header requirements/spark.in -o requirements/spark.txt

clean:
	rm -rf $(VENV) $(SPARK_VENV)
