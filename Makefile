# contact_center: a thin PGXS makefile.  The version is the control file's.

EXTENSION = contact_center
MODULE_big = contact_center
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(EXTENSION).control)

CORE_SOURCES = $(wildcard src/core/*.c)
PG_SOURCES = $(wildcard src/pg/*.c)
OUR_HEADERS = $(wildcard src/core/*.h src/pg/*.h)
OBJS = $(CORE_SOURCES:.c=.o) $(PG_SOURCES:.c=.o)

INSTALL_SQL = $(EXTENSION)--$(EXTVERSION).sql
# From the release before: what sql/upgrade says, then the chapters that are new,
# then these made anew.
UPDATE_SQL = $(patsubst sql/upgrade/%.in,%,$(wildcard sql/upgrade/*.sql.in))
ADDED = 05-version 54-logistic-regression 63-forecasting 64-frameworks 65-shrunken-rates 75-sources 81-center-simulation
UPDATED = 70-reporting
DATA = $(wildcard sql/upgrade/*--*--*.sql)
DATA_built = $(INSTALL_SQL) $(UPDATE_SQL)

REGRESS = $(patsubst sql/%.sql,%,$(sort $(wildcard sql/*.sql)))
REGRESS_OPTS = --load-extension=$(EXTENSION) --encoding=UTF8

# Flags that change results belong here: the bitcode build ignores PG_CFLAGS.
PG_CPPFLAGS = -Isrc -ffp-contract=off -DCC_VERSION='"$(EXTVERSION)"'
PG_CFLAGS = -Wextra -Wno-unused-parameter -Wno-sign-compare -Wno-missing-field-initializers -Wno-cast-function-type
EXTRA_CLEAN = $(EXTENSION)--*.sql build results regression.diffs regression.out

# Named by the user, or else found; only what was named or works is handed on.
ifndef PG_CONFIG
PG_CONFIG := $(shell $(dir $(firstword $(MAKEFILE_LIST)))test/pg-config)
endif
PGXS := $(shell $(PG_CONFIG) --pgxs 2>/dev/null)
# The client's package has pgxs.mk as well: the server's headers are what is needed.
HAVE_HEADERS := $(and $(wildcard $(PGXS)),$(wildcard $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h))

# Our own targets, after the dependencies are there.
OURS = help demo demo-day demo-views demo-psql demo-stop report pictures semantic html dist deb test bench unit format format-check

.DEFAULT_GOAL := all

# Every target that is followed by two # and what it does.
help: ## this list
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/\1\t\2/p' $(firstword $(MAKEFILE_LIST)) | \
		while IFS="$$(printf '\t')" read -r target text; do printf '  make %-14s %s\n' "$$target" "$$text"; done

all: ## builds the extension
install: ## copies it to PostgreSQL's directories
installcheck: ## pg_regress against a running server
uninstall: ## removes it from PostgreSQL's directories

ifeq ($(HAVE_HEADERS),)

# No server headers (yet): say so, or for our own targets get them and go on.
PGXS_TARGETS = all install installcheck uninstall installdirs
.PHONY: $(PGXS_TARGETS) $(OURS) clean
$(PGXS_TARGETS):
	@PG_CONFIG='$(PG_CONFIG)' test/dependencies --print build; exit 1
test bench: export CC_NO_HEADERS := $(CC_NO_HEADERS)x
test bench:
	@test "$$CC_NO_HEADERS" = x || { echo "$(PG_CONFIG) still names no server headers" >&2; exit 1; }
	@PG_CONFIG='$(PG_CONFIG)' test/dependencies $@
	@$(MAKE) --no-print-directory $@

else

include $(PGXS)

export PG_CONFIG

$(OBJS) $(OBJS:.o=.bc): $(OUR_HEADERS)
src/pg/version.o src/pg/version.bc: $(EXTENSION).control

# The chapters in order, those that are built among them.
CHAPTERS = $(foreach name,$(sort $(notdir $(wildcard sql/install/*.sql)) 70-reporting.sql 75-sources.sql),$(firstword $(wildcard sql/install/$(name)) build/$(name)))
build/70-reporting.sql: $(wildcard sql/reporting/*.* sql/reporting/*/*.sql sql/reporting/*/*/*.sql) sql/reporting/assemble
	mkdir -p build && sql/reporting/assemble > $@.new && mv $@.new $@
build/75-sources.sql: $(wildcard sql/sources/*.* sql/sources/*/*.sql sql/sources/*/*/*.sql) sql/sources/assemble
	mkdir -p build && sql/sources/assemble > $@.new && mv $@.new $@

$(INSTALL_SQL): $(CHAPTERS) $(EXTENSION).control
	cat $(CHAPTERS) > $@

$(UPDATE_SQL): %: sql/upgrade/%.in $(CHAPTERS) Makefile
	cat $< $(foreach chapter,$(ADDED),$(filter %/$(chapter).sql,$(CHAPTERS))) > $@
	cat $(foreach chapter,$(UPDATED),$(filter %/$(chapter).sql,$(CHAPTERS))) | sed -E 's/^CREATE (FUNCTION|PROCEDURE) /CREATE OR REPLACE \1 /' >> $@

BUILD = echo "-- building" && $(MAKE) -s --no-print-directory -j "$$(nproc)" all

.PHONY: $(OURS) test-long test-versions test-packages test-fresh test-upgrade test-asan test-valgrind test-citus test-timescaledb lint sqlsmith coverage fuzz document print-regress print-chapters

