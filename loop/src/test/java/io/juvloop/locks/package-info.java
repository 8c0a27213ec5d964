/// Locks that tasks, callbacks and other threads share, in every kind of callback: no user waits indefinitely,
/// and a waiting callback keeps its place.
@NullMarked
package io.juvloop.locks;

import org.jspecify.annotations.NullMarked;
