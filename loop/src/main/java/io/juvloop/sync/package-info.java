/// Synchronization between the tasks of a loop: asyncio's locks and queues.
///
/// - [Lock], [Semaphore], [Condition] and [Event], [Barrier]
/// - [Queue], [PriorityQueue] and [LifoQueue]
///
/// They are needed less often than those of `java.util.concurrent`: tasks of one loop yield only where they
/// wait, so code without a wait needs no lock. They do not synchronize threads.
///
/// Waiting methods are called in a task; the others also in a callback. Each object belongs to the loop that uses
/// it first, and throws [IllegalStateException] on another loop or thread; accessors without side effects may be
/// called on any thread, and are exact on the loop's thread. Tasks are served in order of arrival. A task that is
/// cancelled or times out while it waits has acquired nothing: a lock, a permit or an item that was promised to it
/// passes to the next. The waits that programs limit most often have a variant with a timeout, which uses the
/// loop's timers; with zero or less it gives up instead of waiting. [io.juvloop.Async#timeout(java.time.Duration)]
/// limits the others.
///
/// See asyncio's [synchronization primitives](https://docs.python.org/3.13/library/asyncio-sync.html) and
/// [queues](https://docs.python.org/3.13/library/asyncio-queue.html).
@NullMarked
package io.juvloop.sync;

import org.jspecify.annotations.NullMarked;
