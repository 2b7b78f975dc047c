# Văn Khố: the two commands are `make demo` and `make test`; the others are for those who work on it.
.PHONY: demo test setup serve lint bench relevance descriptions duplicates system-demo system-test system-bench lock

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
APT := scripts/apt-install
PORT ?= 8000
export OMP_THREAD_LIMIT = 1

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	scripts/make-venv $(PYTHON) $(VENV)
	touch $(STAMP)

system-demo:
	$(APT) tesseract:tesseract-ocr vie.traineddata:tesseract-ocr-vie

system-test: system-demo
	$(APT) chromium:chromium pg_ctl:postgresql DejaVuSans.ttf:fonts-dejavu-core texgyretermes-regular.otf:fonts-texgyre javac:default-jdk-headless mvn:maven corelist:perl

system-bench: system-demo
	$(APT) unpaper:unpaper gs:ghostscript texgyretermes-regular.otf:fonts-texgyre

demo: system-demo setup
	$(BIN)/vankho init
	$(BIN)/vankho ingest samples/delivery
	$(BIN)/vankho fonds 041 --title "Tỉnh ủy Phú Lĩnh" --term 2005-2010:2005-12-17:2010-10-22 --term 2010-2015:2010-10-23:2015-10-15 --term 2015-2020:2015-10-16:2020-10-20 >/dev/null
	$(BIN)/vankho fonds 112 --title "Ủy ban nhân dân tỉnh Phú Lĩnh" >/dev/null
	@echo "Văn Khố: http://127.0.0.1:$(PORT)  (Ctrl+C to stop)"
	$(BIN)/vankho serve --port $(PORT)

serve: setup
	$(BIN)/vankho serve --port $(PORT)

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile
	$(BIN)/check-jsonschema -q --builtin-schema vendor.compose-spec docker-compose.yml

test: system-test lint
	$(BIN)/python -m tests.elasticsearch || test -z "$$CI" # fetches a server once; without it, its tests are skipped
	$(BIN)/pytest

bench: system-bench setup
	$(BIN)/python -m pip install -q --require-hashes -r requirements-bench.lock
	$(BIN)/python -m benchmarks

relevance: setup
	$(BIN)/python -m benchmarks.relevance

descriptions: system-bench setup
	$(BIN)/python -m benchmarks.forms

duplicates: system-bench setup
	$(BIN)/python -m benchmarks.duplicates

# Locks with hashes and no registry address; needs `uv`. What only benchmarks need has its own, and agrees with the first.
LOCK := uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url --no-annotate
lock:
	$(LOCK) pyproject.toml --group test -o requirements.lock
	$(LOCK) --group bench -c requirements.lock -o requirements-bench.lock
