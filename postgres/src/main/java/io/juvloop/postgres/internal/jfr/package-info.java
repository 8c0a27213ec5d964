/// The driver's events for flight recordings.
@NullMarked
package io.juvloop.postgres.internal.jfr;

import org.jspecify.annotations.NullMarked;
