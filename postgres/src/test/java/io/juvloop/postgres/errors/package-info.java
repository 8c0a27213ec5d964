/// Tests of the exceptions.
@NullMarked
package io.juvloop.postgres.errors;

import org.jspecify.annotations.NullMarked;
