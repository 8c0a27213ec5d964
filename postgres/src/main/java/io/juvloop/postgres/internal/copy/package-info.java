/// COPY and loading without the wire: the statements, the tuples of the binary format, sources and sinks of bytes.
///
/// The session's operations use it; nothing here knows a session.
@NullMarked
package io.juvloop.postgres.internal.copy;

import org.jspecify.annotations.NullMarked;
