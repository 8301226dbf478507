# Builds lanewise. `make help` lists the targets.
#
#   include/lanewise/   public headers
#   src/ROOM/*.c        one folder a room; src/cli is the program, all other rooms are liblanewise
#   tests/              see docs/CONTRIBUTING.md
#
# Sources are found by wildcard. Objects go to $(BUILD)/obj-HASH, where HASH stands for the compiler
# and its flags, so that builds with other flags never mix and going back to one costs only a link.
#
# What you may set on the command line:
#   CC, OBJCOPY, CFLAGS, CPPFLAGS, LDFLAGS   as usual; flags are added to the project's own flags
#   WERROR=1       warnings are errors
#   SANITIZE=LIST  sanitizers to build with, e.g. SANITIZE=thread
#   BUILD=DIR      build folder (default: build)
#   PREFIX, LIBDIR, DESTDIR         where `make install` puts things (default PREFIX: /usr/local)
#   SEEDS=A..B     seeds of the property tests
#   SOAK=A..B      seeds of the soak
#   LINT=LIST      tools of static analysis
#   ORDERS=N       orders of the test on clusters
#   FUZZ_SECONDS=N, FUZZ_TARGETS=LIST   how long to fuzz, and what
#   V=1            show the whole commands

VERSION   := 0.1.0
SOVERSION := 0

.DEFAULT_GOAL := all
.SUFFIXES:
.DELETE_ON_ERROR:

# ---- Places ----------------------------------------------------------------------------------

BUILD      ?= build
# One spelling for one folder: the dependencies of an object name it as it was built.
override BUILD := $(patsubst $(CURDIR)/%,%,$(abspath $(BUILD)))
DESTDIR    ?=
PREFIX     ?= /usr/local
BINDIR     ?= $(PREFIX)/bin
LIBDIR     ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
DATADIR    ?= $(PREFIX)/share/lanewise
DOCDIR     ?= $(PREFIX)/share/doc/lanewise
MANDIR     ?= $(PREFIX)/share/man
PCDIR      ?= $(LIBDIR)/pkgconfig
BASHDIR    ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR     ?= $(PREFIX)/share/zsh/site-functions
FISHDIR    ?= $(PREFIX)/share/fish/vendor_completions.d

# ---- Flags -----------------------------------------------------------------------------------

OBJCOPY  ?= objcopy
CFLAGS   ?= -O2 -g
CPPFLAGS ?=
LDFLAGS  ?=

language := -std=c11 -ffp-contract=off -pthread
warnings := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes \
            -Wmissing-prototypes -Wvla -Werror=implicit-function-declaration \
            -Wformat=2 -Werror=format-nonliteral -Werror=format-security \
            $(if $(filter 1,$(WERROR)),-Werror)
# One set of objects serves the static library, the shared one and the program.
shape    := -fPIC -fvisibility=hidden -fno-semantic-interposition

# $(call accepted,FLAGS): the flags, where the compiler takes them for its machine without a word.
accepted  = $(if $(shell $(CC) -Werror $(1) -include stdio.h -x c -S -o /dev/null /dev/null \
                2>/dev/null && echo yes),$(1))
hardened := -fstack-protector-strong $(call accepted,-fstack-clash-protection) \
            $(call accepted,-fcf-protection) $(call accepted,-mbranch-protection=standard)

# Fortified calls need an optimising compiler and hide what the sanitizers want to see.
optimised := $(filter-out -O0,$(filter -O%,$(CFLAGS)))
ifneq ($(optimised),)
ifeq ($(SANITIZE)$(findstring _FORTIFY_SOURCE,$(CPPFLAGS) $(CFLAGS)),)
# Three only where the C library knows it, too.
fortified := $(if $(call accepted,-O2 -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3),3,2)
hardened  += -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=$(fortified)
endif
endif

ifneq ($(SANITIZE),)
sanitizer := -fsanitize=$(SANITIZE) -fno-sanitize-recover=all -fno-omit-frame-pointer
endif

includes := -Iinclude -Isrc
defines  := -D_POSIX_C_SOURCE=200809L -DLW_VERSION='"$(VERSION)"' -DLW_DATADIR='"$(DATADIR)"'

