/// The service interface by which another event loop replaces the default one. Begin with
/// [io.juvloop.spi.BaseEventLoop]; [io.juvloop.spi.EventLoopProvider] offers a loop to `EventLoop.create()`.
@NullMarked
package io.juvloop.spi;

import org.jspecify.annotations.NullMarked;
