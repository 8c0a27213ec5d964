/// Locks that tasks, callbacks and other threads share, in every kind of callback: nobody waits for ever, and a
/// callback that waits keeps its place.
@NullMarked
package io.juvloop.locks;

import org.jspecify.annotations.NullMarked;
