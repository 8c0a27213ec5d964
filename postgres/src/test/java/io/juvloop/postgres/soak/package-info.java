/// A long mixture of everything the driver does, disturbed at random.
@NullMarked
package io.juvloop.postgres.soak;

import org.jspecify.annotations.NullMarked;
