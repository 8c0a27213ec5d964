/// The event loop, its protocols, transports and servers, under asyncio's names.
///
/// An [EventLoop][io.juvloop.EventLoop] runs on one platform thread and calls back: plain callbacks and timers,
/// [protocols][io.juvloop.Protocol] when something happens to a connection. Unless it says otherwise, a method
/// is to be called on the loop's thread, and a call from another is refused with an exception.
@NullMarked
package io.juvloop;

import org.jspecify.annotations.NullMarked;
