package io.juvloop.postgres.internal.pool;

import io.juvloop.postgres.PgConnection;
import java.util.concurrent.CompletionStage;

/// Opens a connection in the way that the pool's options say at the moment.
///
/// Loop thread only.
@FunctionalInterface
interface Connector {
    CompletionStage<PgConnection> connect();
}
