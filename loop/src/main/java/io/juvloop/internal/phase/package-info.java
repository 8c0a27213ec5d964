/// What runs once an iteration or once an interval, and what keeps the loop alive.
@NullMarked
package io.juvloop.internal.phase;

import org.jspecify.annotations.NullMarked;
