/// What every room of the driver may use, and what uses none of them.
@NullMarked
package io.juvloop.postgres.internal.base;

import org.jspecify.annotations.NullMarked;
