/// Streams: their transports with write side, flow control and socket, and the queue that readers read from.
@NullMarked
package io.juvloop.internal.stream;

import org.jspecify.annotations.NullMarked;
