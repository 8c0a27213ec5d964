/// Tests of what is seen of the driver from outside.
@NullMarked
package io.juvloop.postgres.observability;

import org.jspecify.annotations.NullMarked;
