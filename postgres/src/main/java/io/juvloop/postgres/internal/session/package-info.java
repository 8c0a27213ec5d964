/// What a connection does: its operations, their order, and when their bytes leave.
///
/// [io.juvloop.postgres.internal.session.Session] holds the transport and the parts;
/// [io.juvloop.postgres.internal.session.Dispatch] takes the messages;
/// [io.juvloop.postgres.internal.session.Pipelining] has the operations in their order; each kind of
/// [io.juvloop.postgres.internal.session.Operation] knows one conversation with the server.
@NullMarked
package io.juvloop.postgres.internal.session;

import org.jspecify.annotations.NullMarked;
