/// Tests of LISTEN.
@NullMarked
package io.juvloop.postgres.listen;

import org.jspecify.annotations.NullMarked;
