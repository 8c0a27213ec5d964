/// Tests of the pool.
@NullMarked
package io.juvloop.postgres.pool;

import org.jspecify.annotations.NullMarked;
