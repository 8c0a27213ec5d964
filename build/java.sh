#!/bin/sh
# Runs the java of the JDK that builds juvloop: build/java.sh -jar examples/target/juvloop-examples.jar
set -eu
JAVA_HOME=$("$(dirname "$0")/find-jdk.sh")
exec "$JAVA_HOME/bin/java" "$@"
