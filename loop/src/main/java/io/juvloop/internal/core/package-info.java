/// The kernel: what every part of a loop on libuv needs, and nothing that is built on it.
///
/// [LoopCore] holds the driver, the ready callbacks, the posts of other threads, the timers and the run, and reports
/// what went wrong. Beside it are the forms that operations and their errors have in every package.
@NullMarked
package io.juvloop.internal.core;

import org.jspecify.annotations.NullMarked;
