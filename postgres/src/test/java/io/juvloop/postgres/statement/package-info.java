/// Prepared statements: how many a connection has, and what happens when one is outdated or lost.
@NullMarked
package io.juvloop.postgres.statement;

import org.jspecify.annotations.NullMarked;
