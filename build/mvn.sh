#!/bin/sh
# Runs Maven under a JDK that can build juvloop: build/mvn.sh verify
set -eu
build=$(dirname "$0")
# shellcheck source=build/packages.sh
. "$build/packages.sh"

JAVA_HOME=$("$build/find-jdk.sh")
export JAVA_HOME
if ! have "${MVN:=mvn}"; then
    provide 'Maven 3.6.3 or newer' maven maven maven maven -
fi
exec "$MVN" -B -ntp "$@"
