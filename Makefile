# juvloop: `make run` shows it at work, `make test` builds and tests all of it.
# JDK 25, libuv and Maven are found, or got, by the scripts in build/.

EXAMPLES_JAR := examples/target/juvloop-examples.jar
BENCHMARKS_JAR := benchmarks/target/juvloop-benchmarks.jar

POMS := pom.xml bindings/pom.xml loop/pom.xml
LIBRARY := $(POMS) $(shell find bindings/src/main loop/src/main -type f 2>/dev/null)
POSTGRES := postgres/pom.xml $(shell find postgres/src/main -type f 2>/dev/null)
EXAMPLES := examples/pom.xml $(shell find examples/src/main -type f 2>/dev/null)
BENCHMARKS := benchmarks/pom.xml $(shell find benchmarks/src/main -type f 2>/dev/null)

# What -jar takes from the manifest, for the second main class of the benchmarks' jar.
ACCESS := --enable-native-access=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/sun.nio.ch=ALL-UNNAMED

help: ## say what there is to do
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20
	@echo 'ARGS="..." goes to the program that run, bench and jmh start.'

# The demo, unless ARGS begins with the name of another example.
run: libuv $(EXAMPLES_JAR) $(if $(filter postgres pg-%,$(firstword $(ARGS))),$(if $(filter --dsn,$(ARGS)),,server)) ## serve echo on the loop, check it over TCP, go on until Ctrl-C (ARGS='scan --ports 1-99': another example)
	@exec build/java.sh -jar $(EXAMPLES_JAR) $(if $(filter-out --%,$(firstword $(ARGS))),,demo) $(ARGS)

test: libuv ## build everything, run all tests and the formatter's check (LIBUV=/opt/uv/lib: with another libuv)
	@build/mvn.sh verify $(if $(LIBUV),-Djuvloop.library.path='$(abspath $(LIBUV))')

bindings: ## regenerate the generated bindings from $JEXTRACT and $UV_INCLUDE
	@native/generate-bindings.sh

native: cc ## build the programs in C: baseline server, load generator, layout check
	@$(MAKE) --no-print-directory -C native all

native-tls: cc openssl
	@$(MAKE) --no-print-directory -C native tls

bench: libuv native $(if $(filter tls,$(ARGS)),native-tls) $(EXAMPLES_JAR) $(BENCHMARKS_JAR) $(if $(filter postgres,$(firstword $(ARGS))),$(if $(filter --dsn,$(ARGS)),,server)) ## compare with the peers (PEERS=c-libuv,netty-epoll SIZES=64 narrows it)
	@exec build/java.sh -jar $(BENCHMARKS_JAR) $(ARGS) $(if $(PEERS),--peers $(PEERS)) $(if $(SIZES),--sizes $(SIZES))

jmh: libuv $(BENCHMARKS_JAR) ## run the microbenchmarks (ARGS='-f 1 Timer')
	@exec build/java.sh $(ACCESS) -cp $(BENCHMARKS_JAR) org.openjdk.jmh.Main $(ARGS)

format: ## let the formatter rewrite the sources
	@build/mvn.sh -Dorg.slf4j.simpleLogger.defaultLogLevel=warn spotless:apply

coverage: libuv ## write the coverage table in docs anew, from the code and its tests
	@build/mvn.sh -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -pl loop -am test -Dtest=CoverageTest -Dsurefire.failIfNoSpecifiedTests=false -Djuvloop.coverage=write

clean: ## remove what was built
	@rm -rf target */target
	@$(MAKE) --no-print-directory -C native clean

libuv:
	@build/need-libuv.sh

cc:
	@build/need-cc.sh

openssl:
	@build/need-openssl.sh

server:
	@build/need-postgres.sh

$(EXAMPLES_JAR): $(LIBRARY) $(POSTGRES) $(EXAMPLES)
	@build/package.sh examples $@

$(BENCHMARKS_JAR): $(LIBRARY) $(POSTGRES) $(BENCHMARKS)
	@build/package.sh benchmarks $@

.PHONY: help run test bindings native native-tls bench jmh format coverage clean libuv cc openssl server
