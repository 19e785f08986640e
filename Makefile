# make site: the site in site/ · make test: the tests, but the slowest · make slow: those · make serve: edit and look
# make lock: pin anew · make soak: a thousand random walks · make bench: bytes of the pages, paper, search, taps · make lighthouse: scores of the pages
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
NPM := node_modules/.package-lock.json

.PHONY: site check serve test slow soak lint types style bench lighthouse lock pictures clean
.DELETE_ON_ERROR:

site: $(VENV)/site.txt
	@$(BIN)/python build.py

check: $(VENV)/site.txt
	@$(BIN)/python build.py check

serve: $(VENV)/site.txt
	@$(BIN)/python build.py serve

test: $(VENV)/test.txt tests/node/$(NPM)
	$(BIN)/python -m pytest -n auto --dist worksteal -m "not slow"

slow: $(VENV)/test.txt tests/node/$(NPM)
	$(BIN)/python -m pytest -n auto --dist worksteal -m slow

soak: $(VENV)/test.txt
	PAICHA_SOAK=1000 $(BIN)/python -m pytest -n auto --dist worksteal tests/test_soak.py

# Two halves, for `make -j2 lint`.
lint: types style

types: $(VENV)/test.txt
	$(BIN)/mypy

style: $(VENV)/test.txt tests/node/$(NPM)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m scripts.script_words
	tests/node/node_modules/.bin/tsc
	tests/node/node_modules/.bin/eslint --config tests/node/eslint.config.mjs templates/assets/js tests
	$(BIN)/python -m pytest -q tests/test_directions.py

bench: $(VENV)/test.txt site
	@$(BIN)/python -m scripts.sizes
	@$(BIN)/python -m scripts.bench_paper
	@$(BIN)/python -m scripts.bench_search
	@$(BIN)/python -m scripts.bench_records
	@$(BIN)/python -m scripts.bench_tap

lighthouse: $(VENV)/test.txt scripts/node/$(NPM) site
	@$(BIN)/python -m scripts.lighthouse

# Run and test requirements are resolved together, so that both hold the same versions.
LOCK = $(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
	--no-emit-index-url --custom-compile-command "make lock" pyproject.toml
lock: $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) --upgrade --extra test --output-file requirements-test.txt
	$(LOCK) --constraint requirements-test.txt --output-file requirements.txt
	cd tests/node && npm update --package-lock-only
	cd scripts/node && npm update --package-lock-only

pictures: $(VENV)/test.txt site
	$(BIN)/python -m scripts.icons
	$(BIN)/python scripts/pictures.py

clean:
	rm -rf site .cache $(VENV) .pytest_cache .mypy_cache .ruff_cache tests/node/node_modules scripts/node/node_modules

# The copies in .venv say what was installed: a changed file installs anew.
$(VENV)/site.txt: requirements.txt | $(VENV)/bin/python
	@scripts/system.sh site
	@echo "安装所需的库……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@cp $< $@

$(VENV)/test.txt: requirements-test.txt scripts/system.sh | $(VENV)/bin/python
	@scripts/system.sh test
	@echo "安装所需的库和测试工具……"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@cp $< $@
	@cp requirements.txt $(VENV)/site.txt

%/$(NPM): %/package-lock.json | $(VENV)/test.txt
	@echo "安装 $* 所列的 npm 包……"
	@cd $* && npm ci --silent
	@touch $@

$(VENV)/bin/python:
	@scripts/system.sh site
	@$(PYTHON) -m venv $(VENV)
