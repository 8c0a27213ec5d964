/// asyncio's socket operations for tasks, on the JDK's channels and on descriptors.
///
/// An operation is tried at once, and suspends its task only if it would have to wait for the socket. No data
/// is read before the task can take it, so that a cancelled wait loses none.
@NullMarked
package io.juvloop.internal.sock;

import org.jspecify.annotations.NullMarked;
