/// The phases of an iteration of the loop: hooks, repeating timers, liveness. Beyond asyncio.
///
/// Begin with [io.juvloop.EventLoop#phases]. See libuv's
/// [design overview](https://docs.libuv.org/en/v1.x/design.html#the-i-o-loop).
@NullMarked
package io.juvloop.phases;

import org.jspecify.annotations.NullMarked;
