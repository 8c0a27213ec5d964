/// The pool: who waits, what is lent, how connections come, age and come back.
@NullMarked
package io.juvloop.postgres.internal.pool;

import org.jspecify.annotations.NullMarked;
