/// Hooks that run once an iteration, timers that run once an interval, and the check whether a loop is alive.
@NullMarked
package io.juvloop.internal.phase;

import org.jspecify.annotations.NullMarked;
