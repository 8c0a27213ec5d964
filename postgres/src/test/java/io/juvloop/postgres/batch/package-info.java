/// One statement for many rows of arguments.
@NullMarked
package io.juvloop.postgres.batch;

import org.jspecify.annotations.NullMarked;
