/// Runnable programs on PostgreSQL. Each takes `--dsn URI`, or starts a server of its own for the time it runs.
@NullMarked
package io.juvloop.examples.postgres;

import org.jspecify.annotations.NullMarked;
