# One verb per habit; CI calls the same verbs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PEERS := .venv-bench
TRAIN := .venv-train
ATTRIBUTION := .venv-attribution
ENGLISH := packages/onrecord-en
WIKINEWS := ../shared/data/attribution/open_news/gum_wikinews.jsonl ../shared/data/time/meantime.dev.jsonl
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo built test check lint types docs docs-write gate bench bench-quality bench-read bench-attribution bench-claims bench-corroborate bench-serve bench-api bench-meaning bench-monsters train-read train train-compare sums corpus screenshots lock clean

demo: $(READY)            ## build the record of examples/, print the summary, write the report
	@mkdir -p build
	$(BIN)/onrecord build examples/pages --record build/demo.db
	$(BIN)/onrecord report build/demo.db build/demo.html

test: $(READY) built      ## all tests
	$(BIN)/pytest -n 2

built: $(READY)           ## what the browser loads, bundled from npm by frontend/package-lock.json (nothing to do when it is there)
	@command -v npm >/dev/null || $(BIN)/pip install --quiet --no-deps --require-hashes --only-binary :all: -r frontend/requirements.lock
	$(BIN)/python frontend/build.py

check: lint types docs gate corpus  ## what CI runs before the tests

lint: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

docs: $(READY)            ## fails when a generated part of the docs is stale; `make docs-write` renews it
	$(BIN)/cog --check -r README.md docs/*.md
	$(BIN)/python bench/published.py --check

docs-write: $(READY)
	$(BIN)/cog -r README.md docs/*.md
	$(BIN)/python bench/published.py

gate: $(READY)            ## pinned quality floors on labelled example pages
	$(BIN)/pytest -q tests/gold

corpus: $(READY)          ## the corpus of attributions is well formed
	$(BIN)/python training/corpus/check.py

bench: $(READY)
	$(BIN)/python bench/build.py

bench-quality: $(READY)   ## each part by itself, on labelled data that are no part of the project
	$(BIN)/python bench/quality.py

bench-read: $(PEERS)/.ready  ## reading, beside other libraries in the same run (an environment of its own holds them)
	$(PEERS)/bin/python -W ignore bench/read.py --memory 1000

bench-attribution: $(PEERS)/.ready  ## reported speech: every mark of the tagger beside rules, textacy and (COMPARE=build/compare) a comparison model
	$(PEERS)/bin/python -W ignore bench/attribution.py $(if $(COMPARE),--compare $(COMPARE)) --picture docs/pictures/reliability.svg

bench-claims: $(PEERS)/.ready  ## figures and times, beside other libraries in the same run
	$(PEERS)/bin/python -W ignore bench/claims.py

bench-corroborate: $(READY)  ## what pages say together: stories, copies, utterances, conflicts, persons, series, and what one more page costs
	$(BIN)/python bench/corroborate.py

bench-serve: $(READY)     ## the web app on a record of 100,000 made pages: times at the server and weight of every screen (PAGES=1000: a quick look)
	$(BIN)/python bench/serve.py $(if $(PAGES),--pages $(PAGES))

bench-api: $(READY)       ## the REST API on the record that bench-serve made: processor time of every address (PAGES: as there)
	$(BIN)/python bench/api.py build/bench/standing.$(or $(PAGES),100000).db

bench-meaning: $(READY)   ## statements found by questions in other words: by words, by meaning, by both
	$(BIN)/python bench/meaning.py

bench-monsters: $(READY)  ## seconds per megabyte and memory of reading on the worst inputs we could think of
	$(BIN)/python bench/monsters.py

train-read: $(TRAIN)/.ready  ## the small models of read/, trained anew (needs the labelled lines beside the project)
	$(TRAIN)/bin/python training/read/lines/train.py
	$(TRAIN)/bin/python training/read/blocks/train.py

train: DATA ?= $(WIKINEWS)
train: $(ATTRIBUTION)/.ready  ## the tagger of packages/onrecord-en, trained anew on the corpus (DATA: the texts of its real part)
	@mkdir -p build/train
	$(ATTRIBUTION)/bin/python training/corpus/read.py $(addprefix --data ,$(DATA)) > build/train/corpus.jsonl
	$(ATTRIBUTION)/bin/python training/attribution/train.py build/train/corpus.jsonl build/train/tagger.pt
	$(ATTRIBUTION)/bin/python training/attribution/export.py build/train/tagger.pt $(ENGLISH)/src/onrecord_en/weights
	$(ATTRIBUTION)/bin/python training/attribution/weigh.py build/train/corpus.jsonl $(ENGLISH)/src/onrecord_en/weights
	$(ATTRIBUTION)/bin/python $(ENGLISH)/sums.py

train-compare: $(ATTRIBUTION)/.ready  ## a tagger trained on DATA=polnear_train.jsonl[.gz], to compare with; such weights never ship
	@test -n "$(DATA)" || { echo "usage: make train-compare DATA=polnear_train.jsonl"; exit 2; }
	@mkdir -p build/compare
	gzip -cdf $(DATA) > build/compare/corpus.jsonl
	$(ATTRIBUTION)/bin/python training/attribution/train.py build/compare/corpus.jsonl build/compare/tagger.pt --epochs 3
	$(ATTRIBUTION)/bin/python training/attribution/export.py build/compare/tagger.pt build/compare

screenshots: $(READY) built  ## docs/pictures of every screen, from examples/ (needs Chromium)
	$(BIN)/python docs/pictures.py

sums: $(READY)            ## SHA256SUMS of the tagger's files, renewed
	$(BIN)/python $(ENGLISH)/sums.py

# PyTorch's builds for a CPU alone are on an index of its own, which is asked for nothing else.
$(ATTRIBUTION)/.ready: training/attribution/requirements.lock training/attribution/torch.lock pyproject.toml $(ENGLISH)/pyproject.toml
	$(PYTHON) -m venv $(ATTRIBUTION)
	$(ATTRIBUTION)/bin/pip install --quiet --no-deps --require-hashes --only-binary :all: -r training/attribution/requirements.lock
	$(ATTRIBUTION)/bin/pip install --quiet --no-deps --require-hashes --only-binary :all: -r training/attribution/torch.lock \
	  --extra-index-url https://download.pytorch.org/whl/cpu
	$(ATTRIBUTION)/bin/pip install --quiet --no-build-isolation --no-deps --editable . --editable $(ENGLISH)
	@touch $@

$(TRAIN)/.ready: training/read/requirements.lock pyproject.toml
	$(PYTHON) -m venv $(TRAIN)
	$(TRAIN)/bin/pip install --quiet --no-deps --require-hashes --only-binary :all: -r training/read/requirements.lock
	$(TRAIN)/bin/pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(PEERS)/.ready: requirements.lock bench/requirements.lock pyproject.toml $(ENGLISH)/pyproject.toml
	$(PYTHON) -m venv $(PEERS)
	$(PEERS)/bin/pip install --quiet --no-deps --require-hashes --only-binary :all: -r requirements.lock -r bench/requirements.lock
	$(PEERS)/bin/pip install --quiet --no-build-isolation --no-deps --editable . --editable $(ENGLISH)
	@touch $@

# The virtual environment holds exactly what requirements.lock names, by hash.
$(READY): requirements.lock pyproject.toml $(ENGLISH)/pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
	$(BIN)/pip install --quiet --no-build-isolation --no-deps --editable . --editable $(ENGLISH)
	@touch $@

lock:                     ## renew requirements.lock (needs uv)
	uv pip compile pyproject.toml --extra dev --extra notebook --universal --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --python-version 3.11 --output-file requirements.lock requirements.build.in
	uv pip compile bench/requirements.in --constraint requirements.lock --no-emit-package docopt --universal --generate-hashes \
	  --no-annotate --no-header --no-emit-index-url --python-version 3.11 --output-file bench/requirements.lock
	uv pip compile pyproject.toml requirements.build.in training/read/requirements.in --constraint requirements.lock \
	  --universal --generate-hashes --no-annotate --no-header --no-emit-index-url --python-version 3.11 \
	  --output-file training/read/requirements.lock
	uv pip compile pyproject.toml requirements.build.in training/attribution/requirements.in --constraint requirements.lock \
	  --excludes training/attribution/excluded.in --universal --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --python-version 3.11 --output-file training/attribution/requirements.lock
	uv pip compile frontend/requirements.in --universal --generate-hashes --no-annotate --no-header --no-emit-index-url \
	  --python-version 3.11 --output-file frontend/requirements.lock

clean:
	rm -rf $(VENV) $(PEERS) $(TRAIN) $(ATTRIBUTION) build frontend/node_modules src/onrecord/serve/web/built
