/// TLS: what a connection trusts, how it identifies itself, and what was agreed on; asyncio's `ssl`.
///
/// Start with [io.juvloop.tls.TlsContext], and give it to [io.juvloop.ConnectOptions#withTls] or
/// [io.juvloop.ServerOptions#withTls].
@NullMarked
package io.juvloop.tls;

import org.jspecify.annotations.NullMarked;
