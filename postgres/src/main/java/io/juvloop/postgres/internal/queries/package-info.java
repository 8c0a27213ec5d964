/// What the kinds of [io.juvloop.postgres.Queries] have in common.
@NullMarked
package io.juvloop.postgres.internal.queries;

import org.jspecify.annotations.NullMarked;
