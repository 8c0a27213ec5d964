/// Executors: the one that does what would block the loop, and the loop as one.
@NullMarked
package io.juvloop.internal.executor;

import org.jspecify.annotations.NullMarked;