all_cflags  = $(language) $(warnings) $(shape) $(hardened) $(sanitizer) $(includes) $(defines) \
              $(CPPFLAGS) $(CFLAGS)
all_ldflags = -pthread $(sanitizer) -Wl,-z,relro,-z,now,-z,noexecstack -Wl,--as-needed \
              $(CFLAGS) $(LDFLAGS)
libraries  := -lcsv -lcjson -lm

# Empty while no compiler is installed: `make demo` and `make test` begin by installing one.
compiler := $(shell $(CC) --version 2>/dev/null | head -n 1)
quote    := '
hash     := $(shell printf '%s' \
              '$(subst $(quote),,$(CC) $(compiler) $(all_cflags) $(all_ldflags))' | \
              cksum | tr ' ' - )

# ---- Sources ---------------------------------------------------------------------------------

obj := $(BUILD)/obj-$(hash)

cli_sources     := $(sort $(wildcard src/cli/*.c))
library_sources := $(filter-out $(cli_sources),$(sort $(wildcard src/*/*.c)))
support_sources := $(sort $(wildcard tests/unit/support/*.c))
unit_sources    := $(sort $(wildcard tests/unit/*.c))
starter_files   := $(sort $(wildcard src/cli/starter/*.csv))
public_headers  := $(sort $(wildcard include/lanewise/*.h))
page_assets     := $(addprefix src/render/assets/,page.css page.js d3.min.js)

objects_of = $(patsubst %.c,$(obj)/%.o,$(1))

cli_objects     := $(call objects_of,$(cli_sources)) $(obj)/starter.o
library_objects := $(call objects_of,$(library_sources)) $(obj)/assets.o
support_objects := $(call objects_of,$(support_sources))
unit_objects    := $(call objects_of,$(unit_sources))
unit_programs   := $(patsubst tests/unit/%.c,$(BUILD)/tests/unit_%,$(unit_sources))

program := $(BUILD)/lanewise
archive := $(BUILD)/liblanewise.a
shared  := $(BUILD)/liblanewise.so
soname  := liblanewise.so.$(SOVERSION)

ifneq ($(V),1)
q := @
say = @printf '  %-8s %s\n'
else
say = @:
endif

# ---- Building --------------------------------------------------------------------------------

.PHONY: all
all: $(program) $(archive) $(shared) ## build the program and the libraries (the default)

$(program): $(cli_objects) $(archive) $(BUILD)/settings
	$(say) LINK $@
	$(q)$(CC) -pie $(all_ldflags) -o $@ $(cli_objects) $(archive) $(libraries)

$(archive): $(library_objects) $(BUILD)/settings
	$(say) AR $@
	$(q)rm -f $@ && ar rcs $@ $(library_objects)

# A sanitizer's run time is found only once the program is there: its names stay open till then.
$(shared): $(library_objects) $(BUILD)/settings
	$(say) LINK $@
	$(q)$(CC) -shared -Wl,-soname,$(soname) $(if $(SANITIZE),,-Wl,-z,defs) $(all_ldflags) \
	    -o $@ $(library_objects) $(libraries)
	$(q)ln -sf $(notdir $@) $(BUILD)/$(soname)

$(unit_programs): $(BUILD)/tests/unit_%: $(obj)/tests/unit/%.o $(support_objects) $(archive) \
                  $(BUILD)/settings
	@mkdir -p $(@D)
	$(say) LINK $@
	$(q)$(CC) -pie $(all_ldflags) -o $@ $< $(support_objects) $(archive) $(libraries) -lcmocka

$(unit_objects) $(support_objects): includes += -Itests/unit

$(obj)/%.o: %.c
	@mkdir -p $(@D)
	$(say) CC $<
	$(q)$(CC) $(all_cflags) -MMD -MP -c -o $@ $<

# The catalog that `lanewise init` writes is part of the program.
$(obj)/starter.c: src/cli/starter.awk $(starter_files) $(BUILD)/settings
	@mkdir -p $(@D)
	$(say) AWK $@
	$(q)LC_ALL=C awk -f $< $(starter_files) > $@

# What every page carries within it is part of the library.
$(obj)/assets.c: src/render/assets/embed $(page_assets)
	@mkdir -p $(@D)
	$(say) EMBED $@
	$(q)$< > $@

$(obj)/%.o: $(obj)/%.c
	$(say) CC $<
	$(q)$(CC) $(all_cflags) -MMD -MP -c -o $@ $<

# Changes when the flags or the list of sources do, and then everything is linked anew: files of
# these names may be left from a build with other flags, or hold an object whose source is gone.
# Some tests read what the build was hardened with.
$(BUILD)/settings: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' $(hash) 'hardened: $(hardened)' 'sanitizer: $(sanitizer)' $(cli_sources) \
	    $(library_sources) $(support_sources) $(starter_files) > $@.new
	@if cmp -s $@.new $@; then rm -f $@.new; else mv -f $@.new $@; fi

.PHONY: FORCE
FORCE:

-include $(patsubst %.o,%.d,$(cli_objects) $(library_objects) $(support_objects) $(unit_objects))

# ---- Packages --------------------------------------------------------------------------------

# Names as in Debian. tests/tools/deps installs the missing ones there, and elsewhere names them.
compiler_package := $(if $(filter clang%,$(notdir $(firstword $(CC)))),$(notdir $(firstword $(CC))),gcc)
build_packages := $(compiler_package) libc6-dev libcsv-dev libcjson-dev
test_packages  := $(build_packages) libcmocka-dev python3 python3-jsonschema g++ pkgconf jq \
                  zsh fish mandoc
# npm comes with some builds of nodejs, and Debian's own npm does not go with those.
node_packages  := nodejs $(if $(shell command -v npm 2>/dev/null),,npm)
# Debian's Python modules belong to Debian's Python, whatever else comes first on the path.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
install_packages = @CC='$(CC)' PYTHON='$(PYTHON)' tests/tools/deps

.PHONY: deps
deps: ## install the packages that building needs
	$(install_packages) $(build_packages)

.PHONY: test-deps
test-deps: ## install the packages that the tests need
	$(install_packages) $(test_packages)

# ---- A first look ----------------------------------------------------------------------------

demo_quote := --from CNSZX --to US:90001 --weight 0.8 --dims 20x15x10 --value 45:USD --hs 850440 \
              --flags battery --sku S1 --currency USD --ship-date 2026-11-23

# The compiler may be new to this run: building is a make of its own, which then knows it.
.PHONY: demo
demo: deps ## install what is missing, build, rank a sample parcel and score data/orders.csv
	@$(MAKE) --no-print-directory all
	@echo
	@echo '$$ lanewise --data data quote $(demo_quote)'
	@$(program) --data data quote $(demo_quote)
	@echo
	@echo '$$ lanewise --data data batch data/orders.csv -o $(BUILD)/demo.csv'
	@$(program) --data data batch data/orders.csv -o $(BUILD)/demo.csv; status=$$?; \
	    [ $$status -le 1 ] || exit $$status   # 1: all orders are done, some have no plan
	@echo
	@echo 'The first lines of $(BUILD)/demo.csv, some columns:'
	@head -n 9 $(BUILD)/demo.csv | awk -F, \
	    '{ printf "%-12.12s %-8.8s %9s %-8s %6s %14s  %s\n", $$1, $$2, $$5, $$6, $$7, $$11, $$15 }'

# ---- Tests -----------------------------------------------------------------------------------

SEEDS ?= 1..2000
ORDERS ?= 1000000
run_tests = @BUILD='$(BUILD)' CC='$(CC)' PYTHON='$(PYTHON)' SEEDS='$(SEEDS)' tests/run

.PHONY: test
test: test-deps ## install what the tests need and run them all
	@$(MAKE) --no-print-directory run-tests

# Stands between the program and the C library; no sanitizer, which would do the same.
$(BUILD)/tests/faults.so: tests/faults/faults.c $(BUILD)/settings
	@mkdir -p $(@D)
	$(say) LINK $@
	$(q)$(CC) -std=c11 -O1 -g -Wall -Wextra -shared -fPIC -pthread -o $@ $<

.PHONY: run-tests tests-built
tests-built: all $(unit_programs) fuzz-built $(BUILD)/tests/faults.so
run-tests: tests-built ## run all tests, installing nothing
	$(run_tests)

.PHONY: test-unit
test-unit: tests-built ## only the unit tests
	$(run_tests) unit

.PHONY: test-cli
test-cli: tests-built ## only the tests of the command line
	$(run_tests) cli schema docs pages

.PHONY: test-property
test-property: tests-built ## only the property tests (SEEDS=A..B)
	$(run_tests) property

# Three kinds of catalogs, the seeds of each: 5,100 catalogs with 20 orders and more for the oracle.
SOAK ?= 10001..11700

.PHONY: soak
soak: test-deps ## search, kept routes and brute force against each other, under half an hour (SOAK=A..B)
	@$(MAKE) --no-print-directory all
	@status=0; for profile in core landed all; do \
	    PYTHONDONTWRITEBYTECODE=1 '$(PYTHON)' tests/property/run.py soak --program '$(program)' \
	        --seeds '$(SOAK)' --profile $$profile || status=1; \
	done; exit $$status

.PHONY: test-builds
test-builds: ## gcc and clang at -O0, -O2 and -O3: no warning, the tests pass, the same bytes
	$(install_packages) $(test_packages) gcc clang
	@$(MAKE) --no-print-directory all
	$(run_tests) builds

arm64_packages := gcc-aarch64-linux-gnu libc6-dev-arm64-cross qemu-user

.PHONY: test-arm64
test-arm64: SEEDS := 1..20
test-arm64: ## cross-built for arm64: the tests pass under qemu, the same bytes (SEEDS=A..B)
	$(install_packages) $(test_packages) $(arm64_packages)
	@$(MAKE) --no-print-directory all
	$(run_tests) arm64

.PHONY: test-browser
test-browser: ## look at the pages in headless Chromium, installing it
	$(install_packages) $(test_packages) $(node_packages) chromium
	@$(MAKE) --no-print-directory all
	$(run_tests) browser

.PHONY: page-library
page-library: ## build the library that pages carry anew from the npm registry
	$(install_packages) $(node_packages)
	@src/render/assets/library refresh $(BUILD)/library

# Both runs may go side by side (-j2). All tests, but fewer seeds: everything takes many times longer.
.PHONY: sanitize sanitize-address sanitize-thread
sanitize: sanitize-address sanitize-thread ## all tests under the sanitizers (SEEDS=A..B)
sanitize-address: sanitizers := address,undefined
sanitize-thread: sanitizers := thread
sanitize-address sanitize-thread: SEEDS := 1..60
sanitize-address sanitize-thread: test-deps
	@TEST_TIME_LIMIT=600 $(MAKE) --no-print-directory run-tests BUILD='$(BUILD)/$@' \
	    SANITIZE=$(sanitizers) CFLAGS='-O1 -g' SEEDS='$(SEEDS)'

# Counts of threads that race would not add up: branches taken are worked out from others.
coverage := $(BUILD)/coverage
coverage_flags := -O0 -g --coverage -fprofile-update=atomic

.PHONY: coverage
coverage: ## which lines and branches of src/ do the tests run? (pages in build/coverage/html)
	$(install_packages) $(test_packages) gcovr
	@$(MAKE) --no-print-directory tests-built BUILD=$(coverage) CC=gcc CFLAGS='$(coverage_flags)'
	@BUILD='$(coverage)' CC=gcc PYTHON='$(PYTHON)' '$(PYTHON)' tests/coverage/run --html '$(coverage)/html'

cluster_packages := $(build_packages) python3 parallel slurm-wlm munge openssh-server openssh-client

.PHONY: faults
faults: test-deps ## let every call that can fail fail in turn
	@$(MAKE) --no-print-directory tests-built
	@'$(PYTHON)' tests/faults/run --program '$(program)' --all

.PHONY: test-cluster
test-cluster: ## an order file on a Slurm and an ssh cluster on this machine (ORDERS=N)
	$(install_packages) $(cluster_packages)
	@$(MAKE) --no-print-directory all
	@'$(PYTHON)' tests/cluster/run --program '$(program)' --orders $(ORDERS)

.PHONY: valgrind
valgrind: ## quote, batch and check under valgrind
	$(install_packages) $(build_packages) valgrind libc6-dbg
	@$(MAKE) --no-print-directory all
	@BUILD='$(BUILD)' tests/tools/valgrind $(demo_quote)

# ---- Fuzzing ---------------------------------------------------------------------------------

fuzz_sources  := $(sort $(wildcard tests/fuzz/*.c))
fuzz_support  := $(sort $(wildcard tests/fuzz/support/*.c))
fuzz_objects  := $(call objects_of,$(fuzz_sources) $(fuzz_support))
fuzz_programs := $(patsubst tests/fuzz/%.c,$(BUILD)/tests/fuzz_%,$(fuzz_sources))
# libFuzzer brings its own main; the programs of any other build replay the inputs they are given.
with_fuzzer   := $(findstring fuzzer,$(SANITIZE))
fuzz_shared   := $(filter-out $(if $(with_fuzzer),%/replay.o),$(call objects_of,$(fuzz_support)))
# The commands without the program's main, which is a function like any other here.
fuzz_commands := $(filter-out %/main.o,$(cli_objects)) $(obj)/fuzz_main.o

$(fuzz_objects): includes += -Itests/fuzz

$(obj)/fuzz_main.o: $(obj)/src/cli/main.o
	$(q)$(OBJCOPY) --redefine-sym main=lanewise_main $< $@

$(fuzz_programs): $(BUILD)/tests/fuzz_%: $(obj)/tests/fuzz/%.o $(fuzz_shared) $(fuzz_commands) \
                  $(archive) $(BUILD)/settings
	@mkdir -p $(@D)
	$(say) LINK $@
	$(q)$(CC) -pie $(all_ldflags) $(if $(with_fuzzer),-fsanitize=fuzzer) -o $@ $(filter %.o,$^) \
	    $(archive) $(libraries)

-include $(patsubst %.o,%.d,$(fuzz_objects))

# Following every comparison of amounts costs half of the time and finds no way into anything.
ifneq ($(with_fuzzer),)
$(patsubst %,$(obj)/src/%/%.o,network pricing search repertoire rank): \
    sanitizer += -fno-sanitize-coverage=trace-cmp
endif

FUZZ_SECONDS  ?= 60
FUZZ_TARGETS  ?=
fuzz_build    := $(BUILD)/fuzz
fuzz_packages := $(build_packages) clang-14 libclang-rt-14-dev python3 jq
make_fuzz      = +@$(MAKE) --no-print-directory fuzz-built BUILD=$(fuzz_build) CC=clang-14 \
                 CFLAGS='-O1 -g' SANITIZE=address,undefined,fuzzer-no-link
run_fuzz       = @'$(PYTHON)' tests/fuzz/run $(1) --programs $(fuzz_build)/tests \
                 --state $(fuzz_build) --targets '$(FUZZ_TARGETS)'

.PHONY: fuzz-built
fuzz-built: $(program) $(fuzz_programs)

.PHONY: fuzz
fuzz: ## fuzz with libFuzzer (FUZZ_SECONDS=N of a share each, FUZZ_TARGETS='A B')
	$(install_packages) $(fuzz_packages)
	$(make_fuzz)
	$(call run_fuzz,campaign) --seconds $(FUZZ_SECONDS)
	@$(PYTHON) tests/fuzz/run sum --state $(fuzz_build)

.PHONY: fuzz-smoke
fuzz-smoke: ## replay the fuzzing corpora with libFuzzer, then some runs of each target
	$(install_packages) $(fuzz_packages)
	$(make_fuzz)
	$(call run_fuzz,smoke)

.PHONY: fuzz-minimise
fuzz-minimise: ## take what `make fuzz` found into the corpora, as little as reaches as much
	$(make_fuzz)
	$(call run_fuzz,minimise)

# ---- Speed -----------------------------------------------------------------------------------

generate_sources := $(sort $(wildcard tests/bench/generate*.c))
generate_objects := $(call objects_of,$(generate_sources))
bench_programs   := $(BUILD)/bench/generate $(BUILD)/bench/csvpass
bench_packages   := $(build_packages) python3
peer_packages    := $(bench_packages) g++ libboost-graph-dev $(node_packages)
run_bench = @BUILD='$(BUILD)' '$(PYTHON)'

$(BUILD)/bench/generate: $(generate_objects) $(BUILD)/settings
$(BUILD)/bench/csvpass: $(obj)/tests/bench/csvpass.o $(BUILD)/settings
$(bench_programs):
	@mkdir -p $(@D)
	$(say) LINK $@
	$(q)$(CC) -pie $(all_ldflags) -o $@ $(filter %.o,$^) $(if $(filter %csvpass,$@),-lcsv)

-include $(patsubst %.o,%.d,$(generate_objects) $(obj)/tests/bench/csvpass.o)

.PHONY: bench-built
bench-built: all $(bench_programs)

.PHONY: bench
bench: ## measure the speed against yardsticks, under five minutes
	$(install_packages) $(bench_packages)
	@$(MAKE) --no-print-directory bench-built
	$(run_bench) tests/bench/run

.PHONY: bench-peers
bench-peers: ## measure the speed against DuckDB and Boost, under fifteen minutes
	$(install_packages) $(peer_packages)
	@$(MAKE) --no-print-directory bench-built
	$(run_bench) tests/bench/peers/run

.PHONY: bench-sameness
bench-sameness: ## is the output the same for any number of threads on the benchmark's catalogs?
	$(install_packages) $(bench_packages)
	@$(MAKE) --no-print-directory bench-built
	$(run_bench) tests/bench/sameness

formatted := $(sort $(wildcard src/*/*.[ch] include/lanewise/*.h docs/examples/*.c tests/*/*.[ch] \
                         tests/*/*/*.[ch]))

