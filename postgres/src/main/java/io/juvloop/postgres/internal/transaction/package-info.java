/// Transactions and savepoints: what is open on a session, and what is sent for it.
@NullMarked
package io.juvloop.postgres.internal.transaction;

import org.jspecify.annotations.NullMarked;
