# How Purr is built, run and tested. `make` alone lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help run test test-postgres test-kills check bench fuzz soak soak-runs deps venv venv-bench docs format lint clean

VENV := .build/venv
VENV_BENCH := .build/venv-bench
# One set of flags for everything built in release, so that nothing is compiled twice.
RELEASE := swift build -c release --static-swift-stdlib
# What is measured on PostgreSQL waits for the disk as a company's own would; the tests' server does not. The rest is
# more memory and log than the defaults, which are for a small machine: postgresql.org/docs/15/runtime-config-resource.html
BENCH_POSTGRES := -c fsync=on -c full_page_writes=on -c synchronous_commit=on -c shared_buffers=1GB -c max_wal_size=4GB
SIZE ?= full
SECONDS ?= 60
HOURS ?= 1

help:
	@echo "make run     install what is missing, build Purr, and run the day of the example company"
	@echo "make test    build everything and run every test, also those of the built program"
	@echo "make test-postgres  the tests of the books again, now in a private PostgreSQL"
	@echo "make test-kills  two hundred commands ended by SIGKILL on each engine"
	@echo "make check   what a change must pass: format, no warnings, tests"
	@echo "make bench   the benchmarks; SIZE=small for a quick round, SIZE=full for the real one; ONLY=W7 for some"
	@echo "make fuzz    damaged files against every reader; SECONDS=600 for ten minutes, SEED=7 for the same again"
	@echo "make soak    made-up companies for HOURS=1, each with a fresh seed, on SQLite and PostgreSQL; seeds that fail are kept"
	@echo "make docs    write docs/law from the code"
	@echo "make deps    install the Debian packages in packages.txt that are missing"
	@echo "make format  lay out the Swift code as .swift-format says"
	@echo "make clean   remove what was built"

run: deps
	@echo "==> Building Purr in release mode (some minutes the first time)"
	$(RELEASE) --product purr
	@echo "==> Starting Purr with the example company; its book is kept in ./data"
	.build/release/purr start

# The end-to-end tests run the program as a user gets it, hence the release build beside the tests.
test: deps venv
	@echo "==> Building the tests"
	swift build --build-tests
	@echo "==> Building the program the end-to-end tests run"
	$(RELEASE) --product purr
	@echo "==> Running the tests, the books in SQLite"
	Tests/Support/with_postgres swift test --skip-build --skip KillTests

# The tests of what is in books, each in a database of its own on a private server on a free port of this machine: some twenty
# minutes on two cores.
test-postgres: deps venv
	swift build --build-tests
	$(RELEASE) --product purr
	PURR_TEST_STORE=postgresql Tests/Support/with_postgres \
	    swift test --skip-build --filter 'StoreTests|DeskTests|EndToEnd' --skip KillTests

# Four hundred commands ended by SIGKILL, half of them beside SQLite and half beside PostgreSQL.
test-kills: deps venv
	swift build --build-tests
	$(RELEASE) --product purr
	Tests/Support/with_postgres swift test --skip-build --filter KillTests

# A file that is not compiled again repeats no warning, so every file of ours is touched first.
check: lint deps
	@find Sources Tests Benchmarks Fuzz -name '*.swift' -exec touch {} + 2>/dev/null || true
	@mkdir -p .build
	@echo "==> Building; a warning in our own code is a failure"
	swift build --build-tests 2>&1 | tee .build/check.log
	@if grep -E '^(warning: .*purr|$(CURDIR)/(Sources|Tests|Benchmarks|Fuzz)/.*: warning:)' .build/check.log; \
	then echo "check: the warnings above must go"; exit 1; fi
	@$(MAKE) --no-print-directory test
	@echo "check: format, warnings and tests are fine"

bench: deps venv-bench
	@echo "==> Building the benchmarks in release mode"
	$(RELEASE) --product purr-bench
	@echo "==> Running the benchmarks, size $(SIZE), beside a private PostgreSQL"
	PURR_POSTGRES_OPTIONS="$(BENCH_POSTGRES)" Tests/Support/with_postgres \
	    .build/release/purr-bench --size $(SIZE) $(if $(ONLY),--only $(ONLY))

