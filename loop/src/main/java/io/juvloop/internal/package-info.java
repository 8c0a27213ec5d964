/// The event loop on libuv: how callbacks, timers, connections and servers are made of handles and requests.
///
/// [io.juvloop.internal.core.LoopCore] is the kernel, and knows no part that is built on it. Each part holds it, and
/// gets by its constructor the few other parts that it needs. [UvEventLoop] builds them and hands each of asyncio's
/// methods to the one that knows. Arrows between the packages run one way.
@NullMarked
package io.juvloop.internal;

import org.jspecify.annotations.NullMarked;
