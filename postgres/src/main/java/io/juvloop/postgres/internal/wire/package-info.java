/// The bytes of the protocol: the messages in both directions, and where in a buffer each field is.
///
/// No other package knows byte positions of messages, and this one knows no session. See
/// [message formats](https://www.postgresql.org/docs/current/protocol-message-formats.html).
@NullMarked
package io.juvloop.postgres.internal.wire;

import org.jspecify.annotations.NullMarked;
