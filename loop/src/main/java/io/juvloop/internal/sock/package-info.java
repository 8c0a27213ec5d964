/// asyncio's operations on sockets, for tasks: on the JDK's channels, and on descriptors by their number.
///
/// Each is tried at once, and only if it would have to wait does the task that called it sleep until the socket
/// is ready. Nothing is read before the task is there to take it, so that a cancelled wait loses nothing.
@NullMarked
package io.juvloop.internal.sock;

import org.jspecify.annotations.NullMarked;
