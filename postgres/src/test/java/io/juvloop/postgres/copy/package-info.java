/// COPY both ways, and loading in bulk.
@NullMarked
package io.juvloop.postgres.copy;

import org.jspecify.annotations.NullMarked;
