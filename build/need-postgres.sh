#!/bin/sh
# Gets the PostgreSQL server that the examples start, from Maven Central, where the tests of the driver have it too.
set -eu
cd "$(dirname "$0")/.."
for jar in postgres/target/servers/*.jar; do
    [ ! -e "$jar" ] || exit 0
done
echo "Getting a PostgreSQL server (once)"
exec build/mvn.sh -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -pl postgres dependency:copy@servers-for-tests -DskipTests=false
