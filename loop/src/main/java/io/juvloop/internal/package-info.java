/// The event loop on libuv: how callbacks, timers, connections and servers are made of handles and requests.
///
/// [UvEventLoop] is the centre and holds one part for each concern; parts know the loop, not each other's
/// insides.
@NullMarked
package io.juvloop.internal;

import org.jspecify.annotations.NullMarked;
