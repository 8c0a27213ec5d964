/// What the tasks of a loop use to wait for each other: asyncio's locks, and its queues.
///
/// - [Lock], [Semaphore], [Condition] and [Event], [Barrier]
/// - [Queue], [PriorityQueue] and [LifoQueue]
///
/// They are needed less than those of `java.util.concurrent`: tasks of one loop take turns only where they wait,
/// so what is not interrupted by a wait needs no lock. None of them is for threads.
///
/// What waits is called in a task; what does not, also in a callback. Each belongs to the loop that uses it
/// first, and refuses another and other threads with an [IllegalStateException]; what only reads it may be
/// called anywhere, and is exact on the loop's thread. Tasks are served in the order in which they came. A task
/// that is cancelled or out of time while it waits has taken nothing: a lock, a permit or an item that it was
/// just being given goes to the next. Each method that waits has a twin with a timeout, which runs on the
/// loop's timer; zero and less give up where there is something to wait for.
///
/// See asyncio's [synchronization primitives](https://docs.python.org/3.13/library/asyncio-sync.html) and
/// [queues](https://docs.python.org/3.13/library/asyncio-queue.html).
@NullMarked
package io.juvloop.sync;

import org.jspecify.annotations.NullMarked;
