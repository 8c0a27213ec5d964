#!/bin/sh
# Builds the runnable jar of one module, without tests: build/package.sh examples examples/target/juvloop-examples.jar
set -eu
echo "Building $2 (the first time, Maven also fetches what it needs)"
"$(dirname "$0")/mvn.sh" -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -pl "$1" -am package -Dmaven.test.skip=true -DskipTests=true
# Whatever Maven found up to date: make compares with this file's time.
touch "$2"