fuzz: deps
	@echo "==> Building purr-fuzz in release mode"
	$(RELEASE) --product purr-fuzz
	@echo "==> Damaging files for $(SECONDS) s"
	.build/release/purr-fuzz --seconds $(SECONDS) --save .build/fuzz \
	    $(if $(SEED),--seed $(SEED)) $(if $(SAMPLES),--samples $(SAMPLES))

# Ends by itself; .build/soak-failed.txt has the commands that repeat what failed. SQLite and a private PostgreSQL take turns,
# where PostgreSQL's server is installed. That server is gone afterwards: whoever repeats a run names one of their own.
soak: deps
	$(RELEASE) --product purr
	@beside="Tests/Support/with_postgres"; \
	ls -d /usr/lib/postgresql/*/bin >/dev/null 2>&1 || beside=""; \
	$$beside $(MAKE) --no-print-directory soak-runs

soak-runs:
	@end=$$(( $$(date +%s) + $(HOURS) * 3600 )); runs=0; failed=0; \
	while [ "$$(date +%s)" -lt "$$end" ]; do \
	    seed=$$(( RANDOM * 32768 + RANDOM )); runs=$$(( runs + 1 )); place=""; again=""; \
	    if [ -n "$${PURR_TEST_POSTGRES:-}" ] && [ $$(( runs % 2 )) -eq 0 ]; then \
	        place="--store $$PURR_TEST_POSTGRES"; again=" --store postgresql://USER@HOST/DATABASE"; fi; \
	    .build/release/purr simulate --seed $$seed --faults $$place >.build/soak.log 2>&1 || { \
	        failed=$$(( failed + 1 )); cat .build/soak.log; \
	        echo "purr simulate --seed $$seed --faults$$again" >>.build/soak-failed.txt; }; \
	done; \
	echo "soak: $$runs runs, $$failed failed"; [ "$$failed" -eq 0 ]

deps:
	@command -v swift >/dev/null || { \
	    echo "deps: swift is missing. Purr needs Swift 6.2 or newer: https://www.swift.org/install"; \
	    exit 1; }
	@command -v dpkg-query >/dev/null || { \
	    echo "deps: this is no Debian or Ubuntu; packages.txt names what must be there."; exit 0; }; \
	missing=""; \
	for package in $$(sed 's/#.*//' packages.txt); do \
	    dpkg-query -W -f '$${db:Status-Status}' $$package 2>/dev/null | grep -qx installed \
	        || missing="$$missing $$package"; \
	done; \
	if [ -z "$$missing" ]; then echo "deps: nothing to install"; exit 0; fi; \
	as_root=""; \
	if [ "$$(id -u)" -ne 0 ]; then \
	    command -v sudo >/dev/null || { \
	        echo "deps: ask an administrator to install:$$missing"; exit 1; }; \
	    as_root="sudo"; \
	fi; \
	echo "deps: installing with $${as_root:+$$as_root }apt-get:$$missing"; \
	$$as_root apt-get update -qq; \
	$$as_root env DEBIAN_FRONTEND=noninteractive \
	    apt-get install -y -qq --no-install-recommends $$missing

venv: $(VENV)/stamp
venv-bench: $(VENV_BENCH)/stamp

$(VENV)/stamp: requirements-test.txt
	@echo "==> Making a Python environment for the tests in $(VENV)"
	@python3 -m venv $(VENV)
	@$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@touch $@

$(VENV_BENCH)/stamp: requirements-bench.txt
	@echo "==> Making a Python environment for the benchmarks in $(VENV_BENCH)"
	@python3 -m venv $(VENV_BENCH)
	@$(VENV_BENCH)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	@touch $@

docs: deps
	swift build --build-tests
	PURR_UPDATE_DOCS=1 swift test --skip-build --filter 'LawManual|LintManual'

format:
	swift format -i -r Sources Tests Benchmarks Fuzz Package.swift

lint:
	@echo "==> Checking the format"
	swift format lint --strict -r Sources Tests Benchmarks Fuzz Package.swift

clean:
	swift package clean
	rm -rf $(VENV) $(VENV_BENCH)
