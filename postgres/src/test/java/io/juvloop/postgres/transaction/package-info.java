/// Tests of transactions and savepoints.
@NullMarked
package io.juvloop.postgres.transaction;

import org.jspecify.annotations.NullMarked;
