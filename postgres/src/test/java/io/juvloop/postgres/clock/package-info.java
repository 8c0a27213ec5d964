/// Limits of time on a clock that is virtual, so that none is waited for.
@NullMarked
package io.juvloop.postgres.clock;

import org.jspecify.annotations.NullMarked;
