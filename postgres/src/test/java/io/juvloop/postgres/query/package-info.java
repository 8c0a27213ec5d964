/// Statements, their results, and how many of them share a connection.
@NullMarked
package io.juvloop.postgres.query;

import org.jspecify.annotations.NullMarked;
