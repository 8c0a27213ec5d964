/// Executors: the one for blocking work, and the loop itself as an executor service.
@NullMarked
package io.juvloop.internal.executor;

import org.jspecify.annotations.NullMarked;
