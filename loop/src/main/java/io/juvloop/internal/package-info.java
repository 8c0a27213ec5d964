/// The event loop on libuv: how callbacks, timers, connections and servers are made of handles and requests.
///
/// [io.juvloop.internal.core.LoopCore] is the kernel and knows no part that is built on it. Each part holds the
/// kernel and receives the few other parts that it needs in its constructor. [UvEventLoop] builds the parts and
/// delegates each of asyncio's methods to one of them. Dependencies between the packages run one way.
@NullMarked
package io.juvloop.internal;

import org.jspecify.annotations.NullMarked;