# What the README promises: everything, on a private cluster.
test: ## every test, on a private cluster
	@test/dependencies test
	@$(BUILD)
	@test/run

# The same on the PostgreSQL majors of other Debian suites.
test-versions: ## on the PostgreSQL majors of other Debian suites
	@test/tools/versions $(SUITES)

# As packages, built, installed and purged in bare systems.
test-packages: ## Debian packages in bare systems of each suite
	@test/tools/packages $(SUITES)

# The first command on machines of several states.
test-fresh: ## the first command on bare and half-equipped machines
	@test/tools/fresh

# pg_upgrade to the major of other Debian suites.
test-upgrade: ## pg_upgrade to those majors
	@test/tools/upgrade $(SUITES)

# Beyond one machine, where the server of PG_CONFIG has the engine.
test-citus: ## aggregates and views over Citus, where PG_CONFIG has it
	@$(BUILD)
	@test/engines/run citus
test-timescaledb: ## the reporting model on TimescaleDB, where PG_CONFIG has it
	@$(BUILD)
	@test/engines/run timescaledb

# Everything on a server with assertions and sanitizers, built from source.
test-asan: ## tests on a server with assertions and sanitizers
	@test/tools/asan

# A part of the tests under valgrind's memcheck, server and all.
test-valgrind: ## a part of them under valgrind
	@test/dependencies valgrind
	@test/tools/valgrind

# The property tests over their whole domain, not over a sample.
test-long: export CC_LONG = 1
test-long: test ## with property tests over their whole domain

# The stand-alone tests of src/core alone, under the sanitizers.
unit: ## the core's stand-alone tests alone
	@$(MAKE) --no-print-directory -f test/unit/Makefile all
	@prove --exec '' build/unit/*.t

bench: ## ratios against what one would write without the extension
	@test/dependencies bench
	@$(BUILD)
	@RUNS="$(RUNS)" test/bench/run $(BENCH)

# The table of the views in doc/reporting.md, from the files of the views.
document: ## the table of views in doc/reporting.md, made anew
	@sql/reporting/assemble views > build/views.md
	@sed -i -e '/^<!-- views -->$$/,/^<!-- end -->$$/{/^| `/d;/^|---|---|---|$$/r build/views.md' -e '}' doc/reporting.md

print-regress:
	@echo $(REGRESS)
print-chapters: $(CHAPTERS)
	@echo $(CHAPTERS)

# Static checks: format, warnings of two compilers, clang-tidy, cppcheck.
lint: ## format, compiler warnings, clang-tidy, cppcheck
	@test/dependencies lint
	@test/tools/lint

# Random valid SQL on a populated reporting model.
sqlsmith: ## random SQL on a populated reporting model
	@test/dependencies sqlsmith
	@$(BUILD)
	@test/tools/sqlsmith

# Lines of the sources that the tests reach.
coverage: ## lines of the sources that the tests reach
	@test/dependencies coverage
	@test/tools/coverage

fuzz: ## the decoders and parsers under libFuzzer
	@test/dependencies fuzz
	@$(MAKE) --no-print-directory -f test/fuzz/Makefile run

endif

DEMO = .demo-cluster
# The script itself gets what is missing and calls make, after a look at what is asked.
demo: ## weeks of calls in a cluster of its own, CALLS=file: yours (README); SOURCE= FILE=: a system's log
	@DEMO_STATE='$(DEMO)' OUT='$(OUT)' WORDS='$(WORDS)' EACH='$(EACH)' SOURCE='$(SOURCE)' FILE='$(FILE)' demo/run

demo-day: ## all half hours of a day of it, DAY=2026-03-04
	@test/private-cluster psql $(DEMO) -X -q -v "day=$(DAY)" -f demo/half-hours.sql

demo-views: ## what every reporting view shows, and a row of each
	@test/private-cluster psql $(DEMO) -X -q -f demo/views.sql

demo-psql: ## psql on that cluster
	@test/private-cluster psql $(DEMO)

demo-stop: ## removes it
	@test/private-cluster stop $(DEMO)

semantic: ## models for BI tools from the views, OUT=dir SCHEMA=ops PGURI=... (doc/bi-tools.md)
	@PGURI='$(PGURI)' $(if $(PGURI),,test/private-cluster with $(DEMO)) semantic/write '$(or $(OUT),semantic-models)' '$(or $(SCHEMA),ops)'

report: ## a page from the views, SCHEMA=ops PGURI=... OUT=report.html (doc/report.md)
	@SCHEMA='$(SCHEMA)' PGURI='$(PGURI)' OUT='$(OUT)' FROM='$(FROM)' TO='$(TO)' AT='$(AT)' WORDS='$(WORDS)' EACH='$(EACH)' WITHOUT='$(WITHOUT)' report/write

# Where the demo runs and chromium is there.
pictures: ## the pictures of that page in doc/, from the demo
	@test/private-cluster with $(DEMO) report/pictures

html: ## the documentation as HTML, OUT=dir
	@doc/html/write '$(or $(OUT),build/html)'

dist: ## what is committed as PGXN takes it, in dist/
	@release/dist

deb: ## Debian packages of it, in dist/ (doc/development.md)
	@release/deb

FORMATTED = $(CORE_SOURCES) $(PG_SOURCES) $(OUR_HEADERS) $(wildcard test/unit/*.[ch] test/fuzz/*.[ch])
format: ## clang-format on the sources
	clang-format -i $(FORMATTED)
format-check: ## whether they are formatted
	clang-format --dry-run --Werror $(FORMATTED)