# make knows a variable of this name, which is not meant here.
ifneq ($(filter default undefined,$(origin LINT)),)
LINT := tidy cppcheck analyzer
endif
lint_packages := gcc $(patsubst tidy,clang-tidy,$(filter-out analyzer,$(LINT)))

.PHONY: lint
lint: ## static analysis finds nothing (LINT='tidy cppcheck analyzer')
	$(install_packages) $(test_packages) $(lint_packages)
	@'$(PYTHON)' tests/tools/lint $(LINT)

.PHONY: check-format
check-format: ## is every C file laid out as .clang-format says?
	$(install_packages) clang-format
	@clang-format --dry-run -Werror $(formatted)

.PHONY: format
format: ## lay out every C file as .clang-format says
	$(install_packages) clang-format
	@clang-format -i $(formatted)

# ---- Installing ------------------------------------------------------------------------------

catalog   := $(shell find data -type f 2>/dev/null | sort)
documents := $(wildcard README.md LICENSE docs/*.md) src/render/assets/LICENSE.d3
examples  := $(wildcard docs/examples/*.c)
schemas   := $(wildcard docs/schema/*.json)
full_name := liblanewise.so.$(VERSION)

$(BUILD)/lanewise.pc: src/lanewise.pc.in $(BUILD)/settings
	@sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBDIR@|$(LIBDIR)|' -e 's|@DATADIR@|$(DATADIR)|' \
	    -e 's|@INCLUDEDIR@|$(INCLUDEDIR)|' -e 's|@VERSION@|$(VERSION)|' $< > $@

# The manual pages and completion scripts are what the program prints: of whatever commands it has.
# Where the program is for another machine, PRINTER is one of this version that runs here.
PRINTER ?= $(program)
pages   := $(BUILD)/pages

$(pages)/lanewise.1: $(program)
	$(say) PAGES $(pages)
	$(q)rm -rf $(pages) && mkdir -p $(pages)
	$(q)for shell in bash zsh fish; do \
	    $(PRINTER) completion $$shell > $(pages)/lanewise.$$shell || exit; \
	done
	$(q)for command in $$($(PRINTER) completion --next -- '' | cut -f1); do \
	    $(PRINTER) help --man $$command > $(pages)/lanewise-$$command.1 || exit; \
	done
	$(q)$(PRINTER) help --man > $@

.PHONY: pages
pages: $(pages)/lanewise.1 ## print the manual pages and completion scripts

# $(call put,MODE,FOLDER,FILES)
put = $(if $(3),@install -d '$(DESTDIR)$(2)' && install -m $(1) $(3) '$(DESTDIR)$(2)')

.PHONY: install
install: all pages $(BUILD)/lanewise.pc ## install under PREFIX (DESTDIR goes before it)
	$(call put,755,$(BINDIR),$(program))
	$(call put,644,$(LIBDIR),$(archive))
	@install -m 755 $(shared) '$(DESTDIR)$(LIBDIR)/$(full_name)'
	@ln -sf $(full_name) '$(DESTDIR)$(LIBDIR)/$(soname)'
	@ln -sf $(soname) '$(DESTDIR)$(LIBDIR)/liblanewise.so'
	$(call put,644,$(PCDIR),$(BUILD)/lanewise.pc)
	$(call put,644,$(INCLUDEDIR)/lanewise,$(public_headers))
	@for file in $(patsubst data/%,%,$(catalog)); do \
	    install -D -m 644 "data/$$file" "$(DESTDIR)$(DATADIR)/$$file" || exit; \
	done
	$(call put,644,$(DOCDIR),$(documents))
	$(call put,644,$(DOCDIR)/schema,$(schemas))
	$(call put,644,$(DOCDIR)/examples,$(examples))
	$(call put,644,$(MANDIR)/man1,$(pages)/*.1)
	@install -D -m 644 $(pages)/lanewise.bash '$(DESTDIR)$(BASHDIR)/lanewise'
	@install -D -m 644 $(pages)/lanewise.zsh '$(DESTDIR)$(ZSHDIR)/_lanewise'
	@install -D -m 644 $(pages)/lanewise.fish '$(DESTDIR)$(FISHDIR)/lanewise.fish'

installed := $(BINDIR)/lanewise \
             $(addprefix $(LIBDIR)/,liblanewise.a liblanewise.so $(soname) $(full_name)) \
             $(PCDIR)/lanewise.pc $(addprefix $(INCLUDEDIR)/lanewise/,$(notdir $(public_headers))) \
             $(patsubst data/%,$(DATADIR)/%,$(catalog)) \
             $(addprefix $(DOCDIR)/,$(notdir $(documents))) \
             $(addprefix $(DOCDIR)/schema/,$(notdir $(schemas))) \
             $(addprefix $(DOCDIR)/examples/,$(notdir $(examples))) \
             $(MANDIR)/man1/lanewise.1 $(MANDIR)/man1/lanewise-*.1 \
             $(BASHDIR)/lanewise $(ZSHDIR)/_lanewise $(FISHDIR)/lanewise.fish

# Folders of our own go too once they are empty; what a user put into them stays.
.PHONY: uninstall
uninstall: ## remove what `make install` put there (same PREFIX and DESTDIR)
	@rm -f $(addprefix $(DESTDIR),$(installed))
	@for folder in $(INCLUDEDIR)/lanewise $(DATADIR) $(DOCDIR); do \
	    [ ! -d "$(DESTDIR)$$folder" ] || find "$(DESTDIR)$$folder" -depth -type d -empty -delete; \
	done

# ---- Debian packages -------------------------------------------------------------------------

deb_packages := $(build_packages) libcmocka-dev debhelper
deb_tree     := $(BUILD)/deb/lanewise-$(VERSION)

# dpkg-buildpackage wants the folder debian in the sources, and builds beside them. What is said to
# this make is not meant for the one in there, so it gets an environment of its own.
.PHONY: deb
deb: ## build Debian packages into build/deb
	$(install_packages) $(deb_packages)
	@rm -rf '$(BUILD)/deb' && mkdir -p '$(deb_tree)'
	@cp -R Makefile README.md LICENSE data docs include src tests '$(deb_tree)'
	@cp -R .debian '$(deb_tree)/debian'
	@cd '$(deb_tree)' && env -i PATH="$$PATH" HOME="$$HOME" \
	    DEB_BUILD_OPTIONS="$$DEB_BUILD_OPTIONS" dpkg-buildpackage -b -us -uc
	@rm -rf '$(deb_tree)'

.PHONY: test-deb
test-deb: deb ## install, use and remove the packages on a fresh root file system (as root)
	$(install_packages) lintian mmdebstrap
	@BUILD='$(BUILD)' tests/package/run

.PHONY: clean
clean: ## remove the build folder
	rm -rf '$(BUILD)'

.PHONY: help
help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
