/// Cancelling statements, limits of time, and closing.
@NullMarked
package io.juvloop.postgres.cancel;

import org.jspecify.annotations.NullMarked;
