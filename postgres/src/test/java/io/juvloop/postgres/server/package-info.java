/// Real servers for tests, without set-up: unpacked, started and ended by the tests themselves.
@NullMarked
package io.juvloop.postgres.server;

import org.jspecify.annotations.NullMarked;
