/// The kernel: the code that every part of a loop on libuv needs, and none that is built on it.
///
/// [LoopCore] holds the driver, the ready callbacks, the calls posted by other threads, the timers and the run,
/// and reports errors. Beside it are the common forms of operations and their errors.
@NullMarked
package io.juvloop.internal.core;

import org.jspecify.annotations.NullMarked;
