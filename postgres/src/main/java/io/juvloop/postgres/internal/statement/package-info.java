/// Prepared statements: which a connection has, what is known of them, and what to do when the server knows better.
///
/// Nothing here writes to a connection.
@NullMarked
package io.juvloop.postgres.internal.statement;

import org.jspecify.annotations.NullMarked;
